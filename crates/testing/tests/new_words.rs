//! New recovery words: the old ones are void, and nobody else is needed.

use std::collections::BTreeMap;

use client::{
    Command, Outcome, Problem,
    command::{Devices, Door, WordAnswer},
};
use crypto::RecoveryWords;
use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};
use sync::{ClientFrame, ControlRecord, Entry, Replica, SpaceId};
use testing::{
    people::{PASSPHRASE, RELAY, World},
    scenes::{
        LAPTOP, NOOR, SAM, Scene, TABLET, cards, is_linked, recover, scene, share_card, theirs, write_card,
    },
};

fn renew(world: &mut World, person: usize) -> Vec<String> {
    match world.act(person, Devices::RenewWords { passphrase: PASSPHRASE.into() }) {
        Ok(Outcome::Words(words)) => words,
        other => panic!("new words were to be made, not {other:?}"),
    }
}

fn try_words(world: &mut World, device: usize, words: &[String]) -> Result<Outcome, Problem> {
    let recovery = Command::Door(Door::Recover {
        words: words.join(" "),
        passphrase: PASSPHRASE.into(),
        relay: RELAY.into(),
    });
    world.act(device, recovery)
}

fn check_words(world: &mut World, person: usize, words: &[String]) {
    let numbered = (1_u8..).zip(words);
    let answers = numbered
        .filter(|(position, _)| [4, 13, 22].contains(position))
        .map(|(position, word)| WordAnswer { position, word: word.clone() });
    assert_eq!(world.act(person, Devices::CheckWords { answers: answers.collect() }), Ok(Outcome::Done));
}

#[test]
fn safety_s20_new_recovery_words_void_the_old_and_bring_everything_back() {
    let Scene { mut world, noors, sams, words } = scene(10, 2);
    world.lose(LAPTOP);
    share_card(&mut world, SAM, sams, "From Sam");
    share_card(&mut world, NOOR, noors, "From Noor");
    check_words(&mut world, NOOR, &words);
    world.pass(3 * 86_400_000);
    assert!(world.open(NOOR).recovery.checked);
    let wrong = Command::Devices(Devices::RenewWords { passphrase: "somebody else's guess".into() });
    assert_eq!(world.act(NOOR, wrong), Err(Problem::WrongPassphrase));
    assert!(world.open(NOOR).recovery.checked);

    let new = renew(&mut world, NOOR);
    assert_eq!(new.len(), 24);
    assert_ne!(new, words);
    world.pass(5_000);
    let today = world.open(NOOR).today;
    let recovery = world.open(NOOR).recovery;
    assert_eq!((recovery.checked, recovery.viewed_on, recovery.can_be_shown), (false, Some(today), true));
    assert!(!world.open(NOOR).devices.words_wait);
    check_words(&mut world, NOOR, &new);
    for person in [NOOR, TABLET] {
        let recovery = world.open(person).recovery;
        assert_eq!((recovery.checked, recovery.viewed_on, recovery.can_be_shown), (true, Some(today), false));
    }

    assert_eq!(try_words(&mut world, LAPTOP, &words), Err(Problem::NoVaultFound));
    recover(&mut world, LAPTOP, &new);
    assert_eq!(cards(&world, LAPTOP), ["From Noor"]);
    assert_eq!(theirs(&world, LAPTOP), ["From Sam"]);
    share_card(&mut world, LAPTOP, noors, "From the laptop");
    world.pass(5_000);
    assert_eq!(theirs(&world, SAM).len(), 2);
}

#[test]
fn safety_s20_new_recovery_words_never_wait_for_the_other_person() {
    let Scene { mut world, noors, words, .. } = scene(11, 1);
    world.set_online(SAM, false);
    world.set_online(NOOR, false);
    let new = renew(&mut world, NOOR);
    assert!(world.open(NOOR).devices.words_wait);
    share_card(&mut world, NOOR, noors, "Written with the new words");
    world.restart(NOOR);
    world.set_online(NOOR, true);
    assert!(!world.open(NOOR).devices.words_wait);
    assert!(is_linked(&world, NOOR) && is_linked(&world, TABLET));
    world.lose(TABLET);
    assert_eq!(try_words(&mut world, TABLET, &words), Err(Problem::NoVaultFound));
    recover(&mut world, TABLET, &new);
    assert_eq!(cards(&world, TABLET), ["Written with the new words"]);
    world.set_online(SAM, true);
    assert_eq!(theirs(&world, SAM), ["Written with the new words"]);
    assert_eq!(world.open(SAM).notices, []);
}

#[test]
fn safety_s20_the_old_words_open_nothing_that_came_after_not_even_for_the_relays_keeper() {
    let Scene { mut world, noors, words, .. } = scene(12, 0);
    let old = RecoveryWords::parse(&words.join(" ")).expect("they are words").member_seed();
    world.set_online(NOOR, false);
    write_card(&mut world, NOOR, "Waits while the words change");
    renew(&mut world, NOOR);
    share_card(&mut world, NOOR, noors, "After the words changed");
    let before = world.sent.len();
    world.set_online(NOOR, true);
    world.pass(5_000);
    let frames: Vec<ClientFrame> = world
        .sent
        .iter()
        .map(|bytes| ClientFrame::from_bytes(bytes).expect("a device sends frames"))
        .collect();
    // What a keeper holds: every control chain, to try the words on.
    let mut chains: BTreeMap<SpaceId, Vec<Vec<u8>>> = BTreeMap::new();
    for frame in &frames {
        if let ClientFrame::Create { record, .. } | ClientFrame::Control { record, .. } = frame {
            let space = ControlRecord::from_bytes(record).expect("a device sends records").space;
            let chain = chains.entry(space).or_default();
            if !chain.contains(record) {
                chain.push(record.clone());
            }
        }
    }
    let mut random = ChaCha12Rng::seed_from_u64(1);
    let opened: Vec<Replica> =
        chains.values().filter_map(|chain| Replica::enter(old.clone(), chain, &mut random).ok()).collect();
    assert_eq!(opened.len(), 1, "the old words still open what the vault was");
    let entries = |frames: &[ClientFrame]| -> Vec<Entry> {
        let appended = frames.iter().filter_map(|frame| match frame {
            ClientFrame::Append { entries, .. } => Some(entries.clone()),
            _ => None,
        });
        appended.flatten().collect()
    };
    let earlier = entries(&frames[..before]);
    assert!(earlier.iter().any(|entry| opened[0].reopen(entry).is_some()), "and what was written before");
    let later = entries(&frames[before..]);
    assert!(later.len() >= 3, "there was something to try: {}", later.len());
    assert!(later.iter().all(|entry| opened[0].reopen(entry).is_none()));
}

#[test]
fn a_changed_passphrase_leaves_the_words_alone_that_another_device_has_made() {
    let mut world = World::new(77, 3);
    let first = world.create_vault(0, "Noor");
    recover(&mut world, 1, &first);
    let words = renew(&mut world, 1);
    world.pass(60_000);
    // The first device still holds those that it was founded with; they open nothing any more.
    assert!(!world.open(0).recovery.can_be_shown);
    let passphrase = Door::ChangePassphrase {
        present: PASSPHRASE.into(),
        new: "another one altogether".into(),
        is_copied: false,
    };
    assert_eq!(world.act(0, passphrase), Ok(Outcome::Done));
    world.pass(600_000);
    recover(&mut world, 2, &words);
}
