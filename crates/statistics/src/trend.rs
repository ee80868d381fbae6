//! Where a person's voice stands and whether it has moved.

mod filter;

use crate::{
    autoregression::{Effect, answered, regress},
    distribution::NORMAL_UPPER,
    finding::{Estimate, Finding, Interval, Reason, Unit, all_finite, at_least},
    least_squares::deviation_sum,
    optimise::minimise_over,
    units::{HasUnit, in_own_unit},
};
use filter::{LANES, Likelihood, State, likelihood, likelihoods, smooth};

/// The fewest answers from which a trend is computed.
pub const TREND_DAYS_MIN: usize = 14;

/// The level has moved only if noise that depends on the day before has a p value below this: at .03 it is said of one stationary series in
/// twenty or fewer, however much one day is like the day before (up to .8).
const NOISE_P_MAX: f64 = 0.03;

/// What the smoother says when the most likely variances are taken as known.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct AtMaximum {
    /// The smoothed value.
    pub value: f64,
    /// Its standard error.
    pub standard_error: f64,
}

/// The level on one day.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Level {
    /// The level, averaged over the plausible variances: what to draw.
    pub value: f64,
    /// Its band.
    pub interval: Interval,
    /// The level at the most likely variances: what other programs give.
    pub at_maximum: AtMaximum,
}

/// A fitted local-level model.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct LocalLevel {
    /// The level on every day, the days without an answer too.
    pub levels: Vec<Level>,
    /// The level on the last day minus that on the first, averaged over the plausible variances.
    pub change: Estimate,
    /// The same at the most likely variances.
    pub change_at_maximum: AtMaximum,
    /// By how much the last third of the days is above the first, if days only depend on the day before and the level never moves.
    pub beside_noise: Effect,
    /// Whether the intervals of both exclude zero.
    pub more_than_chance: bool,
    /// The variance of an answer around the level.
    pub answer_variance: f64,
    /// The variance of the level's step from one day to the next.
    pub step_variance: f64,
    /// The maximum of the diffuse log-likelihood.
    pub log_likelihood: f64,
    /// Answers.
    pub observations: usize,
}

/// The local-level model of one series, by Kalman smoother.
///
/// # Definition
/// `yₜ = μₜ + εₜ`, `μₜ₊₁ = μₜ + ηₜ`, ε ~ N(0, σ²·(1−ρ)), η ~ N(0, σ²·ρ), with a diffuse start: the likelihood is that of all answers given
/// the first. σ² has a closed form given ρ; ρ is found in [0, 1], ends included, by Brent's method. The smoothed levels come from the
/// recursion of Rauch, Tung and Striebel; the variance of the change is `V₁ + Vₙ − 2·Cov(μ₁, μₙ)`, with the covariance from
/// `Cov(μₜ, μₙ) = Jₜ·Jₜ₊₁⋯Jₙ₋₁·Vₙ`. Levels, bands and the change do not take ρ as known: they are mean ± 1.96 standard deviations
/// of the levels averaged over ρ, uniform in [0, 1] before the answers, by likelihood (with σ² averaged out too). The change is *more than chance* if
/// its interval excludes zero, and if it cannot be the noise of days that depend on the day before, either: if the last third of the days
/// lies above or below the first with p < .03 in a regression whose errors have the correlation φ^|s−t|, as in
/// [`interrupted_series`](crate::interrupted_series).
///
/// # Assumptions
/// Normal, independent steps and answers, with the same variances all along.
///
/// # Missing data
/// Days without an answer are predicted through, forwards after the last and backwards before the first, with a widening band.
///
/// # Reference
/// Durbin & Koopman 2012, chapter 2; Harvey 1989. Reference values: `reference/trend.R`, base R's `StructTS(type = "level")` and
/// `KalmanSmooth` on a person of `data/barkalifa.csv`, with and without missing days.
///
/// # Errors
/// [`Unknown`](crate::Unknown) for fewer than [`TREND_DAYS_MIN`] answers or if they never vary.
pub fn local_level(days: &[Option<f64>]) -> Finding<LocalLevel> {
    let answers: Vec<f64> = days.iter().copied().flatten().collect();
    all_finite(&answers)?;
    at_least(TREND_DAYS_MIN, answers.len(), Unit::Days)?;
    let (answers, unit) = in_own_unit(&answers);
    if deviation_sum(&answers) == 0.0 {
        return Err(Reason::FlatProfile.into());
    }
    let days: Vec<Option<f64>> = days.iter().map(|day| day.map(|answer| answer / unit)).collect();
    fit(&days, &answers)?.in_units(unit)
}

