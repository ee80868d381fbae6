//! A regression of one's days on the day before, beside a level that may drift and a rhythm of the week.

use nalgebra::{DMatrix, DVector};

use super::Prior;
use crate::{
    finding::Finding,
    least_squares::{LeastSquares, square},
    mixture::{Mixture, Part},
};

/// What one day of a person answers to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// Its place among the days.
    pub(super) day: usize,
    /// The day before: one's own and the other's.
    pub(super) before: [f64; 2],
    /// The day itself.
    pub(super) today: f64,
}

/// Days in a week.
const WEEK: usize = 7;
/// Intercept, actor, partner, and the days of the week.
const COLUMNS: usize = 3 + WEEK;
/// The columns of what carries over.
const ACTOR: usize = 1;
const PARTNER: usize = 2;

/// By how much the level may step from day to day: the variance of the step over that of what the day before does not tell; and how likely
/// that is before the days are seen. That it stays is as likely as that it moves.
const DRIFTS: [(f64, f64); 8] =
    [(0.0, 7.0), (0.0003, 1.0), (0.001, 1.0), (0.003, 1.0), (0.01, 1.0), (0.03, 1.0), (0.1, 1.0), (0.3, 1.0)];

/// A drift that follows whatever both may share within days.
const FAST_DRIFT: f64 = 0.2;

/// What is known of actor and partner.
pub(super) struct Known {
    pub(super) actor: Mixture,
    pub(super) partner: Mixture,
    /// The partner if the level drifts fast, whether or not the days speak for that.
    pub(super) partner_beside_drift: Mixture,
}

/// What the days tell of actor and partner, the drift not taken as known.
pub(super) fn known(rows: &[Row], prior: &Prior) -> Finding<Known> {
    let fits = DRIFTS
        .iter()
        .map(|&(drift, likely)| Ok((likely, Fit::of(rows, prior, drift)?)))
        .collect::<Finding<Vec<(f64, Fit)>>>()?;
    let best = fits.iter().map(|(_, fit)| fit.evidence).fold(f64::NEG_INFINITY, f64::max);
    let of = |pick: fn(&Fit) -> Part| {
        let part = |(likely, fit): &(f64, Fit)| {
            let weight = likely * libm::exp(fit.evidence - best);
            Part { weight, ..pick(fit) }
        };
        Mixture::of(fits.iter().map(part).collect(), degrees_of_freedom(rows, prior))
    };
    Ok(Known {
        actor: of(|fit| fit.actor),
        partner: of(|fit| fit.partner),
        partner_beside_drift: Mixture::of(
            vec![Fit::of(rows, prior, FAST_DRIFT)?.partner],
            degrees_of_freedom(rows, prior),
        ),
    })
}

/// 2α + n.
fn degrees_of_freedom(rows: &[Row], prior: &Prior) -> f64 {
    2.0 * prior.shape + rows.len() as f64
}

/// The posterior given the drift.
struct Fit {
    /// The logarithm of the density of the days, up to a constant.
    evidence: f64,
    actor: Part,
    partner: Part,
}

impl Fit {
    /// Normal and inverse gamma, conjugate: the days, whitened, with the prior as further rows.
    #[expect(clippy::indexing_slicing, reason = "rows and columns are those the matrix was made with")]
    fn of(rows: &[Row], prior: &Prior, drift: f64) -> Finding<Self> {
        let prior_variance = prior.rate / (prior.shape - 1.0);
        let deviations = prior.standard_deviations.into_iter().chain([prior.weekday; WEEK]);
        let means = prior.means.into_iter().chain([0.0; WEEK]);
        let count = rows.len();
        let mut design = DMatrix::zeros(count + COLUMNS, COLUMNS);
        let mut response = DVector::zeros(count + COLUMNS);
        let log_determinant = whiten(rows, drift, |row, column, value| {
            if column < COLUMNS { design[(row, column)] = value } else { response[row] = value }
        });
        for (column, (deviation, mean)) in deviations.zip(means).enumerate() {
            let weight = libm::sqrt(prior_variance) / deviation;
            design[(count + column, column)] = weight;
            response[count + column] = weight * mean;
        }
        let fit = LeastSquares::fit(design, response)?;
        let shape = prior.shape + count as f64 / 2.0;
        let rate = prior.rate + fit.residual_sum / 2.0;
        let triangle: f64 = fit.triangle.diagonal().iter().map(|value| libm::log(value.abs())).sum();
        let unscaled = fit.unscaled_variances()?;
        let part = |column: usize| Part {
            weight: 1.0,
            mean: fit.coefficients[column],
            scale: libm::sqrt(rate / shape * unscaled[column]),
        };
        let evidence = -0.5 * log_determinant - triangle - shape * libm::log(rate);
        let mut actor = part(ACTOR);
        // Least squares falls short of the actor by Kendall's (1 + 3a)/n; the prior, which does not, is left out of that.
        let of_days =
            (1.0 - square(actor.scale / prior.standard_deviations[ACTOR].max(actor.scale))).max(0.0);
        actor.mean += of_days * (1.0 + 3.0 * actor.mean) / count as f64;
        Ok(Self { evidence, actor, partner: part(PARTNER) })
    }
}

/// Takes out of each day what the days before tell of the level, which steps with variance `drift` from day to day. Returns the logarithm
/// of the determinant of the days' covariance.
fn whiten(rows: &[Row], drift: f64, mut put: impl FnMut(usize, usize, f64)) -> f64 {
    let (mut level, mut variance, mut before) = ([0.0; COLUMNS + 1], 0.0, None::<usize>);
    let mut log_determinant = 0.0;
    for (place, row) in rows.iter().enumerate() {
        variance += drift * before.map_or(0, |before| row.day - before) as f64;
        before = Some(row.day);
        let [own, other] = row.before;
        let mut values = [0.0; COLUMNS + 1];
        for (column, value) in values.iter_mut().enumerate() {
            *value = match column {
                0 => 1.0,
                ACTOR => own,
                PARTNER => other,
                COLUMNS => row.today,
                weekday => f64::from(u8::from(row.day % WEEK == weekday - PARTNER - 1)),
            };
        }
        let total = variance + 1.0;
        let (deviation, gain) = (libm::sqrt(total), variance / total);
        for (column, (value, level)) in values.into_iter().zip(&mut level).enumerate() {
            let error = value - *level;
            put(place, column, error / deviation);
            *level += gain * error;
        }
        variance = gain;
        log_determinant += libm::log(total);
    }
    log_determinant
}
