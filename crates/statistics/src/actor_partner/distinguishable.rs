//! Dyads whose members have roles, such as wife and husband or parent and child.

use super::{Columns, Dyad, Units, ratio::ratio, residuals};
use crate::{
    distribution::NORMAL_UPPER,
    finding::{Bounded, Coefficient, Estimate, Finding, Interval, Reason},
    least_squares::{LeastSquares, correlation, design, is_rounding},
};

/// The regression of one role.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct RoleEffects {
    /// The intercept of this role.
    pub intercept: Coefficient,
    /// The actor effect: this role's own predictor on this role's response.
    pub actor: Coefficient,
    /// The partner effect: the other role's predictor on this role's response.
    pub partner: Coefficient,
    /// The residual variance of this role.
    pub residual_variance: f64,
    /// k = p/a of this role.
    #[cfg_attr(feature = "serde", serde(serialize_with = "crate::serialize::finding"))]
    pub ratio: Finding<Estimate>,
}

/// The fitted model of distinguishable dyads.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Distinguishable {
    /// The first and the second role.
    pub roles: [RoleEffects; 2],
    /// The correlation of the two roles' residuals.
    pub residual_correlation: Bounded,
    /// Dyads with all values.
    pub dyads: usize,
}

/// Fits the actor–partner interdependence model to distinguishable dyads.
///
/// # Definition
/// `y₁ = b₁ + a₁·x₁ + p₁·x₂ + e₁` and `y₂ = b₂ + a₂·x₂ + p₂·x₁ + e₂`. Both equations have the same regressors, so least squares
/// for each is the efficient estimate even though e₁ and e₂ correlate (Zellner 1962). Tests and intervals are Student's t with N−3
/// degrees of freedom. The interval of the residual correlation is Fisher's, with standard error `1/√(N−5)` on the z scale, as for
/// a partial correlation given two variables; `k = p/a` for each role with the standard error of the delta method and Fieller's interval.
///
/// # Assumptions
/// Linear effects; normal errors of constant variance, correlated within and independent between dyads; x without error.
///
/// # Missing data
/// Dyads with a missing value are left out.
///
/// # Reference
/// Kenny, Kashy & Cook 2006, chapter 7. Reference values: `reference/actor_partner.R` on `data/acitelli.csv`, base R's `lm` to 1e-8;
/// `nlme::gls` with `corSymm` and `varIdent` agrees to its tolerance.
///
/// # Errors
/// [`Unknown`](crate::Unknown) if there are too few complete dyads, the predictors cannot be told apart, or nothing is left
/// unexplained.
pub fn actor_partner_distinguishable(dyads: &[Dyad]) -> Finding<Distinguishable> {
    let (columns, units) = Columns::in_own_units(dyads)?;
    let dyads = columns.len();
    let one = vec![1.0; dyads];
    let [y1, y2] = &columns.y;
    let [x1, x2] = &columns.x;
    let left = |y: &[f64]| residuals(y, &[&one, x1, x2]);
    let roles = [role(y1, &one, x1, x2)?.in_units(units)?, role(y2, &one, x2, x1)?.in_units(units)?];
    let value = correlation(&left(y1)?, &left(y2)?)?;
    if value.abs() >= 1.0 - 1e-12 {
        return Err(Reason::NoResidualVariation.into());
    }
    let half_width = NORMAL_UPPER / libm::sqrt(dyads as f64 - 5.0);
    let around = Interval::around(libm::atanh(value), half_width);
    Ok(Distinguishable {
        roles,
        residual_correlation: Bounded {
            value,
            interval: Interval { low: libm::tanh(around.low), high: libm::tanh(around.high) },
            observations: dyads,
        },
        dyads,
    })
}

impl RoleEffects {
    fn in_units(self, units: Units) -> Finding<Self> {
        let effects = [self.intercept, self.actor, self.partner];
        let ([intercept, actor, partner], residual_variance) =
            units.of_table(effects, self.residual_variance)?;
        Ok(Self { intercept, actor, partner, residual_variance, ..self })
    }
}

fn role(y: &[f64], one: &[f64], own: &[f64], other: &[f64]) -> Finding<RoleEffects> {
    let fit = LeastSquares::fit(design(&[one, own, other]), y.to_vec().into())?;
    if is_rounding(fit.residual_sum, y.iter().map(|value| value * value).sum()) {
        return Err(Reason::NoResidualVariation.into());
    }
    let &[intercept, actor, partner] = fit.tested(y.len())?.as_slice() else {
        return Err(Reason::SingularDesign.into());
    };
    let covariance = covariance_of_effects(&fit)?;
    Ok(RoleEffects {
        intercept,
        actor,
        partner,
        residual_variance: fit.residual_variance(),
        ratio: ratio(&actor, &partner, covariance),
    })
}

/// Cov(a, p), from the second and third row of the inverse triangle.
fn covariance_of_effects(fit: &LeastSquares) -> Finding<f64> {
    let half = fit
        .triangle
        .solve_upper_triangular(&nalgebra::DMatrix::identity(3, 3))
        .ok_or(Reason::SingularDesign)?;
    Ok(half.row(1).dot(&half.row(2)) * fit.residual_variance())
}
