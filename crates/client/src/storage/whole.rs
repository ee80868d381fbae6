//! A whole store at once, for whoever holds its bytes.

use std::collections::BTreeMap;

use super::{DEVICE, HOT, Keys, Record, load};
use crate::app::DeviceLock;

/// What somebody reads of a store who has its bytes and a passphrase: every record that opens, by its key. Nothing if the passphrase
/// is not the one.
pub fn read(store: &BTreeMap<String, Vec<u8>>, passphrase: &str) -> Option<BTreeMap<String, Vec<u8>>> {
    let lock: DeviceLock = minicbor::decode(store.get(DEVICE)?).ok()?;
    let master = lock.unwrap(passphrase)?;
    let keys = Keys::of_store(master.clone(), &load(store, HOT)).unwrap_or(Keys::new(master));
    let opened = store.iter().filter_map(|(key, value)| {
        let record = Record { key: key.clone(), value: value.clone() };
        Some((record.key.clone(), keys.open(&record).ok()?))
    });
    Some(opened.collect())
}
