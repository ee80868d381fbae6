//! Carry-over in one dyad by exact likelihood, with every answer used however many days are missing.

mod filter;

use nalgebra::{Matrix2, SVector, Vector2};

use crate::{
    distribution::{UPPER, t_quantile},
    finding::{Bounded, Estimate, Finding, Interval, Reason, Unit, at_least},
    optimise::{Minimum, minimise},
    standardise::{DyadSeries, consecutive_days, days_of_both, standardise},
};
use filter::Episodes;

/// The fewest days of both from which the unshrunk model is fitted: below, it forecasts worse than the person's own mean.
pub const KALMAN_DAYS_MIN: usize = 28;

/// The fewest days of both after a day of both: only they tell the sign of what carries over.
pub const KALMAN_CONSECUTIVE_DAYS_MIN: usize = 20;

/// The vector autoregression of one dyad by maximum likelihood, in units of its pooled within-person standard deviation.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct KalmanVar {
    /// The intercepts of the two persons.
    pub intercept: [Estimate; 2],
    /// The actor carry-over of the two persons: own yesterday on own today.
    pub actor: [Estimate; 2],
    /// The partner carry-over: the other's yesterday on own today.
    pub partner: [Estimate; 2],
    /// The standard deviations of what the day before does not predict.
    pub innovation_deviation: [Bounded; 2],
    /// The correlation of what the day before does not predict.
    pub innovation_correlation: Bounded,
    /// The maximum of the log-likelihood, with all constants.
    pub log_likelihood: f64,
    /// Each person's mean, in the units of the answers.
    pub centre: [f64; 2],
    /// The pooled within-person standard deviation, in the units of the answers.
    pub scale: f64,
    /// Days on which both answered.
    pub days_of_both: usize,
    /// Days on which both answered, the day before too.
    pub consecutive_days: usize,
    /// Answers used.
    pub answers: usize,
}

/// The parameters of the model.
#[derive(Clone, Copy, Debug)]
struct Parameters {
    intercept: Vector2<f64>,
    transition: Matrix2<f64>,
    /// The covariance of the innovations.
    covariance: Matrix2<f64>,
}

/// Intercepts, transition row by row, logarithms of the innovations' deviations, atanh of their correlation.
type Free = SVector<f64, 9>;

impl Parameters {
    fn from_free(free: &Free) -> Self {
        let &[[c1, c2, a1, p1, p2, a2, log_first, log_second, z]] = &free.data.0;
        let (first, second) = (libm::exp(log_first), libm::exp(log_second));
        let covariance = libm::tanh(z) * first * second;
        Self {
            intercept: Vector2::new(c1, c2),
            transition: Matrix2::new(a1, p1, p2, a2),
            covariance: Matrix2::new(first * first, covariance, covariance, second * second),
        }
    }
}

