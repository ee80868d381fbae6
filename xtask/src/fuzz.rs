//! `cargo xtask fuzz`: random and mutated bytes for every decoder of what comes from outside.
//!
//! libFuzzer guides the search by the branches that are reached. The stable compiler can insert what it needs; only
//! the address sanitizer would take another compiler, and there is no `unsafe` here for it to watch. The same targets
//! run without it, by a fixed seed and count, whenever everything is tested.

use std::fs;

use anyhow::{Context, Result, bail};
use clap::Args;
use serde::Deserialize;

use crate::workspace::Workspace;
use crate::{process, screen};

/// What libFuzzer needs to see which branches are taken, as `cargo fuzz` passes it.
const COVERAGE_FLAGS: [&str; 9] = [
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Ccodegen-units=1",
    "-Cdebug-assertions",
    "-Coverflow-checks",
];
/// More memory than this for one input is a finding.
const MEMORY_MAX_MB: u32 = 1024;
/// A single input that takes longer than this is a finding.
const INPUT_SECONDS_MAX: u32 = 10;

/// The package with a program for each target, which libFuzzer drives.
const MANIFEST: &str = "fuzz/libfuzzer/Cargo.toml";
/// How many inputs each target is fed with, and from which seed, whenever everything is tested.
const FOR_EVERY_CHANGE: [&str; 4] = ["--executions", "2000", "--seed", "1"];

/// What `fuzz` can be told.
#[derive(Args)]
pub(crate) struct Options {
    /// Only the targets whose name holds this word
    target: Option<String>,
    /// Seconds for each target
    #[arg(long, default_value_t = 60)]
    seconds: u32,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

/// Builds the fuzz targets of `fuzz/libfuzzer` and runs each for the given time, starting from its corpus.
///
/// # Errors
/// When a target cannot be built, or an input makes it panic, hang or take too much memory: libFuzzer says where the
/// input lies.
pub(crate) fn fuzz(workspace: &Workspace, options: &Options) -> Result<()> {
    let mut command = workspace.cargo(&["metadata", "--format-version", "1", "--no-deps", "--manifest-path"]);
    let answer = process::answer(command.arg(MANIFEST)).context("asking cargo for the fuzz targets")?;
    let metadata: Metadata = serde_json::from_str(&answer).context("reading cargo's answer")?;
    let all = metadata.packages.into_iter().flat_map(|package| package.targets);
    let names: Vec<String> = all
        .filter(|target| target.kind.iter().any(|kind| kind == "bin"))
        .map(|target| target.name)
        .filter(|name| options.target.as_ref().is_none_or(|word| name.contains(word)))
        .collect();
    if names.is_empty() {
        bail!("fuzz/ holds no target of that name");
    }
    names.iter().try_for_each(|name| fuzz_one(workspace, name, options.seconds))
}

/// The fixed set of inputs that stands for "no decoder panics".
///
/// # Errors
/// When the targets cannot be built or one panics.
pub(crate) fn for_every_change(workspace: &Workspace) -> Result<()> {
    let mut command = workspace.cargo(&["run", "--package", "fuzz", "--"]);
    process::loud(command.args(FOR_EVERY_CHANGE))
}

fn fuzz_one(workspace: &Workspace, name: &str, seconds: u32) -> Result<()> {
    screen::say(format!("\n== {name}, {seconds} s"));
    let own = workspace.target.join("fuzz");
    let (found, findings) = (own.join("corpus").join(name), own.join("findings").join(name));
    for folder in [&found, &findings] {
        fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
    }
    let host = process::answer(std::process::Command::new("rustc").args(["--print", "host-tuple"]))?;
    let mut command = workspace.cargo(&["run", "--release", "--bin", name, "--manifest-path"]);
    command.arg(MANIFEST).arg("--target-dir").arg(&own);
    // With a target named, build scripts and macros are compiled without these flags.
    command.args(["--target", host.trim()]).env("CARGO_ENCODED_RUSTFLAGS", COVERAGE_FLAGS.join("\u{1f}"));
    command.arg("--").arg(&found);
    // Inputs worth keeping are committed; those that a run finds stay in the build folder.
    let kept = workspace.root.join("fuzz/corpus").join(name);
    if kept.is_dir() {
        command.arg(kept);
    }
    command.arg(format!("-artifact_prefix={}/", findings.display()));
    command.arg(format!("-max_total_time={seconds}")).arg(format!("-timeout={INPUT_SECONDS_MAX}"));
    command.arg(format!("-rss_limit_mb={MEMORY_MAX_MB}")).arg("-print_final_stats=1");
    process::loud(&mut command)
}
