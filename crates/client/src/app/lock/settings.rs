//! What the person chooses about the lock while the vault is open.

use super::{DeviceRecord, check_passphrase};
use crate::app::Doing;
use crate::{
    Problem, Write,
    app::open::Open,
    command::{Autolock, Outcome},
    view::{LockView, PasskeyView},
};

/// Bytes of the secret that an authenticator derives, and of what it derives it from (WebAuthn, PRF extension).
const PASSKEY_SECRET_BYTES: usize = 32;

/// The longest name that an authenticator gives a passkey, in bytes (WebAuthn, credential identifiers).
const CREDENTIAL_BYTES_MAX: usize = 1023;

const MS_PER_MINUTE: u64 = 60_000;

impl Autolock {
    /// How long nobody has to do anything, in milliseconds. Somebody who chose to lock on leaving can also walk away from
    /// a page that stays in sight.
    fn idle_ms(self) -> u64 {
        let minutes = match self {
            Self::Minute => 1,
            Self::FiveMinutes | Self::OnLeaving => 5,
            Self::QuarterHour => 15,
            Self::Hour => 60,
        };
        minutes * MS_PER_MINUTE
    }
}

impl Open {
    /// When the vault locks by itself unless somebody does something, in milliseconds since 1970.
    pub(in crate::app) fn locks_at_ms(&self) -> Option<u64> {
        self.active_at_ms.checked_add(self.settings.autolock().idle_ms())
    }

    pub(in crate::app) fn lock_view(&self) -> LockView {
        LockView { autolock: self.settings.autolock(), passkey: self.record.passkey().is_some() }
    }

    pub(in crate::app) fn set_autolock(&mut self, doing: &mut Doing<'_>, autolock: Autolock) -> Outcome {
        self.settings.set_autolock(autolock);
        self.save_settings(doing);
        Outcome::Done
    }

    pub(in crate::app) fn change_passphrase(
        &mut self,
        doing: &mut Doing<'_>,
        present: &str,
        new: &str,
    ) -> Result<Outcome, Problem> {
        check_passphrase(new)?;
        self.record.try_passphrase(doing, present)?;
        let record: DeviceRecord = self.record.with_passphrase(new, &self.master, &mut doing.random);
        self.keep_record(record, doing.writes);
        Ok(Outcome::Done)
    }

    pub(in crate::app) fn add_passkey(
        &mut self,
        doing: &mut Doing<'_>,
        present: &str,
        view: PasskeyView,
        secret: &[u8],
    ) -> Result<Outcome, Problem> {
        self.record.try_passphrase(doing, present)?;
        let fits = secret.len() == PASSKEY_SECRET_BYTES
            && view.salt.len() == PASSKEY_SECRET_BYTES
            && (1..=CREDENTIAL_BYTES_MAX).contains(&view.credential.len());
        if !fits {
            return Err(Problem::WrongPasskey);
        }
        let mut record = self.record.clone();
        record.add_passkey(view, secret, &self.master, &mut doing.random);
        self.keep_record(record, doing.writes);
        Ok(Outcome::Done)
    }

    pub(in crate::app) fn remove_passkey(&mut self, writes: &mut Vec<Write>) -> Outcome {
        let mut record = self.record.clone();
        record.remove_passkey();
        self.keep_record(record, writes);
        Outcome::Done
    }

    fn keep_record(&mut self, record: DeviceRecord, writes: &mut Vec<Write>) {
        writes.push(record.to_write());
        self.record = record;
    }
}
