//! The actor–partner interdependence model over many dyads: how far a person's value goes with their own predictor (the actor
//! effect) and with the other's (the partner effect).

mod bootstrap;
mod distinguishable;
mod exchange;
mod indistinguishable;
mod ratio;

pub use bootstrap::{
    BootstrapDistinguishable, BootstrapIndistinguishable, BootstrapInterval, RESAMPLES_MIN,
    bootstrap_distinguishable, bootstrap_indistinguishable,
};
pub use distinguishable::{Distinguishable, RoleEffects, actor_partner_distinguishable};
pub use indistinguishable::{Indistinguishable, actor_partner_indistinguishable};
pub use ratio::RATIO_DYADS_MIN;

use crate::{
    finding::{Coefficient, Finding, Test, Unit, all_finite, at_least},
    least_squares::{LeastSquares, design},
    units::{HasUnit, unit_of},
};

/// What is known of one dyad: for the first and the second person a response `y` and a predictor `x`.
///
/// For distinguishable dyads the first is always the same role (such as the wife); for indistinguishable ones the order is arbitrary
/// and no result depends on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dyad {
    /// Response of the first and of the second person.
    pub y: [Option<f64>; 2],
    /// Predictor of the first and of the second person.
    pub x: [Option<f64>; 2],
}

/// The fewest dyads with which the models are fitted: five parameters of the mean and two of the errors, and some room.
pub const DYADS_MIN: usize = 10;

/// The complete dyads as columns.
pub(crate) struct Columns {
    y: [Vec<f64>; 2],
    x: [Vec<f64>; 2],
}

impl Columns {
    /// Leaves out every dyad that lacks a value.
    fn complete(dyads: &[Dyad]) -> Finding<Self> {
        let mut columns = Self { y: [vec![], vec![]], x: [vec![], vec![]] };
        for dyad in dyads {
            if let (&[Some(y1), Some(y2)], &[Some(x1), Some(x2)]) = (&dyad.y, &dyad.x) {
                columns.push([y1, y2], [x1, x2]);
            }
        }
        let [y1, y2] = &columns.y;
        let [x1, x2] = &columns.x;
        all_finite(y1.iter().chain(y2).chain(x1).chain(x2))?;
        at_least(DYADS_MIN, y1.len(), Unit::Dyads)?;
        Ok(columns)
    }

    /// The same with responses and predictors in units of their own size, and those units.
    fn in_own_units(dyads: &[Dyad]) -> Finding<(Self, Units)> {
        let mut columns = Self::complete(dyads)?;
        let units = Units { y: unit_of(columns.y.iter().flatten()), x: unit_of(columns.x.iter().flatten()) };
        columns.y.iter_mut().flatten().for_each(|value| *value /= units.y);
        columns.x.iter_mut().flatten().for_each(|value| *value /= units.x);
        Ok((columns, units))
    }

    fn push(&mut self, y: [f64; 2], x: [f64; 2]) {
        for (column, value) in self.y.iter_mut().zip(y).chain(self.x.iter_mut().zip(x)) {
            column.push(value);
        }
    }

    fn len(&self) -> usize {
        let [first, _] = &self.y;
        first.len()
    }
}

/// The units of the responses and of the predictors.
#[derive(Clone, Copy)]
struct Units {
    y: f64,
    x: f64,
}

impl Units {
    /// That of an effect.
    fn effect(self) -> f64 {
        self.y / self.x
    }

    /// Intercept, actor, partner and the residual variance in the units of the table.
    fn of_table(
        self,
        [intercept, actor, partner]: [Coefficient; 3],
        residual_variance: f64,
    ) -> Finding<([Coefficient; 3], f64)> {
        let effect = self.effect();
        let coefficients = [intercept.in_units(self.y)?, actor.in_units(effect)?, partner.in_units(effect)?];
        Ok((coefficients, residual_variance.in_units(self.y * self.y)?))
    }
}

/// The sums and the differences within pairs.
fn sums_and_differences([first, second]: &[Vec<f64>; 2]) -> [Vec<f64>; 2] {
    let pairs = || first.iter().zip(second);
    [pairs().map(|(a, b)| a + b).collect(), pairs().map(|(a, b)| a - b).collect()]
}

