//! An envelope opens under one key only, against the attack that breaks bare XChaCha20-Poly1305.
//!
//! Poly1305 is linear in the blocks of the ciphertext, so who knows two keys can solve for a ciphertext whose tag is right
//! under both (Len, Grubbs and Ristenpart 2021, "Partitioning Oracle Attacks", section 3). The test makes such a ciphertext
//! under the message keys of two epoch keys and shows that no envelope can be built around it that opens under both.

use chacha20::{
    XChaCha20,
    cipher::{KeyIvInit, StreamCipher},
};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305,
    aead::{Aead, Payload},
};
use crypto::{EpochNumber, OpenError, Part, SymmetricKey};
use num_bigint::BigUint;

const NONCE: [u8; 24] = [9; 24];
const EPOCH: EpochNumber = EpochNumber(1);

/// What the envelope's text is before sealing, as far as it is not the free blocks of the collision: five blocks of
/// sixteen bytes, of which the first two are solved for. Marker and zeros make it a padded text.
const BLOCKS: usize = 4;

/// Key and commitment that an envelope with [`NONCE`] at no place derives from an epoch's secret.
fn message_key(secret: &[u8; 32]) -> ([u8; 32], [u8; 32]) {
    let associated = associated();
    let mut hasher = blake3::Hasher::new_derive_key("counterpoint 1 envelope: key and commitment");
    for part in [secret.as_slice(), &NONCE, &associated] {
        hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
    }
    let mut output = [0; 64];
    hasher.finalize_xof().fill(&mut output);
    let (key, commitment) = output.split_at(32);
    (key.try_into().expect("32 bytes"), commitment.try_into().expect("32 bytes"))
}

fn associated() -> [u8; 6] {
    [1, 2, 1, 0, 0, 0]
}

/// The one-time key of Poly1305 (r clamped, s) and the key stream over the text.
fn one_time(key: &[u8; 32]) -> (BigUint, BigUint, Vec<u8>) {
    let mut stream = vec![0; 64 + BLOCKS * 16];
    XChaCha20::new(&(*key).into(), &NONCE.into()).apply_keystream(&mut stream);
    let text_stream = stream.split_off(64);
    let (r, rest) = stream.split_at(16);
    let (s, _) = rest.split_at(16);
    let clamp = BigUint::from(0x0ffffffc_0ffffffc_0ffffffc_0fffffff_u128);
    (BigUint::from_bytes_le(r) & clamp, BigUint::from_bytes_le(s), text_stream)
}

/// The polynomial that Poly1305 evaluates, without s, and modulo its prime.
fn polynomial(blocks: &[BigUint], r: &BigUint, prime: &BigUint) -> BigUint {
    blocks.iter().fold(BigUint::ZERO, |sum, block| (sum + block) * r % prime)
}

/// A ciphertext of [`BLOCKS`] blocks and a tag that are right under both keys; under the first, the text is well padded.
fn collision(one: &[u8; 32], other: &[u8; 32]) -> Vec<u8> {
    let prime = (BigUint::from(1_u8) << 130) - BigUint::from(5_u8);
    let high_bit = BigUint::from(1_u8) << 128;
    let (r1, s1, stream) = one_time(one);
    let (r2, s2, _) = one_time(other);
    // Beyond the free blocks: under the first key, a padded text.
    let mut padded = vec![b'x'; BLOCKS * 16];
    padded.splice(BLOCKS * 16 - 20.., [0x80].into_iter().chain([0; 19]));
    let sealed: Vec<u8> = padded.iter().zip(&stream).map(|(text, key)| text ^ key).collect();
    let lengths = [6_u64.to_le_bytes(), (BLOCKS as u64 * 16).to_le_bytes()].concat();
    let mut head = associated().to_vec();
    head.resize(16, 0);
    let block = |bytes: &[u8]| BigUint::from_bytes_le(bytes) + &high_bit;
    let with_free = |x: &BigUint, y: &BigUint| {
        let mut blocks = vec![block(&head), x.clone(), y.clone()];
        blocks.extend(sealed.chunks(16).skip(2).map(block));
        blocks.push(block(&lengths));
        blocks
    };
    // The polynomial is constant + x * r^a + y * r^(a-1); a follows from the number of blocks.
    let power = u32::try_from(BLOCKS + 1).expect("small");
    let constants = [&r1, &r2].map(|r| polynomial(&with_free(&BigUint::ZERO, &BigUint::ZERO), r, &prime));
    let coefficients = [&r1, &r2].map(|r| (r.pow(power) % &prime, r.pow(power - 1) % &prime));
    let [(a, b), (c, d)] = &coefficients;
    let determinant = (a * d + &prime * &prime - b * c) % &prime;
    let inverse = determinant.modpow(&(&prime - BigUint::from(2_u8)), &prime);
    let two_128 = BigUint::from(1_u8) << 128;
    // Both free blocks must come out below 2^128, which a tag in sixteen allows: try tags in order.
    (0_u64..100_000)
        .find_map(|attempt| {
            let tag = BigUint::from(attempt);
            let target = |s: &BigUint, constant: &BigUint| {
                (&tag + &two_128 - s % &two_128) % &two_128 + &prime - constant
            };
            let [k1, k2] = &constants;
            let (t1, t2) = (target(&s1, k1) % &prime, target(&s2, k2) % &prime);
            let x = (&t1 * d + &prime * &prime - b * &t2) % &prime * &inverse % &prime;
            let y = (a * &t2 + &prime * &prime - c * &t1) % &prime * &inverse % &prime;
            let low = |block: &BigUint| {
                (block >= &high_bit && *block < (BigUint::from(2_u8) << 128)).then(|| {
                    let mut bytes = (block - &high_bit).to_bytes_le();
                    bytes.resize(16, 0);
                    bytes
                })
            };
            let (x, y) = (low(&x)?, low(&y)?);
            let mut tag = tag.to_bytes_le();
            tag.resize(16, 0);
            let rest = sealed.iter().skip(32).copied();
            Some(x.into_iter().chain(y).chain(rest).chain(tag).collect())
        })
        .expect("one tag in sixteen works")
}

fn envelope(commitment: &[u8; 32], sealed: &[u8]) -> Vec<u8> {
    [&[1, 1, 0, 0, 0], NONCE.as_slice(), commitment, sealed].concat()
}

#[test]
fn a_ciphertext_that_bare_poly1305_accepts_under_two_keys_opens_under_one_only() {
    let secrets = [[1; 32], [2; 32]];
    let [(key1, commitment1), (key2, commitment2)] = secrets.map(|secret| message_key(&secret));
    let sealed = collision(&key1, &key2);
    // The attack is real: the bare cipher accepts the same bytes under both keys.
    for key in [key1, key2] {
        let payload = Payload { msg: &sealed, aad: &associated() };
        XChaCha20Poly1305::new(&key.into()).decrypt(&NONCE.into(), payload).unwrap();
    }

    let [one, other] = secrets.map(SymmetricKey::from_bytes);
    let for_one = envelope(&commitment1, &sealed);
    assert_eq!(one.open(Part::Body, &[], &for_one).map(|text| text.len()), Ok(BLOCKS * 16 - 20));
    assert_eq!(other.open(Part::Body, &[], &for_one), Err(OpenError));
    let for_other = envelope(&commitment2, &sealed);
    assert_eq!(one.open(Part::Body, &[], &for_other), Err(OpenError));
    assert_eq!(EPOCH, EpochNumber::FIRST, "the number in the associated data");
}
