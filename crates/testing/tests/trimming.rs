//! The relay lets the log of a vault go that a checkpoint covers: for one person with several devices, one of them away for years.

#![expect(clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::BTreeSet;

use client::{
    Command, Outcome,
    command::{Devices, Door, ExportAs, TakeAlong},
    export::Export,
    view::Notice,
};
use model::{
    Content, Taste, VersionId,
    fields::Line,
    kinds::{Card, LIST},
};
use relay::limits::LOG_GRACE_DAYS;
use sync::{ClientFrame, EntryId, Position, RelayFrame};
use testing::{
    people::{PASSPHRASE, World},
    scenes::{NOOR, recover, trimmed_after, verifications, write_card},
};

const TABLET: usize = 1;
const LAPTOP: usize = 2;

/// More entries than come between two checkpoints on the relay, on a device that could verify another one's.
const CARDS: usize = 2_100;

fn appended(world: &World) -> Vec<EntryId> {
    let frames = world.sent.iter().filter_map(|bytes| ClientFrame::from_bytes(bytes).ok());
    frames
        .filter_map(|frame| match frame {
            ClientFrame::Append { entries, .. } => Some(entries),
            _ => None,
        })
        .flatten()
        .map(|entry| entry.id)
        .collect()
}

/// Brings so many cards in at once, by a file. They are called `card 0` and so on, or after another word.
fn write_many(world: &mut World, person: usize, word: &str) {
    let (_, first) = write_card(world, person, &format!("{word} 0"));
    let export = Command::TakeAlong(TakeAlong::Export { form: ExportAs::Json, with_others: false });
    let file = match world.act(person, export) {
        Ok(Outcome::File(file)) => file,
        other => panic!("a file was to be made, not {other:?}"),
    };
    let mut export = Export::from_json(&file, &LIST).expect("it was just written");
    let mut all = core::mem::take(&mut export.items).into_iter();
    let first = all.find(|card| card.versions[0].id == first).expect("it was just written");
    for number in 1..CARDS {
        let mut card = first.clone();
        for (byte, value) in card.id.0.iter_mut().rev().zip(number.to_le_bytes()) {
            *byte ^= value;
        }
        card.versions[0].id = VersionId::first_of(card.id);
        let text = Line::typed(&format!("{word} {number}")).expect("it fits a line");
        card.versions[0].content = Content::of(&Card { taste: Taste::Like, text, note: None });
        export.items.push(card);
    }
    let import = TakeAlong::Import { file: export.to_json(&LIST), secret: String::new() };
    let outcome = world.act(person, Command::TakeAlong(import));
    assert!(matches!(outcome, Ok(Outcome::Imported(_))), "{outcome:?}");
    world.pass(5_000);
}

/// All cards that a person has, however many a page shows.
fn all_cards(world: &World, person: usize) -> BTreeSet<String> {
    world.own_up_to::<Card>(person, u32::MAX).0.into_iter().map(|card| card.text).collect()
}

fn nothing_is_wrong(world: &World, person: usize) {
    let notices = &world.open(person).notices;
    let bad = |notice: &&Notice| !matches!(notice, Notice::NewDevice { .. });
    assert_eq!(notices.iter().find(bad), None, "device {person}");
}

/// Noor writes much on her phone while the tablet is away; the laptop reads along and verifies; the relay lets the log go.
fn trimmed_vault() -> (World, Vec<String>) {
    let mut world = World::new(31, 4);
    let words = world.create_vault(NOOR, "Noor");
    recover(&mut world, TABLET, &words);
    recover(&mut world, LAPTOP, &words);
    world.pass(5_000);
    world.set_online(TABLET, false);
    write_many(&mut world, NOOR, "card");
    // Whichever of the two made the checkpoint, the other one looks at it.
    for person in [LAPTOP, NOOR] {
        world.restart(person);
        world.pass(5_000);
    }
    assert_eq!(verifications(&world), 1);
    world.days_go_by(u64::from(LOG_GRACE_DAYS) + 1);
    world.restart(NOOR);
    world.restart(LAPTOP);
    world.pass(5_000);
    assert!(trimmed_after(&world, NOOR).is_some_and(|after| after >= 2_048), "the log is not trimmed");
    (world, words)
}

#[test]
fn a_device_away_for_years_merges_after_the_log_is_gone_and_nothing_is_handed_in_again() {
    let (mut world, _) = trimmed_vault();
    world.days_go_by(3 * 365);
    world.restart(TABLET);
    write_card(&mut world, TABLET, "written far away");
    write_card(&mut world, TABLET, "and another one");
    world.restart(NOOR);
    world.restart(LAPTOP);
    let handed_in = appended(&world).len();
    world.set_online(TABLET, true);
    world.restart(NOOR);
    world.pass(5_000);
    let expected: BTreeSet<String> = (0..CARDS)
        .map(|number| format!("card {number}"))
        .chain(["written far away".to_owned(), "and another one".to_owned()])
        .collect();
    for person in [NOOR, TABLET] {
        assert!(all_cards(&world, person) == expected, "device {person} lacks something");
        nothing_is_wrong(&world, person);
    }
    let later = appended(&world).split_off(handed_in);
    assert!(later.len() <= 10, "{} entries were handed in, and two cards were written", later.len());
    let all = appended(&world);
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "something was handed in twice");
    // It goes on as any other device, also after a restart.
    world.restart(TABLET);
    write_card(&mut world, NOOR, "after that");
    world.pass(5_000);
    assert!(all_cards(&world, TABLET).contains("after that"));
    nothing_is_wrong(&world, TABLET);
}

