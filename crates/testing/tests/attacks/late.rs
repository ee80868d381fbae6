//! What a device wrote that was taken out: counted as far as it had been read when the person decided it, set aside beyond that.

use std::sync::Arc;

use client::{
    Outcome,
    command::Devices,
    look::{Late, Look, Page},
    view::Notice,
};
use model::{DeviceId, relationship::Origin};
use relay::store::{Change, Day, Store};
use sync::{ClientFrame, MemberKind, SpaceId};
use testing::{
    people::World,
    scenes::{
        LAPTOP, NOOR, Scene, TABLET, cards, devices, is_linked, removal, scene, share_card, theirs, this,
        write_card,
    },
};

mod chosen;

use crate::thief::{Thief, device_of, epoch_key, head, paper_of, random};

fn late(world: &World, person: usize) -> Vec<(Option<DeviceId>, u32)> {
    let of = |notice: &Notice| match notice {
        Notice::Late { device, things, .. } => Some((*device, *things)),
        _ => None,
    };
    world.open(person).notices.iter().filter_map(of).collect()
}

/// What stands on the page of what came too late of a device.
fn things(world: &World, person: usize, device: Option<DeviceId>) -> Vec<Late> {
    let Page::Late(lists) = world.page(person, &Look::Late { up_to: u32::MAX }) else {
        panic!("another page")
    };
    let of = lists.into_iter().filter(|list| list.device == device);
    of.flat_map(|list| list.things).collect()
}

fn entries<'t>(things: impl IntoIterator<Item = &'t Late>) -> Vec<Origin> {
    things.into_iter().flat_map(|thing| thing.entries.clone()).collect()
}

fn settle(world: &mut World, person: usize, device: Option<DeviceId>, keep: bool) {
    let seen = entries(&things(world, person, device));
    let keep = if keep { seen.clone() } else { Vec::new() };
    let act = Devices::SettleLate { device, keep, seen: Some(seen) };
    assert_eq!(world.act(person, act), Ok(Outcome::Done));
    world.pass(60_000);
}

fn meet(world: &mut World, people: &[usize]) {
    for person in people {
        world.set_online(*person, false);
        world.set_online(*person, true);
        world.pass(60_000);
    }
}

/// The phone takes the tablet out offline. The tablet does not know it and writes; the laptop reads that, with or without a restart.
fn written_too_late(seed: u64) -> (World, DeviceId) {
    let Scene { mut world, .. } = scene(seed, 2);
    let tablet = this(&world, TABLET);
    write_card(&mut world, TABLET, "In time");
    world.pass(60_000);
    world.set_online(NOOR, false);
    assert_eq!(world.act(NOOR, removal(tablet)), Ok(Outcome::Done));
    write_card(&mut world, TABLET, "Too late");
    write_card(&mut world, TABLET, "Later still");
    world.pass(60_000);
    assert_eq!(cards(&world, LAPTOP).len(), 3, "the laptop has read it all");
    (world, tablet)
}

#[test]
fn what_came_after_the_decision_is_set_aside_by_all_who_stay_and_kept_when_the_person_says_so() {
    for (seed, keep) in [(300, true), (301, false)] {
        let (mut world, tablet) = written_too_late(seed);
        meet(&mut world, &[NOOR, LAPTOP, NOOR]);
        for person in [NOOR, LAPTOP] {
            assert_eq!(devices(&world, person).len(), 2, "{person}");
            assert_eq!(cards(&world, person), ["In time"], "{person}");
            assert_eq!(late(&world, person), [(Some(tablet), 2)], "{person}");
            world.restart(person);
            world.pass(60_000);
            assert_eq!(cards(&world, person), ["In time"], "{person}, started again");
            assert_eq!(late(&world, person), [(Some(tablet), 2)], "{person}, started again");
        }
        settle(&mut world, LAPTOP, Some(tablet), keep);
        meet(&mut world, &[NOOR, LAPTOP]);
        for person in [NOOR, LAPTOP] {
            let there = cards(&world, person);
            assert_eq!(there.len(), if keep { 3 } else { 1 }, "{person}: {there:?}");
            assert_eq!(late(&world, person), [], "{person}");
            world.restart(person);
            world.pass(60_000);
            assert_eq!((cards(&world, person), late(&world, person)), (there, vec![]), "{person}");
        }
    }
}

