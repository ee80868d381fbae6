//! Another device of one's own, by a link from one that has the vault: without recovery words, and with nobody else.

use client::{
    Command, Outcome, Problem, View,
    command::{Carry, Devices, Door, Links, Pair, ParcelProblem, Recipient},
    view::{
        LinkView, RelayState,
        pairing::{OfferView, PairFailure, PairingStage},
    },
};
use sync::{Refusal, RelayFrame, limits::DEVICE_LINK_LIFETIME_MS};
use testing::{
    people::{PASSPHRASE, World},
    scenes::{
        LAPTOP, NOOR, SAM, Scene, TABLET, add, cards, compare, devices, heard, is_linked, offer, other_relay,
        pair, removal, scene, share_card, theirs, this, use_link, write_card,
    },
};

/// Noor and Sam, linked; Noor's tablet and laptop are not in use yet.
fn unpaired(seed: u64) -> Scene {
    let mut scene = scene(seed, 0);
    scene.world.add_person();
    scene.world.add_person();
    scene
}

fn stage(world: &World, device: usize) -> &PairingStage {
    match world.view(device) {
        View::Pairing(pairing) => &pairing.stage,
        other => panic!("device {device} was to be on its way, not {other:?}"),
    }
}

fn offered(world: &World, device: usize) -> &OfferView {
    world.open(device).devices.offer.as_ref().expect("something is offered")
}

/// What a person's devices are called, in alphabetical order: two that came on one day have no other.
fn names(world: &World, person: usize) -> Vec<&str> {
    let mut names: Vec<_> = devices(world, person).iter().map(|device| device.name.as_str()).collect();
    names.sort_unstable();
    names
}

/// The words that a device shows, whichever side it is.
fn words(world: &World, device: usize) -> Vec<String> {
    match world.view(device) {
        View::Open(open) => match &open.devices.offer {
            Some(OfferView::Comparing { words } | OfferView::Confirmed { words, .. }) => words.clone(),
            other => panic!("words were to be shown, not {other:?}"),
        },
        View::Pairing(pairing) => match &pairing.stage {
            PairingStage::Comparing { words, .. } => words.clone(),
            other => panic!("words were to be shown, not {other:?}"),
        },
        other => panic!("words were to be shown, not {other:?}"),
    }
}

#[test]
fn a_device_is_added_by_a_link_and_has_everything_without_recovery_words() {
    let Scene { mut world, noors, sams, .. } = unpaired(1);
    write_card(&mut world, NOOR, "Rain on a tent roof");
    share_card(&mut world, SAM, sams, "From Sam");
    let link = offer(&mut world, NOOR);
    assert_eq!(use_link(&mut world, TABLET, &link, " Tablet in the kitchen "), Ok(Outcome::Done));
    assert_eq!(words(&world, NOOR), words(&world, TABLET));
    assert_eq!(compare(&mut world, TABLET, true), Ok(Outcome::Done));
    world.pass(10_000);
    assert_eq!(devices(&world, NOOR).len(), 1, "the first device has not confirmed");
    assert_eq!(compare(&mut world, NOOR, true), Ok(Outcome::Done));
    world.pass(10_000);
    assert_eq!(cards(&world, TABLET), ["Rain on a tent roof"]);
    assert_eq!(theirs(&world, TABLET), ["From Sam"]);
    assert!(is_linked(&world, TABLET));
    let added = OfferView::Added { name: "Tablet in the kitchen".into() };
    assert_eq!(offered(&world, NOOR), &added);
    assert_eq!(world.act(NOOR, Command::Pair(Pair::Dismiss)), Ok(Outcome::Done));
    assert_eq!(world.open(NOOR).devices.offer, None);
    for person in [NOOR, TABLET] {
        assert_eq!(names(&world, person), ["", "Tablet in the kitchen"], "device {person}");
        assert_eq!(world.open(person).notices, [], "device {person}");
    }
    // It writes, also into the link, and goes on after a restart with its own passphrase.
    share_card(&mut world, TABLET, noors, "From the tablet");
    world.restart(TABLET);
    world.pass(5_000);
    assert_eq!(theirs(&world, SAM), ["From the tablet"]);
    assert_eq!(world.open(TABLET).relay.state, RelayState::Online);
    assert_eq!(world.open(TABLET).devices.offer, None);
}

