//! S7: erasing what is mine on the relay, with proof, and touching nothing that is the other person's.

use std::{collections::BTreeSet, fs, path::Path};

use client::{
    Command, Outcome, Problem,
    command::{Devices, Door, Links},
    view::LinkView,
};
use relay::{limits::StoreLimits, store::sqlite::SqliteStore};
use sync::{Body, ClientFrame, Entry, SpaceId};
use testing::{
    people::{PASSPHRASE, RELAY, World},
    scenes::{add, cards, link, other_relay, recover, removal, share_card, theirs, this, write_card},
};

const NOOR: usize = 0;
const SAM: usize = 1;

fn erase(world: &mut World, person: usize) -> Result<Outcome, Problem> {
    world.act(person, Devices::EraseVault { passphrase: PASSPHRASE.into() })
}

fn entries(world: &World, from: usize) -> Vec<(SpaceId, Entry)> {
    let frames = world.sent.iter().skip(from);
    let appended = frames.filter_map(|bytes| match ClientFrame::from_bytes(bytes) {
        Ok(ClientFrame::Append { space, entries, .. }) => Some((space, entries)),
        _ => None,
    });
    appended.flat_map(|(space, entries)| entries.into_iter().map(move |entry| (space, entry))).collect()
}

fn body(entry: &Entry) -> &[u8] {
    match &entry.body {
        Body::Sealed(sealed) => sealed,
        Body::Erased(_) => panic!("it was written with its body"),
    }
}

/// Every byte of every file below a folder.
fn files(folder: &Path) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for file in fs::read_dir(folder).expect("the folder can be read") {
        let path = file.expect("its files can be listed").path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.push(fs::read(&path).expect("a file can be read"));
        }
    }
    all
}

fn hold(files: &[Vec<u8>], wanted: &[u8]) -> bool {
    files.iter().any(|file| file.windows(wanted.len()).any(|window| window == wanted))
}

#[test]
fn safety_s07_after_erasing_no_byte_of_my_vault_and_of_what_i_shared_is_in_the_relays_files() {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let store = SqliteStore::open(folder.path(), StoreLimits::default()).expect("the store opens");
    let mut world = World::on_store(Box::new(store), 1, 2);
    world.create_vault(NOOR, "Noor");
    write_card(&mut world, NOOR, "Rain on a tent roof");
    // Of everything that was sent so far, Sam has sent nothing.
    let noors_vault = entries(&world, 0);
    world.create_vault(SAM, "Sam");
    let (noors, sams) = link(&mut world, NOOR, SAM);
    share_card(&mut world, SAM, sams, "Sam's own card");
    let before_sharing = world.sent.len();
    let vault = noors_vault.first().expect("the vault was handed in").0;
    share_card(&mut world, NOOR, noors, "Only for Sam");
    let shared: Vec<(SpaceId, Entry)> = entries(&world, before_sharing);
    let others: Vec<(SpaceId, Entry)> = entries(&world, 0)
        .into_iter()
        .filter(|(space, entry)| *space != vault && !shared.iter().any(|(_, own)| own.id == entry.id))
        .collect();
    let in_vault: Vec<&Entry> = noors_vault
        .iter()
        .chain(&shared)
        .filter(|(space, _)| *space == vault)
        .map(|(_, entry)| entry)
        .collect();
    let in_link: Vec<&Entry> =
        shared.iter().filter(|(space, _)| *space != vault).map(|(_, entry)| entry).collect();
    assert!(in_vault.len() >= 4 && in_link.len() == 1);
    let full = files(folder.path());
    for entry in in_vault.iter().chain(&in_link) {
        assert!(hold(&full, body(entry)) && hold(&full, &entry.head), "it can be found while it is there");
    }
    assert!(hold(&full, &vault.0));

    let wrong = Command::Devices(Devices::EraseVault { passphrase: "somebody else's guess".into() });
    assert_eq!(world.act(NOOR, wrong), Err(Problem::WrongPassphrase));
    assert_eq!(erase(&mut world, NOOR), Ok(Outcome::Done));
    world.pass(10_000);
    let today = world.open(NOOR).today;
    assert_eq!(
        (world.open(NOOR).devices.is_erasing, world.open(NOOR).devices.erased_on),
        (false, Some(today))
    );
    // The relay copies its write-ahead log and empties it within seconds by itself; here it does so when it is asked.
    drop(world);
    let store = SqliteStore::open(folder.path(), StoreLimits::default()).expect("the store opens again");
    store.empty_log().expect("the log can be emptied");
    let left = files(folder.path());
    for entry in in_vault {
        assert!(!hold(&left, body(entry)) && !hold(&left, &entry.head) && !hold(&left, &entry.id.0));
    }
    assert!(!hold(&left, &vault.0), "not even the vault's name");
    for entry in in_link {
        assert!(!hold(&left, body(entry)));
    }
    // What Sam wrote stands there as before.
    let kept = others.iter().filter(|(_, entry)| hold(&left, body(entry))).count();
    assert!(kept >= 4, "{kept} of {}", others.len());
}

