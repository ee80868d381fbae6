//! Members: a device, or a sheet of recovery words, as one space knows it.

use rand_core::CryptoRng;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{Context, EraseKey, OpeningKey, SealingKey, SigningKey, VerifyingKey, fixed_bytes};

const SIGNING: Context = Context("counterpoint 1 member: signing seed");
const OPENING: Context = Context("counterpoint 1 member: opening seed");
const ERASING: Context = Context("counterpoint 1 member: erase key");
const IDENTITY: Context = Context("counterpoint 1 member: identity");

fixed_bytes! {
    /// Names a member within a space: the first 16 bytes of the hash of its public keys.
    MemberId, 16
}

/// The public keys of a member.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, minicbor::Encode, minicbor::Decode)]
pub struct MemberKeys {
    /// Verifies what the member signed, and authenticates it to the relay.
    #[n(0)]
    pub verifying: VerifyingKey,
    /// Seals epoch keys to the member.
    #[n(1)]
    pub sealing: SealingKey,
}

impl MemberKeys {
    /// The name that these keys determine.
    pub fn id(&self) -> MemberId {
        let hash = IDENTITY.hash(&[self.verifying.as_bytes(), self.sealing.as_bytes()]);
        let (id, _) = hash.0.split_first_chunk().expect("a hash is longer than an id");
        MemberId(*id)
    }
}

/// The secret from which all keys of one member of one space are derived.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct MemberSeed([u8; 32]);

impl MemberSeed {
    /// Takes over a secret that is already uniformly random.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Draws a new secret.
    pub fn random(random: &mut (impl CryptoRng + ?Sized)) -> Self {
        let mut seed = Self([0; 32]);
        random.fill_bytes(&mut seed.0);
        seed
    }

    /// The secret itself, to be kept sealed.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// Signs for this member.
    pub fn signing_key(&self) -> SigningKey {
        SigningKey::from_seed(&self.derived(SIGNING))
    }

    /// Opens what was sealed to this member.
    pub fn opening_key(&self) -> OpeningKey {
        OpeningKey::from_seed(&self.derived(OPENING))
    }

    /// An erase key of this member's own.
    pub fn erase_key(&self) -> EraseKey {
        EraseKey::from_bytes(*self.derived(ERASING))
    }

    /// The public keys.
    pub fn keys(&self) -> MemberKeys {
        MemberKeys {
            verifying: self.signing_key().verifying_key(),
            sealing: self.opening_key().sealing_key(),
        }
    }

    fn derived(&self, context: Context) -> Zeroizing<[u8; 32]> {
        let mut output = Zeroizing::new([0; 32]);
        context.derive(&[&self.0], output.as_mut());
        output
    }
}

impl core::fmt::Debug for MemberSeed {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str("MemberSeed(secret)")
    }
}
