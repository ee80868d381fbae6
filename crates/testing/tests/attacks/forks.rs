//! Two histories of who belongs to a vault: a hostile relay shows one device that it was the tablet which took the phone out.

use std::sync::Arc;

use client::{
    Outcome, Problem,
    command::Devices,
    view::{
        Notice,
        devices::{HistoryChange, HistoryDeed},
    },
};
use relay::store::{Store, memory::MemoryStore};
use sync::{ClientFrame, SpaceId};
use testing::{
    people::{PASSPHRASE, World},
    scenes::{
        LAPTOP, NOOR, SAM, Scene, TABLET, cards, devices, removal, scene, share_card, theirs, this,
        write_card,
    },
};

use crate::{
    hostile::{append, appended, replay},
    thief::{Thief, paper_of},
};

struct Forked {
    world: World,
    /// What an honest relay holds: the phone took the tablet out.
    honest: MemoryStore,
    vault: SpaceId,
    /// What the phone sent since both parted.
    after: Vec<Vec<u8>>,
}

/// The phone takes the tablet out; a hostile relay then shows the laptop, which was away, that the tablet took the phone out.
/// Everything is done by honest apps; only the relay lies.
fn forked(seed: u64) -> Forked {
    let Scene { mut world, words, noors, .. } = scene(seed, 2);
    let vault = Thief::new(&world, paper_of(&words)).locate()[0];
    for (device, name) in [(NOOR, "Phone"), (TABLET, "Tablet"), (LAPTOP, "Laptop")] {
        let device = this(&world, device);
        let name = name.to_owned();
        assert_eq!(world.act(NOOR, Devices::Name { device, name }), Ok(Outcome::Done));
    }
    write_card(&mut world, NOOR, "Before");
    world.pass(60_000);
    for away in [TABLET, LAPTOP] {
        world.set_online(away, false);
    }
    let before = world.sent.len();
    let second = replay(&world.sent[..before]);
    let tablet = this(&world, TABLET);
    assert_eq!(world.act(NOOR, removal(tablet)), Ok(Outcome::Done));
    write_card(&mut world, NOOR, "After the tablet was taken out");
    share_card(&mut world, NOOR, noors, "Shared afterwards");
    world.pass(60_000);
    let after = world.sent[before..].to_vec();
    let honest = world.disk.clone();
    assert_eq!(devices(&world, NOOR).len(), 2);
    for away in [NOOR, SAM] {
        world.set_online(away, false);
    }
    world.disk = second;
    world.restart_relay();
    let phone = this(&world, NOOR);
    world.set_online(TABLET, true);
    assert_eq!(world.act(TABLET, removal(phone)), Ok(Outcome::Done));
    world.pass(60_000);
    world.set_online(LAPTOP, true);
    world.pass(60_000);
    write_card(&mut world, TABLET, "Of the tablet, meanwhile");
    write_card(&mut world, LAPTOP, "Of the laptop, meanwhile");
    world.pass(60_000);
    assert!(cards(&world, LAPTOP).contains(&"Of the tablet, meanwhile".to_owned()));
    Forked { world, honest, vault, after }
}

/// The laptop meets an honest relay again, with the phone's history.
fn meets_the_other(forked: &mut Forked) -> MemoryStore {
    let world = &mut forked.world;
    let second = std::mem::replace(&mut world.disk, forked.honest.clone());
    world.restart_relay();
    world.set_online(NOOR, true);
    world.pass(120_000);
    second
}

fn notices(world: &World, person: usize) -> Vec<Notice> {
    world.open(person).notices.clone()
}

fn go_over(world: &mut World, keep: bool) {
    let passphrase = PASSPHRASE.to_owned();
    let seen = world.open(LAPTOP).devices.fork.as_ref().unwrap().there.words.clone();
    assert_eq!(world.act(LAPTOP, Devices::GoOver { keep, seen, passphrase }), Ok(Outcome::Done));
    world.pass(600_000);
}

