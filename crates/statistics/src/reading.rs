//! What may be shown of a dyad's carry-over: the rule that keeps the prior from being mistaken for the couple.

use crate::carry_over::{CarryOver, Posterior};

/// From this day on more than a description may be shown: counted in days on which both answered.
pub const READABLE_FROM_DAY: usize = 28;

/// A partner effect is shown only if the probability of its sign is above this.
pub const SIGN_PROBABILITY_MIN: f64 = 0.95;

/// The sign of an effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum Direction {
    /// More of the one goes before more of the other.
    Rising,
    /// More of the one goes before less of the other.
    Falling,
}

/// What may be said of a partner effect.
#[derive(Clone, Copy, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(tag = "say", rename_all = "kebab-case"))]
pub enum PartnerReading {
    /// Before day 28: show means and spread, and nothing about what leads to what.
    DescriptionOnly {
        /// Days answered by both that are still missing.
        days_left: usize,
    },
    /// The sign is not sure enough: "can't tell yet".
    CannotTellYet {
        /// The probability of the more probable sign.
        sign_probability: f64,
    },
    /// The sign is sure enough to be shown, with its interval.
    Effect {
        /// The sign.
        direction: Direction,
        /// Its probability.
        sign_probability: f64,
    },
}

/// What may be said of the partner effect on each of the two persons.
///
/// Before 28 days answered by both, description only; afterwards an effect only if P(sign) > .95 (rule 3 of `science.md`: one dyad's
/// partner effect has a reliability of about .14 at 28 days and .54 at 180).
#[must_use]
pub fn partner_reading(carry_over: &CarryOver) -> [PartnerReading; 2] {
    carry_over.persons.map(|person| read(carry_over.days_of_both, &person.partner))
}

fn read(days_of_both: usize, partner: &Posterior) -> PartnerReading {
    let sign_probability = partner.sign_probability();
    if days_of_both < READABLE_FROM_DAY {
        PartnerReading::DescriptionOnly { days_left: READABLE_FROM_DAY - days_of_both }
    } else if sign_probability > SIGN_PROBABILITY_MIN {
        let direction = if partner.mean > 0.0 { Direction::Rising } else { Direction::Falling };
        PartnerReading::Effect { direction, sign_probability }
    } else {
        PartnerReading::CannotTellYet { sign_probability }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Interval;

    fn partner(mean: f64, probability_positive: f64) -> Posterior {
        let interval = Interval::around(mean, 0.1);
        Posterior {
            mean,
            scale: 0.05,
            degrees_of_freedom: 60.0,
            interval,
            probability_positive,
            observations: 27,
        }
    }

    #[test]
    fn before_day_28_only_a_description_is_shown_however_sure_the_sign_is() {
        assert_eq!(read(27, &partner(0.4, 0.999)), PartnerReading::DescriptionOnly { days_left: 1 });
        assert_eq!(read(0, &partner(0.4, 0.999)), PartnerReading::DescriptionOnly { days_left: 28 });
    }

    #[test]
    fn from_day_28_an_effect_is_shown_only_above_95_percent() {
        assert_eq!(read(28, &partner(0.1, 0.95)), PartnerReading::CannotTellYet { sign_probability: 0.95 });
        assert_eq!(
            read(28, &partner(0.1, 0.951)),
            PartnerReading::Effect { direction: Direction::Rising, sign_probability: 0.951 }
        );
        assert_eq!(
            read(28, &partner(-0.1, 0.03)),
            PartnerReading::Effect { direction: Direction::Falling, sign_probability: 0.97 }
        );
    }
}
