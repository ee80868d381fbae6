//! Both stores against the one suite, and what only a store on a disk can show.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "shared/actors.rs"]
mod actors;

use std::{fs, path::Path, sync::Arc};

use actors::{entry, entry_id, entry_of, preimage};
use crypto::{Hash, Signature, VerifyingKey};
use relay::{
    limits::StoreLimits,
    store::{
        Access, Answer, Change, Changed, Control, Day, Piece, Placed, Query, Store, StoreError, conformance,
        memory::MemoryStore,
        sqlite::{DATABASE_FILE, SqliteStore, backup},
    },
};
use sync::{
    Body, Entry, Party, Position, Refusal, SpaceId,
    frame::{BoxId, CheckpointId, Verification, checkpoint_hash},
};

const KEY: VerifyingKey = VerifyingKey([1; 32]);
const SPACE: SpaceId = SpaceId([2; 32]);
const MARKER: &[u8] = b"a sentence that nobody may find on the disk once it is erased";

#[test]
fn the_memory_store_conforms() {
    conformance::run(|limits| Box::new(MemoryStore::new(limits)));
}

#[test]
fn the_sqlite_store_conforms() {
    let folder = tempfile::tempdir().unwrap();
    let count = std::cell::Cell::new(0);
    conformance::run(|limits| {
        count.set(count.get() + 1);
        Box::new(SqliteStore::open(&folder.path().join(count.get().to_string()), limits).unwrap())
    });
}

fn open(folder: &Path) -> SqliteStore {
    SqliteStore::open(folder, StoreLimits::default()).unwrap()
}

fn change(store: &mut SqliteStore, change: Change) -> Result<Changed, Refusal> {
    store.commit(&[Arc::new(change)]).remove(0)
}

fn create() -> Change {
    let control = Control {
        number: 1,
        hash: Hash([1; 32]),
        joined: false,
        access: vec![Access::device(KEY, Party::Founder)],
        author: KEY,
        record: vec![1; 100],
    };
    Change::Create { space: SPACE, control, day: Day(1) }
}

fn append(entries: Vec<Entry>) -> Change {
    Change::Append { space: SPACE, key: KEY, entries, urgent: false, day: Day(1) }
}

fn page(store: &SqliteStore, after: u64) -> Vec<(u64, Entry)> {
    match store.reader().unwrap().answer(&Query::Page { space: SPACE, after: Position(after) }).unwrap() {
        Answer::Page { entries, .. } => {
            entries.into_iter().map(|stored| (stored.position.0, stored.entry)).collect()
        }
        other => panic!("{other:?}"),
    }
}

fn everything(store: &SqliteStore) -> Vec<(u64, Entry)> {
    let mut all: Vec<(u64, Entry)> = Vec::new();
    loop {
        let next = page(store, all.last().map_or(0, |(position, _)| *position));
        if next.is_empty() {
            return all;
        }
        all.extend(next);
    }
}

fn marked(number: u64) -> Entry {
    // Longer than a page of the database, so that it lies in several.
    Entry { body: Body::Sealed(MARKER.repeat(200)), ..entry(number) }
}

/// How often a marker stands in the files of a folder.
fn markers_in(folder: &Path) -> usize {
    fs::read_dir(folder)
        .unwrap()
        .map(|file| fs::read(file.unwrap().path()).unwrap())
        .map(|bytes| bytes.windows(MARKER.len()).filter(|window| *window == MARKER).count())
        .sum()
}

#[test]
fn what_was_committed_is_there_after_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    assert_eq!(change(&mut store, create()), Ok(Changed::Created));
    assert!(change(&mut store, append(vec![entry(1), entry(2)])).is_ok());
    drop(store);
    let store = open(folder.path());
    assert_eq!(page(&store, 0), [(1, entry(1)), (2, entry(2))]);
}

#[test]
fn a_folder_belongs_to_one_relay_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let second = SqliteStore::open(folder.path(), StoreLimits::default());
    assert!(matches!(second, Err(StoreError::InUse { .. })), "{second:?}");
    drop(store);
    open(folder.path());
}

#[test]
fn a_folder_of_a_newer_version_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(folder.path()));
    let database = rusqlite::Connection::open(folder.path().join(DATABASE_FILE)).unwrap();
    database.pragma_update(None, "user_version", 99).unwrap();
    drop(database);
    let opened = SqliteStore::open(folder.path(), StoreLimits::default());
    assert!(matches!(opened, Err(StoreError::Newer { found: 99, known: 4 })), "{opened:?}");
}

