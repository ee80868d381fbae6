//! Known answers from the documents that define the primitives, taken through this crate's own types where they allow
//! it and through its dependencies where they do not.

use chacha20poly1305::{
    ChaCha20Poly1305, KeyInit, XChaCha20Poly1305,
    aead::{Aead, Payload},
};
use crypto::{Context, LockParameters, LockSalt, OpeningKey, RecoveryWords, SealedBox};
use data_encoding::HEXLOWER;
use hkdf::Hkdf;
use rand_core::{TryCryptoRng, TryRng};
use sha2::Sha256;

fn hex(text: &str) -> Vec<u8> {
    HEXLOWER.decode(text.as_bytes()).expect("hexadecimal")
}

fn array<const N: usize>(text: &str) -> [u8; N] {
    hex(text).try_into().expect("the length of the field")
}

/// draft-irtf-cfrg-xchacha-03, appendix A.3.1.
#[test]
fn xchacha20_poly1305_as_its_draft_says() {
    let key = array::<32>("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
    let nonce = array::<24>("404142434445464748494a4b4c4d4e4f5051525354555657");
    let aad = hex("50515253c0c1c2c3c4c5c6c7");
    let text = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.";
    let sealed = hex(concat!(
        "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39",
        "ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9",
        "21f9664c97637da9768812f615c68b13b52e",
        "c0875924c1c7987947deafd8780acf49",
    ));
    let cipher = XChaCha20Poly1305::new(&key.into());
    let made = cipher.encrypt(&nonce.into(), Payload { msg: text, aad: &aad }).unwrap();
    assert_eq!(made, sealed);
    assert_eq!(cipher.decrypt(&nonce.into(), Payload { msg: &sealed, aad: &aad }).unwrap(), text);
}

/// RFC 9106, section 5.3. It uses a secret and associated data, which the lock does not; hence on the dependency.
#[test]
fn argon2id_as_rfc_9106_says() {
    let parameters = argon2::ParamsBuilder::new()
        .m_cost(32)
        .t_cost(3)
        .p_cost(4)
        .data(argon2::AssociatedData::new(&[4; 12]).unwrap())
        .build()
        .unwrap();
    let argon = argon2::Argon2::new_with_secret(
        &[3; 8],
        argon2::Algorithm::Argon2id,
        argon2::Version::V0x13,
        parameters,
    )
    .unwrap();
    let mut tag = [0; 32];
    argon.hash_password_into(&[1; 32], &[2; 16], &mut tag).unwrap();
    assert_eq!(tag, array("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"));
}

/// The lock is Argon2id, version 1.3, of the passphrase and the salt, and nothing else.
#[test]
fn the_lock_is_plain_argon2id() {
    for (memory_kib, passes, lanes) in [(64, 1, 1), (128, 3, 2), (1024, 2, 4)] {
        let lock = LockParameters { memory_kib, passes, lanes };
        let key = lock.derive("correct horse", &LockSalt([9; 16])).unwrap();
        let argon = argon2::Argon2::new(
            argon2::Algorithm::Argon2id,
            argon2::Version::V0x13,
            argon2::Params::new(memory_kib, passes, lanes, Some(32)).unwrap(),
        );
        let mut expected = [0; 32];
        argon.hash_password_into(b"correct horse", &[9; 16], &mut expected).unwrap();
        assert_eq!(key.expose(), &expected);
    }
}

/// BLAKE3's own test vectors, mode `derive_key`, through [`Context`]'s encoding of no parts: the empty input.
#[test]
fn hashes_are_blake3_in_key_derivation_mode() {
    const VECTORS: Context = Context("BLAKE3 2019-12-27 16:29:52 test vectors context");
    let mut output = [0; 64];
    VECTORS.derive(&[], &mut output);
    assert_eq!(
        output,
        array(concat!(
            "2cc39783c223154fea8dfb7c1b1660f2ac2dcbd1c1de8277b0b0dd39b7e50d7d",
            "905630c8be290dfcf3e6842f13bddd573c098c3f17361f1f206b8cad9d088aa4",
        ))
    );
    assert_eq!(VECTORS.hash(&[]).0, output[..32]);
    let part = b"part".as_slice();
    let framed = [4_u64.to_le_bytes().as_slice(), part].concat();
    assert_eq!(VECTORS.hash(&[part]).0, blake3::derive_key(VECTORS.0, &framed));
}

/// Hands out prepared bytes as if they were random.
struct Prepared(Vec<u8>);

impl TryRng for Prepared {
    type Error = core::convert::Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, into: &mut [u8]) -> Result<(), Self::Error> {
        let rest = self.0.split_off(into.len());
        into.copy_from_slice(&self.0);
        self.0 = rest;
        Ok(())
    }
}

