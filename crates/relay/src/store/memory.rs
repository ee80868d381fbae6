//! A store in memory: for tests and simulations, where it plays the disk that survives a crash of the service.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crypto::{ErasePreimage, Hash, VerifyingKey};
use sync::{
    Body, Entry, EntryId, Position, Refusal, SpaceId, StoredEntry,
    frame::{BoxId, CheckpointId, CheckpointSummary},
    limits::{BATCH_ENTRIES_MAX, BOX_SLOTS_MAX, CONTROL_PAGE_RECORDS_MAX},
};

use super::{
    Answer, Change, Changed, Control, Day, PageFill, Piece, Placed, Query, Reader, SpaceSummary, Statistics,
    Store, StoreError, entry_cost_bytes, size_of_bytes,
};
use crate::limits::{CHECKPOINT_UPLOADS_MAX, LOCATED_SPACES_MAX, PURGE_COUNT_MAX, StoreLimits};

/// A store in memory. Clones share the same content.
#[derive(Debug, Clone, Default)]
pub struct MemoryStore(Arc<Mutex<Content>>);

#[derive(Debug, Default)]
struct Content {
    limits: StoreLimits,
    spaces: BTreeMap<SpaceId, Space>,
    boxes: BTreeMap<BoxId, Rendezvous>,
}

#[derive(Debug)]
struct Space {
    entries: Vec<Entry>,
    positions: BTreeMap<EntryId, Position>,
    records: Vec<Vec<u8>>,
    control_head: Hash,
    joined: bool,
    access: BTreeSet<VerifyingKey>,
    checkpoint: Option<Checkpoint>,
    uploads: Vec<Checkpoint>,
    size_bytes: u64,
    touched: Day,
}

#[derive(Debug)]
struct Checkpoint {
    id: CheckpointId,
    covers: Position,
    pieces: u32,
    stored: BTreeMap<u32, Vec<u8>>,
}

#[derive(Debug)]
struct Rendezvous {
    expires_ms: u64,
    closed: bool,
    messages: BTreeMap<u8, Vec<u8>>,
}

impl MemoryStore {
    /// An empty store with limits.
    pub fn new(limits: StoreLimits) -> Self {
        Self(Arc::new(Mutex::new(Content { limits, ..Content::default() })))
    }

    /// Sets other limits: a disk that was cleared, or grew.
    pub fn set_limits(&self, limits: StoreLimits) {
        self.content().limits = limits;
    }

    fn content(&self) -> MutexGuard<'_, Content> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store for MemoryStore {
    fn commit(&mut self, changes: &[Arc<Change>]) -> Vec<Result<Changed, Refusal>> {
        let mut content = self.content();
        changes.iter().map(|change| content.apply(change)).collect()
    }

    fn reader(&self) -> Result<Box<dyn Reader>, StoreError> {
        Ok(Box::new(self.clone()))
    }

    fn is_sound(&self) -> bool {
        true
    }
}

impl Reader for MemoryStore {
    fn answer(&mut self, query: &Query) -> Result<Answer, Refusal> {
        Ok(self.content().answer(query))
    }
}

impl Content {
    fn apply(&mut self, change: &Change) -> Result<Changed, Refusal> {
        let quota = self.limits.space_bytes_max;
        match change {
            Change::Create { space, control, day } => self.create(*space, control, *day),
            Change::Append { space, key, entries, day } => {
                self.accessible(space, key)?.append(entries, *day, quota)
            }
            Change::Control { space, key, previous, control, day } => {
                self.accessible(space, key)?.control(*previous, control, *day)
            }
            Change::Erase { space, key, entry, preimage } => {
                self.accessible(space, key)?.erase(*entry, *preimage)
            }
            Change::PutPiece { space, key, piece } => self.accessible(space, key)?.put_piece(piece, quota),
            Change::EraseSpace { space, key } => {
                if self.accessible(space, key)?.joined {
                    return Err(Refusal::NoAccess);
                }
                self.spaces.remove(space);
                Ok(Changed::SpaceErased)
            }
            Change::PutBox { name, slot, expires_ms, now_ms, message } => {
                self.put_box(*name, *slot, *expires_ms, *now_ms, message)
            }
            Change::CloseBox { name, now_ms } => {
                if let Some(rendezvous) = self.live_box(name, *now_ms) {
                    rendezvous.closed = true;
                    rendezvous.messages.clear();
                }
                Ok(Changed::BoxClosed)
            }
            Change::Touch { space, day } => {
                if let Some(space) = self.spaces.get_mut(space) {
                    space.touched = space.touched.max(*day);
                }
                Ok(Changed::Touched)
            }
            Change::Purge { now_ms, idle_before } => Ok(self.purge(*now_ms, *idle_before)),
        }
    }

