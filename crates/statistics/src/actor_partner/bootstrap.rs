//! Intervals by drawing dyads anew.

use super::{
    Columns, Dyad, actor_partner_distinguishable, actor_partner_indistinguishable, sums_and_differences,
};
use crate::{
    distribution::UPPER,
    finding::{Finding, Interval, Reason},
    least_squares::mean,
    units::HasUnit,
};

/// The percentile interval of one quantity.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct BootstrapInterval {
    /// From the 2.5th to the 97.5th percentile of the resamples.
    pub interval: Interval,
    /// The standard deviation over the resamples.
    pub standard_error: f64,
}

/// Bootstrap of [`actor_partner_indistinguishable`](super::actor_partner_indistinguishable).
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct BootstrapIndistinguishable {
    /// The actor effect.
    pub actor: BootstrapInterval,
    /// The partner effect.
    pub partner: BootstrapInterval,
    /// The correlation of the residuals.
    pub residual_correlation: BootstrapInterval,
    /// k = p/a, when the actor effect is not zero.
    #[cfg_attr(feature = "serde", serde(serialize_with = "crate::serialize::finding"))]
    pub ratio: Finding<BootstrapInterval>,
    /// Dyads drawn from.
    pub dyads: usize,
    /// Resamples drawn.
    pub resamples: usize,
}

/// Bootstrap of [`actor_partner_distinguishable`](super::actor_partner_distinguishable): of the first and the second role.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct BootstrapDistinguishable {
    /// The actor effects.
    pub actor: [BootstrapInterval; 2],
    /// The partner effects.
    pub partner: [BootstrapInterval; 2],
    /// Dyads drawn from.
    pub dyads: usize,
    /// Resamples drawn.
    pub resamples: usize,
}

/// The fewest resamples whose outer percentiles mean anything.
pub const RESAMPLES_MIN: usize = 100;

/// Percentile bootstrap of the model of indistinguishable dyads.
///
/// `draw(n)` returns a random number below `n`; with the same numbers the result is the same.
///
/// # Definition
/// From N dyads, N are drawn with replacement and the model is fitted anew, `resamples` times; the interval reaches from the 2.5th to
/// the 97.5th percentile (Hyndman & Fan's type 7, R's default).
///
/// # Assumptions
/// Independent dyads. No normality, no equal variances.
///
/// # Missing data
/// Dyads with a missing value are left out before drawing.
///
/// # Reference
/// Efron & Tibshirani 1993, chapter 13. Reference values: `reference/actor_partner.R` draws with a linear congruential generator that
/// the test repeats, fits with `lm.fit`, and takes `quantile(type = 7)`.
///
/// # Errors
/// As the model itself; [`Reason::OutOfRange`] for fewer than [`RESAMPLES_MIN`] resamples; [`Reason::SingularDesign`] if a resample has
/// no variation left in a predictor.
pub fn bootstrap_indistinguishable(
    dyads: &[Dyad],
    resamples: usize,
    draw: impl FnMut(usize) -> usize,
) -> Finding<BootstrapIndistinguishable> {
    let whole = actor_partner_indistinguishable(dyads)?;
    let (columns, units) = Columns::in_own_units(dyads)?;
    let [sum_y, difference_y] = sums_and_differences(&columns.y);
    let [sum_x, difference_x] = sums_and_differences(&columns.x);
    let (sum_x, sum_y) = (centred(&sum_x), centred(&sum_y));
    // The products of each dyad are summed over the resample; centred beforehand, they lose no digits.
    let products: Vec<[f64; 8]> = sum_x
        .iter()
        .zip(&sum_y)
        .zip(difference_x.iter().zip(&difference_y))
        .map(|((&sx, &sy), (&dx, &dy))| [sx, sy, sx * sx, sx * sy, sy * sy, dx * dx, dx * dy, dy * dy])
        .collect();
    let rows = products.len() as f64;
    let [actor, partner, correlation, ratio] =
        resampled(&products, resamples, draw, |[sx, sy, sxx, sxy, syy, dxx, dxy, dyy]| {
            let (xx, xy, yy) = (sxx - sx * sx / rows, sxy - sx * sy / rows, syy - sy * sy / rows);
            let (plus, minus) = (xy / xx, dxy / dxx);
            let (actor, partner) = ((plus + minus) / 2.0, (plus - minus) / 2.0);
            let variance_plus = (yy - plus * xy) / (rows - 2.0);
            let variance_minus = (dyy - minus * dxy) / (rows - 1.0);
            let correlation = (variance_plus - variance_minus) / (variance_plus + variance_minus);
            [actor, partner, correlation, partner / actor]
        })?;
    let unit = units.effect();
    Ok(BootstrapIndistinguishable {
        actor: actor.in_units(unit)?,
        partner: partner.in_units(unit)?,
        residual_correlation: correlation,
        ratio: whole.ratio.map(|_| ratio),
        dyads: whole.dyads,
        resamples,
    })
}

