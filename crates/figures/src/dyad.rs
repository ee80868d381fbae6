//! Two people's days together: whether the closeness suits both on the same days, and whether one's day carries over to the other's next.

use interface::figures::{Carried, Dyad, Pair, SameDay};
use interface::model::Day;
use statistics::{Direction, PartnerReading, Prior, READABLE_FROM_DAY, carry_over, same_day};

use crate::stretch::hundredths;

/// The most days between the first and the last that are looked at.
const DAYS_MAX: u64 = 4_000;

/// The figures of both. Before day 28 of both there are none.
pub fn dyad(pair: &Pair) -> Dyad {
    let days = series(pair);
    let both = days.iter().filter(|[mine, theirs]| mine.is_some() && theirs.is_some()).count();
    let count = u32::try_from(both).unwrap_or(u32::MAX);
    if both < READABLE_FROM_DAY {
        return Dyad::TooEarly { days: count };
    }
    let same = same_day(&days).map_or(SameDay::Unknown, |found| {
        let interval = found.correlation.interval;
        let [value, low, high] = [found.correlation.value, interval.low, interval.high].map(hundredths);
        SameDay::Known { value, low, high, is_sure: !interval.contains(0.0) }
    });
    let [to_me, to_them] = carry_over(&days, &Prior::COUPLES)
        .map_or([Carried::CannotTellYet; 2], |found| found.persons.map(|person| carried(&person.partner)));
    Dyad::Figures { days: count, same, to_me, to_them }
}

fn carried(partner: &PartnerReading) -> Carried {
    match partner {
        PartnerReading::CannotTellYet => Carried::CannotTellYet,
        PartnerReading::Effect { direction, effect } => Carried::Known {
            is_higher: *direction == Direction::Rising,
            value: hundredths(effect.mean),
            low: hundredths(effect.interval.low),
            high: hundredths(effect.interval.high),
        },
    }
}

/// The days between the first and the last that both may have: what one of them has beyond that tells nothing of both.
fn series(pair: &Pair) -> Vec<[Option<f64>; 2]> {
    let ends = |answers: &[(Day, u8)]| {
        let days = || answers.iter().map(|(day, _)| day.0);
        Some((days().min()?, days().max()?))
    };
    let Some((mine, theirs)) = ends(&pair.mine).zip(ends(&pair.theirs)) else { return Vec::new() };
    let (first, last) = (mine.0.max(theirs.0), mine.1.min(theirs.1));
    let length = (u64::from(last) + 1).saturating_sub(first.into()).min(DAYS_MAX);
    let mut days = vec![[None, None]; usize::try_from(length).unwrap_or(0)];
    for (person, answers) in [&pair.mine, &pair.theirs].into_iter().enumerate() {
        for (day, answer) in answers {
            let place = day.0.checked_sub(first).and_then(|place| usize::try_from(place).ok());
            let slot = place.and_then(|place| days.get_mut(place)).and_then(|day| day.get_mut(person));
            if let Some(slot) = slot {
                *slot = (1..=7).contains(answer).then(|| f64::from(*answer));
            }
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A number between 0 and 6 that looks drawn, the same each time.
    fn drawn(day: u32, seed: u32) -> u8 {
        let mixed = (day.wrapping_mul(2_654_435_761) ^ seed.wrapping_mul(40_503)).wrapping_mul(2_246_822_519);
        u8::try_from((mixed >> 13) % 7).unwrap()
    }

    fn pair(days: u32, of: impl Fn(u32) -> (u8, u8)) -> Pair {
        let both: Vec<_> = (0..days).map(|day| (Day(100 + day), of(day))).collect();
        Pair {
            mine: both.iter().map(|(day, (mine, _))| (*day, *mine)).collect(),
            theirs: both.iter().map(|(day, (_, theirs))| (*day, *theirs)).collect(),
        }
    }

    #[test]
    fn before_day_28_of_both_nothing_is_computed() {
        let few = pair(27, |day| (1 + drawn(day, 1), 1 + drawn(day, 2)));
        assert_eq!(dyad(&few), Dyad::TooEarly { days: 27 });
        let apart =
            Pair { theirs: few.mine.iter().map(|(day, fit)| (Day(day.0 + 500), *fit)).collect(), ..few };
        assert_eq!(dyad(&apart), Dyad::TooEarly { days: 0 });
        assert_eq!(dyad(&Pair { mine: Vec::new(), theirs: Vec::new() }), Dyad::TooEarly { days: 0 });
    }

    /// Somebody with a changed app may share any days.
    #[test]
    fn days_that_nobody_else_can_have_change_nothing() {
        let alike = pair(90, |day| (1 + drawn(day, 1), (1 + drawn(day, 1)).clamp(2, 6)));
        let mut odd = alike.clone();
        odd.theirs.extend([(Day(0), 1), (Day(u32::MAX), 7), (Day(5_000_000), 200)]);
        assert_eq!(dyad(&odd), dyad(&alike));
        let never = Pair { theirs: vec![(Day(u32::MAX), 1), (Day(u32::MAX), 2)], ..alike };
        assert_eq!(dyad(&never), Dyad::TooEarly { days: 0 });
    }

    #[test]
    fn days_that_suit_both_are_said_to_and_those_of_strangers_are_not() {
        let alike = pair(90, |day| (1 + drawn(day, 1), (1 + drawn(day, 1)).clamp(2, 6)));
        let Dyad::Figures { days, same, .. } = dyad(&alike) else { panic!() };
        assert_eq!(days, 90);
        assert!(matches!(same, SameDay::Known { value: 80.., is_sure: true, .. }), "{same:?}");
        let strangers = pair(90, |day| (1 + drawn(day, 1), 1 + drawn(day, 2)));
        let Dyad::Figures { same, to_me, to_them, .. } = dyad(&strangers) else { panic!() };
        assert!(matches!(same, SameDay::Known { is_sure: false, .. }), "{same:?}");
        assert_eq!([to_me, to_them], [Carried::CannotTellYet; 2]);
    }

    #[test]
    fn what_carries_over_is_said_for_the_one_it_reaches() {
        // My day is what theirs was the day before, mostly.
        let follows = pair(300, |day| {
            let mine = if day % 4 == 0 { drawn(day, 5) } else { drawn(day.wrapping_sub(1), 9) };
            (1 + mine, 1 + drawn(day, 9))
        });
        let Dyad::Figures { to_me, to_them, .. } = dyad(&follows) else { panic!() };
        assert!(matches!(to_me, Carried::Known { is_higher: true, value: 20.., .. }), "{to_me:?}");
        assert_eq!(to_them, Carried::CannotTellYet);
    }

    #[test]
    fn who_always_answers_the_same_has_no_figure() {
        let flat = pair(60, |day| (7, 1 + drawn(day, 3)));
        let Dyad::Figures { same, .. } = dyad(&flat) else { panic!() };
        assert_eq!(same, SameDay::Unknown);
    }
}
