//! Maximum likelihood by `argmin`: Brent's method in one dimension, L-BFGS in several.

use argmin::{
    core::{CostFunction, Error, Executor, Gradient, State},
    solver::{brent::BrentOpt, linesearch::MoreThuenteLineSearch, quasinewton::LBFGS},
};
use argmin_math::{
    ArgminAdd, ArgminDot, ArgminL1Norm, ArgminL2Norm, ArgminMinMax, ArgminMul, ArgminScaledAdd, ArgminSignum,
    ArgminSub, ArgminZeroLike,
};
use nalgebra::{SMatrix, SVector};

use crate::finding::{Finding, Reason};

/// A place in parameter space, for `argmin`, whose own bridge to `nalgebra` asks for randomness the browser build does not have.
#[derive(Clone, Debug)]
pub(crate) struct Point<const N: usize>(pub(crate) SVector<f64, N>);

impl<const N: usize> ArgminAdd<Self, Self> for Point<N> {
    fn add(&self, other: &Self) -> Self {
        Self(self.0 + other.0)
    }
}
impl<const N: usize> ArgminAdd<f64, Self> for Point<N> {
    fn add(&self, other: &f64) -> Self {
        Self(self.0.add_scalar(*other))
    }
}
impl<const N: usize> ArgminSub<Self, Self> for Point<N> {
    fn sub(&self, other: &Self) -> Self {
        Self(self.0 - other.0)
    }
}
impl<const N: usize> ArgminSub<f64, Self> for Point<N> {
    fn sub(&self, other: &f64) -> Self {
        Self(self.0.add_scalar(-*other))
    }
}
impl<const N: usize> ArgminMul<Self, Self> for Point<N> {
    fn mul(&self, other: &Self) -> Self {
        Self(self.0.component_mul(&other.0))
    }
}
impl<const N: usize> ArgminMul<f64, Self> for Point<N> {
    fn mul(&self, other: &f64) -> Self {
        Self(self.0 * *other)
    }
}
impl<const N: usize> ArgminScaledAdd<Self, f64, Self> for Point<N> {
    fn scaled_add(&self, factor: &f64, other: &Self) -> Self {
        Self(self.0 + other.0 * *factor)
    }
}
impl<const N: usize> ArgminDot<Self, f64> for Point<N> {
    fn dot(&self, other: &Self) -> f64 {
        self.0.dot(&other.0)
    }
}
impl<const N: usize> ArgminL1Norm<f64> for Point<N> {
    fn l1_norm(&self) -> f64 {
        self.0.lp_norm(1)
    }
}
impl<const N: usize> ArgminL2Norm<f64> for Point<N> {
    fn l2_norm(&self) -> f64 {
        self.0.norm()
    }
}
impl<const N: usize> ArgminSignum for Point<N> {
    fn signum(self) -> Self {
        Self(self.0.map(f64::signum))
    }
}
impl<const N: usize> ArgminZeroLike for Point<N> {
    fn zero_like(&self) -> Self {
        Self(SVector::zeros())
    }
}
impl<const N: usize> ArgminMinMax for Point<N> {
    fn min(x: &Self, y: &Self) -> Self {
        Self(x.0.inf(&y.0))
    }
    fn max(x: &Self, y: &Self) -> Self {
        Self(x.0.sup(&y.0))
    }
}

/// A function to be made small, with derivatives by central differences.
struct Smooth<F, const N: usize>(F);

/// Step of a first difference: the cube root of the rounding unit balances truncation against rounding.
const STEP: f64 = 6e-6;
/// Step of a second difference: the fourth root.
const SECOND_STEP: f64 = 1.2e-4;

impl<F: Fn(&SVector<f64, N>) -> f64, const N: usize> CostFunction for &Smooth<F, N> {
    type Param = Point<N>;
    type Output = f64;
    fn cost(&self, at: &Point<N>) -> Result<f64, Error> {
        Ok((self.0)(&at.0))
    }
}

impl<F: Fn(&SVector<f64, N>) -> f64, const N: usize> Gradient for &Smooth<F, N> {
    type Param = Point<N>;
    type Gradient = Point<N>;
    fn gradient(&self, at: &Point<N>) -> Result<Point<N>, Error> {
        Ok(Point(gradient(&self.0, &at.0)))
    }
}

fn gradient<const N: usize>(
    cost: &impl Fn(&SVector<f64, N>) -> f64,
    at: &SVector<f64, N>,
) -> SVector<f64, N> {
    SVector::from_fn(|row, _| {
        let step = SVector::<f64, N>::from_fn(|other, _| if other == row { STEP } else { 0.0 });
        (cost(&(at + step)) - cost(&(at - step))) / (2.0 * STEP)
    })
}

