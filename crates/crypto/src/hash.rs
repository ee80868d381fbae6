//! Hashes, each bound to what it is for.

use zeroize::Zeroize;

use crate::fixed_bytes;

fixed_bytes! {
    /// A BLAKE3 hash, 32 bytes.
    Hash, 32
}

/// What a hash, a derived key or a signature is for. Two purposes never share an output, whatever the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context(pub &'static str);

impl Context {
    /// Hashes the concatenation of `parts`, each preceded by its length as eight little-endian bytes, so that no two
    /// lists of parts collide by shifting a boundary.
    ///
    /// ```
    /// use crypto::Context;
    /// const EXAMPLE: Context = Context("counterpoint 1 example");
    /// assert_ne!(EXAMPLE.hash(&[b"ab", b"c"]), EXAMPLE.hash(&[b"a", b"bc"]));
    /// ```
    pub fn hash(self, parts: &[&[u8]]) -> Hash {
        Hash(*self.hasher(parts).finalize().as_bytes())
    }

    /// Derives `output.len()` bytes of key material from `parts`. The first 32 are those of [`Context::hash`], so one
    /// context serves one of the two only.
    pub fn derive(self, parts: &[&[u8]], output: &mut [u8]) {
        let mut hasher = self.hasher(parts);
        let mut reader = hasher.finalize_xof();
        reader.fill(output);
        // Both still hold what the output follows from.
        reader.zeroize();
        hasher.zeroize();
    }

    fn hasher(self, parts: &[&[u8]]) -> blake3::Hasher {
        let mut hasher = blake3::Hasher::new_derive_key(self.0);
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        hasher
    }
}
