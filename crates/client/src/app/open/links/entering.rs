//! Into the space of a link, and what is found there: the other has come, or gone.

use model::{LinkId, Now, RelationshipOperation, VaultOperation};
use sync::{ControlRecord, Replica, SpaceId, parcel::Part};

use super::{Linking, Links, Spaces, inviting::keep_link, leaving};
use crate::app::Doing;

/// How often a device that waits to be admitted asks, in milliseconds.
const ENTER_RETRY_MS: u64 = 3_000;

impl Links {
    /// Asks the relay, for every link that this person has confirmed, whether the other has admitted this device.
    pub(super) fn try_to_enter(&self, spaces: &mut Spaces) {
        for linking in self.on_the_way.values() {
            if let Linking::Joining(joining) = linking
                && joining.is_confirmed()
                && let Some(space) = joining.space()
            {
                spaces.enter(space, joining.seed());
            }
        }
    }

    /// Asks again, where it is time to.
    pub(in crate::app) fn tick(&mut self, spaces: &mut Spaces, now: Now) {
        if self.enter_at_ms.is_some_and(|at| at <= now.unix_ms) {
            self.enter_at_ms = None;
            self.try_to_enter(spaces);
        }
    }

    /// Sets when to ask again, while something waits for it.
    pub(in crate::app) fn ask_again_to_enter(&mut self, spaces: &Spaces, now: Now) {
        let waits = self
            .on_the_way
            .values()
            .any(|linking| matches!(linking, Linking::Joining(joining) if joining.is_confirmed()));
        if waits && spaces.is_welcome() && self.enter_at_ms.is_none() {
            self.enter_at_ms = Some(now.unix_ms.saturating_add(ENTER_RETRY_MS));
        }
    }

    /// When [`Self::tick`] is wanted next, in milliseconds since 1970.
    pub(in crate::app) fn next_wake_ms(&self) -> Option<u64> {
        self.enter_at_ms
    }

    /// Whether this device waits to enter a link that it has the keys of.
    pub(in crate::app) fn is_entering(&self) -> bool {
        !self.entering.is_empty()
    }

    /// What the relay refused is tried again from the beginning.
    pub(in crate::app) fn try_again(&mut self) {
        self.entering.clear();
        self.tried.clear();
    }

    /// The connection was lost: on the next one another member may be let in.
    pub(in crate::app) fn disconnected(&mut self) {
        self.tried.clear();
    }

    /// A space that this device waited to enter can be entered.
    pub(in crate::app) fn entered(
        &mut self,
        spaces: &mut Spaces,
        doing: &mut Doing<'_>,
        records: &[Vec<u8>],
    ) {
        let Some(first) = records.first().and_then(|record| ControlRecord::from_bytes(record).ok()) else {
            return;
        };
        let joined = self.on_the_way.iter().find_map(|(relationship, linking)| match linking {
            Linking::Joining(joining) if joining.space() == Some(first.space) => {
                Some((*relationship, joining.seed(), joining.inviter()))
            }
            _ => None,
        });
        let (seeds, inviter) = match &joined {
            Some((_, seed, inviter)) => (vec![seed.clone()], *inviter),
            None => (spaces.seeds_of(first.space), None),
        };
        let Some(replica) =
            seeds.into_iter().find_map(|seed| Replica::enter(seed, records, &mut doing.random).ok())
        else {
            return;
        };
        let by_inviter = inviter.is_none_or(|inviter| first.member(inviter).is_some());
        if !by_inviter {
            return;
        }
        let Some((relationship, ..)) = joined else { return spaces.take_in_link(doing, replica) };
        let space = replica.space();
        if let Some(linking) = self.end(doing, relationship) {
            spaces.boxes().close(linking.invite());
        }
        if keep_link(spaces, doing, relationship, &replica).is_err() {
            spaces.count_unnoted();
        }
        spaces.take_in_link(doing, replica);
        let made = VaultOperation::LinkMade { link: LinkId(space.0), since: doing.now.day() };
        spaces.note(doing, &made);
        self.made.push(space);
        let name = spaces.own_name();
        spaces.mention(doing, space, &RelationshipOperation::Introduced { name });
    }

    /// Enters a link that this device has not entered yet, if its vault has the keys and a part of a parcel tells of it from the
    /// beginning.
    pub(in crate::app) fn enter_from(&mut self, spaces: &mut Spaces, doing: &mut Doing<'_>, part: &Part) {
        let link = spaces.link(part.space);
        let is_wanted = link.is_some_and(|link| link.since.is_some()) && !spaces.has_link_ended(part.space);
        if is_wanted && spaces.replica(part.space).is_none() {
            let records: Vec<Vec<u8>> = part.records.iter().map(|record| record.to_vec()).collect();
            self.entered(spaces, doing, &records);
        }
    }

    /// Links whose keys came from another device of this person, or from recovery, are entered.
    pub(in crate::app) fn enter_kept(&mut self, spaces: &mut Spaces) {
        if !spaces.is_welcome() {
            return;
        }
        let kept = spaces.links();
        let absent: Vec<SpaceId> = spaces
            .vault()
            .links
            .iter()
            .filter(|(_, record)| record.ended.is_none() && record.since.is_some())
            .map(|(link, _)| SpaceId(link.0))
            .filter(|space| !kept.contains(space) && !self.entering.contains_key(space))
            .collect();
        for space in absent {
            if let Some(seed) = spaces.seeds_of(space).into_iter().next() {
                self.entering.insert(space, 0);
                spaces.enter(space, seed);
            }
        }
    }

    /// The relay does not let a kept link be entered with the seed that was tried. Whether all of them were tried.
    pub(in crate::app) fn try_next_seed(&mut self, spaces: &mut Spaces, space: SpaceId) -> bool {
        let Some(refused) = self.entering.get_mut(&space) else { return false };
        *refused += 1;
        let next = spaces.seeds_of(space).into_iter().nth(*refused);
        let is_last = next.is_none();
        if let Some(seed) = next {
            spaces.enter(space, seed);
        }
        is_last
    }

    /// After a change in a relationship's space: has the other come, or gone?
    pub(in crate::app) fn look_at_members(
        &mut self,
        spaces: &mut Spaces,
        doing: &mut Doing<'_>,
        space: SpaceId,
    ) {
        self.follow_own_member(spaces, doing, space);
        let Some(replica) = spaces.replica(space) else { return };
        if replica.is_shared() {
            self.welcome_the_other(spaces, doing, space);
        } else if replica.other_has_left() || !replica.own_party_remains() {
            if !spaces.has_link_ended(space) {
                leaving::note_end(spaces, doing, space);
            }
            spaces.drop_space(doing, space);
        }
    }

    fn welcome_the_other(&mut self, spaces: &mut Spaces, doing: &mut Doing<'_>, space: SpaceId) {
        let invited = self.on_the_way.iter().find_map(|(relationship, linking)| match linking {
            Linking::Inviting(inviting) if inviting.space() == Some(space) => {
                spaces.boxes().put(&inviting.invite, inviting.welcome(&mut doing.random));
                Some(*relationship)
            }
            _ => None,
        });
        let Some(relationship) = invited else { return };
        self.end(doing, relationship);
        let made = VaultOperation::LinkMade { link: LinkId(space.0), since: doing.now.day() };
        spaces.note(doing, &made);
        self.made.push(space);
    }
}
