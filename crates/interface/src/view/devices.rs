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
    /// Words for who belongs to the vault and how that came: the same on all devices that have heard the same.
    #[n(6)]
    pub history: Vec<String>,
    /// Another history that contradicts this device's, while the person has not said which one is right.
    #[n(7)]
    pub fork: Option<ForkView>,
    /// Whether somebody was taken out while this device was away, and its person has not said since that this is right.
    #[n(8)]
    pub history_unconfirmed: bool,
}

/// Two histories of who belongs to the vault.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct ForkView {
    /// Words for the last thing that both have: any device that was there then shows them or has had them.
    #[n(0)]
    pub common: Vec<String>,
    /// What this device follows.
    #[n(1)]
    pub here: BranchView,
    /// The other one.
    #[n(2)]
    pub there: BranchView,
    /// Whether this device can go over to the other one. Else it is set up anew from there.
    #[n(3)]
    pub can_go_over: bool,
    /// Whether nothing is handed in until the person has decided.
    #[n(4)]
    pub stops: bool,
}

/// What one history says since it parted from the other.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct BranchView {
    /// What changed, in order.
    #[n(0)]
    pub changes: Vec<HistoryChange>,
    /// Words for its newest record: those that a device which follows it shows.
    #[n(1)]
    pub words: Vec<String>,
}

/// A change of who belongs to the vault.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct HistoryChange {
    /// The name of the device that made it; empty if it is not known, or for the recovery words.
    #[n(0)]
    pub by: String,
    /// Whether that is the device that shows this.
    #[n(1)]
    pub by_this: bool,
    /// What it did.
    #[n(2)]
    pub deed: HistoryDeed,
}

/// What a device did with who belongs to the vault.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum HistoryDeed {
    /// It took a device out.
    #[n(0)]
    TookOut {
        /// Its name; empty if it is not known.
        #[n(0)]
        device: String,
    },
    /// It made recovery words void.
    #[n(1)]
    TookOutWords,
    /// It let a device in.
    #[n(2)]
    LetIn,
    /// It made recovery words.
    #[n(3)]
    MadeWords,
    /// It changed the keys, and nobody came or went.
    #[n(4)]
    ChangedKeys,
}
