//! What the screen shows: copies for view, never the state itself. The words for all of it stand in the language files.

pub mod devices;
mod notice;
pub mod pairing;

use model::{Answer, Day, ItemId, Need, RelationshipId, Taste, Tie, VersionId};

use crate::command::Autolock;

pub use notice::{LinkFailure, Notice};

/// How many of the person's own cards are shown at first, and how many more each time. What a screen shows stays small
/// however much a person has written.
pub const CARDS_SHOWN_STEP: usize = 200;

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
    Recovering,
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
    Open(#[n(0)] Box<OpenView>),
    /// The device's store could not be read.
    #[n(5)]
    Damaged,
    /// No vault yet: another device of the person is about to let this one into theirs.
    #[n(6)]
    Pairing(#[n(0)] Box<pairing::PairingView>),
}

/// An open vault.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct OpenView {
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
    /// The person's own cards, newest first: as many as are shown at once.
    #[n(4)]
    pub cards: Vec<CardView>,
    /// Things that the person should know.
    #[n(5)]
    pub notices: Vec<Notice>,
    /// Today, in the person's time zone.
    #[n(6)]
    pub today: Day,
    /// How many of the person's own cards are not shown yet.
    #[n(7)]
    pub more_cards: u32,
    /// How this device is locked.
    #[n(8)]
    pub lock: LockView,
    /// The person's own devices.
    #[n(10)]
    pub devices: devices::DevicesView,
    /// Whether it is time to look at what is shared.
    #[n(9)]
    pub review_due: bool,
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
    /// Cards that the other shared, newest first.
    #[n(5)]
    pub their_cards: Vec<SharedCardView>,
    /// The other's requests for support, newest first.
    #[n(6)]
    pub their_asks: Vec<TheirAskView>,
    /// The person's own requests for support in this relationship, newest first.
    #[n(7)]
    pub my_asks: Vec<MyAskView>,
    /// Exactly what the other sees of this person, newest first.
    #[n(8)]
    pub they_see: Vec<SharedItemView>,
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

/// One of the person's own cards.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct CardView {
    /// Its name for the machine.
    #[n(0)]
    pub id: ItemId,
    /// Its newest version.
    #[n(1)]
    pub version: VersionId,
    /// Liked or disliked.
    #[n(2)]
    pub taste: Taste,
    /// What.
    #[n(3)]
    pub text: String,
    /// Why or when.
    #[n(4)]
    pub note: String,
    /// When this version was written.
    #[n(5)]
    pub written_on: Day,
    /// With whom it is shared, and whether that is this version.
    #[n(6)]
    pub shared: Vec<SharedWith>,
    /// Versions written at the same time on another device, whole, the newest first. Saving the card replaces them.
    #[n(7)]
    pub siblings: Vec<SharedContentView>,
}

/// With whom an item is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct SharedWith {
    /// The relationship.
    #[n(0)]
    pub relationship: RelationshipId,
    /// Whether they see the newest version; otherwise an older one.
    #[n(1)]
    pub newest: bool,
}

/// A card that the other shared.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct SharedCardView {
    /// Liked or disliked.
    #[n(0)]
    pub taste: Taste,
    /// What.
    #[n(1)]
    pub text: String,
    /// Why or when.
    #[n(2)]
    pub note: String,
    /// When it was shared, to the day.
    #[n(3)]
    pub shared_on: Day,
    /// Its name for the machine.
    #[n(4)]
    pub item: ItemId,
}

/// The other's request for support.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct TheirAskView {
    /// Its name for the machine.
    #[n(0)]
    pub item: ItemId,
    /// What would help.
    #[n(1)]
    pub need: Need,
    /// In their own words.
    #[n(2)]
    pub text: String,
    /// When it was shared, to the day.
    #[n(3)]
    pub shared_on: Day,
    /// The person's answer, if there is one.
    #[n(4)]
    pub answer: Option<AnswerView>,
}

/// The person's own request for support.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct MyAskView {
    /// Its name for the machine.
    #[n(0)]
    pub item: ItemId,
    /// Its newest version.
    #[n(1)]
    pub version: VersionId,
    /// What would help.
    #[n(2)]
    pub need: Need,
    /// In the person's own words.
    #[n(3)]
    pub text: String,
    /// When this version was written.
    #[n(4)]
    pub written_on: Day,
    /// Whether it is shared, and whether that is this version.
    #[n(5)]
    pub shared: Option<SharedWith>,
    /// The other's answer, if there is one.
    #[n(6)]
    pub answer: Option<AnswerView>,
    /// Versions written at the same time on another device, whole, the newest first. Saving the request replaces them.
    #[n(7)]
    pub siblings: Vec<SharedContentView>,
}

/// An answer to a request for support.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct AnswerView {
    /// Yes, not now, something else.
    #[n(0)]
    pub answer: Answer,
    /// In the answering person's own words; may be empty.
    #[n(1)]
    pub words: String,
    /// When, to the day.
    #[n(2)]
    pub on: Day,
}

/// Something that the other sees of this person.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct SharedItemView {
    /// Its name for the machine; withdraw by it. The name that comes with a link has none.
    #[n(0)]
    pub item: Option<ItemId>,
    /// Exactly what they see.
    #[n(1)]
    pub content: SharedContentView,
    /// When it was shared, to the day.
    #[n(2)]
    pub shared_on: Day,
    /// Whether the relay has it already; otherwise it waits on this device.
    #[n(3)]
    pub delivered: bool,
}

/// The content of something shared.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum SharedContentView {
    /// A card.
    #[n(0)]
    Card {
        /// Liked or disliked.
        #[n(0)]
        taste: Taste,
        /// What.
        #[n(1)]
        text: String,
        /// Why or when.
        #[n(2)]
        note: String,
    },
    /// A request for support.
    #[n(1)]
    Ask {
        /// What would help.
        #[n(0)]
        need: Need,
        /// In the person's own words.
        #[n(1)]
        text: String,
    },
    /// An answer to a request for support.
    #[n(2)]
    Answer {
        /// Yes, not now, something else.
        #[n(0)]
        answer: Answer,
        /// In the person's own words.
        #[n(1)]
        words: String,
    },
    /// The person's name.
    #[n(3)]
    Name(#[n(0)] String),
    /// Something that a newer version of the app shared, which this one cannot show.
    #[n(4)]
    Newer,
}

impl SharedContentView {
    /// Whether it is the person's name, which comes with a link and is nothing that they chose to share.
    #[must_use]
    pub fn is_name(&self) -> bool {
        matches!(self, Self::Name(_))
    }
}
