//! What a device has on its disk. Everything else is gone after a crash.

use std::{collections::BTreeMap, rc::Rc};

use crypto::MemberSeed;
use sync::{Entry, EntryId, SpaceId, replica::Checkpoint};

use crate::{folded::Domain, linking::Linking};

/// A device's disk.
#[derive(Clone, Default)]
pub struct Durable {
    /// Its spaces.
    pub spaces: BTreeMap<SpaceId, KeptSpace>,
    /// Spaces that it wants to enter, and as which member.
    pub entering: BTreeMap<SpaceId, (MemberSeed, Domain)>,
    /// A link that is being made.
    pub linking: Option<Linking>,
}

/// One space on a disk.
#[derive(Clone)]
pub struct KeptSpace {
    /// What it is about.
    pub domain: Domain,
    /// The encoded [`sync::replica::ReplicaState`].
    pub state: Rc<Vec<u8>>,
    /// Entries that the relay has not acknowledged.
    pub outbox: Vec<EntryId>,
    /// Every entry, as it travelled.
    pub log: BTreeMap<EntryId, Rc<Entry>>,
    /// Entries whose bodies the relay is to erase.
    pub erasing: Vec<EntryId>,
    /// The checkpoint that the log continues, encoded.
    pub checkpoint: Option<Rc<Vec<u8>>>,
    /// The verified checkpoint that it started from, where the relay had removed the log.
    pub base: Option<Rc<Checkpoint>>,
    /// What counts by the state: [`sync::Replica::counting_edition`].
    pub counted: u64,
}
