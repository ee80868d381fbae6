//! What the screen can ask for, and what it hears back.

mod along;
mod carry;
mod items;
mod pair;

use model::{DeviceId, Fault, ItemId, RelationshipId, Tie, VersionId};

use crate::view::PasskeyView;

pub use along::{ExportAs, FileProblem, TakeAlong};
pub use carry::{Brought, Carry, PARCEL_BYTES_MAX, ParcelProblem, Recipient};
pub use items::Items;
pub use pair::Pair;

/// Ties a reply to its command, chosen by the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, minicbor::Encode, minicbor::Decode)]
#[cbor(transparent)]
pub struct CommandId(#[n(0)] pub u32);

/// One act of the person. Every command is answered once, by an [`Outcome`] or a [`Problem`].
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum Command {
    /// Makes a vault on this device. Answered by [`Outcome::Words`]; the vault is open afterwards.
    #[n(0)]
    CreateVault {
        /// What the person is called; shown to others only once linked.
        #[n(0)]
        name: String,
        /// Locks this device.
        #[n(1)]
        passphrase: String,
        /// The relay, as `https://host` or `http://127.0.0.1:port`; empty for none yet.
        #[n(2)]
        relay: String,
    },
    /// Brings a vault back from its recovery words onto this device; the vault is open once the relay has answered.
    #[n(1)]
    Recover {
        /// As typed.
        #[n(0)]
        words: String,
        /// Locks this device.
        #[n(1)]
        passphrase: String,
        /// The relay that holds the vault.
        #[n(2)]
        relay: String,
    },
    /// Opens the vault.
    #[n(2)]
    Unlock {
        /// As typed.
        #[n(0)]
        passphrase: String,
    },
    /// Drops all keys from memory and shows the lock screen.
    #[n(3)]
    Lock,
    /// The recovery words again, while they have not been checked yet. Answered by [`Outcome::Words`].
    #[n(4)]
    ShowWords,
    /// The person typed some of the recovery words to show that they were written down.
    #[n(5)]
    CheckWords {
        /// Position (from 1) and word.
        #[n(0)]
        answers: Vec<WordAnswer>,
    },
    /// Changes the person's name.
    #[n(6)]
    ChangeName {
        /// The new name.
        #[n(0)]
        name: String,
    },
    /// Points this device at another relay; everything is brought there.
    #[n(7)]
    ChangeRelay {
        /// The new address.
        #[n(0)]
        relay: String,
    },
    /// Adds a relationship, solo at first. Answered by [`Outcome::Relationship`].
    #[n(8)]
    AddRelationship {
        /// How the person calls the other; never shared.
        #[n(0)]
        name: String,
        /// What they are to each other.
        #[n(1)]
        tie: Tie,
    },
    /// Changes name and tie of a relationship.
    #[n(9)]
    ChangeRelationship {
        /// Which.
        #[n(0)]
        relationship: RelationshipId,
        /// The new name.
        #[n(1)]
        name: String,
        /// The new tie.
        #[n(2)]
        tie: Tie,
    },
    /// Makes an invite. Answered by [`Outcome::Invite`].
    #[n(10)]
    Invite {
        /// To which relationship.
        #[n(0)]
        relationship: RelationshipId,
    },
    /// Takes an invite back, or gives up joining.
    #[n(11)]
    CancelLink {
        /// Of which relationship.
        #[n(0)]
        relationship: RelationshipId,
    },
    /// Looks at an invite without using it. Answered by [`Outcome::InviteRead`].
    #[n(12)]
    ReadInvite {
        /// The link or the text of the QR code.
        #[n(0)]
        invite: String,
    },
    /// Uses an invite for a relationship that the person has added. Answered by [`Outcome::Done`]; safety words follow in the view.
    #[n(13)]
    Join {
        /// The link or the text of the QR code.
        #[n(0)]
        invite: String,
        /// For which relationship.
        #[n(1)]
        relationship: RelationshipId,
    },
    /// The person compared the safety words.
    #[n(14)]
    CompareSafetyWords {
        /// Of which relationship.
        #[n(0)]
        relationship: RelationshipId,
        /// Whether they were the same. If not, the link is given up.
        #[n(1)]
        same: bool,
    },
    /// Ends a link. Works offline; needs nobody.
    #[n(15)]
    Unlink {
        /// Of which relationship.
        #[n(0)]
        relationship: RelationshipId,
        /// Whether to withdraw everything that was shared first.
        #[n(1)]
        withdraw: bool,
    },
    /// Lays a relationship aside: it leaves the lists. Only a relationship without a link can be removed.
    #[n(23)]
    RemoveRelationship {
        /// Which.
        #[n(0)]
        relationship: RelationshipId,
    },
    /// Erases everything on this device: keys, entries, checkpoint. What the relay holds stays there, sealed.
    #[n(24)]
    CleanDevice,
    /// Changes the passphrase of this device.
    #[n(30)]
    ChangePassphrase {
        /// The present one.
        #[n(0)]
        present: String,
        /// The new one.
        #[n(1)]
        new: String,
    },
    /// Chooses when this device locks by itself.
    #[n(31)]
    SetAutolock {
        /// When.
        #[n(0)]
        autolock: Autolock,
    },
    /// The person did something on the page that is no command, such as typing.
    #[n(32)]
    StillHere,
    /// The page is not seen any more: another tab, another app, a dark screen.
    #[n(33)]
    Hidden,
    /// Adds a passkey as a second way in, in place of an earlier one.
    #[n(34)]
    AddPasskey {
        /// The passphrase, so that nobody adds a way in who only found the device open.
        #[n(0)]
        present: String,
        /// What its authenticator is asked with.
        #[n(1)]
        passkey: PasskeyView,
        /// What its authenticator derived, 32 bytes.
        #[cbor(n(2), with = "minicbor::bytes")]
        secret: Vec<u8>,
    },
    /// Removes the passkey; the passphrase stays.
    #[n(35)]
    RemovePasskey,
    /// Opens the vault by what the passkey's authenticator derived.
    #[n(36)]
    UnlockWithPasskey {
        /// 32 bytes.
        #[cbor(n(0), with = "minicbor::bytes")]
        secret: Vec<u8>,
    },
    /// Gives one of the person's own devices a name.
    #[n(40)]
    NameDevice {
        /// Which.
        #[n(0)]
        device: DeviceId,
        /// Its name.
        #[n(1)]
        name: String,
    },
    /// Removes another device of the person from the vault. Works offline; it is carried out as soon as the relay is reached.
    #[n(41)]
    RemoveDevice {
        /// Which.
        #[n(0)]
        device: DeviceId,
    },
    /// The person has read that a device is new.
    #[n(42)]
    DismissNewDevice {
        /// Which.
        #[n(0)]
        device: DeviceId,
    },
    /// Makes new recovery words; those of before open nothing any more once the relay has heard of it. Answered by
    /// [`Outcome::Words`].
    #[n(43)]
    RenewWords {
        /// The passphrase of this device, so that nobody makes words who only found it open.
        #[n(0)]
        passphrase: String,
    },
    /// Makes a file of everything, or brings one in.
    #[n(60)]
    TakeAlong(#[n(0)] TakeAlong),
    /// Exchanges without a relay.
    #[n(85)]
    Carry(#[n(0)] Carry),
    /// The person wants to link again after an end, having read the pause. Needed before [`Command::Invite`] and
    /// [`Command::Join`] where a link has ended, once after each unlocking.
    #[n(70)]
    EndPause {
        /// Of which relationship.
        #[n(0)]
        relationship: RelationshipId,
    },
    /// The person has looked at what they share.
    #[n(72)]
    Reviewed,
    /// Ends every link and erases on the relay whatever is the person's own there. This device keeps its copy, and uses no relay
    /// afterwards. Only from the person's last device: another one would bring everything back.
    #[n(44)]
    EraseVault {
        /// The passphrase of this device.
        #[n(0)]
        passphrase: String,
    },
    /// Takes another device of the person's own into use.
    #[n(95)]
    Pair(#[n(0)] Pair),
    /// Does something with what the person writes.
    #[n(96)]
    Items(#[n(0)] Items),
    /// Names what the page shows from now on. Remembered while the vault is locked, too.
    #[n(97)]
    Look(#[n(0)] crate::Look),
}

impl Command {
    /// Whether it is carried out even while the device's store takes nothing.
    pub(crate) fn needs_no_store(&self) -> bool {
        matches!(self, Self::Lock | Self::CleanDevice | Self::StillHere | Self::Hidden | Self::Look(_))
    }
}

/// When a device locks by itself. It always does when the app is closed or loaded again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
#[cbor(index_only)]
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

/// What a command led to. It is sent only when the change is durable on this device.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum Outcome {
    /// Done; the view shows the rest.
    #[n(0)]
    Done,
    /// The recovery words.
    #[n(1)]
    Words(#[n(0)] Vec<String>),
    /// A relationship was added.
    #[n(2)]
    Relationship(#[n(0)] RelationshipId),
    /// An invite was made: the part of its link after `#join=`, and the address of the relay it goes through.
    #[n(3)]
    Invite(#[n(0)] String),
    /// An invite was read.
    #[n(4)]
    InviteRead(#[n(0)] InviteRead),
    /// An item was written.
    #[n(5)]
    Written {
        /// Which.
        #[n(0)]
        item: ItemId,
        /// Its new version.
        #[n(1)]
        version: VersionId,
    },
    /// A file was made.
    #[n(20)]
    File(#[cbor(n(0), with = "minicbor::bytes")] Vec<u8>),
    /// What a file would add.
    #[n(21)]
    ImportRead(#[n(0)] crate::export::Preview),
    /// What a file has added.
    #[n(22)]
    Imported(#[n(0)] crate::export::Preview),
    /// A parcel was made.
    #[n(85)]
    Parcel(#[cbor(n(0), with = "minicbor::bytes")] Vec<u8>),
    /// What a parcel has brought.
    #[n(86)]
    Brought(#[n(0)] Brought),
}

/// What an invite says about itself.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct InviteRead {
    /// The relay that it goes through.
    #[n(0)]
    pub relay: String,
    /// Whether this is the relay that this device uses. If not, joining changes the relay, which the screen asks first.
    #[n(1)]
    pub same_relay: bool,
}

/// Why a command was not carried out. Nothing is lost; the screen says what happened and the way on.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode, thiserror::Error)]
pub enum Problem {
    /// The passphrase does not open the vault.
    #[n(0)]
    #[error("the passphrase does not open the vault")]
    WrongPassphrase,
    /// Too many wrong passphrases: wait.
    #[n(1)]
    #[error("wait {wait_ms} ms before the next attempt")]
    Wait {
        /// How long, in milliseconds.
        #[n(0)]
        wait_ms: u64,
    },
    /// The passphrase is too short to protect anything.
    #[n(2)]
    #[error("the passphrase has fewer than {min} characters")]
    ShortPassphrase {
        /// The fewest characters allowed.
        #[n(0)]
        min: u8,
    },
    /// A field that must not be empty is.
    #[n(3)]
    #[error("the text is empty")]
    Empty,
    /// A text is longer than allowed.
    #[n(4)]
    #[error("the text has {found} characters, at most {max} are allowed")]
    TooLong {
        /// How many characters it has.
        #[n(0)]
        found: u32,
        /// How many are allowed.
        #[n(1)]
        max: u32,
    },
    /// A recovery word is not in the list.
    #[n(5)]
    #[error("recovery word {position} is not in the list")]
    UnknownWord {
        /// Which, counted from 1.
        #[n(0)]
        position: u8,
        /// As it was typed.
        #[n(1)]
        word: String,
        /// Words of the list that begin alike.
        #[n(2)]
        suggestions: Vec<String>,
    },
    /// There are not 24 recovery words.
    #[n(6)]
    #[error("there are {found} recovery words, not 24")]
    WordCount {
        /// How many there are.
        #[n(0)]
        found: u8,
    },
    /// The recovery words do not belong together.
    #[n(7)]
    #[error("the recovery words do not belong together")]
    WordsDoNotFit,
    /// A checked word is not the one at that position.
    #[n(8)]
    #[error("word {position} is another one")]
    WrongWord {
        /// Which, counted from 1.
        #[n(0)]
        position: u8,
    },
    /// The relay knows no vault for these recovery words.
    #[n(9)]
    #[error("the relay knows no vault for these words")]
    NoVaultFound,
    /// The text is no invite, or was cut or changed on its way.
    #[n(10)]
    #[error("this is not a whole invite")]
    BadInvite,
    /// The invite is older than 24 hours, or was taken back.
    #[n(11)]
    #[error("the invite has expired or was taken back")]
    InviteExpired,
    /// Somebody used the invite already.
    #[n(12)]
    #[error("the invite was already used")]
    InviteUsed,
    /// The invite is one's own.
    #[n(13)]
    #[error("this is your own invite")]
    OwnInvite,
    /// The invite goes through another relay than this device uses.
    #[n(14)]
    #[error("the invite goes through another relay")]
    OtherRelay,
    /// The relay cannot be reached now; the command needs it.
    #[n(15)]
    #[error("the relay cannot be reached now")]
    Offline,
    /// The relationship is linked or being linked already.
    #[n(16)]
    #[error("the relationship has a link already")]
    AlreadyLinked,
    /// The relationship is not linked.
    #[n(17)]
    #[error("the relationship is not linked")]
    NotLinked,
    /// The item changed after its preview: look again before sharing.
    #[n(18)]
    #[error("the item changed after its preview")]
    VersionChanged,
    /// The thing is not there any more.
    #[n(19)]
    #[error("it is not there any more")]
    Gone,
    /// The address of the relay is not one.
    #[n(20)]
    #[error("this is not the address of a relay")]
    BadRelay,
    /// The vault is locked, or there is none.
    #[n(21)]
    #[error("the vault is not open")]
    NotOpen,
    /// There is a vault on this device already.
    #[n(22)]
    #[error("this device holds a vault already")]
    VaultExists,
    /// This device could not store it; it is kept in memory and tried again.
    #[n(23)]
    #[error("this device's storage refuses to take more")]
    StorageFull,
    /// What this device has stored cannot be read.
    #[n(24)]
    #[error("what this device has stored cannot be read")]
    Damaged,
    /// A pause comes before linking again after an end: [`Command::EndPause`].
    #[n(25)]
    #[error("pause before linking again")]
    PauseFirst,
    /// A newer version of the app wrote it. This one cannot show all of it, so it neither shares nor changes it.
    #[n(26)]
    #[error("a newer version of the app wrote it")]
    NewerVersion,
    /// The passkey does not open this vault.
    #[n(30)]
    #[error("the passkey does not open this vault")]
    WrongPasskey,
    /// The device is the one in the person's hands: it is left clean instead.
    #[n(40)]
    #[error("this is the device in use")]
    ThisDevice,
    /// A file was not taken.
    #[n(60)]
    #[error("the file was not taken")]
    File(#[n(0)] FileProblem),
    /// A parcel was not made or not taken.
    #[n(85)]
    #[error("the parcel was not made or not taken")]
    Parcel(#[n(0)] ParcelProblem),
    /// Other devices still belong to the vault.
    #[n(41)]
    #[error("other devices still belong to the vault")]
    OtherDevices,
    /// The text is no link for another device, or was cut or changed on its way.
    #[n(95)]
    #[error("this is not a whole link for another device")]
    BadDeviceLink,
    /// The link for another device was not used in time.
    #[n(96)]
    #[error("the link for another device has expired")]
    DeviceLinkExpired,
    /// An invite to link with somebody stands where a link for a device is wanted.
    #[n(97)]
    #[error("this is an invite of somebody, not a link for a device")]
    InviteNotDeviceLink,
    /// A link for a device stands where an invite is wanted.
    #[n(98)]
    #[error("this is a link for a device, not an invite of somebody")]
    DeviceLinkNotInvite,
    /// The vault has as many members as it may have.
    #[n(99)]
    #[error("the vault has as many devices as it may have")]
    TooManyDevices,
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

/// From the screen to the worker.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct ToWorker {
    /// Ties the reply.
    #[n(0)]
    pub id: CommandId,
    /// What to do.
    #[n(1)]
    pub command: Command,
}

/// From the worker to the screen.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum FromWorker {
    /// The answer to a command.
    #[n(0)]
    Reply {
        /// Which command.
        #[n(0)]
        id: CommandId,
        /// How it went.
        #[n(1)]
        result: Reply,
    },
    /// What to show from now on.
    #[n(1)]
    Show(#[n(0)] Show),
}

/// What became another on the screen. What is absent stays as it was.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Show {
    /// Which screens there are, and what stands around every page.
    #[n(0)]
    pub view: Option<Box<crate::View>>,
    /// What the page shows.
    #[n(1)]
    pub page: Option<Box<ShownPage>>,
}

/// A page, and what was asked for.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct ShownPage {
    /// What was asked for.
    #[n(0)]
    pub look: crate::Look,
    /// What was found.
    #[n(1)]
    pub page: crate::look::Page,
}

/// How a command went.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum Reply {
    /// It was carried out.
    #[n(0)]
    Done(#[n(0)] Outcome),
    /// It was not.
    #[n(1)]
    Refused(#[n(0)] Problem),
}
