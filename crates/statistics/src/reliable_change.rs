//! How exact a score is, and whether two scores of one person really differ.

use crate::{
    distribution::{NORMAL_UPPER, normal_cdf},
    finding::{Estimate, Finding, Interval, Reason, all_finite},
    scale::Score,
};

/// The change of one person between two scores.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ReliableChange {
    /// Later minus earlier score, with its interval.
    pub change: Estimate,
    /// The change divided by its standard error: the reliable change index.
    pub index: f64,
    /// Two-sided p value of the index.
    pub p_value: f64,
    /// Whether |index| > 1.96: more than the inexactness of the scale explains.
    pub reliable: bool,
}

/// The standard error of measurement: by how much a score would scatter if the same person answered again and again.
///
/// # Definition
/// `SEM = SD·√(1−r)` with the standard deviation of the scores in a population and their reliability r.
///
/// # Assumptions
/// Classical test theory; the same exactness at every level of the score.
///
/// # Missing data
/// None can be missing.
///
/// # Reference
/// Lord & Novick 1968. Reference values: `reference/scale.R`, base R arithmetic on SD and `psych::alpha` of `data/barkalifa.csv`.
///
/// # Errors
/// [`Reason::OutOfRange`] unless `standard_deviation` > 0 and 0 ≤ `reliability` < 1.
pub fn standard_error_of_measurement(standard_deviation: f64, reliability: f64) -> Finding<f64> {
    all_finite(&[standard_deviation, reliability])?;
    if standard_deviation <= 0.0 || !(0.0..1.0).contains(&reliability) {
        return Err(Reason::OutOfRange.into());
    }
    Ok(standard_deviation * libm::sqrt(1.0 - reliability))
}

/// The band in which the true score lies, without norms.
///
/// # Definition
/// `X ± 1.96·SEM`.
///
/// # Assumptions
/// Normal errors of measurement.
///
/// # Missing data
/// As in the score; the band of a prorated score is not widened.
///
/// # Reference
/// Harvill 1991. Reference values: `reference/scale.R`.
///
/// # Errors
/// [`Reason::OutOfRange`] unless the standard error is positive.
pub fn band(score: &Score, standard_error_of_measurement: f64) -> Finding<Estimate> {
    positive(standard_error_of_measurement)?;
    Ok(estimate(score.sum, standard_error_of_measurement, score.answered))
}

/// The reliable change index of Jacobson and Truax.
///
/// # Definition
/// `RCI = (X₂−X₁)/(√2·SEM)`; reliable if |RCI| > 1.96. The interval of the change is `(X₂−X₁) ± 1.96·√2·SEM`.
///
/// # Assumptions
/// Independent normal errors at both times; r is a *retest* reliability, so that what a scale does by itself is not called a change.
///
/// # Missing data
/// As in the scores.
///
/// # Reference
/// Jacobson & Truax 1991, equation 2. Reference values: `reference/scale.R`, base R arithmetic.
///
/// # Errors
/// [`Reason::OutOfRange`] unless the standard error is positive.
pub fn reliable_change(
    earlier: &Score,
    later: &Score,
    standard_error_of_measurement: f64,
) -> Finding<ReliableChange> {
    positive(standard_error_of_measurement)?;
    let standard_error = core::f64::consts::SQRT_2 * standard_error_of_measurement;
    let change = estimate(later.sum - earlier.sum, standard_error, earlier.answered.min(later.answered));
    let index = change.value / standard_error;
    Ok(ReliableChange {
        change,
        index,
        p_value: 2.0 * normal_cdf(-index.abs()),
        reliable: index.abs() > NORMAL_UPPER,
    })
}

fn positive(standard_error: f64) -> Finding<()> {
    all_finite(&[standard_error])?;
    if standard_error > 0.0 { Ok(()) } else { Err(Reason::OutOfRange.into()) }
}

fn estimate(value: f64, standard_error: f64, observations: usize) -> Estimate {
    let interval = Interval::around(value, NORMAL_UPPER * standard_error);
    Estimate { value, standard_error, interval, observations }
}