#[test]
fn safety_s20_a_device_that_was_added_by_a_link_makes_new_recovery_words_and_cannot_show_the_old() {
    let Scene { mut world, words, .. } = unpaired(2);
    pair(&mut world, NOOR, TABLET, "Tablet");
    let recovery = world.open(TABLET).recovery;
    let today = world.open(NOOR).today;
    assert_eq!((recovery.can_be_shown, recovery.viewed_on), (false, Some(today)));
    let made = world.act(TABLET, Devices::RenewWords { passphrase: PASSPHRASE.into() });
    assert!(matches!(made, Ok(Outcome::Words(new)) if new.len() == 24 && new != words));
    world.pass(5_000);
    assert!(!world.open(TABLET).devices.words_wait);
    // The device that let it in goes on, and the other person notices nothing.
    write_card(&mut world, NOOR, "Afterwards");
    world.pass(5_000);
    assert_eq!(cards(&world, TABLET), ["Afterwards"]);
    assert!(is_linked(&world, NOOR) && is_linked(&world, SAM));
}

#[test]
fn safety_s19_nobody_adds_a_device_with_the_unlocked_one_alone_in_hand() {
    let Scene { mut world, .. } = unpaired(3);
    let link = offer(&mut world, NOOR);
    use_link(&mut world, TABLET, &link, "Not Noor's").unwrap();
    // What the other device calls itself is not shown before the words were compared.
    assert!(matches!(offered(&world, NOOR), OfferView::Comparing { .. }));
    assert!(!format!("{:?}", world.open(NOOR)).contains("Not Noor's"));
    compare(&mut world, TABLET, true).unwrap();
    let guess = |passphrase: &str| Command::Pair(Pair::Compare { same: true, passphrase: passphrase.into() });
    for wrong in ["a guess", "somebody's guess", "another guess"] {
        assert_eq!(world.act(NOOR, guess(wrong)), Err(Problem::WrongPassphrase));
    }
    assert!(matches!(world.act(NOOR, guess(PASSPHRASE)), Err(Problem::Wait { .. })));
    assert!(matches!(offered(&world, NOOR), OfferView::Comparing { .. }));
    world.pass(10_000);
    assert_eq!(devices(&world, NOOR).len(), 1);
    assert_eq!(world.act(NOOR, guess(PASSPHRASE)), Ok(Outcome::Done));
    world.pass(5_000);
    assert_eq!(devices(&world, NOOR).len(), 2);
}

#[test]
fn safety_s19_whoever_photographed_the_link_and_comes_first_is_let_in_by_nobody() {
    let thief = LAPTOP;
    for (seed, own_comes) in [(4, true), (6, false)] {
        let Scene { mut world, .. } = unpaired(seed);
        let link = offer(&mut world, NOOR);
        use_link(&mut world, thief, &link, "Tablet").unwrap();
        compare(&mut world, thief, true).unwrap();
        if own_comes {
            // The person's own device says that somebody was first, shows no words that could be compared, and ends it.
            use_link(&mut world, TABLET, &link, "Tablet").unwrap();
            world.pass(5_000);
            assert_eq!(stage(&world, TABLET), &PairingStage::Failed(PairFailure::Used));
            assert_eq!(compare(&mut world, TABLET, true), Err(Problem::Gone));
            assert_eq!(offered(&world, NOOR), &OfferView::Failed(PairFailure::Ended));
            assert_eq!(compare(&mut world, NOOR, true), Err(Problem::Gone));
        } else {
            assert_eq!(compare(&mut world, NOOR, false), Ok(Outcome::Done));
            assert_eq!(offered(&world, NOOR), &OfferView::Failed(PairFailure::WordsDiffer));
        }
        world.pass(60_000);
        assert_eq!(stage(&world, thief), &PairingStage::Failed(PairFailure::Ended), "seed {seed}");
        assert_eq!(devices(&world, NOOR).len(), 1);
        // Nothing is lost: the next link works, also on the device that came too late.
        if own_comes {
            assert_eq!(world.act(TABLET, Command::Pair(Pair::Dismiss)), Ok(Outcome::Done));
        }
        assert_eq!(world.view(TABLET), &View::Fresh);
        pair(&mut world, NOOR, TABLET, "Tablet");
    }
}

