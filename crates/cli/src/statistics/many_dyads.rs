//! `apim`, `icc` and `alpha`: tables with one row for each dyad or person.

use std::{
    fmt::Write as _,
    time::{Duration, Instant},
};

use ::statistics as methods;
use indicatif::{ProgressBar, ProgressStyle};
use methods::{BootstrapInterval, Finding};
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng as _, SeedableRng as _};

use super::{
    Output,
    report::{COEFFICIENTS, Lines, Report, exchanged, number, probability, range},
    table::{ColumnPair, Columns, Input, InputError, Table},
};

/// Actor–partner interdependence model; a row is a dyad
#[derive(Debug, clap::Args)]
pub(super) struct Apim {
    #[command(flatten)]
    input: Input,
    /// The column that names the dyads, to find rows that stand twice, or that belong together
    #[arg(long)]
    id: Option<String>,
    /// The column that names the person, if each person of a dyad has a row; --y and --x name one column each then
    #[arg(long, requires = "id")]
    person: Option<String>,
    /// The responses of the first and the second person
    #[arg(long, value_name = "FIRST,SECOND")]
    y: Columns,
    /// The predictors of the first and the second person
    #[arg(long, value_name = "FIRST,SECOND")]
    x: Columns,
    /// First and second are roles, such as wife and husband, and may have different effects
    #[arg(long)]
    distinguishable: bool,
    /// Also intervals by drawing the dyads anew this many times
    #[arg(long, value_name = "TIMES", value_parser = clap::value_parser!(u32).range(100..=100_000_000))]
    bootstrap: Option<u32>,
    /// Where the random numbers of the bootstrap start
    #[arg(long, default_value_t = 1)]
    seed: u64,
    #[command(flatten)]
    pub(super) output: Output,
}

impl Apim {
    pub(super) fn report(&self) -> Result<Report, InputError> {
        let table = Table::read(&self.input)?;
        if let Some(id) = self.id.as_ref().filter(|_| self.person.is_none()) {
            table.check_identifiers(id)?;
        }
        let rows = (self.id.as_deref(), self.person.as_deref());
        let (y, x) = (self.y.values(&table, "--y", rows)?, self.x.values(&table, "--x", rows)?);
        let dyads: Vec<methods::Dyad> = y.into_iter().zip(x).map(|(y, x)| methods::Dyad { y, x }).collect();
        let title = if self.distinguishable { "distinguishable" } else { "indistinguishable" };
        let title = format!("Actor–partner interdependence model, {title} dyads");
        let mut report = Report::new("apim", &title, table.file(), table.len());
        if self.distinguishable {
            self.add_roles(&dyads, &mut report)
        } else {
            self.add_pooled(&dyads, &mut report)
        }
        report.finding("distinguishability", &methods::distinguishability(&dyads), |tests, text| {
            let _ = writeln!(text, "\nAre the two distinguishable? {}", exchanged(&tests.given_predictors));
            let _ = writeln!(text, "… predictors included:       {}", exchanged(&tests.with_predictors));
        });
        Ok(report)
    }

    fn add_pooled(&self, dyads: &[methods::Dyad], report: &mut Report) {
        report.finding("model", &methods::actor_partner_indistinguishable(dyads), |model, text| {
            let mut lines = Lines::with_header(&COEFFICIENTS);
            lines.coefficient("intercept", &model.intercept);
            lines.coefficient("actor", &model.actor);
            lines.coefficient("partner", &model.partner);
            lines.estimate("k = partner/actor", &model.ratio);
            lines.bounded("residual correlation", &model.residual_correlation);
            lines.write(text);
            explain(&model.ratio, text);
            let _ = writeln!(
                text,
                "\nresidual variance {}, {}",
                number(model.residual_variance),
                of_all(model.dyads, dyads.len())
            );
        });
        let Some(times) = self.bootstrap else { return };
        let drawn = with_draws(self.seed, times, dyads.len(), |times, draw| {
            methods::bootstrap_indistinguishable(dyads, times, draw)
        });
        report.finding("bootstrap", &drawn, |drawn, text| {
            let mut rows = vec![("actor", drawn.actor), ("partner", drawn.partner)];
            rows.extend(drawn.ratio.as_ref().ok().map(|ratio| ("k = partner/actor", *ratio)));
            rows.push(("residual correlation", drawn.residual_correlation));
            bootstrap_lines(drawn.resamples, &rows, text);
        });
    }

