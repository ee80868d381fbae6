//! Programs from crates.io, each in one version, built for this project alone.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::workspace::Workspace;
use crate::{process, screen};

/// Builds `name` into a folder outside the clone, unless it is there, and returns the program.
///
/// # Errors
/// When it cannot be downloaded or built.
pub(crate) fn install_in_cache(
    workspace: &Workspace,
    name: &str,
    version: &str,
    why: &str,
) -> Result<PathBuf> {
    let folder = workspace.cache.join(format!("{name}-{version}"));
    let program = folder.join("bin").join(name);
    if !program.is_file() {
        screen::say(format!("Installing {name} {version} into {}, because {why} needs it", folder.display()));
        // Without optimisation: it is built in a third of the time and still answers in seconds.
        let mut command = workspace.cargo(&["install", name, "--locked", "--debug", "--no-track"]);
        command.args(["--version", version, "--root"]).arg(&folder);
        command.env("CARGO_TARGET_DIR", workspace.target.join(name)).env("CARGO_PROFILE_DEV_DEBUG", "0");
        process::quiet(&format!("building {name}"), &mut command)
            .with_context(|| format!("installing {name}"))?;
        // What was only needed to build it is of no further use.
        drop(fs::remove_dir_all(workspace.target.join(name)));
    }
    Ok(program)
}
