//! What a relay keeps, behind one trait: changes that become durable together, and questions.
//!
//! ```text
//!   Service ── Change ──► Store::commit ── all of a group, or each alone ──► Changed | Refusal
//!           ── Query ───► Reader::answer ── what is durable ───────────────► Answer  | Refusal
//! ```
//! Changes and questions are plain data, so that the [`crate::Service`] needs neither threads nor waiting, and a
//! simulation may lose an answer, or the whole process, between a commit and its acknowledgement.
//!
//! What every backend must do is written as tests in [`conformance`].

use std::sync::Arc;

use crypto::{ErasePreimage, Hash, VerifyingKey};
use sync::{
    Entry, EntryId, Position, Refusal, SpaceId, StoredEntry,
    frame::{BoxId, CheckpointId, CheckpointSummary},
};

use crate::limits::PAGE_BYTES_MAX;

pub mod conformance;
pub mod memory;
pub mod sqlite;

/// A day, counted from 1970-01-01 in UTC: as fine as a relay remembers when a space was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub u32);

impl Day {
    /// The day of a time in milliseconds since 1970.
    pub fn at(now_ms: u64) -> Self {
        Self(u32::try_from(now_ms / (24 * 60 * 60 * 1000)).unwrap_or(u32::MAX))
    }

    /// So many days before.
    #[must_use]
    pub fn before(self, days: u32) -> Self {
        Self(self.0.saturating_sub(days))
    }
}

/// A verified control record, as the store needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Control {
    /// Its number in the chain.
    pub number: u64,
    /// Its hash.
    pub hash: Hash,
    /// Whether a second party ever belonged to the space.
    pub joined: bool,
    /// Who may open the space from now on.
    pub access: Vec<VerifyingKey>,
    /// The record as it came.
    pub record: Vec<u8>,
}

/// A piece of a checkpoint on its way up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Which checkpoint.
    pub checkpoint: CheckpointId,
    /// Every entry up to here is folded into it.
    pub covers: Position,
    /// Which piece, counted from 0.
    pub piece: u32,
    /// How many there are.
    pub pieces: u32,
    /// The piece.
    pub bytes: Vec<u8>,
}

/// Something to be made durable. `key` is the member that asks; a change by a key without access is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Founds a space.
    Create {
        /// Which.
        space: SpaceId,
        /// Its first control record.
        control: Control,
        /// Today.
        day: Day,
    },
    /// Appends entries that are not there yet.
    Append {
        /// To which space.
        space: SpaceId,
        /// Who asks.
        key: VerifyingKey,
        /// The entries.
        entries: Vec<Entry>,
        /// Today.
        day: Day,
    },
    /// Appends a control record if its predecessor is the head.
    Control {
        /// To which space.
        space: SpaceId,
        /// Who asks.
        key: VerifyingKey,
        /// The hash of the predecessor.
        previous: Hash,
        /// The record.
        control: Control,
        /// Today.
        day: Day,
    },
    /// Replaces the body of an entry by the preimage of its erase tag.
    Erase {
        /// In which space.
        space: SpaceId,
        /// Who asks.
        key: VerifyingKey,
        /// Which entry.
        entry: EntryId,
        /// The proof.
        preimage: ErasePreimage,
    },
    /// Stores a piece of a checkpoint; the last one makes it the space's checkpoint.
    PutPiece {
        /// Of which space.
        space: SpaceId,
        /// Who asks.
        key: VerifyingKey,
        /// The piece.
        piece: Piece,
    },
    /// Removes every byte of a space that no second party ever belonged to.
    EraseSpace {
        /// Which.
        space: SpaceId,
        /// Who asks.
        key: VerifyingKey,
    },
    /// Writes a slot of a rendezvous box, and founds the box if it is not there.
    PutBox {
        /// Which box.
        name: BoxId,
        /// Which slot.
        slot: u8,
        /// When the box expires if this founds it, in milliseconds since 1970.
        expires_ms: u64,
        /// Now, in milliseconds since 1970.
        now_ms: u64,
        /// The message.
        message: Vec<u8>,
    },
    /// Empties a rendezvous box and refuses its slots until it expires.
    CloseBox {
        /// Which box.
        name: BoxId,
        /// Now, in milliseconds since 1970.
        now_ms: u64,
    },
    /// Notes that a space was opened.
    Touch {
        /// Which.
        space: SpaceId,
        /// Today.
        day: Day,
    },
    /// Removes some of the boxes that have expired and of the spaces nobody opened for long.
    Purge {
        /// Now, in milliseconds since 1970.
        now_ms: u64,
        /// Spaces last opened before this day are removed.
        idle_before: Option<Day>,
    },
}

