//! The exact likelihood of a vector autoregression with missing answers.
//!
//! A day both answered tells the whole state, so the days after it depend on nothing before. The series therefore falls into episodes
//! from one such day to the next. In episodes with the same pattern of answers the filter has the same variances and gains, and each of
//! its errors is the same linear function of the episode's start and answers. So the filter runs once for each pattern, on the
//! coefficients of those functions, and the sums of squared errors come from sums of products that were collected once:
//!
//! ```text
//! days      ●● ●○ ●● ●● ●● ○● ●●        ● answered  ○ not
//! episodes  └─────┴──┴──┴─────┘         patterns: (●○ ●●) once, (●●) twice, (○● ●●) once
//! ```
//!
//! That is the Kalman filter's likelihood, not an approximation; the test below compares it with filtering day by day.

use std::collections::BTreeMap;

use nalgebra::{DMatrix, DVector, Matrix2, Matrix3, Vector2};

use super::{Free, Parameters};

type Day = [Option<f64>; 2];

/// Who answered, day by day.
type Pattern = Vec<[bool; 2]>;

/// A series cut at the days both answered.
pub(super) struct Episodes {
    /// By whether the start is known, and by pattern.
    by_pattern: BTreeMap<(bool, Pattern), Products>,
}

/// Sums over the episodes of one pattern.
struct Products {
    count: f64,
    /// Of the products of `v = (1, start, answers in order)` with itself.
    sums: DMatrix<f64>,
}

/// Where the answers begin in `v`.
const ANSWERS: usize = 3;

impl Episodes {
    pub(super) fn of(days: &[Day]) -> Self {
        let mut episodes = Self { by_pattern: BTreeMap::new() };
        let mut start = None;
        let mut since = Vec::new();
        for &day in days {
            since.push(day);
            if let [Some(first), Some(second)] = day {
                episodes.add(start, &std::mem::take(&mut since));
                start = Some([first, second]);
            }
        }
        // Unanswered days at the end tell nothing.
        let told = since.iter().rposition(|day| day.iter().any(Option::is_some)).map_or(0, |last| last + 1);
        since.truncate(told);
        episodes.add(start, &since);
        episodes
    }

    fn add(&mut self, start: Option<[f64; 2]>, days: &[Day]) {
        if days.is_empty() {
            return;
        }
        let [first, second] = start.unwrap_or_default();
        let values = [1.0, first, second].into_iter().chain(days.iter().flatten().copied().flatten());
        let values = DVector::from_iterator(ANSWERS + days.iter().flatten().flatten().count(), values);
        let pattern = days.iter().map(|day| day.map(|answer| answer.is_some())).collect();
        let width = values.len();
        let products = self
            .by_pattern
            .entry((start.is_some(), pattern))
            .or_insert_with(|| Products { count: 0.0, sums: DMatrix::zeros(width, width) });
        products.count += 1.0;
        products.sums.ger(1.0, &values, &values, 1.0);
    }

    /// The log-likelihood of the whole series, with all constants.
    pub(super) fn log_likelihood(&self, parameters: &Parameters) -> f64 {
        let widest = self.by_pattern.values().map(|products| products.sums.ncols()).max().unwrap_or(0);
        let mut mean = [vec![0.0; widest], vec![0.0; widest]];
        let mut error = vec![0.0; widest];
        self.by_pattern
            .iter()
            .map(|((known, pattern), products)| {
                products.log_likelihood(*known, pattern, parameters, &mut mean, &mut error)
            })
            .sum()
    }

    /// Where to start looking for the maximum: the regression over consecutive days of both, if there are enough of them.
    pub(super) fn regression(&self) -> Option<Free> {
        let Products { count, sums } = self.by_pattern.get(&(true, vec![[true, true]]))?;
        let start = sums.fixed_view::<3, 3>(0, 0).into_owned();
        let cross = sums.fixed_view::<3, 2>(0, ANSWERS).into_owned();
        let decomposition = Matrix3::cholesky(start)?;
        let coefficients = decomposition.solve(&cross);
        let left = (sums.fixed_view::<2, 2>(ANSWERS, ANSWERS) - cross.transpose() * coefficients) / *count;
        let (first, second) = (libm::sqrt(left.m11), libm::sqrt(left.m22));
        let correlation = left.m12 / (first * second);
        let free = Free::from_column_slice(&[
            coefficients.m11,
            coefficients.m12,
            coefficients.m21,
            coefficients.m31,
            coefficients.m22,
            coefficients.m32,
            libm::log(first),
            libm::log(second),
            libm::atanh(correlation),
        ]);
        (*count >= 10.0 && free.iter().all(|value| value.is_finite())).then_some(free)
    }
}

const LOG_TWO_PI: f64 = 1.837_877_066_409_345_3;

