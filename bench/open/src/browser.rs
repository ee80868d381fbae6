//! The same in headless Chromium, by a script for Node.js.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, ensure};

use crate::{named, ours, peers::Peer, records::Record, years::Years};

/// What was measured in the browser.
#[derive(serde::Deserialize)]
pub(crate) struct Browser {
    /// Absent if there was no app to measure.
    pub(crate) ours: Option<Ours>,
    pub(crate) peers: Vec<BrowserPeer>,
    /// Two people, by how much they have done; absent if there was no app to measure.
    pub(crate) years: Option<Vec<LifeShown>>,
    /// First visits over a slow line; absent if there was no app to measure.
    pub(crate) cold: Option<Cold>,
}

/// First visits, nothing kept: to Counterpoint, and to Actual's web app, a budget that works offline.
#[derive(serde::Deserialize)]
pub(crate) struct Cold {
    pub(crate) ours: Visit,
    pub(crate) actual: Visit,
}

/// The middle one of several, by when the first button could be pressed.
#[derive(serde::Deserialize)]
pub(crate) struct Visit {
    /// To the first words.
    pub(crate) text_s: f64,
    /// To the largest ones.
    pub(crate) largest_s: f64,
    /// To the first button.
    pub(crate) usable_s: f64,
    /// Until then, over the line.
    pub(crate) received_bytes: usize,
}

/// The app.
#[derive(serde::Deserialize)]
pub(crate) struct Ours {
    /// From the button that unlocks to all cards, without the lock.
    pub(crate) open_s: f64,
    /// From the button to the answer that the passphrase is wrong.
    pub(crate) lock_s: f64,
    pub(crate) fresh_s: f64,
    /// From a tap on a place to its page, drawn.
    pub(crate) tap_s: f64,
    pub(crate) fresh_received_bytes: usize,
    pub(crate) fresh_sent_bytes: usize,
}

/// A relationship's pages, from a tap until they are drawn.
#[derive(serde::Deserialize)]
pub(crate) struct LifeShown {
    pub(crate) name: String,
    pub(crate) ours_s: f64,
    /// Of the lists, the slowest.
    pub(crate) list_s: f64,
    /// Seconds from a tap on “All” to the picture of all days.
    pub(crate) picture_s: f64,
}

/// A peer's build for browsers.
#[derive(serde::Deserialize)]
pub(crate) struct BrowserPeer {
    pub(crate) open_s: f64,
    pub(crate) code_bytes: usize,
}

/// Runs the script on the relay's folder as it was before any other device came.
pub(crate) fn measure(
    root: &Path,
    app: Option<&Path>,
    records: &[Record],
    peers: &[Peer],
    years: &[Years],
    rounds: usize,
    folder: &Path,
) -> Result<Browser> {
    let here = root.join("bench/open/browser");
    install(&here)?;
    for (peer, name) in peers.iter().zip(["loro", "automerge", "yjs"]) {
        fs::write(folder.join(format!("{name}.bin")), &peer.snapshot)?;
    }
    let expected: u64 = records.iter().map(Record::weight).sum();
    let life = |life: &Years| serde_json::json!({"name": life.name, "words": life.words, "data": folder.join(life.name)});
    let lives: Vec<_> = years.iter().map(life).collect();
    let task = serde_json::json!({
        "root": root.canonicalize()?,
        "relay": app.and_then(|_| named("COUNTERPOINT_RELAY")),
        "app": app,
        "data": ours::untouched(folder),
        "words": ours::words(),
        "count": records.len(),
        "lives": lives,
        "rounds": rounds.min(3),
        "snapshots": folder,
        "expected": expected,
    });
    let file = folder.join("task.json");
    fs::write(&file, task.to_string())?;
    let output = Command::new("node")
        .arg(here.join("measure.js"))
        .arg(&file)
        .stderr(Stdio::inherit())
        .output()
        .context("starting node")?;
    ensure!(output.status.success(), "measuring in the browser failed");
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Installs the peers' packages by the committed lock file, unless they are there already.
fn install(here: &Path) -> Result<()> {
    let changed = |path: &str| fs::metadata(here.join(path)).and_then(|file| file.modified());
    let installed = changed("node_modules/.package-lock.json");
    if installed.is_ok_and(|installed| changed("package-lock.json").is_ok_and(|wanted| installed >= wanted)) {
        return Ok(());
    }
    let status = Command::new("npm")
        .current_dir(here)
        .args(["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"])
        .stdout(Stdio::null())
        .status()
        .context("starting npm")?;
    ensure!(status.success(), "npm could not install the peers");
    Ok(())
}

/// What a browser loads of the app's code, wasm and scripts, as brotli: (the wasm alone, everything).
pub(crate) fn code_bytes(app: &Path) -> Result<(usize, usize)> {
    let mut wasm = 0;
    let mut all = 0;
    for entry in fs::read_dir(app).with_context(|| format!("reading {}", app.display()))? {
        let path: PathBuf = entry?.path();
        let Some(kind) = path.extension().and_then(|kind| kind.to_str()) else { continue };
        if !matches!(kind, "wasm" | "js") {
            continue;
        }
        let mut packed = Vec::new();
        let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
        brotli::BrotliCompress(&mut fs::read(&path)?.as_slice(), &mut packed, &parameters)?;
        all += packed.len();
        if kind == "wasm" {
            wasm += packed.len();
        }
    }
    Ok((wasm, all))
}
