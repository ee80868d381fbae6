//! Envelopes: what opens, and that nothing altered does.

use crypto::{
    ENVELOPE_OVERHEAD_BYTES, Envelope, EpochKey, EpochNumber, OpenError, Part, SymmetricKey, padded_len,
};
use proptest::prelude::*;
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

/// In the order of their numbers, from 1.
const PARTS: [Part; 6] =
    [Part::Head, Part::Body, Part::Checkpoint, Part::Local, Part::Rendezvous, Part::Backup];
const TEXT: &[u8] = b"I would like us to walk together on Sunday mornings.";

/// Where the fields of an envelope stand.
const EPOCH: core::ops::Range<usize> = 1..5;
const NONCE: core::ops::Range<usize> = 5..29;
const COMMITMENT: core::ops::Range<usize> = 29..61;

fn key() -> EpochKey {
    EpochKey { number: EpochNumber(3), secret: SymmetricKey::from_bytes([11; 32]) }
}

fn place() -> [&'static [u8]; 2] {
    [b"space", b"entry"]
}

fn sealed(part: Part) -> Vec<u8> {
    key().seal(part, &place(), TEXT.to_vec(), &mut ChaCha20Rng::seed_from_u64(1)).0
}

/// Refused both by the epoch's key and by the bare key, which does not compare the epoch's number first; within the envelope's own
/// memory as well, and what stood there stands there still.
#[track_caller]
fn refused(part: Part, place: &[&[u8]], envelope: &[u8]) {
    assert_eq!(key().open(part, place, envelope), Err(OpenError));
    assert_eq!(key().secret.open(part, place, envelope), Err(OpenError));
    let mut memory = envelope.to_vec();
    assert_eq!(key().secret.open_in_place(part, place, &mut memory), Err(OpenError));
    assert_eq!(memory, envelope);
}

#[test]
fn every_part_opens_as_itself_and_as_no_other() {
    for part in PARTS {
        let envelope = sealed(part);
        assert_eq!(key().open(part, &place(), &envelope).as_deref(), Ok(TEXT));
        for other in PARTS.into_iter().filter(|other| *other != part) {
            refused(other, &place(), &envelope);
        }
    }
}

#[test]
fn any_flipped_bit_of_any_field_is_refused() {
    let envelope = sealed(Part::Body);
    assert_eq!(envelope.len(), ENVELOPE_OVERHEAD_BYTES + padded_len(TEXT.len()));
    assert_eq!(key().open(Part::Body, &place(), &envelope).as_deref(), Ok(TEXT));
    for bit in 0..envelope.len() * 8 {
        let mut altered = envelope.clone();
        altered[bit / 8] ^= 1 << (bit % 8);
        refused(Part::Body, &place(), &altered);
    }
}

#[test]
fn fields_taken_from_another_envelope_are_refused() {
    let mut random = ChaCha20Rng::seed_from_u64(2);
    let one = key().seal(Part::Body, &place(), TEXT.to_vec(), &mut random).0;
    let other = key().seal(Part::Body, &place(), TEXT.to_vec(), &mut random).0;
    for envelope in [&one, &other] {
        assert_eq!(key().open(Part::Body, &place(), envelope).as_deref(), Ok(TEXT));
    }
    let fields =
        [NONCE, COMMITMENT, NONCE.start..COMMITMENT.end, 61..one.len() - 16, one.len() - 16..one.len()];
    for field in fields {
        let mut mixed = one.clone();
        mixed[field.clone()].copy_from_slice(&other[field.clone()]);
        refused(Part::Body, &place(), &mixed);
    }
}

#[test]
fn another_version_or_epoch_is_refused() {
    let envelope = sealed(Part::Head);
    assert_eq!(key().open(Part::Head, &place(), &envelope).as_deref(), Ok(TEXT));
    for version in (0..=255).filter(|version| *version != 1) {
        let mut altered = envelope.clone();
        altered[0] = version;
        assert_eq!(Envelope::claimed_epoch(&altered), None);
        refused(Part::Head, &place(), &altered);
    }
    for epoch in [0, 1, 2, 4, u32::MAX] {
        let mut altered = envelope.clone();
        altered[EPOCH].copy_from_slice(&u32::to_le_bytes(epoch));
        assert_eq!(Envelope::claimed_epoch(&altered), Some(EpochNumber(epoch)));
        refused(Part::Head, &place(), &altered);
        // The same secret under the number that the altered envelope claims.
        let renumbered = EpochKey { number: EpochNumber(epoch), ..key() };
        assert_eq!(renumbered.open(Part::Head, &place(), &altered), Err(OpenError));
        assert_eq!(renumbered.open(Part::Head, &place(), &envelope), Err(OpenError));
    }
}

