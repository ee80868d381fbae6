//! The things of some kinds between two people.

use model::{
    Grant, ItemId, RelationshipId,
    kinds::{Agreement, Listed},
    together::Standing,
};

use super::{
    Looking,
    shared::{Replies, Shared},
};
use crate::look::{Between, OwnItem, TheirItem};

/// What the other shares, and what this person replied, of whatever kind.
struct There<'a> {
    shared: &'a Shared<'a>,
    theirs: Vec<&'a Grant>,
    replies: Replies<'a>,
}

impl Looking<'_> {
    pub(super) fn look_between(
        &self,
        relationship: RelationshipId,
        kinds: &[u32],
        up_to: u32,
    ) -> Vec<Between> {
        let shared = self.shared(relationship);
        let there = shared.as_ref().map(|shared| There {
            shared,
            theirs: self.theirs(shared),
            replies: self.replies(shared, shared.mine),
        });
        let of = |kind: &u32| self.between(relationship, there.as_ref(), *kind, up_to);
        kinds.iter().map(of).collect()
    }

    fn between(
        &self,
        relationship: RelationshipId,
        there: Option<&There<'_>>,
        kind: u32,
        up_to: u32,
    ) -> Between {
        let needs_relationship = self.spaces.kinds().get(kind).is_some_and(|kind| kind.needs_relationship);
        let own = self.look_own(kind, needs_relationship.then_some(relationship), up_to);
        let Some(There { shared, theirs, replies }) = there else {
            return Between { kind, own, ..Between::default() };
        };
        let theirs: Vec<_> = theirs.iter().filter(|grant| grant.content.number() == kind).collect();
        let shown = theirs.len().min(up_to as usize);
        let more_theirs = u32::try_from(theirs.len() - shown).unwrap_or(u32::MAX);
        let theirs = theirs.into_iter().take(shown).map(|grant| self.their_item(replies, grant));
        let mut theirs: Vec<TheirItem> = theirs.collect();
        let standings = self.standings(shared, kind);
        if kind == Agreement::NUMBER {
            theirs.extend(self.in_force_without_proposal(shared, &standings, &own.items, &theirs));
        }
        Between { kind, standings, theirs, more_theirs, own }
    }

    /// How it stands with the things of a kind.
    fn standings(&self, shared: &Shared<'_>, kind: u32) -> Vec<(ItemId, Standing)> {
        let kinds = self.spaces.kinds();
        if !kinds.get(kind).is_some_and(|kind| kind.takes_answer) {
            return Vec::new();
        }
        let all = shared.voices.all_of(Some(kind)).into_iter();
        all.filter_map(|(item, about)| Some((item, about.standing(kinds, shared.mine)?))).collect()
    }

    /// Agreements that both signed and whose proposals are not there any more: they stay in force.
    fn in_force_without_proposal(
        &self,
        shared: &Shared<'_>,
        standings: &[(ItemId, Standing)],
        own: &[OwnItem],
        theirs: &[TheirItem],
    ) -> Vec<TheirItem> {
        let is_known = |item: ItemId| {
            own.iter().any(|own| own.item == item) || theirs.iter().any(|theirs| theirs.item == item)
        };
        let is_in_force = |standing: &Standing| matches!(standing, Standing::InForce { .. });
        let left = standings.iter().filter(|(item, standing)| is_in_force(standing) && !is_known(*item));
        let their = |(item, _): &(ItemId, Standing)| {
            let topic = shared.voices.about(*item)?.topic;
            Some(TheirItem { item: *item, content: Some(topic.content), shared_on: topic.on, reply: None })
        };
        left.filter_map(their).collect()
    }
}
