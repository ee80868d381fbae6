//! What a relay keeps can be read by its owner alone, whatever the machine's default is.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use relay::{
    limits::StoreLimits,
    store::sqlite::{DATABASE_FILE, SqliteStore, backup},
};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn what_a_relay_makes_is_closed_to_others() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("made/by the relay");
    let store = SqliteStore::open(&folder, StoreLimits::default()).unwrap();
    assert_eq!(mode(&folder), 0o700);
    let files: Vec<_> = fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).collect();
    for ending in [".lock", ".sqlite", "-wal", "-shm"] {
        assert!(files.iter().any(|file| file.to_str().unwrap().ends_with(ending)), "{ending}: {files:?}");
    }
    for file in files {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
    let copy = place.path().join("copy.sqlite");
    backup(&folder, &copy).unwrap();
    assert_eq!(mode(&copy), 0o600);
    drop(store);
}

#[test]
fn files_that_an_earlier_relay_left_open_are_closed_to_others() {
    let folder = tempfile::tempdir().unwrap();
    drop(SqliteStore::open(folder.path(), StoreLimits::default()).unwrap());
    let database = folder.path().join(DATABASE_FILE);
    fs::set_permissions(&database, fs::Permissions::from_mode(0o644)).unwrap();
    let _store = SqliteStore::open(folder.path(), StoreLimits::default()).unwrap();
    assert_eq!(mode(&database), 0o600);
}
