//! One person, several devices: the list, a new one, one that is taken away.

use client::{
    Command, Outcome, Problem,
    command::{Devices, Door, Items},
    view::Notice,
};
use model::DeviceId;
use sync::RelayFrame;
use testing::{
    people::{PASSPHRASE, World},
    scenes::{
        LAPTOP, NOOR, SAM, Scene, TABLET, cards, devices, heard, is_linked, link, pair, recover, removal,
        scene, share_card, theirs, this, write_card,
    },
};

/// Frames that carry something which a device did not have before.
fn carries_news(frame: &RelayFrame) -> bool {
    match frame {
        RelayFrame::Entries { entries, .. } | RelayFrame::Page { entries, .. } => !entries.is_empty(),
        RelayFrame::ControlPage { records, .. } => !records.is_empty(),
        RelayFrame::CheckpointPiece { .. } | RelayFrame::Erased { .. } | RelayFrame::Opened { .. } => true,
        _ => false,
    }
}

#[test]
fn safety_s19_every_own_device_is_listed_with_its_name_and_day_on_all_of_them() {
    let Scene { mut world, .. } = scene(1, 2);
    let today = world.open(NOOR).today;
    for person in [NOOR, TABLET, LAPTOP] {
        let listed = devices(&world, person);
        assert_eq!(listed.len(), 3, "device {person}");
        assert_eq!(listed.iter().filter(|device| device.is_this).count(), 1);
        assert!(listed.iter().all(|device| device.added_on == Some(today) && !device.is_leaving));
    }
    let tablet = this(&world, TABLET);
    assert_eq!(
        world.act(LAPTOP, Devices::Name { device: tablet, name: " Tablet ".into() }),
        Ok(Outcome::Done)
    );
    for person in [NOOR, TABLET, LAPTOP] {
        let named: Vec<_> = devices(&world, person).iter().filter(|device| device.name == "Tablet").collect();
        assert_eq!(named.iter().map(|device| device.id).collect::<Vec<_>>(), [tablet]);
    }
    assert_eq!(devices(&world, SAM).len(), 1);
    let nobody = Command::Devices(Devices::Name { device: DeviceId([1; 16]), name: "Mine".into() });
    assert_eq!(world.act(NOOR, nobody), Err(Problem::Gone));
}

#[test]
fn safety_s19_a_new_device_is_announced_to_own_devices_and_not_a_byte_of_it_to_the_other_person() {
    for by_link in [false, true] {
        let mut world = World::new(2, 4);
        let words = world.create_vault(NOOR, "Noor");
        world.create_vault(SAM, "Sam");
        link(&mut world, NOOR, SAM);
        recover(&mut world, TABLET, &words);
        world.pass(60_000);
        let (sam_heard, sam_sees) = (world.people[SAM].received.len(), world.open(SAM).clone());
        let today = world.open(NOOR).today;
        if by_link {
            pair(&mut world, TABLET, LAPTOP, "Laptop at home");
        } else {
            recover(&mut world, LAPTOP, &words);
        }
        world.pass(1_000);
        let laptop = this(&world, LAPTOP);
        let notice = Notice::NewDevice { device: laptop, added_on: Some(today) };
        assert!(world.open(NOOR).notices.contains(&notice), "{:?}", world.open(NOOR).notices);
        // Where it was let in by passphrase, nobody has to be asked again.
        assert_eq!(world.open(TABLET).notices.contains(&notice), !by_link);
        assert!(!world.open(LAPTOP).notices.contains(&notice));
        // The whole of what reached the other person, and of what they see.
        assert_eq!(world.people[SAM].received.len(), sam_heard, "by link: {by_link}");
        assert_eq!(world.open(SAM), &sam_sees);

        assert_eq!(
            world.act(NOOR, Devices::Dismiss { device: laptop, passphrase: PASSPHRASE.into() }),
            Ok(Outcome::Done)
        );
        assert!(!world.open(NOOR).notices.contains(&notice));
        world.restart(NOOR);
        world.pass(5_000);
        assert!(!world.open(NOOR).notices.contains(&notice));
        // Each device asks by itself: whoever holds the new one cannot wave the question away for the others.
        assert_eq!(world.open(TABLET).notices.contains(&notice), !by_link);
    }
}

