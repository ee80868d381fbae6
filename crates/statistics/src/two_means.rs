//! Where two voices of one person lie together, and how sure that is.

use crate::{
    autoregression::{answered, regress},
    distribution::{NORMAL_UPPER, normal_cdf},
    finding::{Estimate, Finding, Reason, Unit, Unknown, all_finite, at_least},
    reading::READABLE_FROM_DAY,
    same_day::same_day,
    standardise::{DyadSeries, days_of_both},
};

/// Correlations are taken as at most this far from none: beyond it an ellipse is a line.
const CORRELATION_MAX: f64 = 0.99;

/// Into so many steps the integral over the correlation is cut, an even number.
const STEPS: u32 = 64;

/// Where the means of two series lie.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct TwoMeans {
    /// The mean of each.
    pub means: [Estimate; 2],
    /// How the errors of the two go together.
    pub correlation: f64,
    /// The probability that the means lie on either side of the borders: both above, only the first above, only the second above, both below.
    pub quadrants: [f64; 4],
}

/// Where the means of two series of days lie together, beside a border for each.
///
/// # Definition
/// Each mean is that of a regression on nothing but a constant, whose errors have the correlation φ^|s−t| between days, averaged over φ as in
/// [`interrupted_series`](crate::interrupted_series). Together they are taken as normal: the standard deviation of each is its interval's half
/// width by 1.96, so that few days lie wide; the correlation is that of the same day ([`same_day`]). The quadrants are that
/// distribution's probabilities: with h, k the borders in standard deviations from the means, both lie above with
/// Φ(−h)·Φ(−k) + (2π)⁻¹ ∫ exp(−(h² + k² − 2hk·sin θ) / (2·cos² θ)) dθ, from 0 to asin ρ, by Simpson's rule.
///
/// # Assumptions
/// Neither series drifts. The errors of the two means go together as the days themselves do.
///
/// # Missing data
/// Each mean uses every day on which it was answered; the correlation those on which both were.
///
/// # Reference
/// The integral: Drezner & Wesolowsky 1990; its values are those of R's `integrate` over the conditional normal distribution.
///
/// # Errors
/// [`Unknown`](crate::Unknown) before day 28 of both, or if one of them never varies.
pub fn two_means(days: &DyadSeries, borders: [f64; 2]) -> Finding<TwoMeans> {
    at_least(READABLE_FROM_DAY, days_of_both(days), Unit::DaysOfBoth)?;
    let [first, second] = [0, 1].map(|person| mean(days, person));
    let means = [first?, second?];
    let correlation = correlation(days)?.clamp(-CORRELATION_MAX, CORRELATION_MAX);
    let standard = |border: f64, mean: &Estimate, deviation: f64| {
        (border - mean.value) / deviation.max(f64::MIN_POSITIVE)
    };
    let deviations = deviations(&means);
    let h = standard(borders[0], &means[0], deviations[0]);
    let k = standard(borders[1], &means[1], deviations[1]);
    let both = both_above(h, k, correlation);
    let [first, second] = [normal_cdf(-h), normal_cdf(-k)];
    let quadrants = [both, first - both, second - both, 1.0 - first - second + both];
    Ok(TwoMeans { means, correlation, quadrants: quadrants.map(|mass| mass.clamp(0.0, 1.0)) })
}

/// That of the same day. Of two that are always each other's, or each other's opposite, it has no interval and is 1 or −1 all the same.
fn correlation(days: &DyadSeries) -> Finding<f64> {
    match same_day(days) {
        Ok(found) => Ok(found.correlation.value),
        Err(Unknown::NotComputable { reason: Reason::NoResidualVariation }) => {
            let both = || days.iter().filter_map(|day| Some((day[0]?, day[1]?)));
            let first = both().next().unwrap_or_default();
            let moved = both().find(|day| day.0 != first.0).unwrap_or(first);
            Ok(if (moved.0 > first.0) == (moved.1 > first.1) { 1.0 } else { -1.0 })
        }
        Err(unknown) => Err(unknown),
    }
}

fn mean(days: &DyadSeries, person: usize) -> Finding<Estimate> {
    let series: Vec<Option<f64>> = days.iter().map(|day| day.get(person).copied().flatten()).collect();
    let answers: Vec<f64> = series.iter().copied().flatten().collect();
    all_finite(&answers)?;
    Ok(regress(&answered(&series, 0), |_| [1.0])?.effect(0).estimate)
}

impl TwoMeans {
    /// The standard deviation of each mean.
    #[must_use]
    pub fn deviations(&self) -> [f64; 2] {
        deviations(&self.means)
    }
}

