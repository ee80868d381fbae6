//! Things that the person should know.

use model::{Day, DeviceId, RelationshipId};

/// Something that the person should know. Nothing is lost in any of these.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, minicbor::Encode, minicbor::Decode)]
pub enum Notice {
    /// The relay refuses to take more: its disk is full or the share is used up.
    #[n(0)]
    RelayFull,
    /// The relay withholds something that another device has seen.
    #[n(1)]
    RelayWithholds,
    /// The relay forgot what it had acknowledged; this device brings it back.
    #[n(2)]
    RelayForgot,
    /// The relay has shown different histories.
    #[n(3)]
    RelayForked,
    /// Two histories of who belongs to the vault stand against each other.
    #[n(35)]
    TwoHistories {
        /// Whether nothing is handed in until the person has said which one is right.
        #[n(0)]
        waits: bool,
    },
    /// Somebody has handed over more than this device takes at once. The rest waits at the relay until the person wants it.
    #[n(36)]
    MoreWaits {
        /// Who.
        #[n(0)]
        relationship: RelationshipId,
    },
    /// Some entries could not be read and were left out.
    #[n(4)]
    Unreadable {
        /// How many.
        #[n(0)]
        entries: u32,
    },
    /// Some entries come from a newer version of the app.
    #[n(5)]
    NewerVersion {
        /// How many.
        #[n(0)]
        entries: u32,
    },
    /// Some entries carry a date far in the future and wait until then.
    #[n(6)]
    SetAside {
        /// How many.
        #[n(0)]
        entries: u32,
        /// Until when the last of them waits, in seconds since 1970.
        #[n(1)]
        until_s: u64,
    },
    /// This device's clock seems to be off by years.
    #[n(7)]
    ClockOff,
    /// This device's clock and the relay's differ by a day or more. Either may be wrong, and a relay may lie: the person is asked.
    #[n(32)]
    ClocksDiffer {
        /// Whether this device's is ahead.
        #[n(0)]
        ahead: bool,
        /// By so many whole days.
        #[n(1)]
        days: u32,
        /// How many of the person's own things bear a date so far ahead of the relay's that other devices do not show them yet.
        #[n(2)]
        things: u32,
        /// Until when the last of these waits there, in seconds since 1970.
        #[n(3)]
        until_s: u64,
    },
    /// This device's store takes nothing more at the moment; what was written is kept in memory and tried again.
    #[n(8)]
    StorageFull,
    /// The link of a relationship could not be made: the invite was used by somebody else, expired or was taken back.
    #[n(9)]
    LinkFailed {
        /// Of which relationship.
        #[n(0)]
        relationship: RelationshipId,
        /// Why.
        #[n(1)]
        problem: LinkFailure,
    },
    /// The relay speaks another version: the app or the relay needs an update.
    #[n(10)]
    RelayVersion,
    /// A device belongs to the vault that this one has not seen before.
    #[n(20)]
    NewDevice {
        /// Which.
        #[n(0)]
        device: DeviceId,
        /// Since when, as it said itself.
        #[n(1)]
        added_on: Option<Day>,
    },
    /// A key that this device was handed for the vault was not the one that the others have. It has made another, so that nothing is
    /// lost. Who handed it over still belongs to the vault.
    #[n(22)]
    KeyDidNotFit {
        /// Which device handed it over; none if it was the recovery words.
        #[n(0)]
        device: Option<DeviceId>,
    },
    /// The same in a link: the other person's device handed it over.
    #[n(23)]
    LinkKeyDidNotFit {
        /// With whom.
        #[n(0)]
        relationship: RelationshipId,
    },
    /// Some things that a device wrote had not come when it was taken out. They do not count until the person keeps them.
    #[n(25)]
    Late {
        /// Which device; none for what was shared in links.
        #[n(0)]
        device: Option<DeviceId>,
        /// How the person calls it.
        #[n(1)]
        name: String,
        /// How many things.
        #[n(2)]
        things: u32,
    },
    /// What this device started from holds more of a device that was taken out than counts on the others, and it cannot be told apart.
    #[n(26)]
    Unproven {
        /// Which device.
        #[n(0)]
        device: DeviceId,
        /// How the person calls it.
        #[n(1)]
        name: String,
    },
    /// Other recovery words open the vault than those that were made last on one of the person's devices.
    #[n(24)]
    OtherWords,
    /// The relay says that this device does not belong to the vault any more. What is here can still be read.
    #[n(21)]
    Removed,
    /// Another device's checkpoint of the vault is not what this device makes of the same entries. Nothing is removed because of it.
    #[n(30)]
    DevicesDiffer,
    /// Something that this device noticed, about a link or about the person's own devices, could not be recorded in the vault. That is
    /// a fault of the app.
    #[n(31)]
    Unnoted {
        /// How many times since the vault was opened.
        #[n(0)]
        times: u32,
    },
}

/// Why a link was not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, minicbor::Encode, minicbor::Decode)]
#[cbor(index_only)]
pub enum LinkFailure {
    /// The invite expired or was taken back.
    #[n(0)]
    Expired,
    /// Somebody else used it.
    #[n(1)]
    Used,
    /// The safety words differed.
    #[n(2)]
    WordsDiffer,
    /// The invite was altered on its way.
    #[n(3)]
    Tampered,
}
