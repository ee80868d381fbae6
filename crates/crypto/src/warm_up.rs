//! Running the cipher before it is needed.

use rand_core::CryptoRng;

use crate::{EpochNumber, Part, SymmetricKey};

/// Enough for an engine to find that the cipher deserves its best compiler, and through in some hundredths of a second.
const BYTES: usize = 256 * 1024;

/// Seals zeros under a key that nobody keeps, opens them, and throws them away.
///
/// A browser's engine compiles a function well once it has run for a while, but a call that is under way goes on as it was compiled at
/// first, several times slower. A vault goes through the cipher in one call, so the cipher has to have run before.
pub fn warm_up(random: &mut impl CryptoRng) {
    let key = SymmetricKey::random(random);
    let sealed = key.seal(EpochNumber::FIRST, Part::Local, &[], vec![0; BYTES], random);
    let opened = key.open(Part::Local, &[], &sealed.0);
    debug_assert!(opened.is_ok_and(|text| text.len() == BYTES), "what was just sealed opens");
}

#[cfg(test)]
mod tests {
    use rand_chacha::{
        ChaCha20Rng,
        rand_core::{Rng, SeedableRng},
    };

    use super::*;

    /// What docs/decisions/0020-ciphers-for-speed-and-warmed-up.md measured, it measured with so much.
    #[test]
    fn as_much_is_sealed_as_was_measured_to_be_enough() {
        assert_eq!(BYTES, 262_144);
    }

    /// The key that is thrown away is nobody's: it and the nonce are drawn from the randomness that is given.
    #[test]
    fn a_key_and_a_nonce_are_drawn_for_it() {
        let (mut used, mut beside) = (ChaCha20Rng::seed_from_u64(1), ChaCha20Rng::seed_from_u64(1));
        warm_up(&mut used);
        beside.fill_bytes(&mut [0; 32]);
        beside.fill_bytes(&mut [0; 24]);
        assert_eq!(used.next_u64(), beside.next_u64());
    }
}
