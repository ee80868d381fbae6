//! Whether a person's days changed when something began, seen from one series.

use crate::{
    autoregression::{Effect, Given, Regression, answered, regress},
    finding::{Estimate, Finding, Reason, Unit, all_finite, at_least},
    least_squares::{deviation_sum, square},
    mixture::{Mixture, NORMAL, Part},
    units::{HasUnit, in_own_unit},
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
const SIDE_MIN: usize = 10;

/// A fitted interrupted series.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Interruption {
    /// The level at the interruption without it.
    pub level: Effect,
    /// By how much the level changed.
    pub level_change: Effect,
    /// The slope per day before, when slopes are fitted.
    pub slope: Option<Effect>,
    /// By how much the slope changed, when slopes are fitted.
    pub slope_change: Option<Effect>,
    /// The correlation φ of the errors of neighbouring days that is most likely.
    pub autocorrelation: f64,
    /// Whether φ stopped at the end of its range, .99: then the days drift, and a change of level cannot be told from that.
    pub at_limit: bool,
    /// The standard deviation of the errors at that φ.
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
/// φ^|s−t| between days s and t. Given φ, the coefficients are generalised least squares, by whitening each answer with the one before
/// and a QR decomposition, with Student's t on n − (number of coefficients) degrees of freedom. φ is not taken as known: values, intervals
/// and p are averaged over 48 values from −.2 to .975, equally likely before the answers, by restricted likelihood; `at_maximum` is at the
/// φ that maximises it (Brent's method, from −.9 to .99). The shrunken change combines b₂/σ ± SE/σ with the prior N(.1, .2²) of practices'
/// effects by precision, for each φ, weighed also by how well the prior foresaw it.
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
/// [`Unknown`](crate::Unknown) for fewer than ten answers on either side, or if nothing is left unexplained.
pub fn interrupted_series(days: &[Option<f64>], from: usize, change: Change) -> Finding<Interruption> {
    let answered = answered(days, from);
    let answers: Vec<f64> = answered.iter().map(|&(_, answer)| answer).collect();
    all_finite(&answers)?;
    let (answers, unit) = in_own_unit(&answers);
    let before = answered.iter().filter(|&&(time, _)| time < 0.0).count();
    at_least(2 * SIDE_MIN, answered.len(), Unit::Days)?;
    if before < SIDE_MIN || answered.len() - before < SIDE_MIN {
        return Err(Reason::OneSided.into());
    }
    if deviation_sum(&answers) == 0.0 {
        return Err(Reason::FlatProfile.into());
    }
    let answered: Vec<(f64, f64)> = answered.iter().map(|&(time, _)| time).zip(answers).collect();
    let count = answered.len();
    let in_own_units = match change {
        Change::Level => {
            let fit = regress(&answered, |time| [1.0, f64::from(u8::from(time >= 0.0))])?;
            let [level, level_change] = fit.effects();
            interruption(&fit, [level, level_change], None, count)
        }
        Change::LevelAndSlope => {
            let fit = regress(&answered, |time| {
                let after = f64::from(u8::from(time >= 0.0));
                [1.0, after, time, after * time]
            })?;
            let [level, level_change, slope, slope_change] = fit.effects();
            interruption(&fit, [level, level_change], Some([slope, slope_change]), count)
        }
    };
    in_own_units.in_units(unit)
}

impl Interruption {
    fn in_units(self, unit: f64) -> Finding<Self> {
        let of = |effect: Option<Effect>| effect.map(|effect| effect.in_units(unit)).transpose();
        let coefficients = 2 + usize::from(self.slope.is_some()) + usize::from(self.slope_change.is_some());
        Ok(Self {
            level: self.level.in_units(unit)?,
            level_change: self.level_change.in_units(unit)?,
            slope: of(self.slope)?,
            slope_change: of(self.slope_change)?,
            deviation: self.deviation.in_units(unit)?,
            // The restricted density of each answer that is free is per unit.
            log_likelihood: self.log_likelihood - (self.observations - coefficients) as f64 * libm::log(unit),
            ..self
        })
    }
}

fn interruption<const N: usize>(
    fit: &Regression<N>,
    [level, level_change]: [Effect; 2],
    slopes: Option<[Effect; 2]>,
    observations: usize,
) -> Interruption {
    let shrunken = shrunken(fit);
    Interruption {
        level,
        level_change,
        slope: slopes.map(|[slope, _]| slope),
        slope_change: slopes.map(|[_, change]| change),
        autocorrelation: fit.autocorrelation,
        at_limit: fit.at_limit,
        deviation: fit.deviation,
        shrunken_level_change: Estimate {
            value: shrunken.mean(),
            standard_error: shrunken.deviation(),
            interval: shrunken.interval(),
            observations,
        },
        probability_risen: 1.0 - shrunken.below(0.0),
        log_likelihood: fit.log_likelihood,
        observations,
    }
}

/// The level change in units of the deviation, combined with the prior by precision, for each plausible dependence; which of them are
/// plausible is weighed by the prior too.
fn shrunken<const N: usize>(fit: &Regression<N>) -> Mixture {
    let (prior_mean, prior_deviation) = LEVEL_CHANGE_PRIOR;
    let part = |given: &Given<N>| {
        let &(value, standard_error) = given.coefficients.get(1)?;
        let (value, error) = (value / given.deviation, standard_error / given.deviation);
        let (data, prior) = (1.0 / square(error), 1.0 / square(prior_deviation));
        let mean = (data * value + prior * prior_mean) / (data + prior);
        let spread = square(error) + square(prior_deviation);
        // How well the prior, which is in units of the deviation, foresaw this change.
        let foreseen = libm::exp(-0.5 * square(value - prior_mean) / spread) / libm::sqrt(spread);
        let weight = given.weight * foreseen / given.deviation;
        Some(Part { weight, mean, scale: 1.0 / libm::sqrt(data + prior) })
    };
    Mixture::of(fit.given.iter().filter_map(part).collect(), NORMAL)
}
