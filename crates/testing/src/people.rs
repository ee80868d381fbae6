//! People with whole apps and one relay, in memory and without waiting: time passes when the test says so.
//!
//! ```text
//! World ── person 0: App + store + socket ─┐
//!       ── person 1: App + store + socket ─┼─ relay::Direct over a memory store
//!       ── …                               ┘
//! ```

#![expect(clippy::indexing_slicing, reason = "people are numbered by the test that uses them")]

mod person;

use std::collections::BTreeMap;

use client::{
    Command, CommandId, Effect, Event, FromWorker, Look, Outcome, Problem, Reply, View,
    command::{Devices, Door},
    look::Page,
    storage,
    view::{Frame, RelationshipView},
};
use model::{
    Now,
    kinds::{LIST, List},
};
use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};
use relay::{
    Audience, Direct,
    limits::{ServiceLimits, StoreLimits},
    store::{Store, memory::MemoryStore},
};
use sync::{ClientFrame, RelayFrame, frame::Challenge};

pub use person::Person;

/// The address of the world's relay.
pub const RELAY: &str = "http://127.0.0.1:8787";

const AUDIENCE: &str = "127.0.0.1:8787";
/// The passphrase of every vault.
pub const PASSPHRASE: &str = "a long enough passphrase";

/// Everybody, and the relay.
pub struct World {
    /// The people.
    pub people: Vec<Person>,
    /// The relay's disk.
    pub disk: MemoryStore,
    relay: Direct<Box<dyn Store>>,
    /// The present moment, in milliseconds since 1970.
    pub now_ms: u64,
    random: ChaCha12Rng,
    /// Every byte that a device sent, in order: what the relay's keeper can see.
    pub sent: Vec<Vec<u8>>,
    /// How many bytes the relay has sent to devices.
    pub received_bytes: usize,
}

impl World {
    /// A world with `count` people who have no vault yet.
    pub fn new(seed: u64, count: usize) -> Self {
        Self::on_disk(MemoryStore::default(), seed, count)
    }

    /// The same, with a relay that gives each space only `share_bytes`.
    pub fn with_share(seed: u64, count: usize, share_bytes: u64) -> Self {
        let world = Self::new(seed, count);
        world.set_share(share_bytes);
        world
    }

    /// Changes how much the relay gives each space, in bytes.
    pub fn set_share(&self, share_bytes: u64) {
        self.disk.set_limits(StoreLimits { space_bytes_max: share_bytes, ..StoreLimits::default() });
    }

    /// The same, with a relay whose disk holds something already.
    pub fn on_disk(disk: MemoryStore, seed: u64, count: usize) -> Self {
        Self { disk: disk.clone(), ..Self::on_store(Box::new(disk), seed, count) }
    }

    /// The same, with a relay on any store. It is not started again by [`World::restart_relay`].
    pub fn on_store(store: Box<dyn Store>, seed: u64, count: usize) -> Self {
        let mut world = Self {
            people: Vec::new(),
            relay: Direct::new(store, ServiceLimits::default()),
            disk: MemoryStore::default(),
            now_ms: 1_795_348_800_000,
            random: ChaCha12Rng::seed_from_u64(seed),
            sent: Vec::new(),
            received_bytes: 0,
        };
        for _ in 0..count {
            world.add_person();
        }
        world
    }

    /// One more device, without a vault.
    pub fn add_person(&mut self) {
        self.people.push(Person::new(BTreeMap::new(), &LIST));
        self.settle();
    }

    fn now(&self, person: usize) -> Now {
        let unix_ms = self.now_ms.saturating_add_signed(self.people[person].clock_ahead_ms);
        Now { unix_ms, utc_offset_minutes: 0 }
    }

    /// Somebody acts; everything that follows happens. Returns how it went.
    ///
    /// # Errors
    /// The problem that the app names.
    ///
    /// # Panics
    /// If the app does not answer at all.
    pub fn act(&mut self, person: usize, command: impl Into<Command>) -> Result<Outcome, Problem> {
        let id = CommandId(self.people[person].next_command);
        self.people[person].next_command += 1;
        self.handle(person, Event::Command { id, command: command.into() });
        self.settle();
        match self.people[person].replies.remove(&id) {
            Some(Reply::Done(outcome)) => Ok(outcome),
            Some(Reply::Refused(problem)) => Err(problem),
            None => panic!("command {id:?} was not answered"),
        }
    }

    /// Somebody acts, and the reply may come later: see [`World::reply`].
    pub fn send(&mut self, person: usize, id: CommandId, command: Command) {
        self.handle(person, Event::Command { id, command });
        self.settle();
    }