#[test]
fn a_full_disk_refuses_in_words_and_keeps_what_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let limits = StoreLimits { store_bytes_max: Some(1024 * 1024), ..StoreLimits::default() };
    let mut store = SqliteStore::open(folder.path(), limits).unwrap();
    assert_eq!(change(&mut store, create()), Ok(Changed::Created));
    let mut kept = 0;
    let refusal = loop {
        match change(&mut store, append(vec![entry_of(kept + 1, 60_000)])) {
            Ok(_) => kept += 1,
            Err(refusal) => break refusal,
        }
        assert!(kept < 1_000, "the disk never fills");
    };
    assert_eq!(refusal, Refusal::DiskFull);
    assert!(kept > 0 && store.is_sound());
    let expected: Vec<_> = (1..=kept).map(|number| (number, entry_of(number, 60_000))).collect();
    assert_eq!(everything(&store), expected);
    // In one group, what is too much is refused and what frees room is done.
    let erase = |number| Change::Erase {
        space: SPACE,
        key: KEY,
        entry: entry_id(number),
        preimage: preimage(number),
    };
    let group = [append(vec![entry_of(kept + 1, 200_000)]), erase(1), erase(2)].map(Arc::new);
    let results = store.commit(&group);
    assert_eq!(results[0], Err(Refusal::DiskFull));
    assert_eq!(results[1], Ok(Changed::Erased { position: Position(1), fresh: true }));
    assert!(results[2].is_ok());
    assert!(change(&mut store, append(vec![entry_of(kept + 1, 60_000)])).is_ok());
    drop(store);
    let store = open(folder.path());
    let (position, stored) = page(&store, kept).remove(0);
    assert_eq!((position, stored), (kept + 1, entry_of(kept + 1, 60_000)));
}

#[test]
fn safety_s10_erased_bytes_leave_every_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    assert!(change(&mut store, create()).is_ok());
    assert!(change(&mut store, append(vec![entry(1), marked(2), entry(3)])).is_ok());
    assert!(markers_in(folder.path()) > 0);
    store.empty_log().unwrap();
    assert!(markers_in(folder.path()) > 0);
    let erase = Change::Erase { space: SPACE, key: KEY, entry: entry_id(2), preimage: preimage(2) };
    assert!(change(&mut store, erase).is_ok());
    store.empty_log().unwrap();
    assert_eq!(markers_in(folder.path()), 0);
    assert_eq!(page(&store, 2), [(3, entry(3))]);
}

#[test]
fn safety_s07_an_erased_space_and_a_closed_box_leave_every_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    assert!(change(&mut store, create()).is_ok());
    assert!(change(&mut store, append((1..20).map(marked).collect())).is_ok());
    let name = BoxId([3; 32]);
    let put = Change::PutBox { name, slot: 0, expires_ms: 10, now_ms: 0, message: MARKER.repeat(10) };
    assert!(change(&mut store, put).is_ok());
    store.empty_log().unwrap();
    assert!(markers_in(folder.path()) > 20);
    assert_eq!(change(&mut store, Change::EraseSpace { space: SPACE, key: KEY }), Ok(Changed::SpaceErased));
    assert_eq!(change(&mut store, Change::CloseBox { name, now_ms: 1 }), Ok(Changed::BoxClosed));
    store.empty_log().unwrap();
    assert_eq!(markers_in(folder.path()), 0);
}

#[test]
fn erased_bytes_leave_the_files_without_being_asked_for_when_the_store_closes() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    assert!(change(&mut store, create()).is_ok());
    assert!(change(&mut store, append(vec![marked(1)])).is_ok());
    let erase = Change::Erase { space: SPACE, key: KEY, entry: entry_id(1), preimage: preimage(1) };
    assert!(change(&mut store, erase).is_ok());
    drop(store);
    assert_eq!(markers_in(folder.path()), 0);
}

#[test]
fn erased_bytes_leave_the_files_of_a_working_store_by_themselves() {
    const LOOKS_MAX: usize = 3_000;
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    assert!(change(&mut store, create()).is_ok());
    assert!(change(&mut store, append(vec![marked(1)])).is_ok());
    let erase = Change::Erase { space: SPACE, key: KEY, entry: entry_id(1), preimage: preimage(1) };
    assert!(change(&mut store, erase).is_ok());
    // The log is emptied on a thread of its own, within seconds.
    let gone = (0..LOOKS_MAX).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(10));
        markers_in(folder.path()) == 0
    });
    assert!(gone);
    drop(store);
}