/// Of answers in a unit of their own size.
fn fit(days: &[Option<f64>], answers: &[f64]) -> Finding<LocalLevel> {
    let grid = share_grid();
    let deviances: Vec<f64> =
        likelihoods(days, &grid).iter().map(|likelihood| likelihood.deviance()).collect();
    let share = minimise_over(&grid, &deviances, |share| likelihood(days, share).deviance())?;
    let likelihood = likelihood(days, share);
    let variance = likelihood.variance();
    let lowest = likelihood.deviance();
    let mixture = Mixture::over(days, &plausible_shares(days, &grid, &deviances, lowest));
    let mut smoothed = vec![State::default(); days.len()];
    let [change_at_maximum] = smooth(days, [share], &mut smoothed, |level, [state]| *level = state);
    let at_maximum = |level: State| AtMaximum {
        value: level.mean,
        standard_error: libm::sqrt((variance * level.variance).max(0.0)),
    };
    let level = |(spread, &state): (&Spread, &State)| Level {
        value: spread.mean,
        interval: spread.interval(),
        at_maximum: at_maximum(state),
    };
    let levels = mixture.levels.iter().zip(&smoothed).map(level).collect();
    let interval = mixture.change.interval();
    let beside_noise = beside_noise(days)?;
    let change = Estimate {
        value: mixture.change.mean,
        standard_error: mixture.change.deviation(),
        interval,
        observations: answers.len(),
    };
    Ok(LocalLevel {
        levels,
        change,
        change_at_maximum: at_maximum(change_at_maximum),
        more_than_chance: !interval.contains(0.0) && beside_noise.p_value < NOISE_P_MAX,
        beside_noise,
        answer_variance: variance * (1.0 - share),
        step_variance: variance * share,
        log_likelihood: -0.5 * likelihood.deviance(),
        observations: answers.len(),
    })
}

impl HasUnit for AtMaximum {
    fn times(self, unit: f64) -> Self {
        Self { value: self.value * unit, standard_error: self.standard_error * unit }
    }

    fn is_finite(&self) -> bool {
        self.value.is_finite() && self.standard_error.is_finite()
    }
}

impl LocalLevel {
    fn in_units(self, unit: f64) -> Finding<Self> {
        let level = |level: Level| {
            Ok(Level {
                value: level.value.in_units(unit)?,
                interval: level.interval.in_units(unit)?,
                at_maximum: level.at_maximum.in_units(unit)?,
            })
        };
        Ok(Self {
            levels: self.levels.into_iter().map(level).collect::<Finding<_>>()?,
            change: self.change.in_units(unit)?,
            change_at_maximum: self.change_at_maximum.in_units(unit)?,
            beside_noise: self.beside_noise.in_units(unit)?,
            answer_variance: self.answer_variance.in_units(unit * unit)?,
            step_variance: self.step_variance.in_units(unit * unit)?,
            // The density of each answer but the first is per unit.
            log_likelihood: self.log_likelihood - (self.observations - 1) as f64 * libm::log(unit),
            ..self
        })
    }
}

/// By how much the last third of the days is above the first, if nothing but days that depend on the day before lies between them.
fn beside_noise(days: &[Option<f64>]) -> Finding<Effect> {
    let answered = answered(days, 0);
    let (Some(&(first, _)), Some(&(last, _))) = (answered.first(), answered.last()) else {
        return Err(Reason::FlatProfile.into());
    };
    let third = (last - first) / 3.0;
    let fit = regress(&answered, |time| {
        let part = |is_in: bool| f64::from(u8::from(is_in));
        [1.0, part(time - first >= third && last - time >= third), part(last - time < third)]
    })?;
    Ok(fit.effect(2))
}

/// How many shares the bands are averaged over.
const SHARES: u32 = 21;

/// A share that counts less than this is left out.
const NEGLIGIBLE: f64 = 1e-6;

