//! `dyad`, `truth-bias` and `similarity`: one couple, one pair of friends.

use std::fmt::Write as _;

use ::statistics as methods;
use methods::{Direction, PartnerReading, Posterior, Prior};

use super::{
    Output,
    report::{COEFFICIENTS, Lines, Report, number, probability, range},
    table::{ColumnPair, Input, InputError, Table},
};

/// What carries over from day to day in one dyad; a row is a day
#[derive(Debug, clap::Args)]
pub(super) struct Dyad {
    #[command(flatten)]
    input: Input,
    /// The answers of the first and the second person
    #[arg(long, value_name = "FIRST,SECOND")]
    y: ColumnPair,
    /// The column with the number of the day; without it, rows are consecutive days
    #[arg(long)]
    day: Option<String>,
    /// Also the exact likelihood with missing days, without priors
    #[arg(long)]
    kalman: bool,
    #[command(flatten)]
    pub(super) output: Output,
}

impl Dyad {
    pub(super) fn report(&self) -> Result<Report, InputError> {
        let table = Table::read(&self.input)?;
        let days = table.by_day(self.day.as_deref())?;
        let values = table.pairs(&self.y)?;
        let [first, second] = [0, 1].map(|person: usize| {
            days.series(&values.iter().map(|pair| pair.get(person).copied().flatten()).collect::<Vec<_>>())
        });
        let series: Vec<[Option<f64>; 2]> =
            first.into_iter().zip(second).map(<[Option<f64>; 2]>::from).collect();
        let mut report = Report::new("dyad", "One dyad, day by day", table.file(), table.len());
        report.finding("description", &methods::description(&series), |days, text| self.describe(days, text));
        let carried = methods::carry_over(&series, &Prior::COUPLES);
        report.finding("carry_over", &carried, |carried, text| self.describe_carried(carried, text));
        report.finding("same_day", &methods::same_day(&series), |same, text| {
            let correlation = same.correlation;
            let _ = writeln!(
                text,
                "\nSame-day correlation {}, {} ({} days, worth {:.1} independent ones)",
                number(correlation.value),
                range(&correlation.interval),
                correlation.observations,
                same.effective_days
            );
        });
        if self.kalman {
            report.finding("kalman", &methods::kalman_var(&series), |kalman, text| {
                self.describe_kalman(kalman, text)
            });
        }
        Ok(report)
    }

    fn describe(&self, days: &methods::Description, text: &mut String) {
        let mut lines = Lines::with_header(&["", "mean", "SD", "lowest", "highest", "days"]);
        for (person, name) in days.persons.iter().zip(&self.y.0) {
            lines.add(vec![
                name.clone(),
                number(person.mean),
                person.deviation.map_or_else(|| "—".to_owned(), number),
                number(person.lowest),
                number(person.highest),
                person.days.to_string(),
            ]);
        }
        lines.write(text);
        let _ = writeln!(text, "\n{} days of both", days.days_of_both);
    }

    fn describe_carried(&self, carried: &methods::CarryOver, text: &mut String) {
        let mut lines =
            Lines::with_header(&["carry-over, with priors from couples", "mean", "95 % interval", "P(> 0)"]);
        for (person, name) in carried.persons.iter().zip(&self.y.0) {
            let mut add = |effect: &str, posterior: &Posterior| {
                lines.add(vec![
                    format!("{name}: {effect}"),
                    number(posterior.mean),
                    range(&posterior.interval),
                    probability(posterior.probability_positive),
                ]);
            };
            add("own yesterday (actor)", &person.actor);
            if let PartnerReading::Effect { effect, .. } = &person.partner {
                add("the other's yesterday (partner)", effect);
            }
        }
        lines.write(text);
        let [first, second] = carried.scale.map(number);
        let _ = writeln!(
            text,
            "\n{} days of both after a day of both; each person in units of their own SD, {first} and {second}",
            carried.consecutive_days,
        );
        text.push('\n');
        for (person, name) in carried.persons.iter().zip(&self.y.0) {
            let said = say(&person.partner);
            let _ = writeln!(text, "What may be said of the partner effect on {name}: {said}");
        }
    }

