//! What an old copy of a device's store still does in links, and with the recovery words that it holds; and what the other person sees of a
//! changed lock.

use client::{
    Outcome, Problem,
    command::{Devices, Door, WordAnswer},
    view::Notice,
};
use sync::RelayFrame;
use testing::{
    people::PASSPHRASE,
    scenes::{NOOR, SAM, Scene, TABLET, devices, is_linked, scene, share_card, theirs},
};

use crate::{
    copies::{NEW, NEWER, change, run},
    thief::{renew, try_words},
};

#[test]
fn safety_s17_a_changed_passphrase_shows_in_no_link() {
    let Scene { mut world, .. } = scene(406, 1);
    let before = world.people[SAM].received.len();
    let sent = world.people[SAM].store.clone();
    change(&mut world, NOOR, PASSPHRASE, NEW);
    change(&mut world, NOOR, NEW, NEWER);
    world.restart(TABLET);
    world.pass(3_600_000);
    let news: Vec<_> = world.people[SAM].received[before..]
        .iter()
        .map(|bytes| RelayFrame::from_bytes(bytes).unwrap())
        .filter(|frame| !matches!(frame, RelayFrame::Pong))
        .collect();
    assert_eq!(news, [], "a changed app of the other receives not one byte of it");
    assert_eq!(world.people[SAM].store, sent);
    assert!(is_linked(&world, NOOR) && is_linked(&world, SAM));
}

#[test]
fn safety_s20_where_somebody_may_have_a_copy_the_links_keys_are_renewed_as_for_a_removed_device() {
    let Scene { mut world, noors, sams, .. } = scene(412, 1);
    share_card(&mut world, NOOR, noors, "Before");
    let old = world.people[NOOR].store.clone();
    let command = Door::ChangePassphrase { present: PASSPHRASE.into(), new: NEW.into(), is_copied: true };
    assert_eq!(world.act(NOOR, command), Ok(Outcome::Done));
    world.pass(120_000);
    share_card(&mut world, NOOR, noors, "After");
    share_card(&mut world, TABLET, noors, "From the tablet");
    share_card(&mut world, SAM, sams, "From Sam");
    world.pass(60_000);
    let (thief, opened) = run(&mut world, old.clone(), PASSPHRASE);
    assert_eq!(opened, Ok(Outcome::Done));
    assert_eq!(theirs(&world, thief), Vec::<String>::new());
    assert_eq!(theirs(&world, SAM).len(), 3);
    assert_eq!(theirs(&world, NOOR), ["From Sam"]);
    assert_eq!(theirs(&world, TABLET), ["From Sam"]);
    assert_eq!(devices(&world, TABLET).len(), 2);
    // Without that choice the copy reads on there: the threat model says so.
    let Scene { mut world, sams, .. } = scene(413, 1);
    let old = world.people[NOOR].store.clone();
    change(&mut world, NOOR, PASSPHRASE, NEW);
    share_card(&mut world, SAM, sams, "From Sam");
    let (thief, opened) = run(&mut world, old, PASSPHRASE);
    assert_eq!(opened, Ok(Outcome::Done));
    assert_eq!(theirs(&world, thief), ["From Sam"]);
}

#[test]
fn safety_s20_words_that_an_old_copy_holds_open_nothing_and_new_ones_wait() {
    let Scene { mut world, words, .. } = scene(414, 1);
    assert!(world.open(NOOR).recovery.can_be_shown, "they were not checked, and stand in the store");
    let before = world.people[SAM].received.len();
    change(&mut world, NOOR, PASSPHRASE, NEW);
    change(&mut world, NOOR, NEW, NEWER);
    world.add_person();
    let thief = world.people.len() - 1;
    assert_eq!(try_words(&mut world, thief, &words), Err(Problem::NoVaultFound));
    let shown = world.act(NOOR, Devices::ShowWords { passphrase: NEWER.into() });
    let Ok(Outcome::Words(new)) = shown else { panic!("{shown:?}") };
    assert_eq!(try_words(&mut world, thief, &new), Ok(Outcome::Done));
    world.pass(60_000);
    let frames = world.people[SAM].received[before..].iter();
    assert!(
        !frames
            .into_iter()
            .any(|bytes| { matches!(RelayFrame::from_bytes(bytes), Ok(RelayFrame::ControlPage { .. })) }),
        "the links stay as they are"
    );
}

#[test]
fn safety_s20_what_a_copy_decided_is_not_signed_anew() {
    let Scene { mut world, .. } = scene(417, 1);
    let words = renew(&mut world, NOOR);
    let answer = |(word, position): (&String, u8)| WordAnswer { position, word: word.clone() };
    let answers = words.iter().zip(1..).map(answer).collect();
    assert_eq!(world.act(NOOR, Devices::CheckWords { answers }), Ok(Outcome::Done));
    world.pass(60_000);
    let copy = world.people[NOOR].store.clone();
    let (thief, opened) = run(&mut world, copy, PASSPHRASE);
    assert_eq!(opened, Ok(Outcome::Done));
    renew(&mut world, thief);
    world.pass(60_000);
    // As long as the copy belongs to the vault, nothing tells its word from the device's own.
    assert!(!world.open(TABLET).notices.contains(&Notice::OtherWords));
    change(&mut world, NOOR, PASSPHRASE, NEW);
    for person in [NOOR, TABLET] {
        let notices = &world.open(person).notices;
        assert!(notices.contains(&Notice::OtherWords), "{person}: {notices:?}");
    }
}
