//! What carries over from one day to the next in one dyad, within a person and from the other, with priors from real couples.

mod level;

use crate::{
    finding::{Finding, Interval, Unit, at_least},
    mixture::Mixture,
    reading::{CONSECUTIVE_DAYS_MIN, PartnerReading, READABLE_FROM_DAY},
    standardise::{DyadSeries, by_person, consecutive_days, days_of_both},
};
use level::{Known, Row};

/// A normal-inverse-gamma prior of one equation, each person in units of their own standard deviation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prior {
    /// Prior means of intercept, actor and partner carry-over.
    pub means: [f64; 3],
    /// Prior standard deviations of the three, at the prior mean of the residual variance.
    pub standard_deviations: [f64; 3],
    /// Shape of the inverse gamma prior of the residual variance; above one.
    pub shape: f64,
    /// Its scale.
    pub rate: f64,
    /// Prior standard deviation of each day of the week.
    pub weekday: f64,
}

impl Prior {
    /// From 183 couples: intercept N(0, 1), actor N(.18, .20²), partner N(.03, .10²), residual variance IG(3, 2).
    pub const COUPLES: Self = Self {
        means: [0.0, 0.18, 0.03],
        standard_deviations: [1.0, 0.20, 0.10],
        shape: 3.0,
        rate: 2.0,
        weekday: 0.2,
    };
}

/// The posterior of one coefficient.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Posterior {
    /// Posterior mean.
    pub mean: f64,
    /// The central credible interval.
    pub interval: Interval,
    /// The probability that the coefficient is above zero.
    pub probability_positive: f64,
    /// Pairs of consecutive days it rests on, besides the prior.
    pub observations: usize,
}

impl Posterior {
    fn of(mixture: &Mixture, observations: usize) -> Self {
        Self {
            mean: mixture.mean(),
            interval: mixture.interval(),
            probability_positive: 1.0 - mixture.below(0.0),
            observations,
        }
    }

    /// The probability of the more probable sign.
    #[must_use]
    pub fn sign_probability(&self) -> f64 {
        self.probability_positive.max(1.0 - self.probability_positive)
    }
}

/// What predicts one person's day.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PersonCarryOver {
    /// Actor carry-over: own yesterday on own today.
    pub actor: Posterior,
    /// What may be said of the partner carry-over: the other's yesterday on own today.
    pub partner: PartnerReading,
}

/// Carry-over in one dyad, each person in units of their own day-to-day standard deviation.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct CarryOver {
    /// The first and the second person.
    pub persons: [PersonCarryOver; 2],
    /// Each person's mean, in the units of the answers.
    pub centre: [f64; 2],
    /// Each person's standard deviation, in the units of the answers.
    pub scale: [f64; 2],
    /// Days on which both answered.
    pub days_of_both: usize,
    /// Days on which both answered, the day before too: what the posterior rests on.
    pub consecutive_days: usize,
}

