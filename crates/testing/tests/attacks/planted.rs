//! C1: a folded state of one's own, handed in as a checkpoint, with words of one's own in it.

use std::sync::Arc;

use client::{Outcome, Problem};
use crypto::{MemberSeed, RecoveryWords};
use model::{Day, Decided, Decision, DeviceId, Stamp, VaultOperation};
use relay::store::{Change, Piece, Store};
use sync::{ClientFrame, Member, MemberKind, Party, RelayFrame, RequestId, SpaceId, frame::CheckpointId};
use testing::{
    people::World,
    scenes::{NOOR, Scene, TABLET, cards, pair, recover, removal, scene, write_card},
};

use crate::thief::{
    ENTROPY, Thief, device_of, epoch_key, fold, head, intruders_words, paper_of, random, renew, try_words,
};

/// The decision that the intruder's words count, signed with this key.
fn intruders_decision(vault: SpaceId, signs: &MemberSeed) -> (Vec<u8>, Vec<u8>) {
    let seed = RecoveryWords::from_entropy(&ENTROPY).member_seed();
    let paper = Member::of(&seed, vault, Party::Founder, MemberKind::Paper);
    let paper = minicbor::to_vec(&paper).unwrap();
    let decision = Decision::RenewWords { paper, on: Day(20_000) }.to_bytes();
    let context = crypto::Context("counterpoint 1 decision");
    let proof = signs.signing_key().sign(context, &[vault.as_bytes(), &decision]);
    (decision, proof.0.to_vec())
}

/// The true state with the intruder's words in it, as if the victim's own device had decided that, in the hands of a relay that takes
/// it from anybody.
fn plant(world: &mut World, member: MemberSeed) -> (SpaceId, ClientFrame) {
    let mut thief = Thief::new(world, member);
    let vault = thief.locate()[0];
    let (replica, opened) = thief.replica(vault);
    let mut state = fold(&opened);
    let stamp = Stamp { clock: model::Clock(u64::MAX), writer: model::WriterId(opened[0].writer.0) };
    let (decision, proof) = intruders_decision(vault, &thief.seed);
    state.decided.insert(Decided { stamp, decision, proof });
    let (checkpoint, state) = (CheckpointId([5; 16]), minicbor::to_vec(&state).unwrap());
    let (covers, bytes) = replica.seal_checkpoint(checkpoint, &state, &mut random()).unwrap();
    let key = device_of(&head(&world.disk, vault));
    let piece = Piece { checkpoint, covers, piece: 0, pieces: 1, bytes: bytes.clone() };
    let done = world.disk.commit(&[Arc::new(Change::PutPiece { space: vault, key, piece })]);
    assert!(done[0].is_ok(), "{done:?}");
    let (request, space) = (RequestId(7), vault);
    (vault, ClientFrame::PutCheckpoint { request, space, checkpoint, covers, piece: 0, pieces: 1, bytes })
}

fn members(world: &World, vault: SpaceId) -> Vec<crypto::MemberId> {
    head(&world.disk, vault).members.iter().map(|member| member.keys.id()).collect()
}

#[test]
fn a_checkpoint_that_the_stolen_words_made_lets_nobody_in_when_the_lost_device_is_recovered() {
    let Scene { mut world, words, .. } = scene(201, 0);
    plant(&mut world, paper_of(&words));
    let new = renew(&mut world, NOOR);
    world.pass(60_000);
    world.lose(NOOR);
    recover(&mut world, NOOR, &new);
    world.pass(60_000);
    write_card(&mut world, NOOR, "Written on the recovered device");
    world.pass(60_000);
    world.add_person();
    assert_eq!(try_words(&mut world, TABLET, &intruders_words()), Err(Problem::NoVaultFound));
    assert_eq!(cards(&world, NOOR), ["Written on the recovered device"]);
}

#[test]
fn a_checkpoint_that_the_stolen_words_made_lets_nobody_in_when_a_device_is_added() {
    let Scene { mut world, words, .. } = scene(200, 0);
    let (vault, _) = plant(&mut world, paper_of(&words));
    let new = renew(&mut world, NOOR);
    world.pass(60_000);
    world.add_person();
    let before = head(&world.disk, vault).number;
    pair(&mut world, NOOR, TABLET, "Tablet");
    world.pass(60_000);
    let after = head(&world.disk, vault);
    let intruder = RecoveryWords::from_entropy(&ENTROPY).member_seed().keys();
    assert!(after.members.iter().all(|member| member.keys != intruder));
    assert!(after.members.iter().any(|member| member.keys == paper_of(&new).keys()), "the new words stay");
    assert!(after.number - before <= 2, "{} records for one device", after.number - before);
}

