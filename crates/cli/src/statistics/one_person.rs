//! `trend`, `permutation`, `interrupted` and `power`: one person's days.

use std::fmt::Write as _;

use ::statistics as methods;
use methods::{Change, RandomisedPair};

use super::{
    Output,
    report::{Lines, Report, number, probability, range},
    table::{Input, InputError, Table},
};

/// Where a series stands and whether it has moved; a row is a day
#[derive(Debug, clap::Args)]
pub(super) struct Trend {
    #[command(flatten)]
    input: Input,
    /// The answers
    #[arg(long)]
    y: String,
    /// The column with the number of the day; without it, rows are consecutive days
    #[arg(long)]
    day: Option<String>,
    #[command(flatten)]
    pub(super) output: Output,
}

impl Trend {
    pub(super) fn report(&self) -> Result<Report, InputError> {
        let table = Table::read(&self.input)?;
        let days = table.by_day(self.day.as_deref())?;
        let series = days.series(&table.numbers(&self.y)?);
        let mut report = Report::new("trend", "Local level", table.file(), table.len());
        report.finding("trend", &methods::local_level(&series), |trend, text| {
            let mut lines = Lines::with_header(&["", "level", "95 % band"]);
            let mut add = |name: String, place: usize| {
                if let Some(level) = trend.levels.get(place) {
                    lines.add(vec![name, number(level.value), range(&level.interval)]);
                }
            };
            let last = trend.levels.len().saturating_sub(1);
            for place in [0, last / 4, last / 2, 3 * last / 4, last] {
                add(format!("day {}", days.first + i64::try_from(place).unwrap_or(0)), place);
            }
            lines.add(vec!["change".to_owned(), number(trend.change.value), range(&trend.change.interval)]);
            lines.write(text);
            let noise = trend.beside_noise;
            let _ = writeln!(
                text,
                "\nLast third above the first, if days only depend on the day before: {}, {}, p = {}",
                number(noise.estimate.value),
                range(&noise.estimate.interval),
                probability(noise.p_value)
            );
            let verdict =
                if trend.more_than_chance { "more than chance" } else { "not more than chance explains" };
            let _ = writeln!(text, "\nThe change is {verdict}. {} answers.", trend.observations);
            let _ = writeln!(
                text,
                "Variance of an answer {}, of a day's step {}; log-likelihood {:.4}",
                number(trend.answer_variance),
                number(trend.step_variance),
                trend.log_likelihood
            );
        });
        Ok(report)
    }
}

/// Exact permutation test; a row is a pair of days, one of which the lot chose for the practice
#[derive(Debug, clap::Args)]
pub(super) struct Permutation {
    #[command(flatten)]
    input: Input,
    /// The answers on the days with the practice
    #[arg(long)]
    with: String,
    /// The answers on the days without
    #[arg(long)]
    without: String,
    #[command(flatten)]
    pub(super) output: Output,
}

impl Permutation {
    pub(super) fn report(&self) -> Result<Report, InputError> {
        let table = Table::read(&self.input)?;
        let (with, without) = (table.numbers(&self.with)?, table.numbers(&self.without)?);
        let pairs: Vec<RandomisedPair> =
            with.into_iter().zip(without).map(|(with, without)| RandomisedPair { with, without }).collect();
        let mut report = Report::new(
            "permutation",
            "Exact permutation test of randomised pairs",
            table.file(),
            table.len(),
        );
        report.finding("permutation", &methods::permutation_test(&pairs), |result, text| {
            let level = format!("{:.2} % interval", 100.0 * result.interval_level);
            let mut lines = Lines::with_header(&["", "estimate", &level, "p"]);
            lines.add(vec![
                "effect of the practice".to_owned(),
                number(result.effect.value),
                range(&result.effect.interval),
                probability(result.p_value),
            ]);
            lines.write(text);
            let _ = writeln!(text, "\n{} pairs", result.pairs);
        });
        Ok(report)
    }
}

