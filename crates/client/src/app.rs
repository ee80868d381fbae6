//! The state machine.

mod backoff;
mod barrier;
mod connection;
mod doing;
mod entrance;
mod joins;
mod names;
mod open;
mod reach;
mod recover;
mod typed;

use std::collections::VecDeque;

use crypto::CryptoRng;
use model::{
    Now,
    kinds::{LIST, List},
};

use crate::{
    Command, CommandId, FromWorker, Look, Problem, Reply, View, Write,
    command::{Outcome, Show, ShownPage},
    look::Page,
    storage::{self, Record},
};

use barrier::Cause;
use doing::{Doing, LoadToken, Loads};

pub(crate) use open::DeviceLock;
pub use open::WRONG_PASSPHRASE_COSTLY;

/// What happens to the app.
#[derive(Debug)]
pub enum Event {
    /// The person acts.
    Command {
        /// Ties the reply.
        id: CommandId,
        /// What they do.
        command: Command,
    },
    /// The store has read what [`Effect::Load`] asked for.
    Loaded {
        /// The request.
        token: u32,
        /// Every record whose key begins with the prefix.
        records: Vec<Record>,
    },
    /// The store holds a batch durably.
    Stored {
        /// Which batch.
        batch: u64,
    },
    /// The store could not take a batch; nothing of it was stored.
    StoreFailed {
        /// Which batch.
        batch: u64,
    },
    /// The socket to the relay is open.
    Connected,
    /// A message of the relay.
    Received(Vec<u8>),
    /// The socket is closed, or could not be opened.
    Disconnected,
    /// The moment asked for by [`Effect::WakeAt`] has come.
    Tick,
}

/// What the app wants done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Read every record whose key begins with a prefix.
    Load {
        /// Ties the answer.
        token: u32,
        /// The beginning of the keys.
        prefix: String,
    },
    /// Store a batch, all or nothing, durably. Answered by [`Event::Stored`] or [`Event::StoreFailed`].
    Store {
        /// Which batch.
        batch: u64,
        /// The changes.
        writes: Vec<Write>,
    },
    /// Open a socket.
    Connect {
        /// Where to.
        url: String,
    },
    /// Send a binary message through the socket.
    Send(Vec<u8>),
    /// Close the socket.
    Disconnect,
    /// Tell the screen something.
    Tell(FromWorker),
    /// Call back at this moment, in milliseconds since 1970; a later one replaces an earlier one.
    WakeAt {
        /// When.
        unix_ms: u64,
    },
    /// Remove every record of the store. Answered by nothing.
    Wipe,
}

#[derive(Debug)]
enum Phase {
    Starting,
    Fresh,
    Locked(open::DeviceLock),
    Opening(Box<open::Opening>),
    Recovering(Box<recover::Recovering>),
    Joining(Box<joins::Joins>),
    Open(Box<open::Open>),
    Damaged,
}

/// A person's app on one device.
#[derive(Debug)]
pub struct App {
    /// The kinds of record that this version of the app knows.
    kinds: &'static List,
    phase: Phase,
    /// What is to be done, in order; a `Store` holds back what follows it.
    effects: VecDeque<Effect>,
    /// What is to be done even while the store keeps the rest waiting.
    urgent: VecDeque<Effect>,
    /// Effects of the event that is being handled.
    fresh: Vec<Effect>,
    awaiting: Option<(u64, Vec<Write>)>,
    storage_failing: bool,
    next_batch: u64,
    /// What is to be read of the store, and the tokens that were given out for it.
    loads: Loads,
    /// A relay that is being looked for, before there is a vault.
    reaching: Option<reach::Reaching>,
    /// Commands that came before the store was read, in order.
    early: Vec<(CommandId, Command)>,
    /// What the screen's page asks for.
    look: Look,
    shown: Option<View>,
    shown_page: Option<Box<ShownPage>>,
    /// How many pages were sent.
    pages: u32,
    shown_at_ms: u64,
    /// The screen is to be brought up to date a little later.
    show_later: bool,
    wake_at_ms: Option<u64>,
}

impl Default for App {
    fn default() -> Self {
        Self::new()
    }
}

impl App {
    /// An app that begins by reading its store.
    pub fn new() -> Self {
        Self::of_kinds(&LIST)
    }

    /// The app as a version that knows these kinds of record.
    pub fn of_kinds(kinds: &'static List) -> Self {
        let mut app = Self {
            kinds,
            phase: Phase::Starting,
            effects: VecDeque::new(),
            urgent: VecDeque::new(),
            fresh: Vec::new(),
            awaiting: None,
            storage_failing: false,
            next_batch: 1,
            loads: Loads::default(),
            reaching: None,
            early: Vec::new(),
            look: Look::Today,
            shown: None,
            shown_page: None,
            pages: 0,
            shown_at_ms: 0,
            show_later: false,
            wake_at_ms: None,
        };
        let starting = Show { view: Some(Box::new(View::Starting)), ..Show::default() };
        app.effects.push_back(Effect::Tell(FromWorker::Show(starting)));
        app.effects.push_back(Effect::Load { token: 0, prefix: storage::DEVICE.to_owned() });
        app
    }