    fn add_roles(&self, dyads: &[methods::Dyad], report: &mut Report) {
        let names = &match self.y.0.as_slice() {
            [first, second] => [first.clone(), second.clone()],
            _ => ["first".to_owned(), "second".to_owned()],
        };
        report.finding("model", &methods::actor_partner_distinguishable(dyads), |model, text| {
            let mut lines = Lines::with_header(&COEFFICIENTS);
            for (role, name) in model.roles.iter().zip(names) {
                lines.coefficient(&format!("{name}: intercept"), &role.intercept);
                lines.coefficient(&format!("{name}: actor"), &role.actor);
                lines.coefficient(&format!("{name}: partner"), &role.partner);
                lines.estimate(&format!("{name}: k"), &role.ratio);
            }
            lines.bounded("residual correlation", &model.residual_correlation);
            lines.write(text);
            for role in &model.roles {
                explain(&role.ratio, text);
            }
            let [first, second] = model.roles.each_ref().map(|role| number(role.residual_variance));
            let used = of_all(model.dyads, dyads.len());
            let _ = writeln!(text, "\nresidual variances {first} and {second}, {used}");
        });
        let Some(times) = self.bootstrap else { return };
        let drawn = with_draws(self.seed, times, dyads.len(), |times, draw| {
            methods::bootstrap_distinguishable(dyads, times, draw)
        });
        report.finding("bootstrap", &drawn, |drawn, text| {
            let labels =
                |effect: &str| names.iter().map(|name| format!("{name}: {effect}")).collect::<Vec<_>>();
            let (actors, partners) = (labels("actor"), labels("partner"));
            let rows: Vec<(&str, BootstrapInterval)> = actors
                .iter()
                .map(String::as_str)
                .zip(drawn.actor)
                .chain(partners.iter().map(String::as_str).zip(drawn.partner))
                .collect();
            bootstrap_lines(drawn.resamples, &rows, text);
        });
    }
}

/// How many of the dyads have all values.
fn of_all(used: usize, all: usize) -> String {
    if used == all {
        format!("{used} dyads")
    } else {
        format!("{used} of {all} dyads; the others lack a value")
    }
}

fn explain<T>(ratio: &Finding<T>, text: &mut String) {
    if let Err(unknown) = ratio {
        let _ = writeln!(text, "\nk: {unknown}");
    }
}

fn bootstrap_lines(resamples: usize, rows: &[(&str, BootstrapInterval)], text: &mut String) {
    let mut lines =
        Lines::with_header(&[&format!("bootstrap, {resamples} resamples"), "SE", "95 % interval"]);
    for (name, drawn) in rows {
        lines.add(vec![(*name).to_owned(), number(drawn.standard_error), range(&drawn.interval)]);
    }
    lines.write(text);
}

/// Lends seeded draws to a bootstrap and shows a bar on standard error when it takes longer than two seconds.
fn with_draws<T>(
    seed: u64,
    times: u32,
    dyads: usize,
    bootstrap: impl FnOnce(usize, &mut dyn FnMut(usize) -> usize) -> T,
) -> T {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let started = Instant::now();
    let total = u64::from(times) * u64::try_from(dyads).unwrap_or(u64::MAX);
    let mut bar: Option<ProgressBar> = None;
    let mut drawn = 0_u64;
    let mut draw = |count: usize| {
        drawn += 1;
        if drawn.is_multiple_of(1 << 20) && started.elapsed() > Duration::from_secs(2) {
            bar.get_or_insert_with(|| new_bar(total)).set_position(drawn);
        }
        // The upper half of a product is uniform to within count / 2⁶⁴.
        let wide = u128::from(random.next_u64()) * u128::try_from(count).unwrap_or(u128::MAX);
        usize::try_from(wide >> 64).unwrap_or(0)
    };
    let result = bootstrap(usize::try_from(times).unwrap_or(usize::MAX), &mut draw);
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    result
}

