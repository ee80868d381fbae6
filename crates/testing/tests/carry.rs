//! Exchanging without a relay: by parcels, as files or codes carry them.

use client::command::Items;
use client::{
    Command, Outcome, Problem,
    command::{Brought, Carry, Links, ParcelProblem, Recipient},
    storage,
    view::{LinkView, Notice},
};
use model::RelationshipId;
use sync::{Body, parcel::Parcel};
use testing::{
    people::{PASSPHRASE, World},
    scenes::{
        LAPTOP, NOOR, SAM, Scene, TABLET, cards, is_linked, link, other_relay, recover, removal, scene,
        share_card, theirs, this, write_card,
    },
};

fn try_make(
    world: &mut World,
    person: usize,
    recipient: Recipient,
    everything: bool,
) -> Result<Vec<u8>, Problem> {
    match world.act(person, Command::Carry(Carry::Make { recipient, everything })) {
        Ok(Outcome::Parcel(parcel)) => Ok(parcel),
        Ok(other) => panic!("a parcel was to be made, not {other:?}"),
        Err(problem) => Err(problem),
    }
}

fn make(world: &mut World, person: usize, to: RelationshipId) -> Vec<u8> {
    try_make(world, person, Recipient::Other(to), false).expect("there is something to carry")
}

fn make_for_own(world: &mut World, person: usize) -> Vec<u8> {
    try_make(world, person, Recipient::OwnDevices, false).expect("there is something to carry")
}

fn receive(world: &mut World, person: usize, parcel: &[u8]) -> Result<Brought, Problem> {
    match world.act(person, Command::Carry(Carry::Receive { parcel: parcel.to_vec() })) {
        Ok(Outcome::Brought(brought)) => Ok(brought),
        Ok(other) => panic!("a parcel was to be taken in, not {other:?}"),
        Err(problem) => Err(problem),
    }
}

fn refused(problem: ParcelProblem) -> Result<Brought, Problem> {
    Err(Problem::Parcel(problem))
}

/// What a screen points out, but for new devices of one's own.
fn notices(world: &World, person: usize) -> Vec<&Notice> {
    let notices = world.open(person).notices.iter();
    notices.filter(|notice| !matches!(notice, Notice::NewDevice { .. })).collect()
}

/// Noor and Sam are linked, and nobody can reach the relay any more.
fn offline(seed: u64, devices: usize) -> Scene {
    let mut scene = scene(seed, devices);
    for person in 0..2 + devices {
        scene.world.set_online(person, false);
    }
    scene
}

#[test]
fn two_people_exchange_both_ways_without_a_relay_and_the_relay_later_finds_nothing_to_complain_of() {
    let Scene { mut world, noors, sams, .. } = offline(1, 0);
    share_card(&mut world, NOOR, noors, "From Noor");
    let parcel = make(&mut world, NOOR, noors);
    let brought = receive(&mut world, SAM, &parcel).unwrap();
    assert_eq!((brought.from, brought.missing, brought.unreadable), (Some(sams), false, 0));
    assert!(brought.new > 0);
    assert_eq!(theirs(&world, SAM), ["From Noor"]);
    // Again it brings nothing, and says so.
    let again = receive(&mut world, SAM, &parcel).unwrap();
    assert_eq!((again.new, again.known), (0, brought.new + brought.known));

    share_card(&mut world, SAM, sams, "From Sam");
    let parcel = make(&mut world, SAM, sams);
    receive(&mut world, NOOR, &parcel).unwrap();
    assert_eq!(theirs(&world, NOOR), ["From Sam"]);
    // Sam has told in an entry of its own what came; so nothing is left to carry.
    let nothing = try_make(&mut world, NOOR, Recipient::Other(noors), false);
    assert_eq!(nothing, Err(Problem::Parcel(ParcelProblem::Nothing)));

    for person in [SAM, NOOR] {
        world.restart(person);
        world.set_online(person, true);
    }
    for person in [NOOR, SAM] {
        assert_eq!(notices(&world, person), Vec::<&Notice>::new(), "person {person}");
        assert_eq!(world.open(person).relay.waiting, 0);
    }
    assert_eq!(
        (theirs(&world, NOOR), theirs(&world, SAM)),
        (vec!["From Sam".into()], vec!["From Noor".into()])
    );
    share_card(&mut world, NOOR, noors, "By relay again");
    assert_eq!(theirs(&world, SAM), ["By relay again", "From Noor"]);
    assert_eq!(world.open(SAM).notices, []);
}

