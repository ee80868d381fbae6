//! Who belongs to what: relationships in the vault, the links that stand, and this person's members in them.

use crypto::{MemberSeed, Sighting};
use model::{
    Decision, Decoded, LinkId, RelationshipId, VaultOperation,
    vault::{LinkRecord, RelationshipRecord},
};
use sync::{Replica, SpaceId, replica::Intent};

use super::Spaces;
use crate::{Problem, app::Doing, view::Notice};

impl Spaces {
    /// # Errors
    /// [`Problem::Gone`] if the relationship is not in the person's list.
    pub(in crate::app) fn check_present(&self, relationship: RelationshipId) -> Result<(), Problem> {
        let record = self.vault().relationships.get(&relationship);
        if record.is_some_and(RelationshipRecord::is_present) { Ok(()) } else { Err(Problem::Gone) }
    }

    /// How the person calls themselves.
    pub(in crate::app) fn own_name(&self) -> String {
        self.vault().name.as_ref().map(|name| name.value.clone()).unwrap_or_default()
    }

    /// What the vault has of a link.
    pub(in crate::app) fn link(&self, space: SpaceId) -> Option<&LinkRecord> {
        self.vault().links.get(&LinkId(space.0))
    }

    /// The space of a relationship's link, if it stands.
    pub(in crate::app) fn live_link(&self, relationship: RelationshipId) -> Option<SpaceId> {
        let links = self.vault().live_links(relationship);
        links.into_iter().map(|link| SpaceId(link.0)).find(|space| self.is_linked(*space))
    }

    /// Whether the two of a space are linked.
    pub(in crate::app) fn is_linked(&self, space: SpaceId) -> bool {
        self.device.replica(space).is_some_and(|replica| replica.is_shared() && replica.is_open())
    }

    /// Every space in which two are linked.
    pub(in crate::app) fn linked(&self) -> Vec<SpaceId> {
        self.links().into_iter().filter(|space| self.is_linked(*space)).collect()
    }

    /// Whether a link has ended here, be it that the relay has not heard of it yet.
    pub(in crate::app) fn has_link_ended(&self, space: SpaceId) -> bool {
        self.link(space).is_some_and(|link| link.ended.is_some())
    }

    /// Whether a relationship was linked once, and is not any more.
    pub(in crate::app) fn has_ended(&self, relationship: RelationshipId) -> bool {
        self.vault().links.values().any(|link| {
            link.since.is_some()
                && link.ended.is_some()
                && link.kept.as_ref().is_some_and(|kept| kept.value.relationship == relationship)
        })
    }

    /// Of which relationship a space is.
    pub(in crate::app) fn relationship_of(&self, space: SpaceId) -> Option<RelationshipId> {
        Some(self.link(space)?.kept.as_ref()?.value.relationship)
    }

    /// Seeds of this person's member of a link's space, the likeliest first. Those that a device has made which was taken away since are
    /// among them: it may have gone on with them, and only who has them can go on from there.
    pub(in crate::app) fn seeds_of(&self, space: SpaceId) -> Vec<MemberSeed> {
        let Some(record) = self.link(space) else { return Vec::new() };
        let renewed = self.renewed_seeds(space, 0).into_iter().rev().map(|(_, seed)| seed);
        let others = self.vault().decisions().filter_map(|(_, decision)| match decision {
            Decision::RenewLink { link, member_seed, .. } if link.0 == space.0 => Some(member_seed),
            _ => None,
        });
        let kept = record.kept.iter().map(|kept| kept.value.member_seed);
        let all = renewed.chain(kept).chain(others).chain(record.seeds.iter().map(|seed| seed.0));
        let all = all.chain(self.late_seeds(space));
        let mut seeds: Vec<[u8; 32]> = Vec::new();
        for seed in all {
            if !seeds.contains(&seed) {
                seeds.push(seed);
            }
        }
        seeds.into_iter().map(MemberSeed::from_bytes).collect()
    }

    /// Seeds that were made for a link by a device that was taken away meanwhile, and that came too late to count.
    fn late_seeds(&self, space: SpaceId) -> Vec<[u8; 32]> {
        let late = self.kept.get(&self.vault).into_iter().flat_map(|vault| vault.late.values());
        let decided = late.filter_map(|late| match VaultOperation::from_bytes(late.body.as_deref()?) {
            Ok(Decoded::Known(VaultOperation::Decided { decision, .. })) => {
                Decision::from_bytes(&decision).ok()
            }
            _ => None,
        });
        decided
            .filter_map(|decision| match decision {
                Decoded::Known(Decision::RenewLink { link, member_seed, .. }) if link.0 == space.0 => {
                    Some(member_seed)
                }
                _ => None,
            })
            .collect()
    }

