//! Which steps have passed with exactly these files and tools, so that nobody waits for them twice.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;
use crate::workspace::Workspace;

/// The programs whose versions may change a result.
const TOOLS: [(&str, &[&str]); 5] = [
    ("rustc", &["-vV"]),
    ("node", &["--version"]),
    ("chromium", &["--version"]),
    ("firefox-esr", &["--version"]),
    // The driver of WebKitGTK does not say which one it is; its package does.
    ("dpkg-query", &["-W", "webkit2gtk-driver"]),
];

/// The record of this state of the project.
#[derive(Debug)]
pub(crate) struct Passed {
    /// `None` when everything is to be done again.
    known: Option<PathBuf>,
    record: PathBuf,
}

impl Passed {
    /// Opens the record for the project's files and the machine's tools as they are now.
    ///
    /// # Errors
    /// When git cannot list the files or the record cannot be kept.
    pub(crate) fn open(workspace: &Workspace, again: bool) -> Result<Self> {
        let folder = workspace.target.join("passed");
        let record = folder.join(state(workspace)?);
        fs::create_dir_all(&record).with_context(|| format!("creating {}", record.display()))?;
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            // What passed in another state says nothing about this one.
            if entry.path() != record {
                drop(fs::remove_dir_all(entry.path()));
            }
        }
        Ok(Self { known: (!again).then(|| record.clone()), record })
    }

    /// Whether the step passed in this very state.
    pub(crate) fn holds(&self, step: &str) -> bool {
        self.known.as_ref().is_some_and(|record| record.join(file_name(step)).is_file())
    }

    /// Records that the step passed.
    ///
    /// # Errors
    /// When the record cannot be written.
    pub(crate) fn add(&self, step: &str) -> Result<()> {
        let path = self.record.join(file_name(step));
        fs::write(&path, "").with_context(|| format!("writing {}", path.display()))
    }
}

fn file_name(step: &str) -> String {
    step.replace(' ', "-")
}

/// A hash of every file that git lists, and of what the tools say of themselves.
fn state(workspace: &Workspace) -> Result<String> {
    let mut hasher = blake3::Hasher::new();
    for path in workspace.own_files()? {
        // A file that was deleted and is still listed counts as an empty one.
        let bytes = fs::read(workspace.root.join(&path)).unwrap_or_default();
        hasher.update(path.as_bytes()).update(&[0]).update(blake3::hash(&bytes).as_bytes());
    }
    for (program, arguments) in TOOLS {
        let version = process::answer(Command::new(program).args(arguments)).unwrap_or_default();
        hasher.update(program.as_bytes()).update(&[0]).update(version.as_bytes());
    }
    Ok(hasher.finalize().to_hex().to_string())
}
