//! How a device is locked, as it is stored.

mod way;

use crypto::{Context, CryptoRng, LockParameters, LockSalt, SymmetricKey};
use model::Now;

use crate::app::Doing;
use crate::{Problem, Write, storage, view::PasskeyView};

use way::Way;

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
pub(crate) struct DeviceLock {
    #[n(0)]
    parameters: LockParameters,
    #[n(1)]
    salt: LockSalt,
    /// By the passphrase.
    #[n(2)]
    passphrase: Way,
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
    /// By what it derives.
    #[n(2)]
    way: Way,
}

impl DeviceLock {
    pub(in crate::app) fn new(passphrase: &str, master: &SymmetricKey, random: &mut impl CryptoRng) -> Self {
        let parameters = LockParameters::STANDARD;
        let salt = LockSalt::random(random);
        let secret = parameters.derive(passphrase, &salt).expect("the standard parameters are in range");
        let passphrase = Way::new(&secret, &passphrase_place(&salt), master, random);
        Self { parameters, salt, passphrase, wrong: 0, wrong_at_ms: 0, passkey: None }
    }

    /// The device's key, if this is what opens it. No attempt is counted.
    pub(crate) fn unwrap(&self, passphrase: &str) -> Option<SymmetricKey> {
        let secret = self.parameters.derive(passphrase, &self.salt).ok()?;
        self.passphrase.open(&secret, &passphrase_place(&self.salt))
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
        let master =
            passkey.way.open(&passkey_lock(secret), &passkey_place(&passkey.credential, &passkey.salt))?;
        self.forgive(writes);
        Some(master)
    }

    fn forgive(&mut self, writes: &mut Vec<Write>) {
        if self.wrong > 0 {
            self.wrong = 0;
            writes.push(self.to_write());
        }
    }

    /// The lock to another device key, under a new passphrase or the same one. The passkey stays, if it is one that this device sealed.
    pub(in crate::app) fn to_another(
        &self,
        keys: (&SymmetricKey, &SymmetricKey),
        new_passphrase: Option<&str>,
        random: &mut impl CryptoRng,
    ) -> Option<Self> {
        let mut next = match new_passphrase {
            Some(new) => Self::new(new, keys.1, random),
            None => {
                let place = passphrase_place(&self.salt);
                Self { passphrase: self.passphrase.to_another(&place, keys, random)?, ..self.clone() }
            }
        };
        next.passkey = self.passkey.as_ref().and_then(|passkey| {
            let place = passkey_place(&passkey.credential, &passkey.salt);
            Some(Passkey { way: passkey.way.to_another(&place, keys, random)?, ..passkey.clone() })
        });
        Some(next)
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
        let way = Way::new(&passkey_lock(secret), &passkey_place(&credential, &salt), master, random);
        self.passkey = Some(Passkey { credential, salt, way });
    }

    /// Takes the passkey out. What it derives opens the device's key of before until that is exchanged.
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

fn passphrase_place(salt: &LockSalt) -> [&[u8]; 3] {
    [storage::DEVICE.as_bytes(), b"passphrase", salt.as_bytes()]
}

fn passkey_place<'p>(credential: &'p [u8], salt: &'p [u8]) -> [&'p [u8]; 4] {
    [storage::DEVICE.as_bytes(), b"passkey", credential, salt]
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
