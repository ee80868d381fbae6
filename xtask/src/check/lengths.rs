//! File lengths, as a ratchet: a file over the limit is recorded with its length, and only gets shorter.
//!
//! A new long file is recorded by hand, with its reason; a record that does not exist yet is begun with what is there.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};

use super::sources::Sources;
use crate::screen;
use crate::workspace::Workspace;

/// Lines above which a file needs a reason.
const LINES_MAX: usize = 300;
/// What counts: code that people read. Words, data and generated files are as long as they are.
const EXTENSIONS: [&str; 6] = ["css", "html", "js", "mjs", "rs", "R"];
/// One file a line: path, number of lines, reason.
const RECORD: &str = "xtask/tidy-lengths.txt";

/// A recorded file: its length and why it is long.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Long {
    lines: usize,
    reason: String,
}

/// Files that are longer than they may be, and records of files that are shorter; `bless` corrects the latter.
///
/// # Errors
/// When the record cannot be read or written.
pub(crate) fn findings(workspace: &Workspace, sources: &Sources, bless: bool) -> Result<Vec<String>> {
    let text = sources.files.get(RECORD).map(String::as_str).unwrap_or_default();
    let actual: BTreeMap<&str, usize> = sources
        .with_extension(&EXTENSIONS)
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > LINES_MAX)
        .collect();
    if bless && text.is_empty() {
        return begin(workspace, &actual).map(|()| Vec::new());
    }
    let recorded = parse(text)?;
    let findings = too_long(&recorded, &actual);
    let lowered = lower(&recorded, &actual);
    if lowered != recorded {
        if bless {
            let path = workspace.root.join(RECORD);
            fs::write(&path, print(text, &lowered)).with_context(|| format!("writing {RECORD}"))?;
        } else {
            screen::say(format!("  {RECORD}: files became shorter; `cargo xtask tidy --bless` takes note"));
        }
    }
    Ok(findings)
}

fn begin(workspace: &Workspace, actual: &BTreeMap<&str, usize>) -> Result<()> {
    let header =
        format!("# Files of more than {LINES_MAX} lines: path, lines, reason. A length is never raised.\n");
    let lines = actual.iter().map(|(path, lines)| format!("{path} {lines}\n"));
    let text = std::iter::once(header).chain(lines).collect::<String>();
    fs::write(workspace.root.join(RECORD), text).with_context(|| format!("writing {RECORD}"))
}

fn parse(text: &str) -> Result<BTreeMap<String, Long>> {
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines
        .map(|line| {
            let mut words = line.splitn(3, ' ');
            let path = words.next().unwrap_or_default().to_owned();
            let lines = words.next().unwrap_or_default().parse();
            let lines = lines.with_context(|| format!("{RECORD}: no number of lines in {line:?}"))?;
            Ok((path, Long { lines, reason: words.next().unwrap_or_default().to_owned() }))
        })
        .collect()
}

fn too_long(recorded: &BTreeMap<String, Long>, actual: &BTreeMap<&str, usize>) -> Vec<String> {
    let mut findings = Vec::new();
    for (path, lines) in actual {
        match recorded.get(*path) {
            None => findings.push(format!(
                "{path} has {lines} lines, more than {LINES_MAX}: split it, or record it with a reason in {RECORD}"
            )),
            Some(long) if *lines > long.lines => {
                findings.push(format!("{path} has grown from {} to {lines} lines", long.lines));
            }
            Some(_) => {}
        }
    }
    findings
}

fn lower(recorded: &BTreeMap<String, Long>, actual: &BTreeMap<&str, usize>) -> BTreeMap<String, Long> {
    let keep = |(path, long): (&String, &Long)| {
        let lines = long.lines.min(*actual.get(path.as_str())?);
        Some((path.clone(), Long { lines, reason: long.reason.clone() }))
    };
    recorded.iter().filter_map(keep).collect()
}

fn print(before: &str, recorded: &BTreeMap<String, Long>) -> String {
    let header = before.lines().take_while(|line| line.starts_with('#')).map(str::to_owned);
    let lines = recorded.iter().map(|(path, long)| format!("{path} {} {}", long.lines, long.reason));
    header.chain(lines).map(|line| line.trim_end().to_owned() + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# header\na.rs 400 one table\nb.rs 350\n";

    #[test]
    fn a_file_may_not_grow_and_a_new_one_needs_a_record() {
        let recorded = parse(TEXT).unwrap();
        let findings = too_long(&recorded, &[("a.rs", 401), ("b.rs", 320), ("c.rs", 301)].into());
        assert_eq!(
            findings,
            [
                "a.rs has grown from 400 to 401 lines",
                "c.rs has 301 lines, more than 300: split it, or record it with a reason in xtask/tidy-lengths.txt"
            ]
        );
    }

    #[test]
    fn blessing_only_lowers_and_forgets() {
        let lowered = lower(&parse(TEXT).unwrap(), &[("a.rs", 390)].into());
        assert_eq!(print(TEXT, &lowered), "# header\na.rs 390 one table\n");
        let unchanged = lower(&parse(TEXT).unwrap(), &[("a.rs", 500), ("b.rs", 350)].into());
        assert_eq!(print(TEXT, &unchanged), TEXT);
    }
}
