//! `cargo xtask bench`: measures, beside the peers, on the machine at hand.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::workspace::Workspace;
use crate::{e2e, node, process, run, screen, web};

/// What `bench` can be told.
#[derive(Args)]
pub(crate) struct Options {
    /// Only the packages of bench/ whose name holds this word
    #[arg(long)]
    only: Option<String>,
    /// Further arguments for them: each knows its own
    #[arg(last = true, requires = "only")]
    more: Vec<String>,
}

/// Builds what is measured and runs every package of `bench/`, one after another and with nothing beside.
///
/// A package with peers in it is a workspace of its own, so that they never weigh on a build of Counterpoint. Each is
/// told where things are by `COUNTERPOINT_RELAY`, `COUNTERPOINT_APP` and `COUNTERPOINT_ROOT`.
///
/// # Errors
/// When something cannot be built or a measurement fails.
pub(crate) fn bench(workspace: &Workspace, options: &Options) -> Result<()> {
    e2e::install_programs()?;
    node::install(&workspace.root.join("e2e"))?;
    web::build(workspace)?;
    let relay = run::build_relay(workspace, true)?;
    let mut packages = packages(workspace)?;
    packages.retain(|(name, _)| options.only.as_ref().is_none_or(|word| name.contains(word)));
    if packages.is_empty() {
        bail!("bench/ holds no package of that name");
    }
    for (package, manifest) in packages {
        screen::say(format!("\n== bench/{package}"));
        let mut command = workspace.cargo(&["run", "--release", "--manifest-path"]);
        command.arg(manifest).env("CARGO_TARGET_DIR", &workspace.target);
        command.env("COUNTERPOINT_RELAY", &relay).env("COUNTERPOINT_APP", workspace.app());
        command.env("COUNTERPOINT_ROOT", &workspace.root);
        process::loud(command.arg("--").args(&options.more))?;
    }
    Ok(())
}

/// Whether what measures still fits what it measures; the packages that belong to the workspace are checked with it.
///
/// # Errors
/// When a package does not compile.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    for (_, manifest) in packages(workspace)? {
        let text =
            fs::read_to_string(&manifest).with_context(|| format!("reading {}", manifest.display()))?;
        if !text.lines().any(|line| line == "[workspace]") {
            continue;
        }
        let mut command = workspace.cargo(&["check", "--manifest-path"]);
        process::loud(command.arg(manifest).env("CARGO_TARGET_DIR", &workspace.target))?;
    }
    Ok(())
}

/// The packages of `bench/`, by name, each with its manifest.
fn packages(workspace: &Workspace) -> Result<Vec<(String, PathBuf)>> {
    let folder = workspace.root.join("bench");
    let entries = fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))?;
    let mut packages: Vec<_> = entries
        .flatten()
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path().join("Cargo.toml")))
        .filter(|(_, manifest)| manifest.is_file())
        .collect();
    packages.sort();
    Ok(packages)
}
