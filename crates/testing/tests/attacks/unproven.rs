//! What a device started from that another one handed over, once that other one is taken out by a third which had not read so much.

use client::{Outcome, command::Devices, view::Notice};
use model::{Content, DeviceId, Taste, fields::Line, kinds::Card};
use testing::{
    people::World,
    scenes::{LAPTOP, NOOR, Scene, TABLET, bring_in, pair, removal, scene, this, write_card},
};

/// More entries than come between two checkpoints on the relay, on a device that could verify another one's.
const CARDS: usize = 2_100;

fn card(text: String) -> Content {
    Content::of(&Card { taste: Taste::Like, text: Line::typed(&text).expect("it fits a line"), note: None })
}

fn count(world: &World, person: usize) -> usize {
    world.own_up_to::<Card>(person, u32::MAX).0.len()
}

fn unproven(world: &World, person: usize) -> Vec<DeviceId> {
    let of = |notice: &Notice| match notice {
        Notice::Unproven { device, .. } => Some(*device),
        _ => None,
    };
    world.open(person).notices.iter().filter_map(of).collect()
}

/// The tablet is offline. The phone writes much, hands a checkpoint in, and lets a laptop in, which starts from it.
fn started_from_the_phone(seed: u64) -> (World, DeviceId) {
    let Scene { mut world, .. } = scene(seed, 1);
    write_card(&mut world, NOOR, "Before");
    world.pass(60_000);
    world.set_online(TABLET, false);
    let cards: Vec<Content> = (0..CARDS).map(|number| card(format!("Card {number}"))).collect();
    bring_in(&mut world, NOOR, None, &cards);
    world.pass(60_000);
    world.restart(NOOR);
    world.pass(60_000);
    world.add_person();
    pair(&mut world, NOOR, LAPTOP, "Laptop");
    world.pass(60_000);
    assert_eq!(count(&world, LAPTOP), CARDS + 1);
    let phone = this(&world, NOOR);
    (world, phone)
}

fn taken_out_by_the_tablet(seed: u64) -> (World, DeviceId) {
    let (mut world, phone) = started_from_the_phone(seed);
    assert_eq!(unproven(&world, LAPTOP), []);
    assert_eq!(world.act(TABLET, removal(phone)), Ok(Outcome::Done));
    world.set_online(TABLET, true);
    world.pass(60_000);
    world.set_online(LAPTOP, false);
    world.set_online(LAPTOP, true);
    world.pass(60_000);
    (world, phone)
}

#[test]
fn what_a_start_holds_of_a_device_that_another_one_took_out_is_said_and_lost_by_nobody() {
    let (mut world, phone) = taken_out_by_the_tablet(320);
    assert_eq!(count(&world, TABLET), 1, "the rest came too late for it");
    assert_eq!(unproven(&world, TABLET), [], "it has read all of it in the log, and set it aside");
    for round in ["at once", "started again"] {
        assert_eq!(unproven(&world, LAPTOP), [phone], "{round}");
        assert_eq!(count(&world, LAPTOP), CARDS + 1, "{round}");
        world.restart(LAPTOP);
        world.pass(60_000);
    }
    // It is asked about once, and said of no other device.
    assert_eq!(world.act(LAPTOP, Devices::LookedThrough { device: phone }), Ok(Outcome::Done));
    assert_eq!(unproven(&world, LAPTOP), []);
    world.restart(LAPTOP);
    world.pass(60_000);
    assert_eq!((unproven(&world, LAPTOP), count(&world, LAPTOP)), (vec![], CARDS + 1));
    // Left clean and brought in again from the other device it holds what counts, and what waits to be asked about.
    world.lose(LAPTOP);
    pair(&mut world, TABLET, LAPTOP, "Laptop again");
    world.pass(60_000);
    assert_eq!((count(&world, LAPTOP), unproven(&world, LAPTOP)), (1, vec![]));
}

#[test]
fn a_start_that_its_own_device_vouches_for_is_not_asked_about() {
    let (mut world, phone) = started_from_the_phone(321);
    assert_eq!(world.act(LAPTOP, removal(phone)), Ok(Outcome::Done));
    world.pass(60_000);
    world.set_online(TABLET, true);
    world.pass(60_000);
    for person in [LAPTOP, TABLET] {
        world.restart(person);
        world.pass(60_000);
        assert_eq!((unproven(&world, person), count(&world, person)), (vec![], CARDS + 1), "{person}");
    }
}
