//! `cargo xtask reference`: makes the reference values of the statistics again, with R.

use std::process::Command;

use anyhow::{Context, Result};

use crate::workspace::Workspace;
use crate::{debian, process, screen};

const FOLDER: &str = "crates/statistics/reference";
/// What the scripts share; it is read by each of them.
const SHARED: &str = "write.R";
const PACKAGES: [&str; 5] = ["r-base-core", "r-cran-lavaan", "r-cran-nlme", "r-cran-openmx", "r-cran-psych"];

/// Runs every R script of the statistics. What they write is committed: `git diff` shows what has changed.
///
/// # Errors
/// When R cannot be installed or a script fails.
pub(crate) fn reference(workspace: &Workspace) -> Result<()> {
    if !process::exists("Rscript") || debian::is_here() {
        debian::install(&PACKAGES, "making the reference values of the statistics")?;
    }
    let folder = workspace.root.join(FOLDER);
    let entries = std::fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))?;
    let mut scripts: Vec<String> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".R") && name != SHARED)
        .collect();
    scripts.sort();
    for script in scripts {
        screen::say(format!("{FOLDER}/{script}"));
        process::quiet(&script, Command::new("Rscript").current_dir(&folder).arg(&script))?;
    }
    process::loud(Command::new("git").current_dir(&workspace.root).args(["diff", "--stat", "--", FOLDER]))
}
