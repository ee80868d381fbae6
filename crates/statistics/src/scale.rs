//! Scoring a scale from its answers.

use crate::finding::{Finding, Reason, Unit, Unknown, all_finite};

/// The share of items that must be answered for a score: four of five.
pub const ANSWERED_MIN: f64 = 0.8;

/// One item of a scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// A higher answer means more of what the scale measures.
    Forward,
    /// A higher answer means less of it, and is turned round.
    Reversed,
}

/// A scale: its items in order, and the range of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// The items, in the order of the answers.
    pub items: Vec<Item>,
    /// The lowest possible answer.
    pub lowest: f64,
    /// The highest possible answer.
    pub highest: f64,
}

/// The score of one person on one scale.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Score {
    /// Sum over all items, unanswered ones counted at the mean of the answered.
    pub sum: f64,
    /// Mean of the answered items, in the range of an answer.
    pub mean: f64,
    /// Items answered.
    pub answered: usize,
    /// Items of the scale.
    pub items: usize,
}

/// Scores a scale with proration.
///
/// # Definition
/// Reversed answers become `lowest + highest − answer`. If at least 80 % of the k items are answered, the sum is k times the mean of the
/// answered ones.
///
/// # Assumptions
/// The unanswered items would have been answered like the answered ones. An interval needs the reliability of the scale: [`band`](crate::band).
///
/// # Missing data
/// Prorated up to 20 %, then no score ([`Unknown::TooEarly`] with the number of answers needed).
///
/// # Reference
/// Rule of `science.md`; the closed form equals `psych::scoreItems(…, totals = TRUE)` with means imputed per person. Reference values:
/// `reference/scale.R` on the moods of `data/barkalifa.csv` with every seventh answer taken out.
///
/// # Errors
/// [`Unknown`] if too few items are answered, if an answer lies outside the range or if answers and items differ in number.
///
/// ```
/// use statistics::{Item, Scale, score_scale};
/// let scale = Scale { items: vec![Item::Forward, Item::Reversed, Item::Forward, Item::Forward, Item::Forward], lowest: 1.0, highest: 5.0 };
/// let score = score_scale(&scale, &[Some(4.0), Some(2.0), None, Some(4.0), Some(4.0)])?;
/// assert_eq!((score.sum, score.answered), (20.0, 4));
/// # Ok::<(), statistics::Unknown>(())
/// ```
pub fn score_scale(scale: &Scale, answers: &[Option<f64>]) -> Finding<Score> {
    if scale.items.len() != answers.len() {
        return Err(Reason::UnequalLengths.into());
    }
    let answered: Vec<f64> = scale
        .items
        .iter()
        .zip(answers)
        .filter_map(|(item, answer)| {
            answer.map(|answer| match item {
                Item::Forward => answer,
                Item::Reversed => scale.lowest + scale.highest - answer,
            })
        })
        .collect();
    all_finite(&answered)?;
    if answered.iter().any(|&answer| answer < scale.lowest || answer > scale.highest) {
        return Err(Reason::OutOfRange.into());
    }
    let items = answers.len();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at most the number of items"
    )]
    let needed = libm::ceil(ANSWERED_MIN * items as f64 - 1e-9) as usize;
    if answered.is_empty() || answered.len() < needed {
        return Err(Unknown::TooEarly { observed: answered.len(), needed: needed.max(1), unit: Unit::Items });
    }
    let mean = crate::least_squares::mean(&answered);
    Ok(Score { sum: mean * items as f64, mean, answered: answered.len(), items })
}
