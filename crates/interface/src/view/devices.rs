//! The person's own devices.

use model::{Day, DeviceId};

use super::pairing::OfferView;

/// One of the person's own devices.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct DeviceView {
    /// Its name for the machine.
    pub id: DeviceId,
    /// What the person calls it; empty until they have named it.
    pub name: String,
    /// Since when it belongs to the vault, as it said itself.
    pub added_on: Option<Day>,
    /// Whether it is the one that shows this.
    pub is_this: bool,
    /// Whether it is being removed, and the relay has not taken that yet.
    pub is_leaving: bool,
}

/// What keeps the person's own devices apart from everybody else's.
#[derive(Debug, Clone, PartialEq, Eq, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct DevicesView {
    /// Every device that belongs to the vault, in the order in which they came.
    pub devices: Vec<DeviceView>,
    /// Whether the relay says that this device does not belong to the vault any more. What is here can still be read.
    pub is_removed: bool,
    /// Whether new recovery words were made that the relay has not heard of: until then those of before still open the vault.
    pub words_wait: bool,
    /// Whether the vault is being erased on the relay.
    pub is_erasing: bool,
    /// When the relay said that it holds nothing of the vault any more.
    pub erased_on: Option<Day>,
    /// Another device that is on its way into the vault from this one.
    pub offer: Option<OfferView>,
    /// Words for who belongs to the vault and how that came: the same on all devices that have heard the same.
    pub history: Vec<String>,
    /// Another history that contradicts this device's, while the person has not said which one is right.
    pub fork: Option<ForkView>,
    /// Whether somebody was taken out while this device was away, and its person has not said since that this is right.
    pub history_unconfirmed: bool,
}

/// Two histories of who belongs to the vault.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct ForkView {
    /// Words for the last thing that both have: any device that was there then shows them or has had them.
    pub common: Vec<String>,
    /// What this device follows.
    pub here: BranchView,
    /// The other one.
    pub there: BranchView,
    /// Whether this device can go over to the other one. Else it is set up anew from there.
    pub can_go_over: bool,
    /// Whether nothing is handed in until the person has decided.
    pub stops: bool,
}

/// What one history says since it parted from the other.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct BranchView {
    /// What changed, in order.
    pub changes: Vec<HistoryChange>,
    /// Words for its newest record: those that a device which follows it shows.
    pub words: Vec<String>,
}

/// A change of who belongs to the vault.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct HistoryChange {
    /// The name of the device that made it; empty if it is not known, or for the recovery words.
    pub by: String,
    /// Whether that is the device that shows this.
    pub by_this: bool,
    /// What it did.
    pub deed: HistoryDeed,
}

/// What a device did with who belongs to the vault.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum HistoryDeed {
    /// It took a device out.
    TookOut {
        /// Its name; empty if it is not known.
        device: String,
    },
    /// It made recovery words void.
    TookOutWords,
    /// It let a device in.
    LetIn,
    /// It made recovery words.
    MadeWords,
    /// It changed the keys, and nobody came or went.
    ChangedKeys,
}
