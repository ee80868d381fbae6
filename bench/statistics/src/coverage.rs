//! How often each interval holds the truth, when the truth is known because it was made up.

use statistics::*;

use crate::{random::Random, worlds};

/// Hits of one interval.
struct Row {
    method: &'static str,
    quantity: &'static str,
    setting: &'static str,
    /// Hits and tries, seed by seed.
    by_seed: Vec<(u32, u32)>,
    silent: u32,
    /// Whether the nominal level is promised for this row.
    promised: bool,
}

/// All rows, in the order they were first met.
#[derive(Default)]
struct Table {
    rows: Vec<Row>,
    /// Seeds that were begun.
    seeds: usize,
}

impl Table {
    fn row(&mut self, method: &'static str, quantity: &'static str, setting: &'static str) -> &mut Row {
        let place = self
            .rows
            .iter()
            .position(|row| (row.method, row.quantity, row.setting) == (method, quantity, setting))
            .unwrap_or_else(|| {
                self.rows.push(Row { method, quantity, setting, by_seed: vec![], silent: 0, promised: true });
                self.rows.len() - 1
            });
        let row = self.rows.get_mut(place).expect("the row was found or added");
        row.by_seed.resize(self.seeds, (0, 0));
        row
    }

    fn count(
        &mut self,
        (method, quantity, setting): (&'static str, &'static str, &'static str),
        interval: Interval,
        truth: f64,
    ) {
        if let Some((hits, total)) = self.row(method, quantity, setting).by_seed.last_mut() {
            *total += 1;
            *hits += u32::from(interval.contains(truth));
        }
    }

    fn silent(&mut self, (method, quantity, setting): (&'static str, &'static str, &'static str)) {
        self.row(method, quantity, setting).silent += 1;
    }

    /// Rows for a fixed truth under a prior make no promise.
    fn without_promise(&mut self, setting: &'static str) {
        for row in self.rows.iter_mut().filter(|row| row.setting == setting) {
            row.promised = false;
        }
    }
}

/// Runs the simulation and returns its table in Markdown, and whether every promise was kept.
pub(crate) fn table(seeds: u64, repetitions: u32) -> (String, bool) {
    let mut table = Table::default();
    for seed in 1..=seeds {
        table.seeds += 1;
        let mut random = Random::new(seed);
        for _ in 0..repetitions {
            measurement(&mut table, &mut random);
            alpha(&mut table, &mut random);
            dyad_from_prior(&mut table, &mut random);
            dyad_fixed(&mut table, &mut random);
            kalman(&mut table, &mut random);
            same_days(&mut table, &mut random);
            profiles(&mut table, &mut random);
            trends(&mut table, &mut random);
            lots(&mut table, &mut random);
            interruptions(&mut table, &mut random);
            many_dyads(&mut table, &mut random);
        }
        for _ in 0..repetitions / 4 {
            bootstrap(&mut table, &mut random);
        }
    }
    table.without_promise(FIXED);
    let mut text = format!(
        "{seeds} seeds, {repetitions} repetitions of each (a quarter of that for the bootstrap).\n\n| method | interval of | truth | coverage | by seed | silent | promise 93–97 % |\n| --- | --- | --- | --- | --- | --- | --- |\n"
    );
    let mut kept = true;
    for row in &table.rows {
        let share = |(hits, total): (u32, u32)| 100.0 * f64::from(hits) / f64::from(total.max(1));
        let all = row.by_seed.iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        let coverage = share(all);
        let error = monte_carlo_error(all.1);
        let is_silent = all.1 == 0;
        let inside = is_silent || (93.0 - error..=97.0 + error).contains(&coverage);
        kept &= inside || !row.promised;
        let verdict = if !row.promised {
            "none: a prior shrinks a fixed truth"
        } else if is_silent {
            "nothing is said"
        } else if inside {
            "kept"
        } else {
            "BROKEN"
        };
        let seeds: Vec<String> = row.by_seed.iter().map(|&one| format!("{:.1}", share(one))).collect();
        text += &format!(
            "| {} | {} | {} | {coverage:.1} % | {} | {} | {verdict} |\n",
            row.method,
            row.quantity,
            row.setting,
            seeds.join(", "),
            row.silent
        );
    }
    (text, kept)
}

/// How far from 95 % so many tries may be by chance alone, in percent: 2.58 standard errors.
pub(crate) fn monte_carlo_error(tries: u32) -> f64 {
    258.0 * (0.95 * 0.05 / f64::from(tries.max(1))).sqrt()
}

/// The setting of rows whose truth lies far out in the prior.
const FIXED: &str = "fixed, two prior standard deviations out";

fn measurement(table: &mut Table, random: &mut Random) {
    let sem = standard_error_of_measurement(5.0, 0.84).expect("valid");
    let setting = "reliability .84, normal errors";
    let truth = 20.0 + 4.58 * random.normal();
    let mut score =
        |truth: f64| Score { sum: truth + sem * random.normal(), mean: 2.0, answered: 10, items: 10 };
    let (first, second) = (score(truth), score(truth + 3.0));
    table.count(("measurement", "true score", setting), band(&first, sem).expect("valid").interval, truth);
    table.count(
        ("reliable change", "true change", setting),
        reliable_change(&first, &second, sem).expect("valid").change.interval,
        3.0,
    );
}

fn alpha(table: &mut Table, random: &mut Random) {
    let rows: Vec<Vec<Option<f64>>> = (0..100)
        .map(|_| {
            let person = random.normal();
            (0..6).map(|_| Some(person + 1.2 * random.normal())).collect()
        })
        .collect();
    let truth = 6.0 / (6.0 + 1.44);
    table.count(
        ("Cronbach's α", "α", "100 rows, 6 parallel items"),
        cronbach_alpha(&rows).expect("varies").alpha.interval,
        truth,
    );
}

/// Days of a dyad with the given transition, whose new part correlates .3, some of whose answers are missing.
fn days(random: &mut Random, count: usize, transition: [f64; 4], missing: f64) -> Vec<[Option<f64>; 2]> {
    let answers = worlds::days(random, count, transition, 0.3);
    answers.into_iter().map(|day| day.map(|answer| (!random.chance(missing)).then_some(answer))).collect()
}

/// The standard deviations of the two persons of such a dyad, in units of what the day before does not tell.
fn spreads([a1, p1, p2, a2]: [f64; 4], correlation: f64) -> [f64; 2] {
    // The variances and the covariance of a day are those of the day before, carried over, and what is new.
    let (mut first, mut both, mut second) = (1.0, correlation, 1.0);
    for _ in 0..500 {
        (first, both, second) = (
            a1 * a1 * first + 2.0 * a1 * p1 * both + p1 * p1 * second + 1.0,
            a1 * p2 * first + (a1 * a2 + p1 * p2) * both + p1 * a2 * second + correlation,
            p2 * p2 * first + 2.0 * p2 * a2 * both + a2 * a2 * second + 1.0,
        );
    }
    [first.sqrt(), second.sqrt()]
}

fn dyad_from_prior(table: &mut Table, random: &mut Random) {
    let mut draw = || {
        let actor = [0.18 + 0.2 * random.normal(), 0.18 + 0.2 * random.normal()];
        let partner = [0.03 + 0.1 * random.normal(), 0.03 + 0.1 * random.normal()];
        [actor[0], partner[0], partner[1], actor[1]]
    };
    // Draws that would run away are drawn anew; they are less than one in a thousand.
    let mut truth = draw();
    while truth.iter().any(|value| value.abs() > 0.85) {
        truth = draw();
    }
    let [first, second] = spreads(truth, 0.3);
    let truths = [[truth[0], truth[1] * second / first], [truth[3], truth[2] * first / second]];
    for (count, ratio, setting) in [
        (28, 1.0, "from the prior, 28 days"),
        (28, 0.3, "from the prior, 28 days, the other .3 as lively"),
        (60, 0.7, "from the prior, 60 days, the other .7 as lively"),
        (60, 0.3, "from the prior, 60 days, the other .3 as lively"),
        (180, 1.0, "from the prior, 180 days"),
        (180, 0.5, "from the prior, 180 days, the other .5 as lively"),
    ] {
        let mut days = days(random, count, truth, 0.0);
        days.iter_mut().for_each(|day| day[1] = day[1].map(|answer| ratio * answer));
        let ours = unsaid(&days, &Prior::COUPLES).expect("varies");
        // Of unequal dyads the less lively person is asked about, else the first.
        let who = usize::from(ratio < 1.0);
        table.count(("carry-over", "actor", setting), ours[who][0].interval, truths[who][0]);
        table.count(("carry-over", "partner", setting), ours[who][1].interval, truths[who][1]);
    }
}

fn dyad_fixed(table: &mut Table, random: &mut Random) {
    for (count, partner) in [(28, "partner .23, 28 days"), (180, "partner .23, 180 days")] {
        let days = days(random, count, [0.18, 0.23, 0.03, 0.18], 0.0);
        let ours = unsaid(&days, &Prior::COUPLES).expect("varies");
        table.count(("carry-over", partner, FIXED), ours[0][1].interval, 0.23);
    }
}

fn kalman(table: &mut Table, random: &mut Random) {
    for (count, missing, setting) in [
        (30, 0.0, "30 days"),
        (40, 0.1, "40 days, each answer missing with 10 %"),
        (180, 0.15, "180 days, each answer missing with 15 %"),
    ] {
        let days = days(random, count, [0.3, 0.1, 0.1, 0.3], missing);
        let Ok(ours) = kalman_var(&days) else {
            for quantity in ["actor", "partner", "innovation deviation", "innovation correlation"] {
                table.silent(("carry-over, Kalman", quantity, setting));
            }
            continue;
        };
        table.count(("carry-over, Kalman", "actor", setting), ours.actor[0].interval, 0.3);
        table.count(("carry-over, Kalman", "partner", setting), ours.partner[0].interval, 0.1);
        let deviation = ours.innovation_deviation[0].interval;
        let scaled = Interval { low: deviation.low * ours.scale, high: deviation.high * ours.scale };
        table.count(("carry-over, Kalman", "innovation deviation", setting), scaled, 1.0);
        let correlation = ours.innovation_correlation.interval;
        table.count(("carry-over, Kalman", "innovation correlation", setting), correlation, 0.3);
    }
}

fn same_days(table: &mut Table, random: &mut Random) {
    for (phi, setting) in [(0.0, "60 days, independent"), (0.4, "60 days, autocorrelation .4")] {
        let days = days(random, 60, [phi, 0.0, 0.0, phi], 0.0);
        table.count(
            ("same-day correlation", "correlation", setting),
            same_day(&days).expect("varies").correlation.interval,
            0.3,
        );
    }
}

fn profiles(table: &mut Table, random: &mut Random) {
    let setting = "24 items";
    let (mut items, mut first, mut second, mut shared) = (vec![], vec![], vec![], vec![]);
    for _ in 0..24 {
        let normative = random.normal();
        let truth = normative + random.normal();
        let own = normative + random.normal();
        let judged = 0.5 + 0.4 * truth + 0.2 * own + 0.3 * normative + 0.8 * random.normal();
        items.push(Judgement {
            judged: Some(judged),
            truth: Some(truth),
            own: Some(own),
            normative: Some(normative),
        });
        let common = random.normal();
        first.push(Some(normative + common));
        second.push(Some(normative + 0.5 * common + 0.75_f64.sqrt() * random.normal()));
        shared.push(Some(normative));
    }
    let ours = truth_and_bias(&items).expect("varies");
    table.count(("truth and bias", "force of truth", setting), ours.truth.estimate.interval, 0.4);
    table.count(
        ("truth and bias", "force of own answers", setting),
        ours.own.expect("given").estimate.interval,
        0.2,
    );
    table.count(
        ("truth and bias", "force of the normative profile", setting),
        ours.normative.estimate.interval,
        0.3,
    );
    table.count(
        ("similarity", "distinctive similarity", setting),
        similarity(&first, &second, &shared).expect("varies").distinctive.interval,
        0.5,
    );
}

fn trends(table: &mut Table, random: &mut Random) {
    for (count, ratio, missing, setting) in [
        (60, 0.1, 0.0, "60 days, step/answer variance .1"),
        (180, 0.02, 0.15, "180 days, .02, 15 % missing"),
        (180, 0.1, 0.0, "180 days, .1"),
    ] {
        let mut level = 0.0;
        let (mut levels, mut series) = (vec![], vec![]);
        for _ in 0..count {
            levels.push(level);
            series.push((!random.chance(missing)).then_some(level + random.normal()));
            level += f64::sqrt(ratio) * random.normal();
        }
        let Ok(ours) = local_level(&series) else { continue };
        let (first, last, middle) = (levels[0], levels[count - 1], levels[count / 2]);
        table.count(("trend", "change from first to last day", setting), ours.change.interval, last - first);
        table.count(("trend", "level on the middle day", setting), ours.levels[count / 2].interval, middle);
        table.count(("trend", "level on the last day", setting), ours.levels[count - 1].interval, last);
    }
}

fn lots(table: &mut Table, random: &mut Random) {
    for (pairs, rounded, setting) in
        [(7, false, "7 pairs"), (14, false, "14 pairs"), (30, true, "30 pairs of ratings")]
    {
        let mut before = 0.0;
        let drawn: Vec<RandomisedPair> = (0..pairs)
            .map(|_| {
                let mut answer = |effect: f64| {
                    before = 0.2 * before + 0.96_f64.sqrt() * random.normal();
                    // Whole ratings on a fine scale, to which the effect adds two steps.
                    if rounded { (3.0 * before).round() + effect } else { before + effect / 3.0 }
                };
                let first = answer(0.0);
                let second = answer(0.0);
                let effect = if rounded { 2.0 } else { 2.0 / 3.0 };
                if random.chance(0.5) {
                    RandomisedPair { with: Some(first + effect), without: Some(second) }
                } else {
                    RandomisedPair { with: Some(second + effect), without: Some(first) }
                }
            })
            .collect();
        let truth = if rounded { 2.0 } else { 2.0 / 3.0 };
        table.count(
            ("permutation test", "effect", setting),
            permutation_test(&drawn).expect("enough").effect.interval,
            truth,
        );
    }
}

fn interruptions(table: &mut Table, random: &mut Random) {
    for (count, phi, change, setting) in [
        (20, 0.2_f64, Change::Level, "20 days, φ = .2, level"),
        (20, 0.5, Change::Level, "20 days, φ = .5, level"),
        (30, 0.2, Change::Level, "30 days, φ = .2, level"),
        (30, 0.5, Change::Level, "30 days, φ = .5, level"),
        (60, 0.2, Change::Level, "60 days, φ = .2, level"),
        (120, 0.4, Change::Level, "120 days, φ = .4, level"),
        (120, 0.2, Change::LevelAndSlope, "120 days, φ = .2, level and slope"),
    ] {
        let truth = LEVEL_CHANGE_PRIOR.0 + LEVEL_CHANGE_PRIOR.1 * random.normal();
        let series: Vec<Option<f64>> = worlds::stationary(random, count, phi)
            .into_iter()
            .enumerate()
            .map(|(day, error)| Some(error + if day >= count / 2 { truth } else { 0.0 }))
            .collect();
        let ours = interrupted_series(&series, count / 2, change).expect("varies");
        table.count(
            ("interrupted series", "level change", setting),
            ours.level_change.estimate.interval,
            truth,
        );
        if let Some(slope) = ours.slope_change {
            table.count(("interrupted series", "slope change", setting), slope.estimate.interval, 0.0);
        }
        table.count(
            ("interrupted series, shrunken", "level change from the prior", setting),
            ours.shrunken_level_change.interval,
            truth,
        );
        if count == 60 {
            let shift = 0.5 - truth;
            let fixed: Vec<Option<f64>> = series
                .iter()
                .enumerate()
                .map(|(day, answer)| answer.map(|answer| answer + if day >= count / 2 { shift } else { 0.0 }))
                .collect();
            let ours = interrupted_series(&fixed, count / 2, change).expect("varies");
            table.count(
                ("interrupted series, shrunken", "level change .5, 60 days", FIXED),
                ours.shrunken_level_change.interval,
                0.5,
            );
        }
    }
}

fn many_dyads(table: &mut Table, random: &mut Random) {
    for (count, setting) in [(10, "10 dyads"), (30, "30 dyads"), (100, "100 dyads")] {
        of_dyads(table, &worlds::dyads(random, count), setting);
    }
}

fn of_dyads(table: &mut Table, dyads: &[Dyad], setting: &'static str) {
    let correlation = 0.63 * 0.63 / (0.63 * 0.63 + 0.77 * 0.77);
    let ours = actor_partner_indistinguishable(dyads).expect("varies");
    let name = "APIM, indistinguishable";
    table.count((name, "intercept", setting), ours.intercept.estimate.interval, 1.0);
    table.count((name, "actor", setting), ours.actor.estimate.interval, 0.4);
    table.count((name, "partner", setting), ours.partner.estimate.interval, 0.2);
    table.count((name, "residual correlation", setting), ours.residual_correlation.interval, correlation);
    match ours.ratio {
        Ok(ratio) => table.count((name, "k", setting), ratio.interval, 0.5),
        Err(_) => table.silent((name, "k", setting)),
    }
    let name = "APIM, distinguishable";
    let ours = actor_partner_distinguishable(dyads).expect("varies");
    let [first, _] = &ours.roles;
    table.count((name, "actor", setting), first.actor.estimate.interval, 0.4);
    table.count((name, "partner", setting), first.partner.estimate.interval, 0.2);
    table.count((name, "residual correlation", setting), ours.residual_correlation.interval, correlation);
    match &first.ratio {
        Ok(ratio) => table.count((name, "k", setting), ratio.interval, 0.5),
        Err(_) => table.silent((name, "k", setting)),
    }
    let predictors: Vec<_> = dyads.iter().map(|dyad| dyad.x).collect();
    table.count(
        ("intraclass correlation", "ICC", setting),
        intraclass(&predictors).expect("varies").correlation.interval,
        0.5,
    );
}

fn bootstrap(table: &mut Table, random: &mut Random) {
    let setting = "150 dyads, 1000 resamples";
    let dyads = worlds::dyads(random, 150);
    let ours = bootstrap_indistinguishable(&dyads, 1000, |count| random.below(count)).expect("varies");
    table.count(("APIM, bootstrap", "actor", setting), ours.actor.interval, 0.4);
    table.count(("APIM, bootstrap", "partner", setting), ours.partner.interval, 0.2);
    match ours.ratio {
        Ok(ratio) => table.count(("APIM, bootstrap", "k", setting), ratio.interval, 0.5),
        Err(_) => table.silent(("APIM, bootstrap", "k", setting)),
    }
}