impl TryCryptoRng for Prepared {}

/// The key schedule of RFC 9180, section 5.1, for base mode with HKDF-SHA-256 and ChaCha20-Poly1305, written out here a
/// second time. Returns key and base nonce.
fn rfc_9180_schedule(kem_id: u16, shared_secret: &[u8], info: &[u8]) -> ([u8; 32], [u8; 12]) {
    let suite: Vec<u8> =
        [b"HPKE".as_slice(), &kem_id.to_be_bytes(), &1_u16.to_be_bytes(), &3_u16.to_be_bytes()].concat();
    let extract = |salt: &[u8], label: &[u8], material: &[u8]| {
        let labeled = [b"HPKE-v1".as_slice(), &suite, label, material].concat();
        Hkdf::<Sha256>::extract(Some(salt), &labeled).0.to_vec()
    };
    let context = [vec![0], extract(b"", b"psk_id_hash", b""), extract(b"", b"info_hash", info)].concat();
    let secret = extract(shared_secret, b"secret", b"");
    let expand = |label: &[u8], output: &mut [u8]| {
        let length = u16::try_from(output.len()).expect("short");
        let labeled =
            [length.to_be_bytes().as_slice(), b"HPKE-v1", &suite, label, context.as_slice()].concat();
        Hkdf::<Sha256>::from_prk(&secret).expect("32 bytes").expand(&labeled, output).expect("short");
    };
    let (mut key, mut nonce) = ([0; 32], [0; 12]);
    expand(b"key", &mut key);
    expand(b"base_nonce", &mut nonce);
    (key, nonce)
}

/// RFC 9180, appendix A.2.1 (base mode, X25519, HKDF-SHA-256, ChaCha20-Poly1305), first encryption: the dependency
/// opens it, and the schedule written out above gives its key. Only the KEM differs from the suite used here.
#[test]
fn hpke_as_rfc_9180_says() {
    use hpke::{Deserializable, Kem, OpModeR, aead, kdf, kem};

    let info = hex("4f6465206f6e2061204772656369616e2055726e");
    let aad = hex("436f756e742d30");
    let text = hex("4265617574792069732074727574682c20747275746820626561757479");
    let sealed =
        hex("1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28");
    let secret = hex("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb");
    let encapsulated = hex("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a");
    let opened = hpke::single_shot_open::<aead::ChaCha20Poly1305, kdf::HkdfSha256, kem::X25519HkdfSha256>(
        &OpModeR::Base,
        &<kem::X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(&secret).unwrap(),
        &<kem::X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(&encapsulated).unwrap(),
        &info,
        &sealed,
        &aad,
    )
    .unwrap();
    assert_eq!(opened, text);

    let shared = hex("0bbe78490412b4bbea4812666f7916932b828bba79942424abb65244930d69a7");
    let (key, nonce) = rfc_9180_schedule(0x0020, &shared, &info);
    assert_eq!(key, array("ad2744de8e17f4ebba575b3f5f5a8fa1f69c2a07f6e7500bc60ca6e3e3ec1c91"));
    assert_eq!(nonce, array("5c4d98150661b848853b547f"));
    let cipher = ChaCha20Poly1305::new(&key.into());
    assert_eq!(cipher.decrypt(&nonce.into(), Payload { msg: &sealed, aad: &aad }).unwrap(), text);
}

