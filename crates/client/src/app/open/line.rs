//! The line to the relay while the vault is open, and what the relay refuses.

use model::Now;
use sync::{Refusal, small::SmallSet};

use super::{here::Here, spaces::Spaces};
use crate::{
    app::{
        Doing, Effect,
        connection::{Connection, audience},
    },
    view::{Notice, RelayState, RelayView},
};

/// After how long something that the relay refused is tried again, in milliseconds.
const REFUSED_RETRY_MS: u64 = 30_000;

/// The line to the relay.
#[derive(Debug, Default)]
pub(in crate::app) struct Line {
    connection: Connection,
    retry_at_ms: Option<u64>,
    refusals: SmallSet<Notice>,
}

impl Line {
    /// On a connection that was opened before there was an open vault: it is closed, and a new one opened.
    pub(in crate::app) fn again(mut connection: Connection, now: Now) -> Self {
        connection.renew(now);
        Self { connection, ..Self::default() }
    }

    /// A relay is to be reached, if there is one.
    pub(in crate::app) fn want(&mut self, here: &Here, now: Now) {
        if here.has_relay() {
            self.connection.want(now);
        }
    }

    /// The address of the relay is another one now, or none.
    pub(in crate::app) fn use_another_relay(&mut self, spaces: &mut Spaces, here: &Here, now: Now) {
        spaces.disconnected();
        self.refusals.clear();
        self.connection.renew(now);
        if !here.has_relay() {
            self.connection.give_up();
        }
    }

    pub(in crate::app) fn connected(&mut self, spaces: &mut Spaces, here: &Here, now: Now) {
        self.connection.set_open();
        spaces.connected(now, &audience(here.relay()));
    }

    /// The socket was closed, or could not be opened.
    pub(in crate::app) fn lost(&mut self, spaces: &mut Spaces, doing: &mut Doing<'_>) {
        spaces.disconnected();
        self.connection.lost(doing);
        self.retry_at_ms = None;
    }

    /// The relay does something of which the person should know.
    pub(in crate::app) fn add_notice(&mut self, notice: Notice) {
        self.refusals.insert(notice);
    }

    /// It does so no more.
    pub(in crate::app) fn remove_notice(&mut self, notice: &Notice) {
        self.refusals.remove(notice);
    }

    /// What the relay does of which the person should know.
    pub(in crate::app) fn notices(&self) -> &SmallSet<Notice> {
        &self.refusals
    }

    /// The relay refused something, which is tried again later.
    pub(in crate::app) fn refused(&mut self, refusal: Refusal, now: Now) {
        match refusal {
            Refusal::DiskFull | Refusal::QuotaFull => self.add_notice(Notice::RelayFull),
            Refusal::Version => self.add_notice(Notice::RelayVersion),
            _ => {}
        }
        self.retry_later(now);
    }

    pub(in crate::app) fn retry_later(&mut self, now: Now) {
        self.retry_at_ms = Some(now.unix_ms.saturating_add(REFUSED_RETRY_MS));
    }

    /// Whether it is time to try again what was refused, once.
    pub(in crate::app) fn take_retry(&mut self, now: Now) -> bool {
        let is_due = self.retry_at_ms.is_some_and(|at| at <= now.unix_ms);
        if is_due {
            self.retry_at_ms = None;
        }
        is_due
    }

    /// Closes and opens the socket as it is wanted, and sends what there is to send.
    pub(in crate::app) fn settle(
        &mut self,
        spaces: &mut Spaces,
        here: &Here,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        if self.connection.take_close() {
            effects.push(Effect::Disconnect);
        }
        self.connection.open_if_due(now, here.relay(), effects);
        while let Some(bytes) = spaces.poll_output() {
            effects.push(Effect::Send(bytes));
        }
    }

    /// When something is to be done next, in milliseconds since 1970.
    pub(in crate::app) fn next_wake_ms(&self) -> Option<u64> {
        [self.connection.due_at_ms(), self.retry_at_ms].into_iter().flatten().min()
    }

    /// How the relay looks to the person.
    pub(in crate::app) fn view(&self, spaces: &Spaces, here: &Here) -> RelayView {
        RelayView {
            address: here.relay().to_owned(),
            state: self.state(spaces, here),
            waiting: spaces.waiting(),
        }
    }

    fn state(&self, spaces: &Spaces, here: &Here) -> RelayState {
        if !here.has_relay() {
            RelayState::None
        } else if self.connection.is_open() {
            let is_done = spaces.is_welcome() && spaces.is_caught_up();
            if is_done { RelayState::Online } else { RelayState::Exchanging }
        } else if self.connection.is_opening() {
            RelayState::Connecting
        } else {
            RelayState::Offline
        }
    }
}