#[test]
fn a_backup_made_while_the_relay_writes_is_one_moment_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let copies = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    assert!(change(&mut store, create()).is_ok());
    let writing = std::thread::spawn(move || {
        for number in 1..=300 {
            assert!(change(&mut store, append(vec![entry(number)])).is_ok());
        }
        store
    });
    let mut copied = Vec::new();
    while !writing.is_finished() {
        let target = copies.path().join(copied.len().to_string());
        backup(folder.path(), &target.join("relay.sqlite")).unwrap_err();
        fs::create_dir(&target).unwrap();
        backup(folder.path(), &target.join(DATABASE_FILE)).unwrap();
        copied.push(target);
    }
    let store = writing.join().unwrap();
    assert!(!copied.is_empty());
    for copy in &copied {
        let restored = page(&open(copy), 0);
        let expected: Vec<_> = (1..).take(restored.len()).map(|number| (number, entry(number))).collect();
        assert_eq!(restored, expected);
    }
    assert_eq!(page(&store, 299).len(), 1);
    let again = backup(folder.path(), &copied[0].join(DATABASE_FILE));
    assert!(matches!(again, Err(StoreError::Folder { .. })), "{again:?}");
}

#[test]
fn safety_s10_a_backup_does_not_hold_what_was_erased() {
    let folder = tempfile::tempdir().unwrap();
    let copies = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    assert!(change(&mut store, create()).is_ok());
    assert!(change(&mut store, append(vec![marked(1), entry(2)])).is_ok());
    backup(folder.path(), &copies.path().join("before")).unwrap();
    assert!(markers_in(copies.path()) > 0);
    fs::remove_file(copies.path().join("before")).unwrap();
    let erase = Change::Erase { space: SPACE, key: KEY, entry: entry_id(1), preimage: preimage(1) };
    assert!(change(&mut store, erase).is_ok());
    backup(folder.path(), &copies.path().join("after")).unwrap();
    assert_eq!(markers_in(copies.path()), 0);
}

/// A second device of the same person.
const TABLET: VerifyingKey = VerifyingKey([4; 32]);

/// Puts a checkpoint of this content, for which a device speaks.
fn put_and_verify(
    store: &mut SqliteStore,
    verifier: VerifyingKey,
    (checkpoint, covers): (u8, u64),
    bytes: &[u8],
) {
    let (checkpoint, covers) = (CheckpointId([checkpoint; 16]), Position(covers));
    let piece = Piece { checkpoint, covers, piece: 0, pieces: 1, bytes: bytes.to_vec() };
    assert_eq!(change(store, Change::PutPiece { space: SPACE, key: KEY, piece }), Ok(Changed::PieceStored));
    let verification =
        Verification { verifier, bytes: checkpoint_hash(bytes), signature: Signature([5; 64]) };
    let word = Change::Verify { space: SPACE, key: verifier, checkpoint, covers, verification, day: Day(1) };
    assert_eq!(change(store, word), Ok(Changed::Verified));
}

fn purge(store: &mut SqliteStore) -> Result<Changed, Refusal> {
    change(store, Change::Purge { now_ms: 0, idle_before: None, verified_until: Some(Day(1)) })
}

/// What a person deleted or wrote over in their vault stands in the log, sealed, until a checkpoint stands in its place.
#[test]
fn safety_s10_what_was_deleted_in_a_vault_leaves_files_and_backups_with_the_covered_log() {
    covered_log_leaves_files_and_backups(&[KEY, TABLET], TABLET);
}

#[test]
fn safety_s10_what_a_person_with_one_device_deleted_leaves_files_and_backups_as_well() {
    covered_log_leaves_files_and_backups(&[KEY], KEY);
}

