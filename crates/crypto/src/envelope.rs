//! Envelopes: what is sealed under the key of an epoch.
//!
//! ```text
//! version 1 │ epoch 4 (little endian) │ nonce 24 │ commitment 32 │ ciphertext of the padded text, tag 16
//! ```
//! The key and the commitment of each envelope are both derived from the epoch's key, the nonce and the associated data
//! (version, part, epoch and place), so an envelope opens under one key and in one place only; XChaCha20-Poly1305 alone
//! commits to neither. Nonces are random: a restored backup can never repeat one.

use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, AeadInOut, KeyInit, Payload},
};
use rand_core::CryptoRng;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{Context, padding};

const VERSION: u8 = 1;
const NONCE_BYTES: usize = 24;
const COMMITMENT_BYTES: usize = 32;
const TAG_BYTES: usize = 16;
const HEADER_BYTES: usize = 1 + 4 + NONCE_BYTES + COMMITMENT_BYTES;
const MESSAGE_KEY: Context = Context("counterpoint 1 envelope: key and commitment");
const WRAP_EPOCH: Context = Context("counterpoint 1 epoch key wrapped under the next");

/// What an envelope adds to its padded text, in bytes.
pub const ENVELOPE_OVERHEAD_BYTES: usize = HEADER_BYTES + TAG_BYTES;

/// The envelope could not be opened: wrong key, wrong place, altered, truncated or malformed. Deliberately says no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the envelope does not open with this key")]
pub struct OpenError;

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

/// What an envelope holds; bound into it, so that one part never passes for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The head of an entry.
    Head,
    /// The body of an entry.
    Body,
    /// A checkpoint.
    Checkpoint,
    /// A record of a device's own store.
    Local,
    /// A message in a rendezvous box.
    Rendezvous,
    /// A backup, or its key.
    Backup,
}

impl Part {
    fn tag(self) -> u8 {
        match self {
            Self::Head => 1,
            Self::Body => 2,
            Self::Checkpoint => 3,
            Self::Local => 4,
            Self::Rendezvous => 5,
            Self::Backup => 6,
        }
    }
}

/// Sealed bytes, as they travel and rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope(pub Vec<u8>);

impl Envelope {
    /// The epoch that the envelope claims, unverified until it is opened.
    pub fn claimed_epoch(bytes: &[u8]) -> Option<EpochNumber> {
        let (version, rest) = bytes.split_first()?;
        let number = rest.first_chunk::<4>()?;
        (*version == VERSION).then(|| EpochNumber(u32::from_le_bytes(*number)))
    }
}

/// A 256-bit secret key that seals envelopes.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct SymmetricKey([u8; 32]);

impl SymmetricKey {
    /// Takes over key material that is already uniformly random.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Derives a key for the purpose `context` from `parts`.
    pub fn derive(context: Context, parts: &[&[u8]]) -> Self {
        let mut key = Self([0; 32]);
        context.derive(parts, &mut key.0);
        key
    }

    /// Draws a new key.
    pub fn random(random: &mut (impl CryptoRng + ?Sized)) -> Self {
        let mut key = Self([0; 32]);
        random.fill_bytes(&mut key.0);
        key
    }

    /// The key itself, for wrapping it into something else that is sealed.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// Seals `text` as `part`, bound to `place` (space, entry, slot, …), under the number `epoch`.
    pub fn seal(
        &self,
        epoch: EpochNumber,
        part: Part,
        place: &[&[u8]],
        text: Vec<u8>,
        random: &mut (impl CryptoRng + ?Sized),
    ) -> Envelope {
        let mut nonce = [0; NONCE_BYTES];
        random.fill_bytes(&mut nonce);
        self.seal_with(nonce, epoch, part, place, text)
    }

