//! One device's copy of a space: what it may read, what it has verified, what it still has to hand in.
//!
//! ```text
//!   write(body) ──► seal, chain, sign ──► outbox ──► relay ──► other replicas
//!   receive(entries) ──► open heads ──► verify chains (one signature a run) ──► check bodies ──► Opened
//!                              └─► sightings ──► Trouble: withheld, forked, …
//! ```
//! Bytes from outside become an [`Opened`] entry only through [`Replica::receive`].
//!
//! What a relay did not show, or showed altered, is not given up: the replica remembers that something is missing and the log
//! is fetched again on every later connection, until everything is there.

mod allowance;
mod base;
mod branches;
mod carry;
mod chains;
mod checkpoint;
mod cuts;
mod keys;
mod membership;
mod receive;
mod renewal;
mod said;
mod set_back;
mod settling;
mod state;
mod trouble;
mod urgent;
mod vouching;
mod write;

use std::collections::{BTreeSet, VecDeque};

use crypto::{
    Clock, EpochKey, EpochNumber, Hash, KeyName, MemberId, MemberSeed, Sequence, Sighting, WriterId,
};

pub use allowance::{PEER_BYTES, PEER_CHAINS, PEER_RECORDS};
pub(crate) use branches::{BRANCH_RECORDS_MAX, Met};
pub use branches::{Branch, GoneOver};
pub use carry::{Carried, CarriedRecords, Recipients};
pub use checkpoint::{Checkpoint, CheckpointError};
pub use cuts::{Uncounted, VerifiedDecisions};
pub use membership::Intent;
pub use receive::Received;
pub use renewal::Removal;
pub use set_back::Rewritten;
pub use state::{ReplicaState, StateError};
pub use trouble::Trouble;
pub use vouching::Standing;
pub use write::WriteError;

use crate::small::{SmallMap, SmallSet};
use crate::{ControlRecord, Entry, EntryId, Member, MemberKind, Party, Position, SpaceId};

/// Stands for the control chain in [`Sighting`]s: its "sequence" is the number of the newest record that the writer knows.
pub const CONTROL_CHAIN: WriterId = WriterId([0; 16]);

/// One device's copy of a space.
#[derive(Debug)]
pub struct Replica {
    space: SpaceId,
    seed: MemberSeed,
    me: MemberId,
    /// Seeds of the members that this device has been before, oldest first: they prove that an entry is this person's.
    former: Vec<MemberSeed>,
    records: Vec<ControlRecord>,
    members: SmallMap<MemberId, KnownMember>,
    epochs: SmallMap<EpochNumber, EpochKey>,
    chains: SmallMap<WriterId, Chain>,
    own: OwnChain,
    outbox: VecDeque<Entry>,
    cursor: Position,
    sighted: SmallMap<WriterId, Sighting>,
    waiting: SmallMap<(WriterId, Sequence), receive::Waiting>,
    troubles: SmallSet<Trouble>,
    unreadable: u32,
    /// What each chain has told of others: so far its writer has them.
    heard: SmallMap<(WriterId, WriterId), Sequence>,
    intent: Option<Intent>,
    on_relay: bool,
    /// Everything is being fetched again, to find out what the relay lacks.
    rewound: bool,
    /// How far each chain was verified when everything began to be fetched again: heads up to here come once more, and are no
    /// replay.
    again: SmallMap<WriterId, Sequence>,
    /// The entry at the cursor: a relay that shows another one there has lost its end and grown a new one.
    at_cursor: Option<EntryId>,
    /// Where the relay said that it put entries of this device which it has not shown since.
    promised: SmallMap<Position, EntryId>,
    /// What the relay did not show, or showed altered, since everything was last fetched from the beginning.
    missed: SmallSet<Trouble>,
    /// Whether the relay's log was seen to its end since this replica was restored. A store that was set back in time is
    /// noticed by then, so nothing is handed in before.
    checked: bool,
    /// The cursor at which the relay was asked again for what seems to be left out.
    asked_again_at: Option<Position>,
    /// The cursor at which the relay was asked for newer control records.
    asked_control_at: Option<Position>,
    /// What this device has said of checkpoints.
    said: said::Said,
    /// Whether this device started from a checkpoint that one device alone had spoken for.
    began_unproven: bool,
    /// Whether this device went on from a checkpoint that holds what it has not read.
    lacks_beginning: bool,
    /// The numbers of the records that handed this device a key which is not the one they commit to.
    misfits: SmallSet<u64>,
    /// How far the chains of those who went count.
    cuts: cuts::Cuts,
    /// Which history of a chain leads to where it is cut, if there are two.
    settling: settling::Settling,
    /// How far this device had read when its person decided that somebody goes.
    set_down: Option<Vec<Sighting>>,
    /// Chains that this device has written before its present one, and how far.
    own_before: SmallMap<WriterId, Sequence>,
    /// Entries of the outbox that must not wait for room at the relay.
    urgent: SmallSet<EntryId>,
    /// Another branch of the control chain that cannot be told to be the wrong one.
    branch: Option<Branch>,
    /// Records that took somebody out while this device was away, and that its person has not confirmed since.
    adopted: SmallSet<u64>,
    /// The same of records that came while it had read everything that the relay showed.
    witnessed: SmallSet<u64>,
    /// Names of the keys of a branch that this device has left: what is sealed under them is passed over.
    left_keys: SmallSet<KeyName>,
    /// First records of branches that the person has decided against.
    refused: SmallSet<Hash>,
    /// The newest control record that the author of the checkpoint knew from which this device started, or went on.
    stands_on: u64,
    /// How much was taken of the other person.
    allowance: allowance::Allowance,
    /// A checkpoint of the relay's that holds only what counts, as far as this device has seen.
    other_checkpoint: Option<cuts::OtherCheckpoint>,
}