impl Change {
    /// About what it weighs, in bytes.
    pub fn size_bytes(&self) -> usize {
        const OVERHEAD: usize = 128;
        OVERHEAD
            + match self {
                Self::Create { control, .. } | Self::Control { control, .. } => control.record.len(),
                Self::Append { entries, .. } => {
                    entries.iter().map(|entry| entry.sealed_bytes() + OVERHEAD).sum()
                }
                Self::PutPiece { piece, .. } => piece.bytes.len(),
                Self::PutBox { message, .. } => message.len(),
                Self::Erase { .. }
                | Self::EraseSpace { .. }
                | Self::CloseBox { .. }
                | Self::Touch { .. }
                | Self::Purge { .. } => 0,
            }
    }
}

/// Where an entry of an append lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// Its position.
    pub position: Position,
    /// Whether this append stored it, rather than an earlier one.
    pub fresh: bool,
}

/// What a durable change did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// `Create`: the space is there.
    Created,
    /// `Append`: each entry's place, in the order of the batch. The fresh ones follow each other without a gap.
    Appended(Vec<Placed>),
    /// `Control`: the record is the head.
    Controlled,
    /// `Control`: another record is the head, with this number. Nothing was stored.
    ControlConflict(u64),
    /// `Erase`: the body is gone; the entry lies here.
    Erased {
        /// Where the entry lies.
        position: Position,
        /// Whether this change erased it, rather than an earlier one.
        fresh: bool,
    },
    /// `PutPiece`: stored, or not needed because the space's checkpoint covers more.
    PieceStored,
    /// `EraseSpace`: every byte is gone.
    SpaceErased,
    /// `PutBox`: the slot holds the message.
    BoxPut {
        /// Whether this change put it there, rather than an earlier one.
        fresh: bool,
    },
    /// `CloseBox`: the box is closed, or was not there.
    BoxClosed,
    /// `Touch`.
    Touched,
    /// `Purge`.
    Purged {
        /// The spaces that were removed.
        spaces: Vec<SpaceId>,
        /// How many boxes were removed.
        boxes: u64,
        /// Whether more is to be removed: purge again.
        more: bool,
    },
}

/// A question about what is durable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// A space as a member with this key finds it.
    Summary {
        /// Which space.
        space: SpaceId,
        /// Whose key.
        key: VerifyingKey,
    },
    /// The newest control record.
    ControlHead {
        /// Of which space.
        space: SpaceId,
    },
    /// One page of entries.
    Page {
        /// Of which space.
        space: SpaceId,
        /// After which position.
        after: Position,
    },
    /// One page of control records.
    ControlPage {
        /// Of which space.
        space: SpaceId,
        /// After which number.
        after: u64,
    },
    /// One piece of the space's checkpoint.
    Piece {
        /// Of which space.
        space: SpaceId,
        /// Which piece, counted from 0.
        piece: u32,
    },
    /// The spaces that a key may open.
    Locate {
        /// Whose key.
        key: VerifyingKey,
    },
    /// The messages of a rendezvous box.
    BoxMessages {
        /// Which box.
        name: BoxId,
        /// Now, in milliseconds since 1970.
        now_ms: u64,
    },
    /// How much there is.
    Statistics,
}

/// A space in few words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpaceSummary {
    /// The newest entry's position, 0 if there is none.
    pub newest: Position,
    /// The number of the newest control record.
    pub control_number: u64,
    /// Its hash.
    pub control_head: Hash,
    /// The checkpoint, if there is one.
    pub checkpoint: Option<CheckpointSummary>,
    /// When the space was last opened or written.
    pub touched: Day,
}

