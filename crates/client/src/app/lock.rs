//! The lock: making a vault, opening it, closing it.

mod record;
mod settings;

use crypto::{MemberSeed, RecoveryWords, SymmetricKey};
use model::{Now, VaultOperation};
use sync::{Member, MemberKind, Party, Replica};

use super::{
    App, Doing, Effect, Phase,
    open::{Open, Opening, Settings},
    pairing::Joins,
    relationships::typed_name,
};
use crate::{
    CommandId, FromWorker, Problem, RelayAddress,
    command::{Autolock, Door, Outcome},
    storage::{self, Record},
};

pub(super) use record::DeviceRecord;
pub use record::WRONG_PASSPHRASE_COSTLY;

/// The fewest characters of a passphrase.
pub const PASSPHRASE_CHARACTERS_MIN: u8 = 8;

pub(super) fn check_passphrase(passphrase: &str) -> Result<(), Problem> {
    if passphrase.chars().count() < usize::from(PASSPHRASE_CHARACTERS_MIN) {
        return Err(Problem::ShortPassphrase { min: PASSPHRASE_CHARACTERS_MIN });
    }
    Ok(())
}

pub(super) fn check_relay(relay: &str) -> Result<String, Problem> {
    if relay.trim().is_empty() {
        return Ok(String::new());
    }
    RelayAddress::parse(relay).map(|address| address.to_string()).map_err(|_| Problem::BadRelay)
}

/// The words as a member of the vault.
pub(super) fn paper(words: &RecoveryWords) -> Member {
    Member { keys: words.member_seed().keys(), party: Party::Founder, kind: MemberKind::Paper }
}

impl App {
    /// Carries out what concerns the way into the vault and out of it. Without an outcome, that follows later.
    pub(super) fn act_at_door(
        &mut self,
        doing: &mut Doing<'_>,
        id: CommandId,
        act: Door,
    ) -> Result<Option<Outcome>, Problem> {
        match act {
            Door::Create { name, passphrase, relay } => {
                return self.create_vault(doing, &name, &passphrase, &relay).map(Some);
            }
            Door::Recover { words, passphrase, relay } => {
                return self.recover(doing, id, &words, &passphrase, &relay).map(|()| None);
            }
            Door::Unlock { passphrase } => return self.unlock(doing, id, &passphrase).map(|()| None),
            Door::UnlockWithPasskey { secret } => {
                return self.unlock_with_passkey(doing, id, &secret).map(|()| None);
            }
            Door::Lock => {
                self.end_recovery(Ok(Outcome::Done));
                self.lock();
            }
            Door::StillHere => {}
            Door::Hidden => self.hidden(),
            Door::Clean => self.clean(doing),
            Door::ChangePassphrase { present, new } => {
                self.open()?.change_passphrase(doing, &present, &new)?;
            }
            Door::SetAutolock { autolock } => {
                self.open()?.set_autolock(doing, autolock);
            }
            Door::AddPasskey { present, passkey, secret } => {
                self.open()?.add_passkey(doing, &present, passkey, &secret)?;
            }
            Door::RemovePasskey => {
                self.open()?.remove_passkey(doing.writes);
            }
        }
        Ok(Some(Outcome::Done))
    }

    pub(super) fn create_vault(
        &mut self,
        doing: &mut Doing<'_>,
        name: &str,
        passphrase: &str,
        relay: &str,
    ) -> Result<Outcome, Problem> {
        if !matches!(self.phase, Phase::Fresh) {
            return Err(Problem::VaultExists);
        }
        let name = typed_name(name)?;
        check_passphrase(passphrase)?;
        let relay = check_relay(relay)?;
        let entropy = crypto::MemberSeed::random(&mut doing.random);
        let words = RecoveryWords::from_entropy(entropy.expose());
        let seed = MemberSeed::random(&mut doing.random);
        let vault =
            Replica::found(seed, vec![paper(&words)], &mut doing.random).expect("keys made here are valid");
        let master = SymmetricKey::random(&mut doing.random);
        let record = DeviceRecord::new(passphrase, &master, &mut doing.random);
        doing.writes.push(record.to_write());
        let settings = Settings::new(relay, vault.space(), Some(*entropy.expose()));
        let mut open = Open::begin(doing, master, record, settings, vault);
        open.save_settings(doing);
        open.record(doing, VaultOperation::PersonNamed { name })?;
        let seen = VaultOperation::WordsSeen { on: doing.now.day(), checked: false };
        open.record(doing, seen)?;
        open.say_that_i_am_here(doing);
        open.connect_soon(doing.now);
        self.enter(open);
        Ok(Outcome::Words(words.words().into_iter().map(str::to_owned).collect()))
    }

