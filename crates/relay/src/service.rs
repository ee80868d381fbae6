//! What a relay does, without any I/O: frames come in, and sends, changes and questions come out.
//!
//! ```text
//!              handle(now, connection, bytes)            Output::Send ───────────► socket
//!   socket ───────────────────────────────► Service ───► Output::Change ─► store ─┐
//!                                              ▲    └───► Output::Query ─► store ─┤
//!                                              └────── changed(ticket, result) ◄──┤
//!                                              └────── answered(ticket, result) ◄─┘
//! ```
//! Nothing is acknowledged or handed on before the store said that it is durable. Time and randomness are arguments and
//! every collection is ordered, so that a simulation with a seed repeats itself.
//!
//! **Reading along.** A subscription is *live* when everything up to its position was sent; a durable append is then sent
//! at once. A device that reads slowly falls back to pages read from the store as its queue empties: what is queued
//! for one connection has a bound, and nothing is dropped silently.
//!
//! **Order.** Changes take effect in the order in which they come. A question that must see a change waits for its
//! acknowledgement first: `Open` after `Done` of `Create`.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::Arc,
};

use bytes::Bytes;
use sync::{
    ClientFrame, Position, Refusal, RelayFrame, RequestId, SpaceId,
    frame::{BoxId, FrameError, PROTOCOL_VERSION},
    limits::REQUESTS_IN_FLIGHT_MAX,
};

use crate::{
    limits::ServiceLimits,
    store::{Answer, Change, Changed, Day, Query, verified_until},
};

mod connection;
mod durable;
mod output;
mod paging;
mod presence;
mod requests;
mod sources;
mod verifying;

pub(crate) use connection::Allowance;
pub use output::{Audience, ConnectionId, Counters, Output, Ticket};

pub use sources::Source;

use connection::{Connection, Job};
use sources::Sources;
use verifying::Word;

/// The relay.
#[derive(Debug)]
pub struct Service {
    limits: ServiceLimits,
    /// Boxed, because nodes of the map are seldom full.
    connections: BTreeMap<ConnectionId, Box<Connection>>,
    spaces: BTreeMap<SpaceId, ActiveSpace>,
    watched: BTreeMap<BoxId, BTreeSet<ConnectionId>>,
    sources: Sources,
    pending: BTreeMap<Ticket, Pending>,
    in_flight_bytes: usize,
    outputs: VecDeque<Output>,
    counters: Counters,
    newest_connection: u64,
    newest_ticket: u64,
    purge_at_ms: u64,
    closing: bool,
}

/// A space that some connection has open or is opening.
#[derive(Debug, Default)]
struct ActiveSpace {
    connections: BTreeSet<ConnectionId>,
    /// Goes up whenever something other than an append becomes durable. An answer from before is asked for again.
    revision: u64,
    /// The newest position that became durable since the space is active.
    newest: Position,
}

/// What the store was asked, and for whom.
#[derive(Debug)]
struct Pending {
    connection: ConnectionId,
    asked: Asked,
    size_bytes: usize,
}

#[derive(Debug)]
enum Asked {
    /// A request's change.
    Change(RequestId, Arc<Change>),
    /// A change that no request asked for.
    Upkeep(Arc<Change>),
    /// Access to a space, as it was at this revision.
    Open(RequestId, SpaceId, u64),
    /// The record that the given one wants to follow.
    Predecessor(RequestId, Box<sync::ControlRecord>, Vec<u8>),
    /// The members of the space, one of whom speaks for a checkpoint.
    Verifier(RequestId, Box<Word>),
    /// Spaces of a key.
    Locate(RequestId),
    /// A page for a job, as it was at this revision.
    Job(Job, u64),
}

impl Service {
    /// A relay without connections.
    pub fn new(limits: ServiceLimits) -> Self {
        Self {
            limits,
            connections: BTreeMap::new(),
            spaces: BTreeMap::new(),
            watched: BTreeMap::new(),
            sources: Sources::default(),
            pending: BTreeMap::new(),
            in_flight_bytes: 0,
            outputs: VecDeque::new(),
            counters: Counters::default(),
            newest_connection: 0,
            newest_ticket: 0,
            purge_at_ms: 0,
            closing: false,
        }
    }

    /// A message came. Garbage is answered and ends the connection.
    pub fn handle(&mut self, now_ms: u64, connection: ConnectionId, bytes: &[u8]) {
        self.handle_decoded(now_ms, connection, ClientFrame::from_bytes(bytes), bytes.len());
    }

