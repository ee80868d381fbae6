//! `cargo xtask test`: everything that can be checked, from the cheapest to the dearest.

use anyhow::Result;
use clap::Args;

use crate::check;
use crate::passed::Passed;
use crate::steps::Steps;
use crate::workspace::Workspace;
use crate::{bench, e2e, fuzz, golden, process, run, simulate, web};

/// What `test` can be told.
#[derive(Args)]
pub(crate) struct Options {
    /// Do every step again, also those that passed with exactly these files and tools
    #[arg(long)]
    again: bool,
}

/// Runs every check and every test, and installs what is missing for them.
///
/// # Errors
/// When one does not pass: nothing after it is run, and nothing is tried twice.
pub(crate) fn test(workspace: &Workspace, options: &Options) -> Result<()> {
    let mut steps = Steps::begin();
    steps.step("browsers and Node.js", e2e::install_programs)?;
    steps.remember(Passed::open(workspace, options.again)?);
    check::check_quickly(workspace, &mut steps, &check::Options::default())?;
    check::lint(workspace, &mut steps)?;
    steps.step_once("what measures compiles", || bench::check(workspace))?;
    steps.step_once("native tests and examples in the documentation", || native(workspace))?;
    steps
        .step_once("simulation", || simulate::simulate(workspace, &simulate::Options::for_every_change()))?;
    steps.step_once("fuzz targets, fixed inputs", || fuzz::for_every_change(workspace))?;
    steps.step_once("the app, and the same app built elsewhere", || web::reproduce(workspace))?;
    // Both are needed by the steps after them, and quick when they are there.
    steps.step("the app", || web::build(workspace))?;
    check::lint_web(workspace, &mut steps)?;
    steps.step_once("golden files in wasm", || golden::read_in_wasm(workspace))?;
    let relay = steps.step("the relay", || run::build_relay(workspace, false))?;
    steps.step_once("browsers", || e2e::run_tests(workspace, &relay, &e2e::Options::default()))?;
    steps.finish("Everything passed,");
    Ok(())
}

/// Unit, integration and documentation tests of every package. Of the screens and their worker these are the parts that need no browser; they
/// are built by themselves, so that what they switch on in other packages stays theirs.
fn native(workspace: &Workspace) -> Result<()> {
    process::loud(&mut workspace.cargo(&["test", "--workspace", "--exclude", "web", "--exclude", "worker"]))?;
    process::loud(&mut workspace.cargo(&["test", "--package", "web", "--package", "worker"]))
}
