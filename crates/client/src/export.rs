//! Taking everything along: what a person has, as a file that is theirs, and back from it.
//!
//! ```text
//!  Vault, what is shared ── collect ──► Export ── to_json ──► a file for other programs
//!                                         │  ▲── page ──────► a page to read and to print
//!                                         │  └── backup ────► the same JSON, sealed
//!          VaultOperations ◄── Import ────┘ from_json, backup
//! ```
//! An export holds no key and no secret of a relay. What the other person wrote is left out unless it is asked for, and never
//! comes back in by an import: it was lent, and its author may withdraw it. What is imported is private, whatever it was before.
//!
//! Everything here is pure; `docs/export.md` describes the format field by field.

pub mod backup;
mod collect;
mod import;
mod json;
mod moment;
mod names;
pub mod page;

use model::{Answer, Day, ItemId, Kind, Need, RelationshipId, Taste, VersionId};

pub use collect::{Link, collect};
pub use import::{Import, Preview};
pub use json::{Fault, FileError, Place};
pub use moment::Moment;

/// What the field `format` says in every export.
pub const FORMAT: &str = "counterpoint-export";

/// The version of the format that this program writes, and the newest that it reads.
pub const VERSION: u32 = 1;

/// The largest file that is read, in bytes.
pub const FILE_BYTES_MAX: usize = 64 * 1024 * 1024;

/// The most things (relationships, versions of cards, versions of requests) that one file may bring.
pub const IMPORT_THINGS_MAX: usize = 200_000;

/// The most versions of one thing that stand in one file. Each costs more than the one before, and each is shown.
pub const VERSIONS_PER_ITEM_MAX: usize = 1_000;

/// What a person has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u32,
    /// When it was made.
    pub exported_on: Day,
    /// What the person is called.
    pub name: Option<String>,
    /// The relationships in the lists, in the order in which they were added.
    pub relationships: Vec<Relationship>,
    /// The person's own cards.
    pub cards: Vec<Item<Card>>,
    /// The person's own requests for support.
    pub requests: Vec<Request>,
    /// What was shared with whom when the export was made. An import leaves it out: only a link can share.
    pub shared: Vec<Shared>,
    /// What others had shared; absent unless asked for. An import leaves it out.
    pub from_others: Option<Vec<Shared>>,
}

/// A relationship, as its person recorded it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relationship {
    /// Its name for machines.
    pub id: RelationshipId,
    /// How the person calls the other.
    pub name: String,
    /// What they are to each other.
    pub kind: Kind,
    /// When it was first written.
    pub added: Moment,
    /// When name and kind were last written.
    pub changed: Moment,
}

/// Something with versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item<T> {
    /// Its name for machines.
    pub id: ItemId,
    /// The versions that stand, newest first; more than one if several devices wrote at the same time.
    pub versions: Vec<Version<T>>,
    /// Names of versions that others replaced.
    pub earlier: Vec<VersionId>,
}

/// One version of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version<T> {
    /// Its name for machines.
    pub id: VersionId,
    /// When it was written.
    pub written: Moment,
    /// What it says.
    pub content: T,
}

/// Something liked or disliked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Liked or disliked.
    pub taste: Taste,
    /// What.
    pub text: String,
    /// Why or when.
    pub note: String,
}

/// A request for support, with its versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// For which relationship it is meant.
    pub relationship: RelationshipId,
    /// Its versions.
    pub request: Item<Ask>,
}

/// What a request says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// What would help.
    pub need: Need,
    /// In the person's own words.
    pub text: String,
}

/// What one of two people shared in one relationship, as it stood when the export was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// In which relationship.
    pub relationship: RelationshipId,
    /// Since when the two are linked.
    pub linked_since: Option<Day>,
    /// How the one who shares is called there.
    pub name: Option<String>,
    /// Cards, newest first.
    pub cards: Vec<Grant<Card>>,
    /// Requests for support, newest first.
    pub requests: Vec<Grant<Ask>>,
    /// Answers to the other's requests, newest first.
    pub answers: Vec<Answered>,
}

/// One version of one thing, shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant<T> {
    /// Which thing.
    pub id: ItemId,
    /// Since which day.
    pub since: Day,
    /// What it says.
    pub content: T,
}

/// An answer to a request for support.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Which request.
    pub request: ItemId,
    /// On which day.
    pub on: Day,
    /// Yes, not now, something else.
    pub answer: Answer,
    /// In the answering person's own words; may be empty.
    pub words: String,
}
