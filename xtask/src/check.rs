//! `cargo xtask check`: format, lints, licences, and the promises that the project makes about itself.

mod arrows;
mod bans;
mod deny;
mod documents;
mod lengths;
mod safety;
mod sources;
mod words;

use anyhow::{Result, bail};
use clap::Args;

use crate::process;
use crate::steps::Steps;
use crate::web::toolchain::{TARGET, Toolchain};
use crate::workspace::Workspace;
use sources::Sources;

/// What `check` and `tidy` can be told.
#[derive(Args, Default)]
pub(crate) struct Options {
    /// Lower the recorded lengths of files that have become shorter
    #[arg(long)]
    bless: bool,
}

/// Runs every check.
///
/// # Errors
/// When one does not pass.
pub(crate) fn check(workspace: &Workspace, options: &Options) -> Result<()> {
    let mut steps = Steps::begin();
    check_quickly(workspace, &mut steps, options)?;
    lint(workspace, &mut steps)?;
    lint_web(workspace, &mut steps)?;
    steps.finish("Everything is in order,");
    Ok(())
}

/// The checks that need no compiler.
///
/// # Errors
/// When one does not pass.
pub(crate) fn check_quickly(workspace: &Workspace, steps: &mut Steps, options: &Options) -> Result<()> {
    steps.step("tidy", || tidy(workspace, options))?;
    steps.step("format", || process::loud(&mut workspace.cargo(&["fmt", "--all", "--check"])))?;
    steps.step("licences, bans, sources, advisories", || deny::check(workspace))
}

/// Clippy for everything that runs natively.
///
/// # Errors
/// When clippy finds something.
pub(crate) fn lint(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    let excluded = ["--exclude", "web", "--exclude", "worker"];
    let arguments =
        [&["clippy", "--workspace"], &excluded[..], &["--all-targets", "--", "-D", "warnings"]].concat();
    steps.step("clippy", || process::loud(&mut workspace.cargo(&arguments)))
}

/// Clippy for the screens and their worker: for the browser's target where the compiler that has clippy can, else natively.
///
/// # Errors
/// When clippy finds something, or no compiler for the browser can be had.
pub(crate) fn lint_web(workspace: &Workspace, steps: &mut Steps) -> Result<()> {
    let target: &[&str] = if Toolchain::find()?.is_current() { &["--target", TARGET] } else { &[] };
    // The screens as they are, and with the people that are made up for looking at them.
    steps.step("clippy for the screens", || {
        for package in [&["web"][..], &["web", "--features", "fixture"], &["worker"]] {
            let mut command = workspace.cargo(&["clippy", "--package"]);
            command.args(package).args(target).args(["--", "-D", "warnings"]);
            process::loud(&mut command)?;
        }
        Ok(())
    })
}

/// What the project says of itself, compared with its files. Finds everything before it fails.
///
/// # Errors
/// When something does not hold: each finding is one line.
pub(crate) fn tidy(workspace: &Workspace, options: &Options) -> Result<()> {
    let sources = Sources::read(workspace)?;
    let mut findings = arrows::findings(workspace)?;
    findings.extend(bans::findings(workspace));
    findings.extend(words::findings(&sources));
    findings.extend(documents::findings(workspace, &sources));
    findings.extend(safety::findings(&sources));
    findings.extend(lengths::findings(workspace, &sources, options.bless)?);
    if !findings.is_empty() {
        bail!("{} to put in order:\n  {}", findings.len(), findings.join("\n  "));
    }
    Ok(())
}
