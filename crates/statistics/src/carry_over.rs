//! What carries over from one day to the next in one dyad, within a person and from the other, with priors from real couples.

use nalgebra::{DMatrix, DVector};

use crate::{
    distribution::{UPPER, chi_squared_quantile, t_cdf, t_quantile},
    finding::{Bounded, Finding, Interval, Unit, at_least},
    least_squares::LeastSquares,
    standardise::{DyadSeries, standardise},
};

/// The fewest pairs of consecutive days the posterior is computed from. It is proper from the first; below this it is only prior.
pub const CONSECUTIVE_DAYS_MIN: usize = 3;

/// A normal-inverse-gamma prior of one equation, on the scale of [`standardise`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prior {
    /// Prior means of intercept, actor and partner carry-over.
    pub means: [f64; 3],
    /// Prior standard deviations of the three, at the prior mean of the residual variance.
    pub standard_deviations: [f64; 3],
    /// Shape of the inverse gamma prior of the residual variance; above one.
    pub shape: f64,
    /// Its scale.
    pub rate: f64,
}

impl Prior {
    /// From 183 couples: intercept N(0, 1), actor N(.18, .20²), partner N(.03, .10²), residual variance IG(3, 2).
    pub const COUPLES: Self =
        Self { means: [0.0, 0.18, 0.03], standard_deviations: [1.0, 0.20, 0.10], shape: 3.0, rate: 2.0 };
}

/// The posterior of one coefficient: Student's t.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Posterior {
    /// Posterior mean.
    pub mean: f64,
    /// Scale of Student's t.
    pub scale: f64,
    /// Its degrees of freedom.
    pub degrees_of_freedom: f64,
    /// The central credible interval.
    pub interval: Interval,
    /// The probability that the coefficient is above zero.
    pub probability_positive: f64,
    /// Pairs of consecutive days it rests on, besides the prior.
    pub observations: usize,
}

impl Posterior {
    /// The probability of the more probable sign.
    #[must_use]
    pub fn sign_probability(&self) -> f64 {
        self.probability_positive.max(1.0 - self.probability_positive)
    }
}

/// What predicts one person's day.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PersonCarryOver {
    /// Intercept, near zero after centring.
    pub intercept: Posterior,
    /// Actor carry-over: own yesterday on own today.
    pub actor: Posterior,
    /// Partner carry-over: the other's yesterday on own today.
    pub partner: Posterior,
    /// Residual variance with its posterior mean.
    pub residual_variance: Bounded,
}

/// Carry-over in one dyad, in units of its pooled within-person standard deviation.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct CarryOver {
    /// The first and the second person.
    pub persons: [PersonCarryOver; 2],
    /// Each person's mean, in the units of the answers.
    pub centre: [f64; 2],
    /// The pooled within-person standard deviation, in the units of the answers.
    pub scale: f64,
    /// Days on which both answered.
    pub days_of_both: usize,
    /// Days on which both answered, the day before too: what the posterior rests on.
    pub consecutive_days: usize,
}

