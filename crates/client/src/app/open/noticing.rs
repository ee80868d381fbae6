//! What was drawn, put away, or came along with a link: passed on to what is known of it.

use model::{Now, RelationshipId};
use sync::SpaceId;

use super::{
    Open,
    look::{room_on_today, standing},
};
use crate::{
    command::{Noticed, ShownPage},
    view::LinkView,
};

impl Open {
    /// Takes note of what the person has in view. `shown` is the page that was sent last.
    pub(in crate::app) fn notice(&mut self, now: Now, act: &Noticed, shown: Option<&ShownPage>) {
        match act {
            Noticed::Drawn { number } => {
                if let Some(shown) = shown.filter(|shown| shown.number == *number) {
                    self.notice_page(now, shown);
                }
            }
            Noticed::PutAway { relationship, up_to } => {
                if let Some((space, there)) = self.looking(now).arrivals_in(*relationship) {
                    self.noticed.show_up_to(space, &there, up_to);
                }
            }
        }
        // Written whatever was noticed: that it was tells nothing.
        self.noticed.write_soon();
    }

    fn notice_page(&mut self, now: Now, shown: &ShownPage) {
        let standing = standing(&shown.look, &shown.page, room_on_today(self.comparing()));
        if standing.is_empty() {
            return;
        }
        for relationship in self.relationships() {
            let Some((space, there)) = self.looking(now).arrivals_in(relationship) else { continue };
            for standing in standing.iter().filter(|standing| standing.is_of(relationship)) {
                self.noticed.show(space, &there, |arrival| standing.holds(arrival));
            }
        }
    }

    /// In which relationships a request for support has come since this was last asked.
    pub(in crate::app) fn take_asked_for(&mut self, now: Now) -> Vec<RelationshipId> {
        let linked = self.spaces.editions().filter(|(space, _)| self.spaces.is_linked(*space));
        let editions = linked.collect();
        let mut noticed = core::mem::take(&mut self.noticed);
        let asked_for = noticed.take_asked_for(editions, || self.looking(now).requests());
        self.noticed = noticed;
        asked_for
    }

    /// A link was heard to its end for the first time: what stands in it came along with it, and is old.
    pub(super) fn notice_caught_up(&mut self, space: SpaceId) {
        if !self.noticed.knows(space) {
            self.noticed.take_as_shown(&self.spaces, space);
        }
    }

    /// Without a relay no link is ever heard to its end: what stands there is taken for that.
    pub(super) fn notice_without_relay(&mut self) {
        if !self.here.has_relay() {
            for space in self.spaces.linked() {
                self.notice_caught_up(space);
            }
        }
    }

    fn relationships(&self) -> Vec<RelationshipId> {
        self.spaces
            .vault()
            .present_relationships()
            .into_iter()
            .map(|(relationship, ..)| relationship)
            .collect()
    }

    /// How many links wait for the person to compare words.
    fn comparing(&self) -> usize {
        let views = self.relationships().into_iter().filter_map(|relationship| self.links.view(relationship));
        views.filter(|view| matches!(view, LinkView::Comparing { confirmed: false, .. })).count()
    }
}
