//! How a replica rests in the store.

use sync::{EntryId, SpaceId, replica::ReplicaState};

use crate::storage::{self, Keys, Record};

/// A replica's state with what belongs to it.
#[derive(minicbor::Encode, minicbor::Decode)]
pub(super) struct StoredReplica {
    #[n(0)]
    pub(super) state: ReplicaState,
    /// Entries that wait for the relay, in order; they are in the tail.
    #[n(1)]
    pub(super) outbox: Vec<EntryId>,
    /// Entries that are still to be erased on the relay.
    #[n(2)]
    pub(super) erasing: Vec<EntryId>,
    /// The newest clock given out or seen.
    #[n(3)]
    pub(super) clock: model::Clock,
    /// By which edition of what counts it was folded.
    #[cbor(n(4), default)]
    pub(super) counted: u32,
    /// The signatures under what was decided on this device.
    #[cbor(n(5), default)]
    pub(super) decided: Vec<minicbor::bytes::ByteVec>,
}

pub(super) struct StoredState {
    pub(super) space: SpaceId,
    pub(super) stored: StoredReplica,
}

#[derive(Debug)]
pub(super) struct Damaged;

impl StoredState {
    /// Reads a record, if it is a replica's state.
    pub(super) fn read(keys: &Keys, record: &Record) -> Option<Result<Self, Damaged>> {
        let space = record.key.strip_prefix("hot/space/")?.strip_suffix("/state")?;
        let space = SpaceId(storage::from_hex(space)?);
        let read = || {
            let bytes = keys.open(record).map_err(|_| Damaged)?;
            let stored = minicbor::decode(&bytes).map_err(|_| Damaged)?;
            Ok(Self { space, stored })
        };
        Some(read())
    }
}
