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

/// Something happens every hour at the least: whatever is longer is a clock that jumped, in milliseconds.
const CLOCK_JUMP_MS: u64 = 6 * 60 * 60 * 1000;

/// The line to the relay.
#[derive(Debug, Default)]
pub(in crate::app) struct Line {
    connection: Connection,
    retry_at_ms: Option<u64>,
    refusals: SmallSet<Notice>,
    clocks: Option<Clocks>,
}

/// What the relay's clock and this device's said at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) struct Clocks {
    relay_s: u64,
    own_s: u64,
    /// When this device last did anything, by its own clock, in milliseconds since 1970.
    last_ms: u64,
}

impl Clocks {
    /// By how much this device's is ahead, in seconds.
    pub(in crate::app) fn ahead_s(self) -> i64 {
        self.own_s.cast_signed().saturating_sub(self.relay_s.cast_signed())
    }

    /// What the relay's says now, in milliseconds since 1970.
    pub(in crate::app) fn relay_ms(self, now: Now) -> u64 {
        now.unix_ms.saturating_add_signed(self.ahead_s().saturating_neg().saturating_mul(1000))
    }
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
        self.clocks = None;
        self.connection.renew(now);
        if !here.has_relay() {
            self.connection.give_up();
        }
    }

    pub(in crate::app) fn connected(&mut self, spaces: &mut Spaces, here: &Here, now: Now) {
        self.connection.set_open();
        spaces.connected(now, &audience(here.relay()));
    }

    /// The relay has said what its clock says. From a relay that has none nothing is learnt.
    pub(in crate::app) fn greeted(&mut self, relay_s: u64, now: Now) {
        let clocks = Clocks { relay_s, own_s: now.unix_ms / 1000, last_ms: now.unix_ms };
        self.clocks = Some(clocks).filter(|_| relay_s > 0);
    }

    /// What both clocks said when the relay last greeted this device.
    pub(in crate::app) fn clocks(&self) -> Option<Clocks> {
        self.clocks
    }

    /// A clock that has jumped meanwhile, because it was set or because the device slept, is compared anew.
    fn look_at_clock(&mut self, now: Now) {
        let Some(clocks) = &mut self.clocks else { return };
        let jumped_ms = clocks.last_ms.abs_diff(now.unix_ms);
        clocks.last_ms = now.unix_ms;
        if jumped_ms >= CLOCK_JUMP_MS {
            self.clocks = None;
            if self.connection.is_open() {
                self.connection.renew(now);
            }
        }
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
        self.look_at_clock(now);
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
