//! Dyads whose members cannot be told apart, such as friends or twins.

use super::{Columns, Dyad, ratio::ratio, sums_and_differences};
use crate::{
    distribution::{UPPER, f_quantile},
    finding::{Bounded, Coefficient, Estimate, Finding, Interval, Reason},
    least_squares::{LeastSquares, coefficient, design, is_rounding, square},
};

/// The fitted model of indistinguishable dyads: `yᵢ = b₀ + a·xᵢ + p·xⱼ + eᵢ`, with equal variance σ² and correlation ρ of the two
/// errors.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Indistinguishable {
    /// The intercept b₀.
    pub intercept: Coefficient,
    /// The actor effect a: what goes with one's own predictor.
    pub actor: Coefficient,
    /// The partner effect p: what goes with the other's predictor.
    pub partner: Coefficient,
    /// The residual variance σ² of one person.
    pub residual_variance: f64,
    /// The correlation ρ of the two persons' residuals.
    pub residual_correlation: Bounded,
    /// k = p/a; see its own conditions.
    #[cfg_attr(feature = "serde", serde(serialize_with = "crate::serialize::finding"))]
    pub ratio: Finding<Estimate>,
    /// Dyads with all values.
    pub dyads: usize,
}

/// Fits the actor–partner interdependence model to indistinguishable dyads.
///
/// # Definition
/// Sums and differences within a dyad are independent, so two regressions give the exact solution: `y₁+y₂` on `(1, x₁+x₂)` → β₀, β₊
/// and `y₁−y₂` on `x₁−x₂` without intercept → β₋. Then `a = (β₊+β₋)/2`, `p = (β₊−β₋)/2`, `b₀ = β₀/2`;
/// with `σ₊² = RSS₊/(N−2)` and `σ₋² = RSS₋/(N−1)`, `σ² = (σ₊²+σ₋²)/4`, `ρ = (σ₊²−σ₋²)/(σ₊²+σ₋²)` and
/// `SE(a) = SE(p) = ½√(SE₊²+SE₋²)`. Intervals of a and p use Student's t with Satterthwaite's degrees of freedom
/// `(SE₊²+SE₋²)²/(SE₊⁴/(N−2)+SE₋⁴/(N−1))`; b₀ has N−2; the interval of ρ is exact, from the F distribution of
/// `σ₊²/σ₋²·(1−ρ)/(1+ρ)`. `k = p/a` has the standard error of the delta method,
/// `√(Var p − 2k·Cov(a,p) + k²·Var a)/|a|`, and Fieller's interval, every k for which p − k·a may be zero; it is not computable when the
/// interval of a includes zero, and not given for fewer than 30 dyads.
///
/// # Assumptions
/// Linear effects, equal for both members; normal errors, correlated within and independent between dyads; x without error.
///
/// # Missing data
/// Dyads with a missing value are left out.
///
/// # Reference
/// Kenny, Kashy & Cook 2006, *Dyadic data analysis*, chapter 7; Kenny & Ledermann 2010 for k; Fieller 1954. Reference values:
/// `reference/actor_partner.R` on `data/acitelli.csv`, where `nlme::gls` by restricted maximum likelihood with compound symmetry
/// gives the same estimates to its tolerance, and base R's `lm` on sums and differences to 1e-8.
///
/// # Errors
/// [`Unknown`](crate::Unknown) if there are too few complete dyads, the predictors cannot be told apart, or nothing is left
/// unexplained.
pub fn actor_partner_indistinguishable(dyads: &[Dyad]) -> Finding<Indistinguishable> {
    let (columns, units) = Columns::in_own_units(dyads)?;
    let dyads = columns.len();
    let [sum_y, difference_y] = sums_and_differences(&columns.y);
    let [sum_x, difference_x] = sums_and_differences(&columns.x);
    let scale: f64 = sum_y.iter().chain(&difference_y).map(|value| value * value).sum();
    let sums = LeastSquares::fit(design(&[&vec![1.0; dyads], &sum_x]), sum_y.into())?;
    let differences = LeastSquares::fit(design(&[&difference_x]), difference_y.into())?;
    if is_rounding(sums.residual_sum, scale) || is_rounding(differences.residual_sum, scale) {
        return Err(Reason::NoResidualVariation.into());
    }
    let (&[intercept, plus], &[minus]) =
        (sums.tested(dyads)?.as_slice(), differences.tested(dyads)?.as_slice())
    else {
        return Err(Reason::SingularDesign.into());
    };
    let model = combine(&sums, &differences, [intercept, plus, minus], dyads);
    let effects = [model.intercept, model.actor, model.partner];
    let ([intercept, actor, partner], residual_variance) =
        units.of_table(effects, model.residual_variance)?;
    Ok(Indistinguishable { intercept, actor, partner, residual_variance, ..model })
}

fn combine(
    sums: &LeastSquares,
    differences: &LeastSquares,
    [intercept, plus, minus]: [Coefficient; 3],
    dyads: usize,
) -> Indistinguishable {
    let (variance_plus, variance_minus) =
        (square(plus.estimate.standard_error), square(minus.estimate.standard_error));
    let both = variance_plus + variance_minus;
    let standard_error = 0.5 * libm::sqrt(both);
    let (share_plus, share_minus) = (variance_plus / both, variance_minus / both);
    let satterthwaite =
        1.0 / (square(share_plus) / plus.degrees_of_freedom + square(share_minus) / minus.degrees_of_freedom);
    let actor = (plus.estimate.value + minus.estimate.value) / 2.0;
    let partner = (plus.estimate.value - minus.estimate.value) / 2.0;
    let effect = |value| coefficient(value, standard_error, satterthwaite, dyads);
    Indistinguishable {
        intercept: coefficient(
            intercept.estimate.value / 2.0,
            intercept.estimate.standard_error / 2.0,
            intercept.degrees_of_freedom,
            dyads,
        ),
        actor: effect(actor),
        partner: effect(partner),
        residual_variance: (sums.residual_variance() + differences.residual_variance()) / 4.0,
        residual_correlation: residual_correlation(sums, differences, dyads),
        ratio: ratio(&effect(actor), &effect(partner), (variance_plus - variance_minus) / 4.0),
        dyads,
    }
}

fn residual_correlation(sums: &LeastSquares, differences: &LeastSquares, dyads: usize) -> Bounded {
    let quotient = sums.residual_variance() / differences.residual_variance();
    let correlation = |quotient: f64| (quotient - 1.0) / (quotient + 1.0);
    let quantile =
        |probability| f_quantile(probability, sums.degrees_of_freedom(), differences.degrees_of_freedom());
    Bounded {
        value: correlation(quotient),
        interval: Interval {
            low: correlation(quotient / quantile(UPPER)),
            high: correlation(quotient / quantile(1.0 - UPPER)),
        },
        observations: dyads,
    }
}
