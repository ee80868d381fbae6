//! Statistics of one person and of one dyad, and of tables of many dyads: pure functions, equal natively and in the browser.
//!
//! Every method answers with a [`Finding`]: a value with its interval and its number of observations, or an [`Unknown`] with the
//! reason why nothing can be said. Nothing returns NaN. What may be *shown* of an answer is a second question, and [`reading`] is its
//! rule.
//!
//! ```text
//!  one person         score_scale → band, reliable_change        local_level      interrupted_series   permutation_test
//!  one dyad           standardise → carry_over, kalman_var       same_day         truth_and_bias       similarity
//!  many dyads         actor_partner_…, distinguishability        intraclass       cronbach_alpha
//!  before starting    minimum_detectable_effect
//! ```
//!
//! A series has one element for each calendar day and `None` where there was no answer, so that distance in time is never lost.
//! The chapter `docs/statistics.md` tells the same for psychologists, with the agreement with R and the coverage of the intervals.

mod actor_partner;
mod alpha;
mod carry_over;
mod distribution;
mod finding;
mod interruption;
mod intraclass;
mod kalman;
mod least_squares;
mod optimise;
mod permutation;
mod power;
mod profile;
mod reading;
mod reliable_change;
mod same_day;
mod scale;
#[cfg(feature = "serde")]
mod serialize;
mod standardise;
mod trend;

pub use actor_partner::{
    BootstrapDistinguishable, BootstrapIndistinguishable, BootstrapInterval, DYADS_MIN, Distinguishability,
    Distinguishable, Dyad, Indistinguishable, RESAMPLES_MIN, RoleEffects, actor_partner_distinguishable,
    actor_partner_indistinguishable, bootstrap_distinguishable, bootstrap_indistinguishable,
    distinguishability,
};
pub use alpha::{Alpha, cronbach_alpha};
pub use carry_over::{CONSECUTIVE_DAYS_MIN, CarryOver, PersonCarryOver, Posterior, Prior, carry_over};
pub use finding::{Bounded, Coefficient, Estimate, Finding, Interval, LEVEL, Reason, Test, Unit, Unknown};
pub use interruption::{Change, Interruption, LEVEL_CHANGE_PRIOR, interrupted_series};
pub use intraclass::{Intraclass, intraclass};
pub use kalman::{KALMAN_DAYS_MIN, KalmanVar, kalman_var};
pub use permutation::{PermutationTest, RandomisedPair, permutation_test};
pub use power::{DetectableEffect, minimum_detectable_effect};
pub use profile::{ITEMS_MIN, Judgement, Similarity, TruthAndBias, similarity, truth_and_bias};
pub use reading::{Direction, PartnerReading, READABLE_FROM_DAY, SIGN_PROBABILITY_MIN, partner_reading};
pub use reliable_change::{ReliableChange, band, reliable_change, standard_error_of_measurement};
pub use same_day::{SameDay, same_day};
pub use scale::{ANSWERED_MIN, Item, Scale, Score, score_scale};
pub use standardise::{DyadSeries, Standardised, standardise};
pub use trend::{AtMaximum, Level, LocalLevel, TREND_DAYS_MIN, local_level};
