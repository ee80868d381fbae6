//! How a device is locked, as it is stored.

use crypto::{Context, CryptoRng, EpochNumber, LockParameters, LockSalt, Part, SymmetricKey};
use model::Now;

use crate::app::Doing;
use crate::{Problem, Write, storage, view::PasskeyView};

/// Turns what an authenticator derives into the key that wraps the device's.
const PASSKEY: Context = Context("counterpoint 1 passkey lock");

/// From this wrong passphrase on, counted from 1, each costs a wait.
pub const WRONG_PASSPHRASE_COSTLY: u32 = 3;

/// The wait after the first wrong passphrase that costs one, in milliseconds; it doubles with each further one.
const FIRST_WAIT_MS: u64 = 5_000;

/// The longest wait between two attempts, in milliseconds.
const LONGEST_WAIT_MS: u64 = 15 * 60 * 1000;

/// The one record that is not sealed: how the lock works.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub(in crate::app) struct DeviceLock {
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
    /// A second way in.
    #[n(5)]
    passkey: Option<Passkey>,
}

/// A passkey of this device as a second way in, by the secret that its authenticator derives (WebAuthn's PRF extension).
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
struct Passkey {
    /// What the authenticator calls it.
    #[cbor(n(0), with = "minicbor::bytes")]
    credential: Vec<u8>,
    /// What the authenticator derives the secret from.
    #[cbor(n(1), with = "minicbor::bytes")]
    salt: Vec<u8>,
    /// The device's key, sealed under the secret's.
    #[cbor(n(2), with = "minicbor::bytes")]
    wrapped: Vec<u8>,
}

impl DeviceLock {
    pub(in crate::app) fn new(passphrase: &str, master: &SymmetricKey, random: &mut impl CryptoRng) -> Self {
        let parameters = LockParameters::STANDARD;
        let salt = LockSalt::random(random);
        let lock = parameters.derive(passphrase, &salt).expect("the standard parameters are in range");
        let place: &[&[u8]] = &[storage::DEVICE.as_bytes()];
        let wrapped = lock.seal(EpochNumber(0), Part::Local, place, master.expose().to_vec(), random).0;
        Self { parameters, salt, wrapped, wrong: 0, wrong_at_ms: 0, passkey: None }
    }

    fn unwrap(&self, passphrase: &str) -> Option<SymmetricKey> {
        let lock = self.parameters.derive(passphrase, &self.salt).ok()?;
        open_master(&lock, &[storage::DEVICE.as_bytes()], &self.wrapped)
    }

    /// Opens by passphrase. A wrong one is counted, also across restarts, and costs more each time.
    ///
    /// # Errors
    /// [`Problem::Wait`] while an earlier one still costs, [`Problem::WrongPassphrase`], [`Problem::Empty`].
    pub(in crate::app) fn try_passphrase(
        &mut self,
        doing: &mut Doing<'_>,
        passphrase: &str,
    ) -> Result<SymmetricKey, Problem> {
        // Nothing typed is no guess, and costs nothing.
        if passphrase.is_empty() {
            return Err(Problem::Empty);
        }
        // A clock that was set back meanwhile lengthens the wait once, and not for ever.
        if self.wrong_at_ms > doing.now.unix_ms {
            self.wrong_at_ms = doing.now.unix_ms;
            doing.writes.push(self.to_write());
        }
        let wait_ms = self.wait_ms(doing.now);
        if wait_ms > 0 {
            return Err(Problem::Wait { wait_ms });
        }
        let master = self.unwrap(passphrase);
        if master.is_some() {
            self.forgive(doing.writes);
        } else {
            self.wrong = self.wrong.saturating_add(1);
            self.wrong_at_ms = doing.now.unix_ms;
            doing.writes.push(self.to_write());
        }
        master.ok_or(Problem::WrongPassphrase)
    }

