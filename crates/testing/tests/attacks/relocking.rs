//! A lock is changed, and the device goes on in the vault as another member: by its name, with everything that it wrote and decided,
//! whatever is cut off on the way.

use client::{
    Command, CommandId, Outcome, Problem,
    command::{Devices, Door, Draft, Drafts, WordAnswer},
    storage,
    view::Notice,
};
use sync::RelayFrame;
use testing::{
    people::{PASSPHRASE, World},
    scenes::{
        LAPTOP, NOOR, SAM, Scene, TABLET, cards, devices, is_linked, removal, scene, share_card, theirs,
        this, write_card,
    },
};

use crate::{
    copies::{NEW, NEWER, change, know_all, run, strangers, unlock},
    thief::{renew, try_words},
};

#[test]
fn safety_s21_a_device_stays_the_same_to_the_others_and_by_its_name() {
    let Scene { mut world, .. } = scene(402, 2);
    know_all(&mut world, &[NOOR, TABLET, LAPTOP]);
    let name = |world: &World, person: usize| {
        let mut all: Vec<_> = devices(world, person)
            .iter()
            .map(|device| (device.name.clone(), device.added_on, device.is_leaving))
            .collect();
        all.sort();
        all
    };
    let device = this(&world, NOOR);
    let named = Devices::Name { device, name: "Noor's phone".to_owned() };
    assert_eq!(world.act(NOOR, named), Ok(Outcome::Done));
    world.pass(60_000);
    let before: Vec<_> = [NOOR, TABLET, LAPTOP].map(|person| name(&world, person)).into();
    world.set_online(LAPTOP, false);
    change(&mut world, NOOR, PASSPHRASE, NEW);
    change(&mut world, NOOR, NEW, NEWER);
    world.set_online(LAPTOP, true);
    for (person, before) in [NOOR, TABLET, LAPTOP].into_iter().zip(before) {
        assert_eq!(name(&world, person), before, "{person}");
        assert_eq!(strangers(&world, person), [], "{person}");
        assert_eq!(world.open(person).notices.len(), 0, "{person}: {:?}", world.open(person).notices);
    }
    assert_ne!(this(&world, NOOR), device);
}

#[test]
fn safety_s20_words_link_keys_and_removals_stand_after_the_device_went_on() {
    let Scene { mut world, noors, .. } = scene(407, 2);
    // A device is taken out, so that the links' keys are new; then the words are renewed, and a second device is to go, offline.
    let laptop = this(&world, LAPTOP);
    assert_eq!(world.act(NOOR, removal(laptop)), Ok(Outcome::Done));
    world.pass(60_000);
    let words = renew(&mut world, NOOR);
    let answer = |(word, position): (&String, u8)| WordAnswer { position, word: word.clone() };
    let answers = words.iter().zip(1..).map(answer).collect();
    assert_eq!(world.act(NOOR, Devices::CheckWords { answers }), Ok(Outcome::Done));
    world.pass(60_000);
    let exchanged = |world: &World| {
        let frames = world.people[SAM].received.iter();
        frames
            .filter(|bytes| matches!(RelayFrame::from_bytes(bytes), Ok(RelayFrame::ControlPage { .. })))
            .count()
    };
    let before = exchanged(&world);
    change(&mut world, NOOR, PASSPHRASE, NEW);
    change(&mut world, NOOR, NEW, NEWER);
    for person in [NOOR, TABLET] {
        world.set_online(person, false);
        world.set_online(person, true);
    }
    world.pass(3_600_000);
    assert_eq!(exchanged(&world), before, "the links' members stay as they are");
    share_card(&mut world, NOOR, noors, "From the phone");
    share_card(&mut world, TABLET, noors, "From the tablet");
    world.pass(60_000);
    assert_eq!(theirs(&world, SAM).len(), 2);
    for person in [NOOR, TABLET] {
        let notices = &world.open(person).notices;
        assert!(!notices.contains(&Notice::OtherWords), "{person}: {notices:?}");
        assert!(!world.open(person).devices.words_wait, "{person}");
    }
    world.lose(LAPTOP);
    assert_eq!(try_words(&mut world, LAPTOP, &words), Ok(Outcome::Done));
    world.pass(60_000);
    assert_eq!(cards(&world, LAPTOP).len(), 2);
    assert!(is_linked(&world, LAPTOP));
}

