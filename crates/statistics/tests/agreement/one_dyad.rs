use statistics::*;

use super::comparison::{CLOSED, Comparison, ITERATIVE, LIKELIHOOD, named_days, number, numbers, reference};

fn cases() -> Vec<(String, serde_json::Value)> {
    let reference = reference("dyad");
    let cases: Vec<_> = reference
        .as_object()
        .unwrap()
        .iter()
        .filter(|(name, _)| *name != "versions")
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    assert_eq!(cases.len(), 16);
    cases
}

#[test]
fn carry_over_equals_the_formulas_in_base_r() {
    let mut compare = Comparison::new("Carry-over beside a level", "base R", CLOSED);
    for (name, reference) in cases() {
        let (days, _) = named_days(&name);
        let expected = numbers(&reference["conjugate"]);
        for (ours, expected) in unsaid(&days, &Prior::COUPLES).unwrap().iter().zip(expected.chunks_exact(9)) {
            for (posterior, values) in ours.iter().zip(expected[1..].chunks_exact(4)) {
                assert_eq!(posterior.observations as f64, expected[0], "{name}");
                compare.check_on_scale(&name, posterior.mean, values[0], 1.0);
                compare.check_on_scale(&name, posterior.interval.low, values[1], 1.0);
                compare.check_on_scale(&name, posterior.interval.high, values[2], 1.0);
                compare.check(&name, posterior.probability_positive, values[3]);
            }
        }
    }
}

#[test]
fn kalman_var_equals_openmx() {
    let mut likelihood = Comparison::new("VAR(1), Kalman: likelihood", "OpenMx", LIKELIHOOD);
    let mut estimates = Comparison::new("VAR(1), Kalman: estimates", "OpenMx", ITERATIVE);
    let mut errors = Comparison::new("VAR(1), Kalman: standard errors", "OpenMx", 1e-3);
    for (name, reference) in cases() {
        let (days, _) = named_days(&name);
        let reference = &reference["kalman"];
        let ours = kalman_var(&days).unwrap();
        likelihood.check(&name, ours.log_likelihood, number(&reference["log_likelihood"]));
        // OpenMx has its matrices column by column.
        let ordered = [ours.actor[0], ours.partner[1], ours.partner[0], ours.actor[1]];
        for ((ours, value), error) in
            ordered.iter().zip(numbers(&reference["transition"])).zip(numbers(&reference["transition_se"]))
        {
            estimates.check_on_scale(&name, ours.value, value, error);
            errors.check(&name, ours.standard_error, error);
        }
        for ((ours, value), error) in ours
            .intercept
            .iter()
            .zip(numbers(&reference["intercept"]))
            .zip(numbers(&reference["intercept_se"]))
        {
            estimates.check_on_scale(&name, ours.value, value, error);
            errors.check(&name, ours.standard_error, error);
        }
        let [first, second] = ours.innovation_deviation.map(|deviation| deviation.value);
        let covariance = [first * first, ours.innovation_correlation.value * first * second, second * second];
        for (ours, reference) in covariance.into_iter().zip(numbers(&reference["covariance"])) {
            estimates.check_on_scale(&name, ours, reference, covariance[0]);
        }
    }
}

#[test]
fn same_day_correlation_equals_cor_test() {
    let mut compare = Comparison::new("Same-day correlation", "cor.test, base R", CLOSED);
    for (name, reference) in cases() {
        let (days, _) = named_days(&name);
        let ours = same_day(&days).unwrap();
        let reference = &reference["same_day"];
        compare.check(&name, ours.correlation.value, number(&reference["r"]));
        compare.check(&name, ours.effective_days, number(&reference["effective"]));
        compare.check_interval(&name, ours.interval_if_independent, &reference["independent"]);
        compare.check_interval(&name, ours.correlation.interval, &reference["interval"]);
    }
}
