//! Whether a person's days changed when something began, seen from one series.

use crate::{
    distribution::{NORMAL_UPPER, normal_cdf},
    finding::{Coefficient, Estimate, Finding, Interval, Reason, Unit, all_finite, at_least},
    least_squares::{LeastSquares, design, deviation_sum},
    optimise::minimise_over,
};

/// What can change at the interruption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The level only, without any trend before or after.
    Level,
    /// Level and slope, with a trend before.
    LevelAndSlope,
}

/// The prior of the level change in units of the day-to-day standard deviation: mean and standard deviation.
pub const LEVEL_CHANGE_PRIOR: (f64, f64) = (0.1, 0.2);

/// The fewest answers on each side.
const SIDE_MIN: usize = 7;

/// A fitted interrupted series.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Interruption {
    /// The level at the interruption without it.
    pub level: Coefficient,
    /// By how much the level changed.
    pub level_change: Coefficient,
    /// The slope per day before, when slopes are fitted.
    pub slope: Option<Coefficient>,
    /// By how much the slope changed, when slopes are fitted.
    pub slope_change: Option<Coefficient>,
    /// The correlation φ of the errors of neighbouring days.
    pub autocorrelation: f64,
    /// The standard deviation of the errors.
    pub deviation: f64,
    /// The level change in units of `deviation`, drawn towards the prior of practices' effects.
    pub shrunken_level_change: Estimate,
    /// The probability that the level rose, under that prior.
    pub probability_risen: f64,
    /// The maximum of the restricted log-likelihood.
    pub log_likelihood: f64,
    /// Answers.
    pub observations: usize,
}

/// The interrupted series with errors that depend on the day before. `from` is the index of the first day after the interruption.
///
/// # Definition
/// `yₜ = b₀ + b₁·(t−T) + b₂·[t ≥ T] + b₃·(t−T)·[t ≥ T] + uₜ` (b₁ and b₃ only for [`Change::LevelAndSlope`]), with errors of correlation
/// φ^|s−t| between days s and t. φ maximises the restricted likelihood (Brent's method, from −.9 to .99); the coefficients are generalised
/// least squares, by whitening each answer with the one before and a QR decomposition, with Student's t on n − (number of
/// coefficients) degrees of freedom. The shrunken change combines b₂/σ ± SE/σ with the prior N(.1, .2²) of practices' effects by
/// precision.
///
/// # Assumptions
/// Nothing else happened at the same time: one series cannot tell a practice from a holiday. Normal, stationary errors.
///
/// # Missing data
/// Left out; the correlation across a gap of g days is φᵍ.
///
/// # Reference
/// Wagner, Soumerai, Zhang & Ross-Degnan 2002; Pinheiro & Bates 2000, §5.3. Reference values: `reference/single_case.R`, `nlme::gls` with
/// `corAR1(form = ~day)` by restricted maximum likelihood, on persons of `data/barkalifa.csv`, with and without missing days.
///
/// # Errors
/// [`Unknown`](crate::Unknown) for fewer than seven answers on either side, or if nothing is left unexplained.
pub fn interrupted_series(days: &[Option<f64>], from: usize, change: Change) -> Finding<Interruption> {
    let answered: Vec<(f64, f64)> = days
        .iter()
        .enumerate()
        .filter_map(|(day, answer)| Some((day as f64 - from as f64, (*answer)?)))
        .collect();
    let answers: Vec<f64> = answered.iter().map(|&(_, answer)| answer).collect();
    all_finite(&answers)?;
    let before = answered.iter().filter(|&&(time, _)| time < 0.0).count();
    at_least(2 * SIDE_MIN, answered.len(), Unit::Days)?;
    if before < SIDE_MIN || answered.len() - before < SIDE_MIN {
        return Err(Reason::OneSided.into());
    }
    if deviation_sum(&answers) == 0.0 {
        return Err(Reason::FlatProfile.into());
    }
    let grid: Vec<f64> = (-9..=9).map(|step| f64::from(step) * 0.1).chain([0.95, 0.97, 0.99]).collect();
    let (autocorrelation, _) = minimise_over(&grid, |phi| {
        Whitened::of(&answered, change, phi).map_or(f64::INFINITY, |white| white.deviance())
    })?;
    let whitened = Whitened::of(&answered, change, autocorrelation)?;
    if crate::least_squares::is_rounding(
        whitened.fit.residual_sum,
        answers.iter().map(|answer| answer * answer).sum(),
    ) {
        return Err(Reason::NoResidualVariation.into());
    }
    let coefficients = whitened.fit.tested(answered.len())?;
    let (Some(&level), Some(&level_change)) = (coefficients.first(), coefficients.get(1)) else {
        return Err(Reason::SingularDesign.into());
    };
    let deviation = libm::sqrt(whitened.fit.residual_variance());
    let shrunken_level_change = shrink(&level_change.estimate, deviation);
    Ok(Interruption {
        level,
        level_change,
        slope: coefficients.get(2).copied(),
        slope_change: coefficients.get(3).copied(),
        autocorrelation,
        deviation,
        shrunken_level_change,
        probability_risen: normal_cdf(shrunken_level_change.value / shrunken_level_change.standard_error),
        log_likelihood: -0.5 * whitened.deviance(),
        observations: answered.len(),
    })
}

