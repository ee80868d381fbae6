//! Project Wycheproof's sets for the primitives that this crate puts together (Ed25519 stands beside the code).

use chacha20poly1305::{
    ChaCha20Poly1305, XChaCha20Poly1305,
    aead::{Aead, KeyInit, Payload},
};
use wycheproof::{TestResult, aead, hkdf as vectors};

/// Runs one set; the nonces of another length than the cipher's cannot even be expressed here and count as refused.
fn check<Cipher: KeyInit + Aead>(name: aead::TestName) {
    let set = aead::TestSet::load(name).expect("the crate's own file");
    let (mut valid, mut invalid) = (0, 0);
    for group in &set.test_groups {
        for test in &group.tests {
            let cipher = Cipher::new_from_slice(&test.key).expect("a key of 32 bytes");
            let sealed = [test.ct.as_slice(), test.tag.as_slice()].concat();
            let opened = test
                .nonce
                .as_slice()
                .try_into()
                .ok()
                .and_then(|nonce| cipher.decrypt(nonce, Payload { msg: &sealed, aad: &test.aad }).ok());
            if test.result == TestResult::Valid {
                valid += 1;
                assert_eq!(
                    opened.as_deref(),
                    Some(test.pt.as_slice()),
                    "case {}: {}",
                    test.tc_id,
                    test.comment
                );
                let nonce = test.nonce.as_slice().try_into().expect("a valid case");
                let made = cipher.encrypt(nonce, Payload { msg: &test.pt, aad: &test.aad });
                assert_eq!(made.as_ref(), Ok(&sealed), "case {}: {}", test.tc_id, test.comment);
            } else {
                invalid += 1;
                assert_eq!(opened, None, "case {}: {}", test.tc_id, test.comment);
            }
        }
    }
    assert!(valid > 100 && invalid > 50, "the set is there: {valid} valid, {invalid} invalid");
}

#[test]
fn xchacha20_poly1305_of_envelopes() {
    check::<XChaCha20Poly1305>(aead::TestName::XChaCha20Poly1305);
}

#[test]
fn chacha20_poly1305_of_sealed_boxes() {
    check::<ChaCha20Poly1305>(aead::TestName::ChaCha20Poly1305);
}

#[test]
fn hkdf_sha_256_of_sealed_boxes() {
    let set = vectors::TestSet::load(vectors::TestName::HkdfSha256).unwrap();
    let mut valid = 0;
    for test in set.test_groups.iter().flat_map(|group| &group.tests) {
        let mut made = vec![0; test.size];
        let expanded =
            hkdf::Hkdf::<sha2::Sha256>::new(Some(&test.salt), &test.ikm).expand(&test.info, &mut made);
        if test.result == TestResult::Valid {
            valid += 1;
            assert!(expanded.is_ok() && made == test.okm.as_slice(), "case {}: {}", test.tc_id, test.comment);
        } else {
            assert!(expanded.is_err(), "case {}: {}", test.tc_id, test.comment);
        }
    }
    assert!(valid > 50, "the set is there: {valid} valid");
}
