//! Sealing to a person's or device's public key: HPKE (RFC 9180) in base mode with X-Wing (X25519 and ML-KEM-768),
//! HKDF-SHA-256 and ChaCha20-Poly1305. A ten-year diary is what "harvest now, decrypt later" waits for.

use hpke::{
    Deserializable, Kem, OpModeR, OpModeS, Serializable, aead::ChaCha20Poly1305, kdf::HkdfSha256, kem::XWing,
};
use rand_core::CryptoRng;

use crate::{Context, OpenError};

const ENCAPSULATED_BYTES: usize = 1120;

/// A public X-Wing key: anyone may seal to it. Decoded only at exactly its length.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, minicbor::Encode, minicbor::Decode)]
#[cbor(transparent)]
pub struct SealingKey(
    #[cbor(n(0), encode_with = "minicbor::bytes::encode", decode_with = "decode_sealing_key")] Vec<u8>,
);

impl SealingKey {
    /// The length in bytes.
    pub const LENGTH: usize = 1216;

    /// A key that [`Self::as_bytes`] gave. It may still be invalid.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        (bytes.len() == Self::LENGTH).then(|| Self(bytes.to_vec()))
    }

    /// The encoded key. It may still be invalid: sealing to it then fails ([`SealingKey::check`]).
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Checks that sealing to this key can succeed, so that nobody is let in whom a later rotation cannot serve.
    ///
    /// # Errors
    /// [`OpenError`] if this is no valid key.
    pub fn check(&self) -> Result<(), OpenError> {
        <XWing as Kem>::PublicKey::from_bytes(&self.0).map(|_| ()).map_err(|_| OpenError)
    }

    /// Seals `text` so that only the holder of the opening key reads it, bound to `context` and `place`.
    ///
    /// # Errors
    /// [`OpenError`] if this is no valid key.
    pub fn seal(
        &self,
        context: Context,
        place: &[u8],
        text: &[u8],
        random: &mut impl CryptoRng,
    ) -> Result<SealedBox, OpenError> {
        let key = <XWing as Kem>::PublicKey::from_bytes(&self.0).map_err(|_| OpenError)?;
        let (encapsulated, sealed) = hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, XWing>(
            &OpModeS::Base,
            &key,
            context.0.as_bytes(),
            text,
            place,
            random,
        )
        .map_err(|_| OpenError)?;
        let mut bytes = encapsulated.to_bytes().to_vec();
        bytes.extend_from_slice(&sealed);
        Ok(SealedBox(bytes))
    }
}

fn decode_sealing_key<C>(
    decoder: &mut minicbor::Decoder<'_>,
    _context: &mut C,
) -> Result<Vec<u8>, minicbor::decode::Error> {
    let bytes = decoder.bytes()?;
    if bytes.len() == SealingKey::LENGTH {
        Ok(bytes.to_vec())
    } else {
        Err(minicbor::decode::Error::message("SealingKey of a wrong length"))
    }
}

impl core::fmt::Debug for SealingKey {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(formatter, "SealingKey({} bytes)", self.0.len())
    }
}

/// What [`SealingKey::seal`] made: the encapsulated key (1120 bytes), then the ciphertext.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
#[cbor(transparent)]
pub struct SealedBox(#[cbor(n(0), with = "minicbor::bytes")] pub Vec<u8>);

/// A secret X-Wing key.
#[derive(Clone)]
pub struct OpeningKey(<XWing as Kem>::PrivateKey);

impl OpeningKey {
    /// The key of an X-Wing seed.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(<XWing as Kem>::PrivateKey::from_bytes(seed).expect("every 32 bytes are an X-Wing seed"))
    }

    /// The public half.
    pub fn sealing_key(&self) -> SealingKey {
        SealingKey(XWing::sk_to_pk(&self.0).to_bytes().to_vec())
    }

    /// Opens what was sealed to this key with the same context and place.
    ///
    /// # Errors
    /// [`OpenError`], whatever the reason.
    pub fn open(&self, context: Context, place: &[u8], sealed: &SealedBox) -> Result<Vec<u8>, OpenError> {
        let (encapsulated, text) = sealed.0.split_at_checked(ENCAPSULATED_BYTES).ok_or(OpenError)?;
        let encapsulated = <XWing as Kem>::EncappedKey::from_bytes(encapsulated).map_err(|_| OpenError)?;
        hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, XWing>(
            &OpModeR::Base,
            &self.0,
            &encapsulated,
            context.0.as_bytes(),
            text,
            place,
        )
        .map_err(|_| OpenError)
    }
}

impl core::fmt::Debug for OpeningKey {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str("OpeningKey(secret)")
    }
}
