//! Files that people bring in: exports as JSON, and sealed backups.

use client::export::{
    Export, Import,
    backup::{Backup, BackupError},
    collect,
    page::{PageWords, page},
};
use crypto::{LockParameters, MemberSeed};
use model::{
    ItemId, Now, Offsets, Stamp, Vault, VaultOperation, VersionId, WriterId, Written, draw, kinds::LIST,
};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

const PASSPHRASE: &str = "granite lantern orchard";

/// The least that Argon2 does: guessing is not what is tried here.
const QUICK: LockParameters = LockParameters { memory_kib: 8, passes: 1, lanes: 1 };

const JSON: &str = r##"{
  "format": "counterpoint-export", "version": 1, "exported_on": "2026-11-22", "name": "Noor",
  "relationships": [{"id": "01010101010101010101010101010101", "name": "Sam", "tie": "friend",
    "added": "2026-11-01T08:00:00Z", "changed": "2026-11-02T08:00:00.00000001Z"}],
  "items": [
    {"id": "02020202020202020202020202020202", "versions": [
      {"id": "03030303030303030303030303030303", "written": "2026-11-22T18:30:05Z",
       "content": {"card": {"taste": "like", "text": "Rain \ud83d\ude42", "note": null}}}],
     "earlier": ["04040404040404040404040404040404"]},
    {"id": "05050505050505050505050505050505", "versions": [
      {"id": "06060606060606060606060606060606", "written": "2026-11-22T18:30:05Z",
       "about": "01010101010101010101010101010101", "content": {"#57": "8200427878"}}]}],
  "shared": [{"relationship": "01010101010101010101010101010101", "linked_since": null, "name": "Noor",
    "grants": [{"item": "07070707070707070707070707070707", "since": "2026-11-22",
      "answers": "0808080808080808080808080808080808080808080808080808080808080808",
      "content": {"answer": {"answer": "not-now", "words": null}}}]}]
}"##;

/// An export that holds records of every kind.
fn every_kind() -> Export {
    let mut vault = Vault::default();
    for (number, content) in (0..).zip(LIST.all().iter().flat_map(draw::samples)) {
        let item = ItemId([number; 16]);
        let version = VersionId::first_of(item);
        let written = Written { about: None, content };
        let operation = VaultOperation::ItemWritten { item, version, replaces: Vec::new(), written };
        vault.apply(Stamp { clock: model::Clock(1), writer: WriterId([1; 16]) }, operation);
    }
    collect(&vault, &[], false, model::Day(20_779))
}

pub(crate) fn exports() -> Vec<Vec<u8>> {
    let export = Export::from_json(JSON.as_bytes(), &LIST).expect("the sample is whole");
    vec![JSON.as_bytes().to_vec(), export.to_json(&LIST), every_kind().to_json(&LIST)]
}

/// A file, and what stands in it between its beginning and its checksum.
pub(crate) fn backups() -> Vec<Vec<u8>> {
    let backup = sealed();
    vec![backup.to_bytes(), minicbor::to_vec(&backup).expect("writing to memory")]
}

fn sealed() -> Backup {
    let export = Export::from_json(JSON.as_bytes(), &LIST).expect("the sample is whole");
    let papers = [MemberSeed::from_bytes([1; 32]).keys().sealing];
    Backup::seal(&export, &LIST, PASSPHRASE, &papers, QUICK, &mut ChaCha20Rng::seed_from_u64(5))
}

/// What is read is written and read as the same, can be shown, and is imported once.
pub(crate) fn export_json(bytes: &[u8]) {
    let Ok(export) = Export::from_json(bytes, &LIST) else { return };
    assert_eq!(Export::from_json(&export.to_json(&LIST), &LIST).as_ref(), Ok(&export));
    let words = PageWords::new("en", "ltr", |key| key.to_owned());
    assert!(!page(&export, &LIST, &words, &Offsets::default()).is_empty());
    let now = Now { unix_ms: 1_796_000_000_000, utc_offset_minutes: 0 };
    let mut vault = Vault::default();
    for (clock, operation) in Import::of(&export, &vault, &LIST, now).operations {
        vault.apply(Stamp { clock, writer: WriterId([1; 16]) }, operation);
    }
    assert_eq!(Import::of(&export, &vault, &LIST, now).operations, vec![]);
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
        let opened = backup.open(PASSPHRASE, &LIST);
        let expected = [Err(BackupError::WrongSecret), Err(BackupError::Damaged)];
        assert!(opened.is_ok() || expected.contains(&opened), "{opened:?}");
        if opened.is_ok() {
            assert_eq!(opened, sealed().open(PASSPHRASE, &LIST), "nobody else knows the passphrase");
        }
    }
}
