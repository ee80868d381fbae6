//! Maximum likelihood by `argmin`: Brent's method in one dimension; in several Newton's, and Nelder and Mead's where Newton's fails.
//!
//! The solvers are driven here and not by `argmin`'s executor, because that links a clock, which a pure crate has no use for and which
//! in the browser would have to be imported.

use argmin::{
    core::{CostFunction, Error, Gradient, Hessian, IterState, Problem, Solver, State, TerminationStatus},
    solver::{brent::BrentOpt, neldermead::NelderMead, newton::Newton},
};
use argmin_math::{ArgminAdd, ArgminDot, ArgminInv, ArgminMul, ArgminScaledSub, ArgminSub};
use nalgebra::{Cholesky, Const, SMatrix, SVector};

use crate::finding::{Finding, Reason};

/// A place in parameter space, for `argmin`, whose own bridge to `nalgebra` asks for randomness the browser build does not have.
#[derive(Clone, Debug)]
struct Point<const N: usize>(SVector<f64, N>);

impl<const N: usize> ArgminAdd<Self, Self> for Point<N> {
    fn add(&self, other: &Self) -> Self {
        Self(self.0 + other.0)
    }
}
impl<const N: usize> ArgminSub<Self, Self> for Point<N> {
    fn sub(&self, other: &Self) -> Self {
        Self(self.0 - other.0)
    }
}
impl<const N: usize> ArgminMul<f64, Self> for Point<N> {
    fn mul(&self, other: &f64) -> Self {
        Self(self.0 * *other)
    }
}
impl<const N: usize> ArgminScaledSub<Self, f64, Self> for Point<N> {
    fn scaled_sub(&self, factor: &f64, other: &Self) -> Self {
        Self(self.0 - other.0 * *factor)
    }
}

/// Second derivatives. What `argmin` calls their inverse is their Cholesky decomposition, and a product with it is a solution.
#[derive(Clone, Debug)]
struct Curvature<const N: usize> {
    matrix: SMatrix<f64, N, N>,
    decomposition: Option<Cholesky<f64, Const<N>>>,
}

impl<const N: usize> ArgminInv<Self> for Curvature<N> {
    fn inv(&self) -> Result<Self, Error> {
        let decomposition = self.matrix.cholesky().ok_or(Reason::NoMaximum)?;
        Ok(Self { matrix: self.matrix, decomposition: Some(decomposition) })
    }
}
impl<const N: usize> ArgminDot<Point<N>, Point<N>> for Curvature<N> {
    fn dot(&self, other: &Point<N>) -> Point<N> {
        Point(match &self.decomposition {
            Some(decomposition) => decomposition.solve(&other.0),
            None => self.matrix * other.0,
        })
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

impl<F: Fn(&SVector<f64, N>) -> f64, const N: usize> Hessian for &Smooth<F, N> {
    type Param = Point<N>;
    type Hessian = Curvature<N>;
    fn hessian(&self, at: &Point<N>) -> Result<Curvature<N>, Error> {
        Ok(Curvature { matrix: hessian(&self.0, &at.0), decomposition: None })
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
    let nearest = |start| newton(&problem, start).filter(|reached| cost(&reached.0) <= cost(&start));
    let reached = nearest(start).or_else(|| nearest(simplex(&problem, start)?)).ok_or(Reason::NoMaximum)?;
    let decomposition = hessian(&cost, &reached.0).cholesky().ok_or(Reason::NoMaximum)?;
    let half = decomposition
        .l()
        .solve_lower_triangular(&SMatrix::<f64, N, N>::identity())
        .ok_or(Reason::NoMaximum)?;
    let standard_errors = SVector::from_fn(|row, _| half.column(row).norm());
    Ok(Minimum { at: reached.0, cost: cost(&reached.0), standard_errors })
}

/// Newton's method, until a step is short.
fn newton<F: Fn(&SVector<f64, N>) -> f64, const N: usize>(
    problem: &Smooth<F, N>,
    start: SVector<f64, N>,
) -> Option<Point<N>> {
    let state: IterState<_, Point<N>, (), Curvature<N>, (), f64> =
        IterState::new().param(Point(start)).max_iters(25);
    let mut before = start;
    let state = drive(problem, Newton::<f64>::new(), state, |state| {
        let Some(Point(here)) = state.get_param() else { return false };
        let step = (here - core::mem::replace(&mut before, *here)).amax();
        state.get_iter() > 0 && step < 1e-5
    })?;
    if state.get_iter() >= state.get_max_iters() {
        return None;
    }
    state.get_param().cloned()
}

/// Nelder and Mead's simplex, for where the curvature at the start is of no use.
fn simplex<F: Fn(&SVector<f64, N>) -> f64, const N: usize>(
    problem: &Smooth<F, N>,
    start: SVector<f64, N>,
) -> Option<SVector<f64, N>> {
    let corners = (0..=N)
        .map(|corner| Point(start + SVector::from_fn(|row, _| if row + 1 == corner { 0.2 } else { 0.0 })));
    let solver = NelderMead::new(corners.collect()).with_sd_tolerance(1e-6).ok()?;
    let state = IterState::new().max_iters(4000);
    drive(problem, solver, state, |_| false)?.get_best_param().map(|point| point.0)
}

/// Runs a solver until it ends by itself or `is_enough`.
fn drive<O, S: Solver<O, I>, I: State>(
    problem: O,
    mut solver: S,
    state: I,
    mut is_enough: impl FnMut(&I) -> bool,
) -> Option<I> {
    let mut problem = Problem::new(problem);
    let (mut state, _) = solver.init(&mut problem, state).ok()?;
    state.update();
    while !state.terminated() && !is_enough(&state) {
        if let TerminationStatus::Terminated(reason) = solver.terminate_internal(&state) {
            return Some(state.terminate_with(reason));
        }
        state = solver.next_iter(&mut problem, state).ok()?.0;
        state.update();
        state.increment_iter();
    }
    Some(state)
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

/// Where a function has its minimum over the increasing `grid`, on which it is about `costs`: found by Brent's method between the
/// neighbours of the best point of the grid. The ends of the grid are places like any other, so a minimum on the boundary is found exactly.
pub(crate) fn minimise_over(grid: &[f64], costs: &[f64], cost: impl Fn(f64) -> f64) -> Finding<f64> {
    let best = costs
        .iter()
        .enumerate()
        .filter(|(_, cost)| cost.is_finite())
        .min_by(|(_, a), (_, b)| a.total_cmp(b))
        .map(|(place, _)| place)
        .ok_or(Reason::NoMaximum)?;
    let place = |index: usize| grid.get(index.min(grid.len() - 1)).copied().ok_or(Reason::NoMaximum);
    let (low, middle, high) = (place(best.saturating_sub(1))?, place(best)?, place(best + 1)?);
    let solver = BrentOpt::new(low, high).set_tolerance(1e-9, 1e-12);
    let refined = drive(Curve(&cost), solver, IterState::new().max_iters(100), |_| false)
        .and_then(|state| state.get_best_param().copied())
        .unwrap_or(middle);
    Ok(if cost(refined) < cost(middle) { refined } else { middle })
}
