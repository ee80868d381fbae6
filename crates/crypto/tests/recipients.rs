//! Sealed boxes, erase tags, members and the lock.

use crypto::{
    Context, EraseKey, ErasePreimage, LockError, LockParameters, LockSalt, MemberSeed, OpenError, OpeningKey,
    SealedBox, SealingKey, SymmetricKey,
};
use data_encoding::HEXLOWER;
use proptest::prelude::*;
use rand_chacha::{
    ChaCha20Rng,
    rand_core::{Rng, SeedableRng},
};
use zeroize::ZeroizeOnDrop;

const PURPOSE: Context = Context("counterpoint 1 test: box");
const OTHER_PURPOSE: Context = Context("counterpoint 1 test: other box");

fn decoded_key(bytes: &[u8]) -> Result<SealingKey, minicbor::decode::Error> {
    let mut encoded = Vec::new();
    minicbor::Encoder::new(&mut encoded).bytes(bytes).expect("writing to memory");
    minicbor::decode(&encoded)
}

#[test]
fn a_box_opens_for_its_recipient_purpose_and_place_only() {
    let key = OpeningKey::from_seed(&[5; 32]);
    let mut random = ChaCha20Rng::seed_from_u64(1);
    let sealed = key.sealing_key().seal(PURPOSE, b"place", b"text", &mut random).unwrap();
    assert_eq!(key.open(PURPOSE, b"place", &sealed).as_deref(), Ok(b"text".as_slice()));

    assert_eq!(key.open(OTHER_PURPOSE, b"place", &sealed), Err(OpenError));
    assert_eq!(key.open(PURPOSE, b"other", &sealed), Err(OpenError));
    assert_eq!(key.open(PURPOSE, b"", &sealed), Err(OpenError));
    assert_eq!(OpeningKey::from_seed(&[6; 32]).open(PURPOSE, b"place", &sealed), Err(OpenError));
}

/// Every byte of ML-KEM's ciphertext, X25519's share, the text and its tag.
#[test]
fn any_altered_byte_of_a_box_is_refused() {
    let key = OpeningKey::from_seed(&[5; 32]);
    let mut random = ChaCha20Rng::seed_from_u64(2);
    let sealed = key.sealing_key().seal(PURPOSE, b"place", &[3; 32], &mut random).unwrap();
    assert_eq!(sealed.0.len(), 1088 + 32 + 32 + 16);
    assert_eq!(key.open(PURPOSE, b"place", &sealed).as_deref(), Ok([3; 32].as_slice()));
    for index in 0..sealed.0.len() {
        // The top bit of an X25519 share is not looked at (RFC 7748), but the share as a whole is bound by X-Wing.
        for mask in [0x01, 0x80] {
            let mut altered = sealed.clone();
            altered.0[index] ^= mask;
            assert_eq!(key.open(PURPOSE, b"place", &altered), Err(OpenError), "byte {index}");
        }
    }
    for length in (0..sealed.0.len()).step_by(7).chain([1119, 1120, 1121, 1135, 1136, sealed.0.len() - 1]) {
        let truncated = SealedBox(sealed.0[..length].to_vec());
        assert_eq!(key.open(PURPOSE, b"place", &truncated), Err(OpenError), "{length} bytes");
    }
    let extended = SealedBox([sealed.0.as_slice(), &[0]].concat());
    assert_eq!(key.open(PURPOSE, b"place", &extended), Err(OpenError));
}

#[test]
fn sealing_twice_shows_nothing_in_common() {
    let key = OpeningKey::from_seed(&[5; 32]).sealing_key();
    let mut random = ChaCha20Rng::seed_from_u64(3);
    let one = key.seal(PURPOSE, b"", &[0; 32], &mut random).unwrap();
    let other = key.seal(PURPOSE, b"", &[0; 32], &mut random).unwrap();
    let alike = one.0.iter().zip(&other.0).filter(|(one, other)| one == other).count();
    assert!(alike < one.0.len() / 50, "{alike} of {} bytes are alike; 1 in 256 by chance", one.0.len());
}

#[test]
fn a_sealing_key_is_decoded_only_at_its_length() {
    let key = OpeningKey::from_seed(&[5; 32]).sealing_key();
    assert_eq!(decoded_key(key.as_bytes()).unwrap(), key);
    assert_eq!(minicbor::decode::<SealingKey>(&minicbor::to_vec(&key).unwrap()).unwrap(), key);
    for length in [0, 1, 32, 1215, 1217, 4000] {
        let error = decoded_key(&vec![0; length]).unwrap_err();
        assert!(error.to_string().contains("SealingKey of a wrong length"), "{error}");
    }
}

