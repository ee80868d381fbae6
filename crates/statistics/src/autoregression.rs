//! Regression of one person's days with errors that depend on the day before.

use nalgebra::{DMatrix, DVector};

use crate::{
    finding::{Estimate, Finding, Reason},
    least_squares::LeastSquares,
    mixture::{Mixture, Part},
    optimise::minimise_over,
    trend::AtMaximum,
    units::HasUnit,
};

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
    /// Each plausible dependence: its likelihood beside the highest, the standard deviation of the errors given it, and the coefficients.
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
    let grid: Vec<f64> =
        (-9..=9).map(|step| f64::from(step) * 0.1).chain([0.95, 0.97, AUTOCORRELATION_MAX]).collect();
    let (autocorrelation, _) = minimise_over(&grid, |phi| {
        Whitened::of(answered, &row, phi).map_or(f64::INFINITY, |white| white.deviance())
    })?;
    let whitened = Whitened::of(answered, &row, autocorrelation)?;
    let squares = answered.iter().map(|&(_, answer)| answer * answer).sum();
    if crate::least_squares::is_rounding(whitened.fit.residual_sum, squares) {
        return Err(Reason::NoResidualVariation.into());
    }
    let lowest = whitened.deviance();
    let given = dependences()
        .map(|phi| {
            let white = Whitened::of(answered, &row, phi)?;
            let weight = libm::exp(-0.5 * (white.deviance() - lowest));
            let deviation = libm::sqrt(white.fit.residual_variance());
            Ok(Given { weight, deviation, coefficients: white.coefficients()? })
        })
        .collect::<Finding<Vec<Given<N>>>>()?;
    Ok(Regression {
        at_maximum: whitened.coefficients()?,
        autocorrelation,
        at_limit: autocorrelation > AUTOCORRELATION_MAX - 1e-6,
        deviation: libm::sqrt(whitened.fit.residual_variance()),
        log_likelihood: -0.5 * lowest,
        degrees_of_freedom: whitened.fit.degrees_of_freedom(),
        observations: answered.len(),
        given,
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

/// The regression after taking out what the answer before predicts.
struct Whitened {
    fit: LeastSquares,
    /// The logarithm of the determinant of the errors' correlation matrix.
    log_determinant: f64,
}

/// What a number of days between two answers does to their errors.
struct Gap {
    days: f64,
    correlation: f64,
    log_variance: f64,
    weight: f64,
}

impl Gap {
    fn of(days: f64, phi: f64) -> Self {
        let correlation = libm::pow(phi, days);
        let variance = 1.0 - correlation * correlation;
        Self { days, correlation, log_variance: libm::log(variance), weight: 1.0 / libm::sqrt(variance) }
    }
}

impl Whitened {
    fn of<const N: usize>(
        answered: &[(f64, f64)],
        row: &impl Fn(f64) -> [f64; N],
        phi: f64,
    ) -> Finding<Self> {
        let mut design = DMatrix::zeros(answered.len(), N);
        let mut response = DVector::zeros(answered.len());
        let mut log_determinant = 0.0;
        let mut previous: Option<(f64, f64, [f64; N])> = None;
        // Most gaps are one day, so what the last gap gave is kept.
        let mut kept = Gap::of(1.0, phi);
        for (place, &(time, answer)) in answered.iter().enumerate() {
            let here = row(time);
            let (weight, correlation) = match previous {
                None => (1.0, 0.0),
                Some((before, ..)) => {
                    if time - before != kept.days {
                        kept = Gap::of(time - before, phi);
                    }
                    log_determinant += kept.log_variance;
                    (kept.weight, kept.correlation)
                }
            };
            let (_, answer_before, before) = previous.unwrap_or((0.0, 0.0, [0.0; N]));
            for ((cell, value), before) in design.row_mut(place).iter_mut().zip(here).zip(before) {
                *cell = weight * (value - correlation * before);
            }
            if let Some(cell) = response.get_mut(place) {
                *cell = weight * (answer - correlation * answer_before);
            }
            previous = Some((time, answer, here));
        }
        Ok(Self { fit: LeastSquares::fit(design, response)?, log_determinant })
    }

    /// Values and standard errors.
    fn coefficients<const N: usize>(&self) -> Finding<[(f64, f64); N]> {
        self.fit.with_errors()?.try_into().map_err(|_| Reason::SingularDesign.into())
    }

    /// −2 times the restricted log-likelihood at the best coefficients and variance.
    fn deviance(&self) -> f64 {
        let freedom = self.fit.degrees_of_freedom();
        let triangle: f64 = self.fit.triangle.diagonal().iter().map(|value| libm::log(value.abs())).sum();
        freedom * (libm::log(2.0 * core::f64::consts::PI * self.fit.residual_variance()) + 1.0)
            + self.log_determinant
            + 2.0 * triangle
    }
}
