//! Somebody has an old copy of a device's store, and the passphrase of then. The person has changed it since.

use std::collections::BTreeMap;

use client::{
    Command, Outcome, Problem, View,
    command::Door,
    storage,
    view::{Notice, PasskeyView},
};
use testing::{
    people::{PASSPHRASE, World},
    scenes::{
        LAPTOP, NOOR, SAM, Scene, TABLET, cards, devices, is_linked, scene, share_card, theirs, write_card,
    },
};

pub(crate) const NEW: &str = "another long passphrase";
pub(crate) const NEWER: &str = "yet another long passphrase";
const SECRET: [u8; 32] = *b"what an authenticator derives: 1";

type Store = BTreeMap<String, Vec<u8>>;

pub(crate) fn change(world: &mut World, person: usize, present: &str, new: &str) {
    let command = Door::ChangePassphrase { present: present.into(), new: new.into(), is_copied: false };
    assert_eq!(world.act(person, command), Ok(Outcome::Done));
    world.pass(60_000);
}

pub(crate) fn unlock(world: &mut World, person: usize, passphrase: &str) -> Result<Outcome, Problem> {
    let unlocked = world.act(person, Door::Unlock { passphrase: passphrase.into() });
    world.pass(60_000);
    unlocked
}

/// Somebody runs the app over a store, with a passphrase, wherever they are.
pub(crate) fn run(world: &mut World, store: Store, passphrase: &str) -> (usize, Result<Outcome, Problem>) {
    world.add_person();
    let somebody = world.people.len() - 1;
    world.people[somebody].store = store;
    world.crash(somebody);
    let opened = unlock(world, somebody, passphrase);
    (somebody, opened)
}

/// What of a text somebody reads in a store of today who has an old one and its passphrase: with every key that the old one holds.
fn reads(old: &Store, today: &Store, passphrase: &str, text: &str) -> bool {
    let mixed = with_device_of(old, today);
    let mut opened: Vec<Vec<u8>> = Vec::new();
    for store in [&mixed, today] {
        opened.extend(storage::read(store, passphrase).into_iter().flat_map(BTreeMap::into_values));
    }
    // Whatever is not sealed once more opens with the spaces' keys of then.
    opened.extend(today.iter().filter(|(_, value)| is_entry(value)).map(|(_, value)| value.clone()));
    opened.iter().any(|bytes| is_entry(bytes) || contains(bytes, text))
}

fn is_entry(bytes: &[u8]) -> bool {
    minicbor::decode::<sync::Entry>(bytes).is_ok()
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// A store of today with the record of an old one that says how it is locked.
fn with_device_of(old: &Store, today: &Store) -> Store {
    let mut store = today.clone();
    store.insert("hot/device".to_owned(), old["hot/device"].clone());
    store
}

fn passkey() -> PasskeyView {
    PasskeyView { credential: vec![1, 2, 3], salt: vec![9; 32] }
}

fn add_passkey(world: &mut World, person: usize) {
    let command =
        Door::AddPasskey { present: PASSPHRASE.into(), passkey: passkey(), secret: SECRET.to_vec() };
    assert_eq!(world.act(person, command), Ok(Outcome::Done));
}

/// Which devices the person is asked about: whether they are theirs.
fn strangers(world: &World, person: usize) -> Vec<model::DeviceId> {
    let stranger = |notice: &Notice| match notice {
        Notice::NewDevice { device, .. } => Some(*device),
        _ => None,
    };
    world.open(person).notices.iter().filter_map(stranger).collect()
}

/// The person says of every device that there is that it is theirs.
fn know_all(world: &mut World, people: &[usize]) {
    for person in people {
        for device in strangers(world, *person) {
            let known = client::command::Devices::Dismiss { device, passphrase: PASSPHRASE.into() };
            assert_eq!(world.act(*person, known), Ok(Outcome::Done));
        }
    }
}

#[test]
fn safety_s21_an_old_lock_opens_nothing_of_a_store_of_today() {
    let Scene { mut world, noors, .. } = scene(400, 1);
    share_card(&mut world, NOOR, noors, "Shared before");
    let old = world.people[NOOR].store.clone();
    assert!(reads(&old, &old, PASSPHRASE, "Shared before"));
    change(&mut world, NOOR, PASSPHRASE, NEW);
    share_card(&mut world, NOOR, noors, "Shared after");
    let today = world.people[NOOR].store.clone();
    assert_eq!(storage::read(&today, PASSPHRASE), None);
    let opened = storage::read(&today, NEW).unwrap();
    assert_eq!(opened.len(), today.len() - 1, "all but the lock itself opens by the new one");
    assert_eq!(storage::read(&with_device_of(&old, &today), PASSPHRASE).unwrap(), BTreeMap::new());
    for text in ["Shared before", "Shared after"] {
        assert!(!reads(&old, &today, PASSPHRASE, text), "{text}");
    }
    let (thief, opened) = run(&mut world, with_device_of(&old, &today), PASSPHRASE);
    assert_eq!(opened, Err(Problem::Damaged));
    assert_eq!(world.view(thief), &View::Damaged);
}

#[test]
fn safety_s21_an_old_copy_of_a_whole_store_goes_online_no_more() {
    let Scene { mut world, noors, .. } = scene(401, 1);
    know_all(&mut world, &[NOOR, TABLET]);
    write_card(&mut world, NOOR, "Before");
    let old = world.people[NOOR].store.clone();
    change(&mut world, NOOR, PASSPHRASE, NEW);
    write_card(&mut world, NOOR, "After");
    share_card(&mut world, NOOR, noors, "Shared after");
    world.pass(60_000);
    let (thief, opened) = run(&mut world, old, PASSPHRASE);
    assert_eq!(opened, Ok(Outcome::Done), "what it holds is theirs");
    assert_eq!(cards(&world, thief), ["Before"]);
    assert!(world.open(thief).notices.contains(&Notice::Removed));
    write_card(&mut world, thief, "Planted");
    world.pass(120_000);
    // The person notices nothing, and everything goes on.
    for person in [NOOR, TABLET] {
        let mut there = cards(&world, person);
        there.sort();
        assert_eq!(there, ["After", "Before", "Shared after"], "{person}");
        assert_eq!(devices(&world, person).len(), 2, "{person}");
        assert_eq!(strangers(&world, person), [], "{person}");
    }
    world.crash(NOOR);
    assert_eq!(unlock(&mut world, NOOR, PASSPHRASE), Err(Problem::WrongPassphrase));
    assert_eq!(unlock(&mut world, NOOR, NEW), Ok(Outcome::Done));
    assert_eq!(cards(&world, NOOR).len(), 3);
    assert_eq!(theirs(&world, SAM), ["Shared after"]);
}

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
    let device = testing::scenes::this(&world, NOOR);
    let named = client::command::Devices::Name { device, name: "Noor's phone".to_owned() };
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
    assert_ne!(testing::scenes::this(&world, NOOR), device);
}

