//! Things that the person should know.

use model::{Day, DeviceId, RelationshipId};

/// Something that the person should know. Nothing is lost in any of these.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Notice {
    /// The relay refuses to take more: its disk is full or the share is used up.
    RelayFull,
    /// The relay withholds something that another device has seen.
    RelayWithholds,
    /// The relay forgot what it had acknowledged; this device brings it back.
    RelayForgot,
    /// The relay has shown different histories.
    RelayForked,
    /// Two histories of who belongs to the vault stand against each other.
    TwoHistories {
        /// Whether nothing is handed in until the person has said which one is right.
        waits: bool,
    },
    /// Somebody has handed over more than this device takes at once. The rest waits at the relay until the person wants it.
    MoreWaits {
        /// Who.
        relationship: RelationshipId,
    },
    /// Some entries could not be read and were left out.
    Unreadable {
        /// How many.
        entries: u32,
    },
    /// Some entries come from a newer version of the app.
    NewerVersion {
        /// How many.
        entries: u32,
    },
    /// Some entries carry a date far in the future and wait until then.
    SetAside {
        /// How many.
        entries: u32,
        /// Until when the last of them waits, in seconds since 1970.
        until_s: u64,
    },
    /// This device's clock seems to be off by years.
    ClockOff,
    /// This device's clock and the relay's differ by a day or more. Either may be wrong, and a relay may lie: the person is asked.
    ClocksDiffer {
        /// Whether this device's is ahead.
        ahead: bool,
        /// By so many whole days.
        days: u32,
        /// How many of the person's own things bear a date so far ahead of the relay's that other devices do not show them yet.
        things: u32,
        /// Until when the last of these waits there, in seconds since 1970.
        until_s: u64,
    },
    /// This device's store takes nothing more at the moment; what was written is kept in memory and tried again.
    StorageFull,
    /// The link of a relationship could not be made: the invite was used by somebody else, expired or was taken back.
    LinkFailed {
        /// Of which relationship.
        relationship: RelationshipId,
        /// Why.
        problem: LinkFailure,
    },
    /// The relay speaks another version: the app or the relay needs an update.
    RelayVersion,
    /// A device belongs to the vault that this one has not seen before.
    NewDevice {
        /// Which.
        device: DeviceId,
        /// Since when, as it said itself.
        added_on: Option<Day>,
    },
    /// A key that this device was handed for the vault was not the one that the others have. It has made another, so that nothing is
    /// lost. Who handed it over still belongs to the vault.
    KeyDidNotFit {
        /// Which device handed it over; none if it was the recovery words.
        device: Option<DeviceId>,
    },
    /// The same in a link: the other person's device handed it over.
    LinkKeyDidNotFit {
        /// With whom.
        relationship: RelationshipId,
    },
    /// Some things that a device wrote had not come when it was taken out. They do not count until the person keeps them.
    Late {
        /// Which device; none for what was shared in links.
        device: Option<DeviceId>,
        /// How the person calls it.
        name: String,
        /// How many things.
        things: u32,
    },
    /// What this device started from holds more of a device that was taken out than counts on the others, and it cannot be told apart.
    Unproven {
        /// Which device.
        device: DeviceId,
        /// How the person calls it.
        name: String,
    },
    /// Other recovery words open the vault than those that were made last on one of the person's devices.
    OtherWords,
    /// The relay says that this device does not belong to the vault any more. What is here can still be read.
    Removed,
    /// Another device's checkpoint of the vault is not what this device makes of the same entries. Nothing is removed because of it.
    DevicesDiffer,
    /// Something that this device noticed, about a link or about the person's own devices, could not be recorded in the vault. That is
    /// a fault of the app.
    Unnoted {
        /// How many times since the vault was opened.
        times: u32,
    },
}

/// Why a link was not made.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, borsh::BorshSerialize, borsh::BorshDeserialize,
)]
pub enum LinkFailure {
    /// The invite expired or was taken back.
    Expired,
    /// Somebody else used it.
    Used,
    /// The safety words differed.
    WordsDiffer,
    /// The invite was altered on its way.
    Tampered,
}
