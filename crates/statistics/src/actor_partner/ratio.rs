//! The ratio k = p/a, by which Kenny and Ledermann name a dyadic pattern (1 couple, 0 actor only, −1 contrast).

use crate::{
    distribution::{UPPER, t_quantile},
    finding::{Coefficient, Estimate, Finding, Interval, Reason, Unit, at_least},
    least_squares::square,
};

/// The fewest dyads with which a ratio is given. With ten, three in four have an actor effect that may be zero, and those that are left are a
/// selection whose intervals hold the ratio in 88 % only.
pub const RATIO_DYADS_MIN: usize = 30;

/// k with its delta standard error and Fieller's interval: every k for which p − k·a may be zero.
pub(super) fn ratio(actor: &Coefficient, partner: &Coefficient, covariance: f64) -> Finding<Estimate> {
    at_least(RATIO_DYADS_MIN, actor.estimate.observations, Unit::Dyads)?;
    if actor.estimate.interval.contains(0.0) {
        return Err(Reason::ActorEffectMayBeZero.into());
    }
    let (a, p) = (actor.estimate, partner.estimate);
    let value = p.value / a.value;
    // In units of the actor effect, so that nothing overflows.
    let unit = a.value.abs();
    let (actor_variance, partner_variance) =
        (square(a.standard_error / unit), square(p.standard_error / unit));
    let covariance = covariance / unit / unit;
    let variance = partner_variance - 2.0 * value * covariance + value * value * actor_variance;
    let standard_error = libm::sqrt(variance.max(0.0));
    let reach = square(t_quantile(UPPER, actor.degrees_of_freedom));
    let leading = 1.0 - reach * actor_variance;
    let centre = (value - reach * covariance) / leading;
    let root = square(centre) - (value * value - reach * partner_variance) / leading;
    let interval = Interval::around(centre, libm::sqrt(root.max(0.0)));
    Ok(Estimate { value, standard_error, interval, observations: a.observations })
}
