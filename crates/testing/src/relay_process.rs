//! The real relay, its disk, and what can happen to them.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use ::sync::{
    Body, ClientFrame, ControlRecord, Entry, Position, Refusal, RelayFrame, SpaceId, frame::Challenge,
};
use crypto::CryptoRng;
use relay::{
    Audience, ConnectionId, Direct,
    limits::ServiceLimits,
    store::{Answer, Change, Changed, Query, Reader, Store, StoreError, memory::MemoryStore},
};

use crate::{deceit::Deceit, keeper::AUDIENCE};

/// A disk that remembers everything that was ever written to it, so that it can be set back.
#[derive(Clone, Default)]
pub struct Disk {
    store: MemoryStore,
    history: Arc<Mutex<History>>,
}

#[derive(Default)]
struct History {
    changes: Vec<Arc<Change>>,
    entries: BTreeMap<SpaceId, Vec<Entry>>,
    trimmed: u64,
}

impl Disk {
    fn history(&self) -> MutexGuard<'_, History> {
        self.history.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many changes were made durable.
    pub fn age(&self) -> usize {
        self.history().changes.len()
    }

    /// What it has ever held of a space, in order of position.
    pub fn entries(&self, space: SpaceId) -> Vec<Entry> {
        self.history().entries.get(&space).cloned().unwrap_or_default()
    }

    /// How many covered entries were removed from it.
    pub fn trimmed(&self) -> u64 {
        self.history().trimmed
    }

    /// From where on it still has the log of a space, and how many entries that is.
    pub fn log_left(&self, space: SpaceId) -> (u64, usize) {
        let mut reader = self.store.reader().expect("a store in memory can be read");
        let mut page = |after| match reader.answer(&Query::Page { space, after }) {
            Ok(Answer::Page { entries, trim, .. }) => (entries.len(), trim.map(|trim| trim.after)),
            _ => (0, None),
        };
        match page(Position(0)) {
            (_, Some(after)) => (after.0, page(after).0),
            (count, None) => (0, count),
        }
    }

    /// The disk as it was after so many changes.
    pub fn at_age(&self, age: usize) -> Self {
        let mut older = Self::default();
        let changes: Vec<_> = self.history().changes.iter().take(age).cloned().collect();
        for change in changes {
            older.commit(&[change]).into_iter().for_each(|result| {
                result.expect("what was accepted once is accepted again");
            });
        }
        older
    }
}

impl History {
    fn note(&mut self, change: &Arc<Change>, changed: &Changed) {
        self.changes.push(Arc::clone(change));
        match (&**change, changed) {
            (Change::Append { space, entries, .. }, Changed::Appended(placed)) => {
                let held = self.entries.entry(*space).or_default();
                let fresh = entries.iter().zip(placed).filter(|(_, placed)| placed.fresh);
                held.extend(fresh.map(|(entry, _)| entry.clone()));
            }
            (Change::Erase { space, entry, preimage, .. }, Changed::Erased { .. }) => {
                let held = self.entries.entry(*space).or_default();
                for known in held.iter_mut().filter(|known| known.id == *entry) {
                    known.body = Body::Erased(*preimage);
                }
            }
            (Change::Purge { .. }, Changed::Purged { entries, .. }) => self.trimmed += entries,
            _ => {}
        }
    }
}

impl Store for Disk {
    fn commit(&mut self, changes: &[Arc<Change>]) -> Vec<Result<Changed, Refusal>> {
        let results = self.store.commit(changes);
        let mut history = self.history();
        for (change, result) in changes.iter().zip(&results) {
            if let Ok(changed) = result {
                history.note(change, changed);
            }
        }
        results
    }

    fn reader(&self) -> Result<Box<dyn Reader>, StoreError> {
        self.store.reader()
    }

    fn is_sound(&self) -> bool {
        self.store.is_sound()
    }
}

/// The relay.
pub struct RelayProcess {
    disk: Disk,
    relay: Direct<Disk>,
    deceit: Option<Deceit>,
}

impl Default for RelayProcess {
    fn default() -> Self {
        let disk = Disk::default();
        Self { relay: Direct::new(disk.clone(), limits()), disk, deceit: None }
    }
}

impl RelayProcess {
    /// What is durable.
    pub fn disk(&self) -> &Disk {
        &self.disk
    }

    /// The process ends at once, and starts again. Every connection is gone.
    pub fn crash(&mut self) {
        self.relay = Direct::new(self.disk.clone(), limits());
    }

    /// The same, on a disk that was set back.
    pub fn roll_back(&mut self, age: usize) {
        self.disk = self.disk.at_age(age);
        self.crash();
    }

    /// The same, on another disk that it keeps.
    pub fn change_disk(&mut self, disk: Disk) {
        self.disk = disk;
        self.crash();
    }

