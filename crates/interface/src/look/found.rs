//! What looks find: copies for the screen, never the state itself.

use model::{Clock, Content, Day, ItemId, RelationshipId, VersionId, WriterId};

/// What waits today.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct Today {
    /// What others ask for, the newest first in each relationship: what waits for an answer, and what else is still there of the
    /// newest.
    #[n(0)]
    pub asked: Vec<Asked>,
    /// The numbers of the kinds of which the person has written something.
    #[n(1)]
    pub written: Vec<u32>,
    /// The numbers of the kinds with a record for each day of which today's is written, about nobody else.
    #[n(2)]
    pub of_today: Vec<u32>,
    /// What has come that this device has not shown yet, in the order of the relationships. Requests stand among what is asked.
    #[n(3)]
    pub news: Vec<News>,
    /// The pauses before a yes, running or over.
    #[n(4)]
    pub pauses: Vec<OwnItem>,
    /// The numbers of the kinds of which a record was made lately, of those that are suggested now and then.
    #[n(5)]
    pub reflected: Vec<u32>,
}

/// What has come from somebody that this device has not shown yet: at least one thing.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct News {
    /// From whom.
    #[n(0)]
    pub relationship: RelationshipId,
    /// What: replies before what was shared, and each in order of the kinds.
    #[n(1)]
    pub arrived: Vec<Arrived>,
    /// How far that goes; put away by it.
    #[n(2)]
    pub up_to: Frontier,
}

/// How much of a kind has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Arrived {
    /// The number of the kind: of what is shared, or of replies.
    #[n(0)]
    pub kind: u32,
    /// How many, one at least.
    #[n(1)]
    pub count: u32,
}

/// How far somebody's log goes: of each device that writes there, the moment of the last thing.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
#[cbor(transparent)]
pub struct Frontier(#[n(0)] pub Vec<(WriterId, Clock)>);

/// What somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Asked {
    /// In which relationship.
    #[n(0)]
    pub relationship: RelationshipId,
    /// What.
    #[n(1)]
    pub item: TheirItem,
}

/// The person's own things of a kind, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct OwnList {
    /// The number of the kind.
    #[n(0)]
    pub kind: u32,
    /// As many as were asked for.
    #[n(1)]
    pub items: Vec<OwnItem>,
    /// How many there are beside them.
    #[n(2)]
    pub more: u32,
}

/// One of the person's own things.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct OwnItem {
    /// Its name for the machine.
    #[n(0)]
    pub item: ItemId,
    /// Its newest version.
    #[n(1)]
    pub version: VersionId,
    /// What that says: a record that this version of the app reads.
    #[n(2)]
    pub content: Content,
    /// The relationship that it is about, if it is about one.
    #[n(3)]
    pub about: Option<RelationshipId>,
    /// When this version was written, in seconds since 1970. Which day that was for the person is for the screen to say.
    #[n(4)]
    pub written_s: u64,
    /// With whom it is shared, and whether that is this version.
    #[n(5)]
    pub shared: Vec<SharedWith>,
    /// What others replied to what they see of it, the newest of each.
    #[n(6)]
    pub replies: Vec<ReplyFrom>,
    /// Versions written at the same time on another device, whole, the newest first. Saving the thing replaces them.
    #[n(7)]
    pub siblings: Vec<Shown>,
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

/// A reply of somebody else's.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct ReplyFrom {
    /// In which relationship.
    #[n(0)]
    pub relationship: RelationshipId,
    /// The reply.
    #[n(1)]
    pub reply: Reply,
}

/// What was replied to something that somebody shares.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Reply {
    /// A record that this version of the app reads.
    #[n(0)]
    pub content: Content,
    /// When, to the day.
    #[n(1)]
    pub on: Day,
}

/// Something that the other shares.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct TheirItem {
    /// Its name for the machine.
    #[n(0)]
    pub item: ItemId,
    /// A record that this version of the app reads. None once it was withdrawn while it stood on the screen
    /// ([`still`](super::still)).
    #[n(1)]
    pub content: Option<Content>,
    /// When it was shared, to the day.
    #[n(2)]
    pub shared_on: Day,
    /// What the person replied to it, if they did.
    #[n(3)]
    pub reply: Option<Reply>,
}

/// How much there is of what in a relationship.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct Counts {
    /// How many things the other sees, beside the name.
    #[n(0)]
    pub they_see: u32,
    /// What the other shares.
    #[n(1)]
    pub theirs: Vec<KindCount>,
    /// What has come from them that this device has not shown yet, requests included.
    #[n(2)]
    pub news: Option<News>,
}

/// How many things of a kind the other shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct KindCount {
    /// The number of the kind.
    #[n(0)]
    pub kind: u32,
    /// How many.
    #[n(1)]
    pub count: u32,
    /// To how many of them the person has replied nothing.
    #[n(2)]
    pub without_reply: u32,
}

/// Both sides' things of a kind, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct Between {
    /// What the other shares.
    #[n(0)]
    pub theirs: Vec<TheirItem>,
    /// How many of these there are beside them.
    #[n(1)]
    pub more_theirs: u32,
    /// One's own: those about the relationship, if each of the kind is about one.
    #[n(2)]
    pub own: OwnList,
}

/// What the other sees, newest first, the name at the end.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub struct TheySee {
    /// As much as was asked for.
    #[n(0)]
    pub items: Vec<SharedItem>,
    /// How much there is beside it.
    #[n(1)]
    pub more: u32,
}

/// Something that the other sees of this person.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct SharedItem {
    /// Its name for the machine; withdraw by it. The name that comes with a link has none.
    #[n(0)]
    pub item: Option<ItemId>,
    /// Exactly what they see.
    #[n(1)]
    pub content: Shown,
    /// When it was shared, to the day.
    #[n(2)]
    pub shared_on: Day,
    /// Whether the relay has it already; otherwise it waits on this device.
    #[n(3)]
    pub delivered: bool,
}

/// What can be seen of something.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum Shown {
    /// A record that this version of the app reads.
    #[n(0)]
    Record(#[n(0)] Content),
    /// The person's name, which comes with a link and is nothing that they chose to share.
    #[n(1)]
    Name(#[n(0)] String),
    /// What a newer version of the app wrote, which this one cannot show.
    #[n(2)]
    Newer,
    /// How the person calls somebody.
    #[n(3)]
    Person(#[n(0)] String),
}

/// How many things somebody sees, beside the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct SharedCount {
    /// In which relationship.
    #[n(0)]
    pub relationship: RelationshipId,
    /// How many.
    #[n(1)]
    pub count: u32,
}

impl SharedItem {
    /// Whether it is the name.
    #[must_use]
    pub fn is_name(&self) -> bool {
        matches!(self.content, Shown::Name(_))
    }
}
