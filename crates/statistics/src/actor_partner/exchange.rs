//! How often a likelihood ratio is as large when chance alone says who of each dyad is the first.

use nalgebra::{SMatrix, SVector};

use crate::{
    finding::{Finding, Reason},
    least_squares::square,
    lots::Lots,
    units::unit_of,
};

/// The intercept, both predictors, both responses.
const VALUES: usize = 5;
/// Dyads up to which every exchange is listed.
const LISTED_MAX: usize = 13;
/// Exchanges that are drawn where there are more.
const DRAWN: u32 = 4095;
/// What a value adds to those before it, in units of all it has, below which it adds nothing.
const NOTHING: f64 = 1e-12;

/// The shares of exchanges with a likelihood at least as high as that of the dyads as they stand: of the responses given the predictors, and
/// of both. All are [`alike`].
pub(super) fn shares(y: &[Vec<f64>; 2], x: &[Vec<f64>; 2]) -> Finding<[f64; 2]> {
    let [[y1, y2], [x1, x2]] = [y, x];
    let rows: Vec<[[f64; 2]; 2]> =
        x1.iter().zip(x2).zip(y1.iter().zip(y2)).map(|((&a, &b), (&c, &d))| [[a, b], [c, d]]).collect();
    let seen = Deviances::of(&rows, |_| false);
    if !seen.predictors.is_finite() {
        return Err(Reason::SingularDesign.into());
    }
    if !seen.responses.is_finite() {
        return Err(Reason::NoResidualVariation.into());
    }
    let (mut count, mut as_high) = (0_u32, [0_u32; 2]);
    let mut add = |drawn: &Deviances| {
        // What differs by rounding alone is equal.
        let is_as_high = |drawn: f64, seen: f64| u32::from(drawn <= seen + 1e-9);
        count += 1;
        as_high[0] += is_as_high(drawn.responses, seen.responses);
        as_high[1] += is_as_high(drawn.responses + drawn.predictors, seen.responses + seen.predictors);
    };
    if rows.len() <= LISTED_MAX {
        // To exchange all is to exchange none, so the last one stays.
        for exchange in 0..1_u32 << (rows.len() - 1) {
            add(&Deviances::of(&rows, |row| exchange >> row & 1 == 1));
        }
    } else {
        add(&seen);
        let mut lots = Lots::new();
        for _ in 0..DRAWN {
            add(&Deviances::of(&rows, |_| lots.next()));
        }
    }
    Ok(as_high.map(|as_high| f64::from(as_high) / f64::from(count)))
}

/// Both columns with the mean and the spread of both together taken out, which no exchange changes.
pub(super) fn alike([first, second]: &[Vec<f64>; 2]) -> [Vec<f64>; 2] {
    let unit = unit_of(first.iter().chain(second));
    let all = || first.iter().chain(second).map(|value| value / unit);
    let count = 2.0 * first.len() as f64;
    let centre = all().sum::<f64>() / count;
    let spread = libm::sqrt(all().map(|value| square(value - centre)).sum::<f64>() / count);
    let spread = if spread > 0.0 { spread } else { 1.0 };
    let place = |value: &f64| (value / unit - centre) / spread;
    [first.iter().map(place).collect(), second.iter().map(place).collect()]
}

/// −2ℓ of two free regressions, up to what no exchange changes.
struct Deviances {
    responses: f64,
    predictors: f64,
}

impl Deviances {
    /// From the pivots of the Cholesky decomposition of the products: what each value adds to those before it.
    #[expect(clippy::indexing_slicing, reason = "lines and columns below five of a matrix of five")]
    fn of(rows: &[[[f64; 2]; 2]], mut is_exchanged: impl FnMut(usize) -> bool) -> Self {
        let mut products = SMatrix::<f64, VALUES, VALUES>::zeros();
        for (row, &[[x1, x2], [y1, y2]]) in rows.iter().enumerate() {
            let values = if is_exchanged(row) { [1.0, x2, x1, y2, y1] } else { [1.0, x1, x2, y1, y2] };
            let values = SVector::<f64, VALUES>::from(values);
            products.ger(1.0, &values, &values, 1.0);
        }
        let whole = products.diagonal();
        let mut pivots = [0.0; VALUES];
        for (place, pivot) in pivots.iter_mut().enumerate() {
            let added = products[(place, place)];
            if added <= NOTHING * whole[place] {
                continue;
            }
            *pivot = added;
            let column = products.column(place).clone_owned();
            products.ger(-1.0 / added, &column, &column, 1.0);
        }
        let [_, x1, x2, y1, y2] = pivots;
        let count = rows.len() as f64;
        Self { responses: count * libm::log(y1 * y2), predictors: count * libm::log(x1 * x2) }
    }
}
