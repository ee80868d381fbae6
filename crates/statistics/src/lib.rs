//! Statistics of one person and of one dyad, and of tables of many dyads: pure functions, equal natively and in the browser.
//!
//! Every method answers with a [`Finding`]: a value with its interval and its number of observations, or an [`Unknown`] with the
//! reason why nothing can be said. Nothing returns NaN. What may not be *said* of one dyad is in no result: before day 28 there is
//! [`description`], and of a partner effect that is not sure there is no number ([`PartnerReading`]).
//!
//! ```text
//!  one person         score_scale → band, reliable_change        local_level      interrupted_series   permutation_test
//!                    two_means
//!  one dyad           description → carry_over, kalman_var       same_day         truth_and_bias       similarity
//!  many dyads         actor_partner_…, distinguishability        intraclass       cronbach_alpha
//!  before starting    minimum_detectable_effect
//! ```
//!
//! A series has one element for each calendar day and `None` where there was no answer, so that distance in time is never lost.
//! The chapter `docs/statistics.md` tells the same for psychologists, with the agreement with R and the coverage of the intervals.

mod actor_partner;
mod alpha;
mod autoregression;
mod carry_over;
mod description;
mod distribution;
mod finding;
mod interruption;
mod intraclass;
mod kalman;
mod least_squares;
mod lots;
mod mixture;
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
mod two_means;
mod units;

pub use actor_partner::{
    BootstrapDistinguishable, BootstrapIndistinguishable, BootstrapInterval, DYADS_MIN, Distinguishability,
    Distinguishable, Dyad, Indistinguishable, RATIO_DYADS_MIN, RESAMPLES_MIN, RoleEffects,
    actor_partner_distinguishable, actor_partner_indistinguishable, bootstrap_distinguishable,
    bootstrap_indistinguishable, distinguishability,
};
pub use alpha::{Alpha, cronbach_alpha};
pub use autoregression::Effect;
#[cfg(feature = "study")]
pub use carry_over::unsaid;
pub use carry_over::{CarryOver, PersonCarryOver, Posterior, Prior, carry_over};
pub use description::{Description, PersonDescription, description};
pub use finding::{Bounded, Coefficient, Estimate, Finding, Interval, LEVEL, Reason, Test, Unit, Unknown};
pub use interruption::{Change, Interruption, LEVEL_CHANGE_PRIOR, interrupted_series};
pub use intraclass::{Intraclass, intraclass};
pub use kalman::{KALMAN_CONSECUTIVE_DAYS_MIN, KALMAN_DAYS_MIN, KalmanVar, kalman_var};
pub use permutation::{PermutationTest, RandomisedPair, permutation_test};
pub use power::{DetectableEffect, minimum_detectable_effect};
pub use profile::{ITEMS_MIN, Judgement, Similarity, TruthAndBias, similarity, truth_and_bias};
pub use reading::{CONSECUTIVE_DAYS_MIN, Direction, PartnerReading, READABLE_FROM_DAY, SIGN_PROBABILITY_MIN};
pub use reliable_change::{ReliableChange, band, reliable_change, standard_error_of_measurement};
pub use same_day::{SameDay, same_day};
pub use scale::{ANSWERED_MIN, Item, Scale, Score, score_scale};
pub use standardise::{DyadSeries, Standardised, standardise};
pub use trend::{AtMaximum, Level, LocalLevel, TREND_DAYS_MIN, local_level};
pub use two_means::{TwoMeans, two_means};