/// FIPS 203, section 7.2: coefficients of the public key must be below 3329.
#[test]
fn a_sealing_key_out_of_range_is_noticed_before_anybody_needs_it() {
    let mut bytes = OpeningKey::from_seed(&[5; 32]).sealing_key().as_bytes().to_vec();
    assert_eq!(decoded_key(&bytes).unwrap().check(), Ok(()));
    bytes[..3].fill(0xff);
    let invalid = decoded_key(&bytes).unwrap();
    assert_eq!(invalid.check(), Err(OpenError));
    let mut random = ChaCha20Rng::seed_from_u64(4);
    assert_eq!(invalid.seal(PURPOSE, b"", b"text", &mut random), Err(OpenError));
}

#[test]
fn an_erase_tag_is_proved_by_its_own_preimage_only() {
    let key = EraseKey::from_bytes([1; 32]);
    let (tag, preimage) = (key.tag(b"entry"), key.preimage(b"entry"));
    assert_eq!(preimage.tag(), tag);

    assert_ne!(key.preimage(b"other").tag(), tag);
    assert_ne!(EraseKey::from_bytes([2; 32]).preimage(b"entry").tag(), tag);
    assert_ne!(ErasePreimage(tag.0).tag(), tag, "the tag does not prove itself");
    for bit in 0..256 {
        let mut altered = preimage;
        altered.0[bit / 8] ^= 1 << (bit % 8);
        assert_ne!(altered.tag(), tag);
    }
    assert_eq!(format!("{key:?}"), "EraseKey(secret)");
}

#[test]
fn a_members_keys_are_independent_and_name_it() {
    let seed = MemberSeed::from_bytes([8; 32]);
    let keys = seed.keys();
    assert_eq!(keys.id(), MemberSeed::from_bytes([8; 32]).keys().id());
    assert_eq!(keys.verifying, seed.signing_key().verifying_key());
    assert_eq!(keys.sealing, seed.opening_key().sealing_key());
    let other = MemberSeed::from_bytes([9; 32]).keys();
    assert_ne!(keys.id(), other.id());
    let mixed = [
        crypto::MemberKeys { verifying: other.verifying, ..keys.clone() },
        crypto::MemberKeys { sealing: other.sealing.clone(), ..keys.clone() },
    ];
    for mixed in mixed {
        assert!(mixed.id() != keys.id() && mixed.id() != other.id(), "both keys are in the name");
    }
    assert_ne!(seed.erase_key().expose(), seed.expose());
    assert_eq!(format!("{seed:?}"), "MemberSeed(secret)");
}

/// A secret is kept sealed as its bytes, and has to come back as it was.
#[test]
fn a_secret_is_the_bytes_that_it_was_made_of() {
    let bytes: [u8; 32] = core::array::from_fn(|index| u8::try_from(index).expect("below 32"));
    assert_eq!(EraseKey::from_bytes(bytes).expose(), &bytes);
    assert_eq!(MemberSeed::from_bytes(bytes).expose(), &bytes);
    assert_eq!(SymmetricKey::from_bytes(bytes).expose(), &bytes);
}

#[test]
fn a_new_secret_is_drawn_from_the_randomness_that_is_given() {
    let (one, other) = (|| ChaCha20Rng::seed_from_u64(6), || ChaCha20Rng::seed_from_u64(7));
    let mut drawn = [0; 32];
    one().fill_bytes(&mut drawn);
    assert_eq!(MemberSeed::random(&mut one()).expose(), &drawn);
    assert_eq!(SymmetricKey::random(&mut one()).expose(), &drawn);
    assert_ne!(MemberSeed::random(&mut other()).expose(), &drawn);
    assert_ne!(SymmetricKey::random(&mut other()).expose(), &drawn);
}

/// Whether memory is really wiped cannot be seen without `unsafe`; that the types promise it can.
#[test]
fn secrets_promise_to_be_wiped_when_they_are_dropped() {
    fn wiped<Secret: ZeroizeOnDrop>() {}
    wiped::<EraseKey>();
    wiped::<MemberSeed>();
    wiped::<SymmetricKey>();
}

