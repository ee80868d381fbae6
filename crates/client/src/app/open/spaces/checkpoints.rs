//! Checkpoints in the device's own store and on the relay.

use std::collections::BTreeSet;

use sync::{EntryId, MemberKind, Replica, SpaceId, frame::CheckpointId};

use super::{Spaces, stored::StoredReplica};
use crate::{Write, app::Doing, storage};

/// How many entries a tail holds before it is folded into the checkpoint, once everything is exchanged.
const TAIL_ENTRIES_MAX: usize = 512;

/// While much is coming in, a tail may hold this share of what came before, up to [`TAIL_ENTRIES_LIMIT`]: a checkpoint costs
/// the whole state, so the number of checkpoints must not grow with the number of entries.
const TAIL_SHARE: u64 = 8;

/// The most entries that a tail ever holds.
const TAIL_ENTRIES_LIMIT: u64 = 8_192;

/// How many entries come between two checkpoints on the relay.
pub(super) const RELAY_CHECKPOINT_ENTRIES: u64 = 1_024;

impl Spaces {
    /// Stores a replica's state.
    pub(super) fn save_space(&self, doing: &mut Doing<'_>, space: SpaceId) {
        let (Some(replica), Some(kept)) = (self.device.replica(space), self.kept.get(&space)) else {
            return;
        };
        let stored = StoredReplica {
            state: replica.state(),
            outbox: replica.outbox().map(|entry| entry.id).collect(),
            erasing: self.device.erasing(space),
            clock: kept.clock.latest(),
            counted: kept.counted,
            decided: kept.decided.iter().cloned().map(Into::into).collect(),
        };
        let value = minicbor::to_vec(&stored).expect("writing to memory cannot fail");
        self.put(doing, &storage::state_key(space), value);
    }

    /// Folds long tails into checkpoints.
    pub(in crate::app) fn compact_where_worth_it(&mut self, doing: &mut Doing<'_>) {
        let allowed = |space: SpaceId| {
            let cursor = self.device.replica(space).map_or(0, |replica| replica.cursor().0);
            let share = usize::try_from((cursor / TAIL_SHARE).min(TAIL_ENTRIES_LIMIT)).unwrap_or(usize::MAX);
            if self.device.is_caught_up(space) { TAIL_ENTRIES_MAX } else { share.max(TAIL_ENTRIES_MAX) }
        };
        let long: Vec<SpaceId> = self
            .kept
            .iter()
            .filter(|(id, space)| space.tail.0.len() > TAIL_ENTRIES_MAX && space.tail.0.len() > allowed(**id))
            .map(|(space, _)| *space)
            .collect();
        for space in long {
            self.compact(doing, space);
        }
    }

    /// Folds a tail into the checkpoint. Entries that wait for the relay, for their time or for an update of the app stay.
    pub(super) fn compact(&mut self, doing: &mut Doing<'_>, space: SpaceId) {
        // What is read of the cold log and what then is in the tail are to be everything.
        if self.reading.values().any(|purpose| purpose.wants_whole_log(space)) {
            return;
        }
        let Some(replica) = self.device.replica(space) else { return };
        let staying: BTreeSet<EntryId> = replica.outbox().map(|entry| entry.id).collect();
        let Some(kept) = self.kept.get_mut(&space) else { return };
        let folded: Vec<EntryId> = kept
            .tail
            .0
            .keys()
            .copied()
            .filter(|entry| !staying.contains(entry) && !kept.is_unfolded(*entry))
            .collect();
        if folded.len() <= TAIL_ENTRIES_MAX / 2 {
            return;
        }
        for entry in folded {
            if let Some(value) = kept.tail.0.remove(&entry) {
                let cold = self.keys.seal(&storage::cold_key(space, entry), value, &mut doing.random);
                doing.writes.push(cold);
                doing.writes.push(Write::Delete { key: storage::tail_key(space, entry) });
            }
        }
        self.save_checkpoint(doing, space);
    }

    pub(super) fn save_checkpoint(&self, doing: &mut Doing<'_>, space: SpaceId) {
        if let Some(kept) = self.kept.get(&space) {
            self.save_state(doing, space, kept.folded.to_bytes());
        }
    }

    /// Stores a folded state, encoded, as the space's checkpoint on this device.
    pub(super) fn save_state(&self, doing: &mut Doing<'_>, space: SpaceId, state: Vec<u8>) {
        self.put(doing, &storage::checkpoint_key(space), state);
    }

    /// Gives the relay a checkpoint of the vault when enough has come since the last, so that a fresh device fetches the
    /// tail, not the decade; from the only device also when none waits there, so that what was deleted leaves it; or at once, when one
    /// is not what this device folds.
    pub(in crate::app) fn hand_in_checkpoint(&mut self, doing: &mut Doing<'_>, space: SpaceId, now: bool) {
        let (Some(replica), Some(kept)) = (self.device.replica(space), self.kept.get(&space)) else {
            return;
        };
        let is_whole =
            kept.aside.is_empty() && kept.newer == 0 && kept.malformed == 0 && self.unproven().is_empty();
        let covered = self.device.checkpoint_covers(space);
        let is_due = now || is_due(replica, covered) || self.device.wants_next_checkpoint(space);
        if space != self.vault || !is_whole || !is_due {
            return;
        }
        let id = CheckpointId::random(&mut doing.random);
        if let Some((covers, sealed)) =
            replica.seal_checkpoint(id, &kept.folded.to_bytes(), &mut doing.random)
        {
            self.device.store_checkpoint(space, id, covers, &sealed);
        }
    }
}

/// Whether enough has come since the relay's checkpoint. A device that could verify another one's waits longer, so that the
/// other one makes it. One that lacks the beginning of the log gives a relay without any checkpoint one at once: nobody could read
/// the rest without.
fn is_due(replica: &Replica, covered: Option<sync::Position>) -> bool {
    let devices = replica.members().iter().filter(|member| matches!(member.kind, MemberKind::Device)).count();
    let could_verify = devices > 1 && !replica.began_unproven();
    let entries = if could_verify { 2 * RELAY_CHECKPOINT_ENTRIES } else { RELAY_CHECKPOINT_ENTRIES };
    let since = replica.cursor().0.saturating_sub(covered.unwrap_or_default().0);
    since >= entries || (covered.is_none() && since > 0 && replica.lacks_beginning())
}