#[test]
fn safety_s20_a_removal_decided_offline_reaches_a_device_that_went_on_meanwhile() {
    let Scene { mut world, .. } = scene(408, 1);
    let tablet = this(&world, TABLET);
    world.set_online(NOOR, false);
    assert_eq!(world.act(NOOR, removal(tablet)), Ok(Outcome::Done));
    // Whoever has the tablet changes its passphrase, so that it is another member.
    change(&mut world, TABLET, PASSPHRASE, NEW);
    assert_ne!(this(&world, TABLET), tablet);
    world.set_online(NOOR, true);
    world.pass(120_000);
    assert_eq!(devices(&world, NOOR).len(), 1, "{:?}", devices(&world, NOOR));
    assert!(world.open(TABLET).notices.contains(&Notice::Removed));
    write_card(&mut world, NOOR, "Not for the tablet");
    world.pass(60_000);
    assert_eq!(cards(&world, TABLET), Vec::<String>::new());
}

#[test]
fn safety_s21_two_devices_that_change_at_once_both_go_on() {
    let Scene { mut world, .. } = scene(409, 2);
    know_all(&mut world, &[NOOR, TABLET, LAPTOP]);
    for person in [NOOR, TABLET] {
        world.set_online(person, false);
        write_card(&mut world, person, &format!("Before, {person}"));
        change(&mut world, person, PASSPHRASE, NEW);
        write_card(&mut world, person, &format!("After, {person}"));
    }
    let olds = [NOOR, TABLET].map(|person| this(&world, person));
    for person in [NOOR, TABLET] {
        world.people[person].online = true;
    }
    world.pass(300_000);
    for person in [NOOR, TABLET, LAPTOP] {
        assert_eq!(cards(&world, person).len(), 4, "{person}");
        assert_eq!(devices(&world, person).len(), 3, "{person}");
        assert!(devices(&world, person).iter().all(|device| !olds.contains(&device.id)), "{person}");
        assert_eq!(world.open(person).notices.len(), 0, "{person}: {:?}", world.open(person).notices);
    }
}

#[test]
fn safety_s21_a_power_cut_at_any_batch_leaves_one_passphrase_and_everything() {
    // One batch more each time, until the change is through.
    for batches in 0..40 {
        let Scene { mut world, noors, .. } = scene(410, 1);
        know_all(&mut world, &[NOOR, TABLET]);
        for number in 0..8 {
            share_card(&mut world, NOOR, noors, &format!("Number {number}"));
        }
        world.set_online(NOOR, false);
        write_card(&mut world, NOOR, "Not handed in yet");
        let draft = Draft { form: "a form".to_owned(), fields: Vec::new() };
        let keep = Drafts::Keep { draft: draft.clone() };
        assert_eq!(world.act(NOOR, Command::Drafts(keep)), Ok(Outcome::Done));
        world.set_online(NOOR, true);
        write_card(&mut world, NOOR, "Handed in");
        world.people[NOOR].batches_left = Some(batches);
        let command =
            Door::ChangePassphrase { present: PASSPHRASE.into(), new: NEW.into(), is_copied: false };
        world.send(NOOR, CommandId(900), Command::Door(command));
        world.pass(60_000);
        let is_through = world.people[NOOR].batches_left != Some(0);
        let was_told = world.reply(NOOR, CommandId(900)).is_some();
        world.crash(NOOR);
        world.people[NOOR].batches_left = None;
        let by_new = unlock(&mut world, NOOR, NEW);
        assert!(by_new == Ok(Outcome::Done) || !was_told, "after {batches} batches");
        if by_new.is_err() {
            assert_eq!(by_new, Err(Problem::WrongPassphrase), "after {batches} batches");
            assert_eq!(unlock(&mut world, NOOR, PASSPHRASE), Ok(Outcome::Done), "after {batches} batches");
        } else {
            assert_eq!(storage::read(&world.people[NOOR].store, PASSPHRASE), None);
        }
        world.pass(120_000);
        assert_eq!(cards(&world, NOOR).len(), 10, "after {batches} batches");
        assert_eq!(cards(&world, TABLET).len(), 10, "after {batches} batches");
        assert_eq!(theirs(&world, SAM).len(), 8, "after {batches} batches");
        assert_eq!(world.people[NOOR].drafts, [draft], "after {batches} batches");
        assert_eq!(devices(&world, NOOR).len(), 2, "after {batches} batches");
        assert_eq!(devices(&world, TABLET).len(), 2, "after {batches} batches");
        assert_eq!(strangers(&world, TABLET), [], "after {batches} batches");
        assert!(!world.people[NOOR].store.contains_key("hot/before"), "after {batches} batches");
        assert_eq!(world.open(NOOR).notices.len(), 0, "{batches}: {:?}", world.open(NOOR).notices);
        if is_through {
            assert!(batches > 3, "it takes more than {batches} batches");
            return;
        }
    }
    panic!("it is never through");
}

