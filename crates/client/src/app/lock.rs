//! The lock: making a vault, opening it, closing it.

use crypto::{
    CryptoRng, EpochNumber, LockParameters, LockSalt, MemberSeed, Part, RecoveryWords, SymmetricKey,
};
use model::{Now, VaultOperation};
use sync::{Member, MemberKind, Party, Replica};

use super::{
    App, Effect, Phase,
    open::{Open, Opening, Settings},
    relationships::checked_text,
};
use crate::{
    CommandId, Problem, RelayAddress, Write,
    command::Outcome,
    storage::{self, Record},
};

/// The fewest characters of a passphrase.
pub const PASSPHRASE_CHARACTERS_MIN: u8 = 8;

/// From this wrong passphrase on, counted from 1, each costs a wait.
pub const WRONG_PASSPHRASE_COSTLY: u32 = 3;

/// The wait after the first wrong passphrase that costs one, in milliseconds; it doubles with each further one.
const FIRST_WAIT_MS: u64 = 5_000;

/// The longest wait between two attempts, in milliseconds.
const LONGEST_WAIT_MS: u64 = 15 * 60 * 1000;

/// The one record that is not sealed: how the lock works.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub(super) struct DeviceRecord {
    #[n(0)]
    parameters: LockParameters,
    #[n(1)]
    salt: LockSalt,
    /// The device's key, sealed under the passphrase's.
    #[cbor(n(2), with = "minicbor::bytes")]
    wrapped: Vec<u8>,
    /// Wrong passphrases since the last right one.
    #[n(3)]
    wrong: u32,
    /// When the last wrong one was tried, in milliseconds since 1970.
    #[n(4)]
    wrong_at_ms: u64,
}

impl DeviceRecord {
    pub(super) fn new(passphrase: &str, master: &SymmetricKey, random: &mut impl CryptoRng) -> Self {
        let parameters = LockParameters::STANDARD;
        let salt = LockSalt::random(random);
        let lock = parameters.derive(passphrase, &salt).expect("the standard parameters are in range");
        let place: &[&[u8]] = &[storage::DEVICE.as_bytes()];
        let wrapped = lock.seal(EpochNumber(0), Part::Local, place, master.expose().to_vec(), random).0;
        Self { parameters, salt, wrapped, wrong: 0, wrong_at_ms: 0 }
    }

    fn unwrap(&self, passphrase: &str) -> Option<SymmetricKey> {
        let lock = self.parameters.derive(passphrase, &self.salt).ok()?;
        let opened = lock.open(Part::Local, &[storage::DEVICE.as_bytes()], &self.wrapped).ok()?;
        let master = zeroize::Zeroizing::new(opened);
        Some(SymmetricKey::from_bytes(master.as_slice().try_into().ok()?))
    }

    /// When the next attempt is allowed, if that is in the future.
    pub(super) fn opens_at_ms(&self, now: Now) -> Option<u64> {
        let costly = self.wrong.checked_sub(WRONG_PASSPHRASE_COSTLY)?;
        let wait_ms = (FIRST_WAIT_MS << costly.min(10)).min(LONGEST_WAIT_MS);
        // A clock that was set back does not lengthen the wait.
        let since_ms = self.wrong_at_ms.min(now.unix_ms);
        Some(since_ms.saturating_add(wait_ms)).filter(|at| *at > now.unix_ms)
    }

    pub(super) fn wait_ms(&self, now: Now) -> u64 {
        self.opens_at_ms(now).map_or(0, |at| at - now.unix_ms)
    }