fn deviations(means: &[Estimate; 2]) -> [f64; 2] {
    means.map(|mean| (mean.interval.high - mean.interval.low) / (2.0 * NORMAL_UPPER))
}

/// The probability that two normal variables of this correlation lie above h and k.
fn both_above(h: f64, k: f64, correlation: f64) -> f64 {
    let end = libm::asin(correlation);
    let density = |angle: f64| {
        let cosine = libm::cos(angle);
        libm::exp(-(h * h + k * k - 2.0 * h * k * libm::sin(angle)) / (2.0 * cosine * cosine))
    };
    let step = end / f64::from(STEPS);
    let inner: f64 = (1..STEPS)
        .map(|place| f64::from(if place % 2 == 1 { 4 } else { 2 }) * density(f64::from(place) * step))
        .sum();
    let integral = step / 3.0 * (density(0.0) + inner + density(end));
    normal_cdf(-h) * normal_cdf(-k) + integral / (2.0 * core::f64::consts::PI)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In closed form at the medians: a quarter, and the correlation's angle by two π.
    #[test]
    fn half_of_each_lies_above_its_median() {
        for correlation in [-0.99, -0.5, 0.0, 0.3, 0.9, 0.99_f64] {
            let expected = 0.25 + libm::asin(correlation) / (2.0 * core::f64::consts::PI);
            assert!((both_above(0.0, 0.0, correlation) - expected).abs() < 1e-9, "{correlation}");
        }
    }

    /// Against the density, summed over what lies above.
    #[test]
    fn elsewhere_it_is_the_conditional_distribution_summed_up() {
        let summed = |h: f64, k: f64, correlation: f64| {
            let spread = libm::sqrt(1.0 - correlation * correlation);
            let step = 1e-3;
            (0..12_000)
                .map(|place| {
                    let x = h + step * (f64::from(place) + 0.5);
                    let density = libm::exp(-x * x / 2.0) / libm::sqrt(2.0 * core::f64::consts::PI);
                    step * density * normal_cdf((correlation * x - k) / spread)
                })
                .sum::<f64>()
        };
        for (h, k, correlation) in [(0.5, -0.7, 0.4), (-1.5, -1.0, -0.6), (1.0, 1.2, 0.9), (-3.0, 2.0, 0.2)] {
            let found = both_above(h, k, correlation);
            assert!((found - summed(h, k, correlation)).abs() < 1e-6, "{h} {k} {correlation}: {found}");
        }
    }

    fn days(count: u32, levels: [f64; 2]) -> Vec<[Option<f64>; 2]> {
        let noise = |day: u32, by: u32| f64::from((day * by) % 7) / 3.0 - 1.0;
        (0..count).map(|day| [Some(levels[0] + noise(day, 3)), Some(levels[1] + noise(day, 5))]).collect()
    }

    #[test]
    fn the_quadrants_are_all_there_is() {
        let found = two_means(&days(40, [4.3, 3.8]), [4.0, 4.0]).unwrap();
        assert!((found.quadrants.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        let sure = two_means(&days(40, [6.0, 2.0]), [4.0, 4.0]).unwrap();
        assert!(sure.quadrants[1] > 0.99, "{:?}", sure.quadrants);
        assert_eq!(sure.means.map(|mean| mean.observations), [40, 40]);
    }

    #[test]
    fn two_that_are_always_each_others_lie_on_a_line() {
        let alike: Vec<_> = days(40, [4.0, 4.0]).into_iter().map(|[first, _]| [first, first]).collect();
        assert_eq!(two_means(&alike, [4.0; 2]).unwrap().correlation, CORRELATION_MAX);
        let opposite: Vec<_> = days(40, [4.0, 4.0])
            .into_iter()
            .map(|[first, _]| [first, first.map(|first| 8.0 - first)])
            .collect();
        assert_eq!(two_means(&opposite, [4.0; 2]).unwrap().correlation, -CORRELATION_MAX);
    }

    #[test]
    fn before_day_28_of_both_and_of_what_never_varies_nothing_is_said() {
        assert!(two_means(&days(27, [4.0, 4.0]), [4.0, 4.0]).is_err());
        let mut one_answers = days(40, [4.0, 4.0]);
        for day in one_answers.iter_mut().take(13) {
            day[1] = None;
        }
        assert!(two_means(&one_answers, [4.0, 4.0]).is_err());
        let flat: Vec<_> = days(40, [4.0, 4.0]).into_iter().map(|[first, _]| [first, Some(7.0)]).collect();
        assert!(two_means(&flat, [4.0, 4.0]).is_err());
    }
}
