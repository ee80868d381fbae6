//! What looks find: copies for the screen, never the state itself.

use model::{Clock, Content, Day, GrantId, ItemId, RelationshipId, VersionId, WriterId, together::Standing};

/// What waits today.
#[derive(Debug, Clone, PartialEq, Eq, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Today {
    /// What others ask for, the newest first in each relationship: what waits for an answer, and what else is still there of the
    /// newest.
    pub asked: Vec<Asked>,
    /// The numbers of the kinds of which the person has written something.
    pub written: Vec<u32>,
    /// The numbers of the kinds with a record for each day of which today's is written, about nobody else.
    pub of_today: Vec<u32>,
    /// What has come that this device has not shown yet, in the order of the relationships. Requests stand among what is asked.
    pub news: Vec<News>,
    /// The pauses before a yes, running or over.
    pub pauses: Vec<OwnItem>,
    /// The tests by lot that run today.
    pub trials: Vec<OwnItem>,
    /// The numbers of the kinds of which a record was made lately, of those that are suggested now and then.
    pub reflected: Vec<u32>,
}

/// What has come from somebody that this device has not shown yet: at least one thing.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct News {
    /// From whom.
    pub relationship: RelationshipId,
    /// What: replies before what was shared, and each in order of the kinds.
    pub arrived: Vec<Arrived>,
    /// How far that goes; put away by it.
    pub up_to: Frontier,
}

/// How much of a kind has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Arrived {
    /// The number of the kind: of what is shared, or of replies.
    pub kind: u32,
    /// Of replies: the number of the kind of what they are about.
    pub about: Option<u32>,
    /// How many, one at least.
    pub count: u32,
}

/// How far somebody's log goes: of each device that writes there, the moment of the last thing.
#[derive(Debug, Clone, PartialEq, Eq, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Frontier(pub Vec<(WriterId, Clock)>);

/// What somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Asked {
    /// In which relationship.
    pub relationship: RelationshipId,
    /// What.
    pub item: TheirItem,
}

/// The person's own things of a kind, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct OwnList {
    /// The number of the kind.
    pub kind: u32,
    /// As many as were asked for.
    pub items: Vec<OwnItem>,
    /// How many there are beside them.
    pub more: u32,
}

/// One of the person's own things.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct OwnItem {
    /// Its name for the machine.
    pub item: ItemId,
    /// Its newest version.
    pub version: VersionId,
    /// What that says: a record that this version of the app reads.
    pub content: Content,
    /// The relationship that it is about, if it is about one.
    pub about: Option<RelationshipId>,
    /// When this version was written, in seconds since 1970. Which day that was for the person is for the screen to say.
    pub written_s: u64,
    /// With whom it is shared, and whether that is this version.
    pub shared: Vec<SharedWith>,
    /// What others replied to what they see of it, the newest of each.
    pub replies: Vec<ReplyFrom>,
    /// Versions written at the same time on another device, whole, the newest first. Saving the thing replaces them.
    pub siblings: Vec<Shown>,
}

/// With whom an item is shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct SharedWith {
    /// The relationship.
    pub relationship: RelationshipId,
    /// Whether they see the newest version; otherwise an older one.
    pub newest: bool,
    /// Whether the relay has it already; otherwise it waits on this device.
    pub delivered: bool,
}

/// A reply of somebody else's.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct ReplyFrom {
    /// In which relationship.
    pub relationship: RelationshipId,
    /// The reply.
    pub reply: Reply,
}

/// What was replied to something that somebody shares.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Reply {
    /// A record that this version of the app reads.
    pub content: Content,
    /// When, to the day.
    pub on: Day,
}

/// Something that the other shares.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct TheirItem {
    /// Its name for the machine.
    pub item: ItemId,
    /// A record that this version of the app reads. None once it was withdrawn while it stood on the screen
    /// ([`still`](super::still)).
    pub content: Option<Content>,
    /// When it was shared, to the day.
    pub shared_on: Day,
    /// What the person replied to it, if they did.
    pub reply: Option<Reply>,
}

/// How much there is of what in a relationship.
#[derive(Debug, Clone, PartialEq, Eq, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Counts {
    /// How many things the other sees, beside the name.
    pub they_see: u32,
    /// What the other shares.
    pub theirs: Vec<KindCount>,
    /// What has come from them that this device has not shown yet, requests included.
    pub news: Option<News>,
    /// Who has space these days, if somebody has.
    pub space: Option<SpaceNow>,
    /// Whether what comes from the other waits, unopened, because the person wants it.
    pub is_quiet: bool,
}

/// Space that one of two people has these days.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct SpaceNow {
    /// The thing that says so.
    pub item: ItemId,
    /// Whether the person shares it.
    pub is_own: bool,
    /// What it says.
    pub content: Content,
}

/// How many things of a kind the other shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct KindCount {
    /// The number of the kind.
    pub kind: u32,
    /// How many.
    pub count: u32,
    /// To how many of them the person has replied nothing.
    pub without_reply: u32,
}

/// Both sides' things of a kind, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Between {
    /// The number of the kind.
    pub kind: u32,
    /// How it stands with those of which something is asked.
    pub standings: Vec<(ItemId, Standing)>,
    /// What the other shares.
    pub theirs: Vec<TheirItem>,
    /// How many of these there are beside them.
    pub more_theirs: u32,
    /// One's own: those about the relationship, if each of the kind is about one.
    pub own: OwnList,
}

/// What the other sees, newest first, the name at the end.
#[derive(Debug, Clone, PartialEq, Eq, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct TheySee {
    /// As much as was asked for.
    pub items: Vec<SharedItem>,
    /// How much there is beside it.
    pub more: u32,
}

/// Something that the other sees of this person.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct SharedItem {
    /// Its name for the machine; withdraw by it. The name that comes with a link has none.
    pub item: Option<ItemId>,
    /// The name of its grant: of one thing there may be several, as of a talk all that was said.
    pub grant: Option<GrantId>,
    /// Exactly what they see.
    pub content: Shown,
    /// Of something that was said: the thing that it was said about, as far as that can be shown.
    pub about: Option<Content>,
    /// When it was shared, to the day.
    pub shared_on: Day,
    /// Whether the relay has it already; otherwise it waits on this device.
    pub delivered: bool,
}

/// What can be seen of something.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Shown {
    /// A record that this version of the app reads.
    Record(Content),
    /// The person's name, which comes with a link and is nothing that they chose to share.
    Name(String),
    /// What a newer version of the app wrote, which this one cannot show.
    Newer,
    /// How the person calls somebody.
    Person(String),
}

/// How many things somebody sees, beside the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct SharedCount {
    /// In which relationship.
    pub relationship: RelationshipId,
    /// How many.
    pub count: u32,
}

impl SharedItem {
    /// Whether it is the name.
    #[must_use]
    pub fn is_name(&self) -> bool {
        matches!(self.content, Shown::Name(_))
    }
}