    /// Opens by what the passkey's authenticator derived. Such a secret cannot be guessed, so a wrong one costs nothing.
    pub(in crate::app) fn try_passkey(
        &mut self,
        secret: &[u8],
        writes: &mut Vec<Write>,
    ) -> Option<SymmetricKey> {
        let passkey = self.passkey.as_ref().filter(|_| is_secret(secret))?;
        let master = open_master(&passkey_lock(secret), &passkey.place(), &passkey.wrapped)?;
        self.forgive(writes);
        Some(master)
    }

    fn forgive(&mut self, writes: &mut Vec<Write>) {
        if self.wrong > 0 {
            self.wrong = 0;
            writes.push(self.to_write());
        }
    }

    /// The same lock under a new passphrase; the passkey stays.
    pub(in crate::app) fn with_passphrase(
        &self,
        passphrase: &str,
        master: &SymmetricKey,
        random: &mut impl CryptoRng,
    ) -> Self {
        Self { passkey: self.passkey.clone(), ..Self::new(passphrase, master, random) }
    }

    /// Adds a passkey, in place of an earlier one.
    pub(in crate::app) fn add_passkey(
        &mut self,
        view: PasskeyView,
        secret: &[u8],
        master: &SymmetricKey,
        random: &mut impl CryptoRng,
    ) {
        let PasskeyView { credential, salt } = view;
        let mut passkey = Passkey { credential, salt, wrapped: Vec::new() };
        let text = master.expose().to_vec();
        let sealed = passkey_lock(secret).seal(EpochNumber(0), Part::Local, &passkey.place(), text, random);
        passkey.wrapped = sealed.0;
        self.passkey = Some(passkey);
    }

    pub(in crate::app) fn remove_passkey(&mut self) {
        self.passkey = None;
    }

    /// What the screen needs in order to ask the authenticator.
    pub(in crate::app) fn passkey(&self) -> Option<PasskeyView> {
        let Passkey { credential, salt, .. } = self.passkey.as_ref()?;
        Some(PasskeyView { credential: credential.clone(), salt: salt.clone() })
    }

    /// When the next attempt is allowed, if that is in the future.
    pub(in crate::app) fn opens_at_ms(&self, now: Now) -> Option<u64> {
        let costly = self.wrong.checked_sub(WRONG_PASSPHRASE_COSTLY)?;
        let wait_ms = (FIRST_WAIT_MS << costly.min(10)).min(LONGEST_WAIT_MS);
        // A clock that was set back does not lengthen the wait.
        let since_ms = self.wrong_at_ms.min(now.unix_ms);
        Some(since_ms.saturating_add(wait_ms)).filter(|at| *at > now.unix_ms)
    }

    pub(in crate::app) fn wait_ms(&self, now: Now) -> u64 {
        self.opens_at_ms(now).map_or(0, |at| at - now.unix_ms)
    }

    pub(in crate::app) fn to_write(&self) -> Write {
        let value = minicbor::to_vec(self).expect("writing to memory cannot fail");
        Write::Put { key: storage::DEVICE.to_owned(), value }
    }
}

impl Passkey {
    fn place(&self) -> [&[u8]; 3] {
        [storage::DEVICE.as_bytes(), &self.credential, &self.salt]
    }
}

/// How many bytes an authenticator derives, and how many it derives them from (WebAuthn, PRF extension).
pub(super) const PASSKEY_SECRET_BYTES: usize = 32;

/// Whether an authenticator can have derived this. Bytes that are all alike are what an empty buffer holds, and would open the lock for
/// anybody.
pub(super) fn is_secret(bytes: &[u8]) -> bool {
    bytes.len() == PASSKEY_SECRET_BYTES && bytes.iter().any(|byte| Some(byte) != bytes.first())
}

fn passkey_lock(secret: &[u8]) -> SymmetricKey {
    SymmetricKey::derive(PASSKEY, &[secret])
}

fn open_master(lock: &SymmetricKey, place: &[&[u8]], wrapped: &[u8]) -> Option<SymmetricKey> {
    let master = zeroize::Zeroizing::new(lock.open(Part::Local, place, wrapped).ok()?);
    Some(SymmetricKey::from_bytes(master.as_slice().try_into().ok()?))
}
