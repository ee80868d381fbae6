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
mod names;
pub mod page;

use model::{Content, ContentHash, Day, ItemId, RelationshipId, VersionId};

pub use collect::{Link, collect};
pub use import::Import;
pub use interface::file::{FILE_BYTES_MAX, Place, Preview};
pub use interface::moment::Moment;
pub use interface::{Said, said};
pub use json::{Fault, FileError};

/// What the field `format` says in every export.
pub const FORMAT: &str = "counterpoint-export";

/// The version of the format that this program writes, and the newest that it reads.
pub const VERSION: u32 = 1;

/// The most things (relationships, versions of items) that one file may bring.
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
    /// Whatever the person wrote, of every kind, those that this version does not know included.
    pub items: Vec<Item>,
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
    /// What they are to each other: the number of a [`model::Tie`], or of one that a newer version knows.
    pub tie: TieNumber,
    /// When it was first written.
    pub added: Moment,
    /// When name and tie were last written.
    pub changed: Moment,
}

/// The number of a tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TieNumber(pub u32);

/// Something that the person wrote, with its versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its name for machines.
    pub id: ItemId,
    /// The versions that stand, newest first; more than one if several devices wrote at the same time.
    pub versions: Vec<Version>,
    /// Names of versions that others replaced.
    pub earlier: Vec<VersionId>,
}

/// One version of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its name for machines.
    pub id: VersionId,
    /// When it was written.
    pub written: Moment,
    /// The relationship that it is about, if it is about one.
    pub about: Option<RelationshipId>,
    /// What it says.
    pub content: Content,
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
    /// Versions of things and replies, newest first.
    pub grants: Vec<Grant>,
}

/// One version of one thing, or a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Which thing, or the thing to which the reply belongs.
    pub item: ItemId,
    /// The hash of what a reply answers; absent for a version of a thing.
    pub answers: Option<ContentHash>,
    /// Since which day.
    pub since: Day,
    /// What it says.
    pub content: Content,
}