#[test]
fn safety_s19_a_removed_device_receives_nothing_new_keeps_what_it_had_and_is_told() {
    for by_link in [false, true] {
        let Scene { mut world, noors, sams, .. } = scene(3, usize::from(!by_link));
        if by_link {
            world.add_person();
            pair(&mut world, NOOR, TABLET, "Tablet");
        }
        write_card(&mut world, NOOR, "From before");
        assert_eq!(cards(&world, TABLET), ["From before"]);
        let (tablet, before) = (this(&world, TABLET), world.people[TABLET].received.len());
        assert_eq!(world.act(NOOR, removal(tablet)), Ok(Outcome::Done));
        world.pass(1_000);
        share_card(&mut world, NOOR, noors, "Only for Sam");
        share_card(&mut world, SAM, sams, "Only for Noor");
        world.pass(120_000);
        // Once more, from the beginning: also a new connection gets nothing.
        world.set_online(TABLET, false);
        world.set_online(TABLET, true);
        let news: Vec<_> = heard(&world, TABLET, before).into_iter().filter(carries_news).collect();
        assert_eq!(news, [], "the tablet hears nothing new");
        assert!(world.open(TABLET).devices.is_removed);
        assert_eq!(world.open(TABLET).notices, [Notice::Removed]);
        assert_eq!(cards(&world, TABLET), ["From before"]);

        assert_eq!(devices(&world, NOOR).len(), 1);
        assert!(is_linked(&world, NOOR) && is_linked(&world, SAM));
        assert_eq!(theirs(&world, NOOR), ["Only for Noor"]);
        assert_eq!(theirs(&world, SAM), ["Only for Sam"]);
        assert_eq!(world.open(SAM).notices, []);
        assert_eq!(world.open(NOOR).notices, []);
        assert!(!world.open(NOOR).devices.is_removed);
    }
}

#[test]
fn safety_s19_removing_a_device_works_offline_and_what_was_written_since_never_reaches_it() {
    let Scene { mut world, noors, .. } = scene(4, 1);
    let (tablet, before) = (this(&world, TABLET), world.people[TABLET].received.len());
    world.set_online(NOOR, false);
    write_card(&mut world, NOOR, "Written before removing");
    assert_eq!(world.act(NOOR, removal(tablet)), Ok(Outcome::Done));
    assert!(devices(&world, NOOR).iter().any(|device| device.id == tablet && device.is_leaving));
    share_card(&mut world, NOOR, noors, "Written after removing");
    world.restart(NOOR);
    world.pass(60_000);
    assert!(!world.open(TABLET).devices.is_removed);
    world.set_online(NOOR, true);
    let news: Vec<_> = heard(&world, TABLET, before).into_iter().filter(carries_news).collect();
    assert_eq!(news, []);
    assert_eq!(devices(&world, NOOR).len(), 1);
    assert_eq!(theirs(&world, SAM), ["Written after removing"]);
    world.pass(60_000);
    assert!(world.open(TABLET).devices.is_removed);
}

#[test]
fn safety_s19_the_remaining_devices_go_on_in_every_link_also_one_that_was_away() {
    for away in [false, true] {
        let Scene { mut world, noors, sams, .. } = scene(5, 2);
        world.set_online(LAPTOP, !away);
        let tablet = this(&world, TABLET);
        world.act(NOOR, removal(tablet)).unwrap();
        world.pass(60_000);
        share_card(&mut world, SAM, sams, "For all that remain");
        world.set_online(LAPTOP, true);
        world.pass(60_000);
        assert_eq!(theirs(&world, LAPTOP), ["For all that remain"], "away: {away}");
        assert_eq!(devices(&world, LAPTOP).len(), 2);
        share_card(&mut world, LAPTOP, noors, "From the laptop");
        world.pass(5_000);
        assert_eq!(theirs(&world, SAM), ["From the laptop"], "away: {away}");
        // Whichever device wrote it, and whichever member that was: any remaining device withdraws it.
        world.restart(NOOR);
        world.pass(5_000);
        let item = world.they_see(NOOR).first().and_then(|seen| seen.item).expect("something is shared");
        world.act(NOOR, Command::Items(Items::Withdraw { relationship: noors, item })).unwrap();
        world.pass(5_000);
        assert_eq!(theirs(&world, SAM), Vec::<&str>::new(), "away: {away}");
        for person in [NOOR, SAM, LAPTOP] {
            assert_eq!(
                world
                    .open(person)
                    .notices
                    .iter()
                    .filter(|notice| !matches!(notice, Notice::NewDevice { .. }))
                    .count(),
                0,
                "device {person}, away: {away}: {:?}",
                world.open(person).notices
            );
        }
    }
}