/// Tests of whether it matters who of a dyad is the first and who the second.
///
/// # Definition
/// `−2·(ℓ₀ − ℓ₁)` of two nested models by maximum likelihood. `given_predictors` compares the two regressions of `y` on both `x`
/// with those that are equal in intercept, actor effect, partner effect and residual variance (4 degrees of freedom);
/// `with_predictors` also asks for equal means and variances of the two `x` (6 degrees of freedom, the omnibus test of Kenny, Kashy
/// and Cook 2006, chapter 3). Its p value is the share of exchanges of first and second within the dyads that give at least as large a
/// statistic: all of them up to 13 dyads, 4095 that are drawn (the same each time) and the dyads as they stand beyond. χ² rejects 17 %
/// of ten dyads of equals; this test rejects 5 % of any number.
///
/// # Assumptions
/// Independent dyads. If it does not matter who is the first, every exchange is as likely as the table as it stands; no more is needed
/// for the p value. The statistic is that of bivariate normal residuals (and predictors, for the second).
///
/// # Missing data
/// Dyads with a missing value are left out.
///
/// # Reference
/// Kenny, Kashy & Cook 2006, *Dyadic data analysis*; Phipson & Smyth 2010 for p values of drawn exchanges. Reference values:
/// `reference/actor_partner.R` fits both models with `lavaan::sem` (4.2.2, `fixed.x = TRUE` and `FALSE`) and takes the difference of the χ².
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Distinguishability {
    /// Whether the regressions differ.
    pub given_predictors: Test,
    /// Whether the regressions, or means and variances of the predictors, differ.
    pub with_predictors: Test,
    /// Dyads the tests rest on.
    pub dyads: usize,
}

/// Tests whether the members of the dyads can be told apart. See [`Distinguishability`].
///
/// # Errors
/// [`Unknown`](crate::Unknown) if there are too few complete dyads, the predictors cannot be told apart or the responses leave nothing
/// unexplained.
pub fn distinguishability(dyads: &[Dyad]) -> Finding<Distinguishability> {
    let columns = Columns::complete(dyads)?;
    let columns = Columns { y: exchange::alike(&columns.y), x: exchange::alike(&columns.x) };
    let [given, both] = exchange::shares(&columns.y, &columns.x)?;
    let [y1, y2] = &columns.y;
    let [x1, x2] = &columns.x;
    let one = vec![1.0; columns.len()];
    let regressions =
        exchangeable_deviance(&columns.y, Some(&columns.x))? - free_deviance([y1, y2], &[&one, x1, x2])?;
    let predictors = exchangeable_deviance(&columns.x, None)? - free_deviance([x1, x2], &[&one])?;
    let test = |statistic: f64, degrees_of_freedom: f64, p_value: f64| {
        // Rounding alone can take it below zero.
        Test { statistic: statistic.max(0.0), degrees_of_freedom, p_value }
    };
    Ok(Distinguishability {
        given_predictors: test(regressions, 4.0, given),
        with_predictors: test(regressions + predictors, 6.0, both),
        dyads: columns.len(),
    })
}

/// −2ℓ of two exchangeable responses, up to the constant it shares with [`free_deviance`]: sums and differences are independent.
fn exchangeable_deviance(responses: &[Vec<f64>; 2], predictors: Option<&[Vec<f64>; 2]>) -> Finding<f64> {
    let [sum, difference] = sums_and_differences(responses);
    let rows = sum.len() as f64;
    let one = vec![1.0; sum.len()];
    let (sums_left, differences_left) = match predictors.map(sums_and_differences) {
        Some([sum_x, difference_x]) => (
            LeastSquares::fit(design(&[&one, &sum_x]), sum.into())?.residual_sum,
            LeastSquares::fit(design(&[&difference_x]), difference.into())?.residual_sum,
        ),
        None => (
            LeastSquares::fit(design(&[&one]), sum.into())?.residual_sum,
            difference.iter().map(|value| value * value).sum(),
        ),
    };
    // The step from (first, second) to (sum, difference) has the determinant −2, hence the logarithm of four.
    Ok(rows * (libm::log(sums_left / rows) + libm::log(differences_left / rows) - libm::log(4.0)))
}

/// −2ℓ of two responses with a free regression each and a free residual covariance, up to the same constant.
fn free_deviance(responses: [&Vec<f64>; 2], predictors: &[&[f64]]) -> Finding<f64> {
    let rows = responses[0].len() as f64;
    let [first, second] = responses.map(|response| residuals(response, predictors));
    let (first, second) = (first?, second?);
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f64>() / rows;
    let determinant =
        dot(&first, &first) * dot(&second, &second) - dot(&first, &second) * dot(&first, &second);
    Ok(rows * libm::log(determinant))
}

/// What a regression leaves unexplained.
fn residuals(response: &[f64], predictors: &[&[f64]]) -> Finding<Vec<f64>> {
    let matrix = design(predictors);
    let fit = LeastSquares::fit(matrix.clone(), response.to_vec().into())?;
    let fitted = matrix * fit.coefficients;
    Ok(response.iter().zip(fitted.iter()).map(|(y, fitted)| y - fitted).collect())
}