fn new_bar(total: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {percent} %, {eta} left")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(total).with_style(style)
}

/// Intraclass correlation of dyads; a row is a dyad
#[derive(Debug, clap::Args)]
pub(super) struct Icc {
    #[command(flatten)]
    input: Input,
    /// The values of the first and the second person
    #[arg(long, value_name = "FIRST,SECOND")]
    y: ColumnPair,
    #[command(flatten)]
    pub(super) output: Output,
}

impl Icc {
    pub(super) fn report(&self) -> Result<Report, InputError> {
        let table = Table::read(&self.input)?;
        let values = table.pairs(&self.y)?;
        let mut report =
            Report::new("icc", "Intraclass correlation of dyads, ICC(1)", table.file(), table.len());
        report.finding("intraclass", &methods::intraclass(&values), |result, text| {
            let mut lines = Lines::with_header(&["", "estimate", "95 % interval"]);
            lines.add(vec![
                "ICC(1)".to_owned(),
                number(result.correlation.value),
                range(&result.correlation.interval),
            ]);
            lines.write(text);
            let dyads = result.correlation.observations;
            let _ = writeln!(
                text,
                "\nF({}, {dyads}) = {:.3}, p = {}; {dyads} dyads",
                dyads - 1,
                result.test.statistic,
                probability(result.test.p_value)
            );
        });
        Ok(report)
    }
}

/// Cronbach's α of a scale; a row is a person
#[derive(Debug, clap::Args)]
pub(super) struct Alpha {
    #[command(flatten)]
    input: Input,
    /// The items
    #[arg(long, value_delimiter = ',', required = true)]
    items: Vec<String>,
    /// Items that are turned round; needs no range, because α does not depend on it
    #[arg(long, value_delimiter = ',')]
    reversed: Vec<String>,
    #[command(flatten)]
    pub(super) output: Output,
}

impl Alpha {
    pub(super) fn report(&self) -> Result<Report, InputError> {
        let table = Table::read(&self.input)?;
        let columns: Vec<Vec<Option<f64>>> =
            self.items.iter().map(|item| table.numbers(item)).collect::<Result<_, _>>()?;
        for item in &self.reversed {
            // A name that is no item would silently turn nothing round.
            if !self.items.contains(item) {
                return Err(InputError::NoColumn {
                    file: "--reversed".to_owned(),
                    column: item.clone(),
                    found: self.items.join(", "),
                });
            }
        }
        let signs: Vec<f64> =
            self.items.iter().map(|item| if self.reversed.contains(item) { -1.0 } else { 1.0 }).collect();
        let rows: Vec<Vec<Option<f64>>> = (0..table.len())
            .map(|row| {
                columns
                    .iter()
                    .zip(&signs)
                    .map(|(column, sign)| column.get(row).copied().flatten().map(|answer| sign * answer))
                    .collect()
            })
            .collect();
        let mut report = Report::new("alpha", "Cronbach's α", table.file(), table.len());
        report.finding("alpha", &methods::cronbach_alpha(&rows), |result, text| {
            let mut lines = Lines::with_header(&["", "estimate", "95 % interval"]);
            lines.add(vec!["α".to_owned(), number(result.alpha.value), range(&result.alpha.interval)]);
            lines.write(text);
            let _ = writeln!(text, "\n{} items, {} complete rows", result.items, result.alpha.observations);
        });
        Ok(report)
    }
}
