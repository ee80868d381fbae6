//! A connection to a relay, of whichever phase.

use model::Now;

use super::{App, Doing, Effect, Phase, backoff::Backoff};
use crate::RelayAddress;

/// How the connection is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Socket {
    /// Not wanted.
    #[default]
    None,
    /// To be opened at this moment, in milliseconds since 1970.
    Due(u64),
    /// Being opened.
    Opening,
    /// Open.
    Open,
}

/// The connection's state and when to act next.
#[derive(Debug, Default)]
pub(super) struct Connection {
    socket: Socket,
    backoff: Backoff,
    close: bool,
}

impl Connection {
    /// To be called when the socket was closed or could not be opened.
    pub(super) fn lost(&mut self, doing: &mut Doing<'_>) {
        let mut variation = [0; 1];
        doing.random.fill_bytes(&mut variation);
        let [variation] = variation;
        let wait_ms = self.backoff.next_ms(variation);
        self.socket = Socket::Due(doing.now.unix_ms.saturating_add(wait_ms));
    }

    /// Closes the socket and opens a new one at once.
    pub(super) fn renew(&mut self, now: Now) {
        self.close = true;
        self.socket = Socket::Due(now.unix_ms);
    }

    pub(super) fn set_open(&mut self) {
        self.socket = Socket::Open;
        self.backoff.reset();
    }

    pub(super) fn want(&mut self, now: Now) {
        if matches!(self.socket, Socket::None | Socket::Due(_)) {
            self.socket = Socket::Due(now.unix_ms);
        }
    }

    /// Opens the socket if it is time to.
    pub(super) fn open_if_due(&mut self, now: Now, relay: &str, effects: &mut Vec<Effect>) {
        if let Socket::Due(at) = self.socket
            && at <= now.unix_ms
            && let Ok(address) = RelayAddress::parse(relay)
        {
            self.socket = Socket::Opening;
            effects.push(Effect::Connect { url: address.socket_url() });
        }
    }

    /// Whether the socket is to be closed first, once.
    pub(super) fn take_close(&mut self) -> bool {
        core::mem::take(&mut self.close)
    }

    /// No relay is used any more.
    pub(super) fn give_up(&mut self) {
        self.socket = Socket::None;
    }

    pub(super) fn is_opening(&self) -> bool {
        self.socket == Socket::Opening
    }

    pub(super) fn is_open(&self) -> bool {
        self.socket == Socket::Open
    }

    pub(super) fn due_at_ms(&self) -> Option<u64> {
        match self.socket {
            Socket::Due(at) => Some(at),
            _ => None,
        }
    }
}

/// Host and port of a relay's address.
pub(super) fn audience(relay: &str) -> String {
    RelayAddress::parse(relay).map(|address| address.audience().to_owned()).unwrap_or_default()
}

impl App {
    pub(super) fn connected(&mut self, now: Now) {
        match &mut self.phase {
            Phase::Open(open) => open.connected(now),
            Phase::Recovering(recovering) => recovering.connected(now),
            Phase::Joining(joins) => joins.connected(now),
            Phase::Fresh => self.has_reached(),
            Phase::Starting | Phase::Locked(_) | Phase::Opening(_) | Phase::Damaged => {
                self.fresh.push(Effect::Disconnect);
            }
        }
    }

    pub(super) fn received(&mut self, doing: &mut Doing<'_>, bytes: &[u8]) {
        match &mut self.phase {
            Phase::Open(open) => open.received(doing, bytes),
            Phase::Recovering(_) => self.recovering_received(doing, bytes),
            Phase::Joining(_) => self.joining_received(doing, bytes),
            Phase::Starting | Phase::Fresh | Phase::Locked(_) | Phase::Opening(_) | Phase::Damaged => {}
        }
    }

    pub(super) fn disconnected(&mut self, doing: &mut Doing<'_>) {
        match &mut self.phase {
            Phase::Open(open) => open.disconnected(doing),
            Phase::Recovering(_) => self.recovering_disconnected(doing),
            Phase::Joining(joins) => joins.disconnected(doing),
            Phase::Fresh => self.has_not_reached(),
            Phase::Starting | Phase::Locked(_) | Phase::Opening(_) | Phase::Damaged => {}
        }
    }
}