    /// Not generic, so that it is compiled with this crate, which is compiled for speed.
    fn seal_with(
        &self,
        nonce: [u8; NONCE_BYTES],
        epoch: EpochNumber,
        part: Part,
        place: &[&[u8]],
        mut text: Vec<u8>,
    ) -> Envelope {
        let associated = associated_data(epoch, part, place);
        let (cipher, commitment) = self.message_key(&nonce, &associated);
        let mut envelope = Vec::with_capacity(HEADER_BYTES + padding::padded_len(text.len()) + TAG_BYTES);
        envelope.push(VERSION);
        envelope.extend_from_slice(&epoch.0.to_le_bytes());
        envelope.extend_from_slice(&nonce);
        envelope.extend_from_slice(&commitment);
        // Padding and sealing happen in the envelope's own memory, so that no copy of the text stays behind.
        envelope.extend_from_slice(&text);
        let length = padding::padded_len(text.len());
        text.zeroize();
        padding::pad_tail(&mut envelope, HEADER_BYTES + length);
        let (_, padded) = envelope.split_at_mut(HEADER_BYTES);
        let tag = cipher
            .encrypt_inout_detached(&XNonce::from(nonce), &associated, padded.into())
            .expect("a text below 256 GiB can always be sealed");
        envelope.extend_from_slice(&tag);
        Envelope(envelope)
    }

    /// Opens what [`SymmetricKey::seal`] made for the same epoch, part and place.
    ///
    /// # Errors
    /// [`OpenError`], whatever the reason.
    pub fn open(&self, part: Part, place: &[&[u8]], envelope: &[u8]) -> Result<Vec<u8>, OpenError> {
        let epoch = Envelope::claimed_epoch(envelope).ok_or(OpenError)?;
        let (_, rest) = envelope.split_at_checked(1 + 4).ok_or(OpenError)?;
        let (nonce, rest) = rest.split_first_chunk::<NONCE_BYTES>().ok_or(OpenError)?;
        let (claimed, sealed) = rest.split_first_chunk::<COMMITMENT_BYTES>().ok_or(OpenError)?;
        let associated = associated_data(epoch, part, place);
        let (cipher, commitment) = self.message_key(nonce, &associated);
        if !bool::from(commitment.ct_eq(claimed)) {
            return Err(OpenError);
        }
        let mut text = cipher
            .decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: &associated })
            .map_err(|_| OpenError)?;
        if padding::unpad(&mut text).is_err() {
            text.zeroize();
            return Err(OpenError);
        }
        Ok(text)
    }

    fn message_key(
        &self,
        nonce: &[u8; NONCE_BYTES],
        associated: &[u8],
    ) -> (XChaCha20Poly1305, [u8; COMMITMENT_BYTES]) {
        let mut output = Zeroizing::new([0; 32 + COMMITMENT_BYTES]);
        MESSAGE_KEY.derive(&[&self.0, nonce, associated], output.as_mut());
        let (key, commitment) = output.split_at(32);
        let cipher = XChaCha20Poly1305::new_from_slice(key).expect("a key has 32 bytes");
        (cipher, commitment.try_into().expect("a commitment has 32 bytes"))
    }
}

impl core::fmt::Debug for SymmetricKey {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str("SymmetricKey(secret)")
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
        let mut key = SymmetricKey([0; 32]);
        if secret.len() != key.0.len() {
            return Err(OpenError);
        }
        key.0.copy_from_slice(&secret);
        Ok(Self { number, secret: key })
    }

    fn wrapping_key(&self, previous: EpochNumber) -> SymmetricKey {
        let numbers = [self.number.0.to_le_bytes(), previous.0.to_le_bytes()].concat();
        SymmetricKey::derive(WRAP_EPOCH, &[self.secret.expose(), &numbers])
    }
}

fn associated_data(epoch: EpochNumber, part: Part, place: &[&[u8]]) -> Vec<u8> {
    let mut data = vec![VERSION, part.tag()];
    data.extend_from_slice(&epoch.0.to_le_bytes());
    for piece in place {
        data.extend_from_slice(&(piece.len() as u64).to_le_bytes());
        data.extend_from_slice(piece);
    }
    data
}