fn covered_log_leaves_files_and_backups(devices: &[VerifyingKey], verifier: VerifyingKey) {
    let folder = tempfile::tempdir().unwrap();
    let copies = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    let control = Control {
        number: 1,
        hash: Hash([1; 32]),
        joined: false,
        access: devices.iter().map(|key| Access::device(*key, Party::Founder)).collect(),
        author: KEY,
        record: vec![1; 100],
    };
    assert!(change(&mut store, Change::Create { space: SPACE, control, day: Day(1) }).is_ok());
    assert!(change(&mut store, append(vec![marked(1), marked(2), entry(3)])).is_ok());
    // The first checkpoint still holds it; the one after the deletion does not.
    put_and_verify(&mut store, verifier, (1, 2), &MARKER.repeat(30));
    assert!(matches!(purge(&mut store), Ok(Changed::Purged { entries: 2, .. })));
    store.empty_log().unwrap();
    // A boundary of the database's pages may cut one in two.
    assert!((28..=30).contains(&markers_in(folder.path())), "in the checkpoint alone");
    put_and_verify(&mut store, verifier, (2, 3), b"what is left");
    assert!(matches!(purge(&mut store), Ok(Changed::Purged { entries: 1, .. })));
    store.empty_log().unwrap();
    assert_eq!(markers_in(folder.path()), 0);
    backup(folder.path(), &copies.path().join("after")).unwrap();
    assert_eq!(markers_in(copies.path()), 0);
    drop(store);
    let mut store = open(folder.path());
    assert!(everything(&store).is_empty());
    assert!(change(&mut store, append(vec![entry(4)])).is_ok());
    assert_eq!(page(&store, 3), [(4, entry(4))]);
}

#[test]
fn a_folder_of_the_first_format_is_brought_to_this_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(folder.path());
    assert!(change(&mut store, create()).is_ok());
    assert!(change(&mut store, append(vec![entry(1), entry(2)])).is_ok());
    let piece = |checkpoint| Piece {
        checkpoint: CheckpointId([checkpoint; 16]),
        covers: Position(1),
        piece: 0,
        pieces: 1,
        bytes: vec![7; 10],
    };
    let put = |checkpoint| Change::PutPiece { space: SPACE, key: KEY, piece: piece(checkpoint) };
    assert_eq!(change(&mut store, put(1)), Ok(Changed::PieceStored));
    drop(store);
    let database = rusqlite::Connection::open(folder.path().join(DATABASE_FILE)).unwrap();
    let first_format = "
        DROP INDEX entry_by_name;
        ALTER TABLE space DROP COLUMN founder_bytes;
        ALTER TABLE space DROP COLUMN invited_bytes;
        ALTER TABLE access DROP COLUMN party;
        ALTER TABLE access DROP COLUMN paper;
        ALTER TABLE access DROP COLUMN reserve;
        ALTER TABLE entry DROP COLUMN party;
        ALTER TABLE entry DROP COLUMN by_key;
        CREATE UNIQUE INDEX entry_by_id ON entry (space, id);
        DROP INDEX checkpoint_by_verified_day;
        DROP INDEX checkpoint_to_trim;
        ALTER TABLE space DROP COLUMN trimmed;
        ALTER TABLE checkpoint DROP COLUMN author;
        ALTER TABLE checkpoint DROP COLUMN verifier;
        ALTER TABLE checkpoint DROP COLUMN bytes_hash;
        ALTER TABLE checkpoint DROP COLUMN signature;
        ALTER TABLE checkpoint DROP COLUMN verified_day;
        ALTER TABLE checkpoint DROP COLUMN base;
        PRAGMA user_version = 1;
    ";
    database.execute_batch(first_format).unwrap();
    drop(database);
    let mut store = open(folder.path());
    assert_eq!(everything(&store), [(1, entry(1)), (2, entry(2))]);
    // What is handed in again is known, and what is new is taken.
    let again = change(&mut store, append(vec![entry(2), entry(3)]));
    let placed = |position, fresh| Placed { position: Position(position), fresh };
    assert_eq!(again, Ok(Changed::Appended(vec![placed(2, false), placed(3, true)])));
    // Nobody knows who made a checkpoint of the first format, so nobody can be somebody else.
    let verification =
        Verification { verifier: KEY, bytes: checkpoint_hash(&[7; 10]), signature: Signature([5; 64]) };
    let (checkpoint, covers) = (CheckpointId([1; 16]), Position(1));
    let word = Change::Verify { space: SPACE, key: KEY, checkpoint, covers, verification, day: Day(1) };
    assert_eq!(change(&mut store, word), Err(Refusal::NoAccess));
    assert_eq!(change(&mut store, put(2)), Ok(Changed::PieceStored));
}
