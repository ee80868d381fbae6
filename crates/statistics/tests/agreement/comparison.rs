//! Reading reference values and data, and comparing.

use std::path::Path;

use serde_json::Value;
use statistics::Dyad;

/// Closed forms, relative.
pub(crate) const CLOSED: f64 = 1e-8;
/// Maxima of likelihoods, relative.
pub(crate) const LIKELIHOOD: f64 = 1e-6;
/// Estimates found by iteration, relative to the larger of the value and its standard error.
pub(crate) const ITERATIVE: f64 = 1e-4;

/// The reference values of one script.
pub(crate) fn reference(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("reference/output").join(format!("{name}.json"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// A number of the reference.
pub(crate) fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is not a number"))
}

/// Several numbers of the reference.
pub(crate) fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap_or_else(|| panic!("{value} is not a list")).iter().map(number).collect()
}

/// Numbers with `null` where R has NA.
pub(crate) fn cells(value: &Value) -> Vec<Option<f64>> {
    value.as_array().unwrap().iter().map(Value::as_f64).collect()
}

/// Compares one method with its reference, and prints the largest difference at the end.
pub(crate) struct Comparison {
    method: &'static str,
    peer: &'static str,
    tolerance: f64,
    compared: usize,
    largest: f64,
}

impl Comparison {
    pub(crate) fn new(method: &'static str, peer: &'static str, tolerance: f64) -> Self {
        Self { method, peer, tolerance, compared: 0, largest: 0.0 }
    }

    /// Compares relative to the reference.
    pub(crate) fn check(&mut self, name: &str, ours: f64, reference: f64) {
        self.check_on_scale(name, ours, reference, reference.abs());
    }

    /// Compares relative to `scale`, for values that may be near zero.
    pub(crate) fn check_on_scale(&mut self, name: &str, ours: f64, reference: f64, scale: f64) {
        let difference = (ours - reference).abs() / scale.max(f64::MIN_POSITIVE);
        assert!(
            difference <= self.tolerance,
            "{} {name}: {ours:e} is {difference:e} away from {}'s {reference:e}",
            self.method,
            self.peer
        );
        self.compared += 1;
        self.largest = self.largest.max(difference);
    }

    pub(crate) fn check_interval(&mut self, name: &str, ours: statistics::Interval, reference: &Value) {
        let scale = numbers(reference).iter().fold(0.0, |scale: f64, value| scale.max(value.abs()));
        self.check_on_scale(&format!("{name} low"), ours.low, number(&reference[0]), scale);
        self.check_on_scale(&format!("{name} high"), ours.high, number(&reference[1]), scale);
    }
}

impl Drop for Comparison {
    #[expect(clippy::print_stdout, reason = "the table of docs/statistics.md is made of these lines")]
    fn drop(&mut self) {
        println!(
            "| {} | {} | {} | {:.1e} | {:.0e} |",
            self.method, self.peer, self.compared, self.largest, self.tolerance
        );
    }
}

fn rows(name: &str) -> Vec<csv::StringRecord> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name);
    csv::Reader::from_path(path).unwrap().records().map(Result::unwrap).collect()
}

/// The couples of acitelli.csv, husband first.
pub(crate) fn acitelli() -> Vec<Dyad> {
    rows("acitelli.csv")
        .iter()
        .map(|row| {
            let cell = |column: usize| row[column].parse().ok();
            Dyad { y: [cell(1), cell(3)], x: [cell(2), cell(4)] }
        })
        .collect()
}

/// All rows of barkalifa.csv: couple, day, and eight moods (anxiety, sadness, vigor, contentment of M, then of W).
pub(crate) fn barkalifa() -> Vec<(u32, usize, [f64; 8])> {
    rows("barkalifa.csv")
        .iter()
        .map(|row| {
            (
                row[0].parse().unwrap(),
                row[1].parse().unwrap(),
                std::array::from_fn(|mood| row[mood + 2].parse().unwrap()),
            )
        })
        .collect()
}

/// One couple's days of one mood ("Anx", "Sad", "Vig", "Con"), M first; a day without a row is missing.
pub(crate) fn couple_days(couple: u32, mood: &str) -> Vec<[Option<f64>; 2]> {
    let column = ["Anx", "Sad", "Vig", "Con"].iter().position(|name| *name == mood).unwrap();
    let rows: Vec<_> = barkalifa().into_iter().filter(|row| row.0 == couple).collect();
    let first = rows.iter().map(|row| row.1).min().unwrap();
    let mut days = vec![[None, None]; rows.iter().map(|row| row.1).max().unwrap() - first + 1];
    for (_, day, moods) in rows {
        days[day - first] = [Some(moods[column]), Some(moods[column + 4])];
    }
    days
}

/// As `thinned` in `reference/write.R`.
pub(crate) fn thinned(mut days: Vec<[Option<f64>; 2]>) -> Vec<[Option<f64>; 2]> {
    for (day, answers) in days.iter_mut().enumerate() {
        if day % 9 == 3 {
            answers[0] = None;
        }
        if day % 13 == 5 {
            answers[1] = None;
        }
    }
    days
}

/// The days a reference is named after, such as `201:M_Con:thinned`; the person is M or W.
pub(crate) fn named_days(name: &str) -> (Vec<[Option<f64>; 2]>, usize) {
    let parts: Vec<&str> = name.split(':').collect();
    let variant = *parts.last().unwrap();
    let (person, mood) = parts[parts.len() - 2].split_once('_').unwrap();
    let days = couple_days(parts[0].parse().unwrap(), mood);
    (if variant == "thinned" { thinned(days) } else { days }, usize::from(person == "W"))
}