#[test]
fn safety_s19_a_device_that_was_removed_stays_removed_and_its_link_is_of_no_more_use() {
    let Scene { mut world, .. } = unpaired(5);
    let link = offer(&mut world, NOOR);
    use_link(&mut world, TABLET, &link, "Tablet").unwrap();
    compare(&mut world, NOOR, true).unwrap();
    compare(&mut world, TABLET, true).unwrap();
    world.pass(5_000);
    let tablet = this(&world, TABLET);
    world.act(NOOR, removal(tablet)).unwrap();
    world.pass(60_000);
    assert!(world.open(TABLET).devices.is_removed);
    assert_eq!(world.act(TABLET, Command::Pair(Pair::Offer)), Err(Problem::Gone));
    world.act(TABLET, Door::Clean).unwrap();
    use_link(&mut world, TABLET, &link, "Tablet").unwrap();
    world.pass(60_000);
    assert!(matches!(stage(&world, TABLET), PairingStage::Waiting | PairingStage::Failed(_)));
    assert_eq!(devices(&world, NOOR).len(), 1);
}

#[test]
fn both_devices_go_on_after_being_ended_at_every_step() {
    for (seed, ended) in [(10, vec![NOOR]), (11, vec![TABLET]), (12, vec![NOOR, TABLET])] {
        let Scene { mut world, .. } = unpaired(seed);
        write_card(&mut world, NOOR, "Rain on a tent roof");
        let again = |world: &mut World| {
            for device in &ended {
                if !matches!(world.view(*device), View::Fresh) {
                    world.restart(*device);
                }
            }
            world.pass(10_000);
        };
        let link = offer(&mut world, NOOR);
        again(&mut world);
        assert!(matches!(offered(&world, NOOR), OfferView::Out { link: shown, .. } if *shown == link));
        use_link(&mut world, TABLET, &link, "Tablet").unwrap();
        again(&mut world);
        assert_eq!(words(&world, NOOR), words(&world, TABLET), "seed {seed}");
        compare(&mut world, TABLET, true).unwrap();
        again(&mut world);
        assert!(matches!(stage(&world, TABLET), PairingStage::Comparing { confirmed: true, .. }));
        compare(&mut world, NOOR, true).unwrap();
        again(&mut world);
        assert_eq!(cards(&world, TABLET), ["Rain on a tent roof"], "seed {seed}");
        assert_eq!(names(&world, NOOR), ["", "Tablet"], "seed {seed}");
        assert_eq!(world.open(NOOR).notices, [], "seed {seed}");
    }
}

#[test]
fn both_devices_wait_without_a_connection_at_every_step_and_go_on_by_themselves() {
    for (seed, away) in [(20, NOOR), (21, TABLET)] {
        let Scene { mut world, .. } = unpaired(seed);
        world.set_online(away, false);
        let link = offer(&mut world, NOOR);
        // Also ended while nothing has reached the relay yet.
        world.restart(NOOR);
        use_link(&mut world, TABLET, &link, "Tablet").unwrap();
        world.pass(20_000);
        assert!(matches!(offered(&world, NOOR), OfferView::Out { .. }), "seed {seed}");
        assert_eq!(stage(&world, TABLET), &PairingStage::Waiting, "seed {seed}");
        let View::Pairing(pairing) = world.view(TABLET) else { panic!("the tablet is on its way") };
        assert_eq!(pairing.is_online, away != TABLET);
        world.set_online(away, true);
        assert_eq!(words(&world, NOOR), words(&world, TABLET), "seed {seed}");
        world.set_online(away, false);
        compare(&mut world, NOOR, true).unwrap();
        compare(&mut world, TABLET, true).unwrap();
        world.restart(away);
        world.pass(20_000);
        assert_eq!(devices(&world, NOOR).len(), 1, "seed {seed}");
        world.set_online(away, true);
        assert_eq!(devices(&world, NOOR).len(), 2, "seed {seed}");
        assert_eq!(devices(&world, TABLET).len(), 2, "seed {seed}");
    }
}