#[test]
fn safety_s21_changed_offline_it_holds_from_the_first_moment_online() {
    let Scene { mut world, .. } = scene(403, 1);
    let old = world.people[NOOR].store.clone();
    world.set_online(NOOR, false);
    change(&mut world, NOOR, PASSPHRASE, NEW);
    let between = world.people[NOOR].store.clone();
    write_card(&mut world, NOOR, "Written offline");
    change(&mut world, NOOR, NEW, NEWER);
    write_card(&mut world, NOOR, "Written later");
    world.crash(NOOR);
    assert_eq!(unlock(&mut world, NOOR, NEWER), Ok(Outcome::Done));
    // One copy is online all the time, and sees whatever the relay lets it see.
    let (one, opened) = run(&mut world, old, PASSPHRASE);
    assert_eq!(opened, Ok(Outcome::Done));
    world.set_online(NOOR, true);
    let (other, opened) = run(&mut world, between, NEW);
    assert_eq!(opened, Ok(Outcome::Done));
    world.pass(120_000);
    for person in [NOOR, TABLET] {
        let mut there = cards(&world, person);
        there.sort();
        assert_eq!(there, ["Written later", "Written offline"], "{person}");
    }
    for thief in [one, other] {
        assert_eq!(cards(&world, thief), Vec::<String>::new(), "{thief}");
        assert!(world.open(thief).notices.contains(&Notice::Removed), "{thief}");
    }
    assert_eq!(devices(&world, NOOR).len(), 2);
    assert_eq!(devices(&world, TABLET).len(), 2);
}

#[test]
fn safety_s21_a_removed_passkey_opens_nothing_by_an_old_lock() {
    let Scene { mut world, .. } = scene(404, 1);
    add_passkey(&mut world, NOOR);
    write_card(&mut world, NOOR, "Before");
    let old = world.people[NOOR].store.clone();
    assert_eq!(world.act(NOOR, Door::RemovePasskey), Ok(Outcome::Done));
    world.pass(60_000);
    write_card(&mut world, NOOR, "After");
    let today = world.people[NOOR].store.clone();
    let by_passkey = |world: &mut World, store: Store| {
        world.add_person();
        let thief = world.people.len() - 1;
        world.people[thief].store = store;
        world.crash(thief);
        let opened = world.act(thief, Command::Door(Door::UnlockWithPasskey { secret: SECRET.to_vec() }));
        world.pass(60_000);
        (thief, opened)
    };
    assert_eq!(by_passkey(&mut world, with_device_of(&old, &today)).1, Err(Problem::Damaged));
    let (thief, opened) = by_passkey(&mut world, old);
    assert_eq!(opened, Ok(Outcome::Done));
    assert_eq!(cards(&world, thief), ["Before"]);
    assert!(world.open(thief).notices.contains(&Notice::Removed));
    // The passphrase was not typed for it, and is the same.
    world.crash(NOOR);
    assert_eq!(unlock(&mut world, NOOR, PASSPHRASE), Ok(Outcome::Done));
    assert_eq!(cards(&world, NOOR).len(), 2);
}

