//! Where things are: the clone, what is built from it, and what is kept between clones.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;

/// The folders that commands work in.
#[derive(Debug, Clone)]
pub(crate) struct Workspace {
    /// The clone.
    pub(crate) root: PathBuf,
    /// Everything that is built, `target` unless `CARGO_TARGET_DIR` says otherwise.
    pub(crate) target: PathBuf,
    /// Tools that were installed for this project alone. It outlives a clone.
    pub(crate) cache: PathBuf,
}

impl Workspace {
    /// Finds the folders.
    ///
    /// # Errors
    /// When neither `COUNTERPOINT_CACHE` nor `XDG_CACHE_HOME` nor `HOME` says where tools can be kept.
    pub(crate) fn find() -> Result<Self> {
        let own_folder = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = own_folder.parent().context("xtask stands in a folder of the clone")?.to_path_buf();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => env::current_dir().context("reading the current folder")?.join(folder),
            None => root.join("target"),
        };
        let cache = variable_path("COUNTERPOINT_CACHE")
            .or_else(|| variable_path("XDG_CACHE_HOME").map(|folder| folder.join("counterpoint")))
            .or_else(|| variable_path("HOME").map(|folder| folder.join(".cache/counterpoint")))
            .context("finding a folder for tools: set COUNTERPOINT_CACHE or HOME")?;
        Ok(Self { root, target, cache })
    }

    /// A cargo command of the toolchain that this program was started with.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
        command.current_dir(&self.root).args(arguments);
        command
    }

    /// The path of every file that is committed or would be, from the root.
    ///
    /// # Errors
    /// When git cannot list them.
    pub(crate) fn own_files(&self) -> Result<Vec<String>> {
        let mut command = Command::new("git");
        command.current_dir(&self.root).args(["ls-files", "-co", "--exclude-standard"]);
        let list = process::answer(&mut command).context("listing the project's files")?;
        Ok(list.lines().map(str::to_owned).collect())
    }

    /// Where a program of this workspace lies after `cargo build`.
    pub(crate) fn program(&self, profile_folder: &str, name: &str) -> PathBuf {
        self.target.join(profile_folder).join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }

    /// The folder with the app as a browser loads it.
    pub(crate) fn app(&self) -> PathBuf {
        self.target.join("app")
    }

    /// A path as a person reads it: relative to the current folder where that is possible.
    pub(crate) fn display(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }
}

fn variable_path(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}