    /// The reply to a command that was sent.
    pub fn reply(&self, person: usize, id: CommandId) -> Option<&Reply> {
        self.people[person].replies.get(&id)
    }

    /// Makes a vault. Returns its recovery words.
    pub fn create_vault(&mut self, person: usize, name: &str) -> Vec<String> {
        let command = Door::Create { name: name.into(), passphrase: PASSPHRASE.into(), relay: RELAY.into() };
        self.act(person, command).expect("a vault is made");
        let shown = self.act(person, Devices::ShowWords { passphrase: PASSPHRASE.into() });
        let Ok(Outcome::Words(words)) = shown else { panic!("no recovery words, but {shown:?}") };
        words
    }

    /// Restarts a device from what it has stored, and opens its vault.
    pub fn restart(&mut self, person: usize) {
        self.crash(person);
        self.act(person, Door::Unlock { passphrase: PASSPHRASE.into() }).expect("the passphrase is right");
    }

    /// Restarts a device from what it has stored, without opening its vault.
    pub fn crash(&mut self, person: usize) {
        self.cut(person);
        let store = std::mem::take(&mut self.people[person].store);
        let Person { clock_ahead_ms, online, present, kinds, .. } = self.people[person];
        self.people[person] =
            Person { next_command: 1_000, clock_ahead_ms, online, present, ..Person::new(store, kinds) };
        self.settle();
    }

    /// A device starts again as another version of the app, which knows these kinds of record.
    pub fn run_version(&mut self, person: usize, kinds: &'static List) {
        self.people[person].kinds = kinds;
        if self.people[person].store.is_empty() { self.crash(person) } else { self.restart(person) }
    }

    /// A device is gone with everything on it, and a fresh one stands in its place.
    pub fn lose(&mut self, person: usize) {
        self.people[person].store.clear();
        self.crash(person);
        self.people[person].online = true;
    }

    /// A device receives bytes that no relay of this protocol sends.
    pub fn receive(&mut self, person: usize, bytes: &[u8]) {
        self.handle(person, Event::Received(bytes.to_vec()));
        self.settle();
    }

    /// Takes the network away from a device, or gives it back.
    pub fn set_online(&mut self, person: usize, online: bool) {
        self.people[person].online = online;
        if !online {
            self.cut(person);
        }
        self.pass(120_000);
    }

    /// Stops the relay and starts it again on the same disk.
    pub fn restart_relay(&mut self) {
        for person in 0..self.people.len() {
            self.cut(person);
        }
        self.relay = Direct::new(Box::new(self.disk.clone()), ServiceLimits::default());
        self.pass(120_000);
    }

    /// Stops the relay and starts another one, with an empty disk, at the same address.
    pub fn replace_relay(&mut self) {
        self.disk = MemoryStore::default();
        self.restart_relay();
    }

    /// Lets time pass, in steps of a second, or of a minute when it is long.
    pub fn pass(&mut self, duration_ms: u64) {
        let step_ms = if duration_ms > 3_600_000 { 60_000 } else { 1_000 };
        for _ in 0..duration_ms.div_ceil(step_ms) {
            self.now_ms += step_ms;
            for person in 0..self.people.len() {
                let now_ms = self.now(person).unix_ms;
                if self.people[person].present && self.now_ms % 30_000 < step_ms {
                    self.handle(
                        person,
                        Event::Command { id: CommandId(u32::MAX), command: Command::Door(Door::StillHere) },
                    );
                }
                if self.people[person].wake_at_ms.is_some_and(|at| at <= now_ms) {
                    self.people[person].wake_at_ms = None;
                    self.handle(person, Event::Tick);
                }
            }
            self.settle();
        }
    }

    /// Days go by in which no device is used; then the relay looks for what it may remove.
    pub fn days_go_by(&mut self, days: u64) {
        for person in 0..self.people.len() {
            self.cut(person);
        }
        self.now_ms += days * 24 * 60 * 60 * 1000;
        self.relay.service().tick(self.now_ms);
        self.relay.settle(self.now_ms);
        self.settle();
    }

    /// What a person's screen shows.
    pub fn view(&self, person: usize) -> &View {
        &self.people[person].view
    }

    /// What a person's screen shows of the open vault.
    ///
    /// # Panics
    /// If the vault is not open.
    pub fn open(&self, person: usize) -> &Frame {
        match &self.people[person].view {
            View::Open(open) => open,
            other => panic!("the vault of person {person} is not open: {other:?}"),
        }
    }

