//! One thing between two people, and what both said about it.

use model::{Content, ContentHash, Day, GrantId, together::Standing};

use super::{OwnItem, OwnList, TheirItem};

/// A thing and what was said about it.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Together {
    /// The thing.
    pub topic: Topic,
    /// The hash of what the thing says as it is shared, which an answer to it names; nothing where it is not.
    pub shared_as: Option<ContentHash>,
    /// Whether the other one said yes to these words, and what is said below them hangs on that: they are not changed any more.
    pub is_fixed: bool,
    /// Everything that counts of what was said, in its order.
    pub said: Vec<Said>,
    /// How it stands; nothing where nothing is asked.
    pub standing: Option<Standing>,
    /// Of a talk: what the person can say next.
    pub next: Option<Step>,
    /// Of a talk: what the person wrote on another device and what does not count, because something was said before.
    pub aside: Vec<Content>,
    /// The person's own things that were asked for beside it.
    pub beside: OwnList,
}

/// What something is said about.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Topic {
    /// One of the person's own things, shared or not yet.
    Own(OwnItem),
    /// Something that the other shares.
    Theirs(TheirItem),
}

/// Something that was said.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Said {
    /// Whether the person said it.
    pub is_own: bool,
    /// The name of its grant.
    pub grant: GrantId,
    /// Its hash, which an answer to it names; that of something withdrawn where it was.
    pub hash: ContentHash,
    /// What it answers.
    pub answers: ContentHash,
    /// What it says. Nothing where that was withdrawn, and where it stays closed until the person has written a guess.
    pub content: Option<Content>,
    /// Whether it is there and stays closed.
    pub is_closed: bool,
    /// When, to the day.
    pub on: Day,
}

/// What can be said next in a talk.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Step {
    /// What it answers.
    pub answers: ContentHash,
    /// The numbers of the kinds of which it may be.
    pub kinds: Vec<u32>,
}

impl Together {
    /// What the thing says, and whether it is the person's own; nothing where that cannot be read.
    pub fn topic_content(&self) -> Option<(&Content, bool)> {
        match &self.topic {
            Topic::Own(own) => Some((&own.content, true)),
            Topic::Theirs(theirs) => Some((theirs.content.as_ref()?, false)),
        }
    }
}
