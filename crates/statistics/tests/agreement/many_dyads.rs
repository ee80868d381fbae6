use statistics::*;

use super::comparison::{CLOSED, Comparison, ITERATIVE, LIKELIHOOD, acitelli, number, numbers, reference};

#[test]
fn actor_partner_model_of_indistinguishable_dyads_equals_lm_on_sums_and_differences() {
    let reference = &reference("actor_partner")["indistinguishable"];
    let ours = actor_partner_indistinguishable(&acitelli()).unwrap();
    let mut compare = Comparison::new("APIM, indistinguishable", "lm", CLOSED);
    let at = |name: &str| number(&reference[name]);
    compare.check("intercept", ours.intercept.estimate.value, at("intercept"));
    compare.check("intercept SE", ours.intercept.estimate.standard_error, at("intercept_se"));
    compare.check("intercept p", ours.intercept.p_value, at("intercept_p"));
    compare.check("actor", ours.actor.estimate.value, at("actor"));
    compare.check("partner", ours.partner.estimate.value, at("partner"));
    compare.check("actor SE", ours.actor.estimate.standard_error, at("se"));
    compare.check("partner SE", ours.partner.estimate.standard_error, at("se"));
    compare.check("degrees of freedom", ours.actor.degrees_of_freedom, at("df"));
    compare.check("actor p", ours.actor.p_value, at("actor_p"));
    compare.check("partner p", ours.partner.p_value, at("partner_p"));
    compare.check_interval("actor", ours.actor.estimate.interval, &reference["actor_interval"]);
    compare.check_interval("partner", ours.partner.estimate.interval, &reference["partner_interval"]);
    compare.check("residual variance", ours.residual_variance, at("residual_variance"));
    compare.check("ρ", ours.residual_correlation.value, at("residual_correlation"));
    compare.check_interval(
        "ρ",
        ours.residual_correlation.interval,
        &reference["residual_correlation_interval"],
    );
    let ratio = ours.ratio.unwrap();
    compare.check("k", ratio.value, at("k"));
    compare.check("k SE", ratio.standard_error, at("k_se"));
    compare.check_interval("k", ratio.interval, &reference["k_interval"]);
    assert_eq!(ours.dyads, 148);
}

#[test]
fn actor_partner_model_gives_the_values_of_science_md() {
    let ours = actor_partner_indistinguishable(&acitelli()).unwrap();
    let rounded = [
        (ours.intercept.estimate.value, 0.669_754_122),
        (ours.actor.estimate.value, 0.400_423_148),
        (ours.partner.estimate.value, 0.287_970_497),
        (ours.actor.estimate.standard_error, 0.047_314_143_8),
        (ours.residual_variance, 0.174_194_313),
        (ours.residual_correlation.value, 0.469_341_363),
    ];
    for (ours, written) in rounded {
        assert!((ours - written).abs() < 1e-9, "{ours} is not {written}");
    }
}

#[test]
fn actor_partner_model_of_indistinguishable_dyads_equals_gls_by_restricted_likelihood() {
    let reference = &reference("actor_partner")["gls_indistinguishable"];
    let ours = actor_partner_indistinguishable(&acitelli()).unwrap();
    let mut compare = Comparison::new("APIM, indistinguishable", "nlme::gls", ITERATIVE);
    let effects = [ours.intercept, ours.actor, ours.partner];
    for ((effect, value), error) in
        effects.iter().zip(numbers(&reference["coefficients"])).zip(numbers(&reference["se"]))
    {
        compare.check("coefficient", effect.estimate.value, value);
        compare.check("SE", effect.estimate.standard_error, error);
    }
    compare.check("σ²", ours.residual_variance, number(&reference["sigma2"]));
    compare.check("ρ", ours.residual_correlation.value, number(&reference["rho"]));
}

#[test]
fn swapping_the_persons_of_some_dyads_changes_nothing_when_they_are_indistinguishable() {
    let mut dyads = acitelli();
    let before = actor_partner_indistinguishable(&dyads).unwrap();
    for dyad in dyads.iter_mut().step_by(3) {
        dyad.x.reverse();
        dyad.y.reverse();
    }
    let after = actor_partner_indistinguishable(&dyads).unwrap();
    assert!((before.partner.estimate.value - after.partner.estimate.value).abs() < 1e-12);
    assert!((before.residual_correlation.value - after.residual_correlation.value).abs() < 1e-12);
}

