//! M1: a key handed over that does not open, or is another than the others were handed.

use client::{
    Outcome, Problem,
    command::{Devices, Items, Links},
    view::Notice,
};
use crypto::MemberSeed;
use model::DeviceId;
use sync::{ControlRecord, Member, RelayFrame, SpaceId};
use testing::{
    people::{PASSPHRASE, World},
    scenes::{NOOR, SAM, Scene, TABLET, cards, scene, share_card, theirs, this, write_card},
};

use crate::thief::{Thief, epoch_key, head, paper_of, random, with_words};

/// The same record with a box for `victim` that does not open, or holds another key.
fn with_bad_box(
    mut record: ControlRecord,
    author: &MemberSeed,
    victim: &Member,
    wrong_key: bool,
) -> ControlRecord {
    let id = victim.keys.id();
    let place = [record.space.as_bytes().as_slice(), &record.epoch.0.to_le_bytes(), id.as_bytes()].concat();
    let context = crypto::Context("counterpoint 1 epoch key for a member");
    for handed in record.handed.iter_mut().filter(|handed| handed.member == id) {
        if wrong_key {
            handed.sealed = victim.keys.sealing.seal(context, &place, &[8; 32], &mut random()).unwrap();
        } else {
            handed.sealed.0.iter_mut().for_each(|byte| *byte ^= 1);
        }
    }
    record.signature = author.signing_key().sign_hash(record.hash());
    record
}

/// Who holds the words takes the tablet out, and hands the phone a bad key.
fn vault_with_a_bad_key(seed: u64, wrong_key: bool) -> (World, SpaceId) {
    let Scene { mut world, words, .. } = scene(seed, 1);
    let paper = paper_of(&words);
    let mut thief = Thief::new(&world, paper.clone());
    let vault = thief.locate()[0];
    let (records, _) = thief.read(vault);
    let newest = head(&world.disk, vault);
    let is = |member: &&Member, device: DeviceId| member.keys.id().0 == device.0;
    let (phone, tablet) = (this(&world, NOOR), this(&world, TABLET));
    let victim = newest.members.iter().find(|member| is(member, phone)).unwrap().clone();
    let stay: Vec<Member> = newest.members.iter().filter(|member| !is(member, tablet)).cloned().collect();
    let (record, _) = newest.rotate(&paper, stay, &epoch_key(&records, &paper), &mut random()).unwrap();
    let done = thief.control(&with_bad_box(record, &paper, &victim, wrong_key));
    assert!(matches!(done, RelayFrame::Controlled { .. }), "{done:?}");
    world.set_online(NOOR, false);
    world.set_online(NOOR, true);
    world.pass(60_000);
    (world, vault)
}

