//! Tests of a practice, by lot.

use crate::{
    Day,
    fields::{Few, Heading},
    kind,
    vocabulary::Lot,
};

/// The most pairs of days that a test has.
const PAIRS_MAX: usize = 30;

kind! {
    /// A test of something that the person does on one day of each pair and leaves on the other, as chance decided. Their check-ins say how the days were: those for themselves, or those about the relationship that it is about.
    pub struct FairTest "fair_test" {
        /// What is done on one day of each pair.
        pub what: Heading,
        /// The first day of the first pair. Pairs follow each other without a gap.
        pub from: Day,
        /// For each pair, on which of its days it is done.
        pub lots: Few<Lot, PAIRS_MAX>,
        /// The day on which it was ended, if that was before all pairs had passed. This day does not count any more.
        pub ended: Option<Day>,
    }
}

/// How many days a pair has.
const DAYS_OF_PAIR: u32 = 2;

impl FairTest {
    /// How many days it takes.
    fn days(&self) -> u32 {
        u32::try_from(self.lots.as_slice().len()).unwrap_or(u32::MAX).saturating_mul(DAYS_OF_PAIR)
    }

    /// The first day after it, as it was planned or as it was ended.
    pub fn over_on(&self) -> Day {
        self.ended_early().unwrap_or_else(|| self.planned_end())
    }

    /// The day on which it was ended, if all pairs had not passed by then.
    pub fn ended_early(&self) -> Option<Day> {
        self.ended.filter(|ended| *ended < self.planned_end())
    }

    /// The first day after all pairs.
    fn planned_end(&self) -> Day {
        Day(self.from.0.saturating_add(self.days()))
    }

    /// Whether the lot chose a day for the practice; nothing of a day that is not in it.
    pub fn is_with(&self, day: Day) -> Option<bool> {
        let place = day.0.checked_sub(self.from.0).filter(|_| day < self.over_on())?;
        let lot = self.lots.as_slice().get(usize::try_from(place / DAYS_OF_PAIR).ok()?)?;
        Some(matches!((lot, place % DAYS_OF_PAIR), (Lot::First, 0) | (Lot::Second, 1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn test(ended: Option<u32>) -> FairTest {
        FairTest {
            what: Heading::typed("Ten minutes outside").unwrap(),
            from: Day(100),
            lots: Few::new(vec![Lot::First, Lot::Second, Lot::Second]).unwrap(),
            ended: ended.map(Day),
        }
    }

    #[test]
    fn each_pair_has_the_practice_on_one_of_its_days() {
        let all: Vec<Option<bool>> = (99..107).map(|day| test(None).is_with(Day(day))).collect();
        let (with, without) = (Some(true), Some(false));
        assert_eq!(all, [None, with, without, without, with, without, with, None]);
        assert_eq!(test(None).over_on(), Day(106));
    }

    #[test]
    fn what_is_ended_early_has_no_days_after_it() {
        assert_eq!(test(Some(103)).over_on(), Day(103));
        assert_eq!(test(Some(103)).is_with(Day(103)), None);
        assert_eq!(test(Some(102)).is_with(Day(101)), Some(false));
        assert_eq!(test(Some(500)).over_on(), Day(106));
    }
}
