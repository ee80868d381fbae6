//! What a device keeps: one flat store of records.
//!
//! ```text
//! hot/device                           how the lock works; the only record that is not sealed
//! hot/settings                         relay, vault, recovery words until they are checked
//! hot/space/<space>/state              a replica: keys, chains, cursor, outbox
//! hot/space/<space>/checkpoint         the folded state
//! hot/space/<space>/tail/<entry>       entries since the checkpoint
//! hot/drafts                           forms that were begun, padded; always there
//! hot/noticed                          how much of what others share this device has shown, padded; always there
//! hot/link/<relationship>              an invite on its way
//! hot/before                           keys of before, while not everything is sealed anew since the lock was changed
//! hot/pairing                          another device of the person's own on its way into the vault, or this one
//! cold/space/<space>/<entry>           entries that the checkpoint covers
//! cold/space/<space>/base              the checkpoint that this device started from, where the relay has removed the log
//! ```
//! Everything below `hot/` is read when the vault opens, so opening costs the checkpoint and a tail, not the decade. Everything but
//! `hot/device` is sealed under the device's own key and bound to its record's key; entries too, which are ciphertext already as they
//! travel: who has an old copy of this store has the spaces' keys of then ([`Keys`]).

mod keys;
mod whole;

use std::collections::BTreeMap;

use sync::{Entry, EntryId, SpaceId};

pub(crate) use keys::Keys;
pub use whole::read;

/// One change to the store. A batch of them is stored all or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Write {
    /// Stores a record, replacing an older one.
    Put {
        /// Its key.
        key: String,
        /// Its bytes.
        value: Vec<u8>,
    },
    /// Removes a record, if it is there.
    Delete {
        /// Its key.
        key: String,
    },
}

impl Write {
    /// The key of the record that it changes.
    pub fn key(&self) -> &str {
        match self {
            Self::Put { key, .. } | Self::Delete { key } => key,
        }
    }
}

/// A record as it was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its key.
    pub key: String,
    /// Its bytes.
    pub value: Vec<u8>,
}

pub(crate) const DEVICE: &str = "hot/device";
pub(crate) const SETTINGS: &str = "hot/settings";
pub(crate) const DRAFTS: &str = "hot/drafts";
pub(crate) const NOTICED: &str = "hot/noticed";
pub(crate) const PAIRING: &str = "hot/pairing";
pub(crate) const BEFORE: &str = "hot/before";
pub(crate) const HOT: &str = "hot/";
pub(crate) const COLD: &str = "cold/space/";

pub(crate) fn state_key(space: SpaceId) -> String {
    format!("hot/space/{space}/state")
}

pub(crate) fn checkpoint_key(space: SpaceId) -> String {
    format!("hot/space/{space}/checkpoint")
}

pub(crate) fn tail_key(space: SpaceId, entry: EntryId) -> String {
    format!("hot/space/{space}/tail/{entry}")
}

pub(crate) fn cold_key(space: SpaceId, entry: EntryId) -> String {
    format!("cold/space/{space}/{entry}")
}

pub(crate) fn base_key(space: SpaceId) -> String {
    format!("cold/space/{space}/base")
}

pub(crate) fn cold_prefix(space: SpaceId) -> String {
    format!("cold/space/{space}/")
}

pub(crate) fn link_key(relationship: model::RelationshipId) -> String {
    format!("hot/link/{relationship}")
}

/// An entry as it rests in the store, before it is sealed.
pub(crate) fn entry_bytes(entry: &Entry) -> Vec<u8> {
    minicbor::to_vec(entry).expect("writing to memory cannot fail")
}

/// A value with so much behind it that it tells nothing by its length: zeros up to `least` bytes, or to twice as much as often as is
/// needed. A decoder reads the value and stops.
pub(crate) fn padded(mut value: Vec<u8>, least: usize) -> Vec<u8> {
    let mut size = least;
    while size < value.len() {
        size *= 2;
    }
    value.resize(size, 0);
    value
}

/// What a store in memory answers to [`Effect::Load`](crate::Effect::Load): its records whose keys begin with a prefix, in their order.
pub fn load(store: &BTreeMap<String, Vec<u8>>, prefix: &str) -> Vec<Record> {
    let records = store.range(prefix.to_owned()..).take_while(|(key, _)| key.starts_with(prefix));
    records.map(|(key, value)| Record { key: key.clone(), value: value.clone() }).collect()
}

/// What a store in memory does on [`Effect::Store`](crate::Effect::Store).
pub fn store(store: &mut BTreeMap<String, Vec<u8>>, writes: Vec<Write>) {
    for write in writes {
        match write {
            Write::Put { key, value } => store.insert(key, value),
            Write::Delete { key } => store.remove(&key),
        };
    }
}

/// The 32 or 16 bytes that a key names in hexadecimal.
pub(crate) fn from_hex<const LENGTH: usize>(text: &str) -> Option<[u8; LENGTH]> {
    let mut bytes = [0; LENGTH];
    if text.len() != 2 * LENGTH || !text.is_ascii() {
        return None;
    }
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * index..2 * index + 2)?, 16).ok()?;
    }
    Some(bytes)
}