/// How much a store holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Statistics {
    /// Spaces.
    pub spaces: u64,
    /// Rendezvous boxes, closed ones included.
    pub boxes: u64,
    /// What the store takes, in bytes.
    pub size_bytes: u64,
}

/// What a store answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// To `Summary`: none when the space is not there or the key has no access.
    Summary(Option<SpaceSummary>),
    /// To `ControlHead`: the encoded record.
    ControlHead(Option<Vec<u8>>),
    /// To `Page`.
    Page {
        /// The entries, without a gap.
        entries: Vec<StoredEntry>,
        /// The newest position in the space.
        newest: Position,
    },
    /// To `ControlPage`.
    ControlPage {
        /// The encoded records, in order.
        records: Vec<Vec<u8>>,
        /// The number of the newest.
        newest: u64,
    },
    /// To `Piece`.
    Piece(Option<(CheckpointSummary, Vec<u8>)>),
    /// To `Locate`: in order of their ids, at most [`crate::limits::LOCATED_SPACES_MAX`].
    Located(Vec<SpaceId>),
    /// To `BoxMessages`: none when the box is not there, closed or expired.
    BoxMessages(Option<Vec<(u8, Vec<u8>)>>),
    /// To `Statistics`.
    Statistics(Statistics),
}

/// Keeps what relays keep.
pub trait Store: Send {
    /// Makes changes durable, in order, and says for each what it did. When this returns, whatever is not refused
    /// survives the end of the process and of the machine; what is refused left no trace.
    fn commit(&mut self, changes: &[Arc<Change>]) -> Vec<Result<Changed, Refusal>>;

    /// Another reader, for a thread of its own.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be opened once more.
    fn reader(&self) -> Result<Box<dyn Reader>, StoreError>;

    /// Whether the store still takes changes; false after the disk failed in a way that a restart must examine.
    fn is_sound(&self) -> bool;
}

/// Answers questions about what is durable.
pub trait Reader: Send {
    /// Answers one question.
    ///
    /// # Errors
    /// [`Refusal::Failed`] if the store cannot be read.
    fn answer(&mut self, query: &Query) -> Result<Answer, Refusal>;
}

/// The store could not be opened or copied.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The folder cannot be used.
    #[error("cannot use the folder {folder}")]
    Folder {
        /// Which folder.
        folder: String,
        /// Why.
        source: std::io::Error,
    },
    /// Another relay works in it.
    #[error("another relay is working in the folder {folder}")]
    InUse {
        /// Which folder.
        folder: String,
    },
    /// The database answers with an error.
    #[error("the database could not {attempted}")]
    Database {
        /// What was attempted.
        attempted: &'static str,
        /// Why it failed.
        source: rusqlite::Error,
    },
    /// A newer version wrote the folder.
    #[error("the folder was written by a newer version (format {found}; this one reads up to {known})")]
    Newer {
        /// The format of the folder.
        found: i64,
        /// The newest format that this version reads.
        known: i64,
    },
}

/// What an entry counts beyond its sealed bytes, in bytes: identifiers, tag and index.
const ENTRY_OVERHEAD_BYTES: u64 = 96;

/// What an entry counts towards the share of its space, in bytes.
fn entry_cost_bytes(entry: &Entry) -> u64 {
    size_of_bytes(entry.sealed_bytes()) + ENTRY_OVERHEAD_BYTES
}

fn size_of_bytes(length: usize) -> u64 {
    u64::try_from(length).expect("a length fits 64 bits")
}

/// Counts what a page holds so far. The first item always fits, so that every page makes progress.
#[derive(Debug, Default)]
struct PageFill {
    items: usize,
    bytes: usize,
}

impl PageFill {
    /// Whether one more item of `bytes` fits a page of at most `items_max` items and [`PAGE_BYTES_MAX`].
    fn takes(&mut self, bytes: usize, items_max: usize) -> bool {
        let fits =
            self.items == 0 || (self.items < items_max && self.bytes.saturating_add(bytes) <= PAGE_BYTES_MAX);
        if fits {
            self.items += 1;
            self.bytes = self.bytes.saturating_add(bytes);
        }
        fits
    }
}