    fn accessible(&mut self, space: &SpaceId, key: &VerifyingKey) -> Result<&mut Space, Refusal> {
        self.spaces.get_mut(space).filter(|space| space.access.contains(key)).ok_or(Refusal::NoAccess)
    }

    fn create(&mut self, id: SpaceId, control: &Control, day: Day) -> Result<Changed, Refusal> {
        if let Some(space) = self.spaces.get(&id) {
            let same = space.records.first() == Some(&control.record);
            return if same { Ok(Changed::Created) } else { Err(Refusal::BadControl) };
        }
        let space = Space {
            entries: Vec::new(),
            positions: BTreeMap::new(),
            records: vec![control.record.clone()],
            control_head: control.hash,
            joined: control.joined,
            access: control.access.iter().copied().collect(),
            checkpoint: None,
            uploads: Vec::new(),
            size_bytes: size_of_bytes(control.record.len()),
            touched: day,
        };
        self.spaces.insert(id, space);
        Ok(Changed::Created)
    }

    fn live_box(&mut self, name: &BoxId, now_ms: u64) -> Option<&mut Rendezvous> {
        if self.boxes.get(name).is_some_and(|rendezvous| rendezvous.expires_ms <= now_ms) {
            self.boxes.remove(name);
        }
        self.boxes.get_mut(name)
    }

    fn put_box(
        &mut self,
        name: BoxId,
        slot: u8,
        expires_ms: u64,
        now_ms: u64,
        message: &[u8],
    ) -> Result<Changed, Refusal> {
        if slot >= BOX_SLOTS_MAX {
            return Err(Refusal::Malformed);
        }
        if self.live_box(&name, now_ms).is_none() {
            if size_of_bytes(self.boxes.len()) >= self.limits.boxes_max {
                return Err(Refusal::TooMany);
            }
            self.boxes.insert(name, Rendezvous { expires_ms, closed: false, messages: BTreeMap::new() });
        }
        let rendezvous = self.boxes.get_mut(&name).ok_or(Refusal::Failed)?;
        if rendezvous.closed {
            return Err(Refusal::BoxGone);
        }
        match rendezvous.messages.get(&slot) {
            Some(present) if present == message => Ok(Changed::BoxPut { fresh: false }),
            Some(_) => Err(Refusal::SlotTaken),
            None => {
                rendezvous.messages.insert(slot, message.to_vec());
                Ok(Changed::BoxPut { fresh: true })
            }
        }
    }

    fn purge(&mut self, now_ms: u64, idle_before: Option<Day>) -> Changed {
        let boxes: Vec<_> = self
            .boxes
            .iter()
            .filter(|(_, rendezvous)| rendezvous.expires_ms <= now_ms)
            .map(|(name, _)| *name)
            .take(PURGE_COUNT_MAX)
            .collect();
        let spaces: Vec<_> = self
            .spaces
            .iter()
            .filter(|(_, space)| idle_before.is_some_and(|day| space.touched < day))
            .map(|(id, _)| *id)
            .take(PURGE_COUNT_MAX)
            .collect();
        let more = boxes.len() == PURGE_COUNT_MAX || spaces.len() == PURGE_COUNT_MAX;
        boxes.iter().for_each(|name| drop(self.boxes.remove(name)));
        spaces.iter().for_each(|id| drop(self.spaces.remove(id)));
        Changed::Purged { spaces, boxes: size_of_bytes(boxes.len()), more }
    }

    fn answer(&self, query: &Query) -> Answer {
        match query {
            Query::Summary { space, key } => Answer::Summary(
                self.spaces.get(space).filter(|space| space.access.contains(key)).map(Space::summary),
            ),
            Query::ControlHead { space } => {
                Answer::ControlHead(self.spaces.get(space).and_then(|space| space.records.last().cloned()))
            }
            Query::Page { space, after } => match self.spaces.get(space) {
                Some(space) => space.page(*after),
                None => Answer::Page { entries: Vec::new(), newest: Position(0) },
            },
            Query::ControlPage { space, after } => match self.spaces.get(space) {
                Some(space) => space.control_page(*after),
                None => Answer::ControlPage { records: Vec::new(), newest: 0 },
            },
            Query::Piece { space, piece } => {
                Answer::Piece(self.spaces.get(space).and_then(|space| space.piece(*piece)))
            }
            Query::Locate { key } => Answer::Located(
                self.spaces
                    .iter()
                    .filter(|(_, space)| space.access.contains(key))
                    .map(|(id, _)| *id)
                    .take(LOCATED_SPACES_MAX)
                    .collect(),
            ),
            Query::BoxMessages { name, now_ms } => Answer::BoxMessages(
                self.boxes
                    .get(name)
                    .filter(|rendezvous| !rendezvous.closed && rendezvous.expires_ms > *now_ms)
                    .map(|rendezvous| rendezvous.messages.clone().into_iter().collect()),
            ),
            Query::Statistics => Answer::Statistics(Statistics {
                spaces: size_of_bytes(self.spaces.len()),
                boxes: size_of_bytes(self.boxes.len()),
                size_bytes: self.spaces.values().map(|space| space.size_bytes).sum(),
            }),
        }
    }
}

