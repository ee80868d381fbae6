//! The standard library, compiled along with the app: a browser downloads less than with the one that comes compiled.
//!
//! It is compiled for size, sorting included, and without the words of panics and the places where they happen: nobody who uses the app
//! reads them, and a panic ends the worker all the same. That takes the library's source and flags that are not stable yet, so
//! it is tried first; where it cannot be had, the app is built with the library as it is installed, and it is said.

use std::env;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::toolchain::{TARGET, Toolchain};
use crate::workspace::Workspace;
use crate::{process, screen};

/// Cargo's flag that compiles the library.
pub(super) const COMPILED: [&str; 2] = ["-Z", "build-std=std,panic_abort"];
/// The library's own choice of smaller algorithms.
const FOR_SIZE: [&str; 2] = ["-Z", "build-std-features=optimize_for_size"];
/// What the compiler is told besides: a panic is one instruction, and no place in the source is named. SHA-2 is not unrolled: it
/// hashes a few hundred bytes for a signature or a key, and unrolled it is 15 kB.
const FLAGS: [&str; 6] = [
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "--cfg",
    "erase_components",
    "-Zlocation-detail=none",
    "--cfg=sha2_backend_soft=\"compact\"",
];

/// The component of rustup that is the library's source.
const COMPONENT: &str = "rust-src";
/// Long enough for its 3 MB over a slow line. Without it the app works as well, so nobody waits for long.
const RUSTUP_LIMIT: Duration = Duration::from_secs(60);
/// The same for the few packages that the library depends on.
const FETCH_LIMIT: Duration = Duration::from_secs(60);

/// Lets the compiler that runs xtask take flags that are not stable yet.
pub(super) const UNSTABLE: (&str, &str) = ("RUSTC_BOOTSTRAP", "1");

/// A cargo command that builds what browsers download, with the library compiled along where that is possible, and whether it is.
///
/// # Errors
/// As [`Toolchain::cargo`].
pub(super) fn cargo_build(toolchain: &Toolchain, workspace: &Workspace) -> Result<(Command, bool)> {
    if let Err(error) = prepare(toolchain, workspace) {
        screen::say(format!(
            "  the app is larger to download, because the standard library cannot be compiled with it: {}",
            error.root_cause()
        ));
        return Ok((toolchain.cargo(workspace, "build")?, false));
    }
    let mut command = toolchain.cargo_with(workspace, "build", &FLAGS)?;
    if toolchain.is_current() {
        command.args(COMPILED).env(UNSTABLE.0, UNSTABLE.1);
    }
    command.args(FOR_SIZE);
    Ok((command, true))
}

/// Sees to everything that compiling the library takes, and tries every flag.
fn prepare(toolchain: &Toolchain, workspace: &Workspace) -> Result<()> {
    if env::var("COUNTERPOINT_WASM_LIBRARY").as_deref() == Ok("installed") {
        bail!("COUNTERPOINT_WASM_LIBRARY asks for the installed one");
    }
    let source = toolchain.library_source()?;
    let manifest = source.join("Cargo.toml");
    if !manifest.is_file() {
        add_source(toolchain, &manifest)?;
    }
    let mut probe = toolchain.rustc();
    probe.args(FLAGS).args(["--print", "cfg", "--target", TARGET]).env(UNSTABLE.0, UNSTABLE.1);
    process::answer(&mut probe).context("asking the compiler for the smallest panic")?;
    // The library's packages are locked in its source. This reads them from the registry only where they are not kept already.
    let mut fetch = toolchain.bare_cargo(workspace, "fetch");
    fetch.args(["--quiet", "--locked", "--target", TARGET, "--manifest-path"]).arg(&manifest);
    fetch.args(COMPILED).args(FOR_SIZE).env(UNSTABLE.0, UNSTABLE.1).env("CARGO_NET_RETRY", "1");
    process::quiet_within("fetching what the standard library depends on", &mut fetch, Some(FETCH_LIMIT))
}

fn add_source(toolchain: &Toolchain, manifest: &Path) -> Result<()> {
    if !toolchain.is_current() || !process::exists("rustup") {
        bail!("its source is not in {}", manifest.display());
    }
    screen::say(format!(
        "Installing the component {COMPONENT} with rustup: the app is smaller to download with a standard library made for it."
    ));
    let mut command = Command::new("rustup");
    command.args(["component", "add", COMPONENT]).env("RUSTUP_MAX_RETRIES", "1");
    process::quiet_within(&format!("rustup component add {COMPONENT}"), &mut command, Some(RUSTUP_LIMIT))?;
    if !manifest.is_file() {
        bail!("rustup added {COMPONENT} to another compiler than the one that runs this command");
    }
    Ok(())
}
