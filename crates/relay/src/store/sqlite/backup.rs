//! A copy of the store, made while a relay works in it.

use std::{
    fs::{self, File},
    path::Path,
};

use rusqlite::OpenFlags;

use super::{DATABASE_FILE, StoreError, connect, database, private};

/// Copies the store in `folder` to the new file `target`: one consistent moment, without what was erased. A relay may be
/// working in the folder meanwhile. To restore, put the file into an empty folder under the name [`DATABASE_FILE`].
///
/// # Errors
/// [`StoreError`] if there is no store, the target exists or cannot be written, or the copy does not hold together.
pub fn backup(folder: &Path, target: &Path) -> Result<(), StoreError> {
    let unusable = |source| StoreError::Folder { folder: target.display().to_string(), source };
    if target.try_exists().map_err(unusable)? {
        return Err(unusable(std::io::ErrorKind::AlreadyExists.into()));
    }
    let partial = target.with_extension("partial");
    match fs::remove_file(&partial) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(unusable(error)),
        _ => {}
    }
    let source = connect(&folder.join(DATABASE_FILE), OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let name = partial.to_str().ok_or_else(|| unusable(std::io::ErrorKind::InvalidFilename.into()))?;
    // SQLite copies into a file that is there, if it is empty.
    private::file(&partial).map_err(unusable)?;
    source.execute("VACUUM INTO ?1", [name]).map_err(database("be copied"))?;
    check(&partial)?;
    File::open(&partial).and_then(|copy| copy.sync_all()).map_err(unusable)?;
    fs::rename(&partial, target).map_err(unusable)?;
    let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(parent).and_then(|parent| parent.sync_all()).map_err(unusable)
}

fn check(copy: &Path) -> Result<(), StoreError> {
    let copy = connect(copy, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let verdict: String = copy
        .pragma_query_value(None, "integrity_check", |row| row.get(0))
        .map_err(database("check its copy"))?;
    if verdict == "ok" {
        Ok(())
    } else {
        Err(database("make a copy that holds together")(rusqlite::Error::InvalidQuery))
    }
}
