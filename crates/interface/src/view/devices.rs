//! The person's own devices.

use model::{Day, DeviceId};

use super::pairing::OfferView;

/// One of the person's own devices.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct DeviceView {
    /// Its name for the machine.
    #[n(0)]
    pub id: DeviceId,
    /// What the person calls it; empty until they have named it.
    #[n(1)]
    pub name: String,
    /// Since when it belongs to the vault, as it said itself.
    #[n(2)]
    pub added_on: Option<Day>,
    /// Whether it is the one that shows this.
    #[n(3)]
    pub is_this: bool,
    /// Whether it is being removed, and the relay has not taken that yet.
    #[n(4)]
    pub is_leaving: bool,
}

/// What keeps the person's own devices apart from everybody else's.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct DevicesView {
    /// Every device that belongs to the vault, in the order in which they came.
    #[n(0)]
    pub devices: Vec<DeviceView>,
    /// Whether the relay says that this device does not belong to the vault any more. What is here can still be read.
    #[n(1)]
    pub is_removed: bool,
    /// Whether new recovery words were made that the relay has not heard of: until then those of before still open the vault.
    #[n(2)]
    pub words_wait: bool,
    /// Whether the vault is being erased on the relay.
    #[n(3)]
    pub is_erasing: bool,
    /// When the relay said that it holds nothing of the vault any more.
    #[n(4)]
    pub erased_on: Option<Day>,
    /// Another device that is on its way into the vault from this one.
    #[n(5)]
    pub offer: Option<OfferView>,
}
