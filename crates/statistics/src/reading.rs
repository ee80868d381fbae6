//! What may be shown of a dyad's carry-over: the rule that keeps the prior from being mistaken for the couple.

use crate::carry_over::Posterior;

/// From this day on more than a description may be shown: counted in days on which both answered.
pub const READABLE_FROM_DAY: usize = 28;

/// The fewest days of both after a day of both from which anything that carries over is said.
pub const CONSECUTIVE_DAYS_MIN: usize = 14;

/// A partner effect is shown only if the probability of its sign is above this: that is, if its 95 % interval is on one side of zero.
pub const SIGN_PROBABILITY_MIN: f64 = 0.975;

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
    /// The sign is not sure enough: "can't tell yet". There is no number to it.
    CannotTellYet,
    /// The sign is sure enough to be shown, with its interval.
    Effect {
        /// The sign.
        direction: Direction,
        /// The effect.
        effect: Posterior,
    },
}

impl PartnerReading {
    /// An effect only if P(sign) > .975, and only if it survives a level that drifts fast (rule 3 of `science.md`: one dyad's partner effect
    /// has a reliability of about .14 at 28 days and .54 at 180).
    pub(crate) fn of(partner: &Posterior, beside_drift: &Posterior) -> Self {
        let is_sure = |posterior: &Posterior| posterior.sign_probability() > SIGN_PROBABILITY_MIN;
        let is_same = (partner.mean > 0.0) == (beside_drift.mean > 0.0);
        if !is_same || !is_sure(partner) || !is_sure(beside_drift) {
            return Self::CannotTellYet;
        }
        let direction = if partner.mean > 0.0 { Direction::Rising } else { Direction::Falling };
        Self::Effect { direction, effect: *partner }
    }
}
