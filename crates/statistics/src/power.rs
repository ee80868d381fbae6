//! What a trial of one person can find, told before it starts.

use statrs::function::gamma::ln_gamma;

use crate::{
    distribution::{NORMAL_UPPER, UPPER, normal_cdf, normal_quantile, t_quantile},
    finding::{Finding, Reason, Unit, all_finite, at_least},
};

/// The power at which an effect counts as detectable.
const POWER: f64 = 0.80;

/// The smallest effect of a practice that randomised pairs of days detect with 80 % power, in standard deviations of one day.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct DetectableEffect {
    /// With the test of the pairs' differences that will be made: what to publish.
    pub paired_test: f64,
    /// With the best possible estimate, if variation and autocorrelation were known: a lower bound.
    pub lower_bound: f64,
    /// Days of the trial.
    pub days: usize,
    /// Pairs of days.
    pub pairs: usize,
}

/// The minimum detectable effect of `days` days in randomised pairs, two-sided at 5 % with 80 % power.
///
/// # Definition
/// With autocorrelation φ and unit variance, a difference within a pair has the variance 2(1−φ). `paired_test` is the δ at which the
/// paired t test of m = ⌊days/2⌋ pairs has the power .8, by the noncentral t distribution (the permutation test has the same
/// power to within simulation error from ten pairs on and less below). `lower_bound` is `(z.₉₇₅ + z.₈)/√I` with the information of
/// generalised least squares averaged over all lots, `I = (n(1+φ²)/4 − φ²/2 + nφ/4)/(1−φ²)`.
///
/// # Assumptions
/// Normal days with autocorrelation φ; the practice adds the same on each day; nothing missing.
///
/// # Missing data
/// None considered: give the number of days expected to be answered in complete pairs.
///
/// # Reference
/// Cohen 1988. Reference values: `reference/single_case.R`, `power.t.test(type = "paired", strict = FALSE)`, and for `lower_bound` the
/// information of all lots listed for 14 days.
///
/// # Errors
/// [`Unknown`](crate::Unknown) for fewer than six pairs; [`Reason::OutOfRange`] unless −1 < `autocorrelation` < 1.
pub fn minimum_detectable_effect(days: usize, autocorrelation: f64) -> Finding<DetectableEffect> {
    all_finite(&[autocorrelation])?;
    if autocorrelation <= -1.0 || autocorrelation >= 1.0 {
        return Err(Reason::OutOfRange.into());
    }
    let pairs = days / 2;
    at_least(6, pairs, Unit::Pairs)?;
    let (phi, count) = (autocorrelation, 2.0 * pairs as f64);
    let information =
        (count * (1.0 + phi * phi) / 4.0 - phi * phi / 2.0 + count * phi / 4.0) / (1.0 - phi * phi);
    let lower_bound = (NORMAL_UPPER + normal_quantile(POWER)) / libm::sqrt(information);
    let standard_error = libm::sqrt(2.0 * (1.0 - phi) / pairs as f64);
    let paired_test = standard_error * noncentrality(pairs as f64 - 1.0);
    Ok(DetectableEffect { paired_test, lower_bound, days, pairs })
}

/// The noncentrality at which Student's t exceeds its upper critical value with the wanted power, by bisection.
fn noncentrality(degrees_of_freedom: f64) -> f64 {
    let critical = t_quantile(UPPER, degrees_of_freedom);
    let deviations = deviations(degrees_of_freedom);
    // P(T > critical): the normal probability given the estimated deviation, averaged over the latter.
    let power = |noncentrality: f64| -> f64 {
        deviations.iter().map(|&(s, weight)| weight * normal_cdf(noncentrality - critical * s)).sum()
    };
    let (mut low, mut high) = (0.0, 10.0 * critical);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if power(middle) < POWER { low = middle } else { high = middle }
    }
    (low + high) / 2.0
}

/// Estimated standard deviations with their probabilities, for Simpson's rule. What is averaged is smooth and falls off fast, so the rule
/// is exact to rounding.
fn deviations(degrees_of_freedom: f64) -> Vec<(f64, f64)> {
    const STEPS: u32 = 400;
    let nu = degrees_of_freedom;
    let log_constant = libm::log(2.0) + 0.5 * nu * libm::log(nu / 2.0) - ln_gamma(nu / 2.0);
    let density = |s: f64| {
        if s > 0.0 { libm::exp(log_constant + (nu - 1.0) * libm::log(s) - 0.5 * nu * s * s) } else { 0.0 }
    };
    let reach = 12.0 / libm::sqrt(2.0 * nu);
    let (from, to) = ((1.0 - reach).max(0.0), 1.0 + reach);
    let width = (to - from) / f64::from(STEPS);
    (0..=STEPS)
        .map(|step| {
            let s = from + f64::from(step) * width;
            let simpson = match step {
                0 | STEPS => 1.0,
                odd if odd % 2 == 1 => 4.0,
                _ => 2.0,
            };
            (s, simpson * width / 3.0 * density(s))
        })
        .collect()
}
