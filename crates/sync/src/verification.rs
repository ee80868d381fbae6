//! What a second device says of a checkpoint: that it holds what the log held.
//!
//! A relay removes the log that a checkpoint covers only on this word, and a device that comes too late for the log starts only
//! from a checkpoint that carries it.

use crypto::{Context, Hash, Signature, SignatureError, SigningKey, VerifyingKey};

use crate::{Position, SpaceId, frame::CheckpointId};

/// What a device signs that has compared a checkpoint with its own fold: `[space, checkpoint, covers, hash of the bytes]`.
pub const CHECKPOINT_VERIFIED: Context = Context("counterpoint 1 checkpoint: verified");

const CHECKPOINT_BYTES: Context = Context("counterpoint 1 checkpoint: bytes");

/// The hash of a checkpoint's sealed bytes, all its pieces one after the other.
pub fn checkpoint_hash(sealed: &[u8]) -> Hash {
    CHECKPOINT_BYTES.hash(&[sealed])
}

/// A device's signed word that a checkpoint holds what the log up to its position holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Verification {
    /// The member that says so.
    #[n(0)]
    pub verifier: VerifyingKey,
    /// [`checkpoint_hash`] of the bytes that it compared.
    #[n(1)]
    pub bytes: Hash,
    /// [`CHECKPOINT_VERIFIED`] over space, checkpoint, `covers` as eight little-endian bytes, and the hash.
    #[n(2)]
    pub signature: Signature,
}

impl Verification {
    /// Signs for the checkpoint whose bytes have this hash.
    pub fn sign(
        key: &SigningKey,
        space: SpaceId,
        checkpoint: CheckpointId,
        covers: Position,
        bytes: Hash,
    ) -> Self {
        let covers = covers.0.to_le_bytes();
        let parts: [&[u8]; 4] = [space.as_bytes(), checkpoint.as_bytes(), &covers, bytes.as_bytes()];
        Self { verifier: key.verifying_key(), bytes, signature: key.sign(CHECKPOINT_VERIFIED, &parts) }
    }

    /// Checks the signature. Who the verifier is, and what the bytes are, is for the caller to compare.
    ///
    /// # Errors
    /// [`SignatureError`] if the verifier did not sign this.
    pub fn check(
        &self,
        space: SpaceId,
        checkpoint: CheckpointId,
        covers: Position,
    ) -> Result<(), SignatureError> {
        let covers = covers.0.to_le_bytes();
        let parts: [&[u8]; 4] = [space.as_bytes(), checkpoint.as_bytes(), &covers, self.bytes.as_bytes()];
        self.verifier.verify(CHECKPOINT_VERIFIED, &parts, &self.signature)
    }
}