#[test]
fn what_came_in_a_parcel_reaches_the_relay_though_its_author_never_does_again() {
    let mut world = World::new(2, 2);
    world.create_vault(NOOR, "Noor");
    let words = world.create_vault(SAM, "Sam");
    let (noors, _) = link(&mut world, NOOR, SAM);
    world.set_online(NOOR, false);
    world.set_online(SAM, false);
    share_card(&mut world, NOOR, noors, "Carried by hand");
    let parcel = make(&mut world, NOOR, noors);
    receive(&mut world, SAM, &parcel).unwrap();
    world.replace_relay();
    world.set_online(SAM, true);
    assert_eq!(world.open(SAM).relay.waiting, 0);
    world.lose(SAM);
    recover(&mut world, SAM, &words);
    world.pass(60_000);
    assert_eq!(theirs(&world, SAM), ["Carried by hand"]);
}

#[test]
fn a_parcel_is_kept_when_the_device_stops_right_after_it_was_told_so() {
    let Scene { mut world, noors, .. } = offline(3, 0);
    share_card(&mut world, NOOR, noors, "Kept");
    let parcel = make(&mut world, NOOR, noors);
    world.people[SAM].store_works = false;
    world.send(SAM, client::CommandId(7), Command::Carry(Carry::Receive { parcel: parcel.clone() }));
    assert_eq!(world.reply(SAM, client::CommandId(7)), None, "nobody is told before it is kept");
    world.people[SAM].store_works = true;
    world.pass(10_000);
    assert!(matches!(world.reply(SAM, client::CommandId(7)), Some(client::Reply::Done(_))));
    world.restart(SAM);
    assert_eq!(theirs(&world, SAM), ["Kept"]);
}

#[test]
fn safety_s10_a_withdrawal_travels_in_a_parcel_and_takes_the_content_off_the_other_device() {
    let Scene { mut world, noors, .. } = offline(4, 0);
    let item = share_card(&mut world, NOOR, noors, "Shared and taken back");
    let first = make(&mut world, NOOR, noors);
    receive(&mut world, SAM, &first).unwrap();
    assert_eq!(theirs(&world, SAM), ["Shared and taken back"]);
    assert_eq!(
        world.act(NOOR, Command::Items(Items::Withdraw { relationship: noors, item })),
        Ok(Outcome::Done)
    );
    let second = make(&mut world, NOOR, noors);
    assert_eq!(bodies(&first).0, 0);
    assert_eq!(bodies(&second).0, 1, "the proof goes along instead of the content");
    receive(&mut world, SAM, &second).unwrap();
    assert_eq!(theirs(&world, SAM), Vec::<&str>::new());
    let erased = storage::read(&world.people[SAM].store, PASSPHRASE).unwrap();
    let erased = erased.iter().filter(|(key, value)| {
        key.contains("/tail/")
            && minicbor::decode::<sync::Entry>(value).is_ok_and(|entry| matches!(entry.body, Body::Erased(_)))
    });
    assert_eq!(erased.count(), 1);
    // The first parcel, brought in once more, brings nothing back; nor does Sam hand it to the relay.
    assert_eq!(receive(&mut world, SAM, &first).map(|brought| brought.new), Ok(0));
    assert_eq!(theirs(&world, SAM), Vec::<&str>::new());
    world.restart(SAM);
    let before = world.sent.len();
    world.set_online(SAM, true);
    let handed_in =
        world.sent[before..].iter().filter_map(|bytes| match sync::ClientFrame::from_bytes(bytes).unwrap() {
            sync::ClientFrame::Append { entries, .. } => Some(entries),
            _ => None,
        });
    let erased = handed_in.flatten().filter(|entry| matches!(entry.body, Body::Erased(_)));
    assert_eq!(erased.count(), 1);
    world.set_online(NOOR, true);
    for person in [NOOR, SAM] {
        assert_eq!(notices(&world, person), Vec::<&Notice>::new(), "person {person}");
    }
}

/// How many entries of a parcel are erased, and how many have a body.
fn bodies(parcel: &[u8]) -> (usize, usize) {
    let parcel = Parcel::from_bytes(parcel).expect("the app made it");
    let entries = parcel.parts.iter().flat_map(|part| &part.entries);
    let (erased, sealed): (Vec<_>, Vec<_>) = entries.partition(|entry| matches!(entry.body, Body::Erased(_)));
    (erased.len(), sealed.len())
}

