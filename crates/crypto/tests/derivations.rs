//! What follows from what, as docs/protocol.md writes it, a second time with BLAKE3 alone.
//!
//! A vault is kept for ten years: were one purpose or one order of parts changed, recovery words would lead to no vault,
//! heads would not verify, and two people would read different safety words to each other.

use bip39::Language;
use crypto::{
    Clock, EpochKey, EpochNumber, EraseKey, EraseTag, Hash, Head, MemberId, MemberSeed, OpeningKey, Part,
    RecoveryWords, SafetyWords, Sequence, Sighting, Signature, SigningKey, SymmetricKey, WriterId,
};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

/// `derive(“purpose”, parts, N)` of the protocol; `hash` is the same with 32 bytes.
fn derived<const N: usize>(purpose: &str, parts: &[&[u8]]) -> [u8; N] {
    let mut hasher = blake3::Hasher::new_derive_key(&format!("counterpoint 1 {purpose}"));
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
    }
    let mut output = [0; N];
    hasher.finalize_xof().fill(&mut output);
    output
}

#[test]
fn a_members_keys_and_name_follow_from_its_seed() {
    let seed = MemberSeed::from_bytes([8; 32]);
    let signing = SigningKey::from_seed(&derived("member: signing seed", &[&[8; 32]]));
    let opening = OpeningKey::from_seed(&derived("member: opening seed", &[&[8; 32]]));
    let keys = seed.keys();
    assert_eq!(keys.verifying, signing.verifying_key());
    assert_eq!(keys.sealing, opening.sealing_key());
    assert_eq!(seed.erase_key().expose(), &derived("member: erase key", &[&[8; 32]]));
    let name: [u8; 32] = derived("member: identity", &[keys.verifying.as_bytes(), keys.sealing.as_bytes()]);
    assert_eq!(keys.id(), MemberId(name[..16].try_into().unwrap()));
}

#[test]
fn recovery_words_are_the_seed_of_a_member() {
    let words = RecoveryWords::from_entropy(&[42; 32]);
    assert_eq!(words.member_seed().expose(), &derived("recovery words: member seed", &[&[42; 32]]));
}

#[test]
fn an_erase_tag_is_the_hash_of_its_preimage() {
    let key = EraseKey::from_bytes([1; 32]);
    let preimage: [u8; 32] = derived("erase preimage", &[&[1; 32], b"entry"]);
    assert_eq!(key.preimage(b"entry").0, preimage);
    assert_eq!(key.preimage(b"entry").tag().0, derived("erase tag", &[&preimage]));
    assert_eq!(key.tag(b"entry").0, derived("erase tag", &[&preimage]));
}

#[test]
fn the_previous_key_is_wrapped_under_one_derived_from_the_next() {
    let mut random = ChaCha20Rng::seed_from_u64(1);
    let previous = EpochKey { number: EpochNumber(3), secret: SymmetricKey::from_bytes([3; 32]) };
    let next = EpochKey { number: EpochNumber(4), secret: SymmetricKey::from_bytes([4; 32]) };
    let wrapped = next.wrap_previous(&previous, &[b"space"], &mut random).0;
    let numbers = [4, 0, 0, 0, 3, 0, 0, 0];
    let wrapping =
        SymmetricKey::from_bytes(derived("epoch key wrapped under the next", &[&[4; 32], &numbers]));
    assert_eq!(wrapping.open(Part::Local, &[b"space"], &wrapped), Ok(vec![3; 32]));
}

#[test]
fn a_heads_hash_covers_its_fields_in_order() {
    let head = Head {
        author: MemberId([1; 16]),
        writer: WriterId([2; 16]),
        sequence: Sequence(3),
        previous: Hash([4; 32]),
        clock: Clock(5),
        body: Head::body_hash(b"space", b"body"),
        seen: vec![
            Sighting { writer: WriterId([6; 16]), sequence: Sequence(7), hash: Hash([8; 32]) },
            Sighting { writer: WriterId([9; 16]), sequence: Sequence(10), hash: Hash([11; 32]) },
        ],
        erases: EraseTag([12; 32]),
        signature: Signature([0; 64]),
    };
    let body: [u8; 32] = derived("body", &[b"space", b"body"]);
    assert_eq!(head.body, Hash(body));
    let number = u64::to_le_bytes;
    let seen = [&[6; 16][..], &number(7), &[8; 32], &[9; 16], &number(10), &[11; 32]].concat();
    let parts: [&[u8]; 8] =
        [b"space", &[1; 16], &[2; 16], &number(3), &[4; 32], &number(5), &body, seen.as_slice()];
    let said: [u8; 32] = derived("head: what it says", &parts);
    assert_eq!(head.hash(b"space"), Hash(derived("head", &[&said, &[12; 32]])));
    assert_eq!(head.name(b"space"), derived::<16>("name of an entry", &[&said]));
    assert_eq!(Head::NO_PREVIOUS, Hash([0; 32]));
}

/// Bits 0–10, 11–21 and 22–32, each for a word of its own: no bit is used twice.
#[test]
fn safety_words_are_33_bits_of_the_transcript() {
    for transcript in 0..64_u8 {
        let parts: [&[u8]; 3] = [b"offer", b"acceptance", &[transcript]];
        let number = u64::from_le_bytes(derived("safety words", &parts));
        let expected = [number % 2048, number / 2048 % 2048, number / 2048 / 2048 % 2048]
            .map(|index| Language::English.words_by_prefix_iter("").nth(index.try_into().unwrap()).unwrap());
        assert_eq!(SafetyWords::of_transcript(&parts).0, expected);
    }
}
