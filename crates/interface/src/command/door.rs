//! The way into the vault, out of it, and what locks it.

use crate::view::PasskeyView;

/// One act at the door of the vault.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Door {
    /// Makes a vault on this device, which is open afterwards. Its recovery words wait until the person asks for them.
    Create {
        /// What the person is called; shown to others only once linked.
        name: String,
        /// Locks this device.
        passphrase: String,
        /// The relay, as `https://host` or `http://127.0.0.1:port`; empty for none yet.
        relay: String,
    },
    /// Brings a vault back from its recovery words onto this device; the vault is open once the relay has answered.
    Recover {
        /// As typed.
        words: String,
        /// Locks this device.
        passphrase: String,
        /// The relay that holds the vault.
        relay: String,
    },
    /// Opens the vault.
    Unlock {
        /// As typed.
        passphrase: String,
    },
    /// Opens the vault by what the passkey's authenticator derived.
    UnlockWithPasskey {
        /// 32 bytes.
        secret: Vec<u8>,
    },
    /// Drops all keys from memory and shows the lock screen.
    Lock,
    /// The person did something on the page that is no command, such as typing.
    StillHere,
    /// The page is not seen any more: another tab, another app, a dark screen.
    Hidden,
    /// Erases everything on this device: keys, entries, checkpoint. What the relay holds stays there, sealed.
    Clean,
    /// Changes the passphrase of this device.
    ChangePassphrase {
        /// The present one.
        present: String,
        /// The new one.
        new: String,
        /// Whether somebody may have a copy of this device: then the keys of the links are renewed too, as if it were taken away.
        is_copied: bool,
    },
    /// Chooses when this device locks by itself.
    SetAutolock {
        /// When.
        autolock: Autolock,
    },
    /// Adds a passkey as a second way in, in place of an earlier one.
    AddPasskey {
        /// The passphrase, so that nobody adds a way in who only found the device open.
        present: String,
        /// What its authenticator is asked with.
        passkey: PasskeyView,
        /// What its authenticator derived, 32 bytes.
        secret: Vec<u8>,
    },
    /// Removes the passkey; the passphrase stays.
    RemovePasskey {
        /// The passphrase of this device, so that nobody changes its lock who only found it open.
        present: String,
    },
    /// Asks whether this is the passphrase of this device, before something is made that only it lets in.
    CheckPassphrase {
        /// As typed.
        present: String,
    },
    /// Looks whether a relay answers, before there is a vault. Refused with [`super::Problem::Offline`] when it does not.
    Reach {
        /// The relay, as it was typed.
        relay: String,
    },
}

impl Door {
    /// Whether it is carried out even while the device's store takes nothing.
    pub(super) fn needs_no_store(&self) -> bool {
        matches!(self, Self::Lock | Self::Clean | Self::StillHere | Self::Hidden | Self::Reach { .. })
    }
}

/// The fewest characters of a passphrase.
pub const PASSPHRASE_CHARACTERS_MIN: u8 = 8;

/// When a device locks by itself. It always does when the app is closed or loaded again.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    minicbor::Encode,
    minicbor::Decode,
    borsh::BorshSerialize,
    borsh::BorshDeserialize,
)]
pub enum Autolock {
    /// At once when the page is not seen any more, and after five minutes without a sign of the person.
    #[n(0)]
    OnLeaving,
    /// After one minute without a sign of the person.
    #[n(1)]
    Minute,
    /// After five minutes.
    #[n(2)]
    FiveMinutes,
    /// After a quarter of an hour.
    #[default]
    #[n(3)]
    QuarterHour,
    /// After an hour.
    #[n(4)]
    Hour,
}

impl Autolock {
    /// Every choice, soonest first.
    pub const ALL: &'static [Self] =
        &[Self::OnLeaving, Self::Minute, Self::FiveMinutes, Self::QuarterHour, Self::Hour];
}
