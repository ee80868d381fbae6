//! The lock: a passphrase becomes the key that wraps what a device keeps at rest.

use zeroize::Zeroize;

use crate::{SymmetricKey, fixed_bytes};

fixed_bytes! {
    /// Makes equal passphrases of two devices give different keys.
    LockSalt, 16
}

/// The key that a passphrase gives.
pub type LockKey = SymmetricKey;

/// A passphrase could not be turned into a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the lock's parameters are out of range")]
pub struct LockError;

/// How much work one guess of the passphrase costs (Argon2id, RFC 9106).
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct LockParameters {
    /// Memory in kibibytes.
    #[n(0)]
    pub memory_kib: u32,
    /// Passes over the memory.
    #[n(1)]
    pub passes: u32,
    /// Parallel lanes.
    #[n(2)]
    pub lanes: u32,
}

impl LockParameters {
    /// RFC 9106's second recommended option (64 MiB, three passes) with one lane, because the browser has one thread here.
    pub const STANDARD: Self = Self { memory_kib: 64 * 1024, passes: 3, lanes: 1 };

    /// The most that a stored lock may demand, so that a forged record cannot exhaust memory.
    pub const MEMORY_KIB_MAX: u32 = 256 * 1024;

    /// The most passes that a stored lock may demand.
    pub const PASSES_MAX: u32 = 16;

    /// Derives the key of `passphrase`.
    ///
    /// # Errors
    /// [`LockError`] if the parameters are outside what Argon2 or this program allows.
    pub fn derive(&self, passphrase: &str, salt: &LockSalt) -> Result<LockKey, LockError> {
        if self.memory_kib > Self::MEMORY_KIB_MAX || self.passes > Self::PASSES_MAX || self.lanes > 4 {
            return Err(LockError);
        }
        let parameters =
            argon2::Params::new(self.memory_kib, self.passes, self.lanes, Some(32)).map_err(|_| LockError)?;
        let argon = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, parameters);
        let mut key = [0; 32];
        argon.hash_password_into(passphrase.as_bytes(), &salt.0, &mut key).map_err(|_| LockError)?;
        let lock = SymmetricKey::from_bytes(key);
        key.zeroize();
        Ok(lock)
    }
}
