//! Tests by lot: what one could find, and what came of it.

use interface::figures::{Findable, Outcome, Plan, TRIAL_DAYS, Tested};
use statistics::{RandomisedPair, minimum_detectable_effect, permutation_test};

use crate::stretch::{hundredths, whole};

/// How much one day leans on the day before, as in `docs/statistics.md`: of nobody it is known well before such a test.
const AUTOCORRELATION: f64 = 0.2;

/// From so many answers on it is known how widely somebody's days spread.
const ANSWERS_MIN: usize = 14;

/// A difference is said to be rare by chance below this.
const RARE: f64 = 0.05;

/// What tests of each length find four times in five, if every day is kept.
pub fn findable(plan: &Plan) -> Vec<Findable> {
    let spread = spread(&plan.answers);
    let of = |days: u32| {
        let found = minimum_detectable_effect(days as usize, AUTOCORRELATION).ok()?;
        let tenths = whole(found.paired_test * spread.unwrap_or(1.0) * 10.0).max(1);
        Some(Findable { days, tenths, is_in_points: spread.is_some() })
    };
    TRIAL_DAYS.into_iter().filter_map(of).collect()
}

/// The standard deviation of the answers, once there are enough of them and they vary.
fn spread(answers: &[u8]) -> Option<f64> {
    if answers.len() < ANSWERS_MIN {
        return None;
    }
    let count = answers.iter().map(|_| 1.0).sum::<f64>();
    let mean = answers.iter().copied().map(f64::from).sum::<f64>() / count;
    let squares: f64 = answers.iter().map(|answer| (f64::from(*answer) - mean).powi(2)).sum();
    Some(libm::sqrt(squares / (count - 1.0))).filter(|spread| *spread > 0.0)
}

/// What came of a test.
pub fn outcome(tested: &Tested) -> Outcome {
    let pair = |(with, without): &(Option<u8>, Option<u8>)| RandomisedPair {
        with: with.map(f64::from),
        without: without.map(f64::from),
    };
    let pairs: Vec<RandomisedPair> = tested.pairs.iter().map(pair).collect();
    let complete = tested.pairs.iter().filter(|(with, without)| with.is_some() && without.is_some()).count();
    let complete = u32::try_from(complete).unwrap_or(u32::MAX);
    let Ok(found) = permutation_test(&pairs) else { return Outcome::TooFew { pairs: complete } };
    Outcome::Difference {
        mean: hundredths(found.effect.value),
        low: hundredths(found.effect.interval.low),
        high: hundredths(found.effect.interval.high),
        by_chance: whole(found.p_value * 1_000.0),
        pairs: complete,
        is_rare: found.p_value < RARE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_found_is_in_points_once_it_is_known_how_widely_days_spread() {
        let in_points = |answers: Vec<u8>| -> Vec<(u32, u32, bool)> {
            let found = findable(&Plan { answers });
            found.iter().map(|found| (found.days, found.tenths, found.is_in_points)).collect()
        };
        // Of a spread of 1: 1.57, 1.02 and 0.67, as the bench of statistics compares with R.
        assert_eq!(in_points(vec![4; 13]), [(14, 16, false), (28, 10, false), (60, 7, false)]);
        let spread_of_two: Vec<u8> = [2, 6].into_iter().cycle().take(40).collect();
        assert_eq!(in_points(spread_of_two), [(14, 33, true), (28, 21, true), (60, 14, true)]);
        assert_eq!(in_points(vec![4; 40]), [(14, 16, false), (28, 10, false), (60, 7, false)]);
    }

    #[test]
    fn a_difference_has_its_exact_interval_and_how_often_chance_makes_it() {
        let pairs = (0..7).map(|pair| (Some(6), Some(5 - pair % 2))).collect();
        let found = outcome(&Tested { pairs });
        let expected =
            Outcome::Difference { mean: 143, low: 100, high: 200, by_chance: 16, pairs: 7, is_rare: true };
        assert_eq!(found, expected);
        let turned = (0..7).map(|pair| (Some(5 - pair % 2), Some(6))).collect();
        let Outcome::Difference { mean, .. } = outcome(&Tested { pairs: turned }) else { panic!() };
        assert_eq!(mean, -143);
    }

    #[test]
    fn what_goes_either_way_is_what_chance_does() {
        let pairs = (0..14).map(|pair| if pair % 2 == 0 { (Some(6), Some(4)) } else { (Some(4), Some(6)) });
        let Outcome::Difference { mean, is_rare, by_chance, .. } =
            outcome(&Tested { pairs: pairs.collect() })
        else {
            panic!()
        };
        assert_eq!((mean, is_rare, by_chance), (0, false, 1_000));
    }

    #[test]
    fn fewer_than_six_pairs_say_nothing() {
        let pairs = vec![(Some(6), Some(4)), (Some(6), None), (None, None), (Some(7), Some(1))];
        assert_eq!(outcome(&Tested { pairs }), Outcome::TooFew { pairs: 2 });
    }
}
