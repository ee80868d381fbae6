//! What every identifier, key, hash and signature of a fixed length has in common.

use crypto::{Hash, LockSalt, MemberId, Signature, WrongLength, fixed_bytes};
use rand_chacha::{
    ChaCha20Rng,
    rand_core::{Rng, SeedableRng},
};

fixed_bytes! {
    /// One of this test's own: five bytes.
    Five, 5
}

const FIVE: Five = Five([0x00, 0x0f, 0xa0, 0xff, 0x7b]);

#[test]
fn bytes_are_shown_as_two_lower_case_digits_each() {
    assert_eq!(FIVE.to_string(), "000fa0ff7b");
    assert_eq!(format!("{FIVE:?}"), "Five(000fa0ff7b)");
}

#[test]
fn the_length_is_part_of_the_type() {
    assert_eq!((Hash::LENGTH, MemberId::LENGTH, Signature::LENGTH, LockSalt::LENGTH), (32, 16, 64, 16));
    assert_eq!(Five::try_from(FIVE.as_bytes().as_slice()), Ok(FIVE));
    for found in [0, 4, 6, 500] {
        assert_eq!(Five::try_from(vec![0; found].as_slice()), Err(WrongLength { expected: 5, found }));
    }
    assert_eq!(WrongLength { expected: 5, found: 6 }.to_string(), "expected 5 bytes, found 6");
}

/// Five bytes travel as a byte string of five; nothing else reads as them, however alike.
#[test]
fn only_a_byte_string_of_exactly_its_length_is_read() {
    assert_eq!(minicbor::to_vec(FIVE).unwrap(), [0x45, 0x00, 0x0f, 0xa0, 0xff, 0x7b]);
    assert_eq!(minicbor::decode::<Five>(&[0x45, 0x00, 0x0f, 0xa0, 0xff, 0x7b]).unwrap(), FIVE);
    for wrong in [&[0x44, 1, 2, 3, 4][..], &[0x46, 1, 2, 3, 4, 5, 6], &[0x40]] {
        let error = minicbor::decode::<Five>(wrong).unwrap_err();
        assert!(error.to_string().contains("Five of a wrong length"), "{error}");
    }
    for other in [&[0x65, b'a', b'b', b'c', b'd', b'e'][..], &[0x85, 1, 2, 3, 4, 5], &[0x45, 1, 2, 3, 4], &[]]
    {
        assert!(minicbor::decode::<Five>(other).is_err(), "{other:?}");
    }
}

#[test]
fn one_drawn_at_random_is_as_random_as_its_source() {
    let mut expected = [0; 5];
    ChaCha20Rng::seed_from_u64(1).fill_bytes(&mut expected);
    assert_eq!(Five::random(&mut ChaCha20Rng::seed_from_u64(1)), Five(expected));
}
