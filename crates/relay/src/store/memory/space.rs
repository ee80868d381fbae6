//! One space in memory: its log and its control chain.

use std::collections::BTreeMap;

use crypto::{ErasePreimage, Hash, VerifyingKey};
use sync::{
    Body, Entry, EntryId, Party, Position, Refusal, StoredEntry,
    limits::{BATCH_ENTRIES_MAX, CONTROL_PAGE_RECORDS_MAX},
};

use super::{
    super::{
        Answer, Changed, Control, Day, PageFill, Placed, SpaceSummary, entry_cost_bytes, is_same_entry,
        shares, shares::Holder, size_of_bytes,
    },
    checkpoints::Checkpoint,
};

#[derive(Debug)]
pub(super) struct Space {
    /// The entries after `trimmed`, each with who handed it in.
    entries: Vec<(Entry, Party, VerifyingKey)>,
    /// Up to here the log was removed.
    pub(super) trimmed: Position,
    /// What each member handed in under which name.
    positions: BTreeMap<(EntryId, VerifyingKey), Position>,
    pub(super) records: Vec<Vec<u8>>,
    control_head: Hash,
    pub(super) joined: bool,
    pub(super) holders: Vec<Holder>,
    /// Complete ones, in order of what they cover.
    pub(super) checkpoints: Vec<Checkpoint>,
    pub(super) uploads: Vec<Checkpoint>,
    pub(super) size_bytes: u64,
    /// What each party has handed in, in bytes.
    party_bytes: BTreeMap<Party, u64>,
    pub(super) touched: Day,
}

impl Space {
    pub(super) fn new(control: &Control, day: Day, space_bytes_max: u64) -> Self {
        Self {
            entries: Vec::new(),
            trimmed: Position(0),
            positions: BTreeMap::new(),
            records: vec![control.record.clone()],
            control_head: control.hash,
            joined: control.joined,
            holders: shares::first(&control.access, space_bytes_max),
            checkpoints: Vec::new(),
            uploads: Vec::new(),
            size_bytes: size_of_bytes(control.record.len()),
            party_bytes: BTreeMap::from([(Party::Founder, size_of_bytes(control.record.len()))]),
            touched: day,
        }
    }

    pub(super) fn holder(&self, key: &VerifyingKey) -> Option<&Holder> {
        self.holders.iter().find(|holder| holder.access.key == *key)
    }

    /// Charges so much to whoever hands it in.
    fn charge(&mut self, key: VerifyingKey, bytes: u64, urgent: bool, quota: u64) -> Result<(), Refusal> {
        let share = shares::share(quota, self.joined);
        let holder =
            self.holders.iter_mut().find(|holder| holder.access.key == key).ok_or(Refusal::NoAccess)?;
        let party = self.party_bytes.entry(holder.access.party).or_default();
        let used = if self.joined { *party } else { self.size_bytes };
        if bytes > 0 && used.saturating_add(bytes) > share {
            if !urgent || holder.reserve < bytes {
                return Err(Refusal::QuotaFull);
            }
            holder.reserve -= bytes;
        }
        *party = party.saturating_add(bytes);
        self.size_bytes = self.size_bytes.saturating_add(bytes);
        Ok(())
    }

    /// Where an entry lies that this member hands in again, or that another one has handed in just so.
    fn known(&self, entry: &Entry, key: &VerifyingKey) -> Option<Position> {
        let is_same = |position: &Position| {
            let known = self.place(*position).and_then(|place| self.entries.get(place));
            known.is_some_and(|(known, ..)| is_same_entry(known, entry))
        };
        let own = self.positions.get(&(entry.id, *key)).copied();
        own.or_else(|| self.named(entry.id).find(is_same))
    }

    /// Where among the entries one lies that is not removed.
    fn place(&self, position: Position) -> Option<usize> {
        usize::try_from(position.0 - self.trimmed.0 - 1).ok()
    }

