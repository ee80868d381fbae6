//! What may be said of a dyad's days from the first on: how they were, and nothing of what leads to what.

use crate::{
    finding::{Finding, Unit, all_finite, at_least},
    least_squares::{deviation_sum, mean},
    reading::READABLE_FROM_DAY,
    standardise::{DyadSeries, days_of_both},
    units::in_own_unit,
};

/// One person's days.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PersonDescription {
    /// Their mean, in the units of the answers.
    pub mean: f64,
    /// Their standard deviation; nothing for a single day.
    pub deviation: Option<f64>,
    /// The lowest answer.
    pub lowest: f64,
    /// The highest answer.
    pub highest: f64,
    /// Days with an answer.
    pub days: usize,
}

/// A dyad's days.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Description {
    /// The first and the second person.
    pub persons: [PersonDescription; 2],
    /// Days on which both answered.
    pub days_of_both: usize,
    /// Days of both that are still missing before more than this is said.
    pub days_left: usize,
}

/// How a dyad's days were.
///
/// # Definition
/// Mean, standard deviation (with n − 1), lowest and highest answer of each person.
///
/// # Assumptions
/// None: it describes these days and says nothing beyond them.
///
/// # Missing data
/// Each person's own answers are used, whether or not the other answered.
///
/// # Reference
/// Reference values: base R's `mean`, `sd` and `range`, by hand.
///
/// # Errors
/// [`Unknown`](crate::Unknown) if a person has no answer at all.
pub fn description(days: &DyadSeries) -> Finding<Description> {
    let days_of_both = days_of_both(days);
    Ok(Description {
        persons: [of_person(days, 0)?, of_person(days, 1)?],
        days_of_both,
        days_left: READABLE_FROM_DAY.saturating_sub(days_of_both),
    })
}

fn of_person(days: &DyadSeries, person: usize) -> Finding<PersonDescription> {
    let answers: Vec<f64> = days.iter().filter_map(|day| day.get(person).copied().flatten()).collect();
    all_finite(&answers)?;
    at_least(1, answers.len(), Unit::Days)?;
    let count = answers.len();
    let (scaled, unit) = in_own_unit(&answers);
    Ok(PersonDescription {
        mean: mean(&scaled) * unit,
        deviation: (count > 1).then(|| libm::sqrt(deviation_sum(&scaled) / (count - 1) as f64) * unit),
        lowest: answers.iter().copied().fold(f64::INFINITY, f64::min),
        highest: answers.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        days: count,
    })
}
