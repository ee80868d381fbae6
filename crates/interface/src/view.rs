//! What the screen shows around every page: copies for view, never the state itself. What a page itself shows is its
//! [look](crate::look). The words for all of it stand in the language files.

pub mod devices;
mod notice;
pub mod pairing;

use model::{Day, ItemId, RelationshipId, Tie};

use crate::command::Autolock;

pub use notice::{LinkFailure, Notice};

/// The whole of what there is to show.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum View {
    /// The store is being read.
    #[n(0)]
    Starting,
    /// No vault on this device: first run.
    #[n(1)]
    Fresh,
    /// Recovering a vault from the relay.
    #[n(2)]
    Recovering {
        /// Whether the relay has been reached.
        #[n(0)]
        reached: bool,
    },
    /// A vault, locked.
    #[n(3)]
    Locked {
        /// How long to wait before the next attempt, in milliseconds; 0 if none.
        #[n(0)]
        wait_ms: u64,
        /// A second way in, if one was added on this device.
        #[n(1)]
        passkey: Option<PasskeyView>,
        /// Whether something that was written still waits for the device's store; the app must not be ended until then.
        #[n(2)]
        unsaved: bool,
    },
    /// The vault is open.
    #[n(4)]
    Open(#[n(0)] Box<Frame>),
    /// The device's store could not be read.
    #[n(5)]
    Damaged,
    /// No vault yet: another device of the person is about to let this one into theirs.
    #[n(6)]
    Pairing(#[n(0)] Box<pairing::PairingView>),
}

/// What stands around every page of an open vault.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Frame {
    /// The person's name.
    #[n(0)]
    pub name: String,
    /// Whether the recovery words were checked, and when they were last shown.
    #[n(1)]
    pub recovery: RecoveryView,
    /// The relay and how it goes with it.
    #[n(2)]
    pub relay: RelayView,
    /// Relationships in the order in which they were added.
    #[n(3)]
    pub relationships: Vec<RelationshipView>,
    /// Things that the person should know.
    #[n(5)]
    pub notices: Vec<Notice>,
    /// Today, in the person's time zone.
    #[n(6)]
    pub today: Day,
    /// How this device is locked.
    #[n(8)]
    pub lock: LockView,
    /// The person's own devices.
    #[n(10)]
    pub devices: devices::DevicesView,
    /// Whether it is time to look at what is shared.
    #[n(9)]
    pub review_due: bool,
    /// People of the person's own to turn to, each with how to reach them.
    #[n(11)]
    pub contacts: Vec<ContactView>,
}

/// Somebody of the person's own to turn to.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct ContactView {
    /// The record.
    #[n(0)]
    pub item: ItemId,
    /// Who.
    #[n(1)]
    pub name: String,
    /// How to reach them.
    #[n(2)]
    pub reach: String,
    /// What they are good for; empty if nothing was said of it.
    #[n(3)]
    pub good_for: String,
}

/// What the screen needs to ask a passkey's authenticator for its secret.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct PasskeyView {
    /// What the authenticator calls the passkey, 1 to 1023 bytes.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub credential: Vec<u8>,
    /// What the authenticator derives the secret from, 32 bytes.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub salt: Vec<u8>,
}

/// How this device is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct LockView {
    /// When it locks by itself.
    #[n(0)]
    pub autolock: Autolock,
    /// Whether a passkey opens it too.
    #[n(1)]
    pub passkey: bool,
    /// Whether it locks by itself within seconds, unless somebody does something.
    #[n(2)]
    pub soon: bool,
    /// How many hundredths of this device's store are sealed anew, while that is going on after the lock was changed.
    #[n(3)]
    pub sealing_anew: Option<u8>,
}

/// The recovery words' state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct RecoveryView {
    /// Whether the person showed that they were written down.
    #[n(0)]
    pub checked: bool,
    /// When they were last shown.
    #[n(1)]
    pub viewed_on: Option<Day>,
    /// Whether this device can show them: until they were checked, on the device on which they were made.
    #[n(2)]
    pub can_be_shown: bool,
}

/// The relay.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct RelayView {
    /// Its address; empty for none.
    #[n(0)]
    pub address: String,
    /// How the connection is.
    #[n(1)]
    pub state: RelayState,
    /// Entries written here that the relay has not acknowledged yet.
    #[n(2)]
    pub waiting: u32,
}

/// How the connection to the relay is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
#[cbor(index_only)]
pub enum RelayState {
    /// No relay is set.
    #[n(0)]
    None,
    /// Not connected; tried again by itself.
    #[n(1)]
    Offline,
    /// Connecting.
    #[n(2)]
    Connecting,
    /// Connected, and everything is exchanged.
    #[n(3)]
    Online,
    /// Connected, still exchanging.
    #[n(4)]
    Exchanging,
}

/// One relationship.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct RelationshipView {
    /// Its name for the machine.
    #[n(0)]
    pub id: RelationshipId,
    /// How the person calls the other.
    #[n(1)]
    pub name: String,
    /// What they are to each other.
    #[n(2)]
    pub tie: Tie,
    /// How far it is linked.
    #[n(3)]
    pub link: LinkView,
    /// How the other one calls themselves; empty until linked.
    #[n(4)]
    pub their_name: String,
}

/// How far a relationship is linked.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum LinkView {
    /// The person is here alone, which is enough.
    #[n(0)]
    Solo,
    /// An invite is out.
    #[n(1)]
    Invited {
        /// The invite, the part of its link after `#join=`.
        #[n(0)]
        invite: String,
        /// When it expires, in milliseconds since 1970.
        #[n(1)]
        expires_at_ms: u64,
    },
    /// The person accepted an invite and the other's device has not answered yet.
    #[n(2)]
    Joining,
    /// Both compare these words.
    #[n(3)]
    Comparing {
        /// The safety words, in order.
        #[n(0)]
        words: Vec<String>,
        /// How the other calls themselves.
        #[n(1)]
        their_name: String,
        /// Whether this side has said that they are the same and waits for the other.
        #[n(2)]
        confirmed: bool,
    },
    /// Linked.
    #[n(4)]
    Linked {
        /// Since when.
        #[n(0)]
        since: Day,
    },
    /// The link has ended; by whom is not said.
    #[n(5)]
    Ended,
}
