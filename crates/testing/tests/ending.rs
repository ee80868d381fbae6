//! A link that one device ends is over on all of that person's devices, whichever of them meets the relay first.

use client::{
    Command, Outcome,
    command::{Carry, Links, Recipient},
    view::{LinkView, Notice},
};
use sync::RelayFrame;
use testing::{
    people::World,
    scenes::{LAPTOP, NOOR, SAM, Scene, TABLET, heard, is_linked, scene, share_card, theirs},
};

/// What Noor's first device has is carried to the tablet by hand.
fn carry_to_tablet(world: &mut World) {
    let make = Carry::Make { recipient: Recipient::OwnDevices, everything: false };
    let parcel = match world.act(NOOR, Command::Carry(make)) {
        Ok(Outcome::Parcel(parcel)) => parcel,
        other => panic!("a parcel was to be made, not {other:?}"),
    };
    let taken = world.act(TABLET, Command::Carry(Carry::Receive { parcel }));
    assert!(matches!(taken, Ok(Outcome::Brought(_))), "{taken:?}");
}

fn erased(world: &World, device: usize) -> usize {
    heard(world, device, 0).iter().filter(|frame| matches!(frame, RelayFrame::Erased { .. })).count()
}

/// Nothing of the link is kept, and nothing is complained of.
fn assert_over(world: &World, device: usize) {
    assert_eq!(world.first(device).link, LinkView::Ended, "device {device}");
    let notices = world.open(device).notices.iter();
    let troubles: Vec<_> = notices.filter(|notice| !matches!(notice, Notice::NewDevice { .. })).collect();
    assert_eq!(troubles, Vec::<&Notice>::new(), "device {device}");
    let store = world.people.get(device).map(|person| &person.store);
    let states = store.into_iter().flat_map(|store| store.keys()).filter(|key| key.ends_with("/state"));
    assert_eq!(states.count(), 1, "only the vault is left on device {device}");
}

#[test]
fn safety_s06_a_device_that_hears_of_the_end_by_parcel_sends_nothing_more_and_ends_the_link() {
    let Scene { mut world, noors, .. } = scene(1, 1);
    world.set_online(NOOR, false);
    world.set_online(TABLET, false);
    share_card(&mut world, TABLET, noors, "Never sent");
    world.act(NOOR, Links::Unlink { relationship: noors, withdraw: false }).unwrap();
    carry_to_tablet(&mut world);
    assert_eq!(world.first(TABLET).link, LinkView::Ended);
    // The device that ended it is never seen again.
    world.restart(TABLET);
    world.set_online(TABLET, true);
    world.pass(60_000);
    assert_eq!(theirs(&world, SAM), Vec::<&str>::new());
    for device in [TABLET, SAM] {
        assert_over(&world, device);
    }
    // It comes back after all, and finds that it is done.
    world.set_online(NOOR, true);
    assert_over(&world, NOOR);
}

#[test]
fn safety_s06_a_device_that_hears_of_the_end_withdraws_what_it_did_not_share_itself() {
    let Scene { mut world, noors, .. } = scene(2, 2);
    world.set_online(TABLET, false);
    // The tablet has not heard of this one either.
    share_card(&mut world, NOOR, noors, "From the first");
    share_card(&mut world, LAPTOP, noors, "From the laptop");
    world.set_online(NOOR, false);
    world.set_online(LAPTOP, false);
    assert_eq!(theirs(&world, SAM).len(), 2);
    world.act(NOOR, Links::Unlink { relationship: noors, withdraw: true }).unwrap();
    carry_to_tablet(&mut world);
    world.set_online(TABLET, true);
    world.pass(60_000);
    assert_eq!(theirs(&world, SAM), Vec::<&str>::new());
    assert_eq!(erased(&world, SAM), 2, "the relay has erased both bodies");
    for device in [TABLET, SAM] {
        assert_over(&world, device);
    }
    for device in [LAPTOP, NOOR] {
        world.set_online(device, true);
        assert_over(&world, device);
    }
}

#[test]
fn safety_s06_devices_that_end_a_link_at_the_same_time_withdraw_everything_before_they_leave() {
    for seed in 3..6 {
        let Scene { mut world, noors, sams, .. } = scene(seed, 2);
        share_card(&mut world, NOOR, noors, "From the first");
        share_card(&mut world, LAPTOP, noors, "From the laptop");
        world.pass(5_000);
        assert!(is_linked(&world, SAM));
        world.act(NOOR, Links::Unlink { relationship: noors, withdraw: true }).unwrap();
        world.pass(60_000);
        assert_eq!(theirs(&world, SAM), Vec::<&str>::new(), "seed {seed}");
        assert_eq!(erased(&world, SAM), 2, "seed {seed}");
        for device in [NOOR, TABLET, LAPTOP, SAM] {
            assert_over(&world, device);
        }
        assert!(world.act(SAM, Links::Unlink { relationship: sams, withdraw: false }).is_err());
    }
}
