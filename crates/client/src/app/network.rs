//! The connection to the relay, and what comes through it.

use model::Now;
use sync::{Entry, EntryId, Refusal, SpaceId, device, link::BoxMessage};

use super::{App, Doing, Effect, Phase, backoff::Backoff, open::Open};
use crate::{
    Problem, RelayAddress, Write,
    command::Outcome,
    storage,
    view::{Notice, RelayState},
};

/// After how long something that the relay refused is tried again, in milliseconds.
const REFUSED_RETRY_MS: u64 = 30_000;

/// How often a device that waits to be admitted asks, in milliseconds.
const ENTER_RETRY_MS: u64 = 3_000;

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
    retry_at_ms: Option<u64>,
    enter_at_ms: Option<u64>,
}

impl Connection {
    /// To be called when the socket was closed or could not be opened.
    pub(super) fn lost(&mut self, doing: &mut Doing<'_>) {
        let mut variation = [0; 1];
        doing.random.fill_bytes(&mut variation);
        let [variation] = variation;
        let wait_ms = self.backoff.next_ms(variation);
        self.socket = Socket::Due(doing.now.unix_ms.saturating_add(wait_ms));
        self.retry_at_ms = None;
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
            Phase::Open(open) => {
                open.connection.set_open();
                open.device.connected(now.unix_ms, &audience(&open.settings.relay));
            }
            Phase::Recovering(recovering) => recovering.connected(now),
            Phase::Joining(joins) => joins.connected(now),
            _ => self.fresh.push(Effect::Disconnect),
        }
    }

    pub(super) fn received(&mut self, doing: &mut Doing<'_>, bytes: &[u8]) {
        match &mut self.phase {
            Phase::Open(open) => open.device.handle_message(doing.now.unix_ms, bytes, &mut doing.random),
            Phase::Recovering(_) => self.recovering_received(doing, bytes),
            Phase::Joining(_) => self.joining_received(doing, bytes),
            _ => {}
        }
    }

    pub(super) fn disconnected(&mut self, doing: &mut Doing<'_>) {
        match &mut self.phase {
            Phase::Open(open) => {
                open.device.disconnected();
                open.tried.clear();
                open.connection.lost(doing);
            }
            Phase::Recovering(_) => self.recovering_disconnected(doing),
            Phase::Joining(joins) => joins.disconnected(doing),
            _ => {}
        }
    }
}

impl Open {
    pub(super) fn connect_soon(&mut self, now: Now) {
        if !self.settings.relay.is_empty() {
            self.connection.want(now);
        }
    }

    pub(super) fn change_relay(&mut self, doing: &mut Doing<'_>, relay: &str) -> Result<Outcome, Problem> {
        let relay = super::lock::check_relay(relay)?;
        if relay != self.settings.relay {
            self.settings.relay = relay;
            self.save_settings(doing);
            // What the former relay said of this device's place in the vault counts for nothing at another one.
            self.set_removed(doing, false);
            self.stop_offer(doing);
            self.use_another_relay(doing.now);
        }
        Ok(Outcome::Done)
    }

    /// The address of the relay is another one now, or none.
    pub(super) fn use_another_relay(&mut self, now: Now) {
        self.device.disconnected();
        self.refusals.clear();
        self.connection.renew(now);
        if self.settings.relay.is_empty() {
            self.connection.socket = Socket::None;
        }
    }

    pub(super) fn tick(&mut self, doing: &mut Doing<'_>) {
        self.device.handle_timeout(doing.now.unix_ms);
        if self.connection.retry_at_ms.is_some_and(|at| at <= doing.now.unix_ms) {
            self.connection.retry_at_ms = None;
            self.entering.clear();
            self.tried.clear();
            self.device.retry(&mut doing.random);
        }
        if self.connection.enter_at_ms.is_some_and(|at| at <= doing.now.unix_ms) {
            self.connection.enter_at_ms = None;
            self.try_to_enter();
        }
        self.look_at_offer(doing.now);
        for space in self.spaces.values_mut() {
            space.release(doing.now);
        }
    }