#[test]
fn recovery_words_bring_everything_back_after_the_log_is_gone() {
    const FRESH: usize = 3;
    let (mut world, words) = trimmed_vault();
    write_card(&mut world, NOOR, "the newest");
    recover(&mut world, FRESH, &words);
    let cards = all_cards(&world, FRESH);
    assert_eq!(cards.len(), CARDS + 1);
    assert!(cards.contains("the newest") && cards.contains("card 0"));
    nothing_is_wrong(&world, FRESH);
    world.restart(FRESH);
    assert_eq!(all_cards(&world, FRESH).len(), CARDS + 1);
    write_card(&mut world, FRESH, "from the new device");
    world.pass(5_000);
    assert!(all_cards(&world, NOOR).contains("from the new device"));

    // It started from what two devices spoke for, and so can speak for the next checkpoint itself.
    world.set_online(LAPTOP, false);
    world.set_online(FRESH, false);
    write_many(&mut world, NOOR, "later card");
    world.set_online(FRESH, true);
    world.restart(FRESH);
    world.pass(5_000);
    assert_eq!(verifications(&world), 2);
    world.days_go_by(u64::from(LOG_GRACE_DAYS) + 1);
    world.restart(NOOR);
    world.pass(5_000);
    let after = trimmed_after(&world, NOOR).expect("the log is trimmed");
    assert!(after >= 2 * 2_048, "only up to {after}");
    world.set_online(LAPTOP, true);
    world.restart(LAPTOP);
    world.pass(5_000);
    for person in [NOOR, LAPTOP] {
        assert_eq!(all_cards(&world, person).len(), 2 * CARDS + 2, "device {person}");
        nothing_is_wrong(&world, person);
    }
}

#[test]
fn a_device_that_started_from_a_later_state_loses_nothing_when_an_older_one_takes_the_place_of_the_log() {
    const FRESH: usize = 2;
    let mut world = World::new(32, 3);
    let words = world.create_vault(NOOR, "Noor");
    recover(&mut world, TABLET, &words);
    world.pass(5_000);
    write_many(&mut world, NOOR, "card");
    for person in [TABLET, NOOR] {
        world.restart(person);
        world.pass(5_000);
    }
    assert_eq!(verifications(&world), 1);
    // What comes now stands in a newer checkpoint, for which one device alone speaks, and the fresh device starts from that.
    world.set_online(TABLET, false);
    write_many(&mut world, NOOR, "later card");
    recover(&mut world, FRESH, &words);
    world.pass(5_000);
    assert_eq!(all_cards(&world, FRESH).len(), 2 * CARDS);
    world.set_online(NOOR, false);
    world.days_go_by(u64::from(LOG_GRACE_DAYS) + 1);
    world.restart(FRESH);
    world.pass(5_000);
    let after = trimmed_after(&world, FRESH).expect("the log is trimmed");
    assert!((2_048..2 * 2_048).contains(&after), "up to {after}");
    // The relay pretends to have less than it had: everything is fetched again.
    let opened = world.people[FRESH].received.iter().rev();
    let mut spaces = opened.filter_map(|bytes| match RelayFrame::from_bytes(bytes) {
        Ok(RelayFrame::Entries { space, .. }) => Some(space),
        _ => None,
    });
    let space = spaces.next().expect("entries came");
    drop(spaces);
    let (entries, newest) = (Vec::new(), Position(1));
    let set_back = RelayFrame::Entries { space, after: Position(0), entries, newest, trim: None };
    let before = world.sent.len();
    world.receive(FRESH, &set_back.to_bytes());
    world.pass(5_000);
    let again = world.sent.iter().skip(before).filter_map(|bytes| ClientFrame::from_bytes(bytes).ok());
    let mut again = again.filter(|frame| matches!(frame, ClientFrame::FetchCheckpoint { .. }));
    assert!(again.next().is_some(), "the base was fetched");
    for _ in 0..2 {
        assert_eq!(all_cards(&world, FRESH).len(), 2 * CARDS);
        world.restart(FRESH);
        world.pass(5_000);
    }
}

#[test]
fn a_fresh_device_starts_from_the_base_after_both_that_spoke_for_it_changed_their_passphrases() {
    const NEW: &str = "another long passphrase";
    let (mut world, _) = trimmed_vault();
    for person in [NOOR, LAPTOP] {
        let present = PASSPHRASE.to_owned();
        let command = Door::ChangePassphrase { present, new: NEW.to_owned(), is_copied: false };
        assert_eq!(world.act(person, command), Ok(Outcome::Done));
        world.pass(60_000);
    }
    // The words waited to be checked, and are new ones.
    let words = match world.act(NOOR, Devices::ShowWords { passphrase: NEW.to_owned() }) {
        Ok(Outcome::Words(words)) => words,
        other => panic!("{other:?}"),
    };
    for person in [NOOR, LAPTOP] {
        world.set_online(person, false);
    }
    recover(&mut world, 3, &words);
    world.pass(60_000);
    assert_eq!(all_cards(&world, 3).len(), CARDS);
    nothing_is_wrong(&world, 3);
}