    /// What a person's screen shows of their first relationship.
    pub fn first(&self, person: usize) -> &RelationshipView {
        self.open(person).relationships.first().expect("there is a relationship")
    }

    pub(crate) fn asks(&self, person: usize, look: &Look) -> Option<Page> {
        self.people[person].app.page(self.now(person), look)
    }

    fn cut(&mut self, person: usize) {
        if let Some(connection) = self.people[person].socket.take() {
            self.relay.disconnect(connection);
            self.handle(person, Event::Disconnected);
        }
    }

    /// A device's clock jumps ahead, as when it wakes from sleep: nothing has run meanwhile.
    pub fn sleep(&mut self, person: usize, duration_ms: i64) {
        self.people[person].clock_ahead_ms += duration_ms;
    }

    fn handle(&mut self, person: usize, event: Event) {
        let now = self.now(person);
        self.people[person].app.handle(now, &mut self.random, event);
    }

    /// Does everything that is to be done, until nothing is.
    pub fn settle(&mut self) {
        while self.round() {}
    }

    /// Everybody does what is to be done now, and hears what the relay says to it. Whether there was anything.
    fn round(&mut self) -> bool {
        let mut busy = false;
        for person in 0..self.people.len() {
            while let Some(effect) = self.people[person].app.poll_effect() {
                busy = true;
                self.carry_out(person, effect);
            }
            busy |= self.connect(person);
            busy |= self.deliver(person);
        }
        busy
    }

    /// Somebody acts, and reaches the relay never again after so many rounds of question and answer.
    pub fn act_and_vanish(&mut self, person: usize, command: Command, rounds: usize) {
        let id = CommandId(u32::MAX);
        self.handle(person, Event::Command { id, command });
        for _ in 0..rounds {
            self.round();
        }
        self.set_online(person, false);
    }

    fn connect(&mut self, person: usize) -> bool {
        if self.people[person].never_connects || !std::mem::take(&mut self.people[person].wants_socket) {
            return false;
        }
        if self.people[person].online {
            let challenge = Challenge::random(&mut self.random);
            let connection = self.relay.connect(self.now_ms, Audience::new(AUDIENCE), challenge);
            self.people[person].socket = Some(connection);
            self.handle(person, Event::Connected);
        } else {
            self.handle(person, Event::Disconnected);
        }
        true
    }

    fn deliver(&mut self, person: usize) -> bool {
        let Some(connection) = self.people[person].socket else { return false };
        self.relay.settle(self.now_ms);
        let messages = self.relay.take_sent(self.now_ms, connection);
        let busy = !messages.is_empty();
        for message in messages {
            self.received_bytes += message.len();
            self.people[person].received.push(message.to_vec());
            self.handle(person, Event::Received(message.to_vec()));
        }
        busy
    }

    fn carry_out(&mut self, person: usize, effect: Effect) {
        match effect {
            Effect::Load { token, prefix } => {
                let records = storage::load(&self.people[person].store, &prefix);
                self.handle(person, Event::Loaded { token, records });
            }
            Effect::Store { batch, writes } => {
                if self.people[person].takes_a_batch() {
                    storage::store(&mut self.people[person].store, writes);
                    self.handle(person, Event::Stored { batch });
                } else {
                    self.handle(person, Event::StoreFailed { batch });
                }
            }
            Effect::Connect { url } => {
                assert_eq!(url, "ws://127.0.0.1:8787/sync");
                self.people[person].wants_socket = true;
            }
            Effect::Send(bytes) => {
                if let Some(refusal) = self.people[person].opens_refused
                    && let Ok(ClientFrame::Open { request, .. }) = ClientFrame::from_bytes(&bytes)
                {
                    let refused = RelayFrame::Refused { request: Some(request), refusal };
                    self.handle(person, Event::Received(refused.to_bytes()));
                } else if let Some(connection) = self.people[person].socket {
                    self.sent.push(bytes.clone());
                    self.relay.handle(self.now_ms, connection, &bytes);
                }
            }
            Effect::Disconnect => {
                self.people[person].wants_socket = false;
                let socket = self.people[person].socket.take();
                socket.into_iter().for_each(|connection| self.relay.disconnect(connection));
            }
            Effect::Tell(FromWorker::Reply { id, result }) => {
                self.people[person].replies.insert(id, result);
            }
            Effect::Tell(FromWorker::Show(show)) => self.people[person].take(show),
            Effect::WakeAt { unix_ms } => self.people[person].wake_at_ms = Some(unix_ms),
            Effect::Wipe => self.people[person].store.clear(),
        }
    }
}
