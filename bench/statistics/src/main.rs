//! Measurements of the crate `statistics`: how fast it is beside R and in wasm, and how often its intervals hold the truth.
//!
//! ```sh
//! cargo run --release -p bench-statistics                        # both, ten minutes; wasm too if
//!                                                                # COUNTERPOINT_STATISTICS_WASM names the built tasks
//! cargo run --release -p bench-statistics -- speed [TASKS.wasm]
//! cargo run --release -p bench-statistics -- coverage SEEDS REPETITIONS
//! ```
#![expect(clippy::print_stdout, reason = "what a bench says stands on standard output")]
#![expect(clippy::indexing_slicing, reason = "a bench on data and series it has just made")]

mod claims;
mod coverage;
mod random;
mod speed;
mod worlds;

use std::path::Path;

/// Where `peers.R` and `wasm.mjs` lie.
const FOLDER: &str = env!("CARGO_MANIFEST_DIR");

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => {
            let wasm = std::env::var_os("COUNTERPOINT_STATISTICS_WASM");
            println!("{}", speed::compare(Path::new(FOLDER), wasm.as_ref().map(Path::new))?);
            cover(3, 500)
        }
        ["speed"] => {
            println!("{}", speed::compare(Path::new(FOLDER), None)?);
            Ok(())
        }
        ["speed", wasm] => {
            println!("{}", speed::compare(Path::new(FOLDER), Some(Path::new(wasm)))?);
            Ok(())
        }
        ["coverage", seeds, repetitions] => cover(seeds.parse()?, repetitions.parse()?),
        _ => anyhow::bail!("usage: bench-statistics [speed [TASKS.wasm] | coverage SEEDS REPETITIONS]"),
    }
}

fn cover(seeds: u64, repetitions: u32) -> anyhow::Result<()> {
    let (table, covers) = coverage::table(seeds, repetitions);
    println!("{table}");
    let (table, claims) = claims::table(seeds, repetitions);
    println!("{table}");
    anyhow::ensure!(covers, "an interval covers its truth less or more often than promised");
    anyhow::ensure!(claims, "something is said too often where there is nothing");
    Ok(())
}
