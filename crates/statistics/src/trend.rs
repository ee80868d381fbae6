//! Where a person's voice stands and whether it has moved.

use crate::{
    distribution::NORMAL_UPPER,
    finding::{Estimate, Finding, Interval, Reason, Unit, all_finite, at_least},
    least_squares::deviation_sum,
    optimise::minimise_over,
};

/// The fewest answers from which a trend is computed.
pub const TREND_DAYS_MIN: usize = 14;

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
    /// Whether the interval of the change excludes zero.
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
/// its interval excludes zero.
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
    if deviation_sum(&answers) == 0.0 {
        return Err(Reason::FlatProfile.into());
    }
    let deviance = |share| Filtered::likelihood(days, share).deviance();
    let grid = share_grid();
    let (share, deviances) = minimise_over(&grid, deviance)?;
    let likelihood = Filtered::likelihood(days, share);
    let variance = likelihood.variance();
    let smoothed = smooth(&Filtered::states(days, share), share);
    let lowest = likelihood.deviance();
    let mixture = Mixture::over(days, &plausible_shares(days, &grid, &deviances, lowest));
    let deviation = |unscaled: f64| libm::sqrt((variance * unscaled).max(0.0));
    let levels = smoothed
        .levels
        .iter()
        .zip(mixture.levels.iter())
        .map(|(&(value, unscaled), spread)| Level {
            value: spread.mean,
            interval: spread.interval(),
            at_maximum: AtMaximum { value, standard_error: deviation(unscaled) },
        })
        .collect();
    let interval = mixture.change.interval();
    let change = Estimate {
        value: mixture.change.mean,
        standard_error: mixture.change.deviation(),
        interval,
        observations: answers.len(),
    };
    Ok(LocalLevel {
        levels,
        change,
        change_at_maximum: AtMaximum {
            value: smoothed.change,
            standard_error: deviation(smoothed.change_variance),
        },
        more_than_chance: !interval.contains(0.0),
        answer_variance: variance * (1.0 - share),
        step_variance: variance * share,
        log_likelihood: -0.5 * likelihood.deviance(),
        observations: answers.len(),
    })
}

/// How many shares the bands are averaged over.
const SHARES: u32 = 21;

/// One share, how much it counts, and σ² given it.
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
    (0..SHARES)
        .map(|step| {
            let angle = low + (high - low) * (f64::from(step) + 0.5) / f64::from(SHARES);
            let share = libm::sin(angle) * libm::sin(angle);
            let likelihood = Filtered::likelihood(days, share);
            let weight = libm::sin(2.0 * angle) * libm::exp(-0.5 * (likelihood.deviance() - lowest));
            // σ² is estimated too: given ρ the levels are Student's t, with this variance.
            Weighted { share, weight, variance: likelihood.weighted_squares / (likelihood.count - 2.0) }
        })
        .collect()
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
        let mut mixture = Self { levels: vec![Spread::default(); days.len()], change: Spread::default() };
        for &Weighted { share, weight, variance } in shares.iter().filter(|share| share.weight / total > 1e-6)
        {
            let smoothed = smooth(&Filtered::states(days, share), share);
            for (spread, (mean, unscaled)) in mixture.levels.iter_mut().zip(smoothed.levels) {
                spread.add(weight / total, mean, variance * unscaled);
            }
            mixture.change.add(weight / total, smoothed.change, variance * smoothed.change_variance);
        }
        mixture
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

/// What the filter knows of the level, in units of σ².
#[derive(Clone, Copy)]
struct Filtered {
    mean: f64,
    variance: f64,
}

/// Sums over the filter's one-day-ahead errors.
#[derive(Default)]
struct Likelihood {
    weighted_squares: f64,
    log_variances: f64,
    count: f64,
}

impl Likelihood {
    /// σ² at its maximum.
    fn variance(&self) -> f64 {
        self.weighted_squares / self.count
    }

    /// −2ℓ at that σ².
    fn deviance(&self) -> f64 {
        self.count * (libm::log(2.0 * core::f64::consts::PI * self.variance()) + 1.0) + self.log_variances
    }
}

impl Filtered {
    /// The first answer makes the diffuse start proper.
    fn first(answer: f64, share: f64) -> Self {
        Self { mean: answer, variance: 1.0 - share }
    }

    /// One day further, and what that day's answer tells: its error and the variance of the error.
    fn next(self, answer: Option<f64>, share: f64) -> (Self, Option<(f64, f64)>) {
        let predicted = Self { mean: self.mean, variance: self.variance + share };
        let Some(answer) = answer else { return (predicted, None) };
        let error = answer - predicted.mean;
        let error_variance = predicted.variance + (1.0 - share);
        let gain = predicted.variance / error_variance;
        let updated = Self { mean: predicted.mean + gain * error, variance: gain * (1.0 - share) };
        (updated, Some((error, error_variance)))
    }

    fn likelihood(days: &[Option<f64>], share: f64) -> Likelihood {
        let mut likelihood = Likelihood::default();
        let mut state: Option<Self> = None;
        // Logarithms are dear, so the variances of several days are multiplied first.
        let mut product = 1.0_f64;
        for &day in days {
            state = match (state, day) {
                (None, None) => None,
                (None, Some(answer)) => Some(Self::first(answer, share)),
                (Some(before), day) => {
                    let (after, seen) = before.next(day, share);
                    if let Some((error, error_variance)) = seen {
                        likelihood.weighted_squares += error * error / error_variance;
                        likelihood.count += 1.0;
                        product *= error_variance;
                        if !(1e-100..1e100).contains(&product) {
                            likelihood.log_variances += libm::log(product);
                            product = 1.0;
                        }
                    }
                    Some(after)
                }
            };
        }
        likelihood.log_variances += libm::log(product);
        likelihood
    }

    /// The state on each day from the first answer on; `None` before it.
    fn states(days: &[Option<f64>], share: f64) -> Vec<Option<Self>> {
        days.iter()
            .scan(None::<Self>, |state, &day| {
                *state = match (*state, day) {
                    (None, None) => None,
                    (None, Some(answer)) => Some(Self::first(answer, share)),
                    (Some(before), day) => Some(before.next(day, share).0),
                };
                Some(*state)
            })
            .collect()
    }
}

struct Smoothed {
    /// Level and its variance in units of σ², day by day.
    levels: Vec<(f64, f64)>,
    change: f64,
    change_variance: f64,
}

/// Backwards through the days; days before the first answer are predicted backwards from it.
fn smooth(states: &[Option<Filtered>], share: f64) -> Smoothed {
    let mut levels = vec![(0.0, 0.0); states.len()];
    let mut later: Option<(f64, f64)> = None;
    let mut last = (0.0, 0.0);
    let mut covariance_with_last = 0.0;
    for (level, state) in levels.iter_mut().zip(states).rev() {
        *level = match (later, state) {
            (None, Some(state)) => {
                last = (state.mean, state.variance);
                covariance_with_last = state.variance;
                last
            }
            (Some((mean, variance)), Some(state)) => {
                let predicted = state.variance + share;
                let backwards = if predicted > 0.0 { state.variance / predicted } else { 1.0 };
                covariance_with_last *= backwards;
                (
                    state.mean + backwards * (mean - state.mean),
                    state.variance + backwards * backwards * (variance - predicted),
                )
            }
            (Some((mean, variance)), None) => (mean, variance + share),
            (None, None) => (0.0, 0.0),
        };
        later = Some(*level);
    }
    let first = levels.first().copied().unwrap_or_default();
    Smoothed {
        change: last.0 - first.0,
        change_variance: last.1 + first.1 - 2.0 * covariance_with_last,
        levels,
    }
}