    /// When [`Open::tick`] is wanted next.
    pub(super) fn next_wake_ms(&self, now: Now) -> Option<u64> {
        let next_hour = now.unix_ms - now.unix_ms % 3_600_000 + 3_600_000;
        [
            self.connection.due_at_ms(),
            self.connection.retry_at_ms,
            self.connection.enter_at_ms,
            self.offer.next_wake_ms(),
            self.device.poll_timeout(),
            self.locks_at_ms(),
            // The day may have changed, and what was set aside may be due.
            Some(next_hour),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// The end of every event: what the device has to tell, what changed, what goes out.
    pub(super) fn settle(&mut self, doing: &mut Doing<'_>, effects: &mut Vec<Effect>) {
        self.expire_links(doing);
        while let Some(event) = self.device.poll_event() {
            self.heard(doing, effects, event);
        }
        self.enter_kept_links();
        if !self.changed.is_empty() {
            self.renew(doing);
        }
        self.proceed_offer(doing);
        self.erase_next(doing);
        self.compact_where_worth_it(doing);
        for space in core::mem::take(&mut self.changed) {
            self.save_space(doing, space);
        }
        if core::mem::take(&mut self.connection.close) {
            effects.push(Effect::Disconnect);
        }
        self.connection.open_if_due(doing.now, &self.settings.relay, effects);
        while let Some(bytes) = self.device.poll_output() {
            effects.push(Effect::Send(bytes));
        }
        for (token, prefix) in self.loads.drain(..) {
            effects.push(Effect::Load { token, prefix });
        }
        self.ask_again_to_enter(doing.now);
    }

    fn ask_again_to_enter(&mut self, now: Now) {
        let waits = self.linking.values().any(|linking| match linking {
            super::open::Linking::Joining(joining) => joining.is_confirmed(),
            super::open::Linking::Inviting(_) => false,
        });
        if waits && self.device.is_welcome() && self.connection.enter_at_ms.is_none() {
            self.connection.enter_at_ms = Some(now.unix_ms.saturating_add(ENTER_RETRY_MS));
        }
    }

    pub(super) fn heard(&mut self, doing: &mut Doing<'_>, effects: &mut Vec<Effect>, event: device::Event) {
        match event {
            device::Event::Received { space, opened, kept } => {
                for entry in &kept {
                    self.keep(doing.writes, space, entry);
                }
                if let Some(space) = self.spaces.get_mut(&space) {
                    for opened in &opened {
                        space.apply(opened, doing.now);
                    }
                }
                self.strip_withdrawn(doing.writes, space);
                self.changed.insert(space);
            }
            device::Event::Acknowledged { space, .. } => {
                self.refusals.remove(&Notice::RelayFull);
                self.changed.insert(space);
            }
            device::Event::CaughtUp { space } => {
                self.refusals.remove(&Notice::RelayWithholds);
                self.changed.insert(space);
                if space == self.settings.vault {
                    self.set_removed(doing, false);
                    self.say_that_i_am_here(doing);
                }
                self.hand_in_checkpoint(&mut doing.random, space, false);
            }
            device::Event::Changed { space } => {
                self.changed.insert(space);
                self.look_at_members(doing, space);
            }
            device::Event::Rewritten { space, gone } => self.forget_entries(doing.writes, space, &gone),
            device::Event::WantsLog { space } => self.want_log(space),
            device::Event::Erased { space, entry, preimage } => {
                self.erased(doing.writes, space, entry, preimage)
            }
            device::Event::Denied { space } => self.denied(doing, space),
            device::Event::SpaceErased { space } => self.space_erased(doing, space),
            device::Event::NotEntered { space, .. } => self.try_next_seed(doing.now, space),
            device::Event::Refused { refusal, .. } => self.refused(doing.now, refusal),
            device::Event::Entered { records } => self.entered(doing, &records),
            device::Event::Checkpoint { space, checkpoint } => {
                self.start_from(doing, space, checkpoint);
            }
            device::Event::Base { space, checkpoint } => self.base_came(space, checkpoint),
            device::Event::ToVerify { space, checkpoint } => self.compare(space, checkpoint),
            device::Event::BoxMessage { name, slot, message } => {
                self.box_message(doing, name, &BoxMessage { slot, message });
            }
            device::Event::BoxFailed { name, failure } => self.box_failed(doing, name, failure),
            device::Event::Broken => {
                self.device.disconnected();
                self.connection.lost(doing);
                effects.push(Effect::Disconnect);
            }
            _ => {}
        }
    }

    /// The relay says that this device does not belong to a space, and knows the space.
    fn denied(&mut self, doing: &mut Doing<'_>, space: SpaceId) {
        if space == self.settings.vault {
            self.set_removed(doing, true);
            self.refusals.remove(&Notice::RelayWithholds);
        } else if !self.is_removed() {
            if self.try_successor(&mut doing.random, space) {
                return;
            }
            if self.has_link_ended(space) {
                // Another device of this person has done what was left to do.
                self.drop_space(doing.writes, space);
                self.refusals.remove(&Notice::RelayWithholds);
                return;
            }
            self.refusals.insert(Notice::RelayWithholds);
        }
        self.connection.retry_at_ms = Some(doing.now.unix_ms.saturating_add(REFUSED_RETRY_MS));
    }

    /// The relay does not let a kept link be entered with the seed that was tried.
    fn try_next_seed(&mut self, now: Now, space: SpaceId) {
        let Some(refused) = self.entering.get_mut(&space) else { return };
        *refused += 1;
        let refused = *refused;
        match self.seeds_of(space).into_iter().nth(refused) {
            Some(seed) => self.device.enter(space, seed),
            None => self.connection.retry_at_ms = Some(now.unix_ms.saturating_add(REFUSED_RETRY_MS)),
        }
    }

    fn refused(&mut self, now: Now, refusal: Refusal) {
        match refusal {
            Refusal::DiskFull | Refusal::QuotaFull => {
                self.refusals.insert(Notice::RelayFull);
            }
            Refusal::Version => {
                self.refusals.insert(Notice::RelayVersion);
            }
            _ => {}
        }
        self.connection.retry_at_ms = Some(now.unix_ms.saturating_add(REFUSED_RETRY_MS));
    }

    /// Links whose keys came from another device of this person, or from recovery, are entered.
    fn enter_kept_links(&mut self) {
        if !self.device.is_welcome() {
            return;
        }
        let own_invites: Vec<SpaceId> = self.spaces.keys().copied().collect();
        let absent: Vec<_> = self
            .vault()
            .links
            .iter()
            .filter(|(_, record)| record.ended.is_none() && record.since.is_some())
            .map(|(link, _)| SpaceId(link.0))
            .filter(|space| !own_invites.contains(space) && !self.entering.contains_key(space))
            .collect();
        for space in absent {
            if let Some(seed) = self.seeds_of(space).into_iter().next() {
                self.entering.insert(space, 0);
                self.device.enter(space, seed);
            }
        }
    }

    /// How the connection looks to the person.
    pub(super) fn relay_state(&self) -> RelayState {
        if self.settings.relay.is_empty() {
            return RelayState::None;
        }
        match self.connection.socket {
            Socket::None | Socket::Due(_) => RelayState::Offline,
            Socket::Opening => RelayState::Connecting,
            Socket::Open => {
                let done = self.device.spaces().into_iter().all(|space| self.device.is_caught_up(space));
                if self.device.is_welcome() && done { RelayState::Online } else { RelayState::Exchanging }
            }
        }
    }

    /// Entries that the relay has not acknowledged.
    pub(super) fn waiting(&self) -> u32 {
        let waiting: usize = self
            .device
            .spaces()
            .into_iter()
            .filter_map(|space| self.device.replica(space))
            .map(sync::Replica::outbox_len)
            .sum();
        u32::try_from(waiting).unwrap_or(u32::MAX)
    }

    /// Removes entries that exist no more.
    pub(super) fn forget_entries(&mut self, writes: &mut Vec<Write>, space: SpaceId, gone: &[EntryId]) {
        let Some(kept) = self.spaces.get_mut(&space) else { return };
        for entry in gone {
            kept.tail.0.remove(entry);
            writes.push(Write::Delete { key: storage::tail_key(space, *entry) });
        }
    }

    /// Writes an entry of the tail anew.
    pub(super) fn rewrite(&mut self, writes: &mut Vec<Write>, space: SpaceId, entry: &Entry) {
        let value = minicbor::to_vec(entry).expect("writing to memory cannot fail");
        let Some(kept) = self.spaces.get_mut(&space) else { return };
        let key = match kept.tail.0.get_mut(&entry.id) {
            Some(bytes) => {
                bytes.clone_from(&value);
                storage::tail_key(space, entry.id)
            }
            None => storage::cold_key(space, entry.id),
        };
        writes.push(Write::Put { key, value });
    }
}