/// What carries over from day to day in one dyad, with a conjugate prior, beside a level that may drift and a rhythm of the week.
///
/// # Definition
/// Each person's answers in units of their own: centred on their mean, divided by their standard deviation. Then, for each person,
/// `yₜ = cₜ + wₜ + a·yₜ₋₁ + p·zₜ₋₁ + e`, e ~ N(0, σ²), z the other person, w the day of the week (seven effects, N(0, .2²) each), and a level
/// `cₜ₊₁ = cₜ + N(0, q·σ²)` that takes up what changes slowly, shared or not. Given q, the prior `(c₁, a, p, w) | σ² ~ N(m, σ²·V)`,
/// `σ² ~ IG(α, β)` is conjugate, V diagonal and scaled so that the prior standard deviations are the stated ones at the prior mean of σ²,
/// `β/(α−1)`: the days are whitened by the Kalman filter of the level, and one QR decomposition of them with the prior as further rows gives
/// Student's t with 2α + n degrees of freedom. q is not taken as known: it is 0 with probability one half and else one of seven values from
/// .0003 to .3, weighed by how likely they make the days. Least squares falls short of a by Kendall's (1 + 3a)/n, which is added, as far
/// as a comes from the days and not from the prior.
///
/// A partner effect is *said* only if P(sign) > .975, so averaged, and also at q = .2, a level that follows within days whatever both
/// share. Otherwise there is no number of it at all: [`PartnerReading`].
///
/// # Assumptions
/// A linear relation of today to yesterday; normal errors; the dyad resembles those the prior comes from. What both share for only a few
/// days (φ = .8) is still taken for a partner effect too often: `docs/statistics.md` says how often.
///
/// # Missing data
/// A day enters if both answered on it and on the day before. [`kalman_var`](crate::kalman_var) uses every answer.
///
/// # Reference
/// O'Hagan & Forster 2004, *Kendall's Advanced Theory of Statistics 2B*, §11.3–11.10; Durbin & Koopman 2012, chapter 6, for regression
/// beside a level; Kendall 1954 for the bias. Prior from 183 couples (`science.md`). Reference values: `reference/dyad.R`, the matrix formulas
/// in base R on four couples of `data/barkalifa.csv`.
///
/// # Errors
/// [`Unknown`](crate::Unknown) before [`READABLE_FROM_DAY`] days of both, of which [`CONSECUTIVE_DAYS_MIN`] come after a day of both: until
/// then there is [`description`](crate::description). [`Reason::FlatProfile`](crate::Reason::FlatProfile) if a person's answers never vary.
pub fn carry_over(days: &DyadSeries, prior: &Prior) -> Finding<CarryOver> {
    let days_of_both = days_of_both(days);
    at_least(READABLE_FROM_DAY, days_of_both, Unit::DaysOfBoth)?;
    let standardised = by_person(days)?;
    let (consecutive_days, known) = known(&standardised.days, prior)?;
    let persons = known.map(|known| PersonCarryOver {
        actor: Posterior::of(&known.actor, consecutive_days),
        partner: PartnerReading::of(
            &Posterior::of(&known.partner, consecutive_days),
            &Posterior::of(&known.partner_beside_drift, consecutive_days),
        ),
    });
    let (centre, scale) = (standardised.centre, standardised.scale);
    Ok(CarryOver { persons, centre, scale, days_of_both, consecutive_days })
}

/// Of two days of both: the day before, own and other, and the day itself.
type RowOf = fn([[f64; 2]; 2]) -> ([f64; 2], f64);

/// What the days of both tell of both persons, whether or not it may be said, and on how many pairs of days it rests.
fn known(days: &DyadSeries, prior: &Prior) -> Finding<(usize, [Known; 2])> {
    let consecutive: Vec<(usize, [[f64; 2]; 2])> = consecutive_days(days).collect();
    at_least(CONSECUTIVE_DAYS_MIN, consecutive.len(), Unit::ConsecutiveDays)?;
    let equation = |row: RowOf| -> Finding<Known> {
        let rows: Vec<Row> = consecutive
            .iter()
            .map(|&(day, days)| {
                let (before, today) = row(days);
                Row { day, before, today }
            })
            .collect();
        level::known(&rows, prior)
    };
    let first = equation(|[before, [today, _]]| (before, today))?;
    let second = equation(|[[first, second], [_, today]]| ([second, first], today))?;
    Ok((consecutive.len(), [first, second]))
}

/// Actor and partner carry-over of both persons, whether or not the rules let them be said: for studies of the rules.
#[cfg(feature = "study")]
pub fn unsaid(days: &DyadSeries, prior: &Prior) -> Finding<[[Posterior; 2]; 2]> {
    let (count, known) = known(&by_person(days)?.days, prior)?;
    Ok(known.map(|known| [Posterior::of(&known.actor, count), Posterior::of(&known.partner, count)]))
}