/// One share, how much it counts, and σ² given it.
#[derive(Clone, Copy)]
struct Weighted {
    share: f64,
    weight: f64,
    variance: f64,
}

/// Shares between which the likelihood is not negligible, equally spaced in the angle θ of ρ = sin² θ, each with its likelihood times
/// the sin 2θ that makes ρ uniform.
fn plausible_shares(days: &[Option<f64>], grid: &[f64], deviances: &[f64], lowest: f64) -> Vec<Weighted> {
    let plausible = |deviance: &f64| deviance - lowest < 18.0;
    let angle = |share: f64| libm::asin(libm::sqrt(share));
    // One step of the grid beyond the plausible ones, so that the range also holds a maximum between two of them.
    let first = deviances.iter().position(plausible).unwrap_or(0).saturating_sub(1);
    let last = deviances.iter().rposition(plausible).unwrap_or(grid.len() - 1) + 1;
    let low = angle(grid.get(first).copied().unwrap_or(0.0));
    let high = angle(grid.get(last).copied().unwrap_or(1.0));
    let angle = |step| low + (high - low) * (f64::from(step) + 0.5) / f64::from(SHARES);
    let angles: Vec<f64> = (0..SHARES).map(angle).collect();
    let shares: Vec<f64> = angles.iter().map(|&angle| libm::sin(angle) * libm::sin(angle)).collect();
    let weighted = |((&angle, &share), likelihood): ((&f64, &f64), Likelihood)| {
        let weight = libm::sin(2.0 * angle) * libm::exp(-0.5 * (likelihood.deviance() - lowest));
        // σ² is estimated too: given ρ the levels are Student's t, with this variance.
        Weighted { share, weight, variance: likelihood.weighted_squares / (likelihood.count - 2.0) }
    };
    angles.iter().zip(&shares).zip(likelihoods(days, &shares)).map(weighted).collect()
}

/// Mean and second moment of a quantity over the shares.
#[derive(Clone, Copy, Default)]
struct Spread {
    mean: f64,
    square: f64,
}

impl Spread {
    fn add(&mut self, weight: f64, mean: f64, variance: f64) {
        self.mean += weight * mean;
        self.square += weight * (mean * mean + variance);
    }

    fn deviation(&self) -> f64 {
        libm::sqrt((self.square - self.mean * self.mean).max(0.0))
    }

    fn interval(&self) -> Interval {
        Interval::around(self.mean, NORMAL_UPPER * self.deviation())
    }
}

/// The smoothed levels averaged over the shares by likelihood.
struct Mixture {
    levels: Vec<Spread>,
    change: Spread,
}

impl Mixture {
    fn over(days: &[Option<f64>], shares: &[Weighted]) -> Self {
        let total: f64 = shares.iter().map(|share| share.weight).sum();
        let counts = |share: &&Weighted| share.weight / total > NEGLIGIBLE;
        let shares: Vec<Weighted> = shares
            .iter()
            .filter(counts)
            .map(|share| Weighted { weight: share.weight / total, ..*share })
            .collect();
        let mut mixture = Self { levels: vec![Spread::default(); days.len()], change: Spread::default() };
        let (whole, rest) = shares.as_chunks::<LANES>();
        whole.iter().for_each(|&shares| mixture.add(days, shares));
        rest.iter().for_each(|&share| mixture.add(days, [share]));
        mixture
    }

    fn add<const N: usize>(&mut self, days: &[Option<f64>], shares: [Weighted; N]) {
        let add = |spread: &mut Spread, states: [State; N]| {
            for (share, state) in shares.iter().zip(states) {
                spread.add(share.weight, state.mean, share.variance * state.variance);
            }
        };
        let changes = smooth(days, shares.map(|share| share.share), &mut self.levels, add);
        add(&mut self.change, changes);
    }
}

/// Shares of the step in the variance, from none to all, dense where the likelihood of slow change bends.
fn share_grid() -> Vec<f64> {
    let inner = (-12..=6).map(|step| {
        let ratio = libm::exp(f64::from(step));
        ratio / (1.0 + ratio)
    });
    core::iter::once(0.0).chain(inner).chain(core::iter::once(1.0)).collect()
}
