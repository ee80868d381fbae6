//! Epochs: a space's key is replaced whenever somebody leaves; who has the newest key reads the whole past.

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::{Context, Envelope, OpenError, Part, SymmetricKey};

const WRAP_EPOCH: Context = Context("counterpoint 1 epoch key wrapped under the next");

/// The number of an epoch within its space, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, minicbor::Encode, minicbor::Decode)]
#[cbor(transparent)]
pub struct EpochNumber(#[n(0)] pub u32);

impl EpochNumber {
    /// The epoch that a space begins with.
    pub const FIRST: Self = Self(1);

    /// The epoch after this one.
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// The key of one epoch of a space: everything written in that epoch is sealed under it.
#[derive(Debug, Clone)]
pub struct EpochKey {
    /// Which epoch.
    pub number: EpochNumber,
    /// Its secret.
    pub secret: SymmetricKey,
}

impl EpochKey {
    /// Draws the key of epoch `number`.
    pub fn random(number: EpochNumber, random: &mut (impl CryptoRng + ?Sized)) -> Self {
        Self { number, secret: SymmetricKey::random(random) }
    }

    /// Seals `text` in this epoch.
    pub fn seal(
        &self,
        part: Part,
        place: &[&[u8]],
        text: Vec<u8>,
        random: &mut (impl CryptoRng + ?Sized),
    ) -> Envelope {
        self.secret.seal(self.number, part, place, text, random)
    }

    /// Opens an envelope of this epoch.
    ///
    /// # Errors
    /// [`OpenError`] also when the envelope claims another epoch.
    pub fn open(&self, part: Part, place: &[&[u8]], envelope: &[u8]) -> Result<Vec<u8>, OpenError> {
        if Envelope::claimed_epoch(envelope) != Some(self.number) {
            return Err(OpenError);
        }
        self.secret.open(part, place, envelope)
    }

    /// Wraps `previous` under this key, for members that stay: who has the newest key reads the whole past.
    pub fn wrap_previous(
        &self,
        previous: &Self,
        place: &[&[u8]],
        random: &mut (impl CryptoRng + ?Sized),
    ) -> Envelope {
        let secret = previous.secret.expose().to_vec();
        self.wrapping_key(previous.number).seal(self.number, Part::Local, place, secret, random)
    }

    /// Opens what [`EpochKey::wrap_previous`] made: the key of epoch `number`.
    ///
    /// # Errors
    /// [`OpenError`], whatever the reason, also when the key of another epoch was wrapped.
    pub fn unwrap_previous(
        &self,
        number: EpochNumber,
        place: &[&[u8]],
        wrapped: &[u8],
    ) -> Result<Self, OpenError> {
        let secret = Zeroizing::new(self.wrapping_key(number).open(Part::Local, place, wrapped)?);
        let secret = secret.as_slice().try_into().map_err(|_| OpenError)?;
        Ok(Self { number, secret: SymmetricKey::from_bytes(secret) })
    }

    fn wrapping_key(&self, previous: EpochNumber) -> SymmetricKey {
        let numbers = [self.number.0.to_le_bytes(), previous.0.to_le_bytes()].concat();
        SymmetricKey::derive(WRAP_EPOCH, &[self.secret.expose(), &numbers])
    }
}
