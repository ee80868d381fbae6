//! Entries as the relay sees them: opaque blobs with a position.

use crypto::{CryptoRng, Envelope, EpochKey, EpochNumber, ErasePreimage, EraseTag, Head, KeyName, Part};

use crate::{SpaceId, limits};

crypto::fixed_bytes! {
    /// Names an entry within its space: a hash of what its head says, so that sending it twice stores it once, and nobody gives one entry
    /// the name of another.
    EntryId, 16
}

impl EntryId {
    /// The name of the entry that carries this head.
    pub fn of(head: &Head, space: &SpaceId) -> Self {
        Self(head.name(space.as_bytes()))
    }
}

/// The relay's own number for an entry within its space, counted from 1.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, minicbor::Encode, minicbor::Decode,
)]
#[cbor(transparent)]
pub struct Position(#[n(0)] pub u64);

/// A sealed entry, as its author hands it to the relay.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct Entry {
    /// Idempotency id.
    #[n(0)]
    pub id: EntryId,
    /// The name of the key, and the envelope of the signed head.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub head: Vec<u8>,
    /// Envelope of the body, or the proof that it was erased.
    #[n(2)]
    pub body: Body,
    /// The hash of the preimage that erases the body.
    #[n(3)]
    pub erase_tag: EraseTag,
}

/// The body of an entry.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum Body {
    /// Its envelope.
    #[n(0)]
    Sealed(#[cbor(n(0), with = "minicbor::bytes")] Vec<u8>),
    /// Its author erased it; the preimage of the erase tag proves that.
    #[n(1)]
    Erased(#[n(0)] ErasePreimage),
}

/// An entry with the relay's number.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub struct StoredEntry {
    /// The relay's number.
    #[n(0)]
    pub position: Position,
    /// The entry.
    #[n(1)]
    pub entry: Entry,
}

/// An entry breaks a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the entry holds {found} bytes; at most {limit} are allowed")]
pub struct EntryTooLarge {
    /// What it holds, in bytes.
    pub found: usize,
    /// What is allowed, in bytes.
    pub limit: usize,
}

impl Entry {
    /// Head and body together, in bytes.
    pub fn sealed_bytes(&self) -> usize {
        let body = match &self.body {
            Body::Sealed(sealed) => sealed.len(),
            Body::Erased(_) => ErasePreimage::LENGTH,
        };
        self.head.len() + body
    }

    /// The name of the key under which the head claims to be sealed. It tells an entry of another branch of the control chain from one
    /// that was altered, and proves nothing.
    pub fn head_key(&self) -> Option<KeyName> {
        self.head.first_chunk().copied().map(KeyName)
    }

    /// The envelope of the head, behind that name.
    pub(crate) fn head_envelope(&self) -> &[u8] {
        self.head.get(KeyName::LENGTH..).unwrap_or_default()
    }

    /// The epoch under which the head claims to be sealed.
    pub(crate) fn head_epoch(&self) -> Option<EpochNumber> {
        Envelope::claimed_epoch(self.head_envelope())
    }

    /// A head, sealed under the key of an epoch, as it travels.
    pub(crate) fn seal_head(
        key: &EpochKey,
        place: &[&[u8]],
        head: Vec<u8>,
        random: &mut impl CryptoRng,
    ) -> Vec<u8> {
        let mut sealed = key.secret.name().0.to_vec();
        sealed.extend(key.seal(Part::Head, place, head, random).0);
        sealed
    }

    /// Checks the entry against [`limits::HEAD_BYTES_MAX`] and [`limits::ENTRY_BYTES_MAX`].
    ///
    /// # Errors
    /// [`EntryTooLarge`] with the limit that is broken.
    pub fn check_size(&self) -> Result<(), EntryTooLarge> {
        if self.head.len() > limits::HEAD_BYTES_MAX {
            return Err(EntryTooLarge { found: self.head.len(), limit: limits::HEAD_BYTES_MAX });
        }
        if self.sealed_bytes() > limits::ENTRY_BYTES_MAX {
            return Err(EntryTooLarge { found: self.sealed_bytes(), limit: limits::ENTRY_BYTES_MAX });
        }
        Ok(())
    }
}
