//! Results of slow steps, kept under the hash of what they were made from.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

/// A folder with one file for each result.
#[derive(Debug)]
pub(crate) struct Cache {
    folder: PathBuf,
    used: BTreeSet<String>,
}

impl Cache {
    /// Opens the folder, which need not exist yet.
    pub(crate) fn open(folder: PathBuf) -> Self {
        Self { folder, used: BTreeSet::new() }
    }

    /// The result of `make` for `input`, made only when it is not there. `step` names the step and its settings.
    ///
    /// # Errors
    /// When `make` fails or the result cannot be kept.
    pub(crate) fn result(
        &mut self,
        step: &str,
        input: &[u8],
        make: impl FnOnce() -> Result<Vec<u8>>,
    ) -> Result<Vec<u8>> {
        let mut hasher = blake3::Hasher::new();
        hasher.update(step.as_bytes()).update(&[0]).update(input);
        let name = hasher.finalize().to_hex().to_string();
        let path = self.folder.join(&name);
        self.used.insert(name);
        if let Ok(bytes) = fs::read(&path) {
            return Ok(bytes);
        }
        let bytes = make()?;
        fs::create_dir_all(&self.folder).with_context(|| format!("creating {}", self.folder.display()))?;
        // Written beside and renamed, so that an interrupted build leaves no half result.
        let unfinished = path.with_extension("unfinished");
        fs::write(&unfinished, &bytes).with_context(|| format!("writing {}", unfinished.display()))?;
        fs::rename(&unfinished, &path).with_context(|| format!("writing {}", path.display()))?;
        Ok(bytes)
    }

    /// Removes every result that was not asked for since the folder was opened.
    pub(crate) fn forget_unused(&self) {
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            if !self.used.contains(&*entry.file_name().to_string_lossy()) {
                // A result that stays only takes space.
                drop(fs::remove_file(entry.path()));
            }
        }
    }
}
