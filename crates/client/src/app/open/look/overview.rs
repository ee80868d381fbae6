//! What is known of everything that stands in the vault, from one pass over it, until something is another.

use core::cmp::Reverse;
use std::sync::Arc;

use model::{
    Content, Day, ItemId, RelationshipId, Stamp,
    kinds::{List, Part},
    relationship::Origin,
};
use sync::SpaceId;

use super::{Looking, shared::Shared};
use crate::look::Reply;

/// Of every list so many are known; whoever looks further causes another pass.
const KNOWN: usize = crate::look::SHOWN_STEP as usize;

/// How many times as many lie side by side before the oldest are let go.
const SORTED_AT_ONCE: usize = 8;

/// What is known of everything that stands.
#[derive(Debug, Default)]
pub(super) struct Overview {
    lists: Vec<Known>,
    seen: Vec<(RelationshipId, Vec<Seen>)>,
    /// How many things cannot be shown because only a newer version of the app knows them.
    pub(super) newer: u32,
    /// How many cannot be shown because they do not fit.
    pub(super) unfit: u32,
    /// When the first of what is shared now was shared, names aside.
    pub(super) shared_since: Option<Day>,
}

/// What somebody sees of one of the person's own things.
#[derive(Debug)]
pub(super) struct Seen {
    item: ItemId,
    /// Whether that is its newest version.
    pub(super) is_newest: bool,
    /// In which entry it came: the relay may have that already, or not.
    pub(super) origin: Origin,
    /// What they replied to it.
    pub(super) reply: Option<Reply>,
}

/// What an overview depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Edition {
    spaces: Vec<(SpaceId, u64, bool)>,
    known: usize,
}

/// The overview that was made last.
#[derive(Debug, Default)]
pub(in crate::app) struct Latest(core::cell::RefCell<Option<(Edition, Arc<Overview>)>>);

/// The newest things of a kind: of those about one relationship, if each is about one.
#[derive(Debug)]
struct Known {
    kind: u32,
    about: Option<RelationshipId>,
    /// When the newest version of each was written: beside the name, so that sorting many follows no references.
    newest: Vec<(Reverse<Stamp>, ItemId)>,
    count: usize,
}

impl Known {
    fn take(&mut self, stamp: Stamp, item: ItemId, known: usize) {
        self.count += 1;
        self.newest.push((Reverse(stamp), item));
        if self.newest.len() >= known.saturating_mul(SORTED_AT_ONCE) {
            self.keep(known);
        }
    }

    fn keep(&mut self, known: usize) {
        if self.newest.len() > known {
            self.newest.select_nth_unstable(known);
            self.newest.truncate(known);
        }
    }
}

impl Overview {
    /// The newest things of a kind, and how many there are: those about one relationship, or all.
    pub(super) fn newest(
        &self,
        kind: u32,
        about: Option<RelationshipId>,
        up_to: usize,
    ) -> (Vec<ItemId>, usize) {
        let wanted = |known: &&Known| known.kind == kind && (about.is_none() || known.about == about);
        let lists = self.lists.iter().filter(wanted);
        let mut newest: Vec<_> = lists.clone().flat_map(|known| known.newest.iter().copied()).collect();
        newest.sort_unstable();
        newest.truncate(up_to);
        (newest.into_iter().map(|(_, item)| item).collect(), lists.map(|known| known.count).sum())
    }

    /// When the newest of everything was written.
    pub(super) fn last(&self) -> Option<Stamp> {
        self.lists.iter().filter_map(|known| known.newest.first()).map(|(Reverse(stamp), _)| *stamp).max()
    }

