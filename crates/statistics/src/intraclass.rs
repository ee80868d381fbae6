//! How alike the two persons of a dyad are.

use crate::{
    distribution::{UPPER, f_quantile, f_upper},
    finding::{Bounded, Finding, Interval, Reason, Test, Unit, all_finite, at_least},
    least_squares::{is_rounding, mean},
    units::{HasUnit, unit_of},
};

/// The intraclass correlation of dyads.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Intraclass {
    /// The correlation with its exact interval.
    pub correlation: Bounded,
    /// F test of no likeness; its first degrees of freedom are N−1, its second N.
    pub test: Test,
    /// Mean square between dyads.
    pub between: f64,
    /// Mean square within dyads.
    pub within: f64,
}

/// The intraclass correlation ICC(1) of dyads whose members need not be told apart.
///
/// # Definition
/// With the mean squares between and within dyads, `ICC = (MS_B − MS_W)/(MS_B + MS_W)`. The interval is exact: with
/// `F = MS_B/MS_W` on N−1 and N degrees of freedom, the bounds are `(F/q − 1)/(F/q + 1)` for the outer quantiles q of F. It is
/// negative when partners are less alike than strangers.
///
/// # Assumptions
/// Normal values with equal variance for both persons; independent dyads.
///
/// # Missing data
/// Dyads with a missing value are left out.
///
/// # Reference
/// Shrout & Fleiss 1979; Kenny, Kashy & Cook 2006, chapter 2. Reference values: `reference/actor_partner.R`,
/// `psych::ICC(lmer = FALSE)`, row `ICC1`, on `data/acitelli.csv`.
///
/// # Errors
/// [`Unknown`](crate::Unknown) for fewer than ten complete dyads, or if no value differs within dyads or at all.
pub fn intraclass(dyads: &[[Option<f64>; 2]]) -> Finding<Intraclass> {
    let complete: Vec<[f64; 2]> =
        dyads.iter().filter_map(|&[first, second]| Some([first?, second?])).collect();
    all_finite(complete.iter().flatten())?;
    let unit = unit_of(complete.iter().flatten());
    let complete: Vec<[f64; 2]> = complete.into_iter().map(|both| both.map(|value| value / unit)).collect();
    at_least(crate::DYADS_MIN, complete.len(), Unit::Dyads)?;
    let count = complete.len() as f64;
    let means: Vec<f64> = complete.iter().map(|[first, second]| (first + second) / 2.0).collect();
    let centre = mean(&means);
    let between_sum: f64 = means.iter().map(|mean| 2.0 * (mean - centre) * (mean - centre)).sum();
    let within_sum: f64 =
        complete.iter().map(|[first, second]| (first - second) * (first - second) / 2.0).sum();
    let scale: f64 = complete.iter().flatten().map(|value| value * value).sum();
    if is_rounding(between_sum + within_sum, scale) {
        return Err(Reason::FlatProfile.into());
    }
    if is_rounding(within_sum, scale) {
        return Err(Reason::NoResidualVariation.into());
    }
    let (between, within) = (between_sum / (count - 1.0), within_sum / count);
    let f = between / within;
    let correlation = |f: f64| (f - 1.0) / (f + 1.0);
    let interval = Interval {
        low: correlation(f / f_quantile(UPPER, count - 1.0, count)),
        high: correlation(f / f_quantile(1.0 - UPPER, count - 1.0, count)),
    };
    Ok(Intraclass {
        correlation: Bounded { value: correlation(f), interval, observations: complete.len() },
        test: Test { statistic: f, degrees_of_freedom: count - 1.0, p_value: f_upper(f, count - 1.0, count) },
        between: between.in_units(unit * unit)?,
        within: within.in_units(unit * unit)?,
    })
}
