//! Whether a practice makes a difference for one person, by lot: in each pair of days chance decided on which day it was done.

mod drawn;
mod subsets;

use crate::{
    distribution::UPPER,
    finding::{Bounded, Finding, Interval, Unit, all_finite, at_least},
    least_squares::mean,
};
use drawn::Drawn;
use subsets::{Grid, Halves, Subsets};

/// The fewest pairs with which an interval of 95 % exists: with five, the most extreme of 32 arrangements is still 1 in 16.
const PAIRS_MIN: usize = 6;

/// One pair of days: the answer on the day with and on the day without the practice.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RandomisedPair {
    /// The answer on the day the lot chose for the practice.
    pub with: Option<f64>,
    /// The answer on the other day.
    pub without: Option<f64>,
}

/// The result of the exact test.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PermutationTest {
    /// The mean difference, with minus without, and its exact interval.
    pub effect: Bounded,
    /// The two-sided exact p value of no effect on any day.
    pub p_value: f64,
    /// The exact coverage of the interval, at least 95 %.
    pub interval_level: f64,
    /// Pairs with both answers.
    pub pairs: usize,
}

/// The exact permutation test for randomised pairs of days.
///
/// # Definition
/// The statistic is the mean of the m differences dᵢ. Had the lot fallen otherwise in some pairs, their differences would have the other
/// sign; all 2ᵐ arrangements are equally likely. p is the share of arrangements whose mean is at least as far from zero. The interval
/// holds every effect δ that the test of `dᵢ − δ` does not reject at 2.5 % on either side; its bounds are the ⌊0.025·2ᵐ⌋th smallest and
/// largest means over the non-empty subsets of the differences (Hartigan 1969). Differences on a common grid (ratings), whatever
/// its unit, are counted by size and sum of subset as long as the table of both has two million cells or fewer (some 400 pairs of ratings);
/// others by meeting in the middle, up to 40 pairs. Beyond, 9999 subsets are drawn, the same each time: p is then the share of those and
/// of the lot as it fell, and the interval lies between their means, which is as exact (Hartigan 1969, theorem 2).
///
/// # Assumptions
/// The lot was drawn fairly and kept to, and one day's practice does not reach the other day of the pair. For the interval: the practice
/// adds the same on every day. No normality, no independence of days.
///
/// # Missing data
/// Pairs with a missing answer are left out, which is fair if missing does not depend on the lot.
///
/// # Reference
/// Edgington & Onghena 2007, *Randomization tests*; Hartigan 1969 for the interval. Reference values: `reference/single_case.R` lists all
/// arrangements with `expand.grid` in base R for 15 pairs of days of `data/barkalifa.csv`, on the grid of the ratings and off it.
///
/// # Errors
/// [`Unknown`](crate::Unknown) for fewer than six complete pairs.
pub fn permutation_test(pairs: &[RandomisedPair]) -> Finding<PermutationTest> {
    let differences: Vec<f64> = pairs.iter().filter_map(|pair| Some(pair.with? - pair.without?)).collect();
    all_finite(&differences)?;
    at_least(PAIRS_MIN, differences.len(), Unit::Pairs)?;
    if let Some(grid) = Grid::of(&differences) {
        return Ok(test(&differences, &grid));
    }
    Ok(match Halves::of(&differences) {
        Some(halves) => test(&differences, &halves),
        None => test(&differences, &Drawn::of(&differences)),
    })
}

fn test(differences: &[f64], subsets: &impl Subsets) -> PermutationTest {
    let pairs = differences.len();
    let arrangements = subsets.count();
    let rank = libm::floor((1.0 - UPPER) * arrangements);
    let value = mean(differences);
    // An arrangement lies at least as high as the one drawn exactly if the differences it turns sum to no more than zero.
    let (as_high, as_low) = subsets.shares_of_sums();
    PermutationTest {
        effect: Bounded {
            value,
            interval: Interval { low: subsets.smallest_mean(rank), high: subsets.largest_mean(rank) },
            observations: pairs,
        },
        p_value: (2.0 * as_high.min(as_low)).min(1.0),
        interval_level: 1.0 - 2.0 * rank / arrangements,
        pairs,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counting_on_the_grid_and_meeting_in_the_middle_agree() {
        let differences: Vec<f64> = (0..14_i32).map(|pair| f64::from(pair * 7 % 9 - 3)).collect();
        let grid = test(&differences, &Grid::of(&differences).unwrap());
        let halves = test(&differences, &Halves::of(&differences).unwrap());
        assert!((grid.p_value - halves.p_value).abs() < 1e-14, "{} {}", grid.p_value, halves.p_value);
        assert!((grid.effect.interval.low - halves.effect.interval.low).abs() < 1e-9, "{grid:?} {halves:?}");
        assert!(
            (grid.effect.interval.high - halves.effect.interval.high).abs() < 1e-9,
            "{grid:?} {halves:?}"
        );
    }

    #[test]
    fn drawing_and_meeting_in_the_middle_agree_as_far_as_drawing_goes() {
        let differences: Vec<f64> = (0..30_i32)
            .map(|pair| f64::from(pair * 7 % 9 - 3) + f64::from(pair * pair % 17) / 100.0)
            .collect();
        let halves = test(&differences, &Halves::of(&differences).unwrap());
        let drawn = test(&differences, &Drawn::of(&differences));
        assert!((drawn.p_value - halves.p_value).abs() < 0.015, "{drawn:?} {halves:?}");
        assert!(
            (drawn.effect.interval.low - halves.effect.interval.low).abs() < 0.08,
            "{drawn:?} {halves:?}"
        );
        assert!(
            (drawn.effect.interval.high - halves.effect.interval.high).abs() < 0.08,
            "{drawn:?} {halves:?}"
        );
    }

    #[test]
    fn six_pairs_all_in_one_direction_give_one_arrangement_in_thirty_two() {
        let differences = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
        let test = test(&differences, &Grid::of(&differences).unwrap());
        assert_eq!(test.p_value, 2.0 / 64.0);
        assert_eq!(test.effect.interval, Interval { low: 1.0, high: 6.0 });
    }
}