/// The regression after taking out what the answer before predicts.
struct Whitened {
    fit: LeastSquares,
    /// The logarithm of the determinant of the errors' correlation matrix.
    log_determinant: f64,
}

/// What a number of days between two answers does to their errors.
struct Gap {
    days: f64,
    correlation: f64,
    log_variance: f64,
    weight: f64,
}

impl Gap {
    fn of(days: f64, phi: f64) -> Self {
        let correlation = libm::pow(phi, days);
        let variance = 1.0 - correlation * correlation;
        Self { days, correlation, log_variance: libm::log(variance), weight: 1.0 / libm::sqrt(variance) }
    }
}

impl Whitened {
    fn of(answered: &[(f64, f64)], change: Change, phi: f64) -> Finding<Self> {
        let row = |&(time, answer): &(f64, f64)| -> [f64; 5] {
            let after = if time >= 0.0 { 1.0 } else { 0.0 };
            [answer, 1.0, after, time, after * time]
        };
        let mut columns: [Vec<f64>; 5] = Default::default();
        let mut log_determinant = 0.0;
        let mut previous: Option<&(f64, f64)> = None;
        // Most gaps are one day, so what the last gap gave is kept.
        let mut kept = Gap::of(1.0, phi);
        for here in answered {
            let (weight, predicted) = match previous {
                None => (1.0, [0.0; 5]),
                Some(before) => {
                    if here.0 - before.0 != kept.days {
                        kept = Gap::of(here.0 - before.0, phi);
                    }
                    log_determinant += kept.log_variance;
                    (kept.weight, row(before).map(|value| kept.correlation * value))
                }
            };
            for ((column, value), predicted) in columns.iter_mut().zip(row(here)).zip(predicted) {
                column.push(weight * (value - predicted));
            }
            previous = Some(here);
        }
        let [answer, one, after, time, after_time] = columns;
        let design = match change {
            Change::Level => design(&[&one, &after]),
            Change::LevelAndSlope => design(&[&one, &after, &time, &after_time]),
        };
        Ok(Self { fit: LeastSquares::fit(design, answer.into())?, log_determinant })
    }

    /// −2 times the restricted log-likelihood at the best coefficients and variance.
    fn deviance(&self) -> f64 {
        let freedom = self.fit.degrees_of_freedom();
        let triangle: f64 = self.fit.triangle.diagonal().iter().map(|value| libm::log(value.abs())).sum();
        freedom * (libm::log(2.0 * core::f64::consts::PI * self.fit.residual_variance()) + 1.0)
            + self.log_determinant
            + 2.0 * triangle
    }
}

/// The estimate in units of `deviation`, combined with the prior by precision.
fn shrink(estimate: &Estimate, deviation: f64) -> Estimate {
    let (prior_mean, prior_deviation) = LEVEL_CHANGE_PRIOR;
    let data_precision = square(deviation / estimate.standard_error);
    let prior_precision = 1.0 / square(prior_deviation);
    let precision = data_precision + prior_precision;
    let value = (data_precision * estimate.value / deviation + prior_precision * prior_mean) / precision;
    let standard_error = 1.0 / libm::sqrt(precision);
    let interval = Interval::around(value, NORMAL_UPPER * standard_error);
    Estimate { value, standard_error, interval, observations: estimate.observations }
}

fn square(value: f64) -> f64 {
    value * value
}
