//! A replica as it rests in the device's own store. It holds secrets: its keeper seals it.

use std::collections::VecDeque;

use crypto::{EpochKey, EpochNumber, Hash, KeyName, MemberSeed, Sequence, Sighting, SymmetricKey, WriterId};

use super::{
    Branch, Chain, Intent, OwnChain, Replica, Trouble,
    allowance::Allowance,
    cuts::{Cuts, OtherCheckpoint},
    said::Said,
    settling::Settling,
};
use crate::{
    ControlRecord, Entry, EntryId, Position, StoredEntry,
    control::ControlError,
    frame::{FrameError, decode, encode},
    small::{SmallMap, SmallSet},
};

/// A replica at rest, all but its outbox and log.
#[derive(Clone, minicbor::Encode, minicbor::Decode)]
pub struct ReplicaState {
    #[cbor(n(0), with = "minicbor::bytes")]
    seed: [u8; 32],
    #[n(1)]
    records: Vec<ControlRecord>,
    #[n(2)]
    epochs: SmallMap<EpochNumber, Secret>,
    #[n(3)]
    chains: SmallMap<WriterId, Chain>,
    #[n(4)]
    own: OwnChain,
    #[n(5)]
    cursor: Position,
    #[n(6)]
    sighted: SmallMap<WriterId, Sighting>,
    #[n(7)]
    troubles: SmallSet<Trouble>,
    #[n(8)]
    unreadable: u32,
    #[n(9)]
    intent: Option<Intent>,
    #[n(10)]
    on_relay: bool,
    #[n(11)]
    waiting: Vec<StoredEntry>,
    #[n(12)]
    rewound: bool,
    #[n(13)]
    again: SmallMap<WriterId, Sequence>,
    #[n(14)]
    at_cursor: Option<EntryId>,
    #[n(15)]
    promised: SmallMap<Position, EntryId>,
    #[n(16)]
    missed: SmallSet<Trouble>,
    #[cbor(n(17), default)]
    former: Vec<Secret>,
    #[cbor(n(19), default)]
    began_unproven: bool,
    #[cbor(n(20), default)]
    lacks_beginning: bool,
    #[cbor(n(21), default)]
    heard: SmallMap<(WriterId, WriterId), Sequence>,
    #[cbor(n(22), default)]
    misfits: SmallSet<u64>,
    #[n(23)]
    set_down: Option<Vec<Sighting>>,
    #[cbor(n(24), default)]
    cuts: Cuts,
    #[cbor(n(37), default)]
    own_before: SmallMap<WriterId, Sequence>,
    #[cbor(n(26), default)]
    urgent: SmallSet<EntryId>,
    #[n(27)]
    branch: Option<Branch>,
    #[cbor(n(28), default)]
    adopted: SmallSet<u64>,
    #[cbor(n(29), default)]
    refused: SmallSet<Hash>,
    #[cbor(n(30), default)]
    stands_on: u64,
    #[cbor(n(31), default)]
    allowance: Allowance,
    #[cbor(n(32), default)]
    said: Said,
    #[cbor(n(34), default)]
    witnessed: SmallSet<u64>,
    #[cbor(n(35), default)]
    left_keys: SmallSet<KeyName>,
    #[n(36)]
    other_checkpoint: Option<OtherCheckpoint>,
    #[cbor(n(38), default)]
    settling: Settling,
}