/// Whether a series changed when something began; a row is a day
#[derive(Debug, clap::Args)]
pub(super) struct Interrupted {
    #[command(flatten)]
    input: Input,
    /// The answers
    #[arg(long)]
    y: String,
    /// The first day after it began, as numbered by --day, or counted from 0
    #[arg(long, allow_hyphen_values = true)]
    from: i64,
    /// The column with the number of the day; without it, rows are consecutive days
    #[arg(long)]
    day: Option<String>,
    /// Also fit a slope before and its change
    #[arg(long)]
    slope: bool,
    #[command(flatten)]
    pub(super) output: Output,
}

impl Interrupted {
    pub(super) fn report(&self) -> Result<Report, InputError> {
        let table = Table::read(&self.input)?;
        let days = table.by_day(self.day.as_deref())?;
        let series = days.series(&table.numbers(&self.y)?);
        let from = days.index(self.from)?;
        let change = if self.slope { Change::LevelAndSlope } else { Change::Level };
        let mut report = Report::new(
            "interrupted",
            "Interrupted series with first-order errors",
            table.file(),
            table.len(),
        );
        report.finding("interrupted", &methods::interrupted_series(&series, from, change), |result, text| {
            let mut lines = Lines::with_header(&["", "estimate", "SE", "95 % interval", "p"]);
            lines.effect("level before", &result.level);
            lines.effect("change of level", &result.level_change);
            if let (Some(slope), Some(change)) = (&result.slope, &result.slope_change) {
                lines.effect("slope per day before", slope);
                lines.effect("change of slope", change);
            }
            lines.write(text);
            let shrunken = result.shrunken_level_change;
            let _ = writeln!(
                text,
                "\nIn standard deviations, drawn towards typical practices: {}, {}; P(risen) = {}",
                number(shrunken.value),
                range(&shrunken.interval),
                probability(result.probability_risen)
            );
            let _ = writeln!(
                text,
                "Autocorrelation {}, standard deviation {}, {} answers",
                number(result.autocorrelation),
                number(result.deviation),
                result.observations
            );
            if result.at_limit {
                let _ = writeln!(
                    text,
                    "The autocorrelation stopped at the end of its range: the days drift, and a change cannot be told from that."
                );
            }
        });
        Ok(report)
    }
}

/// The smallest effect a trial of randomised pairs of days can find
#[derive(Debug, clap::Args)]
pub(super) struct Power {
    /// Days of the trial; several, separated by commas
    #[arg(long, value_delimiter = ',', required = true)]
    days: Vec<usize>,
    /// The correlation of neighbouring days
    #[arg(long, default_value_t = 0.2, allow_hyphen_values = true)]
    autocorrelation: f64,
    #[command(flatten)]
    pub(super) output: Output,
}

impl Power {
    pub(super) fn report(&self) -> Report {
        let mut report =
            Report::without_file("power", "Minimum detectable effect, 80 % power, two-sided 5 %");
        let mut lines = Lines::with_header(&["", "pairs", "paired test", "lower bound"]);
        let mut values = Vec::new();
        let mut notes = String::new();
        for &days in &self.days {
            match methods::minimum_detectable_effect(days, self.autocorrelation) {
                Ok(effect) => {
                    lines.add(vec![
                        format!("{days} days"),
                        effect.pairs.to_string(),
                        format!("{:.2} SD", effect.paired_test),
                        format!("{:.2} SD", effect.lower_bound),
                    ]);
                    values.push(serde_json::to_value(effect));
                }
                Err(unknown) => {
                    lines.add(vec![format!("{days} days"), "—".to_owned()]);
                    let _ = writeln!(notes, "\n{days} days: {unknown}");
                    values.push(serde_json::to_value(unknown));
                }
            }
        }
        lines.write(&mut report.text);
        report.text.push_str(&notes);
        if let Some(object) = report.json.as_object_mut() {
            object.insert("autocorrelation".to_owned(), self.autocorrelation.into());
            object.insert("effects".to_owned(), values.into_iter().flatten().collect());
        }
        report
    }
}