#[test]
fn a_link_that_is_not_used_in_time_ends_on_both_devices() {
    let Scene { mut world, .. } = unpaired(30);
    let link = offer(&mut world, NOOR);
    world.pass(DEVICE_LINK_LIFETIME_MS - 60_000);
    use_link(&mut world, TABLET, &link, "Tablet").unwrap();
    compare(&mut world, NOOR, true).unwrap();
    world.pass(65_000);
    assert_eq!(stage(&world, TABLET), &PairingStage::Failed(PairFailure::Expired));
    assert_eq!(offered(&world, NOOR), &OfferView::Failed(PairFailure::Expired));
    assert_eq!(devices(&world, NOOR).len(), 1);
    assert_eq!(use_link(&mut world, LAPTOP, &link, "Laptop"), Err(Problem::DeviceLinkExpired));
    // Nothing of it stays on the device that was to be added.
    assert!(world.people[TABLET].store.is_empty(), "{:?}", world.people[TABLET].store.keys());
    world.crash(TABLET);
    assert_eq!(world.view(TABLET), &View::Fresh);
    pair(&mut world, NOOR, TABLET, "Tablet");
}

#[test]
fn a_device_that_confirmed_and_was_away_until_the_end_learns_that_it_was_not_let_in() {
    let Scene { mut world, .. } = unpaired(31);
    let link = offer(&mut world, NOOR);
    use_link(&mut world, TABLET, &link, "Tablet").unwrap();
    world.set_online(TABLET, false);
    compare(&mut world, TABLET, true).unwrap();
    world.pass(DEVICE_LINK_LIFETIME_MS + 600_000);
    assert!(matches!(stage(&world, TABLET), PairingStage::Comparing { confirmed: true, .. }));
    world.set_online(TABLET, true);
    assert_eq!(stage(&world, TABLET), &PairingStage::Failed(PairFailure::Expired));
}

#[test]
fn a_device_that_would_be_let_in_after_the_end_is_not() {
    let Scene { mut world, .. } = unpaired(32);
    let link = offer(&mut world, NOOR);
    use_link(&mut world, TABLET, &link, "Tablet").unwrap();
    compare(&mut world, TABLET, true).unwrap();
    world.set_online(NOOR, false);
    compare(&mut world, NOOR, true).unwrap();
    assert!(matches!(offered(&world, NOOR), OfferView::Confirmed { by_both: true, .. }));
    world.pass(DEVICE_LINK_LIFETIME_MS);
    assert_eq!(offered(&world, NOOR), &OfferView::Failed(PairFailure::Expired));
    world.set_online(NOOR, true);
    world.pass(60_000);
    assert_eq!(devices(&world, NOOR).len(), 1);
    world.pass(300_000);
    assert_eq!(stage(&world, TABLET), &PairingStage::Failed(PairFailure::Expired));
    // The vault goes on as before.
    write_card(&mut world, NOOR, "Afterwards");
    pair(&mut world, NOOR, LAPTOP, "Laptop");
    assert_eq!(cards(&world, LAPTOP), ["Afterwards"]);
}

