//! The person's own devices, their recovery words, and the end of it all.

use model::{DeviceId, relationship::Origin};

/// The most devices of a vault: the recovery words are one of its members, too. The app checks that it is what a vault allows.
pub const DEVICES_MAX: usize = 31;

/// One act that concerns who belongs to the vault.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Devices {
    /// Gives one of the person's own devices a name.
    Name {
        /// Which.
        device: DeviceId,
        /// Its name.
        name: String,
    },
    /// Removes another device of the person from the vault. Works offline; it is carried out as soon as the relay is reached.
    Remove {
        /// Which.
        device: DeviceId,
        /// The passphrase of this device, so that nobody takes one away who only found it open.
        passphrase: String,
    },
    /// The person says that a new device is theirs.
    Dismiss {
        /// Which.
        device: DeviceId,
        /// The passphrase of this device, so that nobody says so who only found it open.
        passphrase: String,
    },
    /// The recovery words again, while they have not been checked yet. Answered by [`super::Outcome::Words`].
    ShowWords {
        /// The passphrase of this device, so that nobody reads them who only found it open.
        passphrase: String,
    },
    /// The person typed some of the recovery words to show that they were written down.
    CheckWords {
        /// Position (from 1) and word.
        answers: Vec<WordAnswer>,
    },
    /// Makes new recovery words; those of before open nothing any more once the relay has heard of it. Answered by
    /// [`super::Outcome::Words`].
    RenewWords {
        /// The passphrase of this device, so that nobody makes words who only found it open.
        passphrase: String,
    },
    /// Ends every link and erases on the relay whatever is the person's own there. This device keeps its copy, and uses no relay
    /// afterwards. Only from the person's last device: another one would bring everything back.
    EraseVault {
        /// The passphrase of this device.
        passphrase: String,
    },
    /// Says what becomes of what one of the person's devices wrote that had not come before it was taken out: what is not kept is let
    /// go. What has come since the person looked goes on waiting.
    SettleLate {
        /// Which device; none for what was shared in links.
        device: Option<DeviceId>,
        /// Which entries are kept, of those that were seen.
        keep: Vec<Origin>,
        /// All that the person has seen of it; none to let go of everything that there is, unseen.
        seen: Option<Vec<Origin>>,
    },
    /// The person says that what this device has heard of who belongs to the vault is right, and another history is not.
    KeepHistory {
        /// The words by which the person has seen it.
        seen: Vec<String>,
        /// The passphrase of this device, so that nobody says so who only found it open.
        passphrase: String,
    },
    /// The person says that the other history is right: this device goes over to it, and takes along what it wrote.
    GoOver {
        /// Whether what other devices wrote in the history that is left is kept too, as this device's own writing.
        keep: bool,
        /// The words of the other history by which the person has seen it.
        seen: Vec<String>,
        /// The passphrase of this device, so that nobody says so who only found it open.
        passphrase: String,
    },
    /// Says that the person has looked through what this device holds of one that was taken out, and that counts nowhere else.
    LookedThrough {
        /// Which device was taken out.
        device: DeviceId,
    },
}

/// One of the recovery words, typed as a check.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct WordAnswer {
    /// Counted from 1.
    pub position: u8,
    /// As typed.
    pub word: String,
}
