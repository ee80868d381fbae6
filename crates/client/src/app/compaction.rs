//! Checkpoints in the device's own store and on the relay, and what needs the whole log.

use std::collections::BTreeSet;

use crypto::{CryptoRng, ErasePreimage};
use model::Side;
use sync::{Body, Entry, EntryId, MemberKind, Replica, SpaceId, frame::CheckpointId, replica::Checkpoint};

use super::{
    Doing,
    open::Open,
    records::StoredReplica,
    spaces::{Folded, side},
};
use crate::{
    Write,
    storage::{self, Record},
};

/// How many entries a tail holds before it is folded into the checkpoint, once everything is exchanged.
const TAIL_ENTRIES_MAX: usize = 512;

/// While much is coming in, a tail may hold this share of what came before, up to [`TAIL_ENTRIES_LIMIT`]: a checkpoint costs
/// the whole state, so the number of checkpoints must not grow with the number of entries.
const TAIL_SHARE: u64 = 8;

/// The most entries that a tail ever holds.
const TAIL_ENTRIES_LIMIT: u64 = 8_192;

/// How many entries come between two checkpoints on the relay.
const RELAY_CHECKPOINT_ENTRIES: u64 = 1_024;

/// Why part of the cold log is being read.
#[derive(Debug, Clone)]
pub(super) enum Purpose {
    /// To bring to the relay what it lacks.
    Offer(SpaceId),
    /// To erase on the relay what this person wrote.
    EraseOwn(SpaceId),
    /// To remove what this space has left behind.
    Drop,
    /// To take the content of withdrawn entries away.
    Strip(SpaceId, Option<ErasePreimage>),
    /// To fold it onto a checkpoint that stands in the place of the relay's log.
    Base(SpaceId, Box<Checkpoint>),
    /// To compare another device's checkpoint with it.
    Verify(SpaceId, Box<Checkpoint>),
    /// To make a parcel of it.
    Parcel(super::carry::Making),
}

impl Purpose {
    fn wants_whole_log(&self, wanted: SpaceId) -> bool {
        matches!(self, Self::Offer(space) | Self::Base(space, _) | Self::Verify(space, _) if *space == wanted)
    }
}

impl Open {
    /// Stores a replica's state.
    pub(super) fn save_space(&self, doing: &mut Doing<'_>, space: SpaceId) {
        let (Some(replica), Some(kept)) = (self.device.replica(space), self.spaces.get(&space)) else {
            return;
        };
        let stored = StoredReplica {
            state: replica.state(),
            outbox: replica.outbox().map(|entry| entry.id).collect(),
            erasing: self.device.erasing(space),
            clock: kept.clock.latest(),
        };
        let value = minicbor::to_vec(&stored).expect("writing to memory cannot fail");
        doing.writes.push(storage::seal(&self.master, &storage::state_key(space), value, &mut doing.random));
    }