#[test]
fn who_is_shown_entries_of_the_other_history_says_so() {
    let Forked { mut world, vault, after, .. } = forked(231);
    // The relay lets the laptop see what the phone wrote in its history: only the entries, not the record.
    for frame in after {
        if let ClientFrame::Append { space, entries, .. } = ClientFrame::from_bytes(&frame).unwrap()
            && space == vault
        {
            let change = append(&world.disk, vault, entries);
            world.disk.commit(&[Arc::new(change)]);
        }
    }
    world.restart_relay();
    world.pass(60_000);
    let said = notices(&world, LAPTOP);
    assert!(said.contains(&Notice::RelayForked), "{said:?}");
    assert!(!said.iter().any(|notice| matches!(notice, Notice::Unreadable { .. })), "{said:?}");
    // Whoever shows entries alone stops nobody.
    assert_eq!(world.open(LAPTOP).devices.fork, None);
}

#[test]
fn who_knows_of_two_histories_seals_nothing_more_until_the_person_decides() {
    let mut forked = forked(232);
    let mut second = meets_the_other(&mut forked);
    let Forked { mut world, vault, .. } = forked;
    assert!(
        notices(&world, LAPTOP).contains(&Notice::TwoHistories { waits: true }),
        "{:?}",
        notices(&world, LAPTOP)
    );
    let since = world.sent.len();
    write_card(&mut world, LAPTOP, "Written while it knows of two histories");
    world.pass(60_000);
    world.restart(LAPTOP);
    world.pass(60_000);
    assert!(cards(&world, LAPTOP).contains(&"Written while it knows of two histories".to_owned()));
    let handed_in = appended(&world, vault, since);
    // The keeper would bring it to the tablet.
    for away in [NOOR, LAPTOP] {
        world.set_online(away, false);
    }
    let change = append(&second, vault, handed_in);
    second.commit(&[Arc::new(change)]);
    world.disk = second;
    world.restart_relay();
    world.set_online(TABLET, false);
    world.set_online(TABLET, true);
    world.pass(60_000);
    assert!(!cards(&world, TABLET).contains(&"Written while it knows of two histories".to_owned()));
}

#[test]
fn the_person_is_told_what_each_history_says() {
    let mut forked = forked(233);
    meets_the_other(&mut forked);
    let world = &forked.world;
    let fork = world.open(LAPTOP).devices.fork.clone().expect("there are two");
    let took_out = |by: &str, gone: &str| {
        let deed = HistoryDeed::TookOut { device: gone.to_owned() };
        vec![HistoryChange { by: by.to_owned(), by_this: false, deed }]
    };
    assert_eq!(fork.here.changes, took_out("Tablet", "Phone"));
    assert_eq!(fork.there.changes, took_out("Phone", "Tablet"));
    assert!(fork.can_go_over && fork.stops);
    assert_eq!(fork.here.words, world.open(LAPTOP).devices.history);
    assert_eq!(fork.there.words, world.open(NOOR).devices.history, "what the phone shows");
    assert_eq!(fork.common.len(), 6);
    assert!(fork.common != fork.here.words && fork.common != fork.there.words);
    assert!(
        !notices(world, NOOR).contains(&Notice::TwoHistories { waits: true }),
        "the phone decided itself"
    );
}

#[test]
fn going_over_takes_along_what_was_written_here_and_lets_the_person_say_about_the_rest() {
    for (seed, keep) in [(234, false), (235, true)] {
        let mut forked = forked(seed);
        meets_the_other(&mut forked);
        let Forked { mut world, vault, .. } = forked;
        write_card(&mut world, LAPTOP, "Undecided");
        let since = world.sent.len();
        let there = world.open(LAPTOP).devices.fork.as_ref().unwrap().there.words.clone();
        let wrong = Devices::GoOver { keep, seen: there, passphrase: "not this one".to_owned() };
        assert_eq!(world.act(LAPTOP, wrong), Err(Problem::WrongPassphrase));
        let here = world.open(LAPTOP).devices.history.clone();
        let another = Devices::GoOver { keep, seen: here, passphrase: PASSPHRASE.to_owned() };
        assert_eq!(world.act(LAPTOP, another), Err(Problem::Gone), "by words that they have not seen");
        assert!(world.open(LAPTOP).devices.fork.is_some());
        go_over(&mut world, keep);
        assert_eq!(world.open(LAPTOP).devices.fork, None);
        assert!(
            !notices(&world, LAPTOP)
                .iter()
                .any(|notice| matches!(notice, Notice::TwoHistories { .. } | Notice::RelayForked))
        );
        let mut expected = vec![
            "Before",
            "After the tablet was taken out",
            "Of the laptop, meanwhile",
            "Shared afterwards",
            "Undecided",
        ];
        if keep {
            expected.push("Of the tablet, meanwhile");
        }
        expected.sort_unstable();
        world.restart(LAPTOP);
        world.pass(600_000);
        for person in [LAPTOP, NOOR] {
            let mut there = cards(&world, person);
            there.sort_unstable();
            assert_eq!(there, expected, "{person}");
            assert_eq!(devices(&world, person).len(), 2, "{person}");
        }
        assert_eq!(world.open(LAPTOP).devices.history, world.open(NOOR).devices.history);
        // What is shared goes on too, in the history that the phone has made there.
        world.set_online(SAM, true);
        let sams = world.first(LAPTOP).id;
        share_card(&mut world, LAPTOP, sams, "Shared from the laptop");
        world.pass(600_000);
        let seen = theirs(&world, SAM);
        assert!(seen.contains(&"Shared from the laptop".to_owned()), "{seen:?}");
        assert!(seen.contains(&"Shared afterwards".to_owned()), "{seen:?}");
        // The tablet reads nothing of it.
        let handed_in = appended(&world, vault, since);
        assert!(!handed_in.is_empty());
        for away in [NOOR, LAPTOP] {
            world.set_online(away, false);
        }
        world.set_online(TABLET, false);
        world.set_online(TABLET, true);
        world.pass(60_000);
        assert!(!cards(&world, TABLET).contains(&"Undecided".to_owned()));
    }
}

