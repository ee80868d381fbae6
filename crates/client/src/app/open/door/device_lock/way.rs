//! One way into a device: a passphrase, or what a passkey's authenticator derives.
//!
//! ```text
//!   what a person types, or an authenticator derives ─► a pair of keys ─┬─ the secret one opens ─► the device's key, in a box
//!                                                                       └─ the public one seals it into the box
//!   the public one stands beside the box, sealed under the device's key
//! ```
//! So whoever has the device open can put another device key into every box without knowing what opens them: a passphrase is changed
//! without the passkey, and a passkey removed without the passphrase. And whoever finds the device locked can put nothing into a box
//! of their own, in the hope that the next key goes there.

use crypto::{Context, CryptoRng, EpochNumber, OpeningKey, Part, SealedBox, SealingKey, SymmetricKey};

const OPENING: Context = Context("counterpoint 1 lock: opening seed");
const BOX: Context = Context("counterpoint 1 lock: the key of a device");

/// One way in, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub(super) struct Way {
    /// The device's key.
    #[n(0)]
    boxed: SealedBox,
    /// What seals the box, sealed under the device's key.
    #[cbor(n(1), with = "minicbor::bytes")]
    named: Vec<u8>,
}

impl Way {
    /// A way in by `secret`.
    pub(super) fn new(
        secret: &SymmetricKey,
        place: &[&[u8]],
        master: &SymmetricKey,
        random: &mut impl CryptoRng,
    ) -> Self {
        let sealing = opening_key(secret).sealing_key();
        Self::to(&sealing, place, master, random).expect("a key that follows from a seed can be sealed to")
    }

    fn to(
        sealing: &SealingKey,
        place: &[&[u8]],
        master: &SymmetricKey,
        random: &mut impl CryptoRng,
    ) -> Option<Self> {
        let boxed = sealing.seal(BOX, &place.concat(), master.expose(), random).ok()?;
        let text = sealing.as_bytes().to_vec();
        Some(Self { boxed, named: master.seal(EpochNumber(0), Part::Local, place, text, random).0 })
    }

    /// The device's key, if this is what opens it.
    pub(super) fn open(&self, secret: &SymmetricKey, place: &[&[u8]]) -> Option<SymmetricKey> {
        let master = opening_key(secret).open(BOX, &place.concat(), &self.boxed).ok()?;
        let master = zeroize::Zeroizing::new(master);
        Some(SymmetricKey::from_bytes(master.as_slice().try_into().ok()?))
    }

    /// The same way in, to another device key. Nothing if this device's own key did not seal it.
    pub(super) fn to_another(
        &self,
        place: &[&[u8]],
        (present, next): (&SymmetricKey, &SymmetricKey),
        random: &mut impl CryptoRng,
    ) -> Option<Self> {
        let sealing = present.open(Part::Local, place, &self.named).ok()?;
        Self::to(&SealingKey::from_bytes(&sealing)?, place, next, random)
    }
}

fn opening_key(secret: &SymmetricKey) -> OpeningKey {
    let mut seed = zeroize::Zeroizing::new([0; 32]);
    OPENING.derive(&[secret.expose()], seed.as_mut());
    OpeningKey::from_seed(&seed)
}
