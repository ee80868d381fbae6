use statistics::*;

use super::comparison::{CLOSED, Comparison, cells, number, reference};

#[test]
fn truth_and_bias_and_similarity_equal_lm_and_cor_test() {
    let all = reference("profile");
    let mut compare = Comparison::new("Truth and bias", "lm", CLOSED);
    let mut alike = Comparison::new("Distinctive similarity", "cor.test", CLOSED);
    for couple in ["201", "202", "224"] {
        let reference = &all[couple];
        let [judged, truth, own, normative] =
            ["judged", "truth", "own", "normative"].map(|name| cells(&reference[name]));
        for (fit, with_own) in [("without_own", false), ("with_own", true)] {
            let reference = &reference[fit];
            if reference.is_null() {
                continue;
            }
            let items: Vec<_> = (0..judged.len())
                .map(|item| Judgement {
                    judged: judged[item],
                    truth: truth[item],
                    own: if with_own { own[item] } else { None },
                    normative: normative[item],
                })
                .collect();
            let ours = truth_and_bias(&items).unwrap();
            assert_eq!(ours.own.is_some(), with_own);
            let coefficients = [Some(ours.direction), Some(ours.truth), Some(ours.normative), ours.own];
            for (place, coefficient) in coefficients.iter().flatten().enumerate() {
                let at = |name: &str| number(&reference[name][place]);
                let estimate = coefficient.estimate;
                compare.check_on_scale(couple, estimate.value, at("coefficients"), at("se"));
                compare.check(couple, estimate.standard_error, at("se"));
                compare.check(couple, coefficient.p_value, at("p"));
                compare.check_on_scale(couple, estimate.interval.low, at("low"), at("se"));
                compare.check_on_scale(couple, estimate.interval.high, at("high"), at("se"));
            }
            compare.check(couple, ours.deviation, number(&reference["sigma"]));
        }
        let ours = similarity(&judged, &truth, &normative).unwrap();
        alike.check(couple, ours.distinctive.value, number(&reference["similarity"]));
        alike.check_interval(couple, ours.distinctive.interval, &reference["similarity_interval"]);
    }
}
