//! What came of a test, once it is over: effect, interval and exact p in one place, and whether chance does that easily.

use interface::figures::{Outcome, Tested};
use interface::look::KeptDay;
use interface::model::Day;
use interface::model::kinds::FairTest;
use leptos::prelude::*;

use crate::components::live::live;
use crate::components::{card, heading, nothing, soft, text};
use crate::platform::figures;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// What there is to say.
#[derive(Debug, Clone, PartialEq)]
enum There {
    /// It runs still.
    Running,
    /// It is being worked out.
    Waiting,
    /// What works it out is not on this device.
    Missing,
    /// What came of it.
    Found(Outcome),
}

/// Before it is over, that it is not looked at; then what came of it.
pub(super) fn card_of(
    session: Session,
    test: Memo<Option<FairTest>>,
    days: Memo<Vec<KeptDay>>,
    is_bond: bool,
) -> AnyView {
    let tested = Memo::new(move |_| {
        let today = session.present_day();
        let test = test.get().filter(|test| today >= test.over_on())?;
        Some(days.with(|days| pairs(&test, days, is_bond)))
    });
    let there = RwSignal::new(There::Running);
    Effect::new(move |_| {
        let Some(now) = tested.get() else { return there.set(There::Running) };
        there.set(There::Waiting);
        figures::outcome(&now.clone(), move |found| {
            if tested.try_with_untracked(|tested| tested.as_ref() == Some(&now)) == Some(true) {
                there.set(found.map_or(There::Missing, There::Found));
            }
        });
    });
    live(
        move || (there.get(), test.with(Option::is_some)),
        |(there, is_there)| {
            if !is_there {
                return nothing();
            }
            let said = match there {
                There::Running => vec![soft(words::trial_waits())],
                There::Waiting => vec![soft(words::trial_finds_waiting())],
                There::Missing => vec![soft(words::trial_finds_missing())],
                There::Found(outcome) => told(outcome),
            };
            let title = heading(words::trial_found_title());
            card("", [title].into_iter().chain(said).collect())
        },
    )
}

/// The answers of each pair, with and without.
fn pairs(test: &FairTest, days: &[KeptDay], is_bond: bool) -> Tested {
    let answer = |day: u32| {
        let kept = days.iter().find(|kept| kept.day == Day(day));
        kept.and_then(|kept| kept.answer(is_bond))
    };
    let pair = |first: u32| {
        let (one, other) = (first, first.saturating_add(1));
        let is_first = test.is_with(Day(one))?;
        // A pair that was cut in two by its end says nothing.
        test.is_with(Day(other))?;
        Some(if is_first { (answer(one), answer(other)) } else { (answer(other), answer(one)) })
    };
    Tested { pairs: (test.from.0..test.over_on().0).step_by(2).filter_map(pair).collect() }
}

fn told(outcome: Outcome) -> Vec<AnyView> {
    let Outcome::Difference { mean, low, high, by_chance, pairs, is_rare } = outcome else {
        return vec![text(words::trial_found_few())];
    };
    let points = |hundredths: i32| words::parts(hundredths, 100);
    let size = points(mean.saturating_abs());
    let first = match mean {
        0 => words::trial_found_same(),
        1.. => words::trial_found_higher(&size),
        _ => words::trial_found_lower(&size),
    };
    let p = match i32::try_from(by_chance).unwrap_or(i32::MAX) {
        0 => words::trial_found_least(&words::parts(1, 1_000)),
        by_chance => words::parts(by_chance, 1_000),
    };
    let verdict = if is_rare { words::trial_found_rare() } else { words::trial_found_chance() };
    let interval = words::trial_found_interval(&points(low), &points(high), pairs, &p);
    vec![text(first), text(verdict), soft(interval)]
}

#[cfg(test)]
mod tests {
    use interface::model::Lot;
    use interface::model::fields::{Few, Heading};

    use super::*;

    fn test(ended: Option<u32>) -> FairTest {
        let lots = Few::new(vec![Lot::First, Lot::Second, Lot::First]).expect("three");
        let what = Heading::typed("A walk").expect("a heading");
        FairTest { what, from: Day(10), lots, ended: ended.map(Day) }
    }

    fn kept(day: u32, own: u8) -> KeptDay {
        KeptDay { day: Day(day), own: Some(own), bond: Some(1), wish: None }
    }

    #[test]
    fn each_pair_is_with_and_without_in_that_order() {
        let days = [kept(10, 5), kept(11, 4), kept(12, 3), kept(13, 7), kept(15, 2)];
        let all = vec![(Some(5), Some(4)), (Some(7), Some(3)), (None, Some(2))];
        assert_eq!(pairs(&test(None), &days, false).pairs, all);
        assert_eq!(pairs(&test(None), &days, true).pairs.first(), Some(&(Some(1), Some(1))));
    }

    #[test]
    fn a_pair_that_was_ended_in_the_middle_is_left_out() {
        let days = [kept(10, 5), kept(11, 4), kept(12, 3)];
        assert_eq!(pairs(&test(Some(13)), &days, false).pairs, [(Some(5), Some(4))]);
    }
}
