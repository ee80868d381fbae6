//! Exactly what the other sees: every version and reply in force, newest first, and the name.

use model::{
    Content, GrantId, RelationshipId, Side,
    kinds::{GivenAnswer, Listed, Signature},
    relationship::{Grant, Origin},
};
use sync::{EntryId, SpaceId};

use super::{Looking, shared::Shared};
use crate::look::{SharedCount, SharedItem, Shown, TheySee};

impl Looking<'_> {
    pub(super) fn look_they_see(&self, relationship: RelationshipId, up_to: u32) -> TheySee {
        let Some(shared) = self.shared(relationship) else { return TheySee::default() };
        let mut all: Vec<_> = self.all_they_see(&shared).collect();
        all.sort_by_key(|(_, grant)| core::cmp::Reverse(grant.stamp));
        let shown = all.len().min(up_to as usize);
        let more = u32::try_from(all.len() - shown).unwrap_or(u32::MAX);
        let items = all.into_iter().take(shown).map(|(name, grant)| SharedItem {
            item: Some(grant.item),
            grant: Some(name),
            content: self.shown(&grant.content),
            about: grant.is_reply().then(|| self.topic_of(&shared, grant)).flatten(),
            shared_on: grant.on,
            delivered: self.is_delivered(shared.space, grant.origin),
        });
        TheySee { items: items.chain(self.name_they_see(&shared)).collect(), more }
    }

    /// Whether something that was shared has reached the relay, and does not wait on this device.
    pub(super) fn is_delivered(&self, space: SpaceId, origin: Origin) -> bool {
        let replica = self.spaces.replica(space);
        replica.is_none_or(|replica| replica.outbox().all(|entry| entry.id != EntryId(origin.0)))
    }

    /// The thing that something of one's own was said about, as it stands now, if it can be shown. What answers its words is not said to
    /// other words that they have now.
    fn topic_of(&self, shared: &Shared<'_>, said: &Grant) -> Option<Content> {
        let of = |by: Side| shared.state.shared(by, said.item).map(|(_, grant)| grant);
        let theirs = || of(shared.mine.other()).filter(|topic| !shared.hides(topic));
        let topic = of(shared.mine).or_else(theirs)?;
        let is_to_words = [GivenAnswer::NUMBER, Signature::NUMBER].contains(&said.content.number());
        let is_it = !is_to_words || said.answers == Some(topic.content.hash());
        (is_it && self.reads(&topic.content)).then(|| topic.content.clone())
    }

    fn name_they_see(&self, shared: &Shared<'_>) -> Option<SharedItem> {
        let name = shared.state.part(shared.mine).name.as_ref()?;
        let since = self.spaces.vault().links.get(&model::LinkId(shared.space.0)).and_then(|link| link.since);
        Some(SharedItem {
            item: None,
            grant: None,
            content: Shown::Name(name.value.clone()),
            about: None,
            shared_on: since.unwrap_or(model::Day(0)),
            delivered: true,
        })
    }

    /// How many things each linked person sees.
    pub(super) fn look_shared(&self) -> Vec<SharedCount> {
        let present = self.spaces.vault().present_relationships().into_iter();
        let counted = present.filter_map(|(relationship, ..)| {
            let count = self.count_they_see(&self.shared(relationship)?);
            Some(SharedCount { relationship, count })
        });
        counted.collect()
    }

    /// How many things the other sees, beside the name.
    pub(super) fn count_they_see(&self, shared: &Shared<'_>) -> u32 {
        u32::try_from(self.all_they_see(shared).count()).unwrap_or(u32::MAX)
    }

    /// Everything that is on the other's device: also what came second under its name, and counts for nothing.
    fn all_they_see<'a>(&self, shared: &Shared<'a>) -> impl Iterator<Item = (GrantId, &'a Grant)> + use<'a> {
        let replies = shared.state.part(shared.mine).everything().filter(|(_, grant)| grant.is_reply());
        shared.state.visible(shared.mine).into_iter().chain(replies)
    }
}