    pub(super) fn to_write(&self) -> Write {
        let value = minicbor::to_vec(self).expect("writing to memory cannot fail");
        Write::Put { key: storage::DEVICE.to_owned(), value }
    }
}

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
    pub(super) fn create_vault(
        &mut self,
        now: Now,
        random: &mut impl CryptoRng,
        name: &str,
        passphrase: &str,
        relay: &str,
    ) -> Result<Outcome, Problem> {
        if !matches!(self.phase, Phase::Fresh) {
            return Err(Problem::VaultExists);
        }
        let name = checked_text(name, model::NAME_CHARACTERS_MAX)?;
        check_passphrase(passphrase)?;
        let relay = check_relay(relay)?;
        let entropy = crypto::MemberSeed::random(random);
        let words = RecoveryWords::from_entropy(entropy.expose());
        let seed = MemberSeed::random(random);
        let vault = Replica::found(seed, vec![paper(&words)], random).expect("keys made here are valid");
        let master = SymmetricKey::random(random);
        let record = DeviceRecord::new(passphrase, &master, random);
        self.writes.push(record.to_write());
        let settings = Settings::new(relay, vault.space(), Some(*entropy.expose()));
        let mut open = Open::begin(master, record, settings, vault, random);
        open.save_settings(random, &mut self.writes);
        open.record(now, random, &mut self.writes, VaultOperation::PersonNamed { name })?;
        let seen = VaultOperation::WordsSeen { on: now.day(), checked: false };
        open.record(now, random, &mut self.writes, seen)?;
        open.connect_soon(now);
        self.phase = Phase::Open(Box::new(open));
        Ok(Outcome::Words(words.words().into_iter().map(str::to_owned).collect()))
    }

    pub(super) fn unlock(
        &mut self,
        now: Now,
        _random: &mut impl CryptoRng,
        id: CommandId,
        passphrase: &str,
    ) -> Result<(), Problem> {
        let Phase::Locked(record) = &mut self.phase else { return Err(Problem::NotOpen) };
        let wait_ms = record.wait_ms(now);
        if wait_ms > 0 {
            return Err(Problem::Wait { wait_ms });
        }
        match record.unwrap(passphrase) {
            Some(master) => {
                if record.wrong > 0 {
                    record.wrong = 0;
                    self.writes.push(record.to_write());
                }
                let opening = Opening { master, record: record.clone(), id, token: self.next_token };
                self.next_token += 1;
                self.fresh.push(Effect::Load { token: opening.token, prefix: storage::HOT.to_owned() });
                self.phase = Phase::Opening(Box::new(opening));
                Ok(())
            }
            None => {
                record.wrong = record.wrong.saturating_add(1);
                record.wrong_at_ms = now.unix_ms;
                self.writes.push(record.to_write());
                Err(Problem::WrongPassphrase)
            }
        }
    }

    /// Drops everything secret. What waits to be stored is still stored; it is sealed.
    pub(super) fn lock(&mut self) {
        let record = match &self.phase {
            Phase::Open(open) => open.device_record().clone(),
            Phase::Opening(opening) => opening.record.clone(),
            _ => return,
        };
        self.phase = Phase::Locked(record);
        self.fresh.push(Effect::Disconnect);
        self.effects.retain(|effect| !matches!(effect, Effect::Send(_) | Effect::Connect { .. }));
    }

    pub(super) fn clean(&mut self) {
        self.writes.clear();
        self.effects.clear();
        self.awaiting = None;
        self.storage_failing = false;
        self.fresh.push(Effect::Disconnect);
        self.fresh.push(Effect::Wipe);
        self.phase = Phase::Fresh;
    }

    pub(super) fn loaded(&mut self, now: Now, random: &mut impl CryptoRng, token: u32, records: Vec<Record>) {
        match &mut self.phase {
            Phase::Starting => {
                let device = records.iter().find(|record| record.key == storage::DEVICE);
                self.phase = match device.map(|record| minicbor::decode::<DeviceRecord>(&record.value)) {
                    None => Phase::Fresh,
                    Some(Ok(record)) => Phase::Locked(record),
                    Some(Err(_)) => Phase::Damaged,
                };
            }
            Phase::Opening(opening) if opening.token == token => {
                let id = opening.id;
                match Open::load(opening, &records, now, random) {
                    Ok(mut open) => {
                        open.connect_soon(now);
                        self.phase = Phase::Open(Box::new(open));
                        self.reply(id, Ok(Outcome::Done));
                    }
                    Err(problem) => {
                        self.phase = Phase::Damaged;
                        self.reply(id, Err(problem));
                    }
                }
            }
            Phase::Open(open) => open.log_loaded(random, &mut self.writes, token, records),
            _ => {}
        }
    }
}
