//! The person's own things.

use model::{ClockUnit, ItemId, RelationshipId};

use super::{Looking, overview::Overview};
use crate::look::{OwnItem, OwnList, ReplyFrom, SharedWith};

impl Looking<'_> {
    /// The newest of a kind: those about one relationship, or all.
    pub(super) fn look_own(&self, kind: u32, about: Option<RelationshipId>, up_to: u32) -> OwnList {
        let overview = self.overview(up_to);
        let (newest, count) = overview.newest(kind, about, up_to as usize);
        let more = u32::try_from(count - newest.len()).unwrap_or(u32::MAX);
        let items = newest.into_iter().filter_map(|item| self.own_item(&overview, item)).collect();
        OwnList { kind, items, more }
    }

    /// One thing, if it is there.
    pub(super) fn look_item(&self, item: ItemId) -> Option<OwnItem> {
        self.own_item(&self.overview(0), item)
    }

    fn own_item(&self, overview: &Overview, item: ItemId) -> Option<OwnItem> {
        let vault = self.spaces.vault();
        let versions = vault.items.get(&item)?;
        let (version, newest) = versions.newest_where(|written| vault.lists(written))?;
        let (content, about) = (&newest.value.content, newest.value.about);
        if !self.reads(content) || !self.spaces.kinds().is_placed(content, about) {
            return None;
        }
        let siblings = versions.siblings_where(|written| vault.lists(written)).into_iter();
        Some(OwnItem {
            item,
            version,
            content: content.clone(),
            about,
            written_s: newest.stamp.clock.unix_s(ClockUnit::Second),
            shared: overview
                .seen(item)
                .map(|(relationship, seen)| SharedWith { relationship, newest: seen.is_newest })
                .collect(),
            replies: overview
                .seen(item)
                .filter_map(|(relationship, seen)| {
                    Some(ReplyFrom { relationship, reply: seen.reply.clone()? })
                })
                .collect(),
            siblings: siblings.map(|sibling| self.shown(&sibling.value.content)).collect(),
        })
    }
}
