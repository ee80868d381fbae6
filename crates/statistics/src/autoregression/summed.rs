//! The likelihood of a dependence of one day on the day before, from sums over the days that are taken once.
//!
//! Let `z` be what is known of an answered day, its predictors and its answer, and `c = φᵍ` the correlation of the errors of two answers
//! that are neighbours, g days apart. Whitening takes `c` times the earlier day from the later one and divides by `√(1 − c²)`. Written
//! with the sum `s` and the difference `d` of the two days, the product of such a row with itself is
//!
//! ```text
//! (z₂ − c·z₁)(z₂ − c·z₁)' / (1 − c²) = ½·(z₂z₂' − z₁z₁') + ¼·(r·ss' + dd'/r),   r = (1 − c) / (1 + c)
//! ```
//!
//! Over all neighbours the first term leaves nothing but the first day and the last, and the others need the sums of `ss'` and `dd'` for
//! each length of gap: a dependence costs as much as there are lengths, not days. All terms are added, so no digits are lost.
//!
//! Normal equations square the condition of the predictors. They are therefore made of predictors that are orthonormal without dependence,
//! and of the residuals of the regression without dependence in place of the answers.

use nalgebra::{DMatrix, DVector, SMatrix, SVector};

use crate::{
    finding::{Finding, Reason},
    least_squares::LeastSquares,
};

/// Answers and their predictors, summed up.
pub(super) struct Summed<const N: usize> {
    /// The coefficients without dependence.
    plain: SVector<f64, N>,
    /// The sum of the squared errors without dependence.
    pub(super) residual_sum: f64,
    /// What makes the predictors orthonormal: upper triangular.
    base: SMatrix<f64, N, N>,
    /// Half of the products of the first day and of the last.
    ends: Products<N>,
    gaps: Vec<Gap<N>>,
    /// Answers minus coefficients.
    pub(super) degrees_of_freedom: f64,
}

/// The regression given a dependence.
pub(super) struct Fit<const N: usize> {
    /// −2 times the restricted log-likelihood at the best coefficients and variance.
    pub(super) deviance: f64,
    /// The standard deviation of the errors.
    pub(super) deviation: f64,
    /// Values and standard errors.
    pub(super) coefficients: [(f64, f64); N],
}

/// One answered day: its orthonormal predictors and its residual.
#[derive(Clone, Copy)]
struct Day<const N: usize> {
    predictors: SVector<f64, N>,
    residual: f64,
}

/// Sums of the products of days.
#[derive(Clone)]
struct Products<const N: usize> {
    predictors: SMatrix<f64, N, N>,
    with_residual: SVector<f64, N>,
    residual: f64,
}

/// All neighbours that are equally many days apart.
struct Gap<const N: usize> {
    days: f64,
    count: f64,
    /// Of the sum of the two.
    sums: Products<N>,
    /// Of their difference.
    differences: Products<N>,
}

impl<const N: usize> Summed<N> {
    /// Of pairs of a time and an answer, and the predictors that `row` gives each time.
    pub(super) fn of(answered: &[(f64, f64)], row: impl Fn(f64) -> [f64; N]) -> Finding<Self> {
        let rows: Vec<[f64; N]> = answered.iter().map(|&(time, _)| row(time)).collect();
        let design = DMatrix::from_row_iterator(rows.len(), N, rows.iter().flatten().copied());
        let response = DVector::from_iterator(rows.len(), answered.iter().map(|&(_, answer)| answer));
        let fit = LeastSquares::fit(design, response)?;
        let base = SMatrix::<f64, N, N>::from_iterator(fit.triangle.iter().copied())
            .solve_upper_triangular(&SMatrix::identity())
            .ok_or(Reason::SingularDesign)?;
        let mut summed = Self {
            plain: SVector::from_iterator(fit.coefficients.iter().copied()),
            residual_sum: fit.residual_sum,
            base,
            ends: Products::none(),
            gaps: Vec::new(),
            degrees_of_freedom: fit.degrees_of_freedom(),
        };
        let to_base = base.transpose();
        let mut before: Option<(f64, Day<N>)> = None;
        for (&(time, answer), row) in answered.iter().zip(rows) {
            let row = SVector::from(row);
            let day = Day { predictors: to_base * row, residual: answer - row.dot(&summed.plain) };
            match before {
                None => summed.ends.add(&day, 0.5),
                Some((earlier, neighbour)) => summed.gap(time - earlier).add(&neighbour, &day),
            }
            before = Some((time, day));
        }
        if let Some((_, last)) = before {
            summed.ends.add(&last, 0.5);
        }
        Ok(summed)
    }

    /// Where neighbours that many days apart are summed up.
    #[expect(clippy::indexing_slicing, reason = "the place was found or made")]
    fn gap(&mut self, days: f64) -> &mut Gap<N> {
        let place = self.gaps.iter().position(|gap| gap.days == days).unwrap_or_else(|| {
            self.gaps.push(Gap { days, count: 0.0, sums: Products::none(), differences: Products::none() });
            self.gaps.len() - 1
        });
        &mut self.gaps[place]
    }