#[test]
fn either_side_takes_it_back_at_any_step_and_the_other_one_learns_of_it() {
    for (seed, by, used) in [(40, NOOR, true), (41, TABLET, true), (42, NOOR, false)] {
        let Scene { mut world, .. } = unpaired(seed);
        let link = offer(&mut world, NOOR);
        if used {
            use_link(&mut world, TABLET, &link, "Tablet").unwrap();
            compare(&mut world, TABLET, true).unwrap();
        }
        assert_eq!(world.act(by, Command::Pair(Pair::Stop)), Ok(Outcome::Done));
        world.pass(20_000);
        match (by, used) {
            (NOOR, true) => {
                assert_eq!(world.open(NOOR).devices.offer, None);
                assert_eq!(stage(&world, TABLET), &PairingStage::Failed(PairFailure::Ended));
            }
            (_, true) => {
                assert_eq!(world.view(TABLET), &View::Fresh);
                assert_eq!(offered(&world, NOOR), &OfferView::Failed(PairFailure::Ended));
            }
            (_, false) => {
                use_link(&mut world, TABLET, &link, "Tablet").unwrap();
                world.pass(20_000);
                // Whether it was taken back or has not come yet cannot be told apart: it waits until the link ends.
                assert_eq!(stage(&world, TABLET), &PairingStage::Waiting);
                world.pass(DEVICE_LINK_LIFETIME_MS);
                assert_eq!(stage(&world, TABLET), &PairingStage::Failed(PairFailure::Expired));
            }
        }
        assert_eq!(devices(&world, NOOR).len(), 1, "seed {seed}");
        assert_eq!(world.act(NOOR, Command::Pair(Pair::Stop)), Err(Problem::Gone));
    }
}

#[test]
fn words_that_differ_end_it_whichever_device_says_so() {
    for (seed, by) in [(50, NOOR), (51, TABLET)] {
        let Scene { mut world, .. } = unpaired(seed);
        let link = offer(&mut world, NOOR);
        use_link(&mut world, TABLET, &link, "Tablet").unwrap();
        compare(&mut world, by, false).unwrap();
        world.pass(20_000);
        let (own, other) = (PairFailure::WordsDiffer, PairFailure::Ended);
        let (noors, tablets) = if by == NOOR { (own, other) } else { (other, own) };
        assert_eq!(offered(&world, NOOR), &OfferView::Failed(noors), "seed {seed}");
        assert_eq!(stage(&world, TABLET), &PairingStage::Failed(tablets), "seed {seed}");
        assert_eq!(devices(&world, NOOR).len(), 1);
    }
}

#[test]
fn an_invite_is_no_link_for_a_device_and_a_link_for_a_device_no_invite() {
    let Scene { mut world, .. } = unpaired(60);
    let mum = add(&mut world, NOOR, "Mum");
    let Ok(Outcome::Invite(invite)) = world.act(NOOR, Links::Invite { relationship: mum }) else {
        panic!("an invite was to be made")
    };
    let link = offer(&mut world, NOOR);
    assert_eq!(use_link(&mut world, TABLET, &invite, "Tablet"), Err(Problem::InviteNotDeviceLink));
    let behind = format!("https://app.example/#device={invite}");
    assert_eq!(use_link(&mut world, TABLET, &behind, "Tablet"), Err(Problem::InviteNotDeviceLink));
    assert_eq!(use_link(&mut world, TABLET, "something else", "Tablet"), Err(Problem::BadDeviceLink));
    assert_eq!(use_link(&mut world, TABLET, &link[1..], "Tablet"), Err(Problem::BadDeviceLink));
    assert_eq!(use_link(&mut world, TABLET, &link, " "), Err(Problem::Empty));
    let short = Pair::Join { link: link.clone(), name: "Tablet".into(), passphrase: "short".into() };
    assert_eq!(world.act(TABLET, Command::Pair(short)), Err(Problem::ShortPassphrase { min: 8 }));
    assert_eq!(world.view(TABLET), &View::Fresh);

    let noor = add(&mut world, SAM, "Noor again");
    let join = |invite: String| Command::Links(Links::Join { invite, relationship: noor });
    assert_eq!(world.act(SAM, join(link.clone())), Err(Problem::DeviceLinkNotInvite));
    assert_eq!(world.act(SAM, Links::Read { invite: link.clone() }), Err(Problem::DeviceLinkNotInvite));
    // Nor does a device that has a vault give it up for another one.
    assert_eq!(use_link(&mut world, SAM, &link, "Sam's"), Err(Problem::VaultExists));
    let relay = world.act(TABLET, Command::Pair(Pair::Read { link: link.clone() }));
    assert!(matches!(relay, Ok(Outcome::InviteRead(read)) if read.relay == testing::people::RELAY));
    // The link was used by none of this.
    assert_eq!(use_link(&mut world, TABLET, &link, "Tablet"), Ok(Outcome::Done));
    assert_eq!(words(&world, NOOR), words(&world, TABLET));
    assert!(matches!(world.open(NOOR).relationships[1].link, LinkView::Invited { .. }));
}