/// The vector autoregression of order one of one dyad, with a conjugate prior.
///
/// # Definition
/// After [`standardise`], for each person `yₜ = c + a·yₜ₋₁ + p·zₜ₋₁ + e`, e ~ N(0, σ²), z the other person. Prior
/// `(c, a, p) | σ² ~ N(m, σ²·V)`, `σ² ~ IG(α, β)`, V diagonal and scaled so that the prior standard deviations are the stated ones at
/// the prior mean of σ², `β/(α−1)`. Posterior: `Vₙ⁻¹ = V⁻¹ + X'X`, `mₙ = Vₙ(V⁻¹m + X'y)`, `αₙ = α + n/2`,
/// `βₙ = β + ½(y'y + m'V⁻¹m − mₙ'Vₙ⁻¹mₙ)`; each coefficient is Student's t with 2αₙ degrees of freedom and squared scale
/// `βₙ/αₙ·(Vₙ)ᵢᵢ`. It is computed by one QR decomposition of the days with the prior as three further rows.
///
/// # Assumptions
/// A linear, stationary relation of today to yesterday; normal errors; the dyad resembles those the prior comes from. The partner
/// coefficient is mostly prior for months: see [`partner_reading`](crate::partner_reading).
///
/// # Missing data
/// A day enters if both answered on it and on the day before. [`kalman_var`](crate::kalman_var) uses every answer.
///
/// # Reference
/// O'Hagan & Forster 2004, *Kendall's Advanced Theory of Statistics 2B*, §11.3–11.10. Prior from 183 couples (`science.md`). Reference
/// values: `reference/dyad.R`, the matrix formulas above in base R on four couples of `data/barkalifa.csv`.
///
/// # Errors
/// [`Unknown`](crate::Unknown) if there are fewer than [`CONSECUTIVE_DAYS_MIN`] such days or no answers ever vary.
pub fn carry_over(days: &DyadSeries, prior: &Prior) -> Finding<CarryOver> {
    let standardised = standardise(days)?;
    let consecutive: Vec<[[f64; 2]; 2]> = standardised
        .days
        .array_windows()
        .filter_map(|&[[a, b], [c, d]]| Some([[a?, b?], [c?, d?]]))
        .collect();
    at_least(CONSECUTIVE_DAYS_MIN, consecutive.len(), Unit::ConsecutiveDays)?;
    let equation = |today: fn([f64; 2]) -> f64, yesterday: fn([f64; 2]) -> [f64; 2]| {
        let rows: Vec<([f64; 2], f64)> =
            consecutive.iter().map(|&[before, after]| (yesterday(before), today(after))).collect();
        posterior(&rows, prior)
    };
    Ok(CarryOver {
        persons: [
            equation(|[first, _]| first, |before| before)?,
            equation(|[_, second]| second, |[first, second]| [second, first])?,
        ],
        centre: standardised.centre,
        scale: standardised.scale,
        days_of_both: standardised
            .days
            .iter()
            .filter(|[first, second]| first.is_some() && second.is_some())
            .count(),
        consecutive_days: consecutive.len(),
    })
}

/// The posterior of one equation from rows of (own and other yesterday, own today).
#[expect(clippy::indexing_slicing, reason = "rows and columns are those the matrix was made with")]
fn posterior(rows: &[([f64; 2], f64)], prior: &Prior) -> Finding<PersonCarryOver> {
    let count = rows.len();
    let prior_variance = prior.rate / (prior.shape - 1.0);
    // A prior row weighs as much as one day measured with the prior's own exactness.
    let weights = prior.standard_deviations.map(|deviation| libm::sqrt(prior_variance) / deviation);
    let mut design = DMatrix::zeros(count + 3, 3);
    let mut response = DVector::zeros(count + 3);
    for (row, &([own, other], today)) in rows.iter().enumerate() {
        design.row_mut(row).copy_from_slice(&[1.0, own, other]);
        response[row] = today;
    }
    for (column, (weight, mean)) in weights.into_iter().zip(prior.means).enumerate() {
        design[(count + column, column)] = weight;
        response[count + column] = weight * mean;
    }
    let fit = LeastSquares::fit(design, response)?;
    let shape = prior.shape + count as f64 / 2.0;
    let rate = prior.rate + fit.residual_sum / 2.0;
    let mut coefficients = fit
        .coefficients
        .iter()
        .zip(fit.unscaled_variances()?)
        .map(|(&mean, unscaled)| student(mean, libm::sqrt(rate / shape * unscaled), 2.0 * shape, count));
    let mut next = || coefficients.next().expect("the design has three columns");
    let quantile = |probability| 2.0 * rate / chi_squared_quantile(probability, 2.0 * shape);
    Ok(PersonCarryOver {
        intercept: next(),
        actor: next(),
        partner: next(),
        residual_variance: Bounded {
            value: rate / (shape - 1.0),
            interval: Interval { low: quantile(UPPER), high: quantile(1.0 - UPPER) },
            observations: count,
        },
    })
}

fn student(mean: f64, scale: f64, degrees_of_freedom: f64, observations: usize) -> Posterior {
    Posterior {
        mean,
        scale,
        degrees_of_freedom,
        interval: Interval::around(mean, t_quantile(UPPER, degrees_of_freedom) * scale),
        probability_positive: t_cdf(mean / scale, degrees_of_freedom),
        observations,
    }
}
