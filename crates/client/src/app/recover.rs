//! Bringing a vault back from its recovery words.
//!
//! ```text
//! words ─► paper member ─► Locate ─► the control chain of a vault that the words themselves have signed ─► its keys
//!   the paper member admits this device as a new member, with a new epoch ─► an open vault, which then fetches
//!   its checkpoint, its log, and from these the keys of every relationship
//! ```

use crypto::{CryptoRng, MemberSeed, RecoveryWords, RecoveryWordsError, SymmetricKey};
use model::Now;
use sync::{Device, Member, MemberKind, Party, Refusal, Replica, SpaceId, device, replica::Intent};

use super::{
    App, Doing, Effect, Phase,
    connection::{Connection, audience},
    open::{DeviceLock, Here, Open},
    typed::{check_passphrase, check_relay},
};
use crate::{CommandId, Problem, command::Outcome, storage::Keys};

/// How long recovery may take before the person is told that the relay does not answer, in milliseconds.
const PATIENCE_MS: u64 = 20_000;

/// After how long the relay is asked again where it had been asked too much, in milliseconds.
const ASK_AGAIN_MS: u64 = 2_000;

/// A recovery on its way.
#[derive(Debug)]
pub(super) struct Recovering {
    id: CommandId,
    relay: String,
    paper: MemberSeed,
    seed: MemberSeed,
    master: SymmetricKey,
    lock: DeviceLock,
    device: Device,
    connection: Connection,
    vault: Option<SpaceId>,
    until_ms: u64,
    ask_again_at_ms: Option<u64>,
    failed: Option<Problem>,
}

impl App {
    pub(super) fn recover(
        &mut self,
        doing: &mut Doing<'_>,
        id: CommandId,
        words: &str,
        passphrase: &str,
        relay: &str,
    ) -> Result<(), Problem> {
        if !matches!(self.phase, Phase::Fresh) {
            return Err(Problem::VaultExists);
        }
        let words = RecoveryWords::parse(words).map_err(word_problem)?;
        check_passphrase(passphrase)?;
        let relay = check_relay(relay)?;
        if relay.is_empty() {
            return Err(Problem::BadRelay);
        }
        let master = SymmetricKey::random(&mut doing.random);
        let lock = DeviceLock::new(passphrase, &master, &mut doing.random);
        let paper = words.member_seed();
        let mut device = Device::new();
        device.locate(paper.clone());
        self.reaching_ends();
        let mut connection = Connection::default();
        connection.want(doing.now);
        connection.open_if_due(doing.now, &relay, &mut self.fresh);
        self.phase = Phase::Recovering(Box::new(Recovering {
            id,
            relay,
            paper,
            seed: MemberSeed::random(&mut doing.random),
            master,
            lock,
            device,
            connection,
            vault: None,
            until_ms: doing.now.unix_ms.saturating_add(PATIENCE_MS),
            ask_again_at_ms: None,
            failed: None,
        }));
        Ok(())
    }

    pub(super) fn recovering_received(&mut self, doing: &mut Doing<'_>, bytes: &[u8]) {
        let Phase::Recovering(recovering) = &mut self.phase else { return };
        recovering.device.handle_message(doing.now.unix_ms, bytes, &mut doing.random);
        while let Some(event) = recovering.device.poll_event() {
            recovering.heard(doing, event);
        }
        if let Some(problem) = recovering.failed.take() {
            self.end_recovery(Err(problem));
        } else if recovering.is_admitted() {
            self.finish_recovery(doing);
        }
    }

    pub(super) fn recovering_disconnected(&mut self, doing: &mut Doing<'_>) {
        if let Phase::Recovering(recovering) = &mut self.phase {
            recovering.device.disconnected();
            recovering.connection.lost(doing);
        }
    }

    /// Gives a recovery up: it failed, or (with an outcome) the person does not want to wait for the relay any longer.
    pub(super) fn end_recovery(&mut self, result: Result<Outcome, Problem>) {
        if let Phase::Recovering(recovering) = &self.phase {
            let id = recovering.id;
            self.phase = Phase::Fresh;
            self.fresh.push(Effect::Disconnect);
            self.reply(id, result);
        }
    }