#[test]
fn another_relay_ends_what_was_offered_and_without_one_nothing_is() {
    let Scene { mut world, .. } = unpaired(70);
    offer(&mut world, NOOR);
    assert_eq!(world.act(NOOR, other_relay("")), Ok(Outcome::Done));
    assert_eq!(offered(&world, NOOR), &OfferView::Failed(PairFailure::Ended));
    assert_eq!(world.act(NOOR, Command::Pair(Pair::Offer)), Err(Problem::BadRelay));
}

#[test]
fn a_device_comes_while_another_one_is_removed_and_new_words_are_made() {
    let Scene { mut world, noors, .. } = unpaired(80);
    pair(&mut world, NOOR, TABLET, "Tablet");
    let link = offer(&mut world, NOOR);
    use_link(&mut world, LAPTOP, &link, "Laptop").unwrap();
    compare(&mut world, LAPTOP, true).unwrap();
    world.set_online(NOOR, false);
    let tablet = this(&world, TABLET);
    world.act(NOOR, removal(tablet)).unwrap();
    world.act(NOOR, Devices::RenewWords { passphrase: PASSPHRASE.into() }).unwrap();
    compare(&mut world, NOOR, true).unwrap();
    world.restart(NOOR);
    world.set_online(NOOR, true);
    world.pass(60_000);
    assert_eq!(names(&world, NOOR), ["", "Laptop"]);
    assert!(!world.open(NOOR).devices.words_wait);
    assert!(world.open(TABLET).devices.is_removed);
    share_card(&mut world, LAPTOP, noors, "From the laptop");
    world.pass(5_000);
    assert_eq!(theirs(&world, SAM), ["From the laptop"]);
}

#[test]
fn safety_s19_a_device_that_is_let_in_does_not_keep_another_one_from_being_removed_first() {
    let Scene { mut world, noors, .. } = unpaired(81);
    pair(&mut world, NOOR, TABLET, "Tablet");
    let link = offer(&mut world, NOOR);
    use_link(&mut world, LAPTOP, &link, "Laptop").unwrap();
    compare(&mut world, LAPTOP, true).unwrap();
    world.set_online(NOOR, false);
    compare(&mut world, NOOR, true).unwrap();
    assert!(matches!(offered(&world, NOOR), OfferView::Confirmed { by_both: true, .. }));
    let (tablet, before) = (this(&world, TABLET), world.people[TABLET].received.len());
    world.act(NOOR, removal(tablet)).unwrap();
    write_card(&mut world, NOOR, "Not for the tablet");
    share_card(&mut world, NOOR, noors, "For Sam and the laptop");
    // By hand nothing leaves before the removal either.
    let make = Carry::Make { recipient: Recipient::OwnDevices, everything: false };
    assert_eq!(world.act(NOOR, Command::Carry(make)), Err(Problem::Parcel(ParcelProblem::HeldBack)));
    world.act(NOOR, Devices::RenewWords { passphrase: PASSPHRASE.into() }).unwrap();
    world.restart(NOOR);
    world.set_online(NOOR, true);
    world.pass(60_000);
    let carried = |frame: &RelayFrame| match frame {
        RelayFrame::Entries { entries, .. } | RelayFrame::Page { entries, .. } => entries.len(),
        _ => 0,
    };
    assert_eq!(heard(&world, TABLET, before).iter().map(carried).sum::<usize>(), 0);
    assert!(world.open(TABLET).devices.is_removed);
    assert_eq!(cards(&world, TABLET), Vec::<&str>::new());
    assert_eq!(names(&world, NOOR), ["", "Laptop"]);
    assert!(!world.open(NOOR).devices.words_wait);
    assert_eq!(cards(&world, LAPTOP), ["For Sam and the laptop", "Not for the tablet"]);
    assert_eq!(theirs(&world, SAM), ["For Sam and the laptop"]);
}

