//! The exact likelihood of a vector autoregression with missing answers.
//!
//! A day both answered tells the whole state, so the days after it depend on nothing before. The series therefore falls into episodes
//! from one such day to the next. Episodes with no answer in between depend on the data only through sums of products for each length,
//! collected once; the others, and the first days, are filtered. That is the Kalman filter's likelihood, not an approximation; the test
//! below compares it with filtering day by day.

use std::collections::BTreeMap;

use nalgebra::{Matrix2, Matrix2x3, Matrix3, Matrix3x2, Vector2, Vector3};

use super::Parameters;

type Day = [Option<f64>; 2];

/// A series cut at the days both answered.
pub(super) struct Episodes {
    /// Sums of products of the episodes without an answer in between, by their length in days.
    silent: BTreeMap<usize, Products>,
    /// The others: the state they start from, if known, and the days that follow.
    filtered: Vec<(Option<Vector2<f64>>, Vec<Day>)>,
}

/// Sums over episodes of `z = (1, start)` and of `end`.
#[derive(Default)]
struct Products {
    count: f64,
    start_start: Matrix3<f64>,
    start_end: Matrix3x2<f64>,
    end_end: Matrix2<f64>,
}

impl Episodes {
    pub(super) fn of(days: &[Day]) -> Self {
        let mut episodes = Self { silent: BTreeMap::new(), filtered: Vec::new() };
        let mut start = None;
        let mut since = Vec::new();
        for &day in days {
            since.push(day);
            let &[Some(first), Some(second)] = &day else { continue };
            episodes.add(start, std::mem::take(&mut since), Some(Vector2::new(first, second)));
            start = Some(Vector2::new(first, second));
        }
        episodes.add(start, since, None);
        episodes
    }

    fn add(&mut self, start: Option<Vector2<f64>>, days: Vec<Day>, end: Option<Vector2<f64>>) {
        let answered = days.iter().filter(|day| day.iter().any(Option::is_some)).count();
        match (start, end) {
            (Some(start), Some(end)) if answered == 1 => {
                self.silent.entry(days.len()).or_default().add(&start, &end)
            }
            _ if answered > 0 => self.filtered.push((start, days)),
            _ => {}
        }
    }

    /// The log-likelihood of the whole series, with all constants.
    pub(super) fn log_likelihood(&self, parameters: &Parameters) -> f64 {
        let filtered: f64 = self.filtered.iter().map(|(start, days)| filter(*start, days, parameters)).sum();
        let mut ahead = Ahead::none();
        let mut length = 0;
        let mut silent = 0.0;
        for (&days, products) in &self.silent {
            for _ in length..days {
                ahead = ahead.one_more_day(parameters);
            }
            length = days;
            silent += products.log_likelihood(&ahead);
        }
        filtered + silent
    }
}

impl Products {
    fn add(&mut self, start: &Vector2<f64>, end: &Vector2<f64>) {
        let start = Vector3::new(1.0, start.x, start.y);
        self.count += 1.0;
        self.start_start += start * start.transpose();
        self.start_end += start * end.transpose();
        self.end_end += end * end.transpose();
    }

    fn log_likelihood(&self, ahead: &Ahead) -> f64 {
        let by_start = Matrix2x3::from_columns(&[
            ahead.intercept,
            ahead.transition.column(0).into_owned(),
            ahead.transition.column(1).into_owned(),
        ]);
        let cross = by_start * self.start_end;
        let errors =
            self.end_end - cross - cross.transpose() + by_start * self.start_start * by_start.transpose();
        let Some(cholesky) = ahead.covariance.cholesky() else { return f64::NEG_INFINITY };
        let lower = cholesky.l_dirty();
        let log_determinant = 2.0 * libm::log(lower[(0, 0)] * lower[(1, 1)]);
        -0.5 * (self.count * (2.0 * LOG_TWO_PI + log_determinant) + cholesky.solve(&errors).trace())
    }
}

const LOG_TWO_PI: f64 = 1.837_877_066_409_345_3;

/// The state some days after a known one: `intercept + transition·start`, with `covariance`.
struct Ahead {
    intercept: Vector2<f64>,
    transition: Matrix2<f64>,
    covariance: Matrix2<f64>,
}

impl Ahead {
    fn none() -> Self {
        Self { intercept: Vector2::zeros(), transition: Matrix2::identity(), covariance: Matrix2::zeros() }
    }

    fn one_more_day(&self, Parameters { intercept, transition, covariance }: &Parameters) -> Self {
        Self {
            intercept: intercept + transition * self.intercept,
            transition: transition * self.transition,
            covariance: transition * self.covariance * transition.transpose() + covariance,
        }
    }
}

/// The log density of the answers of `days`, day by day, from a known state or from N(0, I).
#[expect(clippy::indexing_slicing, reason = "two persons, two rows")]
fn filter(start: Option<Vector2<f64>>, days: &[Day], parameters: &Parameters) -> f64 {
    let mut mean = start.unwrap_or_default();
    let mut covariance = if start.is_some() { Matrix2::zeros() } else { Matrix2::identity() };
    let mut log_likelihood = 0.0;
    // Logarithms are dear, so the variances of an episode are multiplied first; long ones are taken in parts.
    let mut product = 1.0_f64;
    for day in days {
        mean = parameters.intercept + parameters.transition * mean;
        covariance =
            parameters.transition * covariance * parameters.transition.transpose() + parameters.covariance;
        // Taking in the two answers one after the other needs no matrix to be inverted.
        for (person, answer) in day.iter().enumerate() {
            let Some(answer) = answer else { continue };
            let variance = covariance[(person, person)];
            let error = answer - mean[person];
            log_likelihood -= 0.5 * (LOG_TWO_PI + error * error / variance);
            product *= variance;
            if !(1e-100..1e100).contains(&product) {
                log_likelihood -= 0.5 * libm::log(product);
                product = 1.0;
            }
            let gain = covariance.column(person) / variance;
            mean += gain * error;
            covariance -= gain * gain.transpose() * variance;
        }
    }
    log_likelihood - 0.5 * libm::log(product)
}

#[cfg(test)]
mod tests {
    use super::*;

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
            let (cut, whole) =
                (Episodes::of(days).log_likelihood(&parameters), filter(None, days, &parameters));
            assert!((cut - whole).abs() < 1e-9 * whole.abs(), "from day {start}: {cut} is not {whole}");
        }
    }
}
