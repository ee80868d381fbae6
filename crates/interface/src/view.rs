//! What the screen shows around every page: copies for view, never the state itself. What a page itself shows is its
//! [look](crate::look). The words for all of it stand in the language files.

pub mod devices;
mod notice;
pub mod pairing;

use model::{Day, ItemId, RelationshipId, Tie};

use crate::command::Autolock;

pub use notice::{LinkFailure, Notice};

/// The whole of what there is to show.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum View {
    /// The store is being read.
    Starting,
    /// No vault on this device: first run.
    Fresh,
    /// Recovering a vault from the relay.
    Recovering {
        /// Whether the relay has been reached.
        reached: bool,
    },
    /// A vault, locked.
    Locked {
        /// How long to wait before the next attempt, in milliseconds; 0 if none.
        wait_ms: u64,
        /// A second way in, if one was added on this device.
        passkey: Option<PasskeyView>,
        /// Whether something that was written still waits for the device's store; the app must not be ended until then.
        unsaved: bool,
    },
    /// The vault is open.
    Open(Box<Frame>),
    /// The device's store could not be read.
    Damaged,
    /// No vault yet: another device of the person is about to let this one into theirs.
    Pairing(Box<pairing::PairingView>),
}

/// What stands around every page of an open vault.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Frame {
    /// The person's name.
    pub name: String,
    /// Whether the recovery words were checked, and when they were last shown.
    pub recovery: RecoveryView,
    /// The relay and how it goes with it.
    pub relay: RelayView,
    /// Relationships in the order in which they were added.
    pub relationships: Vec<RelationshipView>,
    /// Things that the person should know.
    pub notices: Vec<Notice>,
    /// Today, in the person's time zone.
    pub today: Day,
    /// How this device is locked.
    pub lock: LockView,
    /// The person's own devices.
    pub devices: devices::DevicesView,
    /// Whether it is time to look at what is shared.
    pub review_due: bool,
    /// People of the person's own to turn to, each with how to reach them.
    pub contacts: Vec<ContactView>,
}

/// Somebody of the person's own to turn to.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct ContactView {
    /// The record.
    pub item: ItemId,
    /// Who.
    pub name: String,
    /// How to reach them.
    pub reach: String,
    /// What they are good for; empty if nothing was said of it.
    pub good_for: String,
}

/// What the screen needs to ask a passkey's authenticator for its secret.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct PasskeyView {
    /// What the authenticator calls the passkey, 1 to 1023 bytes.
    pub credential: Vec<u8>,
    /// What the authenticator derives the secret from, 32 bytes.
    pub salt: Vec<u8>,
}

/// How this device is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct LockView {
    /// When it locks by itself.
    pub autolock: Autolock,
    /// Whether a passkey opens it too.
    pub passkey: bool,
    /// Whether it locks by itself within seconds, unless somebody does something.
    pub soon: bool,
    /// How many hundredths of this device's store are sealed anew, while that is going on after the lock was changed.
    pub sealing_anew: Option<u8>,
}

/// The recovery words' state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct RecoveryView {
    /// Whether the person showed that they were written down.
    pub checked: bool,
    /// When they were last shown.
    pub viewed_on: Option<Day>,
    /// Whether this device can show them: until they were checked, on the device on which they were made.
    pub can_be_shown: bool,
}

/// The relay.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct RelayView {
    /// Its address; empty for none.
    pub address: String,
    /// How the connection is.
    pub state: RelayState,
    /// Entries written here that the relay has not acknowledged yet.
    pub waiting: u32,
}

/// How the connection to the relay is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum RelayState {
    /// No relay is set.
    None,
    /// Not connected; tried again by itself.
    Offline,
    /// Connecting.
    Connecting,
    /// Connected, and everything is exchanged.
    Online,
    /// Connected, still exchanging.
    Exchanging,
}

/// One relationship.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct RelationshipView {
    /// Its name for the machine.
    pub id: RelationshipId,
    /// How the person calls the other.
    pub name: String,
    /// What they are to each other.
    pub tie: Tie,
    /// How far it is linked.
    pub link: LinkView,
    /// How the other one calls themselves; empty until linked.
    pub their_name: String,
}

/// How far a relationship is linked.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum LinkView {
    /// The person is here alone, which is enough.
    Solo,
    /// An invite is out.
    Invited {
        /// The invite, the part of its link after `#join=`.
        invite: String,
        /// When it expires, in milliseconds since 1970.
        expires_at_ms: u64,
    },
    /// The person accepted an invite and the other's device has not answered yet.
    Joining,
    /// Both compare these words.
    Comparing {
        /// The safety words, in order.
        words: Vec<String>,
        /// How the other calls themselves.
        their_name: String,
        /// Whether this side has said that they are the same and waits for the other.
        confirmed: bool,
    },
    /// Linked.
    Linked {
        /// Since when.
        since: Day,
    },
    /// The link has ended; by whom is not said.
    Ended,
}