#[expect(clippy::indexing_slicing, reason = "rows and columns below N")]
fn hessian<const N: usize>(
    cost: &impl Fn(&SVector<f64, N>) -> f64,
    at: &SVector<f64, N>,
) -> SMatrix<f64, N, N> {
    let unit =
        |row: usize| SVector::<f64, N>::from_fn(|other, _| if other == row { SECOND_STEP } else { 0.0 });
    let here = cost(at);
    let mut matrix = SMatrix::<f64, N, N>::zeros();
    for row in 0..N {
        for column in 0..=row {
            let value = if row == column {
                cost(&(at + unit(row))) - 2.0 * here + cost(&(at - unit(row)))
            } else {
                (cost(&(at + unit(row) + unit(column)))
                    - cost(&(at + unit(row) - unit(column)))
                    - cost(&(at - unit(row) + unit(column)))
                    + cost(&(at - unit(row) - unit(column))))
                    / 4.0
            } / (SECOND_STEP * SECOND_STEP);
            matrix[(row, column)] = value;
            matrix[(column, row)] = value;
        }
    }
    matrix
}

/// Where a cost has its minimum.
pub(crate) struct Minimum<const N: usize> {
    /// The parameters there.
    pub(crate) at: SVector<f64, N>,
    /// The cost there.
    pub(crate) cost: f64,
    /// Standard errors from the curvature, when the cost is a negative log-likelihood.
    pub(crate) standard_errors: SVector<f64, N>,
}

/// The minimum of a smooth function of parameters of order one, from `start`.
pub(crate) fn minimise<const N: usize>(
    cost: impl Fn(&SVector<f64, N>) -> f64,
    start: SVector<f64, N>,
) -> Finding<Minimum<N>> {
    let problem = Smooth::<_, N>(&cost);
    let solver = LBFGS::new(MoreThuenteLineSearch::new(), N)
        .with_tolerance_grad(1e-6)
        .and_then(|solver| solver.with_tolerance_cost(1e-12))
        .map_err(|_| Reason::NoMaximum)?;
    let reached = Executor::new(&problem, solver)
        .configure(|state| state.param(Point(start)).max_iters(200))
        .timer(false)
        .run()
        .ok()
        .and_then(|result| result.state().get_best_param().map(|point| point.0))
        .unwrap_or(start);
    newton(&cost, reached)
}

/// Newton's method from a place near the minimum; the last curvature gives the standard errors.
fn newton<const N: usize>(
    cost: &impl Fn(&SVector<f64, N>) -> f64,
    start: SVector<f64, N>,
) -> Finding<Minimum<N>> {
    let mut at = start;
    for _ in 0..8 {
        let curvature = hessian(cost, &at).cholesky().ok_or(Reason::NoMaximum)?;
        let step = curvature.solve(&gradient(cost, &at));
        at -= step;
        if step.amax() < 1e-5 {
            let half = curvature
                .l()
                .solve_lower_triangular(&SMatrix::<f64, N, N>::identity())
                .ok_or(Reason::NoMaximum)?;
            let standard_errors = SVector::from_fn(|row, _| half.column(row).norm());
            let cost = cost(&at);
            return if cost.is_finite() {
                Ok(Minimum { at, cost, standard_errors })
            } else {
                Err(Reason::NoMaximum.into())
            };
        }
    }
    Err(Reason::NoMaximum.into())
}

/// A cost of one parameter.
struct Curve<F>(F);

impl<F: Fn(f64) -> f64> CostFunction for Curve<F> {
    type Param = f64;
    type Output = f64;
    fn cost(&self, at: &f64) -> Result<f64, Error> {
        Ok((self.0)(*at))
    }
}

/// The minimum of a function over the increasing `grid`: Brent's method between the neighbours of the best point of the grid.
/// The ends of the grid are places like any other, so a minimum on the boundary is found exactly.
pub(crate) fn minimise_over(grid: &[f64], cost: impl Fn(f64) -> f64) -> Finding<f64> {
    let (best, best_cost) = grid
        .iter()
        .map(|&at| cost(at))
        .enumerate()
        .filter(|(_, cost)| cost.is_finite())
        .min_by(|(_, a), (_, b)| a.total_cmp(b))
        .ok_or(Reason::NoMaximum)?;
    let place = |index: usize| grid.get(index.min(grid.len() - 1)).copied().ok_or(Reason::NoMaximum);
    let (low, middle, high) = (place(best.saturating_sub(1))?, place(best)?, place(best + 1)?);
    let refined = Executor::new(Curve(&cost), BrentOpt::new(low, high).set_tolerance(1e-9, 1e-12))
        .configure(|state| state.max_iters(100))
        .timer(false)
        .run()
        .ok()
        .and_then(|result| result.state().get_best_param().copied())
        .unwrap_or(middle);
    Ok(if cost(refined) < best_cost { refined } else { middle })
}
