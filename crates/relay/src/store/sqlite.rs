//! The embedded store: one SQLite database in one folder.
//!
//! ```text
//!   commit(group) ─► one transaction ─► write-ahead log, fdatasync ─► results
//!                                              │ now and then, on a thread of its own
//!                                              ▼
//!   readers ◄───────────────────────────── database file
//! ```
//! `synchronous = FULL` syncs the log at every commit, so an acknowledged change survives the power going out.
//! `secure_delete = ON` overwrites what is erased; after an erasure the log, which may still hold the old page, is
//! emptied too.

use std::{
    fs::{File, TryLockError},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};
use sync::Refusal;

use super::{Change, Changed, Reader, Store, StoreError};
use crate::limits::{GROUP_BYTES_MAX, StoreLimits};

mod backup;
mod log_copy;
mod private;
mod read;
mod schema;
mod write;

pub use backup::backup;

use log_copy::LogCopier;

/// The database within the folder.
pub const DATABASE_FILE: &str = "relay.sqlite";

/// Held locked while a relay works in the folder.
const LOCK_FILE: &str = "relay.lock";

/// How long one connection waits for another, in milliseconds.
const BUSY_TIMEOUT_MS: u64 = 30_000;

/// Prepared statements that a connection keeps.
const STATEMENTS_KEPT: usize = 64;

/// A store in a folder.
#[derive(Debug)]
pub struct SqliteStore {
    connection: Connection,
    limits: StoreLimits,
    path: PathBuf,
    copier: LogCopier,
    sound: Arc<AtomicBool>,
    // Dropped last: another relay may take over only when everything above is closed.
    _lock: File,
}

impl SqliteStore {
    /// Opens the store in `folder`, which is made if it is not there.
    ///
    /// # Errors
    /// [`StoreError`] if the folder cannot be used, is in use, or was written by a newer version.
    pub fn open(folder: &Path, limits: StoreLimits) -> Result<Self, StoreError> {
        let lock = lock(folder)?;
        let path = folder.join(DATABASE_FILE);
        private::database(&path).map_err(unusable(folder))?;
        let mut connection =
            connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        schema::prepare(&mut connection, limits.store_bytes_max)?;
        let sound = Arc::new(AtomicBool::new(true));
        let copier = LogCopier::start(&path, Arc::clone(&sound))?;
        Ok(Self { connection, limits, path, copier, sound, _lock: lock })
    }

    /// Copies the write-ahead log into the database and empties it, now rather than within seconds.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the log cannot be copied.
    pub fn empty_log(&self) -> Result<(), StoreError> {
        log_copy::empty(&self.connection).map(drop).map_err(database("empty the write-ahead log"))
    }

    fn commit_group(&mut self, changes: &[Arc<Change>]) -> rusqlite::Result<Vec<Result<Changed, Refusal>>> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let results = changes
            .iter()
            .map(|change| write::apply(&transaction, change, &self.limits))
            .collect::<rusqlite::Result<Vec<_>>>()?;
        transaction.commit()?;
        Ok(results)
    }

    /// What a failed transaction means for the changes in it.
    fn refusal(&self, error: &rusqlite::Error) -> Refusal {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => {
                log::warn!("the disk is full: changes are refused, what was acknowledged is kept");
                Refusal::DiskFull
            }
            code => {
                log::error!("the database failed: {error}");
                if matches!(code, Some(ErrorCode::SystemIoFailure | ErrorCode::DatabaseCorrupt)) {
                    self.sound.store(false, Ordering::Relaxed);
                }
                Refusal::Failed
            }
        }
    }
}

impl Store for SqliteStore {
    fn commit(&mut self, changes: &[Arc<Change>]) -> Vec<Result<Changed, Refusal>> {
        // After a failed write the kernel may have forgotten pages that SQLite believes written. A restart replays the
        // log and finds out; until then nothing more is promised.
        if !self.is_sound() {
            return changes.iter().map(|_| Err(Refusal::Failed)).collect();
        }
        let mut results = Vec::with_capacity(changes.len());
        for group in groups(changes) {
            match self.commit_group(group) {
                Ok(committed) => results.extend(committed),
                // One change may be too much for the disk while the others, erasures before all, still fit.
                Err(_) if group.len() > 1 => {
                    for change in group {
                        let alone = self.commit_group(std::slice::from_ref(change));
                        results.push(alone.map_or_else(
                            |error| Err(self.refusal(&error)),
                            |mut one| one.pop().unwrap_or(Err(Refusal::Failed)),
                        ));
                    }
                }
                Err(error) => results.push(Err(self.refusal(&error))),
            }
        }
        let erased = changes.iter().zip(&results).any(|(change, result)| result.is_ok() && erases(change));
        self.copier.committed(changes.iter().map(|change| change.size_bytes()).sum(), erased);
        results
    }

    fn reader(&self) -> Result<Box<dyn Reader>, StoreError> {
        let connection = connect(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        Ok(Box::new(read::SqliteReader::new(connection)))
    }

    fn is_sound(&self) -> bool {
        self.sound.load(Ordering::Relaxed)
    }
}

/// Whether bytes that were stored must leave the files.
fn erases(change: &Change) -> bool {
    match change {
        Change::Erase { .. } | Change::EraseSpace { .. } | Change::CloseBox { .. } | Change::Purge { .. } => {
            true
        }
        Change::PutPiece { piece, .. } => piece.piece + 1 == piece.pieces,
        Change::Create { .. }
        | Change::Append { .. }
        | Change::Control { .. }
        | Change::Verify { .. }
        | Change::PutBox { .. }
        | Change::Touch { .. } => false,
    }
}

/// Cuts changes into runs of about [`GROUP_BYTES_MAX`].
fn groups(changes: &[Arc<Change>]) -> impl Iterator<Item = &[Arc<Change>]> {
    let mut rest = changes;
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let length = rest
            .iter()
            .take_while(|change| {
                let fits = bytes == 0 || bytes + change.size_bytes() <= GROUP_BYTES_MAX;
                bytes += change.size_bytes();
                fits
            })
            .count();
        let (group, after) = rest.split_at(length);
        rest = after;
        (!group.is_empty()).then_some(group)
    })
}

fn lock(folder: &Path) -> Result<File, StoreError> {
    private::folder(folder).map_err(unusable(folder))?;
    let lock = private::file(&folder.join(LOCK_FILE)).map_err(unusable(folder))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse { folder: folder.display().to_string() }),
        Err(TryLockError::Error(source)) => Err(unusable(folder)(source)),
    }
}

fn unusable(folder: &Path) -> impl Fn(std::io::Error) -> StoreError {
    move |source| StoreError::Folder { folder: folder.display().to_string(), source }
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let open = || {
        let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        connection.busy_timeout(std::time::Duration::from_millis(BUSY_TIMEOUT_MS))?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
        Ok(connection)
    };
    open().map_err(database("open"))
}

fn database(attempted: &'static str) -> impl Fn(rusqlite::Error) -> StoreError {
    move |source| StoreError::Database { attempted, source }
}