#[test]
fn safety_s21_an_old_passphrase_does_not_lead_to_a_passkey_that_stays() {
    let Scene { mut world, .. } = scene(405, 1);
    add_passkey(&mut world, NOOR);
    let old = world.people[NOOR].store.clone();
    change(&mut world, NOOR, PASSPHRASE, NEW);
    write_card(&mut world, NOOR, "After");
    let today = world.people[NOOR].store.clone();
    assert!(!reads(&old, &today, PASSPHRASE, "After"));
    world.crash(NOOR);
    let by_passkey = Command::Door(Door::UnlockWithPasskey { secret: SECRET.to_vec() });
    assert_eq!(world.act(NOOR, by_passkey), Ok(Outcome::Done), "the passkey opens it as before");
    world.pass(60_000);
    assert_eq!(cards(&world, NOOR), ["After"]);
}

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
        .map(|bytes| sync::RelayFrame::from_bytes(bytes).unwrap())
        .filter(|frame| !matches!(frame, sync::RelayFrame::Pong))
        .collect();
    assert_eq!(news, [], "a changed app of the other receives not one byte of it");
    assert_eq!(world.people[SAM].store, sent);
    assert!(is_linked(&world, NOOR) && is_linked(&world, SAM));
}

#[test]
fn safety_s20_words_link_keys_and_removals_stand_after_the_device_went_on() {
    let Scene { mut world, noors, .. } = scene(407, 2);
    // A device is taken out, so that the links' keys are new; then the words are renewed, and a second device is to go, offline.
    let laptop = testing::scenes::this(&world, LAPTOP);
    assert_eq!(world.act(NOOR, testing::scenes::removal(laptop)), Ok(Outcome::Done));
    world.pass(60_000);
    let words = crate::thief::renew(&mut world, NOOR);
    let answer =
        |(word, position): (&String, u8)| client::command::WordAnswer { position, word: word.clone() };
    let answers = words.iter().zip(1..).map(answer).collect();
    assert_eq!(world.act(NOOR, client::command::Devices::CheckWords { answers }), Ok(Outcome::Done));
    world.pass(60_000);
    let exchanged = |world: &World| {
        let frames = world.people[SAM].received.iter();
        frames
            .filter(|bytes| {
                matches!(sync::RelayFrame::from_bytes(bytes), Ok(sync::RelayFrame::ControlPage { .. }))
            })
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
    assert_eq!(crate::thief::try_words(&mut world, LAPTOP, &words), Ok(Outcome::Done));
    world.pass(60_000);
    assert_eq!(cards(&world, LAPTOP).len(), 2);
    assert!(is_linked(&world, LAPTOP));
}

#[test]
fn safety_s20_a_removal_decided_offline_reaches_a_device_that_went_on_meanwhile() {
    let Scene { mut world, .. } = scene(408, 1);
    let tablet = testing::scenes::this(&world, TABLET);
    world.set_online(NOOR, false);
    assert_eq!(world.act(NOOR, testing::scenes::removal(tablet)), Ok(Outcome::Done));
    // Whoever has the tablet changes its passphrase, so that it is another member.
    change(&mut world, TABLET, PASSPHRASE, NEW);
    assert_ne!(testing::scenes::this(&world, TABLET), tablet);
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
    let olds = [NOOR, TABLET].map(|person| testing::scenes::this(&world, person));
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
        for number in 0..30 {
            share_card(&mut world, NOOR, noors, &format!("Number {number}"));
        }
        world.set_online(NOOR, false);
        write_card(&mut world, NOOR, "Not handed in yet");
        let draft = client::command::Draft { form: "a form".to_owned(), fields: Vec::new() };
        let keep = client::command::Drafts::Keep { draft: draft.clone() };
        assert_eq!(world.act(NOOR, Command::Drafts(keep)), Ok(Outcome::Done));
        world.set_online(NOOR, true);
        write_card(&mut world, NOOR, "Handed in");
        world.people[NOOR].batches_left = Some(batches);
        let command =
            Door::ChangePassphrase { present: PASSPHRASE.into(), new: NEW.into(), is_copied: false };
        world.send(NOOR, client::CommandId(900), Command::Door(command));
        world.pass(60_000);
        let is_through = world.people[NOOR].batches_left != Some(0);
        let was_told = world.reply(NOOR, client::CommandId(900)).is_some();
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
        assert_eq!(cards(&world, NOOR).len(), 32, "after {batches} batches");
        assert_eq!(cards(&world, TABLET).len(), 32, "after {batches} batches");
        assert_eq!(theirs(&world, SAM).len(), 30, "after {batches} batches");
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
    for rounds in 0..30 {
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
    assert_eq!(crate::thief::try_words(&mut world, thief, &words), Err(Problem::NoVaultFound));
    let shown = world.act(NOOR, client::command::Devices::ShowWords { passphrase: NEWER.into() });
    let Ok(Outcome::Words(new)) = shown else { panic!("{shown:?}") };
    assert_eq!(crate::thief::try_words(&mut world, thief, &new), Ok(Outcome::Done));
    world.pass(60_000);
    let frames = world.people[SAM].received[before..].iter();
    assert!(
        !frames.into_iter().any(|bytes| {
            matches!(sync::RelayFrame::from_bytes(bytes), Ok(sync::RelayFrame::ControlPage { .. }))
        }),
        "the links stay as they are"
    );
}
