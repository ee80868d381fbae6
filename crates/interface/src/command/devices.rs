//! The person's own devices, their recovery words, and the end of it all.

use model::{DeviceId, relationship::Origin};

/// The most devices of a vault: the recovery words are one of its members, too. The app checks that it is what a vault allows.
pub const DEVICES_MAX: usize = 31;

/// One act that concerns who belongs to the vault.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum Devices {
    /// Gives one of the person's own devices a name.
    #[n(0)]
    Name {
        /// Which.
        #[n(0)]
        device: DeviceId,
        /// Its name.
        #[n(1)]
        name: String,
    },
    /// Removes another device of the person from the vault. Works offline; it is carried out as soon as the relay is reached.
    #[n(1)]
    Remove {
        /// Which.
        #[n(0)]
        device: DeviceId,
        /// The passphrase of this device, so that nobody takes one away who only found it open.
        #[n(1)]
        passphrase: String,
    },
    /// The person says that a new device is theirs.
    #[n(2)]
    Dismiss {
        /// Which.
        #[n(0)]
        device: DeviceId,
        /// The passphrase of this device, so that nobody says so who only found it open.
        #[n(1)]
        passphrase: String,
    },
    /// The recovery words again, while they have not been checked yet. Answered by [`super::Outcome::Words`].
    #[n(3)]
    ShowWords {
        /// The passphrase of this device, so that nobody reads them who only found it open.
        #[n(0)]
        passphrase: String,
    },
    /// The person typed some of the recovery words to show that they were written down.
    #[n(4)]
    CheckWords {
        /// Position (from 1) and word.
        #[n(0)]
        answers: Vec<WordAnswer>,
    },
    /// Makes new recovery words; those of before open nothing any more once the relay has heard of it. Answered by
    /// [`super::Outcome::Words`].
    #[n(5)]
    RenewWords {
        /// The passphrase of this device, so that nobody makes words who only found it open.
        #[n(0)]
        passphrase: String,
    },
    /// Ends every link and erases on the relay whatever is the person's own there. This device keeps its copy, and uses no relay
    /// afterwards. Only from the person's last device: another one would bring everything back.
    #[n(6)]
    EraseVault {
        /// The passphrase of this device.
        #[n(0)]
        passphrase: String,
    },
    /// Says what becomes of what one of the person's devices wrote that had not come before it was taken out: what is not kept is let
    /// go. What has come since the person looked goes on waiting.
    #[n(7)]
    SettleLate {
        /// Which device; none for what was shared in links.
        #[n(0)]
        device: Option<DeviceId>,
        /// Which entries are kept, of those that were seen.
        #[n(1)]
        keep: Vec<Origin>,
        /// All that the person has seen of it; none to let go of everything that there is, unseen.
        #[n(2)]
        seen: Option<Vec<Origin>>,
    },
    /// The person says that what this device has heard of who belongs to the vault is right, and another history is not.
    #[n(8)]
    KeepHistory {
        /// The words by which the person has seen it.
        #[n(0)]
        seen: Vec<String>,
        /// The passphrase of this device, so that nobody says so who only found it open.
        #[n(1)]
        passphrase: String,
    },
    /// The person says that the other history is right: this device goes over to it, and takes along what it wrote.
    #[n(9)]
    GoOver {
        /// Whether what other devices wrote in the history that is left is kept too, as this device's own writing.
        #[n(0)]
        keep: bool,
        /// The words of the other history by which the person has seen it.
        #[n(1)]
        seen: Vec<String>,
        /// The passphrase of this device, so that nobody says so who only found it open.
        #[n(2)]
        passphrase: String,
    },
    /// Says that the person has looked through what this device holds of one that was taken out, and that counts nowhere else.
    #[n(10)]
    LookedThrough {
        /// Which device was taken out.
        #[n(0)]
        device: DeviceId,
    },
}

/// One of the recovery words, typed as a check.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct WordAnswer {
    /// Counted from 1.
    #[n(0)]
    pub position: u8,
    /// As typed.
    #[n(1)]
    pub word: String,
}
