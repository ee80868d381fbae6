//! What is printed: a table for people and JSON for programs, of the same result.

use std::fmt::Write as _;

use ::statistics::{Bounded, Coefficient, Effect, Estimate, Finding, Interval, Test};
use serde::Serialize;
use serde_json::{Value, json};

/// A result, ready to be printed either way.
pub(super) struct Report {
    pub(super) text: String,
    pub(super) json: Value,
}

impl Report {
    /// `method` is the name of the command; `title` says what was computed, `rows` how many rows there were.
    pub(super) fn new(method: &str, title: &str, file: &str, rows: usize) -> Self {
        let text = format!("{title}\n{file}, {rows} rows\n");
        Self { text, json: json!({ "method": method, "file": file, "rows": rows }) }
    }

    /// A report on no file.
    pub(super) fn without_file(method: &str, title: &str) -> Self {
        Self { text: format!("{title}\n"), json: json!({ "method": method }) }
    }

    /// Adds a result under `name`; `describe` writes it for people. A reason is a result too.
    pub(super) fn finding<T: Serialize>(
        &mut self,
        name: &str,
        finding: &Finding<T>,
        describe: impl FnOnce(&T, &mut String),
    ) {
        let value = match finding {
            Ok(result) => {
                describe(result, &mut self.text);
                serde_json::to_value(result)
            }
            Err(unknown) => {
                let _ = writeln!(self.text, "\n{unknown}");
                serde_json::to_value(unknown)
            }
        };
        if let (Some(object), Ok(value)) = (self.json.as_object_mut(), value) {
            object.insert(name.to_owned(), value);
        }
    }
}

/// Lines with aligned columns: the first to the left, the others to the right.
#[derive(Default)]
pub(super) struct Lines(Vec<Vec<String>>);

impl Lines {
    pub(super) fn with_header(header: &[&str]) -> Self {
        Self(vec![header.iter().map(|&cell| cell.to_owned()).collect()])
    }

    pub(super) fn add(&mut self, cells: Vec<String>) {
        self.0.push(cells);
    }

    /// A coefficient with its test.
    pub(super) fn coefficient(&mut self, name: &str, coefficient: &Coefficient) {
        let Estimate { value, standard_error, interval, .. } = coefficient.estimate;
        self.add(vec![
            name.to_owned(),
            number(value),
            number(standard_error),
            range(&interval),
            format!("{:.2}", value / standard_error),
            format!("{:.1}", coefficient.degrees_of_freedom),
            probability(coefficient.p_value),
        ]);
    }

    /// An effect that is averaged over what is not known for sure.
    pub(super) fn effect(&mut self, name: &str, effect: &Effect) {
        let Estimate { value, standard_error, interval, .. } = effect.estimate;
        let cells = [name.to_owned(), number(value), number(standard_error), range(&interval)];
        self.add(cells.into_iter().chain([probability(effect.p_value)]).collect());
    }

    /// A value with its interval, in the columns of [`Lines::coefficient`].
    pub(super) fn bounded(&mut self, name: &str, Bounded { value, interval, .. }: &Bounded) {
        self.add(vec![name.to_owned(), number(*value), String::new(), range(interval)]);
    }

    /// An estimate without a test, or the reason why there is none.
    pub(super) fn estimate(&mut self, name: &str, estimate: &Finding<Estimate>) {
        match estimate {
            Ok(Estimate { value, standard_error, interval, .. }) => {
                self.add(vec![name.to_owned(), number(*value), number(*standard_error), range(interval)]);
            }
            Err(_) => self.add(vec![name.to_owned(), "—".to_owned()]),
        }
    }

    pub(super) fn write(self, text: &mut String) {
        let columns = self.0.iter().map(Vec::len).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns)
            .map(|column| {
                self.0
                    .iter()
                    .filter_map(|line| line.get(column))
                    .map(|cell| cell.chars().count())
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        text.push('\n');
        for line in &self.0 {
            let mut written = String::new();
            for (column, (cell, &width)) in line.iter().zip(&widths).enumerate() {
                let _ = if column == 0 {
                    write!(written, "{cell:<width$}")
                } else {
                    write!(written, "   {cell:>width$}")
                };
            }
            let _ = writeln!(text, "{}", written.trim_end());
        }
    }
}

/// The header above [`Lines::coefficient`].
pub(super) const COEFFICIENTS: [&str; 7] = ["", "estimate", "SE", "95 % interval", "t", "df", "p"];

/// Four decimals, or four digits that say something where those would not.
pub(super) fn number(value: f64) -> String {
    let size = value.abs();
    if value == 0.0 || (0.1..1e7).contains(&size) {
        return format!("{value:.4}");
    }
    if !(1e-6..1e7).contains(&size) {
        return format!("{value:.3e}");
    }
    // As many decimals as leave four digits; below one in ten there are five or more.
    let decimals = (1..).zip([1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6]).find(|(_, step)| size >= *step);
    format!("{value:.*}", decimals.map_or(9, |(place, _)| place + 3))
}

pub(super) fn range(Interval { low, high }: &Interval) -> String {
    format!("{} … {}", number(*low), number(*high))
}

pub(super) fn probability(p: f64) -> String {
    if p < 0.0001 { "< .0001".to_owned() } else { format!("{p:.4}").trim_start_matches('0').to_owned() }
}

/// A likelihood ratio whose p value comes from exchanging the two persons of the dyads.
pub(super) fn exchanged(Test { statistic, degrees_of_freedom, p_value }: &Test) -> String {
    let p = probability(*p_value);
    format!(
        "−2·log of the likelihood ratio {statistic:.3}, {degrees_of_freedom} parameters, p = {p} by exchanging the two"
    )
}
