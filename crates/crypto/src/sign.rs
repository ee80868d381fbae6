//! Ed25519 signatures that carry their purpose.

use ed25519_dalek::Signer;

use crate::{Context, Hash, fixed_bytes};

fixed_bytes! {
    /// A public Ed25519 key (RFC 8032), 32 bytes. It may still be no point of the curve: verification then fails.
    VerifyingKey, 32
}

fixed_bytes! {
    /// An Ed25519 signature (RFC 8032), 64 bytes.
    Signature, 64
}

/// A signature does not belong to this message, purpose and key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not verify")]
pub struct SignatureError;

/// A secret Ed25519 key.
#[derive(Clone)]
pub struct SigningKey(ed25519_dalek::SigningKey);

impl SigningKey {
    /// The key of an RFC 8032 seed.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(seed))
    }

    /// The public half.
    pub fn verifying_key(&self) -> VerifyingKey {
        VerifyingKey(self.0.verifying_key().to_bytes())
    }

    /// Signs `parts` for the purpose `context`.
    pub fn sign(&self, context: Context, parts: &[&[u8]]) -> Signature {
        self.sign_hash(context.hash(parts))
    }

    /// Signs a hash that already carries its purpose.
    pub fn sign_hash(&self, hash: Hash) -> Signature {
        Signature(self.0.sign(hash.as_bytes()).to_bytes())
    }
}

impl core::fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(formatter, "SigningKey(of {})", self.verifying_key())
    }
}

impl VerifyingKey {
    /// Verifies what [`SigningKey::sign`] made. Weak keys and malleable signatures are refused.
    ///
    /// # Errors
    /// [`SignatureError`] if anything at all differs.
    pub fn verify(
        &self,
        context: Context,
        parts: &[&[u8]],
        signature: &Signature,
    ) -> Result<(), SignatureError> {
        self.verify_hash(context.hash(parts), signature)
    }

    /// Verifies what [`SigningKey::sign_hash`] made.
    ///
    /// # Errors
    /// [`SignatureError`] if anything at all differs.
    pub fn verify_hash(&self, hash: Hash, signature: &Signature) -> Result<(), SignatureError> {
        self.verify_message(hash.as_bytes(), signature)
    }

    pub(crate) fn verify_message(&self, message: &[u8], signature: &Signature) -> Result<(), SignatureError> {
        let key = ed25519_dalek::VerifyingKey::from_bytes(&self.0).map_err(|_| SignatureError)?;
        let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
        key.verify_strict(message, &signature).map_err(|_| SignatureError)
    }
}

#[cfg(test)]
mod tests;
