//! Every command a person types: `cargo xtask <verb>`.

mod bench;
mod cargo_program;
mod check;
mod debian;
mod dist;
mod e2e;
mod fuzz;
mod golden;
mod mutants;
mod node;
mod passed;
mod process;
mod reference;
mod run;
mod screen;
mod simulate;
mod steps;
mod test;
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
    /// Runs every check and every test, browsers included
    Test(test::Options),
    /// Checks format, lints, licences and what the project says of itself
    Check(check::Options),
    /// Checks only what the project says of itself: arrows, paths, lengths, words
    Tidy(check::Options),
    /// Tests the app in Chromium, Firefox and WebKitGTK, against a relay of its own
    E2e(e2e::Options),
    /// Simulates many devices on a bad network, from a seed
    Simulate(simulate::Options),
    /// Feeds every decoder with random and mutated bytes
    Fuzz(fuzz::Options),
    /// Changes the code in small ways, one at a time, and fails where no test notices
    Mutants(mutants::Options),
    /// Reads the files of every format and version, natively and in wasm
    Golden(golden::Options),
    /// Measures speed, sizes and memory beside the peers
    Bench(bench::Options),
    /// Makes the reference values of the statistics again, with R
    Reference,
    /// Builds the app alone, into target/app
    BuildWeb,
    /// Builds the app twice, in two places, and compares both byte for byte
    Reproduce,
    /// Puts the relay, the app and their checksums into target/dist
    Dist,
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
        Verb::Test(options) => test::test(workspace, &options),
        Verb::Check(options) => check::check(workspace, &options),
        Verb::Tidy(options) => check::tidy(workspace, &options),
        Verb::E2e(options) => e2e::e2e(workspace, &options),
        Verb::Simulate(options) => simulate::simulate(workspace, &options),
        Verb::Fuzz(options) => fuzz::fuzz(workspace, &options),
        Verb::Mutants(options) => mutants::mutants(workspace, &options),
        Verb::Golden(options) => golden::golden(workspace, &options),
        Verb::Bench(options) => bench::bench(workspace, &options),
        Verb::Reference => reference::reference(workspace),
        Verb::BuildWeb => web::build(workspace),
        Verb::Reproduce => web::reproduce(workspace),
        Verb::Dist => dist::dist(workspace),
    }
}

/// The whole chain of causes, without a backtrace: whoever types a command wants to know what to do.
fn explain(error: &anyhow::Error) {
    screen::say(format!("\nerror: {error}"));
    for cause in error.chain().skip(1) {
        screen::say(format!("  because: {cause}"));
    }
}
