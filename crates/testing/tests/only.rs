//! Looking for some of what is one's own: by days, by words, by whom it is about. However much else there is, what is looked for is found.

use client::{
    Look,
    command::{Command, Items, Outcome},
    look::{Only, OwnItem, OwnList, Page},
};
use model::{
    Content, Day, RelationshipId,
    fields::{Few, Line, Text},
    kinds::{Contrasts, JournalEntry, Listed, LookBack, Pause},
    vocabulary::Frequency,
};
use testing::{people::World, scenes::add};

const NOOR: usize = 0;

fn alone() -> World {
    let mut world = World::new(91, 1);
    world.create_vault(NOOR, "Noor");
    world
}

fn write(world: &mut World, about: Option<RelationshipId>, content: Content) {
    let written = world.act(NOOR, Command::Items(Items::Write { item: None, of: None, about, content }));
    assert!(matches!(written, Ok(Outcome::Written { .. })), "{written:?}");
}

fn entry(text: &str, on: u32) -> Content {
    let prompt = Line::typed("Whose voice judges you?").ok();
    Content::of(&JournalEntry { prompt, text: Text::typed(text).expect("it fits"), on: Some(Day(on)) })
}

fn only(world: &World, kind: u32, only: Only, up_to: u32) -> OwnList {
    match world.page(NOOR, &Look::Own { kinds: vec![kind], up_to, only: Some(only) }) {
        Page::Own(mut lists) => lists.pop().expect("a list for each kind"),
        other => panic!("a list was asked for, not {other:?}"),
    }
}

fn texts(list: &OwnList) -> Vec<String> {
    let text = |own: &OwnItem| {
        let entry = model::kinds::LIST.read::<JournalEntry>(&own.content)?.ok()?;
        Some(entry.text.into_string())
    };
    list.items.iter().filter_map(text).collect()
}

#[test]
fn entries_are_found_by_every_word_in_any_order_however_far_back() {
    let mut world = alone();
    write(&mut world, None, entry("The Lake was COLD.", 20_000));
    for number in 0..260 {
        write(&mut world, None, entry(&format!("Day {number}, warm."), 20_001 + number));
    }
    let saying = |words: &str| Only::Saying { words: words.to_owned() };
    assert_eq!(texts(&only(&world, JournalEntry::NUMBER, saying("cold lake"), 50)), ["The Lake was COLD."]);
    assert_eq!(texts(&only(&world, JournalEntry::NUMBER, saying("cold judges"), 50)), ["The Lake was COLD."]);
    assert_eq!(texts(&only(&world, JournalEntry::NUMBER, saying("cold elephant"), 50)), [""; 0]);
    let warm = only(&world, JournalEntry::NUMBER, saying("WARM"), 50);
    assert_eq!((warm.items.len(), warm.more), (50, 210), "the rest is offered");
    assert_eq!(texts(&warm).first().map(String::as_str), Some("Day 259, warm."), "the newest comes first");
}

#[test]
fn days_are_those_that_a_record_says_it_is_about() {
    let mut world = alone();
    for day in [20_776, 20_777, 20_783, 20_784] {
        write(&mut world, None, entry(&format!("On {day}"), day));
    }
    let week = Only::Days { from: Day(20_777), to: Day(20_783) };
    assert_eq!(texts(&only(&world, JournalEntry::NUMBER, week.clone(), 50)), ["On 20783", "On 20777"]);
    let empty = None;
    let back =
        LookBack { week: Day(20_777), own: empty.clone(), between: None, keep: None, leave_out: empty };
    write(&mut world, None, Content::of(&back));
    assert_eq!(only(&world, LookBack::NUMBER, week, 50).items.len(), 1);
    let written_now = Only::Days { from: world.open(NOOR).today, to: world.open(NOOR).today };
    write(&mut world, None, Content::of(&Pause { until: model::fields::Moment(0) }));
    let before = Only::Days { from: Day(20_000), to: Day(20_006) };
    assert_eq!(only(&world, Pause::NUMBER, before, 50).items.len(), 0);
    assert_eq!(
        only(&world, Pause::NUMBER, written_now, 50).items.len(),
        1,
        "a record without a day is of the day on which it was written"
    );
}

#[test]
fn what_is_about_somebody_is_found_however_much_there_is_about_others() {
    let mut world = alone();
    let (sam, kim) = (add(&mut world, NOOR, "Sam"), add(&mut world, NOOR, "Kim"));
    let answers = |on: u32| {
        let none = || Few::new(vec![Frequency::DidNotComeUp; 6]).unwrap();
        let on = Day(on);
        Content::of(&Contrasts {
            on,
            boundaries: none(),
            honesty: none(),
            communication: none(),
            understanding: none(),
            worth: none(),
        })
    };
    write(&mut world, Some(sam), answers(20_000));
    for number in 0..210 {
        write(&mut world, Some(kim), answers(20_001 + number));
    }
    let about = |relationship| only(&world, Contrasts::NUMBER, Only::About { relationship }, 50);
    assert_eq!((about(sam).items.len(), about(kim).items.len(), about(kim).more), (1, 50, 160));
    let newest = only(&world, Contrasts::NUMBER, Only::NewestAboutEach, 50);
    let each: Vec<_> = newest.items.iter().map(|own| own.about).collect();
    assert_eq!((each, newest.more), (vec![Some(sam), Some(kim)], 0));
}