    /// The numbers of the kinds of which something stands.
    pub(super) fn written(&self) -> Vec<u32> {
        let mut kinds: Vec<u32> = self.lists.iter().map(|known| known.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    /// Who sees what of an item.
    pub(super) fn seen(&self, item: ItemId) -> impl Iterator<Item = (RelationshipId, &Seen)> {
        self.seen.iter().filter_map(move |(relationship, items)| {
            let index = items.binary_search_by_key(&item, |seen| seen.item).ok()?;
            items.get(index).map(|seen| (*relationship, seen))
        })
    }

    fn list(&mut self, kind: u32, about: Option<RelationshipId>) -> &mut Known {
        let is_it = |known: &Known| known.kind == kind && known.about == about;
        let index = self.lists.iter().position(is_it).unwrap_or_else(|| {
            self.lists.push(Known { kind, about, newest: Vec::new(), count: 0 });
            self.lists.len() - 1
        });
        #[expect(clippy::indexing_slicing, reason = "it was found or added just now")]
        &mut self.lists[index]
    }

    fn count(&mut self, kinds: &List, content: &model::Content) {
        match kinds.check_fields(content) {
            Ok(()) => {}
            Err(unreadable) if unreadable.is_newer() => self.newer += 1,
            Err(_) => self.unfit += 1,
        }
    }
}

impl Looking<'_> {
    /// What is known of everything, with the newest `up_to` of each list.
    pub(super) fn overview(&self, up_to: u32) -> Arc<Overview> {
        let known = KNOWN.max(up_to as usize);
        let editions = self.spaces.editions();
        let spaces = editions.map(|(space, edition)| (space, edition, self.spaces.is_linked(space)));
        let edition = Edition { spaces: spaces.collect(), known };
        let mut latest = self.latest.0.borrow_mut();
        if let Some((of, overview)) = latest.as_ref()
            && of.spaces == edition.spaces
            && of.known >= known
        {
            return Arc::clone(overview);
        }
        let overview = Arc::new(self.look_over(known));
        *latest = Some((edition, Arc::clone(&overview)));
        overview
    }

    fn look_over(&self, known: usize) -> Overview {
        let mut overview = Overview::default();
        self.look_over_own(&mut overview, known);
        for (relationship, ..) in self.spaces.vault().present_relationships() {
            if let Some(shared) = self.shared(relationship) {
                self.look_over_shared(&mut overview, relationship, &shared);
            }
        }
        overview
    }

    fn look_over_own(&self, overview: &mut Overview, known: usize) {
        let vault = self.spaces.vault();
        for (item, versions) in &vault.items {
            let Some((_, newest)) = versions.newest_where(|written| vault.lists(written)) else { continue };
            let (content, about) = (&newest.value.content, newest.value.about);
            let Some(kind) = self.spaces.kinds().get(content.number()) else {
                overview.newer += 1;
                continue;
            };
            if !self.spaces.kinds().is_placed(content, about) {
                overview.unfit += 1;
                continue;
            }
            let about = about.filter(|_| kind.needs_relationship);
            overview.list(kind.number, about).take(newest.stamp, *item, known);
        }
        let mut lists = core::mem::take(&mut overview.lists);
        for list in &mut lists {
            list.keep(known);
            list.newest.sort_unstable();
            for (_, item) in list.newest.iter().take(KNOWN) {
                if let Some((_, newest)) = vault.newest_listed(*item) {
                    overview.count(self.spaces.kinds(), &newest.value.content);
                }
            }
        }
        overview.lists = lists;
    }

    /// Whether `granted` is what somebody sees of `own`.
    fn is_shared_form(&self, own: &Content, granted: &Content) -> bool {
        own == granted
            || own.number() != granted.number()
                && self.spaces.kinds().shareable(own.clone()).is_ok_and(|form| form.content() == granted)
    }

    fn look_over_shared(&self, overview: &mut Overview, relationship: RelationshipId, shared: &Shared<'_>) {
        let replies = self.replies(shared, shared.mine.other());
        let visible = shared.state.visible(shared.mine);
        let mut seen: Vec<Seen> = visible
            .iter()
            .map(|(_, grant)| {
                let newest = self.spaces.vault().newest_listed(grant.item);
                let is_newest = newest
                    .is_some_and(|(_, newest)| self.is_shared_form(&newest.value.content, &grant.content));
                Seen { item: grant.item, is_newest, origin: grant.origin, reply: replies.newest(grant) }
            })
            .collect();
        seen.sort_unstable_by_key(|seen| seen.item);
        overview.seen.push((relationship, seen));
        let mine = shared.state.part(shared.mine).grants().map(|(_, grant)| grant.on).min();
        overview.shared_since = [overview.shared_since, mine].into_iter().flatten().min();
        for (_, grant) in shared.state.part(shared.mine.other()).grants() {
            let part = if grant.is_reply() { Part::Reply } else { Part::Shareable };
            if self.spaces.kinds().part(&grant.content).is_some_and(|is| is != part) {
                overview.unfit += 1;
            } else {
                overview.count(self.spaces.kinds(), &grant.content);
            }
        }
    }
}
