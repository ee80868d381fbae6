//! Laws that hold for any data, and the reasons that are given where nothing can be said.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use statistics::*;

/// A diary of two persons, with answers from 0 to 4 and some missing.
fn diary() -> impl Strategy<Value = Vec<[Option<f64>; 2]>> {
    let answer = || prop::option::weighted(0.85, (0_u8..=8).prop_map(|half| f64::from(half) / 2.0));
    prop::collection::vec([answer(), answer()], 0..90)
}

/// The numbers of a result, for asking whether all are finite.
fn numbers(text: &str) -> Vec<f64> {
    text.split(|letter: char| !(letter.is_ascii_alphanumeric() || "+-.".contains(letter)))
        .filter(|word| !word.is_empty() && (word.parse::<f64>().is_ok()))
        .map(|word| word.parse().unwrap())
        .collect()
}

fn has_only_finite_numbers(result: &impl core::fmt::Debug) -> bool {
    numbers(&format!("{result:?}")).iter().all(|number| number.is_finite())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_diary_makes_a_method_return_anything_but_finite_numbers_or_a_reason(days in diary(), from in 0_usize..90) {
        let person: Vec<_> = days.iter().map(|day| day[0]).collect();
        prop_assert!(has_only_finite_numbers(&carry_over(&days, &Prior::COUPLES)));
        prop_assert!(has_only_finite_numbers(&kalman_var(&days)));
        prop_assert!(has_only_finite_numbers(&same_day(&days)));
        prop_assert!(has_only_finite_numbers(&local_level(&person)));
        prop_assert!(has_only_finite_numbers(&interrupted_series(&person, from, Change::Level)));
        prop_assert!(has_only_finite_numbers(&interrupted_series(&person, from, Change::LevelAndSlope)));
        prop_assert!(has_only_finite_numbers(&intraclass(&days)));
        let pairs: Vec<_> = days.iter().map(|&[with, without]| RandomisedPair { with, without }).collect();
        prop_assert!(has_only_finite_numbers(&permutation_test(&pairs)));
    }

    #[test]
    fn naming_the_persons_the_other_way_round_swaps_the_results_and_nothing_else(days in diary()) {
        let swapped: Vec<_> = days.iter().map(|&[first, second]| [second, first]).collect();
        match (unsaid(&days, &Prior::COUPLES), unsaid(&swapped, &Prior::COUPLES)) {
            (Ok([first, second]), Ok([other_first, other_second])) => {
                prop_assert!((first[1].mean - other_second[1].mean).abs() < 1e-12);
                prop_assert!((second[0].mean - other_first[0].mean).abs() < 1e-12);
            }
            (one, other) => prop_assert_eq!(one.err(), other.err()),
        }
    }

    #[test]
    fn the_units_of_each_persons_answers_do_not_matter_to_carry_over(days in diary(), unit in 0.1_f64..50.0, zero in -20.0_f64..20.0) {
        let other: Vec<_> = days.iter().map(|&[first, second]| [first, second.map(|answer| zero + unit * answer)]).collect();
        if let (Ok(one), Ok(other)) = (unsaid(&days, &Prior::COUPLES), unsaid(&other, &Prior::COUPLES)) {
            for (one, other) in one.iter().flatten().zip(other.iter().flatten()) {
                prop_assert!((one.mean - other.mean).abs() < 1e-9);
                prop_assert!((one.interval.low - other.interval.low).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn what_is_said_of_a_partner_is_sure_and_what_is_not_has_no_number(days in diary()) {
        if let (Ok(said), Ok(unsaid)) = (carry_over(&days, &Prior::COUPLES), unsaid(&days, &Prior::COUPLES)) {
            prop_assert!(said.days_of_both >= READABLE_FROM_DAY);
            for (person, [_, partner]) in said.persons.iter().zip(unsaid) {
                match person.partner {
                    PartnerReading::CannotTellYet => {}
                    PartnerReading::Effect { direction, effect } => {
                        prop_assert!(effect.sign_probability() > SIGN_PROBABILITY_MIN);
                        prop_assert!(!effect.interval.contains(0.0));
                        prop_assert_eq!(direction == Direction::Rising, effect.mean > 0.0);
                        prop_assert_eq!(effect, partner);
                    }
                }
            }
        }
    }

    #[test]
    fn every_estimate_lies_in_its_interval(days in diary()) {
        let person: Vec<_> = days.iter().map(|day| day[1]).collect();
        if let Ok(trend) = local_level(&person) {
            prop_assert!(trend.levels.iter().all(|level| level.interval.contains(level.value)));
            prop_assert!(!trend.more_than_chance || !trend.change.interval.contains(0.0));
        }
        if let Ok(same) = same_day(&days) {
            prop_assert!(same.correlation.interval.contains(same.correlation.value));
            prop_assert!(same.effective_days <= same.correlation.observations as f64);
        }
        if let Ok(icc) = intraclass(&days) {
            prop_assert!(icc.correlation.interval.contains(icc.correlation.value));
        }
    }

    #[test]
    fn adding_the_same_to_every_day_with_the_practice_moves_the_interval_by_as_much(
        differences in prop::collection::vec(-9_i32..=9, 6..24),
        shift in -5_i32..=5,
    ) {
        let test = |shift: i32| {
            let pairs: Vec<_> = differences
                .iter()
                .map(|difference| RandomisedPair { with: Some(f64::from(difference + shift)), without: Some(0.0) })
                .collect();
            permutation_test(&pairs).unwrap()
        };
        let (plain, moved) = (test(0), test(shift));
        prop_assert!((moved.effect.interval.low - plain.effect.interval.low - f64::from(shift)).abs() < 1e-9);
        prop_assert!((moved.effect.interval.high - plain.effect.interval.high - f64::from(shift)).abs() < 1e-9);
        prop_assert!(plain.interval_level >= 0.95);
    }
}

#[test]
fn a_flat_profile_is_not_computable() {
    let judgements: Vec<_> = (0..24)
        .map(|item| Judgement {
            judged: Some(3.0),
            truth: Some(f64::from(item % 5)),
            own: None,
            normative: Some(f64::from(item % 3)),
        })
        .collect();
    assert_eq!(truth_and_bias(&judgements), Err(Reason::FlatProfile.into()));
    let varied: Vec<_> = (0..24).map(|item| Some(f64::from(item % 5))).collect();
    let shared: Vec<_> = (0..24).map(|item| Some(f64::from(item % 3))).collect();
    assert_eq!(similarity(&vec![Some(3.0); 24], &varied, &shared), Err(Reason::FlatProfile.into()));
    assert_eq!(similarity(&varied, &shared, &shared), Err(Reason::FlatProfile.into()));
}

#[test]
fn seventeen_items_are_too_early_for_a_profile() {
    let items = vec![Judgement { judged: Some(1.0), truth: Some(1.0), own: None, normative: Some(1.0) }; 17];
    assert_eq!(
        truth_and_bias(&items),
        Err(Unknown::TooEarly { observed: 17, needed: 18, unit: Unit::Items })
    );
}

#[test]
fn profiles_that_are_the_same_have_the_similarity_one() {
    let profile: Vec<_> = (0..24).map(|item| Some(f64::from(item * 7 % 5))).collect();
    let normative: Vec<_> = (0..24).map(|item| Some(f64::from(item * 5 % 7))).collect();
    let ours = similarity(&profile, &profile, &normative).unwrap().distinctive;
    assert!((ours.value - 1.0).abs() < 1e-12, "{ours:?}");
    assert!(ours.interval.contains(ours.value), "{ours:?}");
}

#[test]
fn a_missing_own_answer_leaves_out_its_item_and_not_all_own_answers() {
    let item = |item: u32| Judgement {
        judged: Some(f64::from(item * 7 % 11)),
        truth: Some(f64::from(item * 5 % 13)),
        own: Some(f64::from(item * 3 % 7)),
        normative: Some(f64::from(item * 11 % 5)),
    };
    let mut items: Vec<Judgement> = (0..24).map(item).collect();
    items[5].own = None;
    let ours = truth_and_bias(&items).unwrap();
    assert_eq!(ours.items, 23);
    assert!(ours.own.is_some());
    items.remove(5);
    assert_eq!(truth_and_bias(&items).unwrap(), ours);
}

#[test]
fn the_unshrunk_model_says_nothing_before_day_28() {
    let days: Vec<_> =
        (0..27).map(|day| [Some(f64::from(day * 7 % 5)), Some(f64::from(day * 3 % 4))]).collect();
    assert_eq!(
        kalman_var(&days),
        Err(Unknown::TooEarly { observed: 27, needed: 28, unit: Unit::DaysOfBoth })
    );
}

#[test]
fn persons_whose_answers_never_vary_have_no_carry_over() {
    assert_eq!(carry_over(&[[Some(2.0), Some(3.0)]; 40], &Prior::COUPLES), Err(Reason::FlatProfile.into()));
}

#[test]
fn predictors_that_do_not_vary_are_a_singular_design() {
    let dyads: Vec<_> = (0..20)
        .map(|row| Dyad {
            y: [Some(f64::from(row % 7)), Some(f64::from(row % 3))],
            x: [Some(1.0), Some(1.0)],
        })
        .collect();
    assert_eq!(actor_partner_indistinguishable(&dyads), Err(Reason::SingularDesign.into()));
    assert_eq!(actor_partner_distinguishable(&dyads), Err(Reason::SingularDesign.into()));
}

#[test]
fn a_ratio_to_an_actor_effect_that_may_be_zero_is_not_computable() {
    let dyads: Vec<_> = (0..40_i32)
        .map(|row| Dyad {
            y: [Some(f64::from(row * 7 % 11)), Some(f64::from(row * 5 % 13))],
            x: [Some(f64::from(row * 3 % 17)), Some(f64::from(row * 11 % 19))],
        })
        .collect();
    let ours = actor_partner_indistinguishable(&dyads).unwrap();
    assert!(ours.actor.estimate.interval.contains(0.0), "{:?}", ours.actor);
    assert_eq!(ours.ratio, Err(Reason::ActorEffectMayBeZero.into()));
}

#[test]
fn values_that_are_not_finite_are_refused() {
    let mut days = vec![[Some(1.0), Some(2.0)]; 40];
    days[3] = [Some(f64::NAN), Some(2.0)];
    assert_eq!(same_day(&days), Err(Reason::NotFinite.into()));
    days[3] = [Some(f64::INFINITY), Some(2.0)];
    assert_eq!(carry_over(&days, &Prior::COUPLES), Err(Reason::NotFinite.into()));
}

#[test]
fn an_interruption_needs_days_on_both_sides() {
    let series: Vec<_> = (0..40).map(|day| Some(f64::from(day * 7 % 5))).collect();
    assert_eq!(interrupted_series(&series, 9, Change::Level), Err(Reason::OneSided.into()));
    assert_eq!(interrupted_series(&series, 31, Change::Level), Err(Reason::OneSided.into()));
    assert!(interrupted_series(&series, 10, Change::Level).is_ok());
}

#[test]
fn days_that_push_each_other_away_have_a_trend_and_an_interruption_however_many_they_are() {
    let days: Vec<_> = (0..3650).map(|day| Some(f64::from(day % 2))).collect();
    let trend = local_level(&days).unwrap();
    assert!(has_only_finite_numbers(&trend) && !trend.more_than_chance);
    assert!(has_only_finite_numbers(&interrupted_series(&days, 1825, Change::Level).unwrap()));
}

#[test]
fn an_interruption_that_leaves_nothing_unexplained_is_not_computable() {
    let days: Vec<_> = (0..40).map(|day| Some(f64::from(u8::from(day >= 20)))).collect();
    assert_eq!(interrupted_series(&days, 20, Change::Level), Err(Reason::NoResidualVariation.into()));
}

#[test]
fn pairs_may_be_many_on_a_grid_and_off_it_and_the_unit_does_not_matter() {
    let pairs = |count: u32, scale: f64, uneven: f64| -> Vec<_> {
        (0..count)
            .map(|pair| RandomisedPair {
                with: Some(scale * (f64::from(pair * 7 % 10) + uneven * f64::from(pair * pair % 17))),
                without: Some(scale * 4.0),
            })
            .collect()
    };
    let whole = permutation_test(&pairs(60, 1.0, 0.0)).unwrap();
    for scale in [1e-150, 1e-8, 1.0 / 3.0, core::f64::consts::SQRT_2, 1e9, 1e150] {
        let scaled = permutation_test(&pairs(60, scale, 0.0)).unwrap();
        assert!((scaled.p_value - whole.p_value).abs() < 1e-12, "{scale}: {scaled:?} is not {whole:?}");
        assert!((scaled.effect.interval.low / scale - whole.effect.interval.low).abs() < 1e-9, "{scale}");
    }
    for count in [60, 1000] {
        let drawn = permutation_test(&pairs(count, 1.0, core::f64::consts::E / 1000.0)).unwrap();
        assert!(drawn.effect.interval.contains(drawn.effect.value), "{drawn:?}");
        assert!(drawn.interval_level >= 0.95 && drawn.p_value > 0.0 && drawn.p_value <= 1.0, "{drawn:?}");
    }
}

#[test]
fn before_day_28_there_is_a_description_and_nothing_else() {
    let days: Vec<_> =
        (0..20).map(|day| [Some(f64::from(day * 7 % 5)), Some(f64::from(day * 3 % 4))]).collect();
    assert_eq!(
        carry_over(&days, &Prior::COUPLES),
        Err(Unknown::TooEarly { observed: 20, needed: 28, unit: Unit::DaysOfBoth })
    );
    let ours = description(&days).unwrap();
    assert_eq!((ours.days_of_both, ours.days_left), (20, 8));
    let [first, _] = ours.persons;
    assert_eq!((first.mean, first.lowest, first.highest, first.days), (2.0, 0.0, 4.0, 20));
    assert!((first.deviation.unwrap() - (40.0_f64 / 19.0).sqrt()).abs() < 1e-12, "{first:?}");
    assert_eq!(
        description(&[[None, Some(1.0)]]),
        Err(Unknown::TooEarly { observed: 0, needed: 1, unit: Unit::Days })
    );
}

#[test]
fn a_person_who_never_varies_has_no_carry_over_however_lively_the_other_is() {
    let days: Vec<_> = (0..60).map(|day| [Some(3.0), Some(f64::from(day * 7 % 5))]).collect();
    assert_eq!(carry_over(&days, &Prior::COUPLES), Err(Reason::FlatProfile.into()));
}