#[test]
fn actor_partner_model_of_distinguishable_dyads_equals_lm_and_gls() {
    let all = reference("actor_partner");
    let ours = actor_partner_distinguishable(&acitelli()).unwrap();
    let mut compare = Comparison::new("APIM, distinguishable", "lm", CLOSED);
    for (role, name) in ours.roles.iter().zip(["husband", "wife"]) {
        let reference = &all["distinguishable"][name];
        for (place, effect) in [role.intercept, role.actor, role.partner].iter().enumerate() {
            compare.check("coefficient", effect.estimate.value, number(&reference["coefficients"][place]));
            compare.check("SE", effect.estimate.standard_error, number(&reference["se"][place]));
            compare.check("p", effect.p_value, number(&reference["p"][place]));
            compare.check("low", effect.estimate.interval.low, number(&reference["intervals_low"][place]));
            compare.check("high", effect.estimate.interval.high, number(&reference["intervals_high"][place]));
        }
        compare.check("σ²", role.residual_variance, number(&reference["residual_variance"]));
        let ratio = role.ratio.unwrap();
        compare.check("k", ratio.value, number(&reference["k"]));
        compare.check("k SE", ratio.standard_error, number(&reference["k_se"]));
    }
    let correlation = ours.residual_correlation;
    compare.check("correlation", correlation.value, number(&all["distinguishable"]["residual_correlation"]));
    compare.check_interval(
        "correlation",
        correlation.interval,
        &all["distinguishable"]["residual_correlation_interval"],
    );
    drop(compare);
    let mut compare = Comparison::new("APIM, distinguishable", "nlme::gls", ITERATIVE);
    let [husband, wife] = &ours.roles;
    let effects =
        [husband.intercept, wife.intercept, husband.actor, wife.actor, husband.partner, wife.partner];
    for (place, effect) in effects.iter().enumerate() {
        compare.check(
            "coefficient",
            effect.estimate.value,
            number(&all["gls_distinguishable"]["coefficients"][place]),
        );
        compare.check("SE", effect.estimate.standard_error, number(&all["gls_distinguishable"]["se"][place]));
    }
}

#[test]
fn the_likelihood_ratio_test_of_distinguishability_equals_lavaan() {
    let reference = &reference("actor_partner")["distinguishability"];
    let ours = distinguishability(&acitelli()).unwrap();
    let mut compare = Comparison::new("Distinguishability", "lavaan::sem", LIKELIHOOD);
    for (test, name) in [(ours.given_predictors, "given"), (ours.with_predictors, "with")] {
        compare.check("χ²", test.statistic, number(&reference[format!("{name}_statistic")]));
        compare.check(
            "degrees of freedom",
            test.degrees_of_freedom,
            number(&reference[format!("{name}_df")]),
        );
    }
    // R draws 4000 exchanges of its own, so the shares agree as far as drawing goes: 2.58 standard errors of both.
    for (test, name) in [(ours.given_predictors, "given"), (ours.with_predictors, "with")] {
        let share = number(&reference[format!("{name}_exchange")]);
        let error = 2.58 * (2.0 * share * (1.0 - share) / 4000.0).sqrt();
        assert!((test.p_value - share).abs() < error, "{name}: {} is far from {share}", test.p_value);
    }
}

#[test]
fn bootstrap_intervals_equal_those_of_lm_fit_on_the_same_draws() {
    let reference = &reference("actor_partner")["bootstrap"];
    let generator = |mut state: u64| {
        move |count: usize| {
            state = state * 16_807 % 2_147_483_647;
            usize::try_from(u128::from(state) * count as u128 / 2_147_483_647).unwrap()
        }
    };
    let pooled = bootstrap_indistinguishable(&acitelli(), 400, generator(20_240_229)).unwrap();
    let roles = bootstrap_distinguishable(&acitelli(), 400, generator(20_240_229)).unwrap();
    let mut compare = Comparison::new("APIM, bootstrap", "lm.fit", CLOSED);
    let cases = [
        ("actor", pooled.actor),
        ("partner", pooled.partner),
        ("residual_correlation", pooled.residual_correlation),
        ("k", pooled.ratio.unwrap()),
        ("actor_h", roles.actor[0]),
        ("partner_h", roles.partner[0]),
        ("actor_w", roles.actor[1]),
        ("partner_w", roles.partner[1]),
    ];
    for (name, ours) in cases {
        compare.check(name, ours.interval.low, number(&reference[name][0]));
        compare.check(name, ours.interval.high, number(&reference[name][1]));
        compare.check(name, ours.standard_error, number(&reference[name][2]));
    }
}

#[test]
fn the_intraclass_correlation_equals_psych_and_the_analysis_of_variance() {
    let reference = &reference("actor_partner")["intraclass"];
    let dyads: Vec<_> = acitelli().iter().map(|dyad| dyad.y).collect();
    let ours = intraclass(&dyads).unwrap();
    let mut compare = Comparison::new("Intraclass correlation", "psych::ICC, anova", CLOSED);
    compare.check("ICC", ours.correlation.value, number(&reference["icc"]));
    compare.check("ICC", ours.correlation.value, number(&reference["anova_icc"]));
    compare.check("F", ours.test.statistic, number(&reference["anova_f"]));
    compare.check("p", ours.test.p_value, number(&reference["p"]));
    compare.check_interval("ICC", ours.correlation.interval, &reference["interval"]);
}
