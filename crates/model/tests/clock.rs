//! The hybrid logical clock: it only moves on, stays near the present, and no other device drags it along.

use model::{Clock, ClockUnit, HybridClock, clock::AHEAD_MAX_S};
use proptest::{collection::vec, prelude::*};

const NOW_MS: u64 = 1_795_000_000_000;
const DAY_MS: u64 = 24 * 60 * 60 * 1000;
const YEAR_MS: u64 = 365 * DAY_MS;

fn unit() -> impl Strategy<Value = ClockUnit> {
    prop_oneof![Just(ClockUnit::Second), Just(ClockUnit::Day)]
}

#[derive(Debug, Clone)]
enum Act {
    Tick { unix_ms: u64 },
    See { unix_ms: u64, seen: Clock },
}

/// Acts of a device whose clock wanders within a day, beside others whose clocks may be anywhere.
fn act() -> impl Strategy<Value = Act> {
    let unix_ms = NOW_MS..NOW_MS + DAY_MS;
    prop_oneof![
        unix_ms.clone().prop_map(|unix_ms| Act::Tick { unix_ms }),
        (unix_ms, any::<u64>()).prop_map(|(unix_ms, seen)| Act::See { unix_ms, seen: Clock(seen) }),
        (0_u64..40 * YEAR_MS, 0_u64..1000).prop_map(|(unix_ms, counter)| Act::See {
            unix_ms: NOW_MS,
            seen: Clock::new(unix_ms / 1000, counter),
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_024))]

    #[test]
    fn every_moment_is_later_than_all_before_and_never_far_ahead(unit in unit(), acts in vec(act(), 1..50)) {
        let mut clock = HybridClock::new(unit, Clock::default());
        let mut latest = Clock::default();
        for act in acts {
            match act {
                Act::Tick { unix_ms } => {
                    let moment = clock.tick(unix_ms);
                    // The device's own clock wanders back by less than a day, the bound is two.
                    if !latest.is_far_ahead(unit, unix_ms) {
                        prop_assert!(moment > latest, "{moment:?} after {latest:?}");
                    }
                    prop_assert!(!moment.is_far_ahead(unit, unix_ms));
                }
                Act::See { unix_ms, seen } => {
                    clock.see(seen, unix_ms);
                    let expected = if seen.is_far_ahead(unit, unix_ms) { latest } else { latest.max(seen) };
                    prop_assert_eq!(clock.latest(), expected);
                }
            }
            latest = clock.latest();
        }
    }

    #[test]
    fn moments_order_by_time_then_counter(
        one in (0_u64..1 << 40, 0_u64..1 << 24),
        other in (0_u64..1 << 40, 0_u64..1 << 24),
    ) {
        prop_assert_eq!(Clock::new(one.0, one.1).cmp(&Clock::new(other.0, other.1)), one.cmp(&other));
        prop_assert_eq!(Clock::new(one.0, one.1).physical(), one.0);
    }

    #[test]
    fn two_devices_that_talk_agree_that_an_answer_is_later(
        one_ms in NOW_MS..NOW_MS + DAY_MS,
        other_ms in NOW_MS..NOW_MS + DAY_MS,
        unit in unit(),
    ) {
        let mut one = HybridClock::new(unit, Clock::default());
        let mut other = HybridClock::new(unit, Clock::default());
        let said = one.tick(one_ms);
        other.see(said, other_ms);
        prop_assert!(other.tick(other_ms) > said);
    }
}

#[test]
fn a_stamp_years_ahead_does_not_move_the_clock() {
    let mut clock = HybridClock::new(ClockUnit::Second, Clock::default());
    let before = clock.tick(NOW_MS);
    clock.see(Clock::new((NOW_MS + 10 * YEAR_MS) / 1000, 0), NOW_MS);
    assert_eq!(clock.latest(), before);
    assert_eq!(clock.tick(NOW_MS).physical(), NOW_MS / 1000);
}

#[test]
fn the_bound_is_exactly_two_days() {
    assert_eq!(AHEAD_MAX_S, 172_800);
    let at_the_bound = Clock::new(NOW_MS / 1000 + AHEAD_MAX_S, 0);
    let beyond = Clock::new(NOW_MS / 1000 + AHEAD_MAX_S + 1, 0);
    assert!(!at_the_bound.is_far_ahead(ClockUnit::Second, NOW_MS));
    assert!(beyond.is_far_ahead(ClockUnit::Second, NOW_MS));
}

#[test]
fn a_device_whose_own_clock_was_years_ahead_does_not_count_on_from_there() {
    for unit in [ClockUnit::Second, ClockUnit::Day] {
        let mut clock = HybridClock::new(unit, Clock::default());
        assert!(clock.tick(NOW_MS + 10 * YEAR_MS).is_far_ahead(unit, NOW_MS));
        let corrected = clock.tick(NOW_MS);
        assert!(!corrected.is_far_ahead(unit, NOW_MS), "{unit:?}");
        assert!(clock.tick(NOW_MS) > corrected);
    }
}

#[test]
fn safety_s15_a_relationship_tells_the_day_and_nothing_finer() {
    let midnight_ms = NOW_MS / DAY_MS * DAY_MS;
    let tick = |unix_ms| HybridClock::new(ClockUnit::Day, Clock::default()).tick(unix_ms);
    assert_eq!(tick(midnight_ms), tick(midnight_ms + DAY_MS - 1));
    assert_eq!(tick(midnight_ms).unix_s(ClockUnit::Day), midnight_ms / 1000);
    assert!(tick(midnight_ms + DAY_MS) > tick(midnight_ms));
}

/// The layout is part of the format: 40 bits of time, then 24 of the counter.
#[test]
fn a_moment_is_packed_like_this() {
    assert_eq!(Clock::new(0, 0), Clock(0));
    assert_eq!(Clock::new(1, 0), Clock(16_777_216));
    assert_eq!(Clock::new(1_795_000_000, 77), Clock(0x006a_fd86_c000_004d));
    assert_eq!(Clock::new(1, 16_777_215), Clock(33_554_431));
    assert_eq!(Clock::new(1_099_511_627_775, 16_777_215), Clock(u64::MAX));
}

#[test]
fn a_time_beyond_the_last_is_the_last() {
    let last = 1_099_511_627_775;
    for physical in [last, last + 1, 2 * last, u64::MAX] {
        assert_eq!(Clock::new(physical, 5), Clock::new(last, 5), "{physical}");
        assert_eq!(Clock::new(physical, 0).physical(), last, "{physical}");
    }
}

#[test]
fn a_full_counter_carries_and_the_end_of_all_numbers_does_not_wrap() {
    assert_eq!(Clock::new(7, 1 << 24), Clock::new(8, 0));
    assert!(Clock::new(u64::MAX, 0) > Clock::new(1 << 39, 0));
    let mut clock = HybridClock::new(ClockUnit::Second, Clock::default());
    assert!(clock.tick(u64::MAX) >= Clock::new(NOW_MS / 1000, 0));
}