/// draft-connolly-cfrg-xwing-kem, appendix C, through this crate's own keys: seed to public key; and a box made with the
/// draft's randomness begins with the draft's ciphertext and continues with what the draft's shared secret gives by the
/// key schedule of RFC 9180 with the KEM number 0x647a (draft-ietf-hpke-pq).
#[test]
fn sealed_boxes_are_hpke_with_x_wing_as_its_draft_says() {
    const PURPOSE: Context = Context("counterpoint 1 test: box");
    let file: serde_json::Value = serde_json::from_str(include_str!("vectors/xwing.json")).unwrap();
    let vectors = file["vectors"].as_array().unwrap();
    assert_eq!(vectors.len(), 3);
    for vector in vectors {
        let field = |name: &str| hex(vector[name].as_str().unwrap());
        let opening = OpeningKey::from_seed(&field("seed").try_into().unwrap());
        let sealing = opening.sealing_key();
        assert_eq!(sealing.as_bytes(), field("pk"));
        assert_eq!(sealing.check(), Ok(()));

        let mut random = Prepared(field("eseed"));
        let sealed = sealing.seal(PURPOSE, b"place", b"text", &mut random).unwrap();
        assert!(random.0.is_empty(), "all of the draft's randomness was used");
        let (encapsulated, text) = sealed.0.split_at(1120);
        assert_eq!(encapsulated, field("ct"));
        let (key, nonce) = rfc_9180_schedule(0x647a, &field("ss"), PURPOSE.0.as_bytes());
        let cipher = ChaCha20Poly1305::new(&key.into());
        let expected = cipher.encrypt(&nonce.into(), Payload { msg: b"text", aad: b"place" }).unwrap();
        assert_eq!(text, expected);

        // Decapsulation, at the level that this crate exposes: a box built from the draft's ciphertext and secret opens.
        let built = SealedBox([field("ct"), expected].concat());
        assert_eq!(opening.open(PURPOSE, b"place", &built).unwrap(), b"text");
    }
}

/// BIP39's published vectors with 256 bits (bitcoin/bips, bip-0039, English): entropy to words and back.
#[test]
fn recovery_words_are_bip39() {
    let repeated = |word: &str, last: &str| format!("{} {last}", vec![word; 23].join(" "));
    let cases = [
        ("00".repeat(32), repeated("abandon", "art")),
        ("ff".repeat(32), repeated("zoo", "vote")),
        (
            "7f".repeat(32),
            "legal winner thank year wave sausage worth useful legal winner thank year wave sausage worth useful \
             legal winner thank year wave sausage worth title"
                .into(),
        ),
        (
            "80".repeat(32),
            "letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount doctor \
             acoustic avoid letter advice cage absurd amount doctor acoustic bless"
                .into(),
        ),
        (
            "68a79eaca2324873eacc50cb9c6eca8cc68ea5d936f98787c60c7ebc74e6ce7c".into(),
            "hamster diagram private dutch cause delay private meat slide toddler razor book happy fancy gospel \
             tennis maple dilemma loan word shrug inflict delay length"
                .into(),
        ),
        (
            "9f6a2878b2520799a44ef18bc7df394e7061a224d2c33cd015b157d746869863".into(),
            "panda eyebrow bullet gorilla call smoke muffin taste mesh discover soft ostrich alcohol speed nation \
             flash devote level hobby quick inner drive ghost inside"
                .into(),
        ),
        (
            "066dca1a2bb7e8a1db2832148ce9933eea0f3ac9548d793112d9a95c9407efad".into(),
            "all hour make first leader extend hole alien behind guard gospel lava path output census museum junior \
             mass reopen famous sing advance salt reform"
                .into(),
        ),
        (
            "f585c11aec520db57dd353c69554b21a89b20fb0650966fa0a9d6f74fd989d8f".into(),
            "void come effort suffer camp survey warrior heavy shoot primary clutch crush open amazing screen patrol \
             group space point ten exist slush involve unfold"
                .into(),
        ),
    ];
    for (entropy, phrase) in cases {
        let words = RecoveryWords::from_entropy(&array(&entropy));
        assert_eq!(words.words().join(" "), phrase);
        assert!(RecoveryWords::parse(&phrase).unwrap() == words);
    }
}
