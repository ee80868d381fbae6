//! What the steps about a thing come to.

use super::*;

#[test]
fn the_steps_about_a_thing_are_one_question() {
    let mut phone = Phone::new();
    phone.here(&writes(1, 1, &[], "mine"));
    phone.here(&writes(2, 2, &[], "mine too"));
    phone.here(&writes(3, 3, &[], "soon gone"));
    phone.here(&removes(3, &[3]));
    phone.here(&named("Noor"));
    let late = [
        writes(1, 10, &[1], "theirs"),
        writes(1, 11, &[10], "theirs, better"),
        removes(2, &[2]),
        writes(3, 12, &[3], "back"),
        writes(4, 13, &[], "never seen"),
        removes(4, &[13]),
        writes(5, 14, &[], "new"),
        writes(1, 15, &[9], "beside"),
        named("Earlier than the phone's"),
    ];
    for (place, operation) in (1..).zip(&late) {
        phone.came_too_late(1, place, operation);
    }
    assert_eq!(
        phone.would(),
        [
            Would::Change { now: vec![said("mine")], then: vec![said("theirs, better"), said("beside")] },
            Would::TakeAway(vec![said("mine too")]),
            Would::BringBack(vec![said("back")]),
            Would::Add(vec![said("new")]),
        ]
    );
    // Whatever is decided, nothing is asked about again: what came and went is settled with the rest.
    assert_eq!(phone.decide(|_| false), Ok(()));
    assert_eq!((phone.things(), phone.settled(1)), (vec![], Some(9)));
}

#[test]
fn what_was_written_at_the_same_time_stands_beside() {
    let mut phone = Phone::new();
    phone.here(&writes(1, 1, &[], "first"));
    phone.here(&writes(1, 2, &[1], "mine"));
    phone.came_too_late(1, 1, &writes(1, 3, &[1], "theirs"));
    assert_eq!(phone.would(), [Would::Join { now: said("mine"), beside: vec![said("theirs")] }]);
    assert_eq!(phone.decide(|_| true), Ok(()));
    assert_eq!(phone.spaces.vault().items[&ItemId([1; 16])].standing().len(), 2);
}

#[test]
fn all_that_a_thing_overwrites_or_adds_is_shown() {
    let mut phone = Phone::new();
    phone.here(&writes(1, 1, &[], "mine"));
    // The version that stands here, written again as something else, and a second one that is new.
    phone.came_too_late(1, 1, &writes(1, 1, &[], "not mine"));
    phone.came_too_late(1, 2, &writes(1, 2, &[], "nice"));
    phone.spaces.kept.get_mut(&phone.vault).unwrap().late.values_mut().for_each(|late| {
        late.clock = crypto::Clock(u64::MAX / 2 - late.sequence.0);
    });
    let would = phone.would();
    let [Would::Change { now, then }] = would.as_slice() else { panic!("{would:?}") };
    assert_eq!(*now, [said("mine")]);
    assert!(then.contains(&said("not mine")) && then.contains(&said("nice")), "{then:?}");
}

#[test]
fn a_name_that_stays_the_same_is_no_question() {
    let mut phone = Phone::new();
    let sam = |name: &str| VaultOperation::RelationshipWritten {
        relationship: RelationshipId([5; 16]),
        name: name.to_owned(),
        tie: 0,
    };
    phone.here(&sam("Sam"));
    phone.came_too_late(1, 1, &sam("Sam"));
    assert_eq!(phone.would(), []);
    phone.spaces.kept.get_mut(&phone.vault).unwrap().late.clear();
    phone.came_too_late(2, 1, &sam("Samira"));
    phone.spaces.kept.get_mut(&phone.vault).unwrap().late.values_mut().for_each(|late| {
        late.clock = crypto::Clock(u64::MAX / 2);
    });
    let person = |name: &str| Said::Person(name.to_owned());
    assert_eq!(phone.would(), [Would::Change { now: vec![person("Sam")], then: vec![person("Samira")] }]);
}

#[test]
fn what_is_dated_far_ahead_is_there_once_it_is_kept() {
    let mut phone = Phone::new();
    phone.came_too_late(1, 1, &writes(1, 1, &[], "of a clock that was wrong"));
    let ahead = model::Clock::of_unix_s(model::ClockUnit::Second, NOW.unix_ms / 1_000 + 400 * 86_400);
    phone.spaces.kept.get_mut(&phone.vault).unwrap().late.values_mut().for_each(|late| {
        late.clock = crypto::Clock(ahead.0);
    });
    assert_eq!(phone.decide(|_| true), Ok(()));
    assert!(phone.spaces.vault().items.contains_key(&ItemId([1; 16])));
    assert!(phone.spaces.kept.get(&phone.vault).unwrap().aside.is_empty());
}

#[test]
fn a_step_that_came_since_and_undoes_what_is_kept_waits() {
    let mut phone = Phone::new();
    phone.came_too_late(1, 1, &writes(1, 1, &[], "seen"));
    let seen: BTreeSet<EntryId> = phone.all().into_iter().flat_map(|thing| thing.entries).collect();
    phone.came_too_late(1, 2, &removes(1, &[1]));
    assert_eq!(phone.would(), [], "written and removed, it is no question");
    assert_eq!((phone.keeps(&seen), phone.settled(1)), (Ok(()), Some(1)));
    assert_eq!(
        phone.would(),
        [Would::TakeAway(vec![said("seen")])],
        "but what was kept is not removed unasked"
    );
    assert_eq!(phone.keeps(&seen), Err(Problem::Gone), "what was decided about waits no more");
}