    /// Links in which the other person has handed over a key that did not fit.
    pub(in crate::app) fn bad_keys(&self) -> Vec<Notice> {
        let has_bad = |space: &SpaceId| {
            self.device.replica(*space).is_some_and(|replica| !replica.misfits().is_empty())
        };
        let spaces = self.links().into_iter().filter(has_bad);
        spaces
            .filter_map(|space| self.relationship_of(space))
            .map(|relationship| Notice::LinkKeyDidNotFit { relationship })
            .collect()
    }

    /// Links of which more waits at the relay than this device has taken.
    pub(in crate::app) fn more_waits(&self) -> Vec<Notice> {
        let waits = |space: &SpaceId| self.device.replica(*space).is_some_and(Replica::more_waits);
        let spaces = self.links().into_iter().filter(|space| waits(space) && self.is_linked(*space));
        spaces
            .filter_map(|space| self.relationship_of(space))
            .map(|relationship| Notice::MoreWaits { relationship })
            .collect()
    }

    /// Takes as much again of what somebody has handed over. Without a connection it comes with the next one.
    ///
    /// # Errors
    /// [`Problem::NotLinked`].
    pub(in crate::app) fn take_more(
        &mut self,
        doing: &mut Doing<'_>,
        relationship: RelationshipId,
    ) -> Result<(), Problem> {
        let space = self.live_link(relationship).ok_or(Problem::NotLinked)?;
        self.device.take_more(space, &mut doing.random);
        self.changed.insert(space);
        Ok(())
    }

    /// Gives a link's replica the seeds of all members that this person has had there. A device that came later, or was away, was
    /// none of them itself, and erases what they wrote all the same.
    pub(super) fn know_former(&mut self, space: SpaceId) {
        let seeds = self.seeds_of(space);
        if let Some(replica) = self.device.replica_mut(space) {
            replica.know_former(seeds);
        }
    }

    /// Changes who belongs to a space, as soon as the relay is met.
    pub(in crate::app) fn intend(&mut self, doing: &mut Doing<'_>, space: SpaceId, intent: Intent) {
        if let Some(replica) = self.device.replica_mut(space) {
            replica.intend(Some(intent));
            self.proceed(doing, space);
        }
    }

    /// The same with the vault's members, where it was decided earlier and perhaps elsewhere: `read` is how far each chain had been read
    /// then.
    pub(in crate::app) fn intend_as_read(
        &mut self,
        doing: &mut Doing<'_>,
        intent: Intent,
        read: Vec<Sighting>,
    ) {
        let vault = self.vault;
        if let Some(replica) = self.device.replica_mut(vault) {
            replica.intend_as_read(intent, read);
            self.proceed(doing, vault);
        }
    }

    /// Lets go of what was intended with the vault's members, if it is this.
    pub(in crate::app) fn intend_no_more(&mut self, intent: &Intent) {
        if let Some(replica) = self.device.replica_mut(self.vault)
            && replica.intent() == Some(intent)
        {
            replica.intend(None);
            self.changed.insert(self.vault);
        }
    }

    /// Whether nobody is being taken out of the vault already. Whoever is being let in comes after that: what is written meanwhile
    /// would else be sealed for the one who goes.
    pub(in crate::app) fn is_free(&self) -> bool {
        self.vault_replica().intent().is_none_or(|intent| !intent.takes_out())
    }

    /// Whether a link stands, as far as this device knows, and both belong to it.
    pub(in crate::app) fn is_live(&self, space: SpaceId) -> bool {
        self.link(space).is_some_and(|record| record.ended.is_none())
            && self
                .device
                .replica(space)
                .is_some_and(|replica| replica.own_party_remains() && !replica.other_has_left())
    }

    /// Whether the seed with which this device belongs to a link was made after somebody was removed from the vault.
    pub(in crate::app) fn is_fresh(&self, space: SpaceId, after: Option<u64>) -> bool {
        let Some(after) = after else { return true };
        let Some(replica) = self.device.replica(space).filter(|replica| Replica::is_member(replica)) else {
            return false;
        };
        let mine = replica.seed().expose();
        let is_it = |decision: &Decision| {
            matches!(decision, Decision::RenewLink { link, member_seed, after: made }
                if link.0 == space.0 && *made >= after && member_seed == mine)
        };
        self.decisions(is_it).next().is_some()
    }
}
