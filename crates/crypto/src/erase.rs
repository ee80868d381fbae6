//! Erase tags: only the author can have the relay erase a body, and the relay need not know who that is.
//!
//! An entry carries a tag, the hash of a preimage that only its author can derive. Showing the preimage is the
//! proof. The relay learns that somebody erased something, which it sees anyway.

use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{Context, fixed_bytes};

const PREIMAGE: Context = Context("counterpoint 1 erase preimage");
const TAG: Context = Context("counterpoint 1 erase tag");

fixed_bytes! {
    /// What an entry shows from the start: the hash of its erase preimage.
    EraseTag, 32
}

fixed_bytes! {
    /// What its author shows to have the body erased.
    ErasePreimage, 32
}

/// The secret from which erase preimages in one space are derived: a member's own, or shared by one person's devices.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct EraseKey([u8; 32]);

impl EraseKey {
    /// Takes over a secret that is already uniformly random and serves one space only: the tags of two spaces must not
    /// follow from one key.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The key itself, to be kept sealed.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// The preimage for the entry `entry`.
    pub fn preimage(&self, entry: &[u8]) -> ErasePreimage {
        ErasePreimage(PREIMAGE.hash(&[&self.0, entry]).0)
    }

    /// The tag for the entry `entry`.
    pub fn tag(&self, entry: &[u8]) -> EraseTag {
        self.preimage(entry).tag()
    }
}

impl ErasePreimage {
    /// The tag that this preimage proves.
    pub fn tag(&self) -> EraseTag {
        EraseTag(TAG.hash(&[&self.0]).0)
    }
}

impl core::fmt::Debug for EraseKey {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        formatter.write_str("EraseKey(secret)")
    }
}
