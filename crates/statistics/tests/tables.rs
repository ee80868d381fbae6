//! No table makes a method panic, or say what was not computed.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use statistics::*;

/// What is in a column of a table: numbers of any size, the same number throughout, or another column.
fn column() -> impl Strategy<Value = (u8, f64, Vec<f64>)> {
    let scale =
        prop_oneof![Just(1.0), Just(1e-150), Just(1e-100), Just(1e-8), Just(1e8), Just(1e100), Just(1e150)];
    (0_u8..5, scale, prop::collection::vec(-1.0_f64..1.0, 40))
}

/// Four columns of a table.
fn table() -> impl Strategy<Value = [Vec<f64>; 4]> {
    [column(), column(), column(), column()].prop_map(|columns| {
        let mut made: Vec<Vec<f64>> = Vec::new();
        for (kind, scale, numbers) in columns {
            let before = made.last().cloned();
            made.push(match (kind, before) {
                (0, _) => vec![scale; numbers.len()],
                (1, Some(before)) => before,
                (2, Some(before)) => before.iter().map(|number| 1.0 + number).collect(),
                (3, _) => numbers.iter().map(|number| scale * (number * 4.0).round()).collect(),
                _ => numbers.iter().map(|number| scale * number).collect(),
            });
        }
        <[Vec<f64>; 4]>::try_from(made).unwrap()
    })
}

/// Whether a result has only finite numbers, and every probability in it is one that was computed.
fn is_sound(result: &impl core::fmt::Debug) -> Result<(), TestCaseError> {
    let text = format!("{result:?}");
    prop_assert!(!text.contains("NaN") && !text.contains("inf"), "{}", text);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn no_table_of_any_scale_makes_a_method_panic_or_return_what_is_not_a_number([y1, y2, x1, x2] in table()) {
        let dyads: Vec<Dyad> = (0..40)
            .map(|row| Dyad { y: [Some(y1[row]), Some(y2[row])], x: [Some(x1[row]), Some(x2[row])] })
            .collect();
        is_sound(&actor_partner_indistinguishable(&dyads))?;
        is_sound(&actor_partner_distinguishable(&dyads))?;
        is_sound(&distinguishability(&dyads))?;
        let pairs: Vec<[Option<f64>; 2]> = dyads.iter().map(|dyad| dyad.y).collect();
        is_sound(&intraclass(&pairs))?;
        is_sound(&carry_over(&pairs, &Prior::COUPLES))?;
        is_sound(&unsaid(&pairs, &Prior::COUPLES))?;
        is_sound(&description(&pairs))?;
        is_sound(&kalman_var(&pairs))?;
        is_sound(&same_day(&pairs))?;
        let person: Vec<Option<f64>> = y1.iter().copied().map(Some).collect();
        is_sound(&local_level(&person).map(|trend| (trend.change, trend.beside_noise, trend.answer_variance)))?;
        is_sound(&interrupted_series(&person, 20, Change::Level))?;
        is_sound(&interrupted_series(&person, 20, Change::LevelAndSlope))?;
        // Twenty pairs: off a grid, forty meet in the middle of a million sums each.
        let lots: Vec<_> = pairs.iter().take(20).map(|&[with, without]| RandomisedPair { with, without }).collect();
        is_sound(&permutation_test(&lots))?;
        let items: Vec<_> = (0..40)
            .map(|row| Judgement { judged: Some(y1[row]), truth: Some(y2[row]), own: Some(x1[row]), normative: Some(x2[row]) })
            .collect();
        is_sound(&truth_and_bias(&items))?;
        let some = |column: &[f64]| column.iter().copied().map(Some).collect::<Vec<_>>();
        is_sound(&similarity(&some(&y1), &some(&y2), &some(&x1)))?;
        let rows: Vec<_> = (0..40).map(|row| vec![Some(y1[row]), Some(y2[row]), Some(x1[row]), Some(x2[row])]).collect();
        is_sound(&cronbach_alpha(&rows))?;
    }
}
