//! A device whose clock is wrong: it is compared with the relay's, said, and nobody loses anything or is locked out by it.

#![expect(clippy::indexing_slicing, reason = "people are numbered by the test that uses them")]

use client::{
    Outcome,
    command::{ExportAs, TakeAlong},
    view::Notice,
};
use model::kinds::Card;
use testing::people::World;
use testing::scenes::{NOOR, TABLET, cards, link, recover, share_card, write_card};

const DAY_MS: i64 = 86_400_000;
const SIX_YEARS_MS: i64 = 6 * 365 * DAY_MS + 2 * DAY_MS;
const HELD_BACK_S: u64 = 2 * 86_400;

/// Noor with a vault, on a device whose clock is so far ahead.
fn noor(seed: u64, ahead_ms: i64) -> (World, Vec<String>) {
    let mut world = World::new(seed, 3);
    world.people[NOOR].clock_ahead_ms = ahead_ms;
    let words = world.create_vault(NOOR, "Noor");
    (world, words)
}

fn differ(world: &World, device: usize) -> Option<Notice> {
    let notices = world.open(device).notices.iter();
    let mut found = notices.filter(|notice| matches!(notice, Notice::ClocksDiffer { .. }));
    found.next().cloned()
}

#[test]
fn a_clock_six_years_ahead_is_asked_about_on_its_device_with_what_waits_and_until_when() {
    let (mut world, words) = noor(1, SIX_YEARS_MS);
    let nothing_yet = Notice::ClocksDiffer { ahead: true, days: 6 * 365 + 2, things: 0, until_s: 0 };
    assert_eq!(differ(&world, NOOR), Some(nothing_yet));
    write_card(&mut world, NOOR, "Rain");
    write_card(&mut world, NOOR, "Snow");
    let until_s = (world.now_ms + SIX_YEARS_MS.unsigned_abs()) / 1000 - HELD_BACK_S;
    let waits = Notice::ClocksDiffer { ahead: true, days: 6 * 365 + 2, things: 2, until_s };
    assert_eq!(differ(&world, NOOR), Some(waits.clone()));
    assert_eq!(cards(&world, NOOR).len(), 2, "nothing of it is missing here");

    // The other device, whose clock is right, has nothing yet, and says what it holds back and until when.
    recover(&mut world, TABLET, &words);
    assert_eq!(cards(&world, TABLET), <[String; 0]>::default());
    let [Notice::SetAside { entries, until_s: last_s }] = world.open(TABLET).notices.as_slice() else {
        panic!("{:?}", world.open(TABLET).notices)
    };
    assert!(*entries >= 4 && last_s.abs_diff(until_s) <= 60, "{entries} until {last_s}");

    // A file brings it over, once the clock is right.
    let Ok(Outcome::File(file)) =
        world.act(NOOR, TakeAlong::Export { form: ExportAs::Json, with_others: false })
    else {
        panic!("a file")
    };
    world.act(TABLET, TakeAlong::Import { file, secret: String::new() }).expect("it comes in");
    assert_eq!(cards(&world, TABLET).len(), 2);
}

#[test]
fn a_clock_that_is_set_right_is_compared_anew_and_what_bears_a_later_date_is_said_still() {
    let (mut world, _) = noor(2, SIX_YEARS_MS);
    write_card(&mut world, NOOR, "Rain");
    world.people[NOOR].clock_ahead_ms = 0;
    world.pass(120_000);
    let Some(Notice::ClocksDiffer { ahead, days, things, .. }) = differ(&world, NOOR) else {
        panic!("{:?}", world.open(NOOR).notices)
    };
    assert_eq!((ahead, days, things), (false, 0, 1));
    assert_eq!(cards(&world, NOOR), ["Rain"]);
}

#[test]
fn less_than_a_day_is_nothing_and_a_clock_behind_is_asked_about_too() {
    for (ahead_ms, expected) in [
        (0, None),
        (DAY_MS - 60_000, None),
        (-DAY_MS + 60_000, None),
        (DAY_MS + 60_000, Some((true, 1))),
        (-400 * DAY_MS, Some((false, 400))),
    ] {
        let (mut world, _) = noor(3, ahead_ms);
        write_card(&mut world, NOOR, "Rain");
        let found = differ(&world, NOOR).map(|notice| match notice {
            Notice::ClocksDiffer { ahead, days, things: 0, .. } => (ahead, days),
            other => panic!("{other:?}"),
        });
        assert_eq!(found, expected, "{ahead_ms} ms");
    }
}

/// What a relay says of the time is asked about, and changes nothing.
#[test]
fn a_relay_that_lies_about_the_time_changes_nothing_and_locks_nobody_out() {
    let (mut world, words) = noor(4, 0);
    write_card(&mut world, NOOR, "Rain");
    // To everybody, the relay is ten years behind now.
    for device in [NOOR, TABLET] {
        world.people[device].clock_ahead_ms = 10 * 365 * DAY_MS;
    }
    world.restart(NOOR);
    write_card(&mut world, NOOR, "Snow");
    assert!(matches!(differ(&world, NOOR), Some(Notice::ClocksDiffer { ahead: true, .. })));
    recover(&mut world, TABLET, &words);
    let mut found = cards(&world, TABLET);
    found.sort();
    assert_eq!(found, ["Rain", "Snow"], "two devices that agree have everything at once");
    assert_eq!(cards(&world, NOOR).len(), 2);
}

#[test]
fn a_clock_that_is_years_ahead_is_set_aside_visibly_and_wins_nothing() {
    const YEARS_MS: i64 = 10 * 31_556_952_000;
    const DAY_MS: u64 = 86_400_000;
    let mut world = World::new(15, 2);
    world.create_vault(0, "Noor");
    world.create_vault(1, "Sam");
    let (noors, sams) = link(&mut world, 0, 1);
    world.people[1].clock_ahead_ms = YEARS_MS;
    // To its clock, nobody has done anything for ten years: it is locked.
    world.restart(1);
    share_card(&mut world, 1, sams, "From the future");
    assert!(world.theirs::<Card>(0).is_empty());
    // A relationship's clock counts days, and a day's entry is taken in two days early.
    let until_s = (world.now_ms + YEARS_MS.unsigned_abs()) / DAY_MS * DAY_MS / 1000 - 2 * 86_400;
    let waits = || Notice::SetAside { entries: 1, until_s };
    assert_eq!(world.open(0).notices, [waits()]);
    share_card(&mut world, 0, noors, "From the present");
    assert_eq!(world.theirs::<Card>(1).len(), 1, "nothing is blocked by a wrong clock");
    world.restart(0);
    assert_eq!(world.open(0).notices, [waits()]);
    world.now_ms += YEARS_MS.unsigned_abs();
    world.restart(0);
    world.pass(3_600_000);
    assert_eq!(world.theirs::<Card>(0).first().map(|card| card.text.as_str()), Some("From the future"));
}

#[test]
fn a_clock_before_this_version_was_made_is_pointed_out() {
    let mut world = World::new(16, 1);
    world.people[0].clock_ahead_ms = -20 * 31_556_952_000;
    world.create_vault(0, "Noor");
    // The relay has another time: that says more than that this one cannot be.
    let days = 20 * 365 + 4;
    assert_eq!(world.open(0).notices, [Notice::ClocksDiffer { ahead: false, days, things: 0, until_s: 0 }]);
    write_card(&mut world, 0, "Written in the past");
    world.people[0].clock_ahead_ms = 0;
    world.restart(0);
    assert_eq!(world.open(0).notices, []);
    assert_eq!(world.own::<Card>(0).len(), 1);
}
