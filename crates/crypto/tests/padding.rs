//! Padmé padding, by its laws and by values of its definition.

use crypto::{PADDED_BYTES_MIN, PaddingError, pad, padded_len, unpad};
use proptest::prelude::*;

/// Lengths (with the end marker) that Nikitin et al. 2019 define: exponent E, S = ⌊log₂ E⌋ + 1 bits of mantissa, rounded
/// up. Worked by hand from the definition.
#[test]
fn lengths_are_those_of_the_definition() {
    let cases = [
        (64, 64),
        (65, 72),
        (72, 72),
        (73, 80),
        (127, 128),
        (128, 128),
        (129, 144),
        (1000, 1024),
        (1025, 1088),
    ];
    for (needed, padded) in cases {
        assert_eq!(padded_len(needed - 1), padded, "a text of {} bytes and its marker", needed - 1);
    }
    // 2^20 + 1: E = 20, S = 5, so fifteen low bits are rounded up.
    assert_eq!(padded_len(1 << 20), (1 << 20) + (1 << 15));
}

#[test]
fn short_texts_look_alike() {
    for length in 0..PADDED_BYTES_MIN {
        assert_eq!(padded_len(length), PADDED_BYTES_MIN);
    }
}

#[test]
fn every_length_up_to_70000_costs_at_most_12_percent() {
    for length in PADDED_BYTES_MIN..70_000 {
        let padded = padded_len(length);
        assert!(padded > length && padded * 100 <= (length + 1) * 112, "{length} → {padded}");
    }
}

/// Memory for a padded text is made by this length: one that wrapped around would be too short for the text.
#[test]
fn the_largest_lengths_do_not_overflow() {
    let exponent = usize::BITS - 1;
    let half = 1_usize << exponent;
    let step = 1_usize << (exponent - exponent.ilog2() - 1);
    assert_eq!(padded_len(half - 1), half, "the longest text that Rust gives memory to, by the definition");
    assert_eq!(padded_len(half), half + step);
    // The last length that the definition gives a number for; beyond it there is none.
    let last = usize::MAX - (step - 1);
    assert_eq!(padded_len(last - 1), last);
    for length in [last, last + 1, usize::MAX - 1, usize::MAX] {
        assert_eq!(padded_len(length), usize::MAX);
    }
}

#[test]
fn malformed_padding_is_refused() {
    let mut good = b"text".to_vec();
    pad(&mut good);
    let refused = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = good.clone();
        change(&mut bytes);
        assert_eq!(unpad(&mut bytes), Err(PaddingError));
    };
    let mut unpadded = good.clone();
    assert_eq!(unpad(&mut unpadded), Ok(()));
    assert_eq!(unpadded, b"text");

    refused(&|bytes| bytes.clear());
    refused(&|bytes| bytes.fill(0));
    refused(&|bytes| bytes[4] = 0x81);
    refused(&|bytes| bytes[63] = 1);
    refused(&|bytes| bytes.push(0));
    refused(&|bytes| bytes.truncate(63));
    refused(&|bytes| bytes.truncate(5));
}

proptest! {
    #[test]
    fn unpad_undoes_pad(text in prop::collection::vec(any::<u8>(), 0..5000)) {
        let mut padded = text.clone();
        pad(&mut padded);
        prop_assert_eq!(padded.len(), padded_len(text.len()));
        prop_assert_eq!(unpad(&mut padded), Ok(()));
        prop_assert_eq!(padded, text);
    }

    #[test]
    fn overhead_is_bounded_and_lengths_are_few(length in PADDED_BYTES_MIN..(1_usize << 40)) {
        let padded = padded_len(length);
        prop_assert!(padded > length);
        prop_assert!((padded - length - 1) * 100 <= (length + 1) * 12);
        prop_assert_eq!(padded_len(padded - 1), padded, "a padded length is its own");
        prop_assert!(padded_len(length + 1) >= padded, "longer texts are never shorter padded");
    }

    #[test]
    fn no_number_is_padded_to_less_than_itself_or_than_a_smaller_one(length: usize, more: usize) {
        let padded = padded_len(length);
        prop_assert!(padded >= length);
        prop_assert!(padded_len(length.saturating_add(more)) >= padded);
        prop_assert_eq!(padded_len(padded - 1), padded, "a padded length is its own");
    }

    #[test]
    fn unpad_accepts_exactly_what_pad_makes(mut bytes in prop::collection::vec(prop_oneof![Just(0_u8), Just(0x80), any::<u8>()], 0..200)) {
        let before = bytes.clone();
        if unpad(&mut bytes).is_ok() {
            pad(&mut bytes);
            prop_assert_eq!(bytes, before);
        }
    }
}
