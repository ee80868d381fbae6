//! The things of a kind between two people.

use model::RelationshipId;

use super::Looking;
use crate::look::Between;

impl Looking<'_> {
    pub(super) fn look_between(&self, relationship: RelationshipId, kind: u32, up_to: u32) -> Between {
        let needs_relationship = self.spaces.kinds().get(kind).is_some_and(|kind| kind.needs_relationship);
        let own = self.look_own(kind, needs_relationship.then_some(relationship), up_to);
        let Some(shared) = self.shared(relationship) else { return Between { own, ..Between::default() } };
        let mut theirs = self.theirs(&shared);
        theirs.retain(|grant| grant.content.number() == kind);
        let replies = self.replies(&shared, shared.mine);
        let shown = theirs.len().min(up_to as usize);
        let more_theirs = u32::try_from(theirs.len() - shown).unwrap_or(u32::MAX);
        let theirs = theirs.into_iter().take(shown).map(|grant| self.their_item(&replies, grant)).collect();
        Between { theirs, more_theirs, own }
    }
}
