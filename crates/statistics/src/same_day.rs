//! Whether two persons' days rise and fall together.

use crate::{
    distribution::NORMAL_UPPER,
    finding::{Bounded, Finding, Interval, Reason, Unit, all_finite, at_least},
    least_squares::{correlation, mean},
    standardise::DyadSeries,
    units::unit_of,
};

/// Same-day correlation of one dyad.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct SameDay {
    /// The correlation, with an interval for days that depend on the day before.
    pub correlation: Bounded,
    /// The interval if days did not depend on the day before.
    pub interval_if_independent: Interval,
    /// How many independent days the days are worth.
    pub effective_days: f64,
}

/// The correlation of two persons' answers of the same day.
///
/// # Definition
/// Pearson's r over the days both answered, with Fisher's interval `tanh(atanh r ± 1.96/√(n*−3))`. Neighbouring days are alike, so n days
/// are worth `n* = n·(1−φ₁φ₂)/(1+φ₁φ₂)` independent ones, φ the lag-one autocorrelations of the two persons; n* is never taken above n.
///
/// # Assumptions
/// A stable, linear relation; roughly normal days; dependence on the past that dies out geometrically.
///
/// # Missing data
/// A day counts if both answered. φ comes from the pairs of neighbouring days among them.
///
/// # Reference
/// Fisher 1921; Bartlett 1935 (also Dawdy & Matalas 1964) for n*. Reference values: `reference/dyad.R`, `cor.test` for r and the interval
/// of independent days, base R for n*.
///
/// # Errors
/// [`Unknown`](crate::Unknown) for fewer than seven days of both, or if a person's answers never vary.
pub fn same_day(days: &DyadSeries) -> Finding<SameDay> {
    let both: Vec<Option<[f64; 2]>> = days.iter().map(|&[first, second]| Some([first?, second?])).collect();
    let first: Vec<f64> = both.iter().flatten().map(|&[first, _]| first).collect();
    let second: Vec<f64> = both.iter().flatten().map(|&[_, second]| second).collect();
    all_finite(first.iter().chain(&second))?;
    let units = [unit_of(&first), unit_of(&second)];
    let both: Vec<Option<[f64; 2]>> =
        both.iter().map(|day| day.map(|[first, second]| [first / units[0], second / units[1]])).collect();
    let first: Vec<f64> = first.iter().map(|answer| answer / units[0]).collect();
    let second: Vec<f64> = second.iter().map(|answer| answer / units[1]).collect();
    at_least(7, first.len(), Unit::DaysOfBoth)?;
    let value = correlation(&first, &second)?;
    if value.abs() >= 1.0 - 1e-12 {
        return Err(Reason::NoResidualVariation.into());
    }
    let product = autocorrelation(&both, &first, |[first, _]| first)
        * autocorrelation(&both, &second, |[_, second]| second);
    let count = first.len() as f64;
    let effective_days = (count * (1.0 - product) / (1.0 + product)).clamp(4.0, count);
    Ok(SameDay {
        correlation: Bounded { value, interval: fisher(value, effective_days), observations: first.len() },
        interval_if_independent: fisher(value, count),
        effective_days,
    })
}

/// Σ of the products of neighbouring deviations over Σ of the squared deviations, each divided by its number of terms.
fn autocorrelation(both: &[Option<[f64; 2]>], answers: &[f64], person: fn([f64; 2]) -> f64) -> f64 {
    let centre = mean(answers);
    let square: f64 = answers.iter().map(|answer| (answer - centre) * (answer - centre)).sum::<f64>()
        / answers.len() as f64;
    let (sum, count) = both
        .array_windows()
        .filter_map(|&[before, after]| Some((person(before?) - centre) * (person(after?) - centre)))
        .fold((0.0, 0.0), |(sum, count), product| (sum + product, count + 1.0));
    if count == 0.0 { 0.0 } else { (sum / count / square).clamp(-0.99, 0.99) }
}

/// Fisher's interval of a correlation from `count` independent observations; also used for profiles.
pub(crate) fn fisher(value: f64, count: f64) -> Interval {
    let around = Interval::around(libm::atanh(value), NORMAL_UPPER / libm::sqrt(count - 3.0));
    Interval { low: libm::tanh(around.low), high: libm::tanh(around.high) }
}