    /// The next thing to do. `None` also while a batch is being stored: what follows it waits.
    pub fn poll_effect(&mut self) -> Option<Effect> {
        if let Some(effect) = self.urgent.pop_front() {
            return Some(effect);
        }
        if self.awaiting.is_some() {
            return None;
        }
        let effect = self.effects.pop_front()?;
        if let Effect::Store { batch, writes } = &effect {
            self.awaiting = Some((*batch, writes.clone()));
        }
        Some(effect)
    }

    /// Takes in what happened.
    pub fn handle(&mut self, now: Now, random: &mut impl CryptoRng, event: Event) {
        let mut writes = Vec::new();
        let mut loads = core::mem::take(&mut self.loads);
        let doing = &mut Doing { now, random, writes: &mut writes, loads: &mut loads };
        let cause = match &event {
            Event::Command { command, .. } if command.changes_what_is_shown() => Cause::Person,
            Event::Received(_) => Cause::Relay,
            _ => Cause::Device,
        };
        self.lock_if_idle(doing.now);
        match event {
            Event::Command { id, command } => self.command(doing, id, command),
            Event::Loaded { token, records } => self.loaded(doing, LoadToken(token), records),
            Event::Stored { batch } => self.stored(batch),
            Event::StoreFailed { batch } => self.store_failed(doing.now, batch),
            Event::Connected => self.connected(doing.now),
            Event::Received(bytes) => self.received(doing, &bytes),
            Event::Disconnected => self.disconnected(doing),
            Event::Tick => self.tick(doing),
        }
        self.finish(doing, cause);
        self.loads = loads;
    }

    fn command(&mut self, doing: &mut Doing<'_>, id: CommandId, command: Command) {
        if matches!(self.phase, Phase::Starting) {
            self.early.push((id, command));
            return;
        }
        if !command.is_of_the_screen() {
            match &mut self.phase {
                Phase::Open(open) => open.door.set_active(doing.now.unix_ms),
                Phase::Joining(joins) => joins.active_at_ms = doing.now.unix_ms,
                _ => {}
            }
        }
        if self.storage_failing && !command.needs_no_store() {
            let result = Reply::Refused(Problem::StorageFull);
            self.urgent.push_back(Effect::Tell(FromWorker::Reply { id, result }));
            return;
        }
        let result = match command {
            Command::Door(act) => self.act_at_door(doing, id, act),
            Command::Pair(act) => self.pair(doing, act).map(Some),
            Command::Look(look) => {
                self.look = look;
                Ok(Some(Outcome::Done))
            }
            Command::Items(act) => self.open().and_then(|open| open.act_on_items(doing, act)).map(Some),
            Command::Carry(act) => match &mut self.phase {
                Phase::Open(open) => open.carry(doing, &mut self.fresh, id, act),
                _ => Err(Problem::NotOpen),
            },
            Command::Links(act) => self.open().and_then(|open| open.act_on_links(doing, act)).map(Some),
            Command::Devices(act) => self.open().and_then(|open| open.act_on_devices(doing, act)).map(Some),
            Command::Here(act) => self.open().and_then(|open| open.act_here(doing, act)).map(Some),
            Command::Drafts(act) => self.open().and_then(|open| open.act_on_drafts(doing, act)).map(Some),
            Command::Noticed(act) => self.notice(doing.now, &act).map(Some),
            Command::TakeAlong(act) => self.open().and_then(|open| open.take_along(doing, act)).map(Some),
        };
        match result {
            Ok(Some(outcome)) => self.reply(id, Ok(outcome)),
            Ok(None) => {}
            Err(problem) => self.reply(id, Err(problem)),
        }
    }

    /// What a page would show beside the frame; nothing while the vault is not open.
    pub fn page(&self, now: Now, look: &Look) -> Option<Page> {
        if let Phase::Open(open) = &self.phase { Some(open.page(now, look)) } else { None }
    }

    fn open(&mut self) -> Result<&mut open::Open, Problem> {
        match &mut self.phase {
            Phase::Open(open) => Ok(open),
            _ => Err(Problem::NotOpen),
        }
    }

    fn reply(&mut self, id: CommandId, result: Result<Outcome, Problem>) {
        let result = match result {
            Ok(outcome) => Reply::Done(outcome),
            Err(problem) => Reply::Refused(problem),
        };
        self.fresh.push(Effect::Tell(FromWorker::Reply { id, result }));
    }
}
