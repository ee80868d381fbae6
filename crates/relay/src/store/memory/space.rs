//! One space in memory: its log and its control chain.

use std::collections::{BTreeMap, BTreeSet};

use crypto::{ErasePreimage, Hash, VerifyingKey};
use sync::{
    Body, Entry, EntryId, Position, Refusal, StoredEntry,
    limits::{BATCH_ENTRIES_MAX, CONTROL_PAGE_RECORDS_MAX},
};

use super::{
    super::{Answer, Changed, Control, Day, PageFill, Placed, SpaceSummary, entry_cost_bytes, size_of_bytes},
    checkpoints::Checkpoint,
};

#[derive(Debug)]
pub(super) struct Space {
    /// The entries after `trimmed`.
    entries: Vec<Entry>,
    /// Up to here the log was removed.
    pub(super) trimmed: Position,
    positions: BTreeMap<EntryId, Position>,
    pub(super) records: Vec<Vec<u8>>,
    control_head: Hash,
    pub(super) joined: bool,
    pub(super) access: BTreeSet<VerifyingKey>,
    /// Complete ones, in order of what they cover.
    pub(super) checkpoints: Vec<Checkpoint>,
    pub(super) uploads: Vec<Checkpoint>,
    pub(super) size_bytes: u64,
    pub(super) touched: Day,
}

impl Space {
    pub(super) fn new(control: &Control, day: Day) -> Self {
        Self {
            entries: Vec::new(),
            trimmed: Position(0),
            positions: BTreeMap::new(),
            records: vec![control.record.clone()],
            control_head: control.hash,
            joined: control.joined,
            access: control.access.iter().copied().collect(),
            checkpoints: Vec::new(),
            uploads: Vec::new(),
            size_bytes: size_of_bytes(control.record.len()),
            touched: day,
        }
    }

    pub(super) fn newest(&self) -> Position {
        Position(self.trimmed.0 + size_of_bytes(self.entries.len()))
    }

    pub(super) fn append(&mut self, entries: &[Entry], day: Day, quota: u64) -> Result<Changed, Refusal> {
        let mut new = BTreeMap::new();
        for entry in entries {
            if !self.positions.contains_key(&entry.id) {
                new.entry(entry.id).or_insert_with(|| entry_cost_bytes(entry));
            }
        }
        let size_bytes = self.size_bytes.saturating_add(new.values().sum());
        if !new.is_empty() && size_bytes > quota {
            return Err(Refusal::QuotaFull);
        }
        let mut placed = Vec::with_capacity(entries.len());
        for entry in entries {
            let fresh = !self.positions.contains_key(&entry.id);
            if fresh {
                self.entries.push(entry.clone());
                self.positions.insert(entry.id, self.newest());
            }
            let position = self.positions.get(&entry.id).copied().ok_or(Refusal::Failed)?;
            placed.push(Placed { position, fresh });
        }
        self.size_bytes = size_bytes;
        self.touched = self.touched.max(day);
        Ok(Changed::Appended(placed))
    }

    pub(super) fn control(
        &mut self,
        previous: Hash,
        control: &Control,
        day: Day,
    ) -> Result<Changed, Refusal> {
        if self.control_head == control.hash {
            return Ok(Changed::Controlled);
        }
        if self.control_head != previous {
            return Ok(Changed::ControlConflict(size_of_bytes(self.records.len())));
        }
        self.records.push(control.record.clone());
        self.control_head = control.hash;
        self.joined |= control.joined;
        self.access = control.access.iter().copied().collect();
        self.size_bytes += size_of_bytes(control.record.len());
        self.touched = self.touched.max(day);
        Ok(Changed::Controlled)
    }

    pub(super) fn erase(&mut self, entry: EntryId, preimage: ErasePreimage) -> Result<Changed, Refusal> {
        let position = *self.positions.get(&entry).ok_or(Refusal::BadErase)?;
        let index = usize::try_from(position.0 - self.trimmed.0 - 1).map_err(|_| Refusal::Failed)?;
        let stored = self.entries.get_mut(index).ok_or(Refusal::Failed)?;
        if preimage.tag() != stored.erase_tag {
            return Err(Refusal::BadErase);
        }
        let fresh = matches!(stored.body, Body::Sealed(_));
        let before = entry_cost_bytes(stored);
        stored.body = Body::Erased(preimage);
        self.size_bytes = self.size_bytes.saturating_sub(before).saturating_add(entry_cost_bytes(stored));
        Ok(Changed::Erased { position, fresh })
    }

    /// Removes at most `count` entries that the base covers. Says how many.
    pub(super) fn trim(&mut self, count: usize) -> usize {
        let covered = self.base().map_or(self.trimmed, |base| base.covers);
        let left = usize::try_from(covered.0.saturating_sub(self.trimmed.0)).unwrap_or(usize::MAX);
        let count = count.min(left);
        for entry in self.entries.drain(..count) {
            self.positions.remove(&entry.id);
            self.size_bytes = self.size_bytes.saturating_sub(entry_cost_bytes(&entry));
        }
        self.trimmed = Position(self.trimmed.0 + size_of_bytes(count));
        count
    }

    pub(super) fn summary(&self) -> SpaceSummary {
        SpaceSummary {
            newest: self.newest(),
            control_number: size_of_bytes(self.records.len()),
            control_head: self.control_head,
            checkpoint: self.checkpoints.last().map(Checkpoint::summary),
            trim: self.trim_summary(),
            touched: self.touched,
        }
    }

    pub(super) fn page(&self, after: Position) -> Answer {
        if after < self.trimmed {
            return Answer::Page { entries: Vec::new(), newest: self.newest(), trim: self.trim_summary() };
        }
        let mut page = PageFill::default();
        let skipped = usize::try_from(after.0 - self.trimmed.0).unwrap_or(usize::MAX);
        let entries = self
            .entries
            .iter()
            .skip(skipped)
            .take_while(|entry| page.takes(entry.sealed_bytes(), BATCH_ENTRIES_MAX))
            .zip(after.0.saturating_add(1)..)
            .map(|(entry, position)| StoredEntry { position: Position(position), entry: entry.clone() })
            .collect();
        Answer::Page { entries, newest: self.newest(), trim: None }
    }

    pub(super) fn control_page(&self, after: u64) -> Answer {
        let mut page = PageFill::default();
        let records = self
            .records
            .iter()
            .skip(usize::try_from(after).unwrap_or(usize::MAX))
            .take_while(|record| page.takes(record.len(), CONTROL_PAGE_RECORDS_MAX))
            .cloned()
            .collect();
        Answer::ControlPage { records, newest: size_of_bytes(self.records.len()) }
    }
}
