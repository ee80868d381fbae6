//! Choices drawn from a seed.

use crypto::CryptoRng;

/// A number below `bound`; 0 if that is 0.
pub fn below(random: &mut impl CryptoRng, bound: usize) -> usize {
    let bound = bound.max(1) as u64;
    usize::try_from(random.next_u64() % bound).expect("it is below a usize")
}

/// Whether something happens that happens in so many of a hundred cases.
pub fn percent(random: &mut impl CryptoRng, chance: usize) -> bool {
    below(random, 100) < chance
}

/// One of several.
pub fn pick<T: Clone>(random: &mut impl CryptoRng, choices: &[T]) -> Option<T> {
    choices.get(below(random, choices.len())).cloned()
}

/// Random bytes for an identifier.
pub fn identifier(random: &mut impl CryptoRng) -> [u8; 16] {
    let mut bytes = [0; 16];
    random.fill_bytes(&mut bytes);
    bytes
}