    /// Begins to deceive, or ends it. Every connection must be closed.
    pub fn deceive(&mut self, deceit: Option<Deceit>) {
        self.deceit = deceit;
        self.crash();
    }

    /// The deceit that is going on.
    pub fn deceit_mut(&mut self) -> Option<&mut Deceit> {
        self.deceit.as_mut()
    }

    /// A connection comes in.
    pub fn connect(&mut self, now_ms: u64, random: &mut impl CryptoRng) -> ConnectionId {
        self.relay.connect(now_ms, Audience::new(AUDIENCE), Challenge::random(random))
    }

    /// A connection is gone.
    pub fn disconnect(&mut self, device: usize, connection: ConnectionId) {
        self.relay.disconnect(connection);
        if let Some(deceit) = &mut self.deceit {
            deceit.forget_connection(device);
        }
    }

    /// Whether the relay ended a connection.
    pub fn is_ended(&self, connection: ConnectionId) -> bool {
        self.relay.is_ended(connection)
    }

    /// Makes a change durable that an honest relay would never have been asked for: it works with somebody. Whether the store had room.
    pub fn collude(&mut self, change: Change) -> bool {
        self.disk.commit(&[Arc::new(change)]).into_iter().all(|result| result.is_ok())
    }

    /// The newest control record that is durable of a space.
    pub fn control_head(&self, space: SpaceId) -> Option<ControlRecord> {
        let query = Query::ControlHead { space };
        match self.disk.reader().ok()?.answer(&query) {
            Ok(Answer::ControlHead(Some(record))) => ControlRecord::from_bytes(&record).ok(),
            _ => None,
        }
    }

    /// A message comes in.
    pub fn handle(&mut self, now_ms: u64, device: usize, connection: ConnectionId, bytes: &[u8]) {
        if let Some(deceit) = &mut self.deceit {
            match ClientFrame::from_bytes(bytes) {
                Ok(ClientFrame::Subscribe { space, after, .. }) if space == deceit.space() => {
                    deceit.subscribes(device, after);
                    return;
                }
                Ok(ClientFrame::Open { request, space, .. }) if space == deceit.space() => {
                    deceit.opens(device, request);
                }
                Ok(ClientFrame::Append { request, space, entries, .. }) if space == deceit.space() => {
                    deceit.appends(device, request, entries.iter().map(|entry| entry.id).collect());
                }
                _ => {}
            }
        }
        self.relay.handle(now_ms, connection, bytes);
    }

    /// Looks for covered log that may go.
    pub fn tick(&mut self, now_ms: u64) {
        self.relay.service().tick(now_ms);
    }

    /// Makes what waits durable, and tells nobody.
    pub fn commit(&mut self) {
        self.relay.commit();
    }

    /// Makes everything durable and answers everything.
    pub fn settle(&mut self, now_ms: u64) {
        self.relay.settle(now_ms);
    }

    /// What goes out on a connection.
    pub fn outputs(&mut self, now_ms: u64, device: usize, connection: ConnectionId) -> Vec<Vec<u8>> {
        let sent = self.relay.take_sent(now_ms, connection);
        let Some(deceit) = &mut self.deceit else {
            return sent.into_iter().map(|bytes| bytes.to_vec()).collect();
        };
        let space = deceit.space();
        let held = self.disk.entries(space);
        let mut outputs = Vec::new();
        for bytes in sent {
            let frame = match RelayFrame::from_bytes(&bytes).expect("the relay speaks the protocol") {
                RelayFrame::Opened { request, control_number, control_head, checkpoint, trim, .. }
                    if deceit.is_opening(device, request) =>
                {
                    let newest = Position(deceit.view(device, &held).len() as u64);
                    RelayFrame::Opened { request, newest, control_number, control_head, checkpoint, trim }
                }
                RelayFrame::Appended { request, positions } => {
                    let positions = deceit.positions(device, request, positions, &held);
                    RelayFrame::Appended { request, positions }
                }
                frame => frame,
            };
            outputs.push(frame.to_bytes());
        }
        if let Some((after, entries, newest)) = deceit.push(device, &held) {
            outputs.push(RelayFrame::Entries { space, after, entries, newest, trim: None }.to_bytes());
        }
        outputs
    }
}

/// The network drops connections so often that a relay's guard against guessing would stand in the way, and a whole life takes hours:
/// the log that a verified checkpoint covers goes the next time that the relay looks for it.
fn limits() -> ServiceLimits {
    ServiceLimits {
        log_grace_days: Some(0),
        purge_interval_ms: 1,
        guarded_requests_burst: 1_000_000,
        guarded_requests_per_minute: 1_000_000,
        ..ServiceLimits::default()
    }
}
