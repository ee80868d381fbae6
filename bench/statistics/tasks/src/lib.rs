//! Statistics on fixed data, to be run natively and in wasm alike: the same numbers must come out, and the times are compared.
//!
//! Each task returns everything its methods answer with, so that one comparison covers them all.
#![expect(clippy::indexing_slicing, reason = "a bench on data that lie beside it")]

mod data;
mod numbers;

use statistics::*;

pub use data::{acitelli, couple_days, ten_years};
pub use numbers::{Results, numbers};

/// One task: its name, and what it computes.
pub struct Task {
    /// A name without spaces.
    pub name: &'static str,
    /// Computes.
    pub run: fn() -> Results,
}

/// All tasks. The first five are those R is timed on too.
pub const TASKS: [Task; 8] = [
    Task { name: "actor-partner", run: actor_partner },
    Task { name: "bootstrap-2000", run: bootstrap },
    Task { name: "kalman-var", run: kalman },
    Task { name: "local-level", run: trend },
    Task { name: "permutation-20", run: permutation },
    Task { name: "picture-ten-years", run: picture },
    Task { name: "picture-parts", run: picture_parts },
    Task { name: "closed-forms", run: closed_forms },
];

/// Husbands and wives, taken as indistinguishable.
fn actor_partner() -> Results {
    vec![Box::new(actor_partner_indistinguishable(acitelli()))]
}

/// 2,000 resamples of the model of indistinguishable dyads.
fn bootstrap() -> Results {
    vec![Box::new(bootstrap_indistinguishable(acitelli(), 2000, lehmer(20_240_229)))]
}

/// One couple of 44 days with missing answers.
fn kalman() -> Results {
    vec![Box::new(kalman_var(couple_days(239)))]
}

/// One person of 35 days.
fn trend() -> Results {
    let series: Vec<_> = couple_days(201).iter().map(|day| day[0]).collect();
    vec![Box::new(local_level(&series))]
}

/// Twenty pairs off any grid, so that nothing can be counted on a table.
fn permutation() -> Results {
    vec![Box::new(permutation_test(&twenty_pairs()))]
}

/// Twenty pairs of days: sines, which lie on no grid and which R can make too.
#[must_use]
pub fn twenty_pairs() -> Vec<RandomisedPair> {
    (1..=20)
        .map(|pair| {
            // A polynomial of small whole numbers over a prime is the same double everywhere.
            let value = f64::from((pair * pair * 31 + pair * 17) % 101) / 101.0 - 0.35;
            RandomisedPair { with: Some(value), without: Some(0.0) }
        })
        .collect()
}

/// All that is shown of one dyad after ten years of daily check-ins.
fn picture() -> Results {
    let days = ten_years();
    let mut results = Results::new();
    let carried = carry_over(days, &Prior::COUPLES);
    results.push(Box::new(carried));
    results.push(Box::new(kalman_var(days)));
    results.push(Box::new(same_day(days)));
    for person in 0..2 {
        let series: Vec<_> = days.iter().map(|day| day[person]).collect();
        // Every hundredth day of the ten years is enough to compare.
        results.push(Box::new(local_level(&series).map(|mut trend| {
            trend.levels = trend.levels.into_iter().step_by(100).collect();
            trend
        })));
        results.push(Box::new(interrupted_series(&series, series.len() / 2, Change::Level)));
        let pairs: Vec<_> = series[..60]
            .chunks_exact(2)
            .map(|pair| RandomisedPair { with: pair[0], without: pair[1] })
            .collect();
        results.push(Box::new(permutation_test(&pairs)));
        results.push(Box::new(truth_and_bias(&judgements(days, person))));
    }
    results
}

/// The same on 35 days of a real couple.
fn picture_parts() -> Results {
    let days = couple_days(210);
    let mut results = Results::new();
    results.push(Box::new(carry_over(days, &Prior::COUPLES)));
    results.push(Box::new(same_day(days)));
    let series: Vec<_> = days.iter().map(|day| day[1]).collect();
    results.push(Box::new(interrupted_series(&series, 17, Change::LevelAndSlope)));
    let [first, second]: [Vec<_>; 2] = [0, 1].map(|person| days.iter().map(|day| day[person]).collect());
    let normative: Vec<_> =
        (0..days.len()).map(|item| Some(f64::from(u32::try_from(item % 5).unwrap_or(0)))).collect();
    results.push(Box::new(similarity(&first, &second, &normative)));
    results
}

/// Roles, scores, reliability, power and the likeness of husbands and wives.
fn closed_forms() -> Results {
    let dyads = acitelli();
    let mut results = Results::new();
    results.push(Box::new(actor_partner_distinguishable(dyads)));
    results.push(Box::new(distinguishability(dyads)));
    results.push(Box::new(intraclass(&dyads.iter().map(|dyad| dyad.y).collect::<Vec<_>>())));
    let rows: Vec<Vec<_>> =
        dyads.iter().map(|dyad| dyad.y.iter().chain(&dyad.x).copied().collect()).collect();
    results.push(Box::new(cronbach_alpha(&rows)));
    for days in [14, 28, 60, 90] {
        results.push(Box::new(minimum_detectable_effect(days, 0.2)));
    }
    let scale = Scale {
        items: vec![Item::Forward, Item::Reversed, Item::Forward, Item::Forward],
        lowest: 0.0,
        highest: 5.0,
    };
    let (first, second) = (score_scale(&scale, &rows[0]), score_scale(&scale, &rows[1]));
    if let (Ok(first), Ok(second), Ok(sem)) = (first, second, standard_error_of_measurement(2.5, 0.8)) {
        results.push(Box::new((first, second, sem)));
        results.push(Box::new(band(&first, sem)));
        results.push(Box::new(reliable_change(&first, &second, sem)));
    }
    results
}

/// Sixty days taken as items of a profile.
fn judgements(days: &[[Option<f64>; 2]], person: usize) -> Vec<Judgement> {
    (100..160)
        .map(|item| Judgement {
            judged: days[item][person],
            truth: days[item + 7][1 - person],
            own: None,
            normative: days[item + 14][1 - person],
        })
        .collect()
}

/// Lehmer's generator, which R repeats exactly.
pub fn lehmer(mut state: u64) -> impl FnMut(usize) -> usize {
    move |count| {
        state = state * 16_807 % 2_147_483_647;
        usize::try_from(u128::from(state) * count as u128 / 2_147_483_647).unwrap_or(0)
    }
}
