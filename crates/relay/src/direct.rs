//! A service and a store on one thread, step by step: for simulations and tests.
//!
//! The store plays the disk. Whoever drives this decides what happens between a commit and its acknowledgement: answer it,
//! or drop everything but the store, as a crash would.
//!
//! ```
//! use relay::{Audience, Direct, limits::ServiceLimits, store::memory::MemoryStore};
//! use sync::{ClientFrame, RelayFrame, frame::Challenge};
//!
//! let disk = MemoryStore::default();
//! let mut relay = Direct::new(disk.clone(), ServiceLimits::default());
//! let connection = relay.connect(0, Audience::new("relay.example"), Challenge([7; 32]));
//! relay.handle(0, connection, &ClientFrame::Hello { protocol: 1 }.to_bytes());
//! relay.settle(0);
//! let sent = relay.take_sent(0, connection);
//! let welcome = RelayFrame::Welcome { protocol: 1, challenge: Challenge([7; 32]), now_s: Some(0) };
//! assert_eq!(sent, [welcome.to_bytes()]);
//! ```

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::Arc,
};

use bytes::Bytes;
use sync::{Refusal, frame::Challenge};

use crate::{
    limits::ServiceLimits,
    service::{Audience, ConnectionId, Output, Service, Ticket},
    store::{Change, Changed, Query, Reader, Store},
};

/// A relay without network and threads.
pub struct Direct<S> {
    service: Service,
    store: S,
    reader: Box<dyn Reader>,
    changes: Vec<(Ticket, Arc<Change>)>,
    committed: VecDeque<(Ticket, Result<Changed, Refusal>)>,
    queries: VecDeque<(Ticket, Query)>,
    sent: BTreeMap<ConnectionId, VecDeque<Bytes>>,
    ended: BTreeSet<ConnectionId>,
}

impl<S: Store> Direct<S> {
    /// A relay on this store, which may hold what an earlier one left.
    ///
    /// # Panics
    /// If the store cannot be read.
    pub fn new(store: S, limits: ServiceLimits) -> Self {
        let reader = store.reader().expect("the store can be read");
        Self {
            service: Service::new(limits),
            store,
            reader,
            changes: Vec::new(),
            committed: VecDeque::new(),
            queries: VecDeque::new(),
            sent: BTreeMap::new(),
            ended: BTreeSet::new(),
        }
    }

    /// The service, for what is not shortened here.
    pub fn service(&mut self) -> &mut Service {
        &mut self.service
    }

    /// See [`Service::connect`].
    pub fn connect(&mut self, now_ms: u64, audience: Audience, challenge: Challenge) -> ConnectionId {
        self.service.connect(now_ms, audience, challenge)
    }

    /// See [`Service::handle`]. Nothing reaches the store before [`Direct::commit`].
    pub fn handle(&mut self, now_ms: u64, connection: ConnectionId, bytes: &[u8]) {
        self.service.handle(now_ms, connection, bytes);
        self.collect();
    }

    /// See [`Service::disconnect`]. What was not taken yet is lost.
    pub fn disconnect(&mut self, connection: ConnectionId) {
        self.service.disconnect(connection);
        self.collect();
        self.sent.remove(&connection);
        self.ended.remove(&connection);
    }

    /// Makes everything that waits durable, without telling the service yet. Says how many changes there were. To crash
    /// between write and acknowledgement, drop this now and begin anew on the same store.
    pub fn commit(&mut self) -> usize {
        self.collect();
        let (tickets, changes): (Vec<_>, Vec<_>) = std::mem::take(&mut self.changes).into_iter().unzip();
        self.committed.extend(tickets.into_iter().zip(self.store.commit(&changes)));
        changes.len()
    }

    /// Tells the service what was committed, and answers its questions.
    pub fn acknowledge(&mut self, now_ms: u64) {
        while let Some((ticket, result)) = self.committed.pop_front() {
            self.service.changed(now_ms, ticket, result);
        }
        self.collect();
        while let Some((ticket, query)) = self.queries.pop_front() {
            let answer = self.reader.answer(&query);
            self.service.answered(now_ms, ticket, answer);
            self.collect();
        }
    }

    /// Commits and acknowledges until nothing waits.
    pub fn settle(&mut self, now_ms: u64) {
        self.collect();
        while self.service.is_waiting() {
            self.commit();
            self.acknowledge(now_ms);
        }
    }

    /// The messages that wait for a connection, in order; they count as having left.
    pub fn take_sent(&mut self, now_ms: u64, connection: ConnectionId) -> Vec<Bytes> {
        self.collect();
        let taken: Vec<_> = self.sent.remove(&connection).unwrap_or_default().into();
        let size_bytes = taken.iter().map(Bytes::len).sum();
        self.service.flushed(now_ms, connection, size_bytes);
        self.collect();
        taken
    }

    /// Whether the relay ended this connection; what it sent before can still be taken.
    pub fn is_ended(&self, connection: ConnectionId) -> bool {
        self.ended.contains(&connection)
    }

    fn collect(&mut self) {
        while let Some(output) = self.service.poll_output() {
            match output {
                Output::Send { connection, frame } => {
                    self.sent.entry(connection).or_default().push_back(frame);
                }
                Output::Disconnect { connection } => {
                    self.ended.insert(connection);
                }
                // The driver reads when it likes to.
                Output::Pause { .. } | Output::Resume { .. } => {}
                Output::Change { ticket, change } => self.changes.push((ticket, change)),
                Output::Query { ticket, query } => self.queries.push_back((ticket, query)),
            }
        }
    }
}
