//! The lock: a passphrase becomes the key that wraps what a device keeps at rest.

use std::sync::OnceLock;

use zeroize::{Zeroize, Zeroizing};

use crate::{SymmetricKey, fixed_bytes};

fixed_bytes! {
    /// Makes equal passphrases of two devices give different keys.
    LockSalt, 16
}

/// The key that a passphrase gives.
pub type LockKey = SymmetricKey;

/// A passphrase could not be turned into a key: the parameters are out of range, or the device lacks the memory for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the lock's parameters are out of range for this device")]
pub struct LockError;

/// Derives the same key in another memory, or nothing where it cannot.
pub type DeriveApart = fn(&LockParameters, passphrase: &str, salt: &LockSalt) -> Option<[u8; 32]>;

static APART: OnceLock<DeriveApart> = OnceLock::new();

/// From now on keys of passphrases are derived by `derive`. A browser's memory never shrinks: one that has derived a key holds 64 MiB
/// until it ends, unless another one was lent for it. The first call counts.
pub fn derive_apart_with(derive: DeriveApart) {
    // A second one would derive the same.
    let _is_first = APART.set(derive);
}

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

    /// The most lanes that a stored lock may demand.
    pub const LANES_MAX: u32 = 4;

    /// Derives the key of `passphrase`, byte for byte as it is given: whoever lets people carry a passphrase between
    /// systems normalises it first.
    ///
    /// # Errors
    /// [`LockError`] if the parameters are outside what Argon2 or this program allows, or memory is short.
    pub fn derive(&self, passphrase: &str, salt: &LockSalt) -> Result<LockKey, LockError> {
        self.check()?;
        match APART.get().and_then(|derive| derive(self, passphrase, salt)) {
            Some(key) => Ok(SymmetricKey::from_bytes(key)),
            None => Ok(SymmetricKey::from_bytes(*self.derive_bytes(passphrase, salt)?)),
        }
    }

    /// The same as bytes, always derived here: for whoever derives it for another memory ([`DeriveApart`]).
    ///
    /// # Errors
    /// As [`LockParameters::derive`].
    pub fn derive_bytes(&self, passphrase: &str, salt: &LockSalt) -> Result<Zeroizing<[u8; 32]>, LockError> {
        self.check()?;
        let parameters =
            argon2::Params::new(self.memory_kib, self.passes, self.lanes, Some(32)).map_err(|_| LockError)?;
        let mut blocks = Vec::new();
        blocks.try_reserve_exact(parameters.block_count()).map_err(|_| LockError)?;
        blocks.resize(parameters.block_count(), argon2::Block::default());
        let argon = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, parameters);
        let mut key = Zeroizing::new([0; 32]);
        let derived =
            argon.hash_password_into_with_memory(passphrase.as_bytes(), &salt.0, key.as_mut(), &mut blocks);
        // The key follows from the last blocks, and a browser never gives memory back.
        blocks.iter_mut().for_each(Zeroize::zeroize);
        derived.map_err(|_| LockError)?;
        Ok(key)
    }

    fn check(&self) -> Result<(), LockError> {
        let is_allowed = self.memory_kib <= Self::MEMORY_KIB_MAX
            && self.passes <= Self::PASSES_MAX
            && self.lanes <= Self::LANES_MAX;
        if is_allowed { Ok(()) } else { Err(LockError) }
    }
}
