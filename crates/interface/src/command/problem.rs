//! Why a command was not carried out.

use model::Fault;

use super::{FileProblem, ParcelProblem};

/// Why a command was not carried out. Nothing is lost; the screen says what happened and the way on.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize, thiserror::Error)]
pub enum Problem {
    /// The passphrase does not open the vault.
    #[error("the passphrase does not open the vault")]
    WrongPassphrase,
    /// Too many wrong passphrases: wait.
    #[error("wait {wait_ms} ms before the next attempt")]
    Wait {
        /// How long, in milliseconds.
        wait_ms: u64,
    },
    /// The passphrase is too short to protect anything.
    #[error("the passphrase has fewer than {min} characters")]
    ShortPassphrase {
        /// The fewest characters allowed.
        min: u8,
    },
    /// A field that must not be empty is.
    #[error("the text is empty")]
    Empty,
    /// A text is longer than allowed.
    #[error("the text has {found} characters, at most {max} are allowed")]
    TooLong {
        /// How many characters it has.
        found: u32,
        /// How many are allowed.
        max: u32,
    },
    /// A recovery word is not in the list.
    #[error("recovery word {position} is not in the list")]
    UnknownWord {
        /// Which, counted from 1.
        position: u8,
        /// As it was typed.
        word: String,
        /// Words of the list that begin alike.
        suggestions: Vec<String>,
    },
    /// There are not 24 recovery words.
    #[error("there are {found} recovery words, not 24")]
    WordCount {
        /// How many there are.
        found: u8,
    },
    /// The recovery words do not belong together.
    #[error("the recovery words do not belong together")]
    WordsDoNotFit,
    /// A checked word is not the one at that position.
    #[error("word {position} is another one")]
    WrongWord {
        /// Which, counted from 1.
        position: u8,
    },
    /// The relay knows no vault for these recovery words.
    #[error("the relay knows no vault for these words")]
    NoVaultFound,
    /// The text is no invite, or was cut or changed on its way.
    #[error("this is not a whole invite")]
    BadInvite,
    /// The invite is older than 24 hours, or was taken back.
    #[error("the invite has expired or was taken back")]
    InviteExpired,
    /// Somebody used the invite already.
    #[error("the invite was already used")]
    InviteUsed,
    /// The invite is one's own.
    #[error("this is your own invite")]
    OwnInvite,
    /// The invite goes through another relay than this device uses.
    #[error("the invite goes through another relay")]
    OtherRelay,
    /// The relay cannot be reached now; the command needs it.
    #[error("the relay cannot be reached now")]
    Offline,
    /// The relationship is linked or being linked already.
    #[error("the relationship has a link already")]
    AlreadyLinked,
    /// The relationship is not linked.
    #[error("the relationship is not linked")]
    NotLinked,
    /// The item changed after its preview: look again before sharing.
    #[error("the item changed after its preview")]
    VersionChanged,
    /// What the other shares says something else by now: read it before replying.
    #[error("what is replied to says something else by now")]
    WordsChanged,
    /// The thing is not there any more.
    #[error("it is not there any more")]
    Gone,
    /// Another device removed it after what is written over it was begun. Written over nothing in particular, it is there again.
    #[error("another device has removed it meanwhile")]
    RemovedMeanwhile,
    /// The address of the relay is not one.
    #[error("this is not the address of a relay")]
    BadRelay,
    /// The address says more than where a relay is: a path, for instance.
    #[error("this says more than the address of a relay")]
    MoreThanRelay,
    /// The relay's name has letters beyond a to z: its other form is needed.
    #[error("the relay's name has letters beyond a to z")]
    RelayLetters,
    /// The vault is locked, or there is none.
    #[error("the vault is not open")]
    NotOpen,
    /// There is a vault on this device already.
    #[error("this device holds a vault already")]
    VaultExists,
    /// This device could not store it; it is kept in memory and tried again.
    #[error("this device's storage refuses to take more")]
    StorageFull,
    /// What this device has stored cannot be read.
    #[error("what this device has stored cannot be read")]
    Damaged,
    /// A pause comes before linking again after an end: [`super::Links::EndPause`].
    #[error("pause before linking again")]
    PauseFirst,
    /// A newer version of the app wrote it. This one cannot show all of it, so it neither shares nor changes it.
    #[error("a newer version of the app wrote it")]
    NewerVersion,
    /// The passkey does not open this vault.
    #[error("the passkey does not open this vault")]
    WrongPasskey,
    /// The device is the one in the person's hands: it is left clean instead.
    #[error("this is the device in use")]
    ThisDevice,
    /// A file was not taken.
    #[error("the file was not taken")]
    File(FileProblem),
    /// A parcel was not made or not taken.
    #[error("the parcel was not made or not taken")]
    Parcel(ParcelProblem),
    /// Other devices still belong to the vault.
    #[error("other devices still belong to the vault")]
    OtherDevices,
    /// The text is no link for another device, or was cut or changed on its way.
    #[error("this is not a whole link for another device")]
    BadDeviceLink,
    /// The link for another device was not used in time.
    #[error("the link for another device has expired")]
    DeviceLinkExpired,
    /// An invite to link with somebody stands where a link for a device is wanted.
    #[error("this is an invite of somebody, not a link for a device")]
    InviteNotDeviceLink,
    /// A link for a device stands where an invite is wanted.
    #[error("this is a link for a device, not an invite of somebody")]
    DeviceLinkNotInvite,
    /// The vault has as many members as it may have.
    #[error("the vault has as many devices as it may have")]
    TooManyDevices,
    /// Some of what a device wrote too late could not be written anew, and waits as before.
    #[error("{things} things could not be kept, and wait as before")]
    NotAllKept {
        /// How many.
        things: u32,
    },
}

impl Problem {
    /// Whether what was typed as the address of a relay is none.
    pub fn is_of_relay_address(&self) -> bool {
        matches!(self, Self::BadRelay | Self::MoreThanRelay | Self::RelayLetters)
    }
}

impl From<Fault> for Problem {
    /// Why what was typed does not fit its field.
    fn from(fault: Fault) -> Self {
        let narrow = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        match fault {
            Fault::TooLong { found, max } | Fault::TooMany { found, max } => {
                Self::TooLong { found: narrow(found), max: narrow(max) }
            }
            _ => Self::Empty,
        }
    }
}