#[test]
fn keys_for_boxes_print_no_secret() {
    let key = OpeningKey::from_seed(&[5; 32]);
    assert_eq!(format!("{key:?}"), "OpeningKey(secret)");
    assert_eq!(format!("{:?}", key.sealing_key()), "SealingKey(1216 bytes)");
}

/// RFC 9106, section 4, the second recommended option, in one lane. A weaker lock opens just as well, so nothing else
/// would tell.
#[test]
fn one_guess_of_a_passphrase_costs_64_mib_three_times_over() {
    let expected = LockParameters { memory_kib: 65_536, passes: 3, lanes: 1 };
    assert_eq!(LockParameters::STANDARD, expected);
    // Made with Argon2's reference implementation in C, through argon2-cffi 25.1.0.
    let salt = LockSalt(core::array::from_fn(|index| u8::try_from(index).expect("below 16")));
    let key = LockParameters::STANDARD.derive("correct horse battery staple", &salt).unwrap();
    let known = "0d1a3c6523c8f06e4e0af9c515aa5b5448cfebd6838f2d52c3d8b6ef8ddc3c2e";
    assert_eq!(HEXLOWER.encode(key.expose()), known);
}

#[test]
fn the_lock_depends_on_passphrase_salt_and_every_parameter() {
    let lock = LockParameters { memory_kib: 64, passes: 1, lanes: 1 };
    let derive =
        |lock: LockParameters, passphrase, salt| *lock.derive(passphrase, &LockSalt(salt)).unwrap().expose();
    let key = derive(lock, "passphrase", [1; 16]);
    assert_eq!(derive(lock, "passphrase", [1; 16]), key);
    assert_ne!(derive(lock, "Passphrase", [1; 16]), key);
    assert_ne!(derive(lock, "passphrase ", [1; 16]), key);
    assert_ne!(derive(lock, "passphrase", [2; 16]), key);
    assert_ne!(derive(LockParameters { memory_kib: 72, ..lock }, "passphrase", [1; 16]), key);
    assert_ne!(derive(LockParameters { passes: 2, ..lock }, "passphrase", [1; 16]), key);
    assert_ne!(derive(LockParameters { lanes: 2, ..lock }, "passphrase", [1; 16]), key);
}

#[test]
fn a_lock_that_would_exhaust_the_device_is_refused() {
    let lock = LockParameters { memory_kib: 64, passes: 1, lanes: 1 };
    assert!(lock.derive("", &LockSalt([0; 16])).is_ok());
    let refused = [
        LockParameters { memory_kib: LockParameters::MEMORY_KIB_MAX + 1, ..lock },
        LockParameters { memory_kib: u32::MAX, ..lock },
        LockParameters { memory_kib: 7, ..lock },
        LockParameters { passes: LockParameters::PASSES_MAX + 1, ..lock },
        LockParameters { passes: 0, ..lock },
        LockParameters { lanes: LockParameters::LANES_MAX + 1, ..lock },
        LockParameters { lanes: 0, ..lock },
    ];
    for lock in refused {
        assert_eq!(lock.derive("", &LockSalt([0; 16])).map(|_| ()), Err(LockError), "{lock:?}");
    }
}

/// What is stored is opened for as long as it lies within these, so they may grow and never shrink; and a device gives no
/// more than 256 MiB to a record that somebody forged.
#[test]
fn a_stored_lock_may_demand_so_much_and_no_more() {
    let least = LockParameters { memory_kib: 32, passes: 1, lanes: 1 };
    let most = [
        LockParameters { memory_kib: 262_144, ..least },
        LockParameters { passes: 16, ..least },
        LockParameters { lanes: 4, ..least },
    ];
    let more = [
        LockParameters { memory_kib: 262_145, ..least },
        LockParameters { passes: 17, ..least },
        LockParameters { lanes: 5, ..LockParameters { memory_kib: 40, ..least } },
    ];
    for lock in most {
        assert!(lock.derive("", &LockSalt([0; 16])).is_ok(), "{lock:?}");
    }
    for lock in more {
        assert_eq!(lock.derive("", &LockSalt([0; 16])).map(|_| ()), Err(LockError), "{lock:?}");
    }
}

proptest! {
    #[test]
    fn garbage_is_no_box(garbage in prop::collection::vec(any::<u8>(), 0..2000)) {
        let key = OpeningKey::from_seed(&[5; 32]);
        prop_assert_eq!(key.open(PURPOSE, b"", &SealedBox(garbage)), Err(OpenError));
    }
}