#[test]
fn safety_s08_a_parcel_for_somebody_holds_nothing_but_what_was_granted_to_them() {
    let mut world = World::new(5, 3);
    for (person, name) in [(0, "Noor"), (1, "Sam"), (2, "Kim")] {
        world.create_vault(person, name);
    }
    let (with_sam, _) = link(&mut world, 0, 1);
    let (with_kim, _) = link(&mut world, 0, 2);
    for person in 0..3 {
        world.set_online(person, false);
    }
    write_card(&mut world, 0, "For nobody");
    share_card(&mut world, 0, with_kim, "For Kim alone");
    let before = try_make(&mut world, 0, Recipient::Other(with_sam), true).unwrap();
    share_card(&mut world, 0, with_sam, "For Sam alone");
    let parcel = try_make(&mut world, 0, Recipient::Other(with_sam), true).unwrap();
    // One space, and in it one entry more for the one thing that was granted.
    assert_eq!(Parcel::from_bytes(&parcel).unwrap().parts.len(), 1);
    assert_eq!(bodies(&parcel).1, bodies(&before).1 + 1);
    receive(&mut world, 1, &parcel).unwrap();
    assert_eq!(theirs(&world, 1), ["For Sam alone"]);
    assert_eq!(receive(&mut world, 2, &parcel), refused(ParcelProblem::Elsewhere));
    // Whoever finds it reads nothing in it.
    for text in ["For nobody", "For Kim alone", "For Sam alone", "Noor", "Sam"] {
        assert!(!parcel.windows(text.len()).any(|window| window == text.as_bytes()), "“{text}”");
    }
}

#[test]
fn safety_s17_making_a_parcel_leaves_no_trace_in_what_others_get() {
    let Scene { mut world, noors, .. } = scene(6, 0);
    share_card(&mut world, NOOR, noors, "Before");
    let before = (world.sent.len(), world.open(SAM).clone(), world.open(NOOR).clone());
    make(&mut world, NOOR, noors);
    assert_eq!((world.sent.len(), world.open(SAM).clone(), world.open(NOOR).clone()), before);
}

#[test]
fn a_second_device_gets_what_the_first_wrote_and_what_others_shared() {
    let Scene { mut world, noors, sams, .. } = offline(7, 1);
    write_card(&mut world, NOOR, "Noor's own");
    share_card(&mut world, SAM, sams, "From Sam");
    let parcel = make(&mut world, SAM, sams);
    receive(&mut world, NOOR, &parcel).unwrap();
    let parcel = make_for_own(&mut world, NOOR);
    let brought = receive(&mut world, TABLET, &parcel).unwrap();
    assert_eq!((brought.missing, brought.unreadable), (false, 0));
    assert_eq!(cards(&world, TABLET), ["Noor's own"]);
    assert_eq!(theirs(&world, TABLET), ["From Sam"]);
    // And back; then each goes to the relay in its own time.
    share_card(&mut world, TABLET, noors, "From the tablet");
    let parcel = make_for_own(&mut world, TABLET);
    receive(&mut world, NOOR, &parcel).unwrap();
    assert_eq!(cards(&world, NOOR), ["From the tablet", "Noor's own"]);
    for person in [TABLET, NOOR, SAM] {
        world.set_online(person, true);
        world.restart(person);
        world.pass(60_000);
    }
    for person in [NOOR, SAM, TABLET] {
        assert_eq!(notices(&world, person), Vec::<&Notice>::new(), "person {person}");
        assert_eq!(world.open(person).relay.waiting, 0);
    }
    assert_eq!(theirs(&world, SAM), ["From the tablet"]);
}

