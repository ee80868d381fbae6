//! Licences, bans, sources and advisories of every dependency, by cargo-deny.

use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use anyhow::Result;

use crate::workspace::Workspace;
use crate::{cargo_program, process, screen};

/// The version that is installed when there is none.
const VERSION: &str = "0.20.2";
/// The list of advisories is on the web; a machine without a way there must not wait for it.
const FETCH_WITHIN: Duration = Duration::from_secs(60);

/// Checks the dependencies against `deny.toml`. Where the list of advisories cannot be fetched, this is said.
///
/// # Errors
/// When cargo-deny cannot be installed or finds something.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let program = install(workspace)?;
    let deny = |arguments: &[&str]| {
        let mut command = Command::new(&program);
        command.current_dir(&workspace.root).args(arguments);
        command
    };
    let arguments =
        ["--log-level", "error", "check", "--hide-inclusion-graph", "licenses", "bans", "sources"];
    process::loud(&mut deny(&arguments))?;
    match process::quiet_within(
        "fetching the list of advisories",
        &mut deny(&["fetch", "db"]),
        Some(FETCH_WITHIN),
    ) {
        Ok(()) => {
            process::loud(&mut deny(&["--log-level", "error", "check", "--disable-fetch", "advisories"]))
        }
        Err(_) => {
            screen::say("advisories not checked: their list cannot be reached from here");
            Ok(())
        }
    }
}

/// The program: the one on the search path, or one installed outside the clone.
fn install(workspace: &Workspace) -> Result<PathBuf> {
    if process::exists("cargo-deny") {
        return Ok(PathBuf::from("cargo-deny"));
    }
    cargo_program::install_in_cache(workspace, "cargo-deny", VERSION, "checking the dependencies")
}