/// The vector autoregression of order one of one dyad with missing days, by Kalman filter and exact likelihood.
///
/// # Definition
/// After [`standardise`]: `sₜ = c + Φ·sₜ₋₁ + eₜ`, `eₜ ~ N(0, Q)`, s₀ ~ N(0, I), with a prediction before the first update; what was
/// answered of sₜ is seen without error, the rest is missing. The log-likelihood is the sum of the log densities of each answer given
/// all earlier ones. It is maximised by Newton's method, and by Nelder and Mead's where that fails; standard errors come from the
/// curvature. Where days are missing there can be several maxima (of answers every second day only Φ² is known): the search begins anew
/// from the maximum with signs turned, wherever that is not far below. If another maximum is as good (within 1.92, half of χ²₁ at 5 %),
/// nothing is said. Intervals are `±t·SE·√(m/(m−3))`, t of Student with m−3 degrees of freedom for m days of both after a day of both, on
/// the scale of the coefficient, of log deviation (moved up by ½·log(n/(n−3)), which is what maximum likelihood falls short) and of atanh
/// correlation.
///
/// # Assumptions
/// Linear, stationary, normal; answers missing for reasons that have nothing to do with what they would have been, given the others.
///
/// # Missing data
/// Every answer is used; days on which one or both did not answer are predicted through.
///
/// # Reference
/// Durbin & Koopman 2012, *Time series analysis by state space methods*, chapters 4 and 7. Reference values: `reference/dyad.R`, OpenMx
/// 2.21 `mxExpectationStateSpace` with C = I, R = 0, x₀ = 0, P₀ = I, on couples of `data/barkalifa.csv`.
///
/// # Errors
/// [`Unknown`](crate::Unknown) for fewer than [`KALMAN_DAYS_MIN`] days of both or [`KALMAN_CONSECUTIVE_DAYS_MIN`] of them one after the
/// other, if no answers vary, if the likelihood has no maximum, or with
/// [`Reason::SeveralMaxima`](crate::Reason::SeveralMaxima) if it has several.
#[expect(clippy::indexing_slicing, reason = "nine parameters, nine rows")]
pub fn kalman_var(days: &DyadSeries) -> Finding<KalmanVar> {
    let standardised = standardise(days)?;
    let days_of_both = days_of_both(days);
    at_least(KALMAN_DAYS_MIN, days_of_both, Unit::DaysOfBoth)?;
    let consecutive_days = consecutive_days(days).count();
    at_least(KALMAN_CONSECUTIVE_DAYS_MIN, consecutive_days, Unit::ConsecutiveDays)?;
    let episodes = Episodes::of(&standardised.days);
    let answers = standardised.days.iter().flatten().flatten().count();
    // Far out, powers of the transition overflow; a large finite cost sends the line search back.
    let cost = |free: &Free| {
        let deviance = -episodes.log_likelihood(&Parameters::from_free(free));
        if deviance.is_finite() { deviance } else { 1e12 }
    };
    let usual = [0.0, 0.0, 0.2, 0.0, 0.0, 0.2, -0.05, -0.05, 0.1];
    let start = episodes.regression().unwrap_or_else(|| Free::from_column_slice(&usual));
    let minimum = the_one_minimum(&cost, start)?;
    let pairs = consecutive_days as f64;
    let reach = t_quantile(UPPER, pairs - 3.0) * libm::sqrt(pairs / (pairs - 3.0));
    let estimate = |row: usize, observations: usize| {
        let (value, standard_error) = (minimum.at[row], minimum.standard_errors[row]);
        let interval = Interval::around(value, reach * standard_error);
        Estimate { value, standard_error, interval, observations }
    };
    let bounded = |row: usize, shift: f64, scale: fn(f64) -> f64| {
        let Estimate { value, interval: Interval { low, high }, .. } = estimate(row, answers);
        let interval = Interval { low: scale(low + shift), high: scale(high + shift) };
        Bounded { value: scale(value), interval, observations: answers }
    };
    // Maximum likelihood divides by n what n − 3 degrees of freedom are left for; the interval makes up for it.
    let [shift_first, shift_second] = [0, 1].map(|person: usize| {
        let count =
            standardised.days.iter().filter(|day| day.get(person).is_some_and(Option::is_some)).count()
                as f64;
        0.5 * libm::log(count / (count - 3.0))
    });
    Ok(KalmanVar {
        intercept: [estimate(0, answers), estimate(1, answers)],
        actor: [estimate(2, answers), estimate(5, answers)],
        partner: [estimate(3, answers), estimate(4, answers)],
        innovation_deviation: [bounded(6, shift_first, libm::exp), bounded(7, shift_second, libm::exp)],
        innovation_correlation: bounded(8, 0.0, libm::tanh),
        log_likelihood: -minimum.cost,
        centre: standardised.centre,
        scale: standardised.scale,
        days_of_both,
        consecutive_days,
        answers,
    })
}

/// By how much a maximum of the log-likelihood has to lie above another for the other to be out of the question.
const BETTER: f64 = 1.92;
/// Below the maximum by more than this no search is begun: nothing that is found from there comes near.
const FAR_BELOW: f64 = 12.0;
/// Two ends of a search that are nearer than this are one.
const SAME: f64 = 1e-2;

/// The lowest minimum, if no other is about as low.
fn the_one_minimum(cost: &impl Fn(&Free) -> f64, start: Free) -> Finding<Minimum<9>> {
    let mut minima = vec![minimise(cost, start)?];
    let mut tried = 0;
    // What is found from a minimum may be lower, and is then tried in its turn.
    while let Some(Minimum { at, cost: lowest, .. }) = minima.get(tried).filter(|_| tried < MINIMA_MAX) {
        let (at, lowest) = (*at, *lowest);
        tried += 1;
        for signs in TURNED {
            let turned = at.component_mul(&Free::from_column_slice(&signs));
            if cost(&turned) - lowest > FAR_BELOW {
                continue;
            }
            let Ok(found) = minimise(cost, turned) else { continue };
            if minima.iter().all(|known| (known.at - found.at).amax() > SAME) {
                minima.push(found);
            }
        }
    }
    minima.sort_by(|one, other| one.cost.total_cmp(&other.cost));
    if let [lowest, next, ..] = minima.as_slice()
        && next.cost - lowest.cost < BETTER
    {
        return Err(Reason::SeveralMaxima.into());
    }
    minima.into_iter().next().ok_or_else(|| Reason::NoMaximum.into())
}

/// So many maxima are looked around.
const MINIMA_MAX: usize = 4;

/// Signs with which the coefficients are turned: actors, partners, or both, of one person or of both.
const TURNED: [[f64; 9]; 7] = {
    const fn turned(actors: [f64; 2], partners: [f64; 2]) -> [f64; 9] {
        [1.0, 1.0, actors[0], partners[0], partners[1], actors[1], 1.0, 1.0, 1.0]
    }
    [
        turned([-1.0, -1.0], [-1.0, -1.0]),
        turned([1.0, 1.0], [-1.0, -1.0]),
        turned([-1.0, -1.0], [1.0, 1.0]),
        turned([1.0, 1.0], [-1.0, 1.0]),
        turned([1.0, 1.0], [1.0, -1.0]),
        turned([-1.0, 1.0], [1.0, 1.0]),
        turned([1.0, -1.0], [1.0, 1.0]),
    ]
};
