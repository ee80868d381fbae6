//! Copies the write-ahead log into the database, on a thread of its own, so that writers need not.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Condvar, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
    time::Duration,
};

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{StoreError, connect};
use crate::limits::{LOG_BYTES_MAX, LOG_COPY_BYTES, LOG_COPY_INTERVALS_MAX, LOG_INTERVAL_MS};

/// The thread, until dropped.
#[derive(Debug)]
pub(super) struct LogCopier {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// Bytes of changes since the log was copied.
    committed_bytes: usize,
    /// Intervals since then.
    intervals: u32,
    erased: bool,
    ending: bool,
}

impl LogCopier {
    /// Starts the thread for the database at `path`. It clears `sound` if the disk fails.
    pub(super) fn start(path: &Path, sound: Arc<AtomicBool>) -> Result<Self, StoreError> {
        let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        connection
            .pragma_update(None, "synchronous", "FULL")
            .map_err(super::database("set the connection up"))?;
        let shared = Arc::new(Shared::default());
        let for_thread = Arc::clone(&shared);
        let log = log_path(path);
        let thread = std::thread::spawn(move || copy_until_ended(&connection, &log, &for_thread, &sound));
        Ok(Self { shared, thread: Some(thread) })
    }

    /// Notes that so many bytes of changes were committed; if any bytes were `erased`, the log is emptied soon.
    pub(super) fn committed(&self, size_bytes: usize, erased: bool) {
        let mut state = self.shared.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.committed_bytes = state.committed_bytes.saturating_add(size_bytes);
        state.erased |= erased;
    }
}

impl Drop for LogCopier {
    fn drop(&mut self) {
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner).ending = true;
        self.shared.changed.notify_all();
        if let Some(thread) = self.thread.take() {
            // A panic of the copier was already printed; there is nothing left to save here.
            drop(thread.join());
        }
    }
}

/// Copies the whole log and empties it; writers wait meanwhile. Says whether that succeeded: a reader may be in the way.
pub(super) fn empty(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| Ok(row.get::<_, i64>(0)? == 0))
}

fn copy_until_ended(connection: &Connection, log: &Path, shared: &Shared, sound: &AtomicBool) {
    loop {
        let Due { copy_now, erased, ending } = wait(shared);
        if copy_now {
            match copy(connection, log, erased || ending) {
                Ok(emptied) if erased && !emptied => {
                    shared.state.lock().unwrap_or_else(PoisonError::into_inner).erased = true;
                }
                Ok(_) => {}
                Err(error) => {
                    log::error!("the write-ahead log could not be copied: {error}");
                    if error.sqlite_error_code() == Some(ErrorCode::SystemIoFailure) {
                        sound.store(false, Ordering::Relaxed);
                    }
                }
            }
        }
        if ending {
            return;
        }
    }
}

/// What is to be done after an interval.
struct Due {
    copy_now: bool,
    erased: bool,
    ending: bool,
}

fn wait(shared: &Shared) -> Due {
    let state = shared.state.lock().unwrap_or_else(PoisonError::into_inner);
    let interval = Duration::from_millis(LOG_INTERVAL_MS);
    let (mut state, _) = shared
        .changed
        .wait_timeout_while(state, interval, |state| !state.ending)
        .unwrap_or_else(PoisonError::into_inner);
    state.intervals = state.intervals.saturating_add(1);
    let late = state.intervals >= LOG_COPY_INTERVALS_MAX || state.ending;
    let copy_now =
        state.erased || state.committed_bytes >= LOG_COPY_BYTES || (late && state.committed_bytes > 0);
    let due = Due { copy_now, erased: state.erased, ending: state.ending };
    if copy_now {
        *state = State { ending: state.ending, ..State::default() };
    }
    due
}

/// Copies what can be copied beside the writers, then, if the log must be emptied, the small rest while they wait.
fn copy(connection: &Connection, log: &Path, must_empty: bool) -> rusqlite::Result<bool> {
    connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
    let too_long = std::fs::metadata(log).is_ok_and(|log| log.len() > LOG_BYTES_MAX);
    if must_empty || too_long { empty(connection) } else { Ok(true) }
}

fn log_path(database: &Path) -> PathBuf {
    let mut path = database.as_os_str().to_owned();
    path.push("-wal");
    PathBuf::from(path)
}
