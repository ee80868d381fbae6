//! Posteriors that do not take a nuisance as known: Student's t distributions, each with its weight.

use crate::{
    distribution::{UPPER, t_cdf, t_kernel, t_log_constant, t_quantile},
    finding::Interval,
};

/// One of the distributions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    /// How much it counts; all together count one.
    pub(crate) weight: f64,
    pub(crate) mean: f64,
    pub(crate) scale: f64,
}

/// Degrees of freedom of a distribution that is as good as normal.
pub(crate) const NORMAL: f64 = 1e6;

/// All of them, with the same degrees of freedom.
#[derive(Clone, Debug)]
pub(crate) struct Mixture {
    parts: Vec<Part>,
    degrees_of_freedom: f64,
}

/// How short, in units of the widest scale, the last step to a quantile is.
const SHORT: f64 = 1e-13;
/// More steps than this are not taken: each halves the bracket at least.
const STEPS_MAX: usize = 100;

impl Mixture {
    /// Of parts that count as their weights say, whatever the weights add up to.
    pub(crate) fn of(mut parts: Vec<Part>, degrees_of_freedom: f64) -> Self {
        let total: f64 = parts.iter().map(|part| part.weight).sum();
        parts.iter_mut().for_each(|part| part.weight /= total);
        // What counts for nothing is not computed.
        parts.retain(|part| part.weight > 1e-9);
        Self { parts, degrees_of_freedom }
    }

    pub(crate) fn mean(&self) -> f64 {
        self.parts.iter().map(|part| part.weight * part.mean).sum()
    }

    /// The root of the mean squared scale around the mean.
    pub(crate) fn deviation(&self) -> f64 {
        let mean = self.mean();
        let square =
            |part: &Part| part.weight * (part.scale * part.scale + (part.mean - mean) * (part.mean - mean));
        libm::sqrt(self.parts.iter().map(square).sum())
    }

    /// P(θ ≤ x).
    pub(crate) fn below(&self, x: f64) -> f64 {
        let below = |part: &Part| part.weight * t_cdf((x - part.mean) / part.scale, self.degrees_of_freedom);
        self.parts.iter().map(below).sum()
    }

    /// The central interval.
    pub(crate) fn interval(&self) -> Interval {
        let reach = t_quantile(UPPER, self.degrees_of_freedom);
        Interval { low: self.quantile(1.0 - UPPER, -reach), high: self.quantile(UPPER, reach) }
    }

    /// Between the outermost quantiles of the parts, which have theirs at `reach` scales, by Newton's method, and by halves where that leaves
    /// the bracket.
    fn quantile(&self, probability: f64, reach: f64) -> f64 {
        let nu = self.degrees_of_freedom;
        let constant = libm::exp(t_log_constant(nu));
        let density = |x: f64| {
            let of = |part: &Part| part.weight / part.scale * t_kernel((x - part.mean) / part.scale, nu);
            constant * self.parts.iter().map(of).sum::<f64>()
        };
        let own = |part: &Part| part.mean + part.scale * reach;
        let mut low = self.parts.iter().map(own).fold(f64::INFINITY, f64::min);
        let mut high = self.parts.iter().map(own).fold(f64::NEG_INFINITY, f64::max);
        let short = SHORT * self.parts.iter().map(|part| part.scale).fold(0.0, f64::max);
        let mut x = self.parts.iter().map(|part| part.weight * own(part)).sum::<f64>().clamp(low, high);
        for _ in 0..STEPS_MAX {
            let error = self.below(x) - probability;
            if error < 0.0 {
                low = x
            } else {
                high = x
            }
            let next = x - error / density(x);
            let next = if low < next && next < high { next } else { low + (high - low) / 2.0 };
            let step = (next - x).abs();
            x = next;
            if step <= short {
                break;
            }
        }
        x
    }
}
