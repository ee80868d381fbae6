//! The tasks natively, beside R and in wasm, timed in one run on the same data.

use std::{path::Path, process::Command, time::Instant};

use anyhow::{Context as _, Result, ensure};
use bench_statistics_tasks::{TASKS, Task, numbers};

/// How often a native task is run; the best time counts, because everything else on a machine only adds.
const RUNS: u32 = 5;
/// As in `tasks/src/main.rs`.
const ROUNDS: usize = 8;

/// Compares with R where it is installed, and with `wasm`, the built tasks, where it is given.
pub(crate) fn compare(folder: &Path, wasm: Option<&Path>) -> Result<String> {
    let native: Vec<f64> = TASKS.iter().map(seconds).collect();
    let mut text = String::from("| task | native |\n| --- | --- |\n");
    for (task, seconds) in TASKS.iter().zip(&native) {
        text += &format!("| {} | {} |\n", task.name, readable(*seconds));
    }
    text += &beside_r(folder, &native)?;
    if let Some(wasm) = wasm {
        text += &beside_wasm(folder, wasm, &native)?;
    }
    Ok(text)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped between 1 and 20,000")]
fn seconds(task: &Task) -> f64 {
    // Tasks are repeated for a tenth of a second, because the system counts processor time in steps of milliseconds.
    // The first run reads the data and does not count.
    (task.run)();
    let start = Instant::now();
    std::hint::black_box((task.run)());
    let inner = (0.1 / start.elapsed().as_secs_f64().max(1e-7)).ceil().clamp(1.0, 20_000.0);
    let run = || {
        let start = spent();
        for _ in 0..inner as u32 {
            std::hint::black_box((task.run)());
        }
        (spent() - start) / inner
    };
    (0..RUNS).map(|_| run()).fold(f64::INFINITY, f64::min)
}

/// Seconds of processor time of this thread, as in `peers.R`; the time on the wall where the system does not tell.
fn spent() -> f64 {
    static BEGIN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let wall = BEGIN.get_or_init(Instant::now).elapsed().as_secs_f64();
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|text| text.split(' ').next()?.parse::<f64>().ok())
        .map_or(wall, |nanoseconds| nanoseconds / 1e9)
}

fn readable(seconds: f64) -> String {
    if seconds < 1e-3 { format!("{:.1} µs", seconds * 1e6) } else { format!("{:.2} ms", seconds * 1e3) }
}

fn beside_r(folder: &Path, native: &[f64]) -> Result<String> {
    let Ok(output) = Command::new("Rscript").arg("peers.R").current_dir(folder).output() else {
        return Ok("\nR is not installed: no comparison with it.\n".to_owned());
    };
    ensure!(output.status.success(), "peers.R: {}", String::from_utf8_lossy(&output.stderr));
    let answer = String::from_utf8(output.stdout)?;
    let mut text = String::from(
        "\n| task | in R by | R | native | times faster | R's estimates are ours |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for line in answer.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [name, taken, estimates @ ..] = words.as_slice() else { continue };
        let (task, peer) = name.split_once(':').context("a line of peers.R without a peer")?;
        let place =
            TASKS.iter().position(|known| known.name == task).context("an unknown task in peers.R")?;
        let taken: f64 = taken.parse()?;
        let estimates: Vec<f64> = estimates.iter().map(|word| word.parse()).collect::<Result<_, _>>()?;
        text += &format!(
            "| {task} | {peer} | {} | {} | {:.0} | {} |\n",
            readable(taken),
            readable(native[place]),
            taken / native[place],
            agreement(&numbers(&(TASKS[place].run)()), &estimates)
        );
    }
    Ok(text)
}

/// Whether each of R's estimates is among ours, and how near.
fn agreement(ours: &[f64], estimates: &[f64]) -> String {
    let farthest = estimates
        .iter()
        .map(|estimate| {
            ours.iter()
                .map(|our| (our - estimate).abs() / estimate.abs().max(1e-3))
                .fold(f64::INFINITY, f64::min)
        })
        .fold(0.0, f64::max);
    format!("to {farthest:.0e}")
}

fn beside_wasm(folder: &Path, wasm: &Path, native: &[f64]) -> Result<String> {
    let output = Command::new("node")
        .arg(folder.join("wasm.mjs"))
        .arg(wasm)
        .args([TASKS.len().to_string(), ROUNDS.to_string()])
        .output()
        .context("running Node.js")?;
    ensure!(output.status.success(), "wasm.mjs: {}", String::from_utf8_lossy(&output.stderr));
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    let lines: Vec<&str> = answer["text"].as_str().context("no text")?.lines().collect();
    let mut text = String::from(
        "\n| task | wasm | native | times slower | largest relative difference |\n| --- | --- | --- | --- | --- |\n",
    );
    for (place, task) in TASKS.iter().enumerate() {
        let taken = answer["milliseconds"][place].as_f64().context("no time")? / 1e3;
        let theirs: Vec<f64> = lines[place]
            .split(' ')
            .skip(1)
            .map(|bits| u64::from_str_radix(bits, 16).map(f64::from_bits))
            .collect::<Result<_, _>>()?;
        let ours = numbers(&(task.run)());
        ensure!(
            ours.len() == theirs.len(),
            "{}: {} numbers natively, {} in wasm",
            task.name,
            ours.len(),
            theirs.len()
        );
        let largest = ours
            .iter()
            .zip(&theirs)
            .map(|(ours, theirs)| (ours - theirs).abs() / ours.abs().max(1e-12))
            .fold(0.0, f64::max);
        ensure!(largest <= 1e-9, "{}: {largest:e} apart in wasm", task.name);
        text += &format!(
            "| {} | {} | {} | {:.1} | {largest:.0e} |\n",
            task.name,
            readable(taken),
            readable(native[place]),
            taken / native[place]
        );
    }
    Ok(text)
}