#[test]
fn what_a_removed_device_writes_for_a_hostile_relay_is_set_aside() {
    let Scene { mut world, words, noors, .. } = scene(302, 2);
    let vault = Thief::new(&world, paper_of(&words)).locate()[0];
    let tablet = this(&world, TABLET);
    world.set_online(TABLET, false);
    assert_eq!(world.act(NOOR, removal(tablet)), Ok(Outcome::Done));
    world.pass(60_000);
    // The tablet meets a relay that lets it in, and its keeper carries what it hands in to the true one.
    let true_disk = std::mem::take(&mut world.disk);
    for person in [NOOR, LAPTOP] {
        world.set_online(person, false);
    }
    world.restart_relay();
    let sent = world.sent.len();
    world.set_online(TABLET, true);
    write_card(&mut world, TABLET, "From outside");
    let laptop = this(&world, LAPTOP);
    assert_eq!(world.act(TABLET, removal(laptop)), Ok(Outcome::Done));
    share_card(&mut world, TABLET, noors, "Shared from outside");
    world.pass(60_000);
    let handed_in: Vec<_> = world.sent[sent..]
        .iter()
        .filter_map(|frame| match ClientFrame::from_bytes(frame) {
            Ok(ClientFrame::Append { space, entries, .. }) if space == vault => Some(entries),
            _ => None,
        })
        .flatten()
        .collect();
    assert!(!handed_in.is_empty());
    world.set_online(TABLET, false);
    world.disk = true_disk;
    let key = device_of(&head(&world.disk, vault));
    let change = Change::Append { space: vault, key, entries: handed_in, urgent: false, day: Day(20_000) };
    assert!(world.disk.commit(&[Arc::new(change)])[0].is_ok());
    world.restart_relay();
    meet(&mut world, &[NOOR, LAPTOP]);
    for person in [NOOR, LAPTOP] {
        assert_eq!(cards(&world, person), Vec::<String>::new(), "{person}");
        assert_eq!(devices(&world, person).len(), 2, "{person}: nobody was taken out by it");
        assert!(late(&world, person).iter().all(|(device, _)| *device == Some(tablet)), "{person}");
        assert!(is_linked(&world, person), "{person}");
    }
    assert_eq!(theirs(&world, testing::scenes::SAM), Vec::<String>::new());
}

/// With the words, somebody takes the phone out first, and says that nothing of it was read.
fn first_device_taken_out_by_a_thief(seed: u64) -> (World, SpaceId, DeviceId) {
    let Scene { mut world, words, .. } = scene(seed, 1);
    for number in 0..5 {
        write_card(&mut world, NOOR, &format!("Written over the years, {number}"));
    }
    world.pass(60_000);
    let phone = this(&world, NOOR);
    let paper = paper_of(&words);
    let mut thief = Thief::new(&world, paper.clone());
    let vault = thief.locate()[0];
    let (records, _) = thief.read(vault);
    let newest = head(&world.disk, vault);
    let stay = newest.members.iter().filter(|member| member.keys.id().0 != phone.0).cloned().collect();
    let (record, _) = newest.rotate(&paper, stay, &epoch_key(&records, &paper), &mut random()).unwrap();
    thief.control(&record);
    (world, vault, phone)
}