    /// The regression given the correlation of the errors of neighbouring days.
    pub(super) fn given(&self, phi: f64) -> Finding<Fit<N>> {
        let mut products = self.ends.clone();
        let mut log_determinant = 0.0;
        for gap in &self.gaps {
            let correlation = libm::pow(phi, gap.days);
            let ratio = (1.0 - correlation) / (1.0 + correlation);
            products.add_all(&gap.sums, 0.25 * ratio);
            products.add_all(&gap.differences, 0.25 / ratio);
            log_determinant += gap.count * libm::log(1.0 - correlation * correlation);
        }
        let triangle = products.predictors.cholesky().ok_or(Reason::SingularDesign)?.unpack();
        let half = triangle.solve_lower_triangular(&products.with_residual).ok_or(Reason::SingularDesign)?;
        let variance = (products.residual - half.norm_squared()) / self.degrees_of_freedom;
        // The inverse of the products of the predictors themselves is `errors' · errors`, and what `half` adds to the coefficients is
        // `errors' · half`.
        let errors = triangle.solve_lower_triangular(&self.base.transpose()).ok_or(Reason::SingularDesign)?;
        let values = self.plain + errors.tr_mul(&half);
        let mut coefficients = [(0.0, 0.0); N];
        for ((coefficient, value), error) in coefficients.iter_mut().zip(&values).zip(errors.column_iter()) {
            *coefficient = (*value, libm::sqrt(variance * error.norm_squared()));
        }
        let logs =
            |diagonal: &SVector<f64, N>| diagonal.iter().map(|value| libm::log(value.abs())).sum::<f64>();
        Ok(Fit {
            deviance: self.degrees_of_freedom * (libm::log(2.0 * core::f64::consts::PI * variance) + 1.0)
                + log_determinant
                + 2.0 * (logs(&triangle.diagonal()) - logs(&self.base.diagonal())),
            deviation: libm::sqrt(variance),
            coefficients,
        })
    }
}

impl<const N: usize> Gap<N> {
    fn add(&mut self, earlier: &Day<N>, later: &Day<N>) {
        let beside = |sign: f64| Day {
            predictors: later.predictors + earlier.predictors * sign,
            residual: later.residual + earlier.residual * sign,
        };
        self.count += 1.0;
        self.sums.add(&beside(1.0), 1.0);
        self.differences.add(&beside(-1.0), 1.0);
    }
}

impl<const N: usize> Products<N> {
    fn none() -> Self {
        Self { predictors: SMatrix::zeros(), with_residual: SVector::zeros(), residual: 0.0 }
    }

    fn add(&mut self, day: &Day<N>, weight: f64) {
        let weighted = day.predictors * weight;
        self.predictors += weighted * day.predictors.transpose();
        self.with_residual += weighted * day.residual;
        self.residual += weight * day.residual * day.residual;
    }

    fn add_all(&mut self, other: &Self, weight: f64) {
        self.predictors += other.predictors * weight;
        self.with_residual += other.with_residual * weight;
        self.residual += other.residual * weight;
    }
}

#[cfg(test)]
mod tests {
    use super::{super::whitened::whitened_deviance, *};

    /// Days with gaps of several lengths, on a level, a step and a trend far from zero.
    #[test]
    fn sums_tell_what_the_days_tell() {
        let days = (0..200).filter(|day| day % 7 != 3 && day % 11 != 5 && !(90..110).contains(day));
        let answered: Vec<(f64, f64)> = days
            .map(|day| {
                let noise = f64::from((day * day * 31 + day * 17) % 101) / 101.0;
                (f64::from(day), 0.7 + 0.01 * noise + 0.0001 * f64::from(day))
            })
            .collect();
        let row = |time: f64| [1.0, f64::from(u8::from(time >= 120.0)), time];
        let summed = Summed::of(&answered, row).unwrap();
        for phi in [-0.9, -0.2, 0.0, 0.5, 0.975, 0.99] {
            let (ours, theirs) =
                (summed.given(phi).unwrap().deviance, whitened_deviance(&answered, &row, phi));
            assert!((ours - theirs).abs() <= 1e-11 * theirs.abs(), "{phi}: {ours:e} is not {theirs:e}");
        }
    }

    /// By hand: with φ = .5 and answers on days 0, 1 and 3, of an intercept alone.
    #[test]
    fn one_coefficient_is_the_weighted_mean() {
        let summed = Summed::of(&[(0.0, 1.0), (1.0, 2.0), (3.0, 6.0)], |_| [1.0]).unwrap();
        // The rows are (1, 1), (.5, 1.5)/√.75 and (.75, 5.5)/√.9375.
        let (weights, products) = (1.0 + 0.25 / 0.75 + 0.5625 / 0.9375, 1.0 + 0.75 / 0.75 + 4.125 / 0.9375);
        let [(value, _)] = summed.given(0.5).unwrap().coefficients;
        assert!((value - products / weights).abs() < 1e-14, "{value:e}");
    }
}