#[test]
fn a_device_enters_a_link_that_it_hears_of_in_a_parcel() {
    let mut world = World::new(8, 3);
    let words = world.create_vault(NOOR, "Noor");
    world.create_vault(SAM, "Sam");
    recover(&mut world, TABLET, &words);
    world.set_online(TABLET, false);
    let (noors, sams) = link(&mut world, NOOR, SAM);
    share_card(&mut world, SAM, sams, "From Sam");
    world.set_online(NOOR, false);
    let parcel = try_make(&mut world, NOOR, Recipient::OwnDevices, true).unwrap();
    let brought = receive(&mut world, TABLET, &parcel).unwrap();
    assert_eq!((brought.missing, brought.unreadable), (false, 0));
    assert!(is_linked(&world, TABLET));
    assert_eq!(theirs(&world, TABLET), ["From Sam"]);
    share_card(&mut world, TABLET, noors, "From the tablet");
    let parcel = make(&mut world, TABLET, noors);
    receive(&mut world, SAM, &parcel).unwrap();
    assert_eq!(theirs(&world, SAM), ["From the tablet"]);
    for person in [TABLET, NOOR, SAM] {
        world.set_online(person, true);
        assert_eq!(notices(&world, person), Vec::<&Notice>::new(), "person {person}");
    }
}

#[test]
fn safety_s06_a_parcel_of_a_link_that_has_ended_brings_nothing_and_none_is_made() {
    let Scene { mut world, noors, sams, .. } = offline(9, 0);
    share_card(&mut world, NOOR, noors, "Too late");
    let parcel = make(&mut world, NOOR, noors);
    assert_eq!(world.act(SAM, Links::Unlink { relationship: sams, withdraw: true }), Ok(Outcome::Done));
    assert_eq!(receive(&mut world, SAM, &parcel), refused(ParcelProblem::Ended));
    assert_eq!(world.first(SAM).link, LinkView::Ended);
    assert_eq!(try_make(&mut world, SAM, Recipient::Other(sams), true), Err(Problem::NotLinked));
    world.set_online(SAM, true);
    assert_eq!(receive(&mut world, SAM, &parcel), refused(ParcelProblem::Ended));
    world.set_online(NOOR, true);
    assert_eq!(world.first(NOOR).link, LinkView::Ended);
}

#[test]
fn safety_s06_what_another_own_device_shared_and_a_parcel_brought_is_not_sent_by_unlinking() {
    let Scene { mut world, noors, .. } = offline(10, 1);
    share_card(&mut world, TABLET, noors, "Never sent");
    let parcel = make_for_own(&mut world, TABLET);
    receive(&mut world, NOOR, &parcel).unwrap();
    assert_eq!(world.act(NOOR, Links::Unlink { relationship: noors, withdraw: false }), Ok(Outcome::Done));
    world.set_online(NOOR, true);
    world.set_online(SAM, true);
    assert_eq!(world.first(SAM).link, LinkView::Ended);
    assert_eq!(theirs(&world, SAM), Vec::<&str>::new());
}

#[test]
fn a_parcel_that_begins_later_asks_for_everything_and_everything_helps() {
    let Scene { mut world, noors, sams, .. } = offline(11, 0);
    share_card(&mut world, NOOR, noors, "First");
    let first = make(&mut world, NOOR, noors);
    // Sam's answer to the first says that it has come; Sam's device then is lost, and an older copy of it comes back.
    let copy = world.people[SAM].store.clone();
    receive(&mut world, SAM, &first).unwrap();
    share_card(&mut world, SAM, sams, "Thanks");
    let thanks = make(&mut world, SAM, sams);
    receive(&mut world, NOOR, &thanks).unwrap();
    share_card(&mut world, NOOR, noors, "Second");
    let second = make(&mut world, NOOR, noors);
    world.people[SAM].store = copy;
    world.restart(SAM);
    assert_eq!(receive(&mut world, SAM, &second), refused(ParcelProblem::Beginning));
    assert_eq!(theirs(&world, SAM), Vec::<&str>::new());
    let everything = try_make(&mut world, NOOR, Recipient::Other(noors), true).unwrap();
    let brought = receive(&mut world, SAM, &everything).unwrap();
    assert_eq!((brought.missing, brought.unreadable), (false, 0));
    assert_eq!(theirs(&world, SAM), ["Second", "First"]);
    // What the older copy writes goes into a new chain, so there are no two histories.
    share_card(&mut world, SAM, sams, "Again");
    let parcel = try_make(&mut world, SAM, Recipient::Other(sams), true).unwrap();
    receive(&mut world, NOOR, &parcel).unwrap();
    assert_eq!(theirs(&world, NOOR), ["Again", "Thanks"]);
    for person in [NOOR, SAM] {
        world.set_online(person, true);
        assert_eq!(notices(&world, person), Vec::<&Notice>::new(), "person {person}");
    }
}