#[test]
fn who_takes_the_first_device_out_and_says_that_nothing_of_it_was_read_makes_nothing_vanish() {
    let (mut world, vault, phone) = first_device_taken_out_by_a_thief(303);
    meet(&mut world, &[TABLET]);
    assert!(head(&world.disk, vault).members.iter().all(|member| member.keys.id().0 != phone.0));
    let aside = late(&world, TABLET);
    assert!(matches!(aside[..], [(Some(device), things)] if device == phone && things >= 5), "{aside:?}");
    settle(&mut world, TABLET, Some(phone), true);
    assert_eq!(cards(&world, TABLET).len(), 5);
    world.restart(TABLET);
    assert_eq!(cards(&world, TABLET).len(), 5);
    // And a device that comes afterwards has it too.
    world.add_person();
    let new = world.people.len() - 1;
    testing::scenes::pair(&mut world, TABLET, new, "New phone");
    world.pass(60_000);
    assert_eq!(cards(&world, new).len(), 5);
    assert_eq!(late(&world, new), []);
}

#[test]
fn the_usual_case_works_a_stolen_phone_whose_vault_a_new_one_started_from() {
    let Scene { mut world, words, noors, .. } = scene(304, 0);
    for number in 0..3 {
        write_card(&mut world, NOOR, &format!("From the phone, {number}"));
    }
    world.pass(60_000);
    let phone = this(&world, NOOR);
    world.set_online(NOOR, false);
    world.add_person();
    testing::scenes::recover(&mut world, TABLET, &words);
    world.pass(60_000);
    assert_eq!(world.act(TABLET, removal(phone)), Ok(Outcome::Done));
    world.pass(60_000);
    world.restart(TABLET);
    world.pass(60_000);
    assert_eq!(cards(&world, TABLET).len(), 3);
    assert_eq!(late(&world, TABLET), [], "it had read everything");
    share_card(&mut world, TABLET, noors, "From the new phone");
    world.pass(60_000);
    assert_eq!(theirs(&world, testing::scenes::SAM), ["From the new phone"]);
}

#[test]
fn two_devices_that_take_each_other_out_leave_one_and_lose_nothing() {
    let Scene { mut world, words, .. } = scene(305, 2);
    let vault = Thief::new(&world, paper_of(&words)).locate()[0];
    let (phone, tablet) = (this(&world, NOOR), this(&world, TABLET));
    for person in [NOOR, TABLET] {
        world.set_online(person, false);
    }
    write_card(&mut world, NOOR, "Of the phone");
    write_card(&mut world, TABLET, "Of the tablet");
    assert_eq!(world.act(NOOR, removal(tablet)), Ok(Outcome::Done));
    assert_eq!(world.act(TABLET, removal(phone)), Ok(Outcome::Done));
    meet(&mut world, &[NOOR, TABLET, LAPTOP, NOOR, LAPTOP]);
    let there: Vec<DeviceId> = head(&world.disk, vault)
        .members
        .iter()
        .filter(|member| member.kind == MemberKind::Device)
        .map(|member| DeviceId(member.keys.id().0))
        .collect();
    assert!(there.contains(&phone) && !there.contains(&tablet), "who came first stays");
    for person in [NOOR, LAPTOP] {
        assert_eq!(cards(&world, person), ["Of the phone"], "{person}");
        assert_eq!(devices(&world, person).len(), 2, "{person}");
    }
    assert_eq!(cards(&world, TABLET).len(), 1, "what the tablet wrote is still there");
}

#[test]
fn what_a_device_shared_as_a_member_that_was_exchanged_meanwhile_is_kept_once_and_asked_about_nowhere() {
    let Scene { mut world, noors, .. } = scene(306, 2);
    let laptop = this(&world, LAPTOP);
    world.set_online(NOOR, false);
    share_card(&mut world, NOOR, noors, "Shared offline");
    assert_eq!(world.act(TABLET, removal(laptop)), Ok(Outcome::Done));
    world.pass(60_000);
    meet(&mut world, &[NOOR, TABLET, testing::scenes::SAM]);
    for round in 0..3 {
        for person in [NOOR, TABLET] {
            world.restart(person);
            world.pass(60_000);
            assert_eq!(late(&world, person), [], "{person}, round {round}");
        }
        assert_eq!(theirs(&world, testing::scenes::SAM), ["Shared offline"], "round {round}");
    }
}