#[test]
fn another_place_is_refused_also_when_its_pieces_join_to_the_same_bytes() {
    let envelope = sealed(Part::Body);
    assert_eq!(key().open(Part::Body, &[b"space", b"entry"], &envelope).as_deref(), Ok(TEXT));
    let others: [&[&[u8]]; 7] = [
        &[],
        &[b"space"],
        &[b"space", b"other"],
        &[b"entry", b"space"],
        &[b"spaceentry"],
        &[b"spacee", b"ntry"],
        &[b"space", b"entry", b""],
    ];
    for other in others {
        refused(Part::Body, other, &envelope);
    }
}

#[test]
fn truncation_and_extension_are_refused() {
    let envelope = sealed(Part::Body);
    assert_eq!(key().open(Part::Body, &place(), &envelope).as_deref(), Ok(TEXT));
    for length in 0..envelope.len() {
        refused(Part::Body, &place(), &envelope[..length]);
        refused(Part::Body, &place(), &envelope[envelope.len() - length..]);
    }
    for more in [&[0][..], &[0x80], &[0; 8], &[0; 64], &envelope] {
        refused(Part::Body, &place(), &[&envelope, more].concat());
    }
}

#[test]
fn another_key_is_refused() {
    let envelope = sealed(Part::Body);
    assert_eq!(key().open(Part::Body, &place(), &envelope).as_deref(), Ok(TEXT));
    for bit in 0..256 {
        let mut secret = [11; 32];
        secret[bit / 8] ^= 1 << (bit % 8);
        let other = EpochKey { secret: SymmetricKey::from_bytes(secret), ..key() };
        assert_eq!(other.open(Part::Body, &place(), &envelope), Err(OpenError));
    }
}

#[test]
fn sealing_the_same_text_twice_shows_nothing_in_common_but_version_and_epoch() {
    let mut random = ChaCha20Rng::seed_from_u64(3);
    let one = key().seal(Part::Body, &place(), TEXT.to_vec(), &mut random).0;
    let other = key().seal(Part::Body, &place(), TEXT.to_vec(), &mut random).0;
    assert_eq!(one[..EPOCH.end], other[..EPOCH.end]);
    assert_ne!(one[NONCE], other[NONCE]);
    assert_ne!(one[COMMITMENT], other[COMMITMENT]);
    assert_ne!(one[COMMITMENT.end..], other[COMMITMENT.end..]);
}

/// The bytes of an envelope are kept for ten years: this one, made by version 1, opens for ever. `GOLDEN_BLESS=1` writes
/// it, which is right only before the first release.
#[test]
fn the_golden_envelope_of_version_1_opens() {
    if std::env::var_os("GOLDEN_BLESS").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/envelope-v1.bin");
        std::fs::write(path, sealed(Part::Body)).unwrap();
        return;
    }
    let golden = include_bytes!("golden/envelope-v1.bin");
    assert_eq!(key().open(Part::Body, &place(), golden).as_deref(), Ok(TEXT));
    assert_eq!(sealed(Part::Body), golden, "and is still what sealing makes");
}

/// The construction, written out a second time with the primitives alone.
#[test]
fn an_envelope_is_what_the_module_says() {
    use chacha20poly1305::{KeyInit, XChaCha20Poly1305, aead::Aead, aead::Payload};

    for (number, part) in (1..).zip(PARTS) {
        let envelope = sealed(part);
        let nonce: [u8; 24] = envelope[NONCE].try_into().unwrap();
        let mut associated = vec![1, number, 3, 0, 0, 0];
        for piece in place() {
            associated.extend((piece.len() as u64).to_le_bytes());
            associated.extend(piece);
        }
        let mut hasher = blake3::Hasher::new_derive_key("counterpoint 1 envelope: key and commitment");
        for part in [&[11; 32][..], &nonce, &associated] {
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
        }
        let mut derived = [0; 64];
        hasher.finalize_xof().fill(&mut derived);
        assert_eq!(envelope[COMMITMENT], derived[32..], "{part:?}");
        let cipher = XChaCha20Poly1305::new_from_slice(&derived[..32]).unwrap();
        let payload = Payload { msg: &envelope[61..], aad: &associated };
        let padded = cipher.decrypt(&nonce.into(), payload).unwrap();
        let expected = [TEXT, &[0x80], &[0; 64 - TEXT.len() - 1]].concat();
        assert_eq!(padded, expected, "{part:?}");

        // Sealed by the right key, in the right place, but padded as nothing here pads: no text, and none is left in memory.
        let badly_padded = [TEXT, &[0; 64 - TEXT.len()]].concat();
        let payload = Payload { msg: &badly_padded, aad: &associated };
        let mut memory = [&envelope[..61], &cipher.encrypt(&nonce.into(), payload).unwrap()].concat();
        assert_eq!(key().open(part, &place(), &memory), Err(OpenError));
        assert_eq!(key().secret.open_in_place(part, &place(), &mut memory), Err(OpenError));
        assert!(memory[61..61 + 64].iter().all(|byte| *byte == 0), "{part:?}");
    }
}

