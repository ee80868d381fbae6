//! From the state to what the screen shows: the frame, and the page that was asked for. Looks read the parts; none of these knows
//! of them.

mod around;
mod between;
mod dyad;
mod late;
mod news;
mod overview;
mod own;
mod picture;
mod quiet;
mod shared;
mod they_see;
mod today;
mod together;
mod with;

use model::{Day, Now, RelationshipId, together::Voices};

use super::{noticed::Noticed, spaces::Spaces};
use crate::{Look, look::Page};
use shared::Shared;

pub(in crate::app) use around::Around;
pub(in crate::app) use news::{room_on_today, standing};
pub(in crate::app) use overview::Latest;

/// What every page is made of.
#[derive(Debug, Clone, Copy)]
pub(in crate::app) struct Looking<'a> {
    /// What is known.
    pub(in crate::app) spaces: &'a Spaces,
    /// The overview of it that was made last.
    pub(in crate::app) latest: &'a Latest,
    /// How much of what others share has been shown.
    pub(in crate::app) noticed: &'a Noticed,
    /// Which day it is.
    pub(in crate::app) today: Day,
}

impl<'a> Looking<'a> {
    /// What a page shows beside the frame.
    pub(in crate::app) fn page(self, now: Now, look: &Look) -> Page {
        let first = || self.spaces.vault().present_relationships().first().map(|(first, ..)| *first);
        match look {
            Look::Frame => Page::Frame,
            Look::Today => Page::Today(self.look_today(now)),
            Look::Own { kinds, up_to, only: None } => {
                Page::Own(kinds.iter().map(|kind| self.look_own(*kind, None, *up_to)).collect())
            }
            Look::Own { kinds, up_to, only: Some(only) } => {
                Page::Own(kinds.iter().map(|kind| self.look_only(*kind, only, *up_to)).collect())
            }
            Look::Item { item } => Page::Item(self.look_item(*item).map(Box::new)),
            Look::With { relationship } => {
                Page::With(relationship.or_else(first).map(|with| self.look_with(with)).unwrap_or_default())
            }
            Look::Between { relationship, kinds, up_to } => {
                Page::Between(self.look_between(*relationship, kinds, *up_to))
            }
            Look::Together { relationship, item, beside } => {
                Page::Together(self.look_together(*relationship, *item, *beside).map(Box::new))
            }
            Look::TheySee { relationship, up_to } => Page::TheySee(self.look_they_see(*relationship, *up_to)),
            Look::Shared => Page::Shared(self.look_shared()),
            Look::Late { up_to } => Page::Late(self.look_late(*up_to, now)),
            Look::Dyad { relationship } => Page::Dyad(self.look_dyad(*relationship)),
            Look::Trial { item } => Page::Trial(self.look_trial(*item)),
            Look::Picture { relationship, beside, up_to } => {
                let beside = beside.iter().map(|kind| self.look_alone(*kind, *up_to)).collect();
                Page::Picture(self.look_picture(relationship.or_else(first), beside))
            }
        }
    }

    fn shared(self, relationship: RelationshipId) -> Option<Shared<'a>> {
        let space = self.spaces.live_link(relationship)?;
        let (state, mine) = self.spaces.link_state(space)?;
        let hidden = self.quiet_since(relationship).map(|since| (mine.other(), since));
        let voices = Voices::of(self.spaces.kinds(), state).read_by(mine).until(hidden);
        Some(Shared { state, mine, space, voices })
    }
}