#[derive(Clone, minicbor::Encode, minicbor::Decode)]
#[cbor(transparent)]
struct Secret(#[cbor(n(0), with = "minicbor::bytes")] [u8; 32]);

/// A stored replica cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StateError {
    /// The bytes are malformed.
    #[error("the stored replica is malformed")]
    Malformed(#[from] FrameError),
    /// Its control chain does not verify.
    #[error("the stored control chain does not verify")]
    Control(#[from] ControlError),
}

impl ReplicaState {
    /// The bytes to seal.
    pub fn to_bytes(&self) -> Vec<u8> {
        encode(self)
    }

    /// Reads what [`ReplicaState::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`StateError::Malformed`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, StateError> {
        Ok(decode(bytes)?)
    }
}

impl Replica {
    /// What to store.
    pub fn state(&self) -> ReplicaState {
        ReplicaState {
            seed: *self.seed.expose(),
            records: self.records.clone(),
            epochs: self.epochs.iter().map(|(number, key)| (*number, Secret(*key.secret.expose()))).collect(),
            chains: self.chains.clone(),
            own: self.own.clone(),
            cursor: self.cursor,
            sighted: self.sighted.clone(),
            troubles: self.troubles.clone(),
            unreadable: self.unreadable,
            intent: self.intent.clone(),
            on_relay: self.on_relay,
            waiting: self.waiting.values().map(|waiting| waiting.stored.clone()).collect(),
            rewound: self.rewound,
            again: self.again.clone(),
            at_cursor: self.at_cursor,
            promised: self.promised.clone(),
            missed: self.missed.clone(),
            former: self.former.iter().map(|seed| Secret(*seed.expose())).collect(),
            said: self.said.clone(),
            began_unproven: self.began_unproven,
            lacks_beginning: self.lacks_beginning,
            heard: self.heard.clone(),
            misfits: self.misfits.clone(),
            set_down: self.set_down.clone(),
            cuts: self.cuts.clone(),
            own_before: self.own_before.clone(),
            urgent: self.urgent.clone(),
            branch: self.branch.clone(),
            adopted: self.adopted.clone(),
            witnessed: self.witnessed.clone(),
            left_keys: self.left_keys.clone(),
            refused: self.refused.clone(),
            stands_on: self.stands_on,
            allowance: self.allowance,
            other_checkpoint: self.other_checkpoint,
            settling: self.settling.stored(),
        }
    }

    /// Continues from what was stored, with the entries that still wait for the relay.
    ///
    /// # Errors
    /// [`StateError`] if the stored control chain is not valid.
    pub fn restore(state: ReplicaState, outbox: Vec<Entry>) -> Result<Self, StateError> {
        let seed = MemberSeed::from_bytes(state.seed);
        let first = state.records.first().ok_or(ControlError::OutOfPlace)?;
        let mut replica = Self {
            space: first.space,
            me: seed.keys().id(),
            seed,
            former: state.former.into_iter().map(|seed| MemberSeed::from_bytes(seed.0)).collect(),
            records: Vec::new(),
            members: SmallMap::new(),
            epochs: SmallMap::new(),
            chains: state.chains,
            own: state.own,
            outbox: VecDeque::from(outbox),
            cursor: state.cursor,
            sighted: state.sighted,
            waiting: SmallMap::new(),
            troubles: state.troubles,
            unreadable: state.unreadable,
            intent: state.intent,
            on_relay: state.on_relay,
            rewound: state.rewound,
            again: state.again,
            at_cursor: state.at_cursor,
            promised: state.promised,
            missed: state.missed,
            heard: state.heard,
            checked: false,
            asked_again_at: None,
            asked_control_at: None,
            said: state.said.restored(),
            began_unproven: state.began_unproven,
            lacks_beginning: state.lacks_beginning,
            misfits: state.misfits,
            cuts: state.cuts,
            own_before: state.own_before,
            urgent: state.urgent,
            branch: state.branch,
            adopted: state.adopted,
            witnessed: state.witnessed,
            left_keys: state.left_keys,
            refused: state.refused,
            stands_on: state.stands_on,
            allowance: state.allowance,
            set_down: state.set_down,
            other_checkpoint: state.other_checkpoint,
            settling: state.settling,
        };
        for (number, secret) in state.epochs {
            replica.epochs.insert(number, EpochKey { number, secret: SymmetricKey::from_bytes(secret.0) });
        }
        // The device's own store is sealed and was verified when it was written: the chain is taken over as it stands.
        for record in state.records {
            replica.take_over(record);
        }
        replica.know_itself();
        replica.wait_again(state.waiting);
        if replica.rewound {
            // What the relay had shown by then is forgotten, so it is shown once more.
            replica.rewind();
        }
        Ok(replica)
    }
}