#[test]
fn safety_s07_erasing_mine_never_touches_the_others() {
    let mut world = World::new(2, 3);
    world.create_vault(NOOR, "Noor");
    let words = world.create_vault(SAM, "Sam");
    let (noors, sams) = link(&mut world, NOOR, SAM);
    share_card(&mut world, SAM, sams, "Sam's own card");
    share_card(&mut world, NOOR, noors, "Only for Sam");
    assert_eq!(theirs(&world, SAM), ["Only for Sam"]);
    erase(&mut world, NOOR).unwrap();
    world.pass(10_000);
    // Noor keeps a copy here, and nothing of it goes to a relay any more.
    assert_eq!(cards(&world, NOOR), ["Only for Sam"]);
    assert_eq!(world.open(NOOR).relay.address, "");
    let sent = world.sent.len();
    write_card(&mut world, NOOR, "Only here");
    world.restart(NOOR);
    world.pass(60_000);
    let later = world.sent.iter().skip(sent).map(|bytes| ClientFrame::from_bytes(bytes));
    assert!(later.eq([Ok(ClientFrame::Ping), Ok(ClientFrame::Ping)]), "only Sam's device is still connected");
    // Sam reads that the link is over, by nobody in particular, and has everything of their own, from the words too.
    assert_eq!(world.first(SAM).link, LinkView::Ended);
    assert_eq!(world.open(SAM).notices, []);
    assert_eq!(cards(&world, SAM), ["Sam's own card"]);
    recover(&mut world, 2, &words);
    assert_eq!(cards(&world, 2), ["Sam's own card"]);
}

#[test]
fn safety_s07_erasing_waits_for_the_relay_and_goes_on_after_a_restart() {
    let mut world = World::new(3, 3);
    let words = world.create_vault(NOOR, "Noor");
    world.create_vault(SAM, "Sam");
    let (noors, _) = link(&mut world, NOOR, SAM);
    let brother = add(&mut world, NOOR, "Brother");
    assert!(matches!(world.act(NOOR, Links::Invite { relationship: brother }), Ok(Outcome::Invite(_))));
    share_card(&mut world, NOOR, noors, "Only for Sam");
    world.set_online(NOOR, false);
    erase(&mut world, NOOR).unwrap();
    assert!(world.open(NOOR).devices.is_erasing);
    world.restart(NOOR);
    assert!(world.open(NOOR).devices.is_erasing);
    world.set_online(NOOR, true);
    assert!(!world.open(NOOR).devices.is_erasing && world.open(NOOR).devices.erased_on.is_some());
    assert_eq!(world.first(SAM).link, LinkView::Ended);
    let recovery = Command::Door(Door::Recover {
        words: words.join(" "),
        passphrase: PASSPHRASE.into(),
        relay: RELAY.into(),
    });
    assert_eq!(world.act(2, recovery), Err(Problem::NoVaultFound));
    // Whoever changes their mind brings everything to a relay again.
    assert_eq!(world.act(NOOR, other_relay(RELAY)), Ok(Outcome::Done));
    world.pass(10_000);
    recover(&mut world, 2, &words);
    assert_eq!(cards(&world, 2), ["Only for Sam"]);
}

#[test]
fn safety_s07_another_device_that_would_bring_everything_back_is_named_first() {
    let mut world = World::new(4, 2);
    let words = world.create_vault(0, "Noor");
    recover(&mut world, 1, &words);
    assert_eq!(erase(&mut world, 0), Err(Problem::OtherDevices));
    let tablet = this(&world, 1);
    world.act(0, removal(tablet)).unwrap();
    world.pass(60_000);
    assert!(world.open(1).devices.is_removed);
    assert_eq!(erase(&mut world, 0), Ok(Outcome::Done));
    world.pass(10_000);
    let spaces: BTreeSet<SpaceId> = entries(&world, 0).into_iter().map(|(space, _)| space).collect();
    assert_eq!(spaces.len(), 1);
    // The removed device was told; it does not bring the vault back, however often it comes.
    let sent = world.sent.len();
    world.set_online(1, false);
    world.set_online(1, true);
    world.restart(1);
    world.pass(120_000);
    assert_eq!(entries(&world, sent), []);
    let recovery = Command::Door(Door::Recover {
        words: words.join(" "),
        passphrase: PASSPHRASE.into(),
        relay: RELAY.into(),
    });
    world.lose(0);
    assert_eq!(world.act(0, recovery), Err(Problem::NoVaultFound));
}
