//! Measurements of the crate `statistics`: how often intervals hold the truth, and how fast it is beside R and in wasm.
#![expect(clippy::print_stdout, reason = "what a bench says stands on standard output")]
#![expect(clippy::indexing_slicing, reason = "the simulation indexes series it has just made")]

mod coverage;
mod random;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["coverage", seed, repetitions] => {
            let (table, kept) = coverage::table(seed.parse()?, repetitions.parse()?);
            println!("{table}");
            anyhow::ensure!(kept, "an interval covers its truth less or more often than promised");
            Ok(())
        }
        _ => anyhow::bail!("usage: bench-statistics coverage SEED REPETITIONS"),
    }
}