fn words_of(world: &mut World, person: usize) -> Vec<String> {
    match world.act(person, Devices::ShowWords { passphrase: PASSPHRASE.into() }) {
        Ok(Outcome::Words(words)) => words,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_bad_key_from_who_held_the_words_locks_nobody_out_of_their_vault() {
    for wrong_key in [false, true] {
        let (mut world, vault) = vault_with_a_bad_key(250, wrong_key);
        let notices = world.open(NOOR).notices.clone();
        assert!(notices.contains(&Notice::KeyDidNotFit { device: None }), "{wrong_key}: {notices:?}");
        write_card(&mut world, NOOR, "Written with a key of this device's own");
        world.pass(5_000);
        assert_eq!(world.open(NOOR).relay.waiting, 0, "{wrong_key}: it was handed in");
        let number = head(&world.disk, vault).number;
        let renewed = world.act(NOOR, Devices::RenewWords { passphrase: PASSPHRASE.into() });
        assert!(matches!(renewed, Ok(Outcome::Words(_))), "{renewed:?}");
        world.pass(60_000);
        assert!(head(&world.disk, vault).number > number, "{wrong_key}: the words are void");
        world.restart(NOOR);
        world.pass(60_000);
        assert_eq!(cards(&world, NOOR), ["Written with a key of this device's own"]);
        let notices = world.open(NOOR).notices.clone();
        let is_said = notices.iter().any(|notice| matches!(notice, Notice::KeyDidNotFit { .. }));
        assert!(!is_said, "{wrong_key}: who did it is gone: {notices:?}");
    }
}

#[test]
fn a_bad_key_from_the_other_person_locks_nobody_out_of_a_link_in_silence() {
    for wrong_key in [false, true] {
        let Scene { mut world, noors, .. } = scene(251, 0);
        let sams_words = words_of(&mut world, SAM);
        let item = share_card(&mut world, NOOR, noors, "Shared in trust");
        let (_, _, _, opened) = with_words(&world, &sams_words);
        let vault = crate::thief::fold(&opened);
        let (link, record) = vault.links.iter().next().unwrap();
        let space = SpaceId(link.0);
        let sam = MemberSeed::from_bytes(record.kept.as_ref().unwrap().value.member_seed);
        let mut thief = Thief::new(&world, sam.clone());
        let (records, _) = thief.read(space);
        let newest = head(&world.disk, space);
        let victim = newest.members.iter().find(|member| member.keys != sam.keys()).unwrap().clone();
        let members = newest.members.clone();
        let (record, _) = newest.rotate(&sam, members, &epoch_key(&records, &sam), &mut random()).unwrap();
        let done = thief.control(&with_bad_box(record, &sam, &victim, wrong_key));
        assert!(matches!(done, RelayFrame::Controlled { .. }), "{done:?}");
        world.set_online(NOOR, false);
        world.set_online(NOOR, true);
        world.pass(5_000);
        let notices = world.open(NOOR).notices.clone();
        assert!(
            notices.contains(&Notice::LinkKeyDidNotFit { relationship: noors }),
            "{wrong_key}: {notices:?}"
        );
        let withdrawn = world.act(NOOR, Items::Withdraw { relationship: noors, item });
        assert_eq!(withdrawn, Ok(Outcome::Done), "{wrong_key}");
        world.pass(60_000);
        assert_eq!(theirs(&world, SAM), Vec::<String>::new(), "{wrong_key}: it was handed in");
        let unlinked = world.act(NOOR, Links::Unlink { relationship: noors, withdraw: true });
        assert_eq!(unlinked, Ok(Outcome::Done));
        world.pass(60_000);
        assert_eq!(head(&world.disk, space).members.len(), 1, "{wrong_key}: Noor has left");
    }
}

#[test]
fn who_hands_out_bad_keys_again_and_again_is_answered_a_few_times_and_then_the_person_is_asked() {
    let Scene { mut world, noors, .. } = scene(252, 0);
    let sams_words = words_of(&mut world, SAM);
    world.set_online(SAM, false);
    let (_, _, _, opened) = with_words(&world, &sams_words);
    let vault = crate::thief::fold(&opened);
    let (link, record) = vault.links.iter().next().unwrap();
    let space = SpaceId(link.0);
    let sam = MemberSeed::from_bytes(record.kept.as_ref().unwrap().value.member_seed);
    let mut answered = 0;
    for _ in 0..8 {
        let mut thief = Thief::new(&world, sam.clone());
        let (records, _) = thief.read(space);
        let newest = head(&world.disk, space);
        let victim = newest.members.iter().find(|member| member.keys != sam.keys()).unwrap().clone();
        let members = newest.members.clone();
        let (record, _) = newest.rotate(&sam, members, &epoch_key(&records, &sam), &mut random()).unwrap();
        let number = record.number;
        thief.control(&with_bad_box(record, &sam, &victim, true));
        world.set_online(NOOR, false);
        world.set_online(NOOR, true);
        world.pass(60_000);
        answered += head(&world.disk, space).number - number;
    }
    assert!((1..=4).contains(&answered), "{answered} answers");
    // Whatever is done there still ends it.
    let unlinked = world.act(NOOR, Links::Unlink { relationship: noors, withdraw: false });
    assert_eq!(unlinked, Ok(Outcome::Done));
    world.pass(60_000);
    assert_eq!(head(&world.disk, space).members.len(), 1, "Noor has left");
    let problem = world.act(NOOR, Links::Unlink { relationship: noors, withdraw: false });
    assert_eq!(problem, Err(Problem::NotLinked));
}
