//! Regression of one person's days with errors that depend on the day before.

mod summed;
mod whitened;

use crate::{
    finding::{Estimate, Finding, Reason},
    least_squares::is_rounding,
    mixture::{Mixture, Part},
    optimise::minimise_over,
    trend::AtMaximum,
    units::HasUnit,
};
use summed::{Fit, Summed};
use whitened::whitened_deviance;

/// A coefficient of such a regression.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Effect {
    /// The effect, averaged over the plausible dependence of one day on the day before: what to say.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub estimate: Estimate,
    /// Two-sided p value, averaged likewise.
    pub p_value: f64,
    /// The effect at the most likely dependence: what other programs give.
    pub at_maximum: AtMaximum,
}

impl HasUnit for Effect {
    fn times(self, unit: f64) -> Self {
        let (estimate, at_maximum) = (self.estimate.times(unit), self.at_maximum.times(unit));
        Self { estimate, at_maximum, ..self }
    }

    fn is_finite(&self) -> bool {
        self.estimate.is_finite() && self.at_maximum.is_finite()
    }
}

/// A fitted regression.
pub(crate) struct Regression<const N: usize> {
    /// Values and standard errors of the coefficients at the most likely dependence.
    at_maximum: [(f64, f64); N],
    /// Answers minus coefficients.
    degrees_of_freedom: f64,
    observations: usize,
    /// The correlation of the errors of neighbouring days at the maximum of the restricted likelihood.
    pub(crate) autocorrelation: f64,
    /// Whether that is the end of the range: the days drift, and do not come back to a level.
    pub(crate) at_limit: bool,
    /// Their standard deviation there.
    pub(crate) deviation: f64,
    /// The maximum of the restricted log-likelihood.
    pub(crate) log_likelihood: f64,
    /// Each plausible dependence: its likelihood beside the highest of them, the standard deviation of the errors given it, and the coefficients.
    pub(crate) given: Vec<Given<N>>,
}

/// The regression given the dependence.
pub(crate) struct Given<const N: usize> {
    pub(crate) weight: f64,
    pub(crate) deviation: f64,
    /// Values and standard errors.
    pub(crate) coefficients: [(f64, f64); N],
}

/// The dependences that are averaged over, equally likely before the answers: days that push each other away are not expected.
fn dependences() -> impl Iterator<Item = f64> {
    (-8..=39).map(|step| f64::from(step) * 0.025)
}

/// The end of the range of the dependence.
const AUTOCORRELATION_MAX: f64 = 0.99;

/// The answers, each with its day counted from `from`.
pub(crate) fn answered(days: &[Option<f64>], from: usize) -> Vec<(f64, f64)> {
    let at = |(day, answer): (usize, &Option<f64>)| Some((day as f64 - from as f64, (*answer)?));
    days.iter().enumerate().filter_map(at).collect()
}

/// Fits `answered`, pairs of a time and an answer, on the row of predictors that `row` gives each time.
pub(crate) fn regress<const N: usize>(
    answered: &[(f64, f64)],
    row: impl Fn(f64) -> [f64; N],
) -> Finding<Regression<N>> {
    let summed = Summed::of(answered, &row).map_err(|_| Reason::NoMaximum)?;
    let squares = answered.iter().map(|&(_, answer)| answer * answer).sum();
    if is_rounding(summed.residual_sum, squares) {
        return Err(Reason::NoResidualVariation.into());
    }
    let grid: Vec<f64> =
        (-9..=9).map(|step| f64::from(step) * 0.1).chain([0.95, 0.97, AUTOCORRELATION_MAX]).collect();
    let costs: Vec<f64> =
        grid.iter().map(|&phi| summed.given(phi).map_or(f64::INFINITY, |fit| fit.deviance)).collect();
    let autocorrelation = minimise_over(&grid, &costs, |phi| whitened_deviance(answered, &row, phi))?;
    let best = summed.given(autocorrelation)?;
    let fits = dependences().map(|phi| summed.given(phi)).collect::<Finding<Vec<Fit<N>>>>()?;
    // Days that push each other away can be beyond all of these, so they are compared with the likeliest of them.
    let lowest = fits.iter().map(|fit| fit.deviance).fold(f64::INFINITY, f64::min);
    let given = |fit: Fit<N>| Given {
        weight: libm::exp(-0.5 * (fit.deviance - lowest)),
        deviation: fit.deviation,
        coefficients: fit.coefficients,
    };
    Ok(Regression {
        at_maximum: best.coefficients,
        autocorrelation,
        at_limit: autocorrelation > AUTOCORRELATION_MAX - 1e-6,
        deviation: best.deviation,
        log_likelihood: -0.5 * best.deviance,
        degrees_of_freedom: summed.degrees_of_freedom,
        observations: answered.len(),
        given: fits.into_iter().map(given).collect(),
    })
}

impl<const N: usize> Regression<N> {
    /// The coefficients.
    pub(crate) fn effects(&self) -> [Effect; N] {
        core::array::from_fn(|place| self.effect(place))
    }

    /// One of the coefficients.
    #[expect(clippy::indexing_slicing, reason = "as many coefficients as columns")]
    pub(crate) fn effect(&self, place: usize) -> Effect {
        let part = |given: &Given<N>| {
            let (mean, scale) = given.coefficients[place];
            Part { weight: given.weight, mean, scale }
        };
        let mixture = Mixture::of(self.given.iter().map(part).collect(), self.degrees_of_freedom);
        let below = mixture.below(0.0);
        let estimate = Estimate {
            value: mixture.mean(),
            standard_error: mixture.deviation(),
            interval: mixture.interval(),
            observations: self.observations,
        };
        let (value, standard_error) = self.at_maximum[place];
        let at_maximum = AtMaximum { value, standard_error };
        Effect { estimate, p_value: 2.0 * below.min(1.0 - below), at_maximum }
    }
}
