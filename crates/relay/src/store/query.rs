//! What may be asked about what is durable.

use crypto::{Hash, VerifyingKey};
use sync::{
    Position, SpaceId, StoredEntry,
    frame::{BoxId, CheckpointId, CheckpointSummary, Trim},
};

use super::Day;

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
    /// One piece of one of the space's checkpoints.
    Piece {
        /// Of which space.
        space: SpaceId,
        /// Of which checkpoint; the newest if none is named.
        checkpoint: Option<CheckpointId>,
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
    /// The newest checkpoint, if there is one.
    pub checkpoint: Option<CheckpointSummary>,
    /// From where on the log is there, if its beginning was removed.
    pub trim: Option<Trim>,
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
        /// Set, and then without entries, if the log after the asked position is not there any more.
        trim: Option<Trim>,
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
