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
