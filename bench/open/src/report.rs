//! The table.

use std::{fmt::Write as _, fs, path::Path};

use anyhow::{Context, Result};

use crate::{
    browser::{Browser, Cold, LifeShown, Visit},
    ours::Ours,
    peers::Peer,
    years::Years,
};

/// Everything that was measured.
pub(crate) struct Measured {
    pub(crate) records: usize,
    /// Bytes of one record.
    pub(crate) bytes: usize,
    pub(crate) native: Ours,
    pub(crate) peers: Vec<Peer>,
    pub(crate) browser: Option<Browser>,
    /// Counterpoint's wasm and all of its code, as brotli.
    pub(crate) code_bytes: Option<(usize, usize)>,
}

/// The measurements as Markdown.
pub(crate) fn table(measured: &Measured) -> String {
    let Measured { records, bytes, native, peers, browser, code_bytes } = measured;
    let mut table = format!(
        "{records} records of four fields, {bytes} bytes each, one update for each; {}.\n\n",
        machine()
    );
    let names: Vec<&str> = peers.iter().map(|peer| peer.name).collect();
    let _ = writeln!(table, "| | Counterpoint | {} | best peer ÷ ours | target |", names.join(" | "));
    let _ = writeln!(table, "| --- | ---: |{} ---: | --- |", " ---: |".repeat(names.len()));
    let of = |value: fn(&Peer) -> f64| peers.iter().map(value).collect::<Vec<_>>();
    let mut row = |name: &str, ours: Option<f64>, theirs: &[f64], unit: Unit, target: &str| {
        let theirs_text: Vec<String> = match theirs {
            [] => vec!["–".to_owned(); names.len()],
            theirs => theirs.iter().map(|value| unit.text(*value)).collect(),
        };
        let best = theirs.iter().copied().reduce(f64::min);
        let ratio = ours.zip(best).map_or("–".to_owned(), |(ours, best)| quotient(best / ours));
        let ours = ours.map_or("not measured".to_owned(), |value| unit.text(value));
        let _ = writeln!(table, "| {name} | **{ours}** | {} | {ratio} | {target} |", theirs_text.join(" | "));
    };
    row(
        "open and read all, natively",
        Some(native.from_snapshot_s),
        &of(|p| p.from_snapshot_s),
        Unit::Seconds,
        "≤ 0.15 s, 5 ×",
    );
    row(
        "the same from all updates",
        Some(native.from_updates_s),
        &of(|p| p.from_updates_s),
        Unit::Seconds,
        "",
    );
    row(
        "checkpoint or snapshot",
        Some(native.checkpoint_bytes as f64),
        &of(|p| p.snapshot_bytes as f64),
        Unit::Bytes,
        "",
    );
    row("all updates", Some(native.update_bytes as f64), &of(|p| p.update_bytes as f64), Unit::Bytes, "");
    let fresh = (native.fresh_received_bytes + native.fresh_sent_bytes) as f64;
    row("fresh device by recovery words: both ways", Some(fresh), &[], Unit::Bytes, "≤ 7 MB");
    row(
        "the same: time with the lock, relay in the same process",
        Some(native.fresh_s),
        &[],
        Unit::Seconds,
        "",
    );
    row(
        "the lock (Argon2id, slow on purpose; not in the times)",
        Some(native.lock_s),
        &[],
        Unit::Seconds,
        "",
    );
    let looks = native.looks;
    row(
        "from a tap to the page of the newest 30, natively",
        Some(looks.tap_s),
        &[],
        Unit::Seconds,
        "≤ 0.05 s",
    );
    row(
        "from a write to the page that shows it, stored",
        Some(looks.write_s),
        &[],
        Unit::Seconds,
        "≤ 0.05 s",
    );
    row("that page, between worker and screen", Some(looks.page_bytes as f64), &[], Unit::Bytes, "");
    row("an event that changes nothing on it", Some(looks.event_bytes as f64), &[], Unit::Bytes, "");
    if let Some(browser) = browser {
        let ours = browser.ours.as_ref();
        let theirs: Vec<f64> = browser.peers.iter().map(|peer| peer.open_s).collect();
        row("open in Chromium, to the screen", ours.map(|o| o.open_s), &theirs, Unit::Seconds, "≤ 1 s");
        let wire = ours.map(|o| (o.fresh_received_bytes + o.fresh_sent_bytes) as f64);
        row("from a tap to the page, in Chromium", ours.map(|o| o.tap_s), &[], Unit::Seconds, "≤ 0.05 s");
        row("fresh device in Chromium: on the wire", wire, &[], Unit::Bytes, "≤ 7 MB");
        row("the same: time with the lock", ours.map(|o| o.fresh_s), &[], Unit::Seconds, "");
        row("the lock in Chromium", ours.map(|o| o.lock_s), &[], Unit::Seconds, "");
        let code: Vec<f64> = browser.peers.iter().map(|peer| peer.code_bytes as f64).collect();
        row("code, brotli", code_bytes.map(|(_, all)| all as f64), &code, Unit::Bytes, "");
    }
    row("wasm alone, brotli", code_bytes.map(|(wasm, _)| wasm as f64), &[], Unit::Bytes, "≤ 400 KB");
    table
}