    /// A message came that was decoded before, say on another thread; `size_bytes` is what it measured on the wire.
    pub fn handle_decoded(
        &mut self,
        now_ms: u64,
        connection: ConnectionId,
        frame: Result<ClientFrame, FrameError>,
        size_bytes: usize,
    ) {
        let Some(known) = self.connections.get_mut(&connection) else { return };
        self.counters.frames_received += 1;
        self.counters.bytes_received += count(size_bytes);
        match (frame, known.greeted) {
            (Ok(ClientFrame::Hello { protocol }), false) if protocol >= PROTOCOL_VERSION => {
                let welcome = known.greet(now_ms);
                self.send(connection, &welcome);
                if self.closing {
                    self.refuse(connection, None, Refusal::Closing);
                }
            }
            (Ok(ClientFrame::Hello { .. }), false) => self.give_up(connection, Refusal::Version),
            (Ok(ClientFrame::Hello { .. }), true) | (Ok(_), false) | (Err(FrameError::Malformed), _) => {
                self.give_up(connection, Refusal::Malformed);
            }
            (Ok(frame), true) => {
                self.request(now_ms, connection, frame, size_bytes);
                self.balance(connection);
            }
            (Err(FrameError::TooLarge(_)), _) => self.give_up(connection, Refusal::TooLarge),
            (Err(_), _) => self.give_up(connection, Refusal::Malformed),
        }
    }

    /// So many bytes that were queued for this connection have left.
    pub fn flushed(&mut self, now_ms: u64, connection: ConnectionId, size_bytes: usize) {
        let Some(known) = self.connections.get_mut(&connection) else { return };
        known.queued_bytes = known.queued_bytes.saturating_sub(size_bytes);
        self.send_missed_notices(connection);
        self.pump(now_ms, connection);
        self.balance(connection);
    }

    /// The store made a change durable, or refused it.
    pub fn changed(&mut self, now_ms: u64, ticket: Ticket, result: Result<Changed, Refusal>) {
        let Some(pending) = self.pending.remove(&ticket) else { return };
        self.release(&pending);
        match pending.asked {
            Asked::Change(request, change) => {
                self.change_is_durable(now_ms, pending.connection, request, change, result);
            }
            Asked::Upkeep(change) => self.upkeep_is_durable(now_ms, &change, result),
            Asked::Open(..)
            | Asked::Predecessor(..)
            | Asked::Verifier(..)
            | Asked::Locate(_)
            | Asked::Job(..) => {}
        }
        self.balance(pending.connection);
    }

    /// The store answered a question.
    pub fn answered(&mut self, now_ms: u64, ticket: Ticket, result: Result<Answer, Refusal>) {
        let Some(pending) = self.pending.remove(&ticket) else { return };
        self.release(&pending);
        let connection = pending.connection;
        match (pending.asked, result) {
            (Asked::Open(request, space, revision), result) => {
                self.open_is_answered(now_ms, connection, request, (space, revision), result);
            }
            (Asked::Predecessor(request, record, bytes), Ok(Answer::ControlHead(head))) => {
                self.predecessor_is_answered(now_ms, connection, request, (&record, bytes), head.as_deref());
            }
            (Asked::Verifier(request, word), Ok(Answer::ControlHead(head))) => {
                self.members_are_answered(now_ms, connection, request, &word, head.as_deref());
            }
            (Asked::Locate(request), Ok(Answer::Located(spaces))) => {
                self.send(connection, &RelayFrame::Located { request, spaces });
            }
            (Asked::Job(job, revision), result) => {
                self.job_is_answered(now_ms, connection, job, revision, result);
            }
            (
                Asked::Predecessor(request, ..) | Asked::Verifier(request, _) | Asked::Locate(request),
                result,
            ) => {
                let refusal = result.err().unwrap_or(Refusal::Failed);
                self.refuse(connection, Some(request), refusal);
            }
            (Asked::Change(..) | Asked::Upkeep(_), _) => {}
        }
        self.balance(connection);
    }

    /// Time passed. Call it now and then: expired boxes, idle spaces and covered log are looked for.
    pub fn tick(&mut self, now_ms: u64) {
        self.sources.forget_idle(now_ms);
        if now_ms < self.purge_at_ms {
            return;
        }
        self.purge_at_ms = now_ms.saturating_add(self.limits.purge_interval_ms);
        self.purge(now_ms);
    }

    fn purge(&mut self, now_ms: u64) {
        let idle_before = self.limits.retention_idle_days.map(|days| Day::at(now_ms).before(days));
        let verified_until = self.limits.log_grace_days.map(|days| verified_until(now_ms, days));
        self.upkeep(Change::Purge { now_ms, idle_before, verified_until });
    }

    /// Refuses every further request, so that the relay can end. What is with the store is still answered.
    pub fn close(&mut self) {
        self.closing = true;
        let greeted = self.connections.iter().filter(|(_, connection)| connection.greeted);
        for connection in greeted.map(|(id, _)| *id).collect::<Vec<_>>() {
            self.refuse(connection, None, Refusal::Closing);
        }
    }

