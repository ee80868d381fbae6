//! A person's app with its store in memory, and a line to the relay.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use client::{
    App, Command, CommandId, Effect, Event, FromWorker, Look, Reply, View,
    command::Door,
    look::{Page, SHOWN_STEP},
    storage,
};
use crypto::CryptoRng;
use model::{
    Now,
    kinds::{Card, Listed},
};
use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};
use relay::{Audience, ConnectionId, Direct, store::sqlite::SqliteStore};
use sync::frame::Challenge;

pub(super) const RELAY: &str = "http://127.0.0.1:8787";
pub(super) const AUDIENCE: &str = "127.0.0.1:8787";
pub(super) const PASSPHRASE: &str = "a long enough passphrase";

/// Opens a connection to the relay.
pub(super) fn connect(
    relay: &mut Direct<SqliteStore>,
    now_ms: u64,
    random: &mut impl CryptoRng,
) -> ConnectionId {
    relay.connect(now_ms, Audience::new(AUDIENCE), Challenge::random(random))
}

/// A person's device.
pub(super) struct Person {
    app: App,
    store: BTreeMap<String, Vec<u8>>,
    random: ChaCha12Rng,
    now_ms: u64,
    connection: Option<ConnectionId>,
    reply: Option<Reply>,
    view: View,
    /// How many bytes the screen was sent.
    pub(super) shown_bytes: usize,
    pub(super) received_bytes: usize,
    pub(super) sent_bytes: usize,
}

impl Person {
    /// A device without a vault.
    pub(super) fn new(now_ms: u64, seed: u64) -> Self {
        let mut person = Self::over(BTreeMap::new(), now_ms, seed);
        while let Some(effect) = person.app.poll_effect() {
            person.carry_out_alone(effect);
        }
        person
    }

    fn over(store: BTreeMap<String, Vec<u8>>, now_ms: u64, seed: u64) -> Self {
        Self {
            app: App::new(),
            store,
            random: ChaCha12Rng::seed_from_u64(seed),
            now_ms,
            connection: None,
            reply: None,
            view: View::Starting,
            shown_bytes: 0,
            received_bytes: 0,
            sent_bytes: 0,
        }
    }

    /// The same device after a restart, its passphrase entered and its store read, and the event with what was read.
    pub(super) fn restarted(&self) -> Result<(Self, Event)> {
        let mut person = Self::over(self.store.clone(), self.now_ms, 99);
        let mut unlocked = false;
        loop {
            match person.app.poll_effect() {
                Some(Effect::Load { token, prefix }) => {
                    let event = Event::Loaded { token, records: storage::load(&person.store, &prefix) };
                    if unlocked {
                        return Ok((person, event));
                    }
                    person.handle(event);
                }
                Some(effect) => person.carry_out_alone(effect),
                None if !unlocked => {
                    unlocked = true;
                    let command = Command::Door(Door::Unlock { passphrase: PASSPHRASE.to_owned() });
                    person.handle(Event::Command { id: CommandId(1), command });
                }
                None => bail!("the app does not read its store: {:?}", person.view),
            }
        }
    }

    /// Lets the app take in what happened.
    pub(super) fn handle(&mut self, event: Event) {
        self.app.handle(Now { unix_ms: self.now_ms, utc_offset_minutes: 0 }, &mut self.random, event);
    }

    /// Acts, and lets everything follow until nothing is left to do.
    pub(super) fn act(&mut self, relay: &mut Direct<SqliteStore>, command: Command) -> Result<()> {
        self.reply = None;
        self.handle(Event::Command { id: CommandId(0), command });
        self.settle(relay)?;
        match self.reply.take().context("the app did not answer")? {
            Reply::Done(_) => Ok(()),
            Reply::Refused(problem) => bail!("the app refused: {problem}"),
        }
    }

    /// How many cards the screen shows, or offers to show.
    pub(super) fn cards(&self) -> usize {
        let now = Now { unix_ms: self.now_ms, utc_offset_minutes: 0 };
        match self.app.page(now, &Look::Own { kinds: vec![Card::NUMBER], up_to: SHOWN_STEP, only: None }) {
            Some(Page::Own(lists)) => lists.iter().map(|list| list.items.len() + list.more as usize).sum(),
            _ => 0,
        }
    }

    /// The bytes of the vault's checkpoint in the device's store.
    pub(super) fn checkpoint_bytes(&self) -> usize {
        let checkpoints = self.store.iter().filter(|(key, _)| key.ends_with("/checkpoint"));
        checkpoints.map(|(_, value)| value.len()).sum()
    }

    pub(super) fn disconnect(&mut self, relay: &mut Direct<SqliteStore>) {
        if let Some(connection) = self.connection.take() {
            relay.disconnect(connection);
        }
    }

    /// Does everything that is to be done, until nothing is.
    pub(super) fn settle(&mut self, relay: &mut Direct<SqliteStore>) -> Result<()> {
        loop {
            let mut busy = false;
            while let Some(effect) = self.app.poll_effect() {
                busy = true;
                match effect {
                    Effect::Connect { .. } => {
                        self.connection = Some(connect(relay, self.now_ms, &mut self.random));
                        self.handle(Event::Connected);
                    }
                    Effect::Send(bytes) => {
                        let connection = self.connection.context("the app sends without a connection")?;
                        self.sent_bytes += bytes.len();
                        relay.handle(self.now_ms, connection, &bytes);
                    }
                    Effect::Disconnect => self.disconnect(relay),
                    effect => self.carry_out_alone(effect),
                }
            }
            if let Some(connection) = self.connection {
                relay.settle(self.now_ms);
                for message in relay.take_sent(self.now_ms, connection) {
                    busy = true;
                    self.received_bytes += message.len();
                    self.handle(Event::Received(message.to_vec()));
                }
            }
            if !busy && !self.wake() {
                return Ok(());
            }
        }
    }

    /// Lets a moment pass, so that a screen that waits to be drawn is.
    fn wake(&mut self) -> bool {
        let shows_all =
            matches!(&self.view, View::Open(open) if open.relay.state == client::view::RelayState::Online);
        if shows_all || self.connection.is_none() {
            return false;
        }
        self.now_ms += 250;
        self.handle(Event::Tick);
        true
    }

    fn carry_out_alone(&mut self, effect: Effect) {
        match effect {
            Effect::Load { token, prefix } => {
                let records = storage::load(&self.store, &prefix);
                self.handle(Event::Loaded { token, records });
            }
            Effect::Store { batch, writes } => {
                storage::store(&mut self.store, writes);
                self.handle(Event::Stored { batch });
            }
            Effect::Tell(FromWorker::Reply { result, .. }) => self.reply = Some(result),
            Effect::Tell(FromWorker::Show(show)) => {
                self.shown_bytes += borsh::to_vec(&show).expect("writing to memory cannot fail").len();
                if let Some(view) = show.view {
                    self.view = *view;
                }
            }
            Effect::Wipe => self.store.clear(),
            Effect::Connect { .. } | Effect::Send(_) | Effect::Disconnect | Effect::WakeAt { .. } => {}
        }
    }
}