#[test]
fn hostile_parcels_are_refused_in_words_and_change_nothing() {
    let Scene { mut world, noors, .. } = offline(12, 0);
    share_card(&mut world, NOOR, noors, "Whole");
    let parcel = make(&mut world, NOOR, noors);
    let before = (world.open(SAM).clone(), world.people[SAM].store.clone());
    let mut cut = parcel.clone();
    cut.pop();
    let mut newer = parcel.clone();
    newer[20] = 9;
    let mut flipped = parcel.clone();
    flipped[200] ^= 1;
    let mut altered = Parcel::from_bytes(&parcel).unwrap();
    for entry in &mut altered.parts[0].entries {
        entry.head[80] ^= 1;
    }
    let altered = altered.to_bytes().unwrap();
    let mut stranger = Parcel::from_bytes(&parcel).unwrap();
    stranger.parts[0].space = sync::SpaceId([1; 32]);
    let stranger = stranger.to_bytes().unwrap();
    let large = vec![0; sync::limits::PARCEL_BYTES_MAX + 1];
    let cases: [(&[u8], ParcelProblem); 8] = [
        (b"", ParcelProblem::Foreign),
        (b"{\"format\": \"counterpoint\"}", ParcelProblem::Foreign),
        (&cut, ParcelProblem::Damaged),
        (&flipped, ParcelProblem::Damaged),
        (&newer, ParcelProblem::TooNew),
        (&altered, ParcelProblem::Unreadable),
        (&stranger, ParcelProblem::Elsewhere),
        (&large, ParcelProblem::TooLarge),
    ];
    for (bytes, problem) in cases {
        assert_eq!(receive(&mut world, SAM, bytes), refused(problem));
        assert_eq!(world.open(SAM), &before.0, "{problem:?}");
    }
    let entries = |store: &std::collections::BTreeMap<String, Vec<u8>>| {
        store.keys().filter(|key| key.contains("/tail/")).cloned().collect::<Vec<_>>()
    };
    assert_eq!(entries(&world.people[SAM].store), entries(&before.1));
    receive(&mut world, SAM, &parcel).unwrap();
    assert_eq!(theirs(&world, SAM), ["Whole"]);
}

#[test]
fn while_a_device_is_being_taken_away_nothing_is_carried_that_it_could_read() {
    let Scene { mut world, noors, .. } = scene(13, 2);
    world.set_online(NOOR, false);
    let tablet = this(&world, TABLET);
    assert_eq!(world.act(NOOR, removal(tablet)), Ok(Outcome::Done));
    share_card(&mut world, NOOR, noors, "Not for the tablet");
    for recipient in [Recipient::Other(noors), Recipient::OwnDevices] {
        let made = try_make(&mut world, NOOR, recipient, true);
        assert_eq!(made, Err(Problem::Parcel(ParcelProblem::HeldBack)), "{recipient:?}");
    }
    world.set_online(NOOR, true);
    world.pass(60_000);
    let parcel = try_make(&mut world, NOOR, Recipient::OwnDevices, true).unwrap();
    // Whoever brings it to the tablet all the same: it opens nothing new.
    let brought = receive(&mut world, TABLET, &parcel);
    assert!(brought.as_ref().is_ok_and(|brought| brought.new == 0 && brought.unreadable > 0), "{brought:?}");
    assert_eq!(cards(&world, TABLET), Vec::<&str>::new());
    receive(&mut world, LAPTOP, &parcel).unwrap();
    assert_eq!(theirs(&world, SAM), ["Not for the tablet"]);
}

#[test]
fn a_vault_without_any_relay_is_carried_too() {
    let Scene { mut world, noors, sams, .. } = scene(14, 0);
    for person in [NOOR, SAM] {
        assert_eq!(world.act(person, other_relay("")), Ok(Outcome::Done));
    }
    for round in 0..3 {
        share_card(&mut world, NOOR, noors, &format!("Noor {round}"));
        let parcel = make(&mut world, NOOR, noors);
        receive(&mut world, SAM, &parcel).unwrap();
        share_card(&mut world, SAM, sams, &format!("Sam {round}"));
        let parcel = make(&mut world, SAM, sams);
        receive(&mut world, NOOR, &parcel).unwrap();
    }
    assert_eq!(theirs(&world, NOOR), ["Sam 2", "Sam 1", "Sam 0"]);
    assert_eq!(theirs(&world, SAM), ["Noor 2", "Noor 1", "Noor 0"]);
}