/// Somebody who belongs, or has belonged, to the space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownMember {
    /// Verifies their heads.
    pub verifying: crypto::VerifyingKey,
    /// Whose member it is.
    pub party: Party,
    /// What it is: recovery words write nothing.
    pub kind: MemberKind,
}

impl From<&Member> for KnownMember {
    fn from(member: &Member) -> Self {
        Self { verifying: member.keys.verifying, party: member.party, kind: member.kind }
    }
}

/// How far another writer's chain is verified.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Chain {
    /// Who signs it.
    #[n(0)]
    pub author: MemberId,
    /// The newest verified head.
    #[n(1)]
    pub sequence: Sequence,
    /// Its hash.
    #[n(2)]
    pub hash: Hash,
    /// Hashes of the heads just before, to compare sightings with; at most [`RECENT_HASHES_MAX`].
    #[n(3)]
    pub recent: VecDeque<Hash>,
}

/// How many acknowledged entries are remembered until the relay shows them.
const PROMISED_MAX: usize = 4_096;

/// How many hashes of a chain are kept to compare sightings with.
pub const RECENT_HASHES_MAX: usize = 64;

/// This device's own chain.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct OwnChain {
    /// Its name.
    #[n(0)]
    pub writer: WriterId,
    /// Its newest head.
    #[n(1)]
    pub sequence: Sequence,
    /// The hash of its newest head.
    #[n(2)]
    pub hash: Hash,
    /// What its heads have already told of other chains.
    #[n(3)]
    pub told: SmallMap<WriterId, Sequence>,
    /// Hashes of the heads just before the newest, to compare others' sightings with.
    #[n(4)]
    pub recent: VecDeque<Hash>,
}

/// A verified entry: written by this member, in this order, unaltered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The entry's name.
    pub id: EntryId,
    /// The member who signed it.
    pub author: MemberId,
    /// Whose member that is.
    pub party: Party,
    /// The chain.
    pub writer: WriterId,
    /// The position in the chain.
    pub sequence: Sequence,
    /// The hash of its head.
    pub hash: Hash,
    /// When it was written.
    pub clock: Clock,
    /// In which epoch what it says is sealed: whoever was removed before that epoch did not write it. Before all others if what
    /// it said was erased.
    pub epoch: EpochNumber,
    /// What it says; absent if its author had it erased.
    pub body: Option<Vec<u8>>,
}

impl Replica {
    /// Which space.
    pub fn space(&self) -> SpaceId {
        self.space
    }

    /// This device's member of the space.
    pub fn me(&self) -> MemberId {
        self.me
    }

    /// The secret of this device's member.
    pub fn seed(&self) -> &MemberSeed {
        &self.seed
    }

    /// Whose member this device is.
    pub fn party(&self) -> Party {
        self.members.get(&self.me).map_or(Party::Founder, |member| member.party)
    }

    /// This device's own chain.
    pub fn writer(&self) -> WriterId {
        self.own.writer
    }

    /// The newest position of the relay up to which everything was received.
    pub fn cursor(&self) -> Position {
        self.cursor
    }