    /// Where entries of a name lie, whoever handed them in.
    fn named(&self, id: EntryId) -> impl Iterator<Item = Position> + '_ {
        let all = (id, VerifyingKey([0; 32]))..=(id, VerifyingKey([u8::MAX; 32]));
        self.positions.range(all).map(|(_, position)| *position)
    }

    pub(super) fn newest(&self) -> Position {
        Position(self.trimmed.0 + size_of_bytes(self.entries.len()))
    }

    pub(super) fn append(
        &mut self,
        key: VerifyingKey,
        (entries, urgent): (&[Entry], bool),
        day: Day,
        quota: u64,
    ) -> Result<Changed, Refusal> {
        let party = self.holder(&key).ok_or(Refusal::NoAccess)?.access.party;
        let mut new = BTreeMap::new();
        for entry in entries.iter().filter(|entry| self.known(entry, &key).is_none()) {
            new.entry(entry.id).or_insert_with(|| entry_cost_bytes(entry));
        }
        self.charge(key, new.values().sum(), urgent, quota)?;
        let mut placed = Vec::with_capacity(entries.len());
        for entry in entries {
            let known = self.known(entry, &key);
            if known.is_none() {
                self.entries.push((entry.clone(), party, key));
                self.positions.insert((entry.id, key), self.newest());
            }
            placed.push(Placed { position: known.unwrap_or(self.newest()), fresh: known.is_none() });
        }
        self.touched = self.touched.max(day);
        Ok(Changed::Appended(placed))
    }

    pub(super) fn control(
        &mut self,
        previous: Hash,
        control: &Control,
        day: Day,
        quota: u64,
    ) -> Result<Changed, Refusal> {
        if self.control_head == control.hash {
            return Ok(Changed::Controlled);
        }
        if self.control_head != previous {
            return Ok(Changed::ControlConflict(size_of_bytes(self.records.len())));
        }
        let bytes = size_of_bytes(control.record.len());
        let is_gone = |holder: &Holder| !control.access.iter().any(|access| access.key == holder.access.key);
        // Who takes somebody out, or goes, never waits for room.
        let quota = if self.holders.iter().any(is_gone) { u64::MAX } else { quota };
        self.charge(control.author, bytes, true, quota)?;
        self.records.push(control.record.clone());
        self.control_head = control.hash;
        self.joined |= control.joined;
        self.holders = shares::after(&self.holders, control.author, &control.access);
        self.touched = self.touched.max(day);
        self.drop_leavers_checkpoints();
        self.take_own_words_back();
        Ok(Changed::Controlled)
    }

    pub(super) fn erase(&mut self, entry: EntryId, preimage: ErasePreimage) -> Result<Changed, Refusal> {
        let mut erased = None;
        let mut found: Vec<Position> = self.named(entry).collect();
        found.sort_unstable();
        for position in found {
            let place = self.place(position).ok_or(Refusal::Failed)?;
            let (stored, party, _) = self.entries.get_mut(place).ok_or(Refusal::Failed)?;
            if preimage.tag() != stored.erase_tag {
                continue;
            }
            let fresh = matches!(stored.body, Body::Sealed(_));
            let before = entry_cost_bytes(stored);
            stored.body = Body::Erased(preimage);
            let freed = before.saturating_sub(entry_cost_bytes(stored));
            self.size_bytes = self.size_bytes.saturating_sub(freed);
            if let Some(bytes) = self.party_bytes.get_mut(party) {
                *bytes = bytes.saturating_sub(freed);
            }
            if erased.is_none() || fresh {
                erased = Some(Changed::Erased { position, fresh });
            }
        }
        erased.ok_or(Refusal::BadErase)
    }

    /// Removes at most `count` entries that the base covers. Says how many.
    pub(super) fn trim(&mut self, count: usize) -> usize {
        let covered = self.base().map_or(self.trimmed, |base| base.covers);
        let left = usize::try_from(covered.0.saturating_sub(self.trimmed.0)).unwrap_or(usize::MAX);
        let count = count.min(left);
        for (entry, party, key) in self.entries.drain(..count) {
            self.positions.remove(&(entry.id, key));
            let freed = entry_cost_bytes(&entry);
            self.size_bytes = self.size_bytes.saturating_sub(freed);
            if let Some(bytes) = self.party_bytes.get_mut(&party) {
                *bytes = bytes.saturating_sub(freed);
            }
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
            .map(|(entry, ..)| entry)
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