#[test]
fn what_was_shared_before_a_device_was_removed_can_still_be_withdrawn_and_is_erased_on_the_relay() {
    let Scene { mut world, noors, .. } = scene(6, 1);
    let item = share_card(&mut world, NOOR, noors, "Shared long ago");
    let tablet = this(&world, TABLET);
    world.act(NOOR, removal(tablet)).unwrap();
    world.pass(5_000);
    world.restart(NOOR);
    world.pass(5_000);
    world.act(NOOR, Command::Items(Items::Withdraw { relationship: noors, item })).unwrap();
    world.pass(5_000);
    assert_eq!(theirs(&world, SAM), Vec::<&str>::new());
    let erased =
        heard(&world, SAM, 0).iter().filter(|frame| matches!(frame, RelayFrame::Erased { .. })).count();
    assert_eq!(erased, 1);
}

#[test]
fn a_device_that_came_after_a_removal_erases_what_was_shared_before_it() {
    let Scene { mut world, noors, words, .. } = scene(16, 1);
    let item = share_card(&mut world, NOOR, noors, "Shared long ago");
    let tablet = this(&world, TABLET);
    world.act(NOOR, removal(tablet)).unwrap();
    world.pass(5_000);
    world.act(TABLET, Door::Clean).unwrap();
    recover(&mut world, TABLET, &words);
    world.pass(60_000);
    assert!(is_linked(&world, TABLET));
    world.act(TABLET, Command::Items(Items::Withdraw { relationship: noors, item })).unwrap();
    world.pass(5_000);
    assert_eq!(theirs(&world, SAM), Vec::<&str>::new());
    let erased =
        heard(&world, SAM, 0).iter().filter(|frame| matches!(frame, RelayFrame::Erased { .. })).count();
    assert_eq!(erased, 1, "the relay has erased the body");
}

#[test]
fn this_device_and_one_that_is_none_are_not_removed() {
    let Scene { mut world, .. } = scene(7, 1);
    let here = this(&world, NOOR);
    assert_eq!(world.act(NOOR, removal(here)), Err(Problem::ThisDevice));
    let nobody = Command::Devices(removal(DeviceId([1; 16])));
    assert_eq!(world.act(NOOR, nobody), Err(Problem::Gone));
}

#[test]
fn two_devices_that_remove_a_third_at_the_same_time_agree() {
    let Scene { mut world, noors, sams, .. } = scene(8, 2);
    let tablet = this(&world, TABLET);
    world.set_online(NOOR, false);
    world.set_online(LAPTOP, false);
    for person in [NOOR, LAPTOP] {
        world.act(person, removal(tablet)).unwrap();
    }
    world.people[NOOR].online = true;
    world.people[LAPTOP].online = true;
    world.pass(120_000);
    assert_eq!((devices(&world, NOOR).len(), devices(&world, LAPTOP).len()), (2, 2));
    share_card(&mut world, NOOR, noors, "From the first");
    share_card(&mut world, LAPTOP, noors, "From the laptop");
    share_card(&mut world, SAM, sams, "From Sam");
    world.pass(60_000);
    assert_eq!(theirs(&world, SAM).len(), 2);
    assert_eq!(
        (theirs(&world, NOOR), theirs(&world, LAPTOP)),
        (vec!["From Sam".into()], vec!["From Sam".into()])
    );
}

#[test]
fn a_device_that_was_recovered_brings_the_vault_to_a_relay_that_lost_everything() {
    let mut world = World::new(9, 2);
    let words = world.create_vault(0, "Noor");
    write_card(&mut world, 0, "Rain on a tent roof");
    recover(&mut world, 1, &words);
    // The first device is lost, and then the relay loses everything.
    world.set_online(0, false);
    world.replace_relay();
    world.pass(120_000);
    assert!(!world.open(1).devices.is_removed);
    world.people[0].store.clear();
    world.crash(0);
    world.people[0].online = true;
    recover(&mut world, 0, &words);
    assert_eq!(cards(&world, 0), ["Rain on a tent roof"]);
}