    /// Whether the store still owes an answer.
    pub fn is_waiting(&self) -> bool {
        !self.pending.is_empty()
    }

    /// The next thing to do.
    pub fn poll_output(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// What was counted.
    pub fn counters(&self) -> Counters {
        self.counters
    }

    /// How many connections there are.
    pub fn connection_count(&self) -> usize {
        self.connections.len()
    }

    /// How many spaces are open on some connection.
    pub fn open_space_count(&self) -> usize {
        self.spaces.len()
    }
}

/// Sending, asking and counting, for the modules below.
impl Service {
    fn send(&mut self, connection: ConnectionId, frame: &RelayFrame) {
        self.send_bytes(connection, Bytes::from(frame.to_bytes()));
    }

    fn send_bytes(&mut self, connection: ConnectionId, frame: Bytes) {
        let Some(known) = self.connections.get_mut(&connection) else { return };
        known.queued_bytes += frame.len();
        self.counters.frames_sent += 1;
        self.counters.bytes_sent += count(frame.len());
        self.outputs.push_back(Output::Send { connection, frame });
    }

    fn refuse(&mut self, connection: ConnectionId, request: Option<RequestId>, refusal: Refusal) {
        self.counters.refused += 1;
        self.send(connection, &RelayFrame::Refused { request, refusal });
    }

    fn give_up(&mut self, connection: ConnectionId, refusal: Refusal) {
        self.refuse(connection, None, refusal);
        self.outputs.push_back(Output::Disconnect { connection });
        self.disconnect(connection);
    }

    fn change(&mut self, connection: ConnectionId, request: RequestId, change: Change) {
        let change = Arc::new(change);
        let ticket =
            self.ticket(connection, Asked::Change(request, Arc::clone(&change)), change.size_bytes());
        self.outputs.push_back(Output::Change { ticket, change });
    }

    fn upkeep(&mut self, change: Change) {
        let change = Arc::new(change);
        let ticket = self.ticket(ConnectionId(0), Asked::Upkeep(Arc::clone(&change)), 0);
        self.outputs.push_back(Output::Change { ticket, change });
    }

    fn query(&mut self, connection: ConnectionId, asked: Asked, query: Query) {
        let ticket = self.ticket(connection, asked, 0);
        self.outputs.push_back(Output::Query { ticket, query });
    }

    fn ticket(&mut self, connection: ConnectionId, asked: Asked, size_bytes: usize) -> Ticket {
        self.newest_ticket += 1;
        let ticket = Ticket(self.newest_ticket);
        self.in_flight_bytes += size_bytes;
        if let Some(known) = self.connections.get_mut(&connection) {
            known.in_flight += 1;
            known.in_flight_bytes += size_bytes;
        }
        self.pending.insert(ticket, Pending { connection, asked, size_bytes });
        ticket
    }

    fn release(&mut self, pending: &Pending) {
        self.in_flight_bytes = self.in_flight_bytes.saturating_sub(pending.size_bytes);
        if let Some(known) = self.connections.get_mut(&pending.connection) {
            known.in_flight = known.in_flight.saturating_sub(1);
            known.in_flight_bytes = known.in_flight_bytes.saturating_sub(pending.size_bytes);
        }
    }

    /// Stops or starts reading from a connection, by what waits for it. When too much waits for the store in all, only who
    /// has something waiting there is stopped: its own answer starts it again.
    fn balance(&mut self, connection: ConnectionId) {
        let crowded = self.in_flight_bytes > self.limits.in_flight_bytes_total_max;
        let Some(known) = self.connections.get_mut(&connection) else { return };
        let full = known.queued_bytes > self.limits.queue_bytes_pause
            || known.in_flight_bytes > self.limits.in_flight_bytes_max
            || (crowded && known.in_flight_bytes > 0);
        if full != known.paused {
            known.paused = full;
            let output = if full { Output::Pause { connection } } else { Output::Resume { connection } };
            self.outputs.push_back(output);
        }
    }

    fn has_room_for_request(&self, connection: ConnectionId) -> bool {
        self.connections
            .get(&connection)
            .is_some_and(|known| known.in_flight + known.jobs.len() < REQUESTS_IN_FLIGHT_MAX)
    }

    /// The connection no longer has the space open.
    fn leave(&mut self, connection: ConnectionId, space: SpaceId) {
        if let Some(active) = self.spaces.get_mut(&space) {
            active.connections.remove(&connection);
            if active.connections.is_empty() {
                self.spaces.remove(&space);
            }
        }
    }

    fn unwatch(&mut self, connection: ConnectionId, name: BoxId) {
        if let Some(watchers) = self.watched.get_mut(&name) {
            watchers.remove(&connection);
            if watchers.is_empty() {
                self.watched.remove(&name);
            }
        }
    }
}

fn count(length: usize) -> u64 {
    u64::try_from(length).expect("a length fits 64 bits")
}