    fn finish_recovery(&mut self, doing: &mut Doing<'_>) {
        let Phase::Recovering(recovering) = core::mem::replace(&mut self.phase, Phase::Fresh) else { return };
        let Recovering { id, relay, seed, master, lock, device, connection, vault, .. } = *recovering;
        let records = vault.and_then(|space| device.replica(space)).map(Replica::records).unwrap_or_default();
        let Ok(replica) = Replica::enter(seed, &records, &mut doing.random) else {
            self.reply(id, Err(Problem::NoVaultFound));
            return;
        };
        doing.writes.push(lock.to_write());
        let here = Here::new(relay, replica.space());
        self.open_entered(doing, (Keys::new(master), lock), (here, replica), connection);
        self.reply(id, Ok(Outcome::Done));
    }

    /// Opens a vault that this device has just entered, with nothing of it yet but its control chain.
    pub(super) fn open_entered(
        &mut self,
        doing: &mut Doing<'_>,
        keys_and_lock: (Keys, DeviceLock),
        (here, vault): (Here, Replica),
        connection: Connection,
    ) {
        let mut open = Open::begin(doing, self.kinds, keys_and_lock, here, vault);
        open.go_on(connection, doing.now);
        self.phase = Phase::Open(Box::new(open));
    }
}

impl Recovering {
    pub(super) fn connected(&mut self, now: Now) {
        self.connection.set_open();
        self.device.connected(now.unix_ms, &audience(&self.relay));
    }

    /// Whether the relay is there.
    pub(super) fn has_reached(&self) -> bool {
        self.connection.is_open()
    }

    pub(super) fn next_wake_ms(&self) -> Option<u64> {
        let due = [self.connection.due_at_ms(), self.ask_again_at_ms, Some(self.until_ms)];
        due.into_iter().flatten().min()
    }

    pub(super) fn tick(&mut self, doing: &mut Doing<'_>, effects: &mut Vec<Effect>) {
        let now = doing.now;
        if now.unix_ms >= self.until_ms {
            self.failed = Some(Problem::Offline);
        }
        if self.ask_again_at_ms.is_some_and(|at| at <= now.unix_ms) {
            self.ask_again_at_ms = None;
            self.device.retry(&mut doing.random);
        }
        self.connection.open_if_due(now, &self.relay, effects);
    }

    pub(super) fn take_failure(&mut self) -> Option<Problem> {
        self.failed.take()
    }

    pub(super) fn flush(&mut self, effects: &mut Vec<Effect>) {
        while let Some(bytes) = self.device.poll_output() {
            effects.push(Effect::Send(bytes));
        }
    }

    fn heard(&mut self, doing: &mut Doing<'_>, event: device::Event) {
        match event {
            device::Event::Located { records } => self.located(records.as_deref(), &mut doing.random),
            // The words may stand in many spaces that others have made. Each answer is a step.
            device::Event::Refused { refusal: Refusal::TooMany, .. } => {
                self.ask_again_at_ms = Some(doing.now.unix_ms.saturating_add(ASK_AGAIN_MS));
                self.until_ms = doing.now.unix_ms.saturating_add(PATIENCE_MS);
            }
            device::Event::Denied { .. } | device::Event::Broken => self.failed = Some(Problem::NoVaultFound),
            device::Event::Refused { .. } => self.failed = Some(Problem::Offline),
            _ => {}
        }
    }

    fn located(&mut self, records: Option<&[Vec<u8>]>, random: &mut impl CryptoRng) {
        let vault = records.and_then(|records| Replica::enter(self.paper.clone(), records, random).ok());
        let Some(mut replica) = vault else {
            self.failed = Some(Problem::NoVaultFound);
            return;
        };
        let space = replica.space();
        self.vault = Some(space);
        let member = Member::of(&self.seed, space, Party::Founder, MemberKind::Device);
        replica.intend(Some(Intent::Admit(member)));
        self.device.add(replica, random);
    }

    fn is_admitted(&self) -> bool {
        let keys = self.seed.keys();
        self.vault
            .and_then(|space| self.device.replica(space))
            .is_some_and(|replica| replica.members().iter().any(|member| member.keys == keys))
    }
}

fn word_problem(error: RecoveryWordsError) -> Problem {
    let narrow = |count: usize| u8::try_from(count).unwrap_or(u8::MAX);
    match error {
        RecoveryWordsError::Count { found } => Problem::WordCount { found: narrow(found) },
        RecoveryWordsError::UnknownWord { position, word, suggestions } => Problem::UnknownWord {
            position: narrow(position),
            word,
            suggestions: suggestions.into_iter().map(str::to_owned).collect(),
        },
        _ => Problem::WordsDoNotFit,
    }
}
