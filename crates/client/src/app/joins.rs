//! Another device of the person's own comes into the vault: the side that has no vault yet. [`super::open`] has the other one.

mod without_vault;

use crypto::CryptoRng;
use model::Now;
use sync::{
    ControlRecord, Device, Refusal, Replica, SpaceId, device,
    device::BoxFailure,
    frame::BoxId,
    link::{BoxMessage, Invite, Joining, Step},
};

use super::{
    Doing, Effect,
    connection::{Connection, audience},
    open::{Boxes, DeviceLock, LOOK_AGAIN_MS, Opening},
};
use crate::{
    Problem, Write,
    command::Outcome,
    storage::{self, Keys, Record},
    view::pairing::PairFailure,
};

/// How long after its link's end a device that has confirmed still believes that it may have been let in, in milliseconds: the
/// clocks of two devices differ.
const GRACE_MS: u64 = 2 * 60 * 1000;

/// A device on its way into its person's vault.
#[derive(Debug)]
pub(super) struct Joins {
    keys: Keys,
    lock: DeviceLock,
    stored: Stored,
    device: Device,
    connection: Connection,
    look_at_ms: u64,
    /// Whether the relay has said that the box is gone.
    is_box_gone: bool,
    failed: Option<PairFailure>,
    /// When the person last did something on this device, in milliseconds since 1970.
    pub(super) active_at_ms: u64,
}

/// What outlives a restart.
#[derive(Debug, minicbor::Encode, minicbor::Decode)]
struct Stored {
    #[n(0)]
    joining: Joining,
    #[n(1)]
    name: String,
}

impl Joins {
    fn begin(keys: Keys, lock: DeviceLock, stored: Stored, now: Now) -> Self {
        let mut joins = Self {
            keys,
            lock,
            stored,
            device: Device::new(),
            connection: Connection::default(),
            look_at_ms: now.unix_ms.saturating_add(LOOK_AGAIN_MS),
            is_box_gone: false,
            failed: None,
            active_at_ms: now.unix_ms,
        };
        let joining = &joins.stored.joining;
        Boxes::of(&mut joins.device).resume(&joining.invite, joining.sent());
        joins.connection.want(now);
        joins
    }

    /// What was on its way when the device was locked or ended, if anything was.
    pub(super) fn load(opening: &Opening, records: &[Record], now: Now) -> Option<Result<Self, Problem>> {
        let find = |key: &str| records.iter().find(|record| record.key == key);
        let record = find(storage::PAIRING).filter(|_| find(storage::SETTINGS).is_none())?;
        let stored = Keys::of_store(opening.master.clone(), records)
            .and_then(|keys| keys.open(record).map(|bytes| (keys, bytes)))
            .ok()
            .and_then(|(keys, bytes)| Some((keys, minicbor::decode(&bytes).ok()?)))
            .ok_or(Problem::Damaged);
        Some(stored.map(|(keys, stored)| Self::begin(keys, opening.lock.clone(), stored, now)))
    }

    fn save(&self, doing: &mut Doing<'_>) {
        let value = minicbor::to_vec(&self.stored).expect("writing to memory cannot fail");
        doing.writes.push(self.keys.seal(storage::PAIRING, value, &mut doing.random));
    }

    fn invite(&self) -> &Invite {
        &self.stored.joining.invite
    }

    /// Whether nothing of it is kept on this device any more.
    pub(super) fn is_over(&self) -> bool {
        self.failed.is_some()
    }

    pub(super) fn lock(&self) -> &DeviceLock {
        &self.lock
    }

    fn compare(&mut self, doing: &mut Doing<'_>, same: bool) -> Result<Outcome, Problem> {
        if self.failed.is_some() || self.stored.joining.words().is_none() {
            return Err(Problem::Gone);
        }
        if !same {
            self.fail(doing.writes, PairFailure::WordsDiffer);
        } else if !self.stored.joining.is_confirmed()
            && let Some(message) = self.stored.joining.confirm(&mut doing.random)
        {
            self.put(message);
            self.save(doing);
            self.look_at_ms = doing.now.unix_ms.saturating_add(LOOK_AGAIN_MS);
        }
        Ok(Outcome::Done)
    }

    fn put(&mut self, message: BoxMessage) {
        Boxes::of(&mut self.device).put(&self.stored.joining.invite, message);
    }

    /// Nothing came of it: nothing of it stays on this device. The reason stays on the screen until it is read.
    fn fail(&mut self, writes: &mut Vec<Write>, failure: PairFailure) {
        if self.failed.is_none() {
            self.end(writes);
            self.failed = Some(failure);
        }
    }

    fn end(&mut self, writes: &mut Vec<Write>) {
        if self.failed.is_some() {
            return;
        }
        for key in [storage::DEVICE, storage::PAIRING] {
            writes.push(Write::Delete { key: key.to_owned() });
        }
        Boxes::of(&mut self.device).close(&self.stored.joining.invite);
        if let Some(space) = self.stored.joining.space() {
            self.device.stop_entering(space);
        }
    }

