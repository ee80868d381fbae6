//! From one phase to another: making a vault, opening it, closing it, leaving the device clean.

use crypto::{MemberSeed, RecoveryWords, SymmetricKey};
use model::{Now, VaultOperation, kinds::List};
use sync::{MemberKind, Replica};

use super::{
    App, Doing, Effect, Phase,
    doing::LoadToken,
    joins::Joins,
    open::{DeviceLock, Here, Open, Opening},
    typed::{check_passphrase, check_relay, typed_name},
};
use crate::{
    CommandId, FromWorker, Problem,
    command::{Door, Outcome},
    storage::{self, Keys, Record},
};

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
                self.create_vault(doing, &name, &passphrase, &relay)?;
            }
            Door::Reach { relay } => return self.reach(doing, id, &relay).map(|()| None),
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
            Door::ChangePassphrase { present, new, is_copied } => {
                self.open()?.change_passphrase(doing, (&present, &new), is_copied)?;
            }
            Door::SetAutolock { autolock } => {
                let Open { here, spaces, .. } = self.open()?;
                here.set_autolock(spaces, doing, autolock);
            }
            Door::AddPasskey { present, passkey, secret } => {
                self.open()?.add_passkey(doing, &present, (passkey, &secret))?;
            }
            Door::CheckPassphrase { present } => self.open()?.door.check(doing, &present)?,
            Door::RemovePasskey { present } => self.open()?.remove_passkey(doing, &present)?,
        }
        Ok(Some(Outcome::Done))
    }

    fn create_vault(
        &mut self,
        doing: &mut Doing<'_>,
        name: &str,
        passphrase: &str,
        relay: &str,
    ) -> Result<(), Problem> {
        if !matches!(self.phase, Phase::Fresh) {
            return Err(Problem::VaultExists);
        }
        let name = typed_name(name)?;
        check_passphrase(passphrase)?;
        let relay = check_relay(relay)?;
        let entropy = MemberSeed::random(&mut doing.random);
        let words = RecoveryWords::from_entropy(entropy.expose());
        let seed = MemberSeed::random(&mut doing.random);
        let paper = words.member_seed();
        let vault = Replica::found(seed, &[(&paper, MemberKind::Paper)], &mut doing.random);
        let master = SymmetricKey::random(&mut doing.random);
        let lock = DeviceLock::new(passphrase, &master, &mut doing.random);
        doing.writes.push(lock.to_write());
        let mut here = Here::new(relay, vault.space());
        here.keep_words(*entropy.expose());
        let mut open = Open::begin(doing, self.kinds, (Keys::new(master), lock), here, vault);
        open.spaces.record(doing, &VaultOperation::PersonNamed { name })?;
        open.say_that_i_am_here(doing);
        self.reaching_ends();
        self.phase = Phase::Open(Box::new(open));
        Ok(())
    }

    fn unlock(&mut self, doing: &mut Doing<'_>, id: CommandId, passphrase: &str) -> Result<(), Problem> {
        let Phase::Locked(lock) = &mut self.phase else { return Err(Problem::NotOpen) };
        let master = lock.try_passphrase(doing, passphrase)?;
        self.begin_opening(doing, id, master);
        Ok(())
    }

    fn unlock_with_passkey(
        &mut self,
        doing: &mut Doing<'_>,
        id: CommandId,
        secret: &[u8],
    ) -> Result<(), Problem> {
        let Phase::Locked(lock) = &mut self.phase else { return Err(Problem::NotOpen) };
        let master = lock.try_passkey(secret, doing.writes).ok_or(Problem::WrongPasskey)?;
        self.begin_opening(doing, id, master);
        Ok(())
    }

    fn begin_opening(&mut self, doing: &mut Doing<'_>, id: CommandId, master: SymmetricKey) {
        let Phase::Locked(lock) = &self.phase else { return };
        let opening = Opening { master, lock: lock.clone(), id, token: doing.loads.ask(storage::HOT) };
        self.phase = Phase::Opening(Box::new(opening));
    }

    /// Locks when nobody has done anything for as long as the person chose. Asked before anything else that happens, so
    /// that a device which was asleep shows nothing when it wakes.
    pub(super) fn lock_if_idle(&mut self, now: Now) {
        if let Phase::Open(open) = &mut self.phase
            && open.door.is_due(&open.here, now)
        {
            self.lock();
        }
    }

    /// The page is not seen any more: another tab, another app, a dark screen.
    fn hidden(&mut self) {
        if let Phase::Open(open) = &self.phase
            && open.locks_on_leaving()
        {
            self.lock();
        }
    }

    /// Drops everything secret. What waits to be stored is still stored; it is sealed.
    pub(super) fn lock(&mut self) {
        let lock = match &self.phase {
            Phase::Open(open) => open.door.lock().clone(),
            Phase::Opening(opening) => opening.lock.clone(),
            Phase::Joining(joins) if !joins.is_over() => joins.lock().clone(),
            _ => return,
        };
        self.phase = Phase::Locked(lock);
        self.fresh.push(Effect::Disconnect);
        // What waits behind the store must not be sent any more, and above all not be shown.
        self.effects.retain(|effect| {
            !matches!(effect, Effect::Send(_) | Effect::Connect { .. } | Effect::Tell(FromWorker::Show(_)))
        });
        self.shown = None;
    }

    fn clean(&mut self, doing: &mut Doing<'_>) {
        doing.writes.clear();
        self.effects.clear();
        self.awaiting = None;
        self.storage_failing = false;
        self.fresh.push(Effect::Disconnect);
        self.fresh.push(Effect::Wipe);
        self.phase = Phase::Fresh;
    }

    /// What was asked for is read.
    pub(super) fn loaded(&mut self, doing: &mut Doing<'_>, token: LoadToken, records: Vec<Record>) {
        match &mut self.phase {
            Phase::Starting => self.begin(doing, &records),
            Phase::Opening(opening) if opening.token == token => {
                let id = opening.id;
                let entered = entered(doing, self.kinds, opening, records);
                let result = entered.as_ref().map(|_| Outcome::Done).map_err(Clone::clone);
                self.phase = entered.unwrap_or(Phase::Damaged);
                self.reply(id, result);
            }
            Phase::Open(open) => {
                if let Some((id, result)) = open.loaded(doing, token, &records) {
                    self.reply(id, result);
                }
            }
            _ => {}
        }
    }

    /// It is known whether there is a vault on this device.
    fn begin(&mut self, doing: &mut Doing<'_>, records: &[Record]) {
        let device = records.iter().find(|record| record.key == storage::DEVICE);
        self.phase = match device.map(|record| minicbor::decode::<DeviceLock>(&record.value)) {
            None => Phase::Fresh,
            Some(Ok(lock)) => Phase::Locked(lock),
            Some(Err(_)) => Phase::Damaged,
        };
        for (id, command) in core::mem::take(&mut self.early) {
            self.command(doing, id, command);
        }
    }
}

/// What the store holds: a vault, or a device on its way into one.
fn entered(
    doing: &mut Doing<'_>,
    kinds: &'static List,
    opening: &Opening,
    mut records: Vec<Record>,
) -> Result<Phase, Problem> {
    match Joins::load(opening, &records, doing.now) {
        Some(joins) => joins.map(|joins| Phase::Joining(Box::new(joins))),
        None => Open::load(doing, kinds, opening, &mut records).map(|open| Phase::Open(Box::new(open))),
    }
}
