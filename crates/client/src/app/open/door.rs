//! The lock of an open vault: who may do what needs the passphrase, what the person chooses about the lock, and when it falls shut
//! by itself.

mod device_lock;

use crypto::SymmetricKey;
use model::Now;

use super::{here::Here, spaces::Spaces};
use crate::{
    Problem, Write,
    app::{Doing, typed::check_passphrase},
    command::Autolock,
    view::{LockView, PasskeyView},
};

pub(crate) use device_lock::DeviceLock;
pub use device_lock::WRONG_PASSPHRASE_COSTLY;

/// The longest name that an authenticator gives a passkey, in bytes (WebAuthn, credential identifiers).
const CREDENTIAL_BYTES_MAX: usize = 1023;

const MS_PER_MINUTE: u64 = 60_000;
/// How long before the vault locks by itself that is said, in milliseconds.
const WARNED_MS: u64 = 20_000;

/// The door behind which a vault is open.
#[derive(Debug)]
pub(in crate::app) struct Door {
    lock: DeviceLock,
    /// When the person last did something, in milliseconds since 1970.
    active_at_ms: u64,
}

impl Door {
    pub(in crate::app) fn new(lock: DeviceLock, now: Now) -> Self {
        Self { lock, active_at_ms: now.unix_ms }
    }

    /// How this device is locked.
    pub(in crate::app) fn lock(&self) -> &DeviceLock {
        &self.lock
    }

    /// The person did something at this moment, in milliseconds since 1970.
    pub(in crate::app) fn set_active(&mut self, at_ms: u64) {
        self.active_at_ms = at_ms;
    }

    /// When the vault locks by itself unless somebody does something, in milliseconds since 1970.
    fn locks_at_ms(&self, here: &Here) -> Option<u64> {
        self.active_at_ms.checked_add(idle_ms(here.autolock()))
    }

    /// Whether nobody has done anything for as long as the person chose.
    pub(in crate::app) fn is_due(&mut self, here: &Here, now: Now) -> bool {
        // A clock that was set back does not put the moment off.
        self.active_at_ms = self.active_at_ms.min(now.unix_ms);
        self.locks_at_ms(here).is_some_and(|at| at <= now.unix_ms)
    }

    /// When something is to be said or done about that next, in milliseconds since 1970.
    pub(in crate::app) fn next_wake_ms(&self, here: &Here, now: Now) -> Option<u64> {
        let locks_at_ms = self.locks_at_ms(here)?;
        let warns_at_ms = locks_at_ms - WARNED_MS;
        Some(if now.unix_ms < warns_at_ms { warns_at_ms } else { locks_at_ms })
    }

    pub(in crate::app) fn view(&self, here: &Here, sealing_anew: Option<u8>, now: Now) -> LockView {
        let soon = self.locks_at_ms(here).is_some_and(|at| at <= now.unix_ms.saturating_add(WARNED_MS));
        LockView { autolock: here.autolock(), passkey: self.lock.passkey().is_some(), soon, sealing_anew }
    }

    /// Asks for the passphrase before what nobody is to do who only found the device open.
    ///
    /// # Errors
    /// [`Problem::Wait`], [`Problem::WrongPassphrase`].
    pub(in crate::app) fn check(&mut self, doing: &mut Doing<'_>, passphrase: &str) -> Result<(), Problem> {
        self.lock.try_passphrase(doing, passphrase).map(|_| ())
    }

    /// # Errors
    /// [`Problem::ShortPassphrase`], and as [`Self::check`].
    pub(in crate::app) fn change_passphrase(
        &mut self,
        spaces: &mut Spaces,
        doing: &mut Doing<'_>,
        (present, new): (&str, &str),
    ) -> Result<(), Problem> {
        check_passphrase(new)?;
        self.check(doing, present)?;
        self.exchange_key(spaces, doing, Some(new), |_| {})
    }

    /// Adds a passkey. Whether it took the place of another one, which opens nothing any more.
    ///
    /// # Errors
    /// [`Problem::WrongPasskey`] if no authenticator makes such a passkey, and as [`Self::check`].
    pub(in crate::app) fn add_passkey(
        &mut self,
        spaces: &mut Spaces,
        doing: &mut Doing<'_>,
        present: &str,
        (passkey, secret): (PasskeyView, &[u8]),
    ) -> Result<bool, Problem> {
        self.check(doing, present)?;
        let fits = device_lock::is_secret(secret)
            && passkey.salt.len() == device_lock::PASSKEY_SECRET_BYTES
            && (1..=CREDENTIAL_BYTES_MAX).contains(&passkey.credential.len());
        if !fits {
            return Err(Problem::WrongPasskey);
        }
        let replaces = self.remove_passkey(spaces, doing)?;
        let mut lock = self.lock.clone();
        lock.add_passkey(passkey, secret, spaces.keys().present(), &mut doing.random);
        self.keep(lock, doing.writes);
        Ok(replaces)
    }

    /// Removes the passkey. Whether there was one.
    ///
    /// # Errors
    /// [`Problem::Damaged`] if the lock was altered on the disk.
    pub(in crate::app) fn remove_passkey(
        &mut self,
        spaces: &mut Spaces,
        doing: &mut Doing<'_>,
    ) -> Result<bool, Problem> {
        if self.lock.passkey().is_none() {
            return Ok(false);
        }
        self.exchange_key(spaces, doing, None, DeviceLock::remove_passkey)?;
        Ok(true)
    }

    /// Makes a new key for this device's store. What opened the one of before opens nothing that is written from now on.
    fn exchange_key(
        &mut self,
        spaces: &mut Spaces,
        doing: &mut Doing<'_>,
        new_passphrase: Option<&str>,
        change: impl FnOnce(&mut DeviceLock),
    ) -> Result<(), Problem> {
        let mut lock = self.lock.clone();
        change(&mut lock);
        let next = SymmetricKey::random(&mut doing.random);
        let keys = (spaces.keys().present(), &next);
        let lock = lock.to_another(keys, new_passphrase, &mut doing.random).ok_or(Problem::Damaged)?;
        let before = spaces.keys_mut().exchange(next, &mut doing.random);
        doing.writes.push(before);
        self.keep(lock, doing.writes);
        Ok(())
    }

    fn keep(&mut self, lock: DeviceLock, writes: &mut Vec<Write>) {
        writes.push(lock.to_write());
        self.lock = lock;
    }
}

/// How long nobody has to do anything, in milliseconds. Somebody who chose to lock on leaving can also walk away from a page that
/// stays in sight.
fn idle_ms(autolock: Autolock) -> u64 {
    let minutes = match autolock {
        Autolock::Minute => 1,
        Autolock::FiveMinutes | Autolock::OnLeaving => 5,
        Autolock::QuarterHour => 15,
        Autolock::Hour => 60,
    };
    minutes * MS_PER_MINUTE
}
