//! `cargo xtask simulate`: many devices, a bad network and a clock that lies, all from one seed.

use anyhow::Result;
use clap::Args;

use crate::process;
use crate::workspace::Workspace;

/// How many seeds every change is tried with, from [`FIRST_SEED`] on.
const SEEDS_FOR_EVERY_CHANGE: u64 = 200;
const FIRST_SEED: u64 = 1;

/// What `simulate` can be told.
#[derive(Args)]
pub(crate) struct Options {
    /// The first seed
    #[arg(long, default_value_t = FIRST_SEED)]
    seed: u64,
    /// How many seeds, one after another
    #[arg(long, default_value_t = 1)]
    count: u64,
    /// Further arguments for the simulation
    #[arg(last = true)]
    more: Vec<String>,
}

impl Options {
    /// The fixed set of seeds that stands for "it still works".
    pub(crate) fn for_every_change() -> Self {
        Self { seed: FIRST_SEED, count: SEEDS_FOR_EVERY_CHANGE, more: Vec::new() }
    }
}

/// Runs the simulation, which prints each seed that fails.
///
/// # Errors
/// When it cannot be built or a seed fails.
pub(crate) fn simulate(workspace: &Workspace, options: &Options) -> Result<()> {
    let mut command = workspace.cargo(&["run", "--package", "testing", "--bin", "simulate", "--"]);
    command.args(["--seed", &options.seed.to_string(), "--count", &options.count.to_string()]);
    process::loud(command.args(&options.more))
}