/// Percentile bootstrap of the model of distinguishable dyads; definition, assumptions, missing data and reference as for
/// [`bootstrap_indistinguishable`].
///
/// # Errors
/// As [`bootstrap_indistinguishable`].
pub fn bootstrap_distinguishable(
    dyads: &[Dyad],
    resamples: usize,
    draw: impl FnMut(usize) -> usize,
) -> Finding<BootstrapDistinguishable> {
    let whole = actor_partner_distinguishable(dyads)?;
    let (columns, units) = Columns::in_own_units(dyads)?;
    let [x1, x2, y1, y2] = [&columns.x, &columns.y]
        .map(|[a, b]| [centred(a), centred(b)])
        .concat()
        .try_into()
        .map_err(|_| Reason::SingularDesign)?;
    let products: Vec<[f64; 11]> = x1
        .iter()
        .zip(&x2)
        .zip(y1.iter().zip(&y2))
        .map(|((&a, &b), (&y, &z))| [a, b, y, z, a * a, a * b, b * b, a * y, b * y, a * z, b * z])
        .collect();
    let rows = products.len() as f64;
    let [a1, p1, a2, p2] =
        resampled(&products, resamples, draw, |[a, b, y, z, aa, ab, bb, ay, by, az, bz]| {
            let (aa, ab, bb) = (aa - a * a / rows, ab - a * b / rows, bb - b * b / rows);
            let [first, second] =
                [(ay - a * y / rows, by - b * y / rows), (az - a * z / rows, bz - b * z / rows)].map(
                    |(with_first, with_second)| {
                        // Cholesky's decomposition of the two by two cross products, written out.
                        let slope = ab / aa;
                        let second = (with_second - slope * with_first) / (bb - slope * ab);
                        [with_first / aa - slope * second, second]
                    },
                );
            [first[0], first[1], second[1], second[0]]
        })?;
    let of = |drawn: BootstrapInterval| drawn.in_units(units.effect());
    let (actor, partner) = ([of(a1)?, of(a2)?], [of(p1)?, of(p2)?]);
    Ok(BootstrapDistinguishable { actor, partner, dyads: whole.dyads, resamples })
}

impl HasUnit for BootstrapInterval {
    fn times(self, unit: f64) -> Self {
        Self { interval: self.interval.times(unit), standard_error: self.standard_error * unit }
    }

    fn is_finite(&self) -> bool {
        self.interval.is_finite() && self.standard_error.is_finite()
    }
}

fn centred(values: &[f64]) -> Vec<f64> {
    let centre = mean(values);
    values.iter().map(|value| value - centre).collect()
}

/// Draws `resamples` times as many rows as there are, sums them, lets `quantities` make of the sums what is asked for, and takes the
/// percentiles of each quantity.
fn resampled<const P: usize, const Q: usize>(
    products: &[[f64; P]],
    resamples: usize,
    mut draw: impl FnMut(usize) -> usize,
    quantities: impl Fn([f64; P]) -> [f64; Q],
) -> Finding<[BootstrapInterval; Q]> {
    if resamples < RESAMPLES_MIN {
        return Err(Reason::OutOfRange.into());
    }
    let mut values = [const { Vec::<f64>::new() }; Q];
    for _ in 0..resamples {
        let mut sums = [0.0; P];
        for _ in products {
            let drawn = products.get(draw(products.len())).ok_or(Reason::OutOfRange)?;
            for (sum, product) in sums.iter_mut().zip(drawn) {
                *sum += product;
            }
        }
        for (column, value) in values.iter_mut().zip(quantities(sums)) {
            if !value.is_finite() {
                return Err(Reason::SingularDesign.into());
            }
            column.push(value);
        }
    }
    Ok(values.map(percentiles))
}

fn percentiles(mut values: Vec<f64>) -> BootstrapInterval {
    let centre = mean(&values);
    let spread: f64 = values.iter().map(|value| (value - centre) * (value - centre)).sum();
    let standard_error = libm::sqrt(spread / (values.len() as f64 - 1.0));
    values.sort_by(f64::total_cmp);
    BootstrapInterval {
        interval: Interval { low: quantile(&values, 1.0 - UPPER), high: quantile(&values, UPPER) },
        standard_error,
    }
}

/// Hyndman and Fan's type 7 of sorted values, of which there are at least two.
fn quantile(sorted: &[f64], probability: f64) -> f64 {
    let place = probability * (sorted.len() - 1) as f64;
    let below = libm::floor(place);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between zero and the length"
    )]
    let mut from = sorted.iter().skip(below as usize);
    let low = from.next().copied().unwrap_or(0.0);
    let high = from.next().copied().unwrap_or(low);
    low + (place - below) * (high - low)
}
