//! `cargo xtask golden`: files of every format and version that was ever written, read natively and in wasm.

use anyhow::{Context, Result, bail};
use clap::Args;
use serde::Deserialize;

use crate::web::toolchain::Toolchain;
use crate::workspace::Workspace;
use crate::{process, screen};

/// The name of the test program that reads a package's golden files. It runs in wasm as well, where there is no file
/// system: the files are compiled in.
const TEST_PROGRAM: &str = "golden";
/// Set while files are written instead of compared.
const BLESS_VARIABLE: &str = "GOLDEN_BLESS";

/// What `golden` can be told.
#[derive(Args)]
pub(crate) struct Options {
    /// Write the files instead: right only for a new version of a format
    #[arg(long)]
    bless: bool,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

/// Reads all golden files, natively and in wasm, or writes them.
///
/// # Errors
/// When a file does not read as it should, or something cannot be built.
pub(crate) fn golden(workspace: &Workspace, options: &Options) -> Result<()> {
    for package in packages(workspace)? {
        let mut command = workspace.cargo(&["test", "--package", &package, "--test", TEST_PROGRAM]);
        if options.bless {
            command.env(BLESS_VARIABLE, "1");
        }
        process::loud(&mut command)?;
    }
    if options.bless {
        // What the documents say of kinds is made from the same list.
        let mut documents =
            workspace.cargo(&["test", "--package", "client", "--test", "export", "documentation"]);
        return process::loud(documents.env(BLESS_VARIABLE, "1"));
    }
    read_in_wasm(workspace)
}

/// Reads all golden files in wasm.
///
/// # Errors
/// When a file does not read as it should, or Node.js or a compiler is missing.
pub(crate) fn read_in_wasm(workspace: &Workspace) -> Result<()> {
    if !process::exists("node") {
        bail!("reading the golden files in wasm needs Node.js");
    }
    let toolchain = Toolchain::find()?;
    let runner = workspace.root.join("xtask/golden/run-in-wasm.mjs");
    for package in packages(workspace)? {
        screen::say(format!("The golden files of {package}, in wasm"));
        // Nothing here asks for randomness; crates that only might do so are still compiled.
        let mut command =
            toolchain.cargo_with(workspace, "test", &["--cfg=getrandom_backend=\"unsupported\""])?;
        command.args(["--package", &package, "--test", TEST_PROGRAM]);
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", format!("node {}", runner.display()));
        process::loud(&mut command)?;
    }
    Ok(())
}

/// The packages that have golden files.
fn packages(workspace: &Workspace) -> Result<Vec<String>> {
    let mut command = workspace.cargo(&["metadata", "--format-version", "1", "--no-deps"]);
    let answer = process::answer(&mut command).context("asking cargo for the packages")?;
    let metadata: Metadata = serde_json::from_str(&answer).context("reading cargo's answer")?;
    let is_golden =
        |target: &Target| target.name == TEST_PROGRAM && target.kind.iter().any(|kind| kind == "test");
    let found = metadata.packages.into_iter().filter(|package| package.targets.iter().any(is_golden));
    let names: Vec<String> = found.map(|package| package.name).collect();
    if names.is_empty() {
        bail!("no package has a test program named {TEST_PROGRAM}");
    }
    Ok(names)
}
