//! Every command a person types: `cargo xtask <verb>`.

mod check;
mod debian;
mod e2e;
mod node;
mod process;
mod run;
mod screen;
mod steps;
mod web;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use workspace::Workspace;

/// Builds, runs and checks Counterpoint.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Builds everything, starts a relay on loopback and prints the address of the app
    Run(run::Options),
    /// Checks format, lints, licences and what the project says of itself
    Check(check::Options),
    /// Checks only what the project says of itself: arrows, paths, lengths, words
    Tidy(check::Options),
    /// Tests the app in Chromium and Firefox, against a relay of its own
    E2e(e2e::Options),
    /// Builds the app into target/app
    BuildWeb,
}

fn main() -> ExitCode {
    match Workspace::find().and_then(|workspace| act(&workspace, Arguments::parse().verb)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            explain(&error);
            ExitCode::FAILURE
        }
    }
}

fn act(workspace: &Workspace, verb: Verb) -> Result<()> {
    match verb {
        Verb::Run(options) => run::run(workspace, &options),
        Verb::Check(options) => check::check(workspace, &options),
        Verb::Tidy(options) => check::tidy(workspace, &options),
        Verb::E2e(options) => e2e::e2e(workspace, &options),
        Verb::BuildWeb => web::build(workspace),
    }
}

/// The whole chain of causes, without a backtrace: whoever types a command wants to know what to do.
fn explain(error: &anyhow::Error) {
    screen::say(format!("\nerror: {error}"));
    for cause in error.chain().skip(1) {
        screen::say(format!("  because: {cause}"));
    }
}