impl Space {
    fn newest(&self) -> Position {
        Position(size_of_bytes(self.entries.len()))
    }

    fn append(&mut self, entries: &[Entry], day: Day, quota: u64) -> Result<Changed, Refusal> {
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

    fn control(&mut self, previous: Hash, control: &Control, day: Day) -> Result<Changed, Refusal> {
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

    fn erase(&mut self, entry: EntryId, preimage: ErasePreimage) -> Result<Changed, Refusal> {
        let position = *self.positions.get(&entry).ok_or(Refusal::BadErase)?;
        let index = usize::try_from(position.0 - 1).map_err(|_| Refusal::Failed)?;
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

    fn put_piece(&mut self, piece: &Piece, quota: u64) -> Result<Changed, Refusal> {
        if piece.covers > self.newest() || piece.piece >= piece.pieces {
            return Err(Refusal::Malformed);
        }
        if let Some(current) = &self.checkpoint {
            if current.id == piece.checkpoint {
                return current.accepts(piece).map(|()| Changed::PieceStored);
            }
            if current.covers > piece.covers {
                return Ok(Changed::PieceStored);
            }
        }
        let upload = self.uploads.iter().position(|upload| upload.id == piece.checkpoint);
        if let Some(upload) = upload.and_then(|index| self.uploads.get(index)) {
            upload.accepts(piece)?;
            if upload.stored.contains_key(&piece.piece) {
                return Ok(Changed::PieceStored);
            }
        }
        if self.size_bytes.saturating_add(size_of_bytes(piece.bytes.len())) > quota {
            return Err(Refusal::QuotaFull);
        }
        let index = match upload {
            Some(index) => index,
            None => {
                if self.uploads.len() >= CHECKPOINT_UPLOADS_MAX {
                    let oldest = self.uploads.remove(0);
                    self.size_bytes -= oldest.size_bytes();
                }
                self.uploads.push(Checkpoint {
                    id: piece.checkpoint,
                    covers: piece.covers,
                    pieces: piece.pieces,
                    stored: BTreeMap::new(),
                });
                self.uploads.len() - 1
            }
        };
        self.size_bytes += size_of_bytes(piece.bytes.len());
        let upload = self.uploads.get_mut(index).ok_or(Refusal::Failed)?;
        upload.stored.insert(piece.piece, piece.bytes.clone());
        if upload.is_complete() {
            let complete = self.uploads.remove(index);
            if let Some(replaced) = self.checkpoint.replace(complete) {
                self.size_bytes -= replaced.size_bytes();
            }
        }
        Ok(Changed::PieceStored)
    }

    fn summary(&self) -> SpaceSummary {
        SpaceSummary {
            newest: self.newest(),
            control_number: size_of_bytes(self.records.len()),
            control_head: self.control_head,
            checkpoint: self.checkpoint.as_ref().map(Checkpoint::summary),
            touched: self.touched,
        }
    }

    fn page(&self, after: Position) -> Answer {
        let mut page = PageFill::default();
        let skipped = usize::try_from(after.0).unwrap_or(usize::MAX);
        let entries = self
            .entries
            .iter()
            .skip(skipped)
            .take_while(|entry| page.takes(entry.sealed_bytes(), BATCH_ENTRIES_MAX))
            .zip(after.0.saturating_add(1)..)
            .map(|(entry, position)| StoredEntry { position: Position(position), entry: entry.clone() })
            .collect();
        Answer::Page { entries, newest: self.newest() }
    }

    fn control_page(&self, after: u64) -> Answer {
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

    fn piece(&self, piece: u32) -> Option<(CheckpointSummary, Vec<u8>)> {
        let checkpoint = self.checkpoint.as_ref()?;
        Some((checkpoint.summary(), checkpoint.stored.get(&piece)?.clone()))
    }
}

impl Checkpoint {
    fn accepts(&self, piece: &Piece) -> Result<(), Refusal> {
        let fits = self.covers == piece.covers && self.pieces == piece.pieces;
        if fits { Ok(()) } else { Err(Refusal::Malformed) }
    }

    fn is_complete(&self) -> bool {
        size_of_bytes(self.stored.len()) == u64::from(self.pieces)
    }

    fn size_bytes(&self) -> u64 {
        self.stored.values().map(|bytes| size_of_bytes(bytes.len())).sum()
    }

    fn summary(&self) -> CheckpointSummary {
        CheckpointSummary {
            checkpoint: self.id,
            covers: self.covers,
            pieces: self.pieces,
            size_bytes: self.size_bytes(),
        }
    }
}
