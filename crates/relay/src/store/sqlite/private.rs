//! Folders and files that only their owner can read, whatever the machine's default is.
//!
//! SQLite gives the write-ahead log and its index the mode of the database, so it is enough to make that first.

use std::{
    fs::{DirBuilder, File, OpenOptions},
    io,
    path::Path,
};

/// Makes a folder, and those above it, unless they are there. One that is there keeps its mode: its keeper chose it.
pub(super) fn folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Makes a database's file, empty, unless it is there; what an earlier relay left beside it is closed to others too.
pub(super) fn database(path: &Path) -> io::Result<()> {
    file(path)?;
    for ending in ["-wal", "-shm"] {
        let mut beside = path.as_os_str().to_owned();
        beside.push(ending);
        let beside = Path::new(&beside);
        if beside.try_exists()? {
            file(beside)?;
        }
    }
    Ok(())
}

/// Opens a file for writing, and makes it if it is not there. One that is there is closed to others from now on.
pub(super) fn file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(file)
}
