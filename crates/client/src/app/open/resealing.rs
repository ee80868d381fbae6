//! After the lock was changed: everything in the store is read, piece by piece, and sealed under the new key.
//!
//! ```text
//!   a piece is asked for ─► read ─► what is still under a key of before is sealed anew ─► the next piece ─► … ─► `hot/before` goes
//! ```
//! What anybody writes meanwhile is sealed under the new key already, and is left alone: it may be newer than what was read. A piece
//! is one batch, so an end at any moment costs a repetition. The next opening begins again; what is sealed anew already is passed
//! over. Pieces are small, so that whoever has filled a space cannot keep anybody from this.

use std::collections::{BTreeSet, VecDeque};

use super::spaces::Spaces;
use crate::{
    Write,
    app::{Doing, doing::LoadToken},
    storage::{self, Record},
};

/// The parts of the cold log of a space: entries have random names.
const PARTS: &str = "0123456789abcdef";

/// How far the store is sealed anew.
#[derive(Debug, Default)]
pub(in crate::app) struct Resealing {
    /// Beginnings of keys that are still to be read.
    left: VecDeque<String>,
    /// How many there were.
    all: usize,
    /// The piece that is being read.
    reading: Option<LoadToken>,
    /// What was written since it was asked for.
    written: BTreeSet<String>,
}

impl Resealing {
    /// Begins, or begins again, if anything is still to be sealed anew.
    pub(in crate::app) fn begin_if_due(&mut self, spaces: &Spaces, doing: &mut Doing<'_>) {
        if !spaces.keys().is_mixed() {
            return;
        }
        let parts = |space| PARTS.chars().map(move |part| format!("{}{part}", storage::cold_prefix(space)));
        let cold = spaces.links().into_iter().chain([spaces.vault_space()]).flat_map(parts);
        let left: VecDeque<String> = core::iter::once(storage::HOT.to_owned()).chain(cold).collect();
        *self = Self { all: left.len(), left, ..Self::default() };
        self.ask(doing);
    }

    fn ask(&mut self, doing: &mut Doing<'_>) {
        self.written.clear();
        self.reading = self.left.pop_front().map(|prefix| doing.loads.ask(prefix));
    }

    /// Something is stored.
    pub(in crate::app) fn note(&mut self, writes: &[Write]) {
        if self.reading.is_some() {
            self.written.extend(writes.iter().map(|write| write.key().to_owned()));
        }
    }

    /// A piece was read, if it was asked for here.
    pub(in crate::app) fn loaded(
        &mut self,
        spaces: &mut Spaces,
        doing: &mut Doing<'_>,
        token: LoadToken,
        records: &[Record],
    ) {
        if self.reading != Some(token) {
            return;
        }
        let keys = spaces.keys();
        let is_open = |record: &&Record| record.key == storage::DEVICE || record.key == storage::BEFORE;
        let due = records.iter().filter(|record| !is_open(record) && !self.written.contains(&record.key));
        let anew: Vec<Write> = due.filter_map(|record| keys.seal_anew(record, &mut doing.random)).collect();
        doing.writes.extend(anew);
        self.ask(doing);
        if self.reading.is_none() {
            doing.writes.push(spaces.keys_mut().end_exchange());
        }
    }

    /// How many hundredths are done, while anything is left to do.
    pub(in crate::app) fn hundredths(&self) -> Option<u8> {
        self.reading?;
        let done = self.all.saturating_sub(self.left.len() + 1);
        Some(u8::try_from(done * 100 / self.all.max(1)).unwrap_or(100))
    }
}
