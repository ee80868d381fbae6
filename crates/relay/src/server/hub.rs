//! The service, shared by all connections, and the threads of its store.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver, Sender},
    },
    thread::JoinHandle,
    time::{Instant, SystemTime, UNIX_EPOCH},
};

use sync::{
    ClientFrame, Refusal,
    frame::{Challenge, FrameError},
};
use tokio::sync::{Notify, oneshot};

use super::{metrics::CommitTimes, outbox::Outbox};
use crate::{
    Audience, ConnectionId, Counters, Output, Service, Source, Ticket,
    limits::{GROUP_CHANGES_MAX, READERS, ServiceLimits},
    store::{Answer, Change, Query, Reader, Statistics, Store, StoreError},
};

/// Everything that is shared.
pub(super) struct Hub {
    state: Mutex<State>,
    threads: Mutex<Vec<JoinHandle<()>>>,
    /// Told when the store owes nothing any more.
    settled: Notify,
    /// Told when a thread of the store ends.
    ended: Notify,
    sound: AtomicBool,
    commit_times: CommitTimes,
}

struct State {
    service: Service,
    outboxes: HashMap<ConnectionId, Arc<Outbox>>,
    /// None once the relay stops.
    store: Option<Channels>,
    accepted: u64,
    closing: bool,
}

struct Channels {
    changes: Sender<(Ticket, Arc<Change>)>,
    queries: Sender<Question>,
}

enum Question {
    Asked(Ticket, Query),
    Statistics(oneshot::Sender<Statistics>),
}

/// Now, in milliseconds since 1970.
pub(super) fn now_ms() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(now.as_millis()).unwrap_or(u64::MAX)
}

impl Hub {
    /// Starts the threads of the store.
    pub(super) fn start(store: Box<dyn Store>, limits: ServiceLimits) -> Result<Arc<Self>, StoreError> {
        let (changes, changes_of_writer) = mpsc::channel();
        let (queries, queries_of_readers) = mpsc::channel();
        let readers = (0..READERS).map(|_| store.reader()).collect::<Result<Vec<_>, _>>()?;
        let hub = Arc::new(Self {
            state: Mutex::new(State {
                service: Service::new(limits),
                outboxes: HashMap::new(),
                store: Some(Channels { changes, queries }),
                accepted: 0,
                closing: false,
            }),
            threads: Mutex::default(),
            settled: Notify::new(),
            ended: Notify::new(),
            sound: AtomicBool::new(true),
            commit_times: CommitTimes::default(),
        });
        let writer = Arc::clone(&hub);
        let mut threads = vec![std::thread::spawn(move || write(&writer, store, &changes_of_writer))];
        let queries = Arc::new(Mutex::new(queries_of_readers));
        for reader in readers {
            let (hub, queries) = (Arc::clone(&hub), Arc::clone(&queries));
            threads.push(std::thread::spawn(move || read(&hub, reader, &queries)));
        }
        *hub.threads.lock().unwrap_or_else(PoisonError::into_inner) = threads;
        Ok(hub)
    }

    /// A device connected.
    pub(super) fn connect(
        &self,
        audience: Audience,
        challenge: Challenge,
        source: Option<Source>,
    ) -> (ConnectionId, Arc<Outbox>) {
        let outbox = Arc::new(Outbox::default());
        let mut state = self.state();
        let id = state.service.connect_from(now_ms(), audience, challenge, source);
        state.outboxes.insert(id, Arc::clone(&outbox));
        state.accepted += 1;
        if state.closing {
            outbox.end();
        }
        (id, outbox)
    }

    /// A message came.
    pub(super) fn handle(
        &self,
        connection: ConnectionId,
        frame: Result<ClientFrame, FrameError>,
        size_bytes: usize,
    ) {
        self.with(|service| service.handle_decoded(now_ms(), connection, frame, size_bytes));
    }

    /// Messages have left.
    pub(super) fn flushed(&self, connection: ConnectionId, size_bytes: usize) {
        self.with(|service| service.flushed(now_ms(), connection, size_bytes));
    }

    /// See [`Service::is_at_work`].
    pub(super) fn is_at_work(&self, connection: ConnectionId) -> bool {
        self.state().service.is_at_work(connection)
    }

    /// A connection is gone.
    pub(super) fn disconnect(&self, connection: ConnectionId) {
        let mut state = self.state();
        state.service.disconnect(connection);
        state.outboxes.remove(&connection);
    }

    /// Looks after what expires.
    pub(super) fn tick(&self) {
        self.with(|service| service.tick(now_ms()));
    }

    /// Refuses new requests, waits for those under way, and has every connection end once its messages are sent.
    pub(super) async fn close(&self) {
        self.state().closing = true;
        self.with(Service::close);
        loop {
            let settled = self.settled.notified();
            if !self.state().service.is_waiting() {
                break;
            }
            settled.await;
        }
        self.state().outboxes.values().for_each(|outbox| outbox.end());
    }