    /// Folds long tails into checkpoints.
    pub(super) fn compact_where_worth_it(&mut self, doing: &mut Doing<'_>) {
        let allowed = |space: SpaceId| {
            let cursor = self.device.replica(space).map_or(0, |replica| replica.cursor().0);
            let share = usize::try_from((cursor / TAIL_SHARE).min(TAIL_ENTRIES_LIMIT)).unwrap_or(usize::MAX);
            if self.device.is_caught_up(space) { TAIL_ENTRIES_MAX } else { share.max(TAIL_ENTRIES_MAX) }
        };
        let long: Vec<SpaceId> = self
            .spaces
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
        if self.loading.values().any(|purpose| purpose.wants_whole_log(space)) {
            return;
        }
        let Some(replica) = self.device.replica(space) else { return };
        let staying: BTreeSet<EntryId> = replica.outbox().map(|entry| entry.id).collect();
        let Some(kept) = self.spaces.get_mut(&space) else { return };
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
                doing.writes.push(Write::Put { key: storage::cold_key(space, entry), value });
                doing.writes.push(Write::Delete { key: storage::tail_key(space, entry) });
            }
        }
        self.save_checkpoint(doing, space);
    }

    pub(super) fn save_checkpoint(&self, doing: &mut Doing<'_>, space: SpaceId) {
        if let Some(kept) = self.spaces.get(&space) {
            self.save_state(doing, space, kept.folded.to_bytes());
        }
    }

    /// Stores a folded state, encoded, as the space's checkpoint on this device.
    pub(super) fn save_state(&self, doing: &mut Doing<'_>, space: SpaceId, state: Vec<u8>) {
        doing.writes.push(storage::seal(
            &self.master,
            &storage::checkpoint_key(space),
            state,
            &mut doing.random,
        ));
    }

    /// Gives the relay a checkpoint of the vault when enough has come since the last, so that a fresh device fetches the
    /// tail, not the decade; or at once, when another device's is not what this one folds.
    pub(super) fn hand_in_checkpoint(&mut self, random: &mut impl CryptoRng, space: SpaceId, now: bool) {
        let (Some(replica), Some(kept)) = (self.device.replica(space), self.spaces.get(&space)) else {
            return;
        };
        let is_whole = kept.aside.is_empty() && kept.newer == 0 && kept.malformed == 0;
        let covered = self.device.checkpoint_covers(space);
        if space != self.settings.vault || !is_whole || !(now || is_due(replica, covered)) {
            return;
        }
        let id = CheckpointId::random(random);
        if let Some((covers, sealed)) = replica.seal_checkpoint(id, &kept.folded.to_bytes(), random) {
            self.device.store_checkpoint(space, id, covers, &sealed);
        }
    }

    pub(super) fn request_load(&mut self, purpose: Purpose, prefix: String) {
        let token = self.next_token;
        self.next_token += 1;
        self.loading.insert(token, purpose);
        self.loads.push((token, prefix));
    }

    pub(super) fn want_log(&mut self, space: SpaceId) {
        self.request_load(Purpose::Offer(space), storage::cold_prefix(space));
    }

    pub(super) fn drop_cold(&mut self, space: SpaceId) {
        self.request_load(Purpose::Drop, storage::cold_prefix(space));
    }

    /// Part of the cold log was read.
    pub(super) fn log_loaded(&mut self, doing: &mut Doing<'_>, token: u32, records: Vec<Record>) {
        match self.loading.remove(&token) {
            Some(Purpose::Base(space, checkpoint)) => {
                self.take_base(doing, (space, &checkpoint), &records);
            }
            Some(Purpose::Verify(space, checkpoint)) => {
                self.verify(&mut doing.random, (space, &checkpoint), &records)
            }
            Some(Purpose::Offer(space)) => self.offer(doing, space, &records),
            Some(Purpose::EraseOwn(space)) => self.erase_own(&mut doing.random, space, &records),
            Some(Purpose::Drop) => {
                doing.writes.extend(records.into_iter().map(|record| Write::Delete { key: record.key }));
            }
            Some(Purpose::Strip(space, preimage)) => {
                for record in records {
                    if let Ok(entry) = minicbor::decode::<Entry>(&record.value) {
                        self.strip(doing.writes, space, entry, preimage);
                    }
                }
            }
            Some(Purpose::Parcel(making)) => self.make_parcel(making, &records),
            None => {}
        }
    }

    fn offer(&mut self, doing: &mut Doing<'_>, space: SpaceId, records: &[Record]) {
        let tail =
            self.spaces.get(&space).map(|kept| kept.tail.0.values().cloned().collect()).unwrap_or_default();
        let cold = records.iter().map(|record| record.value.clone());
        let tail: Vec<Vec<u8>> = tail;
        let log: Vec<Entry> = cold
            .chain(tail)
            .filter_map(|bytes| minicbor::decode::<Entry>(&bytes).ok())
            .filter(|entry| entry.body != Body::Sealed(Vec::new()))
            .collect();
        self.device.offer(space, log, &mut doing.random);
        let waiting: Vec<Entry> =
            self.device.replica(space).map(|replica| replica.outbox().cloned().collect()).unwrap_or_default();
        for entry in waiting {
            let known = self.spaces.get(&space).is_some_and(|kept| kept.tail.0.contains_key(&entry.id));
            if !known {
                self.keep(doing.writes, space, &entry);
            }
        }
        self.changed.insert(space);
    }

    /// Takes the content of withdrawn entries out of the device's own log. Their heads stay, so that the chain stays whole.
    pub(super) fn strip_withdrawn(&mut self, writes: &mut Vec<Write>, space: SpaceId) {
        let Some(kept) = self.spaces.get_mut(&space) else { return };
        let Folded::Relationship(relationship) = &mut kept.folded else { return };
        let origins: Vec<EntryId> = [Side::Founder, Side::Invited]
            .into_iter()
            .flat_map(|side| relationship.take_orphans(side))
            .map(|origin| EntryId(origin.0))
            .collect();
        for entry in origins {
            self.strip_entry(writes, space, entry, None);
        }
    }

    fn strip_entry(
        &mut self,
        writes: &mut Vec<Write>,
        space: SpaceId,
        entry: EntryId,
        preimage: Option<ErasePreimage>,
    ) {
        let kept = self.spaces.get(&space).and_then(|kept| kept.tail.0.get(&entry));
        match kept.map(|bytes| minicbor::decode::<Entry>(bytes)) {
            Some(Ok(entry)) => self.strip(writes, space, entry, preimage),
            Some(Err(_)) => {}
            None => self.request_load(Purpose::Strip(space, preimage), storage::cold_key(space, entry)),
        }
    }

    fn strip(
        &mut self,
        writes: &mut Vec<Write>,
        space: SpaceId,
        mut entry: Entry,
        preimage: Option<ErasePreimage>,
    ) {
        let fits = |preimage: &ErasePreimage| preimage.tag() == entry.erase_tag;
        let own = self.device.replica(space).and_then(|replica| replica.erase_preimages(entry.id).find(fits));
        let proof = preimage.filter(fits).or(own);
        entry.body = match proof {
            Some(proof) => Body::Erased(proof),
            None => Body::Sealed(Vec::new()),
        };
        self.rewrite(writes, space, &entry);
        if let Some(replica) = self.device.replica_mut(space) {
            replica.restate(&entry);
            self.changed.insert(space);
        }
    }

    /// The relay says that an author erased a body. Believed only with the proof that fits the entry.
    pub(super) fn erased(
        &mut self,
        writes: &mut Vec<Write>,
        space: SpaceId,
        entry: EntryId,
        preimage: ErasePreimage,
    ) {
        let withdrawn =
            self.spaces.get(&space).and_then(|kept| kept.as_relationship()).is_some_and(|relationship| {
                let carries = |side| relationship.carries(side, model::relationship::Origin(entry.0));
                !carries(side(sync::Party::Founder)) && !carries(side(sync::Party::Invited))
            });
        if withdrawn {
            self.strip_entry(writes, space, entry, Some(preimage));
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
