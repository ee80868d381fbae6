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
    aead::{AeadInOut, KeyInit},
};
use rand_core::CryptoRng;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{Context, EpochNumber, fixed_bytes, padding};

const VERSION: u8 = 1;
const NONCE_BYTES: usize = 24;
const COMMITMENT_BYTES: usize = 32;
const TAG_BYTES: usize = 16;
const HEADER_BYTES: usize = 1 + 4 + NONCE_BYTES + COMMITMENT_BYTES;
/// Room for a place of three names, as entries have; a longer one makes its own.
const ASSOCIATED_BYTES_USUAL: usize = 128;
const KEY_NAME: Context = Context("counterpoint 1 name of a key");
const MESSAGE_KEY: Context = Context("counterpoint 1 envelope: key and commitment");

/// What an envelope adds to its padded text, in bytes.
pub const ENVELOPE_OVERHEAD_BYTES: usize = HEADER_BYTES + TAG_BYTES;

/// The envelope could not be opened: wrong key, wrong place, altered, truncated or malformed. Deliberately says no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the envelope does not open with this key")]
pub struct OpenError;

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
    /// How far the author of a control record had read each chain.
    Frontier,
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
            Self::Frontier => 7,
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

fixed_bytes! {
    /// Tells one key from another, and nothing of either.
    KeyName, 4
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

    /// Its name.
    pub fn name(&self) -> KeyName {
        let mut name = KeyName([0; KeyName::LENGTH]);
        KEY_NAME.derive(&[&self.0], &mut name.0);
        name
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
        let (header, sealed) = envelope.split_first_chunk().ok_or(OpenError)?;
        let opening = self.opening(part, place, header)?;
        let mut text = sealed.to_vec();
        let length = opening.decrypt(&mut text)?;
        text.truncate(length);
        Ok(text)
    }

    /// Opens the same within the envelope's own memory, where the text then stands: for large ones, of which a copy takes as
    /// long as decrypting.
    ///
    /// # Errors
    /// [`OpenError`], whatever the reason. Nothing secret is in the envelope's memory then.
    pub fn open_in_place<'e>(
        &self,
        part: Part,
        place: &[&[u8]],
        envelope: &'e mut [u8],
    ) -> Result<&'e [u8], OpenError> {
        let (header, sealed) = envelope.split_first_chunk_mut().ok_or(OpenError)?;
        let length = self.opening(part, place, header)?.decrypt(sealed)?;
        sealed.get(..length).ok_or(OpenError)
    }

    /// Whether an envelope in this place says of itself that it was sealed with this key. Nothing is opened.
    pub fn claims(&self, part: Part, place: &[&[u8]], envelope: &[u8]) -> bool {
        envelope.split_first_chunk().is_some_and(|(header, _)| self.opening(part, place, header).is_ok())
    }

    /// What opens the envelope that has this header, if it was sealed with this key in this place.
    fn opening(
        &self,
        part: Part,
        place: &[&[u8]],
        header: &[u8; HEADER_BYTES],
    ) -> Result<Opening, OpenError> {
        let epoch = Envelope::claimed_epoch(header).ok_or(OpenError)?;
        let (_, rest) = header.split_at_checked(1 + 4).ok_or(OpenError)?;
        let (nonce, claimed) = rest.split_first_chunk().ok_or(OpenError)?;
        let associated = associated_data(epoch, part, place);
        let (cipher, commitment) = self.message_key(nonce, &associated);
        if !bool::from(commitment.ct_eq(claimed)) {
            return Err(OpenError);
        }
        Ok(Opening { cipher, nonce: XNonce::from(*nonce), associated })
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

/// One envelope's own cipher.
struct Opening {
    cipher: XChaCha20Poly1305,
    nonce: XNonce,
    associated: Vec<u8>,
}

impl Opening {
    /// Decrypts what stands after the header; the length of the text at its beginning.
    fn decrypt(&self, sealed: &mut [u8]) -> Result<usize, OpenError> {
        let (padded, tag) = sealed.split_last_chunk_mut::<TAG_BYTES>().ok_or(OpenError)?;
        // Nothing is decrypted unless the tag is right.
        self.cipher
            .decrypt_inout_detached(&self.nonce, &self.associated, (&mut *padded).into(), &(*tag).into())
            .map_err(|_| OpenError)?;
        padding::unpadded_len(padded).map_err(|_| {
            padded.zeroize();
            OpenError
        })
    }
}

impl core::fmt::Debug for SymmetricKey {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str("SymmetricKey(secret)")
    }
}

fn associated_data(epoch: EpochNumber, part: Part, place: &[&[u8]]) -> Vec<u8> {
    let mut data = Vec::with_capacity(ASSOCIATED_BYTES_USUAL);
    data.extend_from_slice(&[VERSION, part.tag()]);
    data.extend_from_slice(&epoch.0.to_le_bytes());
    for piece in place {
        data.extend_from_slice(&(piece.len() as u64).to_le_bytes());
        data.extend_from_slice(piece);
    }
    data
}