    /// Ends the threads; the store is closed when this returns.
    pub(super) async fn stop(&self) {
        self.state().store = None;
        let threads = std::mem::take(&mut *self.threads.lock().unwrap_or_else(PoisonError::into_inner));
        let joined = tokio::task::spawn_blocking(move || {
            threads.into_iter().for_each(|thread| drop(thread.join()));
        });
        // A thread that panicked has already said so.
        drop(joined.await);
    }

    /// Completes when a thread of the store ended although nobody asked it to.
    pub(super) async fn store_ended(&self) {
        self.ended.notified().await;
    }

    /// Whether the relay takes changes.
    pub(super) fn is_ready(&self) -> bool {
        self.sound.load(Ordering::Relaxed) && !self.state().closing
    }

    /// What the store holds, unless it does not answer.
    pub(super) async fn statistics(&self) -> Option<Statistics> {
        let (answer, answered) = oneshot::channel();
        self.state().store.as_ref()?.queries.send(Question::Statistics(answer)).ok()?;
        answered.await.ok()
    }

    /// What was counted: of the service, connections now, connections ever, open spaces.
    pub(super) fn counts(&self) -> (Counters, usize, u64, usize) {
        let state = self.state();
        let service = &state.service;
        (service.counters(), service.connection_count(), state.accepted, service.open_space_count())
    }

    pub(super) fn commit_times(&self) -> &CommitTimes {
        &self.commit_times
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets the service work, then does what it asks.
    fn with(&self, work: impl FnOnce(&mut Service)) {
        let mut state = self.state();
        work(&mut state.service);
        while let Some(output) = state.service.poll_output() {
            state.perform(output);
        }
        if !state.service.is_waiting() {
            self.settled.notify_waiters();
        }
    }
}

impl State {
    fn perform(&mut self, output: Output) {
        match output {
            Output::Send { connection, frame } => {
                if let Some(outbox) = self.outboxes.get(&connection) {
                    outbox.push(frame);
                }
            }
            Output::Disconnect { connection } => {
                if let Some(outbox) = self.outboxes.remove(&connection) {
                    outbox.end();
                }
            }
            Output::Pause { connection } => self.pause(connection, true),
            Output::Resume { connection } => self.pause(connection, false),
            // Once the relay has stopped nobody waits for an answer.
            Output::Change { ticket, change } => {
                if let Some(store) = &self.store {
                    drop(store.changes.send((ticket, change)));
                }
            }
            Output::Query { ticket, query } => {
                if let Some(store) = &self.store {
                    drop(store.queries.send(Question::Asked(ticket, query)));
                }
            }
        }
    }

    fn pause(&self, connection: ConnectionId, paused: bool) {
        if let Some(outbox) = self.outboxes.get(&connection) {
            outbox.pause(paused);
        }
    }
}

/// Tells the hub when its thread ends, even by a panic.
struct Ending<'a>(&'a Hub);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        self.0.ended.notify_one();
    }
}

/// Commits whatever waits, together: while one group is synced to the disk the next one gathers.
fn write(hub: &Hub, mut store: Box<dyn Store>, changes: &Receiver<(Ticket, Arc<Change>)>) {
    let _ending = Ending(hub);
    while let Ok(first) = changes.recv() {
        let group = std::iter::once(first).chain(changes.try_iter().take(GROUP_CHANGES_MAX - 1));
        let (tickets, changes): (Vec<_>, Vec<_>) = group.unzip();
        let began = Instant::now();
        let results = store.commit(&changes);
        hub.commit_times.add(began.elapsed(), changes.len());
        hub.sound.store(store.is_sound(), Ordering::Relaxed);
        // The service takes the entries over when nobody else holds them.
        drop(changes);
        hub.with(|service| {
            for (ticket, result) in tickets.into_iter().zip(results) {
                service.changed(now_ms(), ticket, result);
            }
        });
    }
}

fn read(hub: &Hub, mut reader: Box<dyn Reader>, questions: &Mutex<Receiver<Question>>) {
    let _ending = Ending(hub);
    loop {
        let question = questions.lock().unwrap_or_else(PoisonError::into_inner).recv();
        match question {
            Ok(Question::Asked(ticket, query)) => {
                let answer: Result<Answer, Refusal> = reader.answer(&query);
                hub.with(|service| service.answered(now_ms(), ticket, answer));
            }
            Ok(Question::Statistics(answer)) => {
                if let Ok(Answer::Statistics(statistics)) = reader.answer(&Query::Statistics) {
                    // Who asked may have gone.
                    let _ = answer.send(statistics);
                }
            }
            Err(_) => return,
        }
    }
}
