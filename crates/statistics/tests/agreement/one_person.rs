use statistics::*;

use super::comparison::{
    CLOSED, Comparison, ITERATIVE, LIKELIHOOD, barkalifa, cells, named_days, number, numbers, reference,
};

const MOODS: [Item; 8] = [
    Item::Forward,
    Item::Forward,
    Item::Reversed,
    Item::Reversed,
    Item::Forward,
    Item::Forward,
    Item::Reversed,
    Item::Reversed,
];

#[test]
fn prorated_scores_equal_those_of_r() {
    let reference = reference("scale");
    let scale = Scale { items: MOODS.to_vec(), lowest: 0.0, highest: 4.0 };
    let mut compare = Comparison::new("Scale score with proration", "base R", CLOSED);
    let rows = barkalifa();
    let (sums, answered) = (cells(&reference["sums"]), numbers(&reference["answered"]));
    for (row, (sum, answered)) in sums.into_iter().zip(answered).enumerate() {
        let answers: Vec<Option<f64>> = rows[row]
            .2
            .iter()
            .enumerate()
            .map(|(item, &answer)| ((row * 8 + item) % 7 != 6).then_some(answer))
            .collect();
        match (score_scale(&scale, &answers), sum) {
            (Ok(score), Some(sum)) => {
                assert_eq!(score.answered as f64, answered);
                compare.check(&format!("row {row}"), score.sum, sum);
            }
            (Err(unknown), None) => {
                assert_eq!(unknown, Unknown::TooEarly { observed: 6, needed: 7, unit: Unit::Items });
            }
            (ours, reference) => panic!("row {row}: {ours:?} but R has {reference:?}"),
        }
    }
}

fn four_moods() -> Vec<Vec<Option<f64>>> {
    barkalifa()
        .iter()
        .map(|(_, _, moods)| vec![Some(moods[0]), Some(moods[1]), Some(4.0 - moods[2]), Some(4.0 - moods[3])])
        .collect()
}

#[test]
fn cronbach_alpha_and_feldt_interval_equal_psych() {
    let reference = reference("scale");
    let ours = cronbach_alpha(&four_moods()).unwrap();
    let mut compare = Comparison::new("Cronbach's α", "psych::alpha", CLOSED);
    compare.check("α", ours.alpha.value, number(&reference["alpha"]));
    compare.check_interval("α", ours.alpha.interval, &reference["alpha_interval"]);
    compare.check_interval("α, psych", ours.alpha.interval, &reference["psych_feldt"]);
    assert_eq!(ours.alpha.observations, 2765);
}

#[test]
fn standard_error_of_measurement_band_and_reliable_change_equal_those_of_r() {
    let reference = reference("scale");
    let at = |name: &str| number(&reference[name]);
    let mut compare = Comparison::new("SEM, band, reliable change", "base R", CLOSED);
    let sem = standard_error_of_measurement(at("deviation"), at("alpha")).unwrap();
    compare.check("SEM", sem, at("sem"));
    let scale = Scale { items: MOODS[..4].to_vec(), lowest: 0.0, highest: 4.0 };
    let rows = barkalifa();
    let score = |row: usize| {
        score_scale(&scale, &rows[row].2[..4].iter().map(|&answer| Some(answer)).collect::<Vec<_>>()).unwrap()
    };
    let (first, thirtieth) = (score(0), score(29));
    compare.check("first score", first.sum, at("first"));
    compare.check("thirtieth score", thirtieth.sum, at("thirtieth"));
    compare.check_interval("band", band(&first, sem).unwrap().interval, &reference["band"]);
    let change = reliable_change(&first, &thirtieth, sem).unwrap();
    compare.check("change", change.change.value, at("change"));
    compare.check("index", change.index, at("index"));
    compare.check("p", change.p_value, at("index_p"));
    compare.check_interval("change", change.change.interval, &reference["change_interval"]);
    assert_eq!(change.reliable, at("index").abs() > 1.96);
}

#[test]
fn local_level_equals_struct_ts_and_kalman_smooth() {
    let reference = reference("trend");
    let mut likelihood = Comparison::new("Local level: likelihood", "StructTS", LIKELIHOOD);
    let mut estimates = Comparison::new("Local level: variances", "StructTS", ITERATIVE);
    let mut smoothed =
        Comparison::new("Local level: smoothed level, change", "KalmanSmooth, base R", ITERATIVE);
    let cases: Vec<_> =
        reference.as_object().unwrap().iter().filter(|(name, _)| *name != "versions").collect();
    assert_eq!(cases.len(), 12);
    for (name, reference) in cases {
        let (days, person) = named_days(name);
        let series: Vec<_> = days.iter().map(|day| day[person]).collect();
        let ours = local_level(&series).unwrap();
        let total = ours.answer_variance + ours.step_variance;
        likelihood.check(name, ours.log_likelihood, number(&reference["log_likelihood"]));
        estimates.check_on_scale(name, ours.answer_variance, number(&reference["epsilon"]), total);
        estimates.check_on_scale(name, ours.step_variance, number(&reference["level"]), total);
        let deviation = total.sqrt();
        for ((level, value), variance) in ours
            .levels
            .iter()
            .zip(numbers(&reference["smoothed"]))
            .zip(numbers(&reference["smoothed_variance"]))
        {
            smoothed.check_on_scale(name, level.at_maximum.value, value, deviation);
            smoothed.check_on_scale(name, level.at_maximum.standard_error, variance.sqrt(), deviation);
        }
        smoothed.check_on_scale(name, ours.change_at_maximum.value, number(&reference["change"]), deviation);
        smoothed.check_on_scale(
            name,
            ours.change_at_maximum.standard_error,
            number(&reference["change_se"]),
            deviation,
        );
    }
}