/// Memory that grows leaves a copy of what it held behind, and what it held here was not sealed yet.
#[test]
fn an_envelope_never_outgrows_the_memory_that_it_began_in() {
    for length in [0, 1, 63, 64, 1000, 5000] {
        let mut random = ChaCha20Rng::seed_from_u64(5);
        let envelope = key().seal(Part::Body, &place(), vec![7; length], &mut random).0;
        assert_eq!(envelope.capacity(), envelope.len(), "a text of {length} bytes");
    }
}

#[test]
fn epochs_are_counted_from_1_and_the_last_has_none_after_it() {
    assert_eq!(EpochNumber::FIRST, EpochNumber(1));
    assert_eq!(EpochNumber::FIRST.next(), EpochNumber(2));
    assert_eq!(EpochNumber(u32::MAX).next(), EpochNumber(u32::MAX));
}

#[test]
fn the_previous_key_unwraps_under_the_next_in_its_place_only() {
    let mut random = ChaCha20Rng::seed_from_u64(4);
    let previous = key();
    let next = EpochKey::random(previous.number.next(), &mut random);
    let wrapped = next.wrap_previous(&previous, &[b"space"], &mut random).0;
    let opened = next.unwrap_previous(previous.number, &[b"space"], &wrapped).unwrap();
    assert_eq!((opened.number, opened.secret.expose()), (previous.number, previous.secret.expose()));

    let error = |key: &EpochKey, number, place: &[u8], wrapped: &[u8]| {
        key.unwrap_previous(EpochNumber(number), &[place], wrapped).map(|key| key.number).unwrap_err()
    };
    assert_eq!(error(&next, 3, b"other", &wrapped), OpenError);
    assert_eq!(error(&next, 2, b"space", &wrapped), OpenError);
    assert_eq!(error(&previous, 3, b"space", &wrapped), OpenError);
    assert_eq!(error(&EpochKey { number: EpochNumber(5), ..next.clone() }, 3, b"space", &wrapped), OpenError);
    for bit in 0..wrapped.len() * 8 {
        let mut altered = wrapped.clone();
        altered[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(error(&next, 3, b"space", &altered), OpenError);
    }
    // What is sealed for readers of the epoch is no wrapped key, though it has the right length.
    let text = next.seal(Part::Local, &[b"space"], vec![5; 32], &mut random).0;
    assert_eq!(next.open(Part::Local, &[b"space"], &text), Ok(vec![5; 32]));
    assert_eq!(error(&next, 3, b"space", &text), OpenError);
}

#[test]
fn secrets_do_not_print_themselves() {
    assert_eq!(format!("{:?}", key()), "EpochKey { number: EpochNumber(3), secret: SymmetricKey(secret) }");
}

proptest! {
    #[test]
    fn what_is_sealed_opens(
        text in prop::collection::vec(any::<u8>(), 0..3000),
        place in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 0..4),
        epoch: u32,
        seed: u64,
    ) {
        let mut random = ChaCha20Rng::seed_from_u64(seed);
        let key = EpochKey::random(EpochNumber(epoch), &mut random);
        let place: Vec<&[u8]> = place.iter().map(Vec::as_slice).collect();
        let envelope = key.seal(Part::Body, &place, text.clone(), &mut random).0;
        prop_assert_eq!(envelope.len(), ENVELOPE_OVERHEAD_BYTES + padded_len(text.len()));
        prop_assert_eq!(Envelope::claimed_epoch(&envelope), Some(key.number));
        let opened = key.open(Part::Body, &place, &envelope);
        prop_assert_eq!(opened.as_deref(), Ok(text.as_slice()));
        let mut memory = envelope;
        prop_assert_eq!(key.secret.open_in_place(Part::Body, &place, &mut memory), Ok(text.as_slice()));
    }

    #[test]
    fn garbage_never_opens_nor_panics(garbage in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert_eq!(key().open(Part::Body, &place(), &garbage), Err(OpenError));
        let mut dressed = vec![1, 3, 0, 0, 0];
        dressed.extend(&garbage);
        prop_assert_eq!(key().open(Part::Body, &place(), &dressed), Err(OpenError));
    }
}
