//! What a person's devices know of each other. Who belongs to the vault is settled by its control chain, not here: this holds
//! names and days.

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
}

positional!(DeviceRecord { name, added_on });

impl DeviceRecord {
    pub(crate) fn add(&mut self, on: Day) {
        self.added_on = Some(self.added_on.map_or(on, |known| known.min(on)));
    }
}
