//! Versions that two devices of one person write at the same time: both are shown whole, and none goes unseen.

use client::{Command, Outcome, command::Items, look::Shown};
use model::fields::Scale;
use model::kinds::{Ask, Card, CheckIn};
use model::{Content, ItemId, Need, Taste};
use testing::scenes::{LAPTOP, NOOR, Scene, TABLET, scene};
use testing::seen::{writes_ask, writes_card};

/// Writes on two devices that do not hear of each other, then lets them meet.
fn apart(scene: &mut Scene, on: impl Fn(&'static str) -> Command) {
    let world = &mut scene.world;
    for device in [TABLET, LAPTOP] {
        world.set_online(device, false);
    }
    for (device, words) in [(TABLET, "from the tablet"), (LAPTOP, "from the laptop")] {
        world.pass(60_000);
        assert!(matches!(world.act(device, on(words)), Ok(Outcome::Written { .. })));
    }
    for device in [TABLET, LAPTOP] {
        world.set_online(device, true);
    }
    world.pass(60_000);
}

fn written(outcome: Result<Outcome, client::Problem>) -> ItemId {
    match outcome {
        Ok(Outcome::Written { item, .. }) => item,
        other => panic!("something was to be written, not {other:?}"),
    }
}

#[test]
fn a_card_written_twice_at_once_shows_the_other_version_whole_until_it_is_saved_again() {
    let mut scene = scene(41, 2);
    let write = |card, note: &str| {
        writes_card(card, if note.contains("tablet") { Taste::Dislike } else { Taste::Like }, "Rain", note)
    };
    let card = written(scene.world.act(NOOR, write(None, "at first")));
    scene.world.pass(5_000);
    apart(&mut scene, |words| write(Some(card), words));
    let of = |scene: &Scene, device| {
        let cards = scene.world.own::<Card>(device);
        cards.into_iter().find(|shown| shown.item.item == card).expect("the card is there")
    };
    let other = Shown::Record(testing::seen::card(Taste::Dislike, "Rain", "from the tablet"));
    for device in [NOOR, TABLET, LAPTOP] {
        let shown = of(&scene, device);
        assert_eq!(
            (shown.record.note.unwrap().as_str(), shown.item.siblings),
            ("from the laptop", vec![other.clone()])
        );
    }
    written(scene.world.act(NOOR, write(Some(card), "both")));
    scene.world.pass(5_000);
    assert_eq!(of(&scene, TABLET).item.siblings, []);
}

#[test]
fn a_request_written_twice_at_once_shows_the_other_version_whole_until_it_is_saved_again() {
    let mut scene = scene(42, 2);
    let relationship = scene.world.first(NOOR).id;
    let write = |ask, text: &str| {
        writes_ask(ask, relationship, if text.contains("tablet") { Need::Hands } else { Need::Ideas }, text)
    };
    let ask = written(scene.world.act(NOOR, write(None, "at first")));
    scene.world.pass(5_000);
    apart(&mut scene, |words| write(Some(ask), words));
    let of = |scene: &Scene, device| {
        let asks = scene.world.own::<Ask>(device);
        asks.into_iter().find(|shown| shown.item.item == ask).expect("the request is there")
    };
    let other = Shown::Record(testing::seen::ask(Need::Hands, "from the tablet"));
    for device in [NOOR, TABLET, LAPTOP] {
        let shown = of(&scene, device);
        assert_eq!((shown.text.as_str(), shown.item.siblings), ("from the laptop", vec![other.clone()]));
    }
    written(scene.world.act(NOOR, write(Some(ask), "both")));
    scene.world.pass(5_000);
    assert_eq!(of(&scene, TABLET).item.siblings, []);
}

/// Of a day there is one check-in, whichever of the person's devices wrote it, and however often.
#[test]
fn a_day_that_two_devices_write_is_one_thing() {
    let mut scene = scene(43, 2);
    let today = scene.world.open(NOOR).today;
    let write = |of, fit: u8| {
        let check_in = CheckIn { day: today, fit: Scale::new(fit).unwrap(), wish: None, words: None };
        Items::Write { item: None, of, about: None, content: Content::of(&check_in) }
    };
    let kept = |scene: &Scene, device| {
        let [kept] = scene.world.own::<CheckIn>(device).try_into().expect("one thing of one day");
        kept
    };
    let item = written(scene.world.act(NOOR, write(None, 5)));
    scene.world.pass(5_000);
    let opened = Some(kept(&scene, TABLET).item.version);
    assert_eq!(written(scene.world.act(TABLET, write(opened, 6))), item, "the tablet goes on with the same");
    scene.world.pass(5_000);
    let opened = Some(kept(&scene, NOOR).item.version);
    apart(&mut scene, |words| write(opened, if words.contains("tablet") { 2 } else { 3 }).into());
    for device in [NOOR, TABLET, LAPTOP] {
        let kept = kept(&scene, device);
        assert_eq!((kept.item.item, kept.record.fit.point(), kept.item.siblings.len()), (item, 3, 1));
    }
    scene.world.act(NOOR, Items::Remove { item }).unwrap();
    written(scene.world.act(NOOR, write(None, 7)));
    scene.world.pass(5_000);
    let again = scene.world.own::<CheckIn>(TABLET);
    assert_eq!(
        again.iter().map(|kept| kept.record.fit.point()).collect::<Vec<_>>(),
        [7],
        "a day can be written again"
    );
    // The laptop had opened the day before anything stood there: what it did not see stays beside.
    written(scene.world.act(LAPTOP, write(None, 1)));
    scene.world.pass(5_000);
    let shown = kept(&scene, NOOR);
    assert_eq!((shown.record.fit.point(), shown.item.siblings.len()), (1, 1));
    written(scene.world.act(NOOR, write(Some(shown.item.version), 4)));
    assert_eq!(kept(&scene, NOOR).item.siblings, [], "saved again, it stands for both");
}

/// A text that was opened before another device changed it does not take the place of what it has not seen.
#[test]
fn what_was_written_over_an_older_version_stands_beside_the_newer_one() {
    let mut scene = scene(44, 1);
    let card = |text: &str| testing::seen::card(Taste::Like, text, "");
    let write = |item, of, text: &str| Items::Write { item, of, about: None, content: card(text) };
    let Ok(Outcome::Written { item, version }) = scene.world.act(NOOR, write(None, None, "opened")) else {
        panic!("a card")
    };
    scene.world.pass(5_000);
    written(scene.world.act(TABLET, write(Some(item), Some(version), "from the tablet")));
    scene.world.pass(5_000);
    written(scene.world.act(NOOR, write(Some(item), Some(version), "written over what was opened")));
    scene.world.pass(5_000);
    for device in [NOOR, TABLET] {
        let shown = scene.world.own::<Card>(device).remove(0);
        assert_eq!(shown.text, "written over what was opened");
        assert_eq!(shown.item.siblings, [Shown::Record(card("from the tablet"))]);
    }
}

#[test]
fn what_another_device_removed_comes_back_only_for_who_was_told() {
    let mut scene = scene(44, 1);
    let card = written(scene.world.act(NOOR, writes_card(None, Taste::Like, "Rain", "")));
    let begun = scene.world.own::<Card>(NOOR).first().map(|shown| shown.item.version);
    scene.world.pass(5_000);
    scene.world.act(TABLET, Items::Remove { item: card }).expect("removed");
    scene.world.pass(5_000);
    let content = testing::seen::card(Taste::Like, "Rain on the tent", "");
    let save =
        |of| Command::Items(Items::Write { item: Some(card), of, about: None, content: content.clone() });
    assert_eq!(scene.world.act(NOOR, save(begun)), Err(client::Problem::RemovedMeanwhile));
    assert!(scene.world.own::<Card>(TABLET).is_empty());
    assert_eq!(written(scene.world.act(NOOR, save(None))), card);
    scene.world.pass(5_000);
    let texts: Vec<String> = scene.world.own::<Card>(TABLET).into_iter().map(|shown| shown.text).collect();
    assert_eq!(texts, ["Rain on the tent"]);
}
