//! The days of one dyad, and putting them on the scale the priors were made on.

use crate::{
    finding::{Finding, Reason, Unit, all_finite, at_least},
    least_squares::{deviation_sum, mean},
};

/// One dyad's days: for every calendar day the first and the second person's answer, `None` where there was none.
pub type DyadSeries = [[Option<f64>; 2]];

/// A dyad's days in units of its own day-to-day variation.
#[derive(Clone, Debug, PartialEq)]
pub struct Standardised {
    /// `(answer − that person's mean) / scale`, day by day.
    pub days: Vec<[Option<f64>; 2]>,
    /// Each person's mean.
    pub centre: [f64; 2],
    /// The pooled within-person standard deviation.
    pub scale: f64,
}

/// Centres each person on their own mean and divides both by the pooled within-person standard deviation,
/// `√((SS₁+SS₂)/(n₁+n₂−2))`, which leaves the difference in liveliness between the two persons as it is.
///
/// # Errors
/// [`Unknown`](crate::Unknown) if a person answered on fewer than two days or neither person's answers ever vary.
pub fn standardise(days: &DyadSeries) -> Finding<Standardised> {
    let answers = |person: usize| -> Vec<f64> {
        days.iter().filter_map(|day| day.get(person).copied().flatten()).collect()
    };
    let [first, second] = [answers(0), answers(1)];
    all_finite(first.iter().chain(&second))?;
    at_least(2, first.len().min(second.len()), Unit::Days)?;
    let variance = (deviation_sum(&first) + deviation_sum(&second)) / (first.len() + second.len() - 2) as f64;
    if variance <= 0.0 {
        return Err(Reason::FlatProfile.into());
    }
    let centre @ [centre_first, centre_second] = [mean(&first), mean(&second)];
    let scale = libm::sqrt(variance);
    let days = days
        .iter()
        .map(|&[first, second]| {
            [
                first.map(|value| (value - centre_first) / scale),
                second.map(|value| (value - centre_second) / scale),
            ]
        })
        .collect();
    Ok(Standardised { days, centre, scale })
}
