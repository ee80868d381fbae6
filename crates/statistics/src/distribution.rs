//! Distribution functions and quantiles, from `statrs` and `libm`; quantiles are polished by Newton's method, because the ones of
//! `statrs` stop at about nine digits.

use statrs::function::{beta::beta_reg, gamma::ln_gamma};

use crate::finding::LEVEL;

/// Probability above the lower and below the upper bound of an interval.
pub(crate) const UPPER: f64 = 0.5 + LEVEL / 2.0;

/// The quantile of the standard normal distribution at [`UPPER`].
pub(crate) const NORMAL_UPPER: f64 = 1.959_963_984_540_054;

/// P(Z ≤ z) of the standard normal distribution.
pub(crate) fn normal_cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z / core::f64::consts::SQRT_2)
}

/// The z with P(Z ≤ z) = `probability`.
pub(crate) fn normal_quantile(probability: f64) -> f64 {
    let start = -core::f64::consts::SQRT_2 * statrs::function::erf::erfc_inv(2.0 * probability);
    let density = |z: f64| libm::exp(-0.5 * z * z) / libm::sqrt(2.0 * core::f64::consts::PI);
    polished(start, probability, normal_cdf, density)
}

/// P(T > |t|)·2 of Student's t.
pub(crate) fn t_two_sided(t: f64, degrees_of_freedom: f64) -> f64 {
    beta_reg(degrees_of_freedom / 2.0, 0.5, degrees_of_freedom / (degrees_of_freedom + t * t))
}

/// P(T ≤ t) of Student's t.
pub(crate) fn t_cdf(t: f64, degrees_of_freedom: f64) -> f64 {
    let tail = 0.5 * t_two_sided(t, degrees_of_freedom);
    if t > 0.0 { 1.0 - tail } else { tail }
}

/// The t with P(T ≤ t) = `probability`.
pub(crate) fn t_quantile(probability: f64, degrees_of_freedom: f64) -> f64 {
    let nu = degrees_of_freedom;
    let z = normal_quantile(probability);
    // Cornish and Fisher's first terms bring Newton's method into its basin; for one or two degrees there are closed forms.
    let start = if nu <= 1.5 {
        libm::tan(core::f64::consts::PI * (probability - 0.5))
    } else if nu <= 2.5 {
        let u = 2.0 * probability - 1.0;
        u * libm::sqrt(2.0 / (1.0 - u * u))
    } else {
        z + (z * z * z + z) / (4.0 * nu)
            + (5.0 * z * z * z * z * z + 16.0 * z * z * z + 3.0 * z) / (96.0 * nu * nu)
    };
    let constant = libm::exp(t_log_constant(nu));
    let density = |t: f64| constant * t_kernel(t, nu);
    polished(start, probability, |t| t_cdf(t, nu), density)
}

/// The density of Student's t, but for its constant, which [`t_log_constant`] has the logarithm of.
pub(crate) fn t_kernel(t: f64, degrees_of_freedom: f64) -> f64 {
    libm::exp(-(degrees_of_freedom + 1.0) / 2.0 * libm::log1p(t * t / degrees_of_freedom))
}

/// The logarithm of the density of Student's t at zero.
pub(crate) fn t_log_constant(degrees_of_freedom: f64) -> f64 {
    let nu = degrees_of_freedom;
    ln_gamma((nu + 1.0) / 2.0) - ln_gamma(nu / 2.0) - 0.5 * libm::log(nu * core::f64::consts::PI)
}

/// P(X > x) of F.
pub(crate) fn f_upper(x: f64, numerator: f64, denominator: f64) -> f64 {
    if x <= 0.0 {
        1.0
    } else {
        beta_reg(denominator / 2.0, numerator / 2.0, denominator / (denominator + numerator * x))
    }
}

