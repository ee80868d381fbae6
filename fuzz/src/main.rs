//! Runs fuzz targets on stable Rust: `cargo run --release -p fuzz -- --target all --seconds 60 --seed 1`.
//!
//! Without `--release` it is slower, and finds overflowing sums too.

use std::{
    fs,
    io::Write as _,
    panic,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail};
use clap::Parser;
use fuzz::{Mutator, TARGETS, Target};

/// An input that keeps a decoder busy for longer than this is a finding.
const INPUT_TIME_MAX: Duration = Duration::from_secs(5);

/// What the last panic said, and where it was.
static LAST_PANIC: Mutex<String> = Mutex::new(String::new());

/// Feeds mutated inputs to every decoder of untrusted bytes; inputs that make one panic are saved.
#[derive(Parser)]
struct Arguments {
    /// The target's name, or `all`
    #[arg(long, default_value = "all")]
    target: String,
    /// Seconds for each target, unless executions are given
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Executions for each target, in place of seconds: the same count and seed do the same
    #[arg(long)]
    executions: Option<u64>,
    /// Where the random numbers begin
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The folder of inputs to start from
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus"))]
    corpus: PathBuf,
    /// The folder for inputs that make a target panic
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/fuzz-findings"))]
    findings: PathBuf,
    /// Writes the valid samples of each target into the corpus and stops
    #[arg(long)]
    write_corpus: bool,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(findings) => {
            say(&format!("{findings} findings"));
            ExitCode::FAILURE
        }
        Err(error) => {
            say(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<usize> {
    let targets: Vec<&Target> = TARGETS
        .iter()
        .filter(|target| arguments.target == "all" || arguments.target == target.name)
        .collect();
    if targets.is_empty() {
        let names: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
        bail!("there is no target “{}”; there are {}", arguments.target, names.join(", "));
    }
    if arguments.write_corpus {
        targets.iter().try_for_each(|target| write_corpus(arguments, target))?;
        return Ok(0);
    }
    // A finding is reported together with its input.
    panic::set_hook(Box::new(|panic| {
        *LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner) = panic.to_string();
    }));
    targets.iter().map(|target| fuzz(arguments, target)).sum()
}

fn fuzz(arguments: &Arguments, target: &Target) -> Result<usize> {
    let mut corpus = (target.samples)();
    corpus.extend(read_corpus(&arguments.corpus.join(target.name))?);
    let mut findings = 0;
    let mut executions = 0;
    let begin = Instant::now();
    let mut mutator = Mutator::new(arguments.seed);
    let mut unchanged = corpus.clone().into_iter();
    while goes_on(arguments, executions, begin) {
        let input = unchanged.next().unwrap_or_else(|| mutator.input(&corpus));
        let input_begin = Instant::now();
        let outcome = panic::catch_unwind(|| (target.run)(&input));
        executions += 1;
        let slow = input_begin.elapsed() > INPUT_TIME_MAX;
        if outcome.is_err() || slow {
            findings += 1;
            let path = save(&arguments.findings.join(target.name), &input)?;
            let what = if outcome.is_err() { last_panic() } else { "takes too long".into() };
            say(&format!("{}: execution {executions}: {what}\n  input: {}", target.name, path.display()));
        }
    }
    let elapsed = begin.elapsed();
    say(&format!(
        "{}: {executions} executions in {:.1} s, seed {}, {} inputs to start from, {findings} findings",
        target.name,
        elapsed.as_secs_f64(),
        arguments.seed,
        corpus.len(),
    ));
    Ok(findings)
}

fn goes_on(arguments: &Arguments, executions: u64, begin: Instant) -> bool {
    match arguments.executions {
        Some(count) => executions < count,
        None => begin.elapsed() < Duration::from_secs(arguments.seconds),
    }
}

/// The files of a folder in order of their names; none if there is no such folder.
fn read_corpus(folder: &Path) -> Result<Vec<Vec<u8>>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let reading = || format!("reading the corpus in {}", folder.display());
    let mut paths = Vec::new();
    for file in fs::read_dir(folder).with_context(reading)? {
        paths.push(file.with_context(reading)?.path());
    }
    paths.sort();
    paths.iter().map(|path| fs::read(path).with_context(|| format!("reading {}", path.display()))).collect()
}

fn write_corpus(arguments: &Arguments, target: &Target) -> Result<()> {
    for sample in (target.samples)() {
        save(&arguments.corpus.join(target.name), &sample)?;
    }
    Ok(())
}

/// Saves an input under the first 16 digits of its hash.
fn save(folder: &Path, input: &[u8]) -> Result<PathBuf> {
    const NAME: crypto::Context = crypto::Context("counterpoint 1 fuzz: name of an input");
    fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
    let name: String = NAME.hash(&[input]).to_string().chars().take(16).collect();
    let path = folder.join(name);
    fs::write(&path, input).with_context(|| format!("writing {}", path.display()))?;
    Ok(path)
}

fn last_panic() -> String {
    LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

fn say(line: &str) {
    // Nobody is there to read it if this fails.
    let _ = writeln!(std::io::stdout(), "{line}");
}