#[test]
fn staying_goes_on_and_asks_no_more() {
    let mut forked = forked(236);
    let second = meets_the_other(&mut forked);
    let Forked { mut world, honest, .. } = forked;
    write_card(&mut world, LAPTOP, "Undecided");
    let passphrase = PASSPHRASE.to_owned();
    let seen = world.open(LAPTOP).devices.history.clone();
    assert_eq!(world.act(LAPTOP, Devices::KeepHistory { seen, passphrase }), Ok(Outcome::Done));
    assert_eq!(world.open(LAPTOP).devices.fork, None);
    for disk in [second, honest] {
        world.disk = disk;
        world.restart_relay();
        world.pass(120_000);
        world.restart(LAPTOP);
        world.pass(120_000);
        assert_eq!(world.open(LAPTOP).devices.fork, None);
    }
    assert!(cards(&world, LAPTOP).contains(&"Undecided".to_owned()));
}

#[test]
fn a_device_that_was_there_is_stopped_by_nothing_that_the_former_one_signs() {
    let Scene { mut world, words, .. } = scene(237, 2);
    let vault = Thief::new(&world, paper_of(&words)).locate()[0];
    world.set_online(TABLET, false);
    let second = replay(&world.sent);
    let (tablet, phone) = (this(&world, TABLET), this(&world, NOOR));
    assert_eq!(world.act(NOOR, removal(tablet)), Ok(Outcome::Done));
    world.pass(60_000);
    assert_eq!(devices(&world, LAPTOP).len(), 2, "the laptop was there");
    let honest = std::mem::replace(&mut world.disk, second);
    for away in [NOOR, LAPTOP, SAM] {
        world.set_online(away, false);
    }
    world.restart_relay();
    world.set_online(TABLET, true);
    assert_eq!(world.act(TABLET, removal(phone)), Ok(Outcome::Done));
    world.pass(60_000);
    for back in [NOOR, LAPTOP] {
        world.set_online(back, true);
    }
    world.pass(120_000);
    let since = world.sent.len();
    write_card(&mut world, LAPTOP, "Goes on");
    world.pass(60_000);
    for person in [NOOR, LAPTOP] {
        let fork = world.open(person).devices.fork.as_ref();
        assert!(fork.is_none_or(|fork| !fork.stops), "{person}");
    }
    assert!(notices(&world, LAPTOP).contains(&Notice::TwoHistories { waits: false }), "and it is said");
    assert!(
        notices(&world, NOOR).contains(&Notice::Removed),
        "the relay shows this one nothing but its door"
    );
    assert!(!appended(&world, vault, since).is_empty(), "it hands in");
    assert!(!cards(&world, TABLET).contains(&"Goes on".to_owned()));
    world.disk = honest;
    world.restart_relay();
    world.pass(120_000);
    assert!(cards(&world, NOOR).contains(&"Goes on".to_owned()), "{:?}", cards(&world, NOOR));
}
