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
    scenes::{NOOR, SAM, Scene, TABLET, cards, devices, scene, share_card, theirs, write_card},
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
pub(crate) fn strangers(world: &World, person: usize) -> Vec<model::DeviceId> {
    let stranger = |notice: &Notice| match notice {
        Notice::NewDevice { device, .. } => Some(*device),
        _ => None,
    };
    world.open(person).notices.iter().filter_map(stranger).collect()
}

/// The person says of every device that there is that it is theirs.
pub(crate) fn know_all(world: &mut World, people: &[usize]) {
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
fn safety_s21_what_an_old_copy_hands_in_first_counts_for_nobody_once_the_passphrase_is_changed() {
    let Scene { mut world, .. } = scene(407, 1);
    know_all(&mut world, &[NOOR, TABLET]);
    write_card(&mut world, NOOR, "Before");
    world.pass(60_000);
    let old = world.people[NOOR].store.clone();
    world.set_online(NOOR, false);
    change(&mut world, NOOR, PASSPHRASE, NEW);
    write_card(&mut world, NOOR, "Mine");
    let (thief, opened) = run(&mut world, old, PASSPHRASE);
    assert_eq!(opened, Ok(Outcome::Done));
    write_card(&mut world, thief, "Planted");
    world.pass(60_000);
    assert_eq!(cards(&world, TABLET), ["Planted", "Before"], "as far as anybody can tell it is the phone's");
    world.set_online(NOOR, true);
    world.pass(120_000);
    for person in [NOOR, TABLET] {
        let mut there = cards(&world, person);
        there.sort();
        assert_eq!(there, ["Before", "Mine"], "{person}");
    }
}

#[test]
fn safety_s21_a_removed_passkey_opens_nothing_by_an_old_lock() {
    let Scene { mut world, .. } = scene(404, 1);
    add_passkey(&mut world, NOOR);
    write_card(&mut world, NOOR, "Before");
    let old = world.people[NOOR].store.clone();
    assert_eq!(world.act(NOOR, Door::RemovePasskey { present: PASSPHRASE.into() }), Ok(Outcome::Done));
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

/// Whoever has a copy goes on as a member of their own, as if the lock had been changed there: the real device says so, and cannot be
/// passed over on the others.
#[test]
fn safety_s19_whoever_goes_on_in_a_devices_place_is_not_passed_over() {
    let Scene { mut world, .. } = scene(415, 1);
    know_all(&mut world, &[NOOR, TABLET]);
    let copy = world.people[NOOR].store.clone();
    world.set_online(NOOR, false);
    let (thief, opened) = run(&mut world, copy, PASSPHRASE);
    assert_eq!(opened, Ok(Outcome::Done));
    change(&mut world, thief, PASSPHRASE, NEW);
    world.set_online(NOOR, true);
    assert!(world.open(NOOR).notices.contains(&Notice::Removed), "the real one is told");
    // It counts as the same device only because the other is gone: there are never two by one name.
    assert_eq!(devices(&world, TABLET).len(), 2);
    // Taken away by whatever name, it is out.
    let other = devices(&world, TABLET).iter().find(|device| !device.is_this).unwrap().id;
    assert_eq!(world.act(TABLET, testing::scenes::removal(other)), Ok(Outcome::Done));
    world.pass(120_000);
    assert!(world.open(thief).notices.contains(&Notice::Removed));
    assert_eq!(devices(&world, TABLET).len(), 1);
}

#[test]
fn a_store_that_takes_nothing_keeps_the_old_passphrase_and_everything_typed() {
    let Scene { mut world, .. } = scene(416, 1);
    write_card(&mut world, NOOR, "Before");
    let before = world.people[NOOR].store.clone();
    world.people[NOOR].store_works = false;
    let command = Door::ChangePassphrase { present: PASSPHRASE.into(), new: NEW.into(), is_copied: false };
    world.send(NOOR, client::CommandId(700), Command::Door(command));
    world.pass(20_000);
    assert_eq!(world.reply(NOOR, client::CommandId(700)), None, "nothing is called done");
    assert!(world.open(NOOR).notices.contains(&Notice::StorageFull));
    assert_eq!(world.people[NOOR].store, before);
    // There is room again, and it goes through; had the device been switched off before, the old one would open it.
    world.people[NOOR].store_works = true;
    world.pass(60_000);
    assert_eq!(world.reply(NOOR, client::CommandId(700)), Some(&client::Reply::Done(Outcome::Done)));
    write_card(&mut world, NOOR, "After");
    world.crash(NOOR);
    assert_eq!(unlock(&mut world, NOOR, PASSPHRASE), Err(Problem::WrongPassphrase));
    assert_eq!(unlock(&mut world, NOOR, NEW), Ok(Outcome::Done));
    assert_eq!(cards(&world, NOOR).len(), 2);
    assert_eq!(cards(&world, TABLET).len(), 2);
}
