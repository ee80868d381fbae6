//! The lists of mutants that no test can notice: `xtask/mutants/<package>.txt`, one a line, each with its reason.

use std::fs;
use std::io::ErrorKind;

use anyhow::{Context, Result};

use crate::workspace::Workspace;

/// Stands between a mutant and the reason why it survives.
const REASON: &str = " # ";

/// Where the list and what was missed differ: each finding is one line. A package without a list has no known survivors.
///
/// # Errors
/// When the list cannot be read.
pub(crate) fn findings(workspace: &Workspace, package: &str, missed: &[String]) -> Result<Vec<String>> {
    let path = format!("xtask/mutants/{package}.txt");
    let text = match fs::read_to_string(workspace.root.join(&path)) {
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        read => read.with_context(|| format!("reading {path}"))?,
    };
    Ok(compare(&path, &text, missed))
}

/// Two mutants that read alike are two lines, so that one that is caught later does not hide behind the other.
fn compare(path: &str, list: &str, missed: &[String]) -> Vec<String> {
    let mut unnamed = missed.to_vec();
    let mut findings = Vec::new();
    for line in list.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        let (mutant, reason) = line.split_once(REASON).unwrap_or((line, ""));
        if reason.trim().is_empty() {
            findings.push(format!("{path} gives no reason for: {mutant}"));
        }
        match unnamed.iter().position(|missed| missed == mutant) {
            Some(index) => drop(unnamed.remove(index)),
            None => findings.push(format!("{path} names what is caught or gone: {mutant}")),
        }
    }
    findings.extend(unnamed.iter().map(|mutant| format!("missed, and not in {path}: {mutant}")));
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str =
        "# header\na.rs: replace f with () # It does nothing.\n\na.rs: replace + with -: 1 + 0 # Equal.\n";

    fn check(list: &str, missed: &[&str], expected: &[&str]) {
        let missed: Vec<String> = missed.iter().map(|mutant| (*mutant).to_owned()).collect();
        assert_eq!(compare("list", list, &missed), expected);
    }

    #[test]
    fn exactly_what_is_missed_stands_in_the_list() {
        check("", &[], &[]);
        check(LIST, &["a.rs: replace + with -: 1 + 0", "a.rs: replace f with ()"], &[]);
    }

    #[test]
    fn a_new_survivor_is_found() {
        check("", &["a.rs: replace g with ()"], &["missed, and not in list: a.rs: replace g with ()"]);
    }

    #[test]
    fn a_survivor_that_is_caught_or_gone_leaves_the_list() {
        check(
            LIST,
            &["a.rs: replace f with ()"],
            &["list names what is caught or gone: a.rs: replace + with -: 1 + 0"],
        );
    }

    #[test]
    fn survivors_that_read_alike_are_counted() {
        let twice = "a.rs: replace f with () # One.\na.rs: replace f with () # Two.\n";
        check(twice, &["a.rs: replace f with ()"; 2], &[]);
        check(
            twice,
            &["a.rs: replace f with ()"],
            &["list names what is caught or gone: a.rs: replace f with ()"],
        );
        check(twice, &["a.rs: replace f with ()"; 3], &["missed, and not in list: a.rs: replace f with ()"]);
    }

    #[test]
    fn every_survivor_has_a_reason() {
        for list in ["a.rs: replace f with ()", "a.rs: replace f with () #  "] {
            check(list, &["a.rs: replace f with ()"], &["list gives no reason for: a.rs: replace f with ()"]);
        }
    }
}
