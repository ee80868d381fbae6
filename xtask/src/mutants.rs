//! `cargo xtask mutants`: changes the code in small ways, one at a time, and sees whether a test notices.
//!
//! Each package is held to its own tests: what only another package's tests notice is not held where it is written. A
//! mutant that no test notices is a hole in the tests, or equivalent: nobody can tell it from the code. Those stand in
//! `xtask/mutants`, each with its reason, and that list is held to what was found.

mod outcomes;
mod survivors;

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::workspace::Workspace;
use crate::{cargo_program, process, screen};
use outcomes::Outcomes;

/// Another version makes other mutants, which the lists of survivors do not name: one on the search path is left alone.
const VERSION: &str = "27.1.0";
/// So many of a hundred viable mutants have to be caught, those that hang among them.
const CAUGHT_PERCENT_MIN: usize = 95;
/// However quick the tests are: a machine that is busy for a minute must not count as a mutant that hangs.
const HANGS_AFTER_SECONDS_MIN: &str = "120";
/// How cargo-mutants ends when it has missed mutants, and when some hung.
const FINDINGS: [i32; 2] = [2, 3];

/// What `mutants` can be told.
#[derive(Args)]
pub(crate) struct Options {
    /// The packages to change, each tried with its own tests
    #[arg(default_values = ["model", "crypto"])]
    packages: Vec<String>,
    /// How many mutants to try at a time, each in a copy of its own
    #[arg(long, default_value_t = 1)]
    jobs: u8,
}

/// Tries every mutant of the packages: many minutes for each.
///
/// # Errors
/// When too few mutants of a package are caught, when one is missed that `xtask/mutants` does not name, or when a list
/// there names one that is caught or gone. All packages are tried before.
pub(crate) fn mutants(workspace: &Workspace, options: &Options) -> Result<()> {
    let why = "changing the code to try the tests";
    let program = cargo_program::install_in_cache(workspace, "cargo-mutants", VERSION, why)?;
    let mut findings = Vec::new();
    for package in &options.packages {
        screen::say(format!("\n== mutants of {package}"));
        let outcomes = try_all(workspace, &program, package, options.jobs)?;
        screen::say(format!("{package}: {outcomes}"));
        findings.extend(too_few(package, &outcomes));
        findings.extend(survivors::findings(workspace, package, &outcomes.missed)?);
    }
    if !findings.is_empty() {
        bail!("{} to put in order:\n  {}", findings.len(), findings.join("\n  "));
    }
    Ok(())
}

fn try_all(workspace: &Workspace, program: &Path, package: &str, jobs: u8) -> Result<Outcomes> {
    let folder = workspace.target.join("mutants");
    let (copies, results) = (folder.join("copies"), folder.join(package));
    // Results of another run must never pass for those of this one.
    drop(fs::remove_dir_all(&results));
    for folder in [&copies, &results] {
        fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
    }
    let mut command = Command::new(program);
    command.current_dir(&workspace.root).args(["mutants", "--no-config", "--package", package]);
    command.args(["--minimum-test-timeout", HANGS_AFTER_SECONDS_MIN, "--annotations", "none"]);
    command.arg("--jobs").arg(jobs.to_string()).arg("--output").arg(&results);
    // The sources are changed in a copy. It lies where things are built, because a folder for temporary files may be in
    // memory, and builds into itself, because copies that share a folder wait for each other.
    command.env("TMPDIR", &copies).env_remove("CARGO_TARGET_DIR");
    // Nobody looks at these programs with a debugger.
    command.env("CARGO_PROFILE_DEV_DEBUG", "0");
    process::loud_finding(&mut command, &FINDINGS)?;
    Outcomes::read(&results.join("mutants.out"))
}

fn too_few(package: &str, outcomes: &Outcomes) -> Option<String> {
    let (caught, viable) = (outcomes.caught(), outcomes.viable());
    let suffices = viable > 0 && caught * 100 >= viable * CAUGHT_PERCENT_MIN;
    (!suffices).then(|| {
        format!("{package}: {caught} of {viable} mutants are caught, less than {CAUGHT_PERCENT_MIN} %")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(failed: usize, hung: usize, missed: usize, expected: Option<&str>) {
        let missed = vec![String::new(); missed];
        let outcomes = Outcomes { failed, hung, missed, unviable: 1000 };
        assert_eq!(too_few("model", &outcomes).as_deref(), expected);
    }

    #[test]
    fn a_package_needs_95_of_100_viable_mutants_caught() {
        check(95, 0, 5, None);
        check(90, 5, 5, None);
        check(189, 0, 10, Some("model: 189 of 199 mutants are caught, less than 95 %"));
        check(0, 0, 0, Some("model: 0 of 0 mutants are caught, less than 95 %"));
    }
}
