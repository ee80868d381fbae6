//! Opening 100,000 records: Counterpoint beside Loro, Automerge and yrs, natively and in a browser.
//!
//! `cargo xtask bench --only open -- --write` measures everything and puts the table into `docs/performance.md`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "what a bench says stands on the screen")]

mod browser;
mod clock;
mod ours;
mod peers;
mod records;
mod report;
mod years;

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

/// What the bench can be told.
struct Options {
    records: usize,
    rounds: usize,
    browser: bool,
    write: bool,
}

impl Options {
    fn read() -> Result<Self> {
        let mut options = Self { records: 100_000, rounds: 5, browser: true, write: false };
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            let mut number =
                || -> Result<usize> { Ok(arguments.next().context("a number is missing")?.parse()?) };
            match argument.as_str() {
                "--records" => options.records = number()?,
                "--rounds" => options.rounds = number()?,
                "--no-browser" => options.browser = false,
                "--write" => options.write = true,
                other => bail!(
                    "unknown argument {other}: --records N, --rounds N, --no-browser, --write are known"
                ),
            }
        }
        Ok(options)
    }
}

/// A folder or program that `cargo xtask bench` names.
fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from)
}

fn main() -> Result<()> {
    let options = Options::read()?;
    let records = records::records(1, options.records);
    let bytes: usize = records.iter().map(records::Record::bytes).sum();
    let bytes = bytes / records.len().max(1);
    eprintln!("{} records of four fields, {bytes} bytes each", records.len());
    let folder = tempfile::tempdir()?;
    let native = ours::measure(&records, options.rounds, folder.path())?;
    let years = years::measure(options.rounds, folder.path())?;
    let peers = peers::measure(&records, options.rounds)?;
    let root = named("COUNTERPOINT_ROOT").unwrap_or_else(|| PathBuf::from("../.."));
    let app = named("COUNTERPOINT_APP");
    let browser = if options.browser {
        eprintln!("  in the browser");
        Some(browser::measure(
            &root,
            app.as_deref(),
            &records,
            &peers,
            &years,
            options.rounds,
            folder.path(),
        )?)
    } else {
        None
    };
    let code_bytes = app.as_deref().map(browser::code_bytes).transpose()?;
    let updates = native.updates.table();
    let shown = browser.as_ref().and_then(|browser| browser.years.as_deref());
    let years = report::years_table(&years, shown);
    let cold = browser.as_ref().and_then(|browser| browser.cold.as_ref()).map(report::cold_table);
    let table = report::table(&report::Measured {
        records: records.len(),
        bytes,
        native,
        peers,
        browser,
        code_bytes,
    });
    println!("{table}\n{updates}\n{years}\n{}", cold.as_deref().unwrap_or_default());
    if options.write {
        let file = root.join("docs/performance.md");
        report::write(&file, "bench/open", &table)?;
        report::write(&file, "bench/open: one update", &updates)?;
        report::write(&file, "bench/open: two people", &years)?;
        if let Some(cold) = cold {
            report::write(&file, "bench/open: first visit", &cold)?;
        }
    }
    Ok(())
}
