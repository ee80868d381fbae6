//! What cargo-mutants found, from the file that it writes for programs.

use std::fmt::{self, Display, Formatter};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

/// How many mutants of one package came to which end.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcomes {
    /// A test failed.
    pub(crate) failed: usize,
    /// The tests did not come to an end, which whoever runs them notices as well.
    pub(crate) hung: usize,
    /// No test noticed these. Each is named by file and change, and by the line that is changed, never by a line's number:
    /// that would be another after every edit.
    pub(crate) missed: Vec<String>,
    /// They do not compile, and say nothing about the tests.
    pub(crate) unviable: usize,
}

#[derive(Deserialize)]
struct Record {
    outcomes: Vec<Outcome>,
}

#[derive(Deserialize)]
struct Outcome {
    scenario: Scenario,
    summary: Summary,
    diff_path: Option<String>,
}

#[derive(Deserialize)]
enum Scenario {
    Baseline,
    Mutant(Mutant),
}

#[derive(Deserialize)]
struct Mutant {
    name: String,
    file: String,
    span: Span,
    genre: String,
}

#[derive(Deserialize)]
struct Span {
    start: Place,
}

#[derive(Deserialize)]
struct Place {
    line: usize,
    column: usize,
}

#[derive(Debug, Deserialize)]
enum Summary {
    Success,
    CaughtMutant,
    MissedMutant,
    Unviable,
    Failure,
    Timeout,
}

impl Outcomes {
    /// Reads what a run left in `folder`.
    ///
    /// # Errors
    /// When a file is missing or reads otherwise, or a mutant came to no end at all.
    pub(crate) fn read(folder: &Path) -> Result<Self> {
        let open = |name: &str| {
            let path = folder.join(name);
            fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
        };
        let record: Record = serde_json::from_str(&open("outcomes.json")?)
            .with_context(|| format!("reading the outcomes in {}", folder.display()))?;
        let mut outcomes = Self::default();
        for Outcome { scenario, summary, diff_path } in record.outcomes {
            let Scenario::Mutant(mutant) = scenario else { continue };
            match summary {
                Summary::CaughtMutant => outcomes.failed += 1,
                Summary::Timeout => outcomes.hung += 1,
                Summary::Unviable => outcomes.unviable += 1,
                Summary::MissedMutant => {
                    let diff = diff_path.as_deref().map(open).transpose()?.unwrap_or_default();
                    outcomes.missed.push(name(&mutant, &diff));
                }
                Summary::Success | Summary::Failure => {
                    bail!("{}: neither caught nor missed, but {summary:?}", mutant.name)
                }
            }
        }
        Ok(outcomes)
    }

    /// How many were noticed.
    pub(crate) fn caught(&self) -> usize {
        self.failed + self.hung
    }

    /// How many could have been noticed.
    pub(crate) fn viable(&self) -> usize {
        self.caught() + self.missed.len()
    }
}

impl Display for Outcomes {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let (viable, caught, missed) = (self.viable(), self.caught(), self.missed.len());
        write!(formatter, "{viable} viable mutants, {caught} caught")?;
        write!(formatter, " ({} of them hang), {missed} missed; {} do not compile", self.hung, self.unviable)
    }
}

/// The name of a mutant that stays the same while other lines change. A function's whole body is named by the function;
/// a change within it, or outside any function, by its line too, because there may be several that read alike.
fn name(mutant: &Mutant, diff: &str) -> String {
    let Place { line, column } = mutant.span.start;
    let place = format!("{}:{line}:{column}: ", mutant.file);
    let change = mutant.name.strip_prefix(&place).unwrap_or(&mutant.name);
    let removed = |line: &&str| line.starts_with('-') && !line.starts_with("---");
    match diff.lines().find(removed).and_then(|line| line.strip_prefix('-')) {
        Some(line) if mutant.genre != "FnValue" => format!("{}: {change}: {}", mutant.file, line.trim()),
        _ => format!("{}: {change}", mutant.file),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mutant(genre: &str, change: &str) -> Mutant {
        Mutant {
            name: format!("src/lib.rs:7:9: {change}"),
            file: "src/lib.rs".to_owned(),
            span: Span { start: Place { line: 7, column: 9 } },
            genre: genre.to_owned(),
        }
    }

    #[test]
    fn a_mutant_is_named_without_the_number_of_a_line() {
        let diff = "--- src/lib.rs\n+++ replace < with > in f\n@@ -6,3 +6,3 @@\n fn f() {\n-    a < b\n+    a > b\n }\n";
        let operator = mutant("BinaryOperator", "replace < with > in f");
        assert_eq!(name(&operator, diff), "src/lib.rs: replace < with > in f: a < b");
        let body = mutant("FnValue", "replace f -> bool with true");
        assert_eq!(name(&body, diff), "src/lib.rs: replace f -> bool with true");
    }

    #[test]
    fn outcomes_are_counted_by_their_end() {
        let folder = std::env::temp_dir().join(format!("counterpoint-outcomes-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let outcome = |summary: &str| {
            format!(
                r#"{{"scenario": {{"Mutant": {{"name": "src/lib.rs:7:9: replace f with ()", "file": "src/lib.rs",
                "span": {{"start": {{"line": 7, "column": 9}}}}, "genre": "FnValue"}}}},
                "summary": "{summary}", "diff_path": null}}"#
            )
        };
        let read = |ends: &[&str]| {
            let mutants = ends.iter().map(|end| format!(",{}", outcome(end))).collect::<String>();
            let baseline = r#"{"scenario": "Baseline", "summary": "Success", "diff_path": null}"#;
            let text = format!(r#"{{"outcomes": [{baseline}{mutants}]}}"#);
            fs::write(folder.join("outcomes.json"), text).unwrap();
            Outcomes::read(&folder).map_err(|error| error.to_string())
        };
        let outcomes =
            read(&["CaughtMutant", "Unviable", "Timeout", "MissedMutant", "CaughtMutant"]).unwrap();
        let undecided = read(&["Failure"]).unwrap_err();
        fs::remove_dir_all(&folder).unwrap();

        let missed = vec!["src/lib.rs: replace f with ()".to_owned()];
        assert_eq!(outcomes, Outcomes { failed: 2, hung: 1, missed, unviable: 1 });
        assert_eq!(
            outcomes.to_string(),
            "4 viable mutants, 3 caught (1 of them hang), 1 missed; 1 do not compile"
        );
        assert_eq!(undecided, "src/lib.rs:7:9: replace f with (): neither caught nor missed, but Failure");
    }
}