#[test]
fn safety_s19_a_device_that_the_relay_let_in_unheard_goes_again_when_it_is_given_up() {
    for (seed, in_time) in [(82, true), (83, false)] {
        let Scene { mut world, .. } = unpaired(seed);
        let link = offer(&mut world, NOOR);
        use_link(&mut world, TABLET, &link, "Tablet").unwrap();
        compare(&mut world, TABLET, true).unwrap();
        world.set_online(NOOR, false);
        compare(&mut world, NOOR, true).unwrap();
        // The record reaches the relay, and its answer never this device.
        let unheard = world.people[NOOR].store.clone();
        world.set_online(NOOR, true);
        assert_eq!(devices(&world, TABLET).len(), 2, "seed {seed}");
        world.set_online(NOOR, false);
        world.people[NOOR].store = unheard;
        world.restart(NOOR);
        assert_eq!(devices(&world, NOOR).len(), 1, "seed {seed}");
        if in_time {
            world.act(NOOR, Command::Pair(Pair::Stop)).unwrap();
        } else {
            world.pass(DEVICE_LINK_LIFETIME_MS);
            assert_eq!(offered(&world, NOOR), &OfferView::Failed(PairFailure::Expired));
        }
        world.set_online(NOOR, true);
        world.pass(60_000);
        assert_eq!(devices(&world, NOOR).len(), 1, "seed {seed}");
        assert!(world.open(TABLET).devices.is_removed, "seed {seed}");
    }
}

#[test]
fn a_relay_in_trouble_is_no_word_on_whether_a_device_was_let_in() {
    let Scene { mut world, .. } = unpaired(84);
    let link = offer(&mut world, NOOR);
    use_link(&mut world, TABLET, &link, "Tablet").unwrap();
    compare(&mut world, TABLET, true).unwrap();
    world.people[TABLET].opens_refused = Some(Refusal::TooMany);
    compare(&mut world, NOOR, true).unwrap();
    world.pass(DEVICE_LINK_LIFETIME_MS + 600_000);
    assert!(matches!(stage(&world, TABLET), PairingStage::Comparing { confirmed: true, .. }));
    world.people[TABLET].opens_refused = None;
    world.pass(10_000);
    assert_eq!(devices(&world, TABLET).len(), 2);
}

#[test]
fn a_device_that_was_let_in_and_has_not_come_yet_stands_in_the_list_by_its_name() {
    let Scene { mut world, .. } = unpaired(85);
    let link = offer(&mut world, NOOR);
    use_link(&mut world, TABLET, &link, "Tablet").unwrap();
    compare(&mut world, TABLET, true).unwrap();
    world.set_online(TABLET, false);
    compare(&mut world, NOOR, true).unwrap();
    assert_eq!(names(&world, NOOR), ["", "Tablet"]);
    // What it is called since is not undone by its coming.
    let tablet = devices(&world, NOOR).iter().find(|device| !device.is_this).unwrap().id;
    world.act(NOOR, Devices::Name { device: tablet, name: "In the kitchen".into() }).unwrap();
    world.set_online(TABLET, true);
    for device in [NOOR, TABLET] {
        assert_eq!(names(&world, device), ["", "In the kitchen"], "device {device}");
    }
}

#[test]
fn safety_s21_a_vault_that_comes_while_nobody_is_there_is_locked_at_once() {
    let Scene { mut world, .. } = unpaired(86);
    write_card(&mut world, NOOR, "Rain on a tent roof");
    let link = offer(&mut world, NOOR);
    use_link(&mut world, TABLET, &link, "Tablet").unwrap();
    compare(&mut world, TABLET, true).unwrap();
    world.people[TABLET].present = false;
    world.set_online(TABLET, false);
    compare(&mut world, NOOR, true).unwrap();
    world.pass(DEVICE_LINK_LIFETIME_MS + 60_000);
    world.set_online(TABLET, true);
    assert!(matches!(world.view(TABLET), View::Locked { .. }), "{:?}", world.view(TABLET));
    world.act(TABLET, Door::Unlock { passphrase: PASSPHRASE.into() }).unwrap();
    world.pass(10_000);
    assert_eq!(cards(&world, TABLET), ["Rain on a tent roof"]);
}