/// With the words, the thief lets a device of their own in. Noor hears of it and is offline afterwards.
fn let_in(world: &mut World, words: &[String], device: &MemberSeed) -> SpaceId {
    let paper = paper_of(words);
    let mut thief = Thief::new(world, paper.clone());
    let vault = thief.locate()[0];
    let (records, _) = thief.read(vault);
    let newest = head(&world.disk, vault);
    let mut members = newest.members.clone();
    members.push(Member::of(device, vault, Party::Founder, MemberKind::Device));
    let record = newest.rotate(&paper, members, &epoch_key(&records, &paper), &mut random()).unwrap().0;
    assert!(matches!(thief.control(&record), RelayFrame::Controlled { .. }));
    world.set_online(NOOR, false);
    world.set_online(NOOR, true);
    world.set_online(NOOR, false);
    vault
}

/// Noor takes that device out and makes new words, still offline, and then comes back.
fn clean_up(world: &mut World, device: &MemberSeed) -> Vec<String> {
    let device = DeviceId(device.keys().id().0);
    assert_eq!(world.act(NOOR, removal(device)), Ok(Outcome::Done));
    let new = renew(world, NOOR);
    world.set_online(NOOR, true);
    world.pass(60_000);
    new
}

#[test]
fn a_checkpoint_of_a_device_that_was_taken_out_lets_nobody_in() {
    let Scene { mut world, words, .. } = scene(202, 0);
    let device = MemberSeed::from_bytes([4; 32]);
    let vault = let_in(&mut world, &words, &device);
    plant(&mut world, device.clone());
    let new = clean_up(&mut world, &device);
    let there = members(&world, vault);
    assert!(!there.contains(&device.keys().id()) && !there.contains(&paper_of(&words).keys().id()));
    world.lose(NOOR);
    recover(&mut world, NOOR, &new);
    world.pass(60_000);
    world.add_person();
    assert_eq!(try_words(&mut world, TABLET, &intruders_words()), Err(Problem::NoVaultFound));
}

#[test]
fn what_a_checkpoint_puts_into_the_mouth_of_another_device_is_not_obeyed() {
    // The intruder's device still belongs to the vault, and a new device starts from its checkpoint.
    let Scene { mut world, words, .. } = scene(204, 0);
    let device = MemberSeed::from_bytes([4; 32]);
    let vault = let_in(&mut world, &words, &device);
    world.set_online(NOOR, true);
    world.pass(60_000);
    plant(&mut world, device.clone());
    world.add_person();
    pair(&mut world, NOOR, TABLET, "Tablet");
    world.pass(60_000);
    let started = world.people[TABLET]
        .received
        .iter()
        .any(|bytes| matches!(RelayFrame::from_bytes(bytes), Ok(RelayFrame::CheckpointPiece { .. })));
    assert!(started, "it had the checkpoint");
    let intruder = RecoveryWords::from_entropy(&ENTROPY).member_seed().keys().id();
    assert!(!members(&world, vault).contains(&intruder));
    let new = clean_up(&mut world, &device);
    for person in [NOOR, TABLET] {
        world.set_online(person, false);
        world.set_online(person, true);
        world.pass(60_000);
    }
    let there = members(&world, vault);
    assert!(!there.contains(&intruder) && there.contains(&paper_of(&new).keys().id()));
}

#[test]
fn words_that_a_removed_device_wrote_do_not_keep_the_persons_own_from_counting() {
    let Scene { mut world, words, .. } = scene(203, 0);
    let device = MemberSeed::from_bytes([4; 32]);
    let vault = let_in(&mut world, &words, &device);
    let mut thief = Thief::new(&world, device.clone());
    let (mut replica, _) = thief.replica(vault);
    let (decision, proof) = intruders_decision(vault, &device);
    let operation = VaultOperation::Decided { decision, proof };
    let tomorrow = crypto::Clock(model::Clock::new(world.now_ms / 1000 + 86_400, 0).0);
    let entry = replica.write(tomorrow, &operation.to_bytes(), &mut random()).unwrap();
    assert!(matches!(thief.append(vault, vec![entry]), RelayFrame::Appended { .. }));
    let new = clean_up(&mut world, &device);
    let papers: Vec<_> = head(&world.disk, vault)
        .members
        .into_iter()
        .filter(|member| member.kind == MemberKind::Paper)
        .map(|member| member.keys)
        .collect();
    assert_eq!(papers, [paper_of(&new).keys()], "the new words count, the stolen ones do not");
    assert!(!world.open(NOOR).devices.words_wait);
}

#[test]
fn two_devices_never_exchange_words_for_ever() {
    // Both make new words while neither hears of the other.
    let Scene { mut world, words, .. } = scene(205, 1);
    let vault = Thief::new(&world, paper_of(&words)).locate()[0];
    let before = head(&world.disk, vault).number;
    for device in [NOOR, TABLET] {
        world.set_online(device, false);
        renew(&mut world, device);
        world.pass(5_000);
    }
    for device in [NOOR, TABLET, NOOR, TABLET] {
        world.set_online(device, false);
        world.set_online(device, true);
        world.pass(60_000);
    }
    let after = head(&world.disk, vault);
    assert!(after.number - before <= 4, "{} records", after.number - before);
    assert_eq!(after.members.iter().filter(|member| member.kind == MemberKind::Paper).count(), 1);
}