#[test]
fn safety_s21_losing_the_line_at_any_step_costs_nothing() {
    for rounds in 0..16 {
        let Scene { mut world, .. } = scene(411, 1);
        know_all(&mut world, &[NOOR, TABLET]);
        let old = world.people[NOOR].store.clone();
        let command =
            Door::ChangePassphrase { present: PASSPHRASE.into(), new: NEW.into(), is_copied: false };
        world.act_and_vanish(NOOR, Command::Door(command), rounds);
        write_card(&mut world, NOOR, "Written offline");
        write_card(&mut world, TABLET, "Written meanwhile");
        world.crash(NOOR);
        assert_eq!(unlock(&mut world, NOOR, NEW), Ok(Outcome::Done), "after {rounds} rounds");
        world.set_online(NOOR, true);
        world.pass(120_000);
        for person in [NOOR, TABLET] {
            assert_eq!(cards(&world, person).len(), 2, "{person} after {rounds} rounds");
            assert_eq!(devices(&world, person).len(), 2, "{person} after {rounds} rounds");
            let notices = &world.open(person).notices;
            assert_eq!(notices.len(), 0, "{person} after {rounds} rounds: {notices:?}");
        }
        let (thief, opened) = run(&mut world, old, PASSPHRASE);
        assert_eq!(opened, Ok(Outcome::Done));
        assert!(world.open(thief).notices.contains(&Notice::Removed), "after {rounds} rounds");
    }
}

#[test]
fn safety_s20_who_is_to_go_does_not_stay_by_going_on_as_another_at_whatever_step() {
    for rounds in 0..9 {
        let Scene { mut world, .. } = scene(415, 1);
        know_all(&mut world, &[NOOR, TABLET]);
        let tablet = this(&world, TABLET);
        world.set_online(NOOR, false);
        assert_eq!(world.act(NOOR, removal(tablet)), Ok(Outcome::Done));
        // Whoever has the tablet lets it become another member, and stops on the way.
        let command =
            Door::ChangePassphrase { present: PASSPHRASE.into(), new: NEW.into(), is_copied: false };
        world.act_and_vanish(TABLET, Command::Door(command), rounds);
        world.set_online(NOOR, true);
        world.pass(120_000);
        assert_eq!(devices(&world, NOOR).len(), 1, "after {rounds} rounds: {:?}", devices(&world, NOOR));
        world.crash(TABLET);
        let opened = [NEW, PASSPHRASE].into_iter().any(|one| unlock(&mut world, TABLET, one).is_ok());
        assert!(opened, "after {rounds} rounds");
        world.set_online(TABLET, true);
        world.pass(120_000);
        write_card(&mut world, NOOR, "Not for the tablet");
        world.pass(60_000);
        assert_eq!(devices(&world, NOOR).len(), 1, "after {rounds} rounds");
        assert_eq!(cards(&world, TABLET), Vec::<String>::new(), "after {rounds} rounds");
    }
}