/// The x with P(X ≤ x) = `probability` of F.
pub(crate) fn f_quantile(probability: f64, numerator: f64, denominator: f64) -> f64 {
    let (a, b) = (numerator / 2.0, denominator / 2.0);
    // On the logarithmic scale F is close to normal.
    let start = libm::exp(normal_quantile(probability) * libm::sqrt(2.0 / numerator + 2.0 / denominator));
    let log_constant = ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * libm::log(numerator / denominator);
    let density = |x: f64| {
        libm::exp(
            log_constant + (a - 1.0) * libm::log(x) - (a + b) * libm::log1p(numerator * x / denominator),
        )
    };
    polished_positive(start, probability, |x| 1.0 - f_upper(x, numerator, denominator), density)
}

/// Newton's method from `start`.
fn polished(start: f64, probability: f64, cdf: impl Fn(f64) -> f64, density: impl Fn(f64) -> f64) -> f64 {
    let mut x = start;
    let mut last = f64::INFINITY;
    for _ in 0..60 {
        let step = (cdf(x) - probability) / density(x);
        if !step.is_finite() {
            break;
        }
        x -= step;
        // Near the end rounding decides the step, and it no longer gets shorter.
        if step.abs() <= 1e-15 * x.abs() || (step.abs() < 1e-9 * x.abs() && step.abs() >= 0.5 * last) {
            break;
        }
        last = step.abs();
    }
    x
}

/// Newton's method on the logarithm of x, which keeps x positive and is nearly linear for the distributions used here.
fn polished_positive(
    start: f64,
    probability: f64,
    cdf: impl Fn(f64) -> f64,
    density: impl Fn(f64) -> f64,
) -> f64 {
    let mut x = start;
    let mut last = f64::INFINITY;
    for _ in 0..80 {
        let step = ((cdf(x) - probability) / (density(x) * x)).clamp(-1.0, 1.0);
        if !step.is_finite() {
            break;
        }
        x *= libm::exp(-step);
        if step.abs() <= 1e-15 || (step.abs() < 1e-9 && step.abs() >= 0.5 * last) {
            break;
        }
        last = step.abs();
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values printed by R 4.2.2 with 17 digits, e.g. `qt(.975, 3)`.
    #[test]
    #[expect(clippy::excessive_precision, reason = "the digits are R's")]
    fn quantiles_and_tails_equal_those_of_r() {
        let cases = [
            ("qnorm(.975)", normal_quantile(0.975), 1.959_963_984_540_053_6),
            ("qnorm(.8)", normal_quantile(0.8), 8.416_212_335_729_144_1e-1),
            ("qt(.975,1)", t_quantile(0.975, 1.0), 1.270_620_473_617_469_4e1),
            ("qt(.975,2)", t_quantile(0.975, 2.0), 4.302_652_729_749_461_9),
            ("qt(.975,3)", t_quantile(0.975, 3.0), 3.182_446_305_283_707_8),
            ("qt(.975,146)", t_quantile(0.975, 146.0), 1.976_345_654_593_806_5),
            ("qt(.8,6.5)", t_quantile(0.8, 6.5), 9.004_725_320_168_002_2e-1),
            ("qf(.975,147,148)", f_quantile(0.975, 147.0, 148.0), 1.382_542_760_817_894_2),
            ("qf(.025,5,3)", f_quantile(0.025, 5.0, 3.0), 1.288_063_984_212_619_6e-1),
            ("2*pt(-8.46,146)", t_two_sided(8.46, 146.0), 2.555_364_864_410_023_6e-14),
            ("pf(2.5,3,20,lower=F)", f_upper(2.5, 3.0, 20.0), 8.884_375_193_768_927_2e-2),
            ("pnorm(-3)", normal_cdf(-3.0), 1.349_898_031_630_094_6e-3),
        ];
        assert!((NORMAL_UPPER - normal_quantile(UPPER)).abs() < 1e-15);
        for (name, ours, r) in cases {
            assert!((ours - r).abs() <= 1e-12 * r.abs(), "{name}: {ours:e} is not {r:e}");
        }
    }
}
