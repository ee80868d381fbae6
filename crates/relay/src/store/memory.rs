//! A store in memory: for tests and simulations, where it plays the disk that survives a crash of the service.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crypto::VerifyingKey;
use sync::{MemberKind, Position, Refusal, SpaceId, frame::BoxId, limits::BOX_SLOTS_MAX};

use super::{
    Answer, Change, Changed, Control, Day, Query, Reader, Statistics, Store, StoreError, size_of_bytes,
};
use crate::limits::{LOCATED_SPACES_MAX, PURGE_COUNT_MAX, StoreLimits, TRIM_ENTRIES_MAX};

mod checkpoints;
mod space;

use space::Space;

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
            Change::Append { space, key, entries, urgent, day } => {
                self.writable(space, key)?.append(*key, (entries, *urgent), *day, quota)
            }
            Change::Control { space, key, previous, control, day } => {
                self.accessible(space, key)?.control(*previous, control, *day, quota)
            }
            Change::Erase { space, key, entry, preimage } => {
                self.accessible(space, key)?.erase(*entry, *preimage)
            }
            Change::PutPiece { space, key, piece } => {
                self.writable(space, key)?.put_piece(*key, piece, quota)
            }
            Change::Verify { space, key, checkpoint, covers, verification, day } => {
                self.accessible(space, key)?.verify(*key, *checkpoint, *covers, *verification, *day)
            }
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
            Change::Purge { now_ms, idle_before, verified_until } => {
                Ok(self.purge(*now_ms, *idle_before, *verified_until))
            }
        }
    }

    fn accessible(&mut self, space: &SpaceId, key: &VerifyingKey) -> Result<&mut Space, Refusal> {
        self.spaces.get_mut(space).filter(|space| space.holder(key).is_some()).ok_or(Refusal::NoAccess)
    }

    /// The same for a device: recovery words hand nothing in.
    fn writable(&mut self, space: &SpaceId, key: &VerifyingKey) -> Result<&mut Space, Refusal> {
        let is_device = |space: &&mut Space| {
            space.holder(key).is_some_and(|holder| holder.access.kind == MemberKind::Device)
        };
        self.spaces.get_mut(space).filter(is_device).ok_or(Refusal::NoAccess)
    }

    fn create(&mut self, id: SpaceId, control: &Control, day: Day) -> Result<Changed, Refusal> {
        if let Some(space) = self.spaces.get(&id) {
            let same = space.records.first() == Some(&control.record);
            return if same { Ok(Changed::Created) } else { Err(Refusal::BadControl) };
        }
        self.spaces.insert(id, Space::new(control, day, self.limits.space_bytes_max));
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

    fn purge(&mut self, now_ms: u64, idle_before: Option<Day>, verified_until: Option<Day>) -> Changed {
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
        boxes.iter().for_each(|name| drop(self.boxes.remove(name)));
        spaces.iter().for_each(|id| drop(self.spaces.remove(id)));
        let mut entries = 0;
        for space in self.spaces.values_mut() {
            space.promote(verified_until);
            let count_max = if verified_until.is_some() { TRIM_ENTRIES_MAX } else { 0 };
            entries += space.trim(count_max.saturating_sub(entries));
        }
        let more =
            boxes.len() == PURGE_COUNT_MAX || spaces.len() == PURGE_COUNT_MAX || entries == TRIM_ENTRIES_MAX;
        Changed::Purged { spaces, boxes: size_of_bytes(boxes.len()), entries: size_of_bytes(entries), more }
    }

    fn answer(&self, query: &Query) -> Answer {
        match query {
            Query::Summary { space, key } => Answer::Summary(
                self.spaces.get(space).filter(|space| space.holder(key).is_some()).map(Space::summary),
            ),
            Query::ControlHead { space } => {
                Answer::ControlHead(self.spaces.get(space).and_then(|space| space.records.last().cloned()))
            }
            Query::Page { space, after } => match self.spaces.get(space) {
                Some(space) => space.page(*after),
                None => Answer::Page { entries: Vec::new(), newest: Position(0), trim: None },
            },
            Query::ControlPage { space, after } => match self.spaces.get(space) {
                Some(space) => space.control_page(*after),
                None => Answer::ControlPage { records: Vec::new(), newest: 0 },
            },
            Query::Piece { space, checkpoint, piece } => {
                Answer::Piece(self.spaces.get(space).and_then(|space| space.piece(*checkpoint, *piece)))
            }
            Query::Locate { key } => Answer::Located(
                self.spaces
                    .iter()
                    .filter(|(_, space)| space.holder(key).is_some())
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