    fn describe_kalman(&self, kalman: &methods::KalmanVar, text: &mut String) {
        let mut lines =
            Lines::with_header(&["exact likelihood, without priors", "estimate", "SE", "95 % interval"]);
        for (person, name) in self.y.0.iter().enumerate() {
            let rows = [("actor", &kalman.actor), ("partner", &kalman.partner)];
            for (effect, estimates) in rows {
                if let Some(estimate) = estimates.get(person) {
                    lines.estimate(&format!("{name}: {effect}"), &Ok(*estimate));
                }
            }
        }
        lines.bounded("correlation of what is not predicted", &kalman.innovation_correlation);
        lines.write(text);
        let _ = writeln!(text, "\nlog-likelihood {:.4}, {} answers", kalman.log_likelihood, kalman.answers);
    }
}

fn say(reading: &PartnerReading) -> &'static str {
    match reading {
        PartnerReading::CannotTellYet => "can't tell yet",
        PartnerReading::Effect { direction: Direction::Rising, .. } => {
            "the higher the other's day, the higher the next own day"
        }
        PartnerReading::Effect { direction: Direction::Falling, .. } => {
            "the higher the other's day, the lower the next own day"
        }
    }
}

/// How well one person judges another; a row is an item
#[derive(Debug, clap::Args)]
pub(super) struct TruthBias {
    #[command(flatten)]
    input: Input,
    /// What one person thinks the other would answer
    #[arg(long)]
    judged: String,
    /// What the other answers
    #[arg(long)]
    truth: String,
    /// What people answer on average
    #[arg(long)]
    normative: String,
    /// What the judging person answers for themselves
    #[arg(long)]
    own: Option<String>,
    #[command(flatten)]
    pub(super) output: Output,
}

impl TruthBias {
    pub(super) fn report(&self) -> Result<Report, InputError> {
        let table = Table::read(&self.input)?;
        let (judged, truth) = (table.numbers(&self.judged)?, table.numbers(&self.truth)?);
        let normative = table.numbers(&self.normative)?;
        let own = self.own.as_deref().map(|column| table.numbers(column)).transpose()?;
        let items: Vec<methods::Judgement> = judged
            .into_iter()
            .zip(truth)
            .zip(normative)
            .enumerate()
            .map(|(item, ((judged, truth), normative))| methods::Judgement {
                judged,
                truth,
                normative,
                own: own.as_ref().and_then(|own| own.get(item).copied().flatten()),
            })
            .collect();
        let mut report =
            Report::new("truth-bias", "Truth and bias in judging another", table.file(), table.len());
        report.finding("truth_and_bias", &methods::truth_and_bias(&items), |result, text| {
            let mut lines = Lines::with_header(&COEFFICIENTS);
            lines.coefficient("directional bias", &result.direction);
            lines.coefficient("force of the truth", &result.truth);
            if let Some(own) = &result.own {
                lines.coefficient("force of one's own answers", own);
            }
            lines.coefficient("force of people in general", &result.normative);
            lines.write(text);
            let left_out = table.len().saturating_sub(result.items);
            let _ = writeln!(text, "\n{} items; {left_out} rows lack a value", result.items);
        });
        Ok(report)
    }
}

/// Distinctive similarity of two profiles; a row is an item
#[derive(Debug, clap::Args)]
pub(super) struct Similarity {
    #[command(flatten)]
    input: Input,
    /// The two profiles
    #[arg(long, value_name = "FIRST,SECOND")]
    profiles: ColumnPair,
    /// What people answer on average
    #[arg(long)]
    normative: String,
    #[command(flatten)]
    pub(super) output: Output,
}

impl Similarity {
    pub(super) fn report(&self) -> Result<Report, InputError> {
        let table = Table::read(&self.input)?;
        let both = table.pairs(&self.profiles)?;
        let normative = table.numbers(&self.normative)?;
        let (first, second): (Vec<_>, Vec<_>) =
            both.into_iter().map(<(Option<f64>, Option<f64>)>::from).unzip();
        let mut report =
            Report::new("similarity", "Distinctive similarity of two profiles", table.file(), table.len());
        report.finding("similarity", &methods::similarity(&first, &second, &normative), |result, text| {
            let mut lines = Lines::with_header(&["", "estimate", "95 % interval"]);
            let distinctive = result.distinctive;
            lines.add(vec![
                "beyond people in general".to_owned(),
                number(distinctive.value),
                range(&distinctive.interval),
            ]);
            lines.write(text);
            let _ = writeln!(text, "\n{} items", distinctive.observations);
        });
        Ok(report)
    }
}
