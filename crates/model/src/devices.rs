//! What a person's devices know of each other. Who belongs to the vault is settled by its control chain, not here: this holds
//! names, days and wishes.

use crate::{Day, positional::positional, versions::Register};

/// One of a person's own devices.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode)]
pub struct DeviceRecord {
    /// How the person calls it.
    #[n(0)]
    pub name: Option<Register<String>>,
    /// Since when it belongs to the vault, as it says itself.
    #[n(1)]
    pub added_on: Option<Day>,
    /// Whether the person wants it out of the vault. Who was taken out does not come back under the same name.
    #[n(2)]
    pub removed: bool,
}

positional!(DeviceRecord { name, added_on, removed });

impl DeviceRecord {
    pub(crate) fn add(&mut self, on: Day) {
        self.added_on = Some(self.added_on.map_or(on, |known| known.min(on)));
    }
}

/// Recovery words that took the place of older ones.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, minicbor::Encode)]
pub struct RenewedWords {
    /// The public keys of their member.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub keys: Vec<u8>,
    /// When they were made.
    #[n(1)]
    pub on: Day,
}

positional!(RenewedWords { keys as minicbor::bytes::ByteVec, on });
