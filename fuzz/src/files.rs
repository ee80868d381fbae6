//! Files that people bring in: exports as JSON, and sealed backups.

use client::export::{
    Export, Import,
    backup::{Backup, BackupError},
    page::{PageWords, page},
};
use crypto::{LockParameters, MemberSeed};
use model::{Now, Stamp, Vault, WriterId};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

const PASSPHRASE: &str = "granite lantern orchard";

/// The least that Argon2 does: guessing is not what is tried here.
const QUICK: LockParameters = LockParameters { memory_kib: 8, passes: 1, lanes: 1 };

const JSON: &str = r#"{
  "format": "counterpoint-export", "version": 1, "exported_on": "2026-11-22", "name": "Noor",
  "relationships": [{"id": "01010101010101010101010101010101", "name": "Sam", "kind": "friend",
    "added": "2026-11-01T08:00:00Z", "changed": "2026-11-02T08:00:00.00000001Z"}],
  "cards": [{"id": "02020202020202020202020202020202", "versions": [
    {"id": "03030303030303030303030303030303", "written": "2026-11-22T18:30:05Z",
     "content": {"taste": "like", "text": "Rain \ud83d\ude42", "note": ""}}],
    "earlier": ["04040404040404040404040404040404"]}],
  "requests": [{"relationship": "01010101010101010101010101010101", "request":
    {"id": "05050505050505050505050505050505", "versions": [
      {"id": "06060606060606060606060606060606", "written": "2026-11-22T18:30:05Z",
       "content": {"need": "just-know", "text": "The move"}}]}}],
  "shared": [{"relationship": "01010101010101010101010101010101", "linked_since": null, "name": "Noor",
    "cards": [], "requests": [],
    "answers": [{"request": "07070707070707070707070707070707", "on": "2026-11-22", "answer": "not-now", "words": ""}]}]
}"#;

pub(crate) fn exports() -> Vec<Vec<u8>> {
    let export = Export::from_json(JSON.as_bytes()).expect("the sample is whole");
    vec![JSON.as_bytes().to_vec(), export.to_json()]
}

/// A file, and what stands in it between its beginning and its checksum.
pub(crate) fn backups() -> Vec<Vec<u8>> {
    let backup = sealed();
    vec![backup.to_bytes(), minicbor::to_vec(&backup).expect("writing to memory")]
}

fn sealed() -> Backup {
    let export = Export::from_json(JSON.as_bytes()).expect("the sample is whole");
    let papers = [MemberSeed::from_bytes([1; 32]).keys().sealing];
    Backup::seal(&export, PASSPHRASE, &papers, QUICK, &mut ChaCha20Rng::seed_from_u64(5))
}

/// What is read is written and read as the same, can be shown, and is imported once.
pub(crate) fn export_json(bytes: &[u8]) {
    let Ok(export) = Export::from_json(bytes) else { return };
    assert_eq!(Export::from_json(&export.to_json()).as_ref(), Ok(&export));
    assert!(!page(&export, &PageWords::default()).is_empty());
    let now = Now { unix_ms: 1_796_000_000_000, utc_offset_minutes: 0 };
    let mut vault = Vault::default();
    for (clock, operation) in Import::of(&export, &vault, now).operations {
        vault.apply(Stamp { clock, writer: WriterId([1; 16]) }, operation);
    }
    assert_eq!(Import::of(&export, &vault, now).operations, vec![]);
}

/// The bytes as a file, and as what a checksum would have let through.
pub(crate) fn backup(bytes: &[u8]) {
    if let Ok(backup) = Backup::from_bytes(bytes) {
        assert_eq!(Backup::from_bytes(&backup.to_bytes()).as_ref(), Ok(&backup));
    }
    let Ok(backup) = minicbor::decode::<Backup>(bytes) else { return };
    assert_eq!(
        Backup::from_bytes(&backup.to_bytes()).as_ref().ok(),
        Some(&backup).filter(|_| backup.papers() <= 8)
    );
    if backup.parameters == QUICK {
        let opened = backup.open(PASSPHRASE);
        let expected = [Err(BackupError::WrongSecret), Err(BackupError::Damaged)];
        assert!(opened.is_ok() || expected.contains(&opened), "{opened:?}");
        if opened.is_ok() {
            assert_eq!(opened, sealed().open(PASSPHRASE), "nobody else knows the passphrase");
        }
    }
}
