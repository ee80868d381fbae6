//! `cargo xtask e2e`: the app in real browsers, as people use it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};
use clap::Args;

use crate::workspace::Workspace;
use crate::{debian, node, process, run, screen, web};

/// The programs that the tests drive, each with the package of Debian that brings it.
const PROGRAMS: [(&str, &str); 6] = [
    ("chromium", "chromium"),
    ("firefox-esr", "firefox-esr"),
    ("WebKitWebDriver", "webkit2gtk-driver"),
    ("Xvfb", "xvfb"),
    ("node", "nodejs"),
    ("npm", "npm"),
];

/// What `e2e` can be told.
#[derive(Args, Default)]
pub(crate) struct Options {
    /// Only files whose name holds this word
    file: Option<String>,
    /// Only tests whose title matches this pattern
    #[arg(long)]
    title: Option<String>,
    /// Only this browser: chromium, firefox or webkit
    #[arg(long)]
    browser: Option<String>,
}

/// Builds the app and the relay and runs the browser tests.
///
/// # Errors
/// When something cannot be installed or built, or a test fails.
pub(crate) fn e2e(workspace: &Workspace, options: &Options) -> Result<()> {
    install_programs()?;
    web::build(workspace)?;
    let relay = run::build_relay(workspace, false)?;
    run_tests(workspace, &relay, options)
}

/// Installs the browsers and Node.js when they are missing.
///
/// # Errors
/// When a program is missing and cannot be installed.
pub(crate) fn install_programs() -> Result<()> {
    let missing = PROGRAMS.iter().filter(|(program, _)| !process::exists(program));
    let packages: Vec<&str> = missing.map(|(_, package)| *package).collect();
    if packages.is_empty() {
        return Ok(());
    }
    debian::install(&packages, "testing in browsers")
}

/// Runs the tests against what is built already.
///
/// # Errors
/// When a test fails.
pub(crate) fn run_tests(workspace: &Workspace, relay: &Path, options: &Options) -> Result<()> {
    let folder = workspace.root.join("e2e");
    node::install(&folder)?;
    let files = test_files(&folder, options.file.as_deref())?;
    let mut command = Command::new("node");
    let failures = workspace.target.join("e2e-failures.txt");
    command
        .current_dir(&folder)
        .args([
            "--test",
            "--test-concurrency=2",
            "--test-reporter=spec",
            "--test-reporter-destination=stdout",
        ])
        .arg("--test-reporter=./failures.js")
        .arg(format!("--test-reporter-destination={}", failures.display()));
    if let Some(title) = &options.title {
        command.arg(format!("--test-name-pattern={title}"));
    }
    if let Some(browser) = &options.browser {
        command.env("COUNTERPOINT_BROWSERS", browser);
    }
    command.args(files).env("COUNTERPOINT_RELAY", relay).env("COUNTERPOINT_APP", workspace.app());
    screen::say("Testing in browsers");
    process::loud(&mut command).map_err(|error| match std::fs::read_to_string(&failures) {
        Ok(failed) if !failed.is_empty() => anyhow!("these tests failed:\n{failed}"),
        _ => error,
    })
}

/// The test files, by name: `node --test` takes folders differently in each of its versions.
fn test_files(folder: &Path, word: Option<&str>) -> Result<Vec<PathBuf>> {
    let tests = folder.join("tests");
    let entries = std::fs::read_dir(&tests).with_context(|| format!("reading {}", tests.display()))?;
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.ends_with(".test.js") && word.is_none_or(|word| name.contains(word))
        })
        .collect();
    files.sort();
    if files.is_empty() {
        bail!("no test file of that name in {}", tests.display());
    }
    Ok(files)
}
