//! Runs simulations: `simulate --seed N --count M`.

#![expect(clippy::print_stdout, reason = "printing is what this program is for")]

use std::process::ExitCode;

use clap::Parser;
use testing::simulation;

/// Devices on a bad network, with a relay that crashes or deceives: each seed is one world.
#[derive(Parser)]
struct Options {
    /// The first seed
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many seeds, one after another
    #[arg(long, default_value_t = 1)]
    count: u64,
    /// Prints one line for every seed
    #[arg(long)]
    verbose: bool,
}

fn main() -> ExitCode {
    let options = Options::parse();
    let (mut passed, mut failed) = (0_u64, 0_u64);
    for seed in options.seed..options.seed.saturating_add(options.count) {
        match simulation::run(seed) {
            Ok(report) => {
                passed += 1;
                if options.verbose {
                    let simulation::Report { scenario, trace, written, frames, .. } = report;
                    let simulation::Report { verified, trimmed, bases_taken, .. } = report;
                    println!(
                        "seed {seed} passed: {scenario:?}, {written} written, {frames} frames, {verified} verified, \
                         {trimmed} trimmed, {bases_taken} bases taken, trace {trace}"
                    );
                } else {
                    print!("{seed} ");
                    flush();
                }
            }
            Err(failure) => {
                failed += 1;
                println!("\nseed {seed} failed: {failure}");
            }
        }
    }
    println!("\n{passed} passed, {failed} failed");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn flush() {
    use std::io::Write;
    // Whoever reads may be gone; then nobody misses the line.
    let _ = std::io::stdout().flush();
}
