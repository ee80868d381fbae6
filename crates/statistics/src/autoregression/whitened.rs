//! The likelihood of a dependence of one day on the day before, from the days themselves.
//!
//! It is [`Summed`](super::summed::Summed)'s, but for rounding. Next to its maximum a likelihood is flat, and where in the flat Brent's method
//! ends, about 1e-7 wide, hangs on the last digits: with these the most likely dependence is to all digits what it has always been.

use nalgebra::{DMatrix, DVector};

use crate::least_squares::LeastSquares;

/// What a number of days between two answers does to their errors.
#[derive(Clone, Copy)]
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

    /// That of `known` or a new one, which is then known too.
    fn among(known: &mut Vec<Self>, days: f64, phi: f64) -> Self {
        known.iter().find(|gap| gap.days == days).copied().unwrap_or_else(|| {
            let gap = Self::of(days, phi);
            known.push(gap);
            gap
        })
    }
}

/// −2 times the restricted log-likelihood at the best coefficients and variance, by a regression of what the answer before does not
/// predict; infinite if there is none.
pub(super) fn whitened_deviance<const N: usize>(
    answered: &[(f64, f64)],
    row: &impl Fn(f64) -> [f64; N],
    phi: f64,
) -> f64 {
    let mut design = DMatrix::zeros(answered.len(), N);
    let mut response = DVector::zeros(answered.len());
    let mut log_determinant = 0.0;
    let mut previous: Option<(f64, f64, [f64; N])> = None;
    let mut known = Vec::new();
    for (place, &(time, answer)) in answered.iter().enumerate() {
        let here = row(time);
        let (weight, correlation) = previous.map_or((1.0, 0.0), |(before, ..)| {
            let gap = Gap::among(&mut known, time - before, phi);
            log_determinant += gap.log_variance;
            (gap.weight, gap.correlation)
        });
        let (_, answer_before, before) = previous.unwrap_or((0.0, 0.0, [0.0; N]));
        for ((cell, value), before) in design.row_mut(place).iter_mut().zip(here).zip(before) {
            *cell = weight * (value - correlation * before);
        }
        if let Some(cell) = response.get_mut(place) {
            *cell = weight * (answer - correlation * answer_before);
        }
        previous = Some((time, answer, here));
    }
    let Ok(fit) = LeastSquares::fit(design, response) else { return f64::INFINITY };
    let freedom = fit.degrees_of_freedom();
    let triangle: f64 = fit.triangle.diagonal().iter().map(|value| libm::log(value.abs())).sum();
    freedom * (libm::log(2.0 * core::f64::consts::PI * fit.residual_variance()) + 1.0)
        + log_determinant
        + 2.0 * triangle
}
