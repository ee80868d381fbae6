//! What came too late is looked at, thing by thing: what of it is kept is the person's choice.

use client::{
    Outcome,
    command::{Command, Devices, Items},
    look::{Look, Page, Shown, Would},
};
use model::{DeviceId, Taste};
use testing::{
    people::World,
    scenes::{NOOR, Scene, TABLET, cards, removal, scene, this, write_card},
    seen::{card, writes_card},
};

use super::{entries, late, meet, things};

/// What somebody with a tablet that was taken out makes of three cards: changed, removed, added to; and one that comes and goes.
fn meddled_with(seed: u64) -> (World, DeviceId) {
    let Scene { mut world, .. } = scene(seed, 1);
    let tablet = this(&world, TABLET);
    let (changed, _) = write_card(&mut world, NOOR, "Long walks");
    let (removed, _) = write_card(&mut world, NOOR, "Warm soup");
    world.pass(60_000);
    world.set_online(NOOR, false);
    assert_eq!(world.act(NOOR, removal(tablet)), Ok(Outcome::Done));
    let (passing, _) = write_card(&mut world, TABLET, "Here and gone");
    for act in [
        writes_card(Some(changed), Taste::Like, "Long calls", ""),
        Command::Items(Items::Remove { item: removed }),
        Command::Items(Items::Remove { item: passing }),
        writes_card(None, Taste::Like, "Rain", ""),
    ] {
        world.act(TABLET, act).expect("the tablet can still write");
    }
    world.pass(60_000);
    meet(&mut world, &[NOOR]);
    (world, tablet)
}

#[test]
fn what_came_too_late_is_shown_with_what_it_would_do_and_does_it_only_where_it_is_chosen() {
    let (mut world, tablet) = meddled_with(308);
    let shown = |text| Shown::Record(card(Taste::Like, text, ""));
    let all = things(&world, NOOR, Some(tablet));
    let seen: Vec<_> = all.iter().map(|thing| (thing.would, thing.what.clone(), thing.now.clone())).collect();
    assert_eq!(
        seen,
        [
            (Would::Change, vec![shown("Long calls")], vec![shown("Long walks")]),
            (Would::TakeAway, vec![shown("Warm soup")], vec![]),
            (Would::Add, vec![shown("Rain")], vec![]),
        ],
        "what came and went is no question"
    );
    assert_eq!(late(&world, NOOR), [(Some(tablet), 3)]);
    let keep = entries(all.iter().filter(|thing| thing.would == Would::Add));
    let act = Devices::SettleLate { device: Some(tablet), keep, seen: Some(entries(&all)) };
    assert_eq!(world.act(NOOR, act), Ok(Outcome::Done));
    for round in ["at once", "started again"] {
        let mut there = cards(&world, NOOR);
        there.sort();
        assert_eq!(there, ["Long walks", "Rain", "Warm soup"], "{round}");
        assert_eq!(late(&world, NOOR), [], "{round}");
        world.restart(NOOR);
        world.pass(60_000);
    }
}

#[test]
fn what_nobody_has_seen_waits_and_everything_can_be_let_go_of_unseen() {
    let (mut world, tablet) = meddled_with(309);
    let Page::Late(lists) = world.page(NOOR, &Look::Late { up_to: 2 }) else { panic!("another page") };
    let [list] = lists.as_slice() else { panic!("{} lists", lists.len()) };
    assert_eq!((list.things.len(), list.more), (2, 1));
    let keep = entries(&list.things[..1]);
    let act = Devices::SettleLate { device: Some(tablet), keep, seen: Some(entries(&list.things)) };
    assert_eq!(world.act(NOOR, act), Ok(Outcome::Done));
    let left: Vec<_> = things(&world, NOOR, Some(tablet)).into_iter().map(|thing| thing.would).collect();
    assert_eq!(left, [Would::Add]);
    let act = Devices::SettleLate { device: Some(tablet), keep: Vec::new(), seen: None };
    assert_eq!(world.act(NOOR, act), Ok(Outcome::Done));
    assert_eq!(late(&world, NOOR), []);
    assert!(!cards(&world, NOOR).contains(&"Rain".to_owned()));
}
