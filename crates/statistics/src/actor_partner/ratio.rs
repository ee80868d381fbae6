//! The ratio k = p/a, by which Kenny and Ledermann name a dyadic pattern (1 couple, 0 actor only, −1 contrast).

use crate::{
    distribution::NORMAL_UPPER,
    finding::{Coefficient, Estimate, Finding, Interval, Reason},
};

/// k with its delta standard error and normal interval.
pub(super) fn ratio(actor: &Coefficient, partner: &Coefficient, covariance: f64) -> Finding<Estimate> {
    if actor.estimate.interval.contains(0.0) {
        return Err(Reason::ActorEffectMayBeZero.into());
    }
    let (a, p) = (actor.estimate, partner.estimate);
    let value = p.value / a.value;
    let variance = p.standard_error * p.standard_error - 2.0 * value * covariance
        + value * value * a.standard_error * a.standard_error;
    let standard_error = libm::sqrt(variance.max(0.0)) / a.value.abs();
    let interval = Interval::around(value, NORMAL_UPPER * standard_error);
    Ok(Estimate { value, standard_error, interval, observations: a.observations })
}