    /// Entries that the relay has not acknowledged, oldest first.
    pub fn outbox(&self) -> impl Iterator<Item = &Entry> {
        self.outbox.iter()
    }

    /// How many entries the relay has not acknowledged.
    pub fn outbox_len(&self) -> usize {
        self.outbox.len()
    }

    /// What the relay did wrong, as far as this device knows.
    pub fn troubles(&self) -> &SmallSet<Trouble> {
        &self.troubles
    }

    /// How many entries were left out because they could not be read.
    pub fn unreadable(&self) -> u32 {
        self.unreadable
    }

    /// How far each writer's chain is verified, this device's own included: equal on all devices that have everything.
    pub fn frontier(&self) -> SmallMap<WriterId, Sequence> {
        let mut frontier: SmallMap<_, _> =
            self.chains.iter().map(|(writer, chain)| (*writer, chain.sequence)).collect();
        if self.own.sequence > Sequence(0) {
            frontier.insert(self.own.writer, self.own.sequence);
        }
        frontier
    }

    /// Takes acknowledged entries out of the outbox.
    pub fn acknowledge(&mut self, entries: &[EntryId]) {
        let acknowledged: BTreeSet<EntryId> = entries.iter().copied().collect();
        self.outbox.retain(|entry| !acknowledged.contains(&entry.id));
        for entry in entries {
            self.urgent.remove(entry);
        }
    }

    /// The same, with the positions that the relay gave them: what it shows there later is compared.
    pub(crate) fn acknowledge_at(&mut self, entries: &[EntryId], positions: &[Position]) {
        self.acknowledge(entries);
        for (entry, position) in entries.iter().zip(positions) {
            if *position > self.cursor {
                self.promised.insert(*position, *entry);
            }
        }
        while self.promised.len() > PROMISED_MAX {
            self.promised.pop_first();
        }
    }

    /// Whether a relay whose newest entry is at `newest` has lost what it had shown or acknowledged.
    pub(crate) fn is_ahead_of(&self, newest: Position) -> bool {
        let promised = self.promised.last_key_value().map(|(position, _)| *position);
        newest < promised.unwrap_or_default().max(self.cursor)
    }

    /// Notes what the relay did wrong. Returns whether that is news.
    pub(crate) fn note(&mut self, trouble: Trouble) -> bool {
        self.troubles.insert(trouble)
    }

    /// Starts again from the relay's beginning: it forgot entries, it is another relay, or it did not show everything. What was
    /// verified stays verified.
    pub(crate) fn rewind(&mut self) {
        self.expect_again();
        self.gather_links();
        self.cursor = Position(0);
        self.at_cursor = None;
        self.promised.clear();
        self.missed.clear();
        self.unreadable = 0;
        self.rewound = true;
    }

    /// Everything that is known by now may be shown once more, and is no replay.
    fn expect_again(&mut self) {
        self.again = self.frontier();
        for (writer, sequence) in self.waiting.keys() {
            // They were shown too, and come once more after what they wait for.
            let again = self.again.get_or_insert_with(*writer, || *sequence);
            *again = (*again).max(*sequence);
        }
    }

    /// Whether everything is being fetched again.
    pub(crate) fn is_rewound(&self) -> bool {
        self.rewound
    }

    /// Everything was fetched again, and what the relay lacks is handed in.
    pub(crate) fn finish_rewind(&mut self) {
        self.rewound = false;
    }

    /// Whether something is known to exist that this device does not have.
    pub(crate) fn is_behind(&self) -> bool {
        // What waits at the relay because it is so much is not missing.
        !self.missed.is_empty()
            || self.is_contested()
            || (!self.more_waits() && (!self.sighted.is_empty() || !self.waiting.is_empty()))
    }

    /// Whether entries may be handed in: a store that was set back in time would be noticed by now.
    pub(crate) fn may_hand_in(&self) -> bool {
        self.checked
    }

    /// From where the relay is to show its log: with the entry at the cursor once more, to compare it.
    pub(crate) fn subscribe_after(&self) -> Position {
        match self.at_cursor {
            Some(_) => Position(self.cursor.0.saturating_sub(1)),
            None => self.cursor,
        }
    }

    /// A new connection: what was asked for in vain is asked for again.
    pub(crate) fn ask_anew(&mut self) {
        self.asked_again_at = None;
        self.asked_control_at = None;
        self.refuse_checkpoints(false);
    }

    pub(crate) fn control(&self) -> &ControlRecord {
        self.records.last().expect("a replica has at least its founding record")
    }
}

#[cfg(test)]
mod tests;