    fn heard(&mut self, doing: &mut Doing<'_>, effects: &mut Vec<Effect>, event: device::Event) {
        match event {
            device::Event::BoxMessage { name, slot, message } if self.failed.is_none() => {
                self.box_message(doing, name, slot, &message);
            }
            device::Event::BoxFailed { name, failure } if name == self.invite().box_name() => {
                self.box_failed(doing, failure);
            }
            // Whatever else keeps a relay from answering is no word on whether this device was let in.
            device::Event::NotEntered { refusal: Some(Refusal::NoAccess), .. } => self.not_entered(doing),
            device::Event::Broken => {
                self.device.disconnected();
                self.connection.lost(doing);
                effects.push(Effect::Disconnect);
            }
            _ => {}
        }
    }

    fn box_message(&mut self, doing: &mut Doing<'_>, name: BoxId, slot: u8, message: &[u8]) {
        if name != self.invite().box_name() {
            return;
        }
        match self.stored.joining.take(slot, message, &mut doing.random) {
            Ok(Step::Put(message)) => {
                self.put(message);
                self.save(doing);
            }
            Ok(Step::Compare(_)) => self.save(doing),
            Ok(Step::Enter(space)) if self.device.is_entering(space) => self.device.ask_enter(space),
            Ok(Step::Enter(space)) => self.device.enter(space, self.stored.joining.seed()),
            Ok(_) => {}
            Err(_) => self.fail(doing.writes, PairFailure::Altered),
        }
    }

    fn box_failed(&mut self, doing: &mut Doing<'_>, failure: BoxFailure) {
        let is_confirmed = self.stored.joining.is_confirmed();
        match failure {
            // Whether this device was let in, the vault's own control chain says.
            _ if is_confirmed => self.is_box_gone = true,
            BoxFailure::Taken => self.fail(doing.writes, PairFailure::Used),
            BoxFailure::Gone if self.stored.joining.space().is_some() => {
                self.fail(doing.writes, self.end_at(doing.now))
            }
            // The other device may not have reached the relay yet: it is asked again.
            BoxFailure::Gone => {}
        }
    }

    /// The relay does not let this device into the vault: not yet, or not any more.
    fn not_entered(&mut self, doing: &mut Doing<'_>) {
        let is_late = doing.now.unix_ms >= self.invite().expires_at_ms.saturating_add(GRACE_MS);
        if is_late || self.is_box_gone {
            self.fail(doing.writes, self.end_at(doing.now));
        }
    }

    /// Why there is nothing more to wait for.
    fn end_at(&self, now: Now) -> PairFailure {
        if self.invite().expires_at_ms <= now.unix_ms { PairFailure::Expired } else { PairFailure::Ended }
    }

    fn enter(&self, records: &[Vec<u8>], random: &mut impl CryptoRng) -> Option<Replica> {
        let joining = &self.stored.joining;
        let replica = Replica::enter(joining.seed(), records, random).ok()?;
        let offered = joining.is_confirmed() && joining.space() == Some(replica.space());
        let inviter = joining.inviter()?;
        let knows_inviter = |record: &Vec<u8>| {
            ControlRecord::from_bytes(record).is_ok_and(|record| record.member(inviter).is_some())
        };
        let by_inviter = records.iter().any(knows_inviter);
        (offered && by_inviter && self.failed.is_none()).then_some(replica)
    }

    fn proceed(&mut self, doing: &mut Doing<'_>, effects: &mut Vec<Effect>) {
        if self.invite().expires_at_ms <= doing.now.unix_ms && !self.stored.joining.is_confirmed() {
            self.fail(doing.writes, PairFailure::Expired);
        }
        if self.failed.is_none() && self.look_at_ms <= doing.now.unix_ms {
            self.look_at_ms = doing.now.unix_ms.saturating_add(LOOK_AGAIN_MS);
            Boxes::of(&mut self.device).look_again(&self.stored.joining.invite);
            if let Some(space) = self.confirmed_space()
                && !self.device.is_entering(space)
            {
                self.device.enter(space, self.stored.joining.seed());
            }
            self.device.retry(&mut doing.random);
        }
        self.connection.open_if_due(doing.now, &self.stored.joining.invite.relay, effects);
        self.flush(effects);
    }

    fn confirmed_space(&self) -> Option<SpaceId> {
        self.stored.joining.space().filter(|_| self.stored.joining.is_confirmed())
    }

    pub(super) fn connected(&mut self, now: Now) {
        self.connection.set_open();
        self.device.connected(now.unix_ms, &audience(&self.stored.joining.invite.relay));
    }

    pub(super) fn disconnected(&mut self, doing: &mut Doing<'_>) {
        self.device.disconnected();
        self.connection.lost(doing);
    }

    pub(super) fn tick(&mut self, now: Now) {
        self.device.handle_timeout(now.unix_ms);
    }

    pub(super) fn next_wake_ms(&self) -> Option<u64> {
        let look = self.failed.is_none().then_some(self.look_at_ms);
        let end = (!self.stored.joining.is_confirmed() && self.failed.is_none())
            .then_some(self.invite().expires_at_ms);
        [look, end, self.connection.due_at_ms(), self.device.poll_timeout()].into_iter().flatten().min()
    }

    fn flush(&mut self, effects: &mut Vec<Effect>) {
        while let Some(bytes) = self.device.poll_output() {
            effects.push(Effect::Send(bytes));
        }
    }
}