/// Two people, by how much they have done, as Markdown.
pub(crate) fn years_table(years: &[Years], shown: Option<&[LifeShown]>) -> String {
    let mut table = "| |".to_owned();
    for life in years {
        let _ = write!(table, " {} |", life.title);
    }
    table.push_str(" target |\n| --- |");
    table.push_str(&" ---: |".repeat(years.len()));
    table.push_str(" --- |\n");
    let mut row = |name: &str, of: &dyn Fn(&Years) -> Option<String>, target: &str| {
        let cells: Vec<String> =
            years.iter().map(|life| of(life).unwrap_or_else(|| "not measured".to_owned())).collect();
        let _ = writeln!(table, "| {name} | {} | {target} |", cells.join(" | "));
    };
    let in_browser = |life: &Years, of: fn(&LifeShown) -> f64| {
        let found = shown?.iter().find(|shown| shown.name == life.name)?;
        Some(Unit::Seconds.text(of(found)))
    };
    row("grants, replies and withdrawals", &|life| Some(life.acts.to_string()), "");
    row(
        "the vault and the relationship are opened, natively, without the lock",
        &|life| Some(Unit::Seconds.text(life.open_s)),
        "",
    );
    row("the relationship's page, natively", &|life| Some(Unit::Seconds.text(life.page_s)), "");
    row("the list of one tool, natively", &|life| Some(Unit::Seconds.text(life.list_s)), "");
    row(
        "from a tap to the relationship's page, in Chromium",
        &|life| in_browser(life, |shown| shown.ours_s),
        "≤ 0.1 s",
    );
    row("the same to the slowest of four lists", &|life| in_browser(life, |shown| shown.list_s), "≤ 0.1 s");
    row(
        "all kept days found, worked out and drawn, natively",
        &|life| Some(Unit::Seconds.text(life.picture_s)),
        "≤ 0.05 s",
    );
    row(
        "from a tap to the drawing of all days, in Chromium",
        &|life| in_browser(life, |shown| shown.picture_s),
        "≤ 0.15 s",
    );
    table
}

/// First visits over a slow line, as Markdown.
pub(crate) fn cold_table(cold: &Cold) -> String {
    let Cold { ours, actual } = cold;
    let mut table = "| | Counterpoint | Actual 26.9 | Actual ÷ ours | target |\n".to_owned();
    table.push_str("| --- | ---: | ---: | ---: | --- |\n");
    let mut row = |name: &str, of: fn(&Visit) -> f64, unit: Unit, target: &str| {
        let (ours, theirs) = (of(ours), of(actual));
        let ratio = quotient(theirs / ours);
        let _ = writeln!(
            table,
            "| {name} | **{}** | {} | {ratio} | {target} |",
            unit.text(ours),
            unit.text(theirs)
        );
    };
    row("first words", |visit| visit.text_s, Unit::Seconds, "≤ 1 s");
    row("largest words", |visit| visit.largest_s, Unit::Seconds, "≤ 1.5 s");
    row("the first button can be pressed", |visit| visit.usable_s, Unit::Seconds, "≤ 3 s");
    row("over the line until then", |visit| visit.received_bytes as f64, Unit::Bytes, "≤ 300 KB");
    table
}

/// Puts a table between the marks of its name.
pub(crate) fn write(file: &Path, name: &str, table: &str) -> Result<()> {
    let (begin, end) = (format!("<!-- {name}: begin -->"), format!("<!-- {name}: end -->"));
    let text = fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    let (before, rest) = text.split_once(&begin).with_context(|| format!("{begin} is missing"))?;
    let (_, after) = rest.split_once(&end).with_context(|| format!("{end} is missing"))?;
    fs::write(file, format!("{before}{begin}\n{table}{end}{after}"))?;
    Ok(())
}

fn quotient(value: f64) -> String {
    if value < 1.0 { format!("{value:.2}") } else { format!("{value:.1}") }
}

#[derive(Clone, Copy)]
enum Unit {
    Seconds,
    Bytes,
}

impl Unit {
    fn text(self, value: f64) -> String {
        match self {
            Self::Seconds if value < 0.01 => format!("{value:.4} s"),
            Self::Seconds if value < 0.1 => format!("{value:.3} s"),
            Self::Seconds => format!("{value:.2} s"),
            Self::Bytes if value < 1e4 => format!("{value:.0} B"),
            Self::Bytes if value < 1e6 => format!("{:.0} KB", value / 1e3),
            Self::Bytes => format!("{:.1} MB", value / 1e6),
        }
    }
}

/// Cores and processor.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let information = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = information.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or("a processor that does not say its name", |(_, model)| model.trim());
    format!("{cores} cores, {model}")
}
