//! Files that people took along, frozen: every later version must read those of version 1 and, as long as the version stays, write them
//! alike. `GOLDEN_BLESS=1 cargo test -p client --test golden` writes the files, which is right only for a new version or before the
//! first release.

use client::export::{Export, backup::Backup};
use crypto::{LockParameters, RecoveryWords};
use model::kinds::LIST;
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

const JSON: &[u8] = include_bytes!("v1/mine.json");
const BACKUP: &[u8] = include_bytes!("v1/mine.backup");
const PASSPHRASE: &str = "granite lantern orchard";

/// The least that Argon2 does: the parameters stand in the file.
const QUICK: LockParameters = LockParameters { memory_kib: 8, passes: 1, lanes: 1 };

fn words() -> RecoveryWords {
    RecoveryWords::from_entropy(&[42; 32])
}

fn sealed(export: &Export) -> Vec<u8> {
    let papers = [words().member_seed().keys().sealing];
    Backup::seal(export, &LIST, PASSPHRASE, &papers, QUICK, &mut ChaCha20Rng::seed_from_u64(1)).to_bytes()
}

#[test]
fn a_json_file_of_version_1_is_read_and_written_alike() {
    let export = Export::from_json(JSON, &LIST).unwrap();
    if std::env::var_os("GOLDEN_BLESS").is_some() {
        // A field that was added to a kind at its end stands in what is written from now on.
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/v1/mine.json");
        return std::fs::write(path, export.to_json(&LIST)).unwrap();
    }
    assert_eq!(String::from_utf8(export.to_json(&LIST)).unwrap(), String::from_utf8(JSON.to_vec()).unwrap());
    let things = (export.relationships.len(), export.items.len(), export.shared.len());
    assert_eq!(things, (1, 4, 1), "the file has something of everything");
}

#[test]
fn a_backup_of_version_1_opens_and_is_written_alike() {
    let export = Export::from_json(JSON, &LIST).unwrap();
    if std::env::var_os("GOLDEN_BLESS").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/v1/mine.backup");
        return std::fs::write(path, sealed(&export)).unwrap();
    }
    let backup = Backup::from_bytes(BACKUP).unwrap();
    assert_eq!(backup.open(PASSPHRASE, &LIST).as_ref(), Ok(&export));
    assert_eq!(backup.open(&words().words().join(" "), &LIST).as_ref(), Ok(&export));
    assert_eq!(sealed(&export), BACKUP);
}
