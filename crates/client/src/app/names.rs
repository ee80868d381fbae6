//! Names for what a person writes.

use crypto::CryptoRng;
use model::{ItemId, VersionId};

/// 16 random bytes: the name of anything but a version.
pub(super) fn fresh_bytes(random: &mut impl CryptoRng) -> [u8; 16] {
    let mut bytes = [0; 16];
    random.fill_bytes(&mut bytes);
    bytes
}

/// The names of a version that is being written: those of a new item, unless `item` is there already.
pub(super) fn named(item: Option<ItemId>, random: &mut impl CryptoRng) -> (ItemId, VersionId) {
    match item {
        Some(item) => (item, VersionId(fresh_bytes(random))),
        None => {
            let item = ItemId(fresh_bytes(random));
            (item, VersionId::first_of(item))
        }
    }
}