impl Products {
    /// The log density of the answers of all episodes of this pattern: the Kalman filter on coefficients of `v`.
    #[expect(
        clippy::indexing_slicing,
        reason = "two persons, two rows; v is as wide as the answers of the pattern"
    )]
    fn log_likelihood(
        &self,
        known: bool,
        pattern: &Pattern,
        parameters: &Parameters,
        mean: &mut [Vec<f64>; 2],
        error: &mut [f64],
    ) -> f64 {
        // The mean of each person's state is this row times v; at first it is the start itself.
        mean[0].fill(0.0);
        mean[1].fill(0.0);
        mean[0][1] = 1.0;
        mean[1][2] = 1.0;
        let mut covariance = if known { Matrix2::zeros() } else { Matrix2::identity() };
        let Parameters { intercept, transition, covariance: innovations } = parameters;
        let mut seen = ANSWERS;
        let mut log_likelihood = 0.0;
        // Logarithms are dear, so the variances are multiplied first; a long product is taken in parts.
        let mut product = 1.0_f64;
        for day in pattern {
            let [first, second] = &mut *mean;
            for (first, second) in first.iter_mut().zip(second).take(seen) {
                let after = transition * Vector2::new(*first, *second);
                (*first, *second) = (after.x, after.y);
            }
            mean[0][0] += intercept.x;
            mean[1][0] += intercept.y;
            covariance = transition * covariance * transition.transpose() + innovations;
            // Taking in the two answers one after the other needs no matrix to be inverted.
            for (person, _) in day.iter().enumerate().filter(|(_, answered)| **answered) {
                let variance = covariance[(person, person)];
                for (error, mean) in error.iter_mut().zip(&mean[person]).take(seen) {
                    *error = -mean;
                }
                error[seen] = 1.0;
                seen += 1;
                let squares = self.squares(&error[..seen]);
                log_likelihood -= 0.5 * (self.count * LOG_TWO_PI + squares / variance);
                product *= variance;
                if !(1e-100..1e100).contains(&product) {
                    log_likelihood -= 0.5 * self.count * libm::log(product);
                    product = 1.0;
                }
                let gain = covariance.column(person) / variance;
                for (mean, gain) in mean.iter_mut().zip([gain.x, gain.y]) {
                    mean.iter_mut().zip(&*error).take(seen).for_each(|(mean, error)| *mean += gain * error);
                }
                covariance -= gain * gain.transpose() * variance;
            }
        }
        log_likelihood - 0.5 * self.count * libm::log(product)
    }

    /// The sum over the episodes of the square of `error · v`, whose later coefficients are zero.
    fn squares(&self, error: &[f64]) -> f64 {
        self.sums
            .column_iter()
            .zip(error)
            .map(|(column, own)| own * column.iter().zip(error).map(|(sum, other)| sum * other).sum::<f64>())
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The filter as the books have it, day by day.
    fn filter(days: &[Day], parameters: &Parameters) -> f64 {
        let (mut mean, mut covariance) = (Vector2::zeros(), Matrix2::identity());
        let mut log_likelihood = 0.0;
        for day in days {
            mean = parameters.intercept + parameters.transition * mean;
            covariance = parameters.transition * covariance * parameters.transition.transpose()
                + parameters.covariance;
            for (person, answer) in day.iter().enumerate() {
                let Some(answer) = answer else { continue };
                let variance = covariance[(person, person)];
                let error = answer - mean[person];
                log_likelihood -= 0.5 * (LOG_TWO_PI + libm::log(variance) + error * error / variance);
                let gain = covariance.column(person) / variance;
                mean += gain * error;
                covariance -= gain * gain.transpose() * variance;
            }
        }
        log_likelihood
    }

    #[test]
    fn cutting_the_series_into_episodes_leaves_the_likelihood_of_the_filter_as_it_is() {
        let days: Vec<Day> = (0..200_u32)
            .map(|day| {
                let wave = f64::from(day * 37 % 23) / 11.0 - 1.0;
                let other = f64::from(day * 53 % 29) / 14.0 - 1.0;
                match day % 13 {
                    3 | 4 => [None, None],
                    7 => [Some(wave), None],
                    8 | 12 => [None, Some(other)],
                    _ => [Some(wave), Some(other)],
                }
            })
            .collect();
        let parameters = Parameters {
            intercept: Vector2::new(0.05, -0.1),
            transition: Matrix2::new(0.4, 0.1, -0.2, 0.3),
            covariance: Matrix2::new(0.9, 0.2, 0.2, 0.7),
        };
        for start in 0..14 {
            let days = &days[start..];
            let (cut, whole) = (Episodes::of(days).log_likelihood(&parameters), filter(days, &parameters));
            assert!((cut - whole).abs() < 1e-9 * whole.abs(), "from day {start}: {cut} is not {whole}");
        }
    }
}
