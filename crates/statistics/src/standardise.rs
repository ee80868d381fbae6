//! The days of one dyad, and putting them on the scale the priors were made on.

use crate::{
    description::{Description, description},
    finding::{Finding, Reason, Unit, all_finite, at_least},
    least_squares::{deviation_sum, mean},
    units::unit_of,
};

/// One dyad's days: for every calendar day the first and the second person's answer, `None` where there was none.
pub type DyadSeries = [[Option<f64>; 2]];

/// On how many days both answered.
pub(crate) fn days_of_both(days: &DyadSeries) -> usize {
    days.iter().filter(|day| day.iter().all(Option::is_some)).count()
}

/// Each day on which both answered, the day before too: where the day before stands, and both days.
pub(crate) fn consecutive_days(days: &DyadSeries) -> impl Iterator<Item = (usize, [[f64; 2]; 2])> {
    let both = |(day, &[[a, b], [c, d]]): (usize, &[[Option<f64>; 2]; 2])| Some((day, [[a?, b?], [c?, d?]]));
    days.array_windows().enumerate().filter_map(both)
}

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

/// A dyad's days, each person in units of their own day-to-day variation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ByPerson {
    /// `(answer − that person's mean) / that person's scale`, day by day.
    pub(crate) days: Vec<[Option<f64>; 2]>,
    /// Each person's mean.
    pub(crate) centre: [f64; 2],
    /// Each person's standard deviation.
    pub(crate) scale: [f64; 2],
}

/// Centres each person on their own mean and divides by their own standard deviation, so that a prior draws the less lively of two no
/// harder than the other.
///
/// # Errors
/// [`Unknown`](crate::Unknown) if a person answered on fewer than two days or a person's answers never vary.
pub(crate) fn by_person(days: &DyadSeries) -> Finding<ByPerson> {
    let Description { persons, .. } = description(days)?;
    at_least(2, persons.map(|person| person.days).into_iter().fold(usize::MAX, usize::min), Unit::Days)?;
    let centre = persons.map(|person| person.mean);
    let scale = persons.map(|person| person.deviation.unwrap_or(0.0));
    if scale.contains(&0.0) {
        return Err(Reason::FlatProfile.into());
    }
    let place = |day: [Option<f64>; 2]| -> [Option<f64>; 2] {
        let [first, second] = day;
        let ([mean_first, mean_second], [spread_first, spread_second]) = (centre, scale);
        [
            first.map(|value| (value - mean_first) / spread_first),
            second.map(|value| (value - mean_second) / spread_second),
        ]
    };
    Ok(ByPerson { days: days.iter().copied().map(place).collect(), centre, scale })
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
    let unit = unit_of(first.iter().chain(&second));
    let [first, second] =
        [first, second].map(|answers| answers.into_iter().map(|answer| answer / unit).collect::<Vec<_>>());
    let variance = (deviation_sum(&first) + deviation_sum(&second)) / (first.len() + second.len() - 2) as f64;
    if variance <= 0.0 {
        return Err(Reason::FlatProfile.into());
    }
    let centre @ [centre_first, centre_second] = [mean(&first) * unit, mean(&second) * unit];
    let scale = libm::sqrt(variance) * unit;
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
