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

use sync::{Body, Entry, Refusal};

use crate::limits::PAGE_BYTES_MAX;

mod change;
mod query;
mod retention;
mod shares;

pub mod conformance;
pub mod memory;
pub mod sqlite;

pub use change::{Change, Changed, Control, Piece, Placed};
pub use query::{Answer, Query, SpaceSummary, Statistics};
pub(crate) use retention::verified_until;
pub use shares::Access;

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

impl<S: Store + ?Sized> Store for Box<S> {
    fn commit(&mut self, changes: &[Arc<Change>]) -> Vec<Result<Changed, Refusal>> {
        (**self).commit(changes)
    }

    fn reader(&self) -> Result<Box<dyn Reader>, StoreError> {
        (**self).reader()
    }

    fn is_sound(&self) -> bool {
        (**self).is_sound()
    }
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

/// Whether what is handed in is what is stored under the same name, erased meanwhile or not. What its author has erased under its tag stays
/// erased, also where somebody who has not heard of it hands it in sealed anew.
fn is_same_entry(stored: &Entry, entry: &Entry) -> bool {
    let is_erased = |entry: &Entry| matches!(entry.body, Body::Erased(_));
    let is_same_body = stored.body == entry.body || is_erased(entry);
    stored.erase_tag == entry.erase_tag && (is_erased(stored) || (stored.head == entry.head && is_same_body))
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
