//! Least squares by Householder QR: what every regression of this crate stands on.

use nalgebra::{DMatrix, DVector};

use crate::{
    distribution::{UPPER, t_quantile, t_two_sided},
    finding::{Coefficient, Estimate, Finding, Interval, Reason, all_finite},
};

/// A fitted regression.
pub(crate) struct LeastSquares {
    /// One coefficient for each column of the design.
    pub(crate) coefficients: DVector<f64>,
    /// The upper triangular factor of the design, with `R'R = X'X`.
    pub(crate) triangle: DMatrix<f64>,
    /// Σ of the squared residuals.
    pub(crate) residual_sum: f64,
    /// Rows of the design.
    pub(crate) rows: usize,
}

impl LeastSquares {
    /// Fits `response` on the columns of `design`.
    pub(crate) fn fit(design: DMatrix<f64>, mut response: DVector<f64>) -> Finding<Self> {
        all_finite(design.iter().chain(response.iter()))?;
        let (rows, columns) = design.shape();
        if rows < columns {
            return Err(Reason::SingularDesign.into());
        }
        let norms: Vec<f64> = design.column_iter().map(|column| column.norm()).collect();
        let decomposition = design.qr();
        decomposition.q_tr_mul(&mut response);
        let triangle = decomposition.r();
        // A diagonal element is what a column adds to the columns before it.
        let independent =
            triangle.diagonal().iter().zip(&norms).all(|(&added, &norm)| added.abs() > 1e-10 * norm);
        if !independent {
            return Err(Reason::SingularDesign.into());
        }
        let coefficients = triangle
            .solve_upper_triangular(&response.rows(0, columns).clone_owned())
            .ok_or(Reason::SingularDesign)?;
        let residual_sum = response.rows(columns, rows - columns).norm_squared();
        Ok(Self { coefficients, triangle, residual_sum, rows })
    }

    /// Rows minus columns.
    pub(crate) fn degrees_of_freedom(&self) -> f64 {
        (self.rows - self.coefficients.len()) as f64
    }

    /// Unbiased residual variance.
    pub(crate) fn residual_variance(&self) -> f64 {
        self.residual_sum / self.degrees_of_freedom()
    }

    /// The diagonal of `(X'X)⁻¹`, by triangular solves.
    pub(crate) fn unscaled_variances(&self) -> Finding<Vec<f64>> {
        let columns = self.coefficients.len();
        let half = self
            .triangle
            .solve_upper_triangular(&DMatrix::identity(columns, columns))
            .ok_or(Reason::SingularDesign)?;
        Ok(half.row_iter().map(|row| row.norm_squared()).collect())
    }

    /// Every coefficient with its standard error.
    pub(crate) fn with_errors(&self) -> Finding<Vec<(f64, f64)>> {
        let variance = self.residual_variance();
        let errors = self.unscaled_variances()?.into_iter().map(|unscaled| libm::sqrt(variance * unscaled));
        Ok(self.coefficients.iter().copied().zip(errors).collect())
    }

    /// Every coefficient with its t test, resting on `observations`.
    pub(crate) fn tested(&self, observations: usize) -> Finding<Vec<Coefficient>> {
        let degrees_of_freedom = self.degrees_of_freedom();
        self.with_errors()?
            .into_iter()
            .map(|(value, standard_error)| {
                // Where a column is next to nothing beside the response, no number is large enough.
                if !value.is_finite() || !standard_error.is_finite() || standard_error <= 0.0 {
                    return Err(Reason::SingularDesign.into());
                }
                Ok(coefficient(value, standard_error, degrees_of_freedom, observations))
            })
            .collect()
    }
}

/// A coefficient with its t test and interval.
pub(crate) fn coefficient(
    value: f64,
    standard_error: f64,
    degrees_of_freedom: f64,
    observations: usize,
) -> Coefficient {
    let half_width = t_quantile(UPPER, degrees_of_freedom) * standard_error;
    Coefficient {
        estimate: Estimate {
            value,
            standard_error,
            interval: Interval::around(value, half_width),
            observations,
        },
        degrees_of_freedom,
        p_value: t_two_sided(value / standard_error, degrees_of_freedom),
    }
}

/// A design matrix from its columns, which have equal lengths.
pub(crate) fn design(columns: &[&[f64]]) -> DMatrix<f64> {
    let rows = columns.first().map_or(0, |column| column.len());
    DMatrix::from_iterator(rows, columns.len(), columns.iter().flat_map(|column| column.iter().copied()))
}

/// Whether a residual sum is no more than rounding error of values whose sum of squares is `scale`.
pub(crate) fn is_rounding(residual_sum: f64, scale: f64) -> bool {
    residual_sum <= 1e-20 * scale
}

pub(crate) fn square(value: f64) -> f64 {
    value * value
}

/// The arithmetic mean; `values` is not empty.
pub(crate) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The sum of squared deviations from the mean, set to zero where it is no more than rounding error.
pub(crate) fn deviation_sum(values: &[f64]) -> f64 {
    let centre = mean(values);
    let sum: f64 = values.iter().map(|value| (value - centre) * (value - centre)).sum();
    if is_rounding(sum, values.iter().map(|value| value * value).sum()) { 0.0 } else { sum }
}

/// The correlation of two series of equal length, and the reason why there is none.
pub(crate) fn correlation(a: &[f64], b: &[f64]) -> Finding<f64> {
    let (mean_a, mean_b) = (mean(a), mean(b));
    let (sum_a, sum_b) = (deviation_sum(a), deviation_sum(b));
    if sum_a == 0.0 || sum_b == 0.0 {
        return Err(Reason::FlatProfile.into());
    }
    let product: f64 = a.iter().zip(b).map(|(x, y)| (x - mean_a) * (y - mean_b)).sum();
    Ok((product / (libm::sqrt(sum_a) * libm::sqrt(sum_b))).clamp(-1.0, 1.0))
}