    pub(super) fn unlock(
        &mut self,
        doing: &mut Doing<'_>,
        id: CommandId,
        passphrase: &str,
    ) -> Result<(), Problem> {
        let Phase::Locked(record) = &mut self.phase else { return Err(Problem::NotOpen) };
        let master = record.try_passphrase(doing, passphrase)?;
        self.begin_opening(id, master);
        Ok(())
    }

    pub(super) fn unlock_with_passkey(
        &mut self,
        doing: &mut Doing<'_>,
        id: CommandId,
        secret: &[u8],
    ) -> Result<(), Problem> {
        let Phase::Locked(record) = &mut self.phase else { return Err(Problem::NotOpen) };
        let master = record.try_passkey(secret, doing.writes).ok_or(Problem::WrongPasskey)?;
        self.begin_opening(id, master);
        Ok(())
    }

    fn begin_opening(&mut self, id: CommandId, master: SymmetricKey) {
        let Phase::Locked(record) = &self.phase else { return };
        let opening = Opening { master, record: record.clone(), id, token: self.next_token };
        self.next_token += 1;
        self.fresh.push(Effect::Load { token: opening.token, prefix: storage::HOT.to_owned() });
        self.phase = Phase::Opening(Box::new(opening));
    }

    /// Locks when nobody has done anything for as long as the person chose. Asked before anything else that happens, so
    /// that a device which was asleep shows nothing when it wakes.
    pub(super) fn lock_if_idle(&mut self, now: Now) {
        let Phase::Open(open) = &mut self.phase else { return };
        // A clock that was set back does not put the moment off.
        open.active_at_ms = open.active_at_ms.min(now.unix_ms);
        if open.locks_at_ms().is_some_and(|at| at <= now.unix_ms) {
            self.lock();
        }
    }

    /// The page is not seen any more: another tab, another app, a dark screen.
    pub(super) fn hidden(&mut self) {
        if let Phase::Open(open) = &self.phase
            && open.settings.autolock() == Autolock::OnLeaving
        {
            self.lock();
        }
    }

    /// Drops everything secret. What waits to be stored is still stored; it is sealed.
    pub(super) fn lock(&mut self) {
        let record = match &self.phase {
            Phase::Open(open) => open.device_record().clone(),
            Phase::Opening(opening) => opening.record.clone(),
            Phase::Joining(joins) if !joins.is_over() => joins.device_record().clone(),
            _ => return,
        };
        self.phase = Phase::Locked(record);
        self.fresh.push(Effect::Disconnect);
        // What waits behind the store must not be sent any more, and above all not be shown.
        self.effects.retain(|effect| {
            !matches!(effect, Effect::Send(_) | Effect::Connect { .. } | Effect::Tell(FromWorker::Show(_)))
        });
        self.shown = None;
    }

    pub(super) fn clean(&mut self, doing: &mut Doing<'_>) {
        doing.writes.clear();
        self.effects.clear();
        self.awaiting = None;
        self.storage_failing = false;
        self.fresh.push(Effect::Disconnect);
        self.fresh.push(Effect::Wipe);
        self.phase = Phase::Fresh;
    }

    pub(super) fn loaded(&mut self, doing: &mut Doing<'_>, token: u32, mut records: Vec<Record>) {
        match &mut self.phase {
            Phase::Starting => {
                let device = records.iter().find(|record| record.key == storage::DEVICE);
                self.phase = match device.map(|record| minicbor::decode::<DeviceRecord>(&record.value)) {
                    None => Phase::Fresh,
                    Some(Ok(record)) => Phase::Locked(record),
                    Some(Err(_)) => Phase::Damaged,
                };
                for (id, command) in core::mem::take(&mut self.early) {
                    self.command(doing, id, command);
                }
            }
            Phase::Opening(opening) if opening.token == token => {
                let id = opening.id;
                match Joins::load(opening, &records, doing.now) {
                    None => {}
                    Some(Ok(joins)) => {
                        self.phase = Phase::Joining(Box::new(joins));
                        return self.reply(id, Ok(Outcome::Done));
                    }
                    Some(Err(problem)) => {
                        self.phase = Phase::Damaged;
                        return self.reply(id, Err(problem));
                    }
                }
                match Open::load(doing, opening, &mut records) {
                    Ok(mut open) => {
                        open.connect_soon(doing.now);
                        self.enter(open);
                        self.reply(id, Ok(Outcome::Done));
                    }
                    Err(problem) => {
                        self.phase = Phase::Damaged;
                        self.reply(id, Err(problem));
                    }
                }
            }
            Phase::Open(open) => {
                open.log_loaded(doing, token, records);
                for (id, result) in core::mem::take(&mut open.replies) {
                    self.reply(id, result);
                }
            }
            _ => {}
        }
    }
}
