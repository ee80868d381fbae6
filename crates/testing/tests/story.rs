//! The main job, without screens: two people, two apps, one relay.

use client::{
    Command, Look, Outcome, Problem, View,
    command::{Door, Items, Links},
    look::{Page, Shown},
    view::{LinkFailure, LinkView, Notice, RelayState},
};
use model::kinds::{Ask, Card};
use model::{Answer, Need, RelationshipId, Taste, Tie};
use testing::people::{RELAY, World};
use testing::scenes::{add, write_card};
use testing::seen::{answers, writes_ask, writes_card};

fn invite(world: &mut World, person: usize, relationship: RelationshipId) -> String {
    match world.act(person, Links::Invite { relationship }) {
        Ok(Outcome::Invite(invite)) => invite,
        other => panic!("an invite was to be made, not {other:?}"),
    }
}

/// Two people with linked vaults: Noor (0) invited Sam (1).
fn linked(seed: u64) -> (World, RelationshipId, RelationshipId) {
    let mut world = World::new(seed, 2);
    world.create_vault(0, "Noor");
    world.create_vault(1, "Sam");
    let (noors, sams) = (add(&mut world, 0, "Sam"), add(&mut world, 1, "Noor"));
    let invite = invite(&mut world, 0, noors);
    assert!(matches!(world.first(0).link, LinkView::Invited { .. }));
    assert_eq!(world.act(1, Links::Join { invite, relationship: sams }), Ok(Outcome::Done));
    let (LinkView::Comparing { words: noor_reads, .. }, LinkView::Comparing { words: sam_reads, .. }) =
        (world.first(0).link.clone(), world.first(1).link.clone())
    else {
        panic!("both compare words: {:?} {:?}", world.first(0).link, world.first(1).link)
    };
    assert_eq!(noor_reads, sam_reads);
    assert_eq!(world.act(0, Links::Compare { relationship: noors, same: true }), Ok(Outcome::Done));
    assert_eq!(world.act(1, Links::Compare { relationship: sams, same: true }), Ok(Outcome::Done));
    world.pass(5_000);
    assert!(matches!(world.first(0).link, LinkView::Linked { .. }), "{:?}", world.first(0).link);
    assert!(matches!(world.first(1).link, LinkView::Linked { .. }), "{:?}", world.first(1).link);
    (world, noors, sams)
}

#[test]
fn a_vault_is_made_locked_and_opened() {
    let mut world = World::new(1, 1);
    assert_eq!(world.view(0), &View::Fresh);
    assert_eq!(world.create_vault(0, "Noor").len(), 24);
    let (item, _) = write_card(&mut world, 0, "Rain on a tent roof");
    assert_eq!(world.open(0).relay.state, RelayState::Online);
    assert_eq!(world.act(0, Door::Lock), Ok(Outcome::Done));
    assert_eq!(world.view(0), &View::Locked { wait_ms: 0, passkey: None, unsaved: false });
    let wrong = Command::Door(Door::Unlock { passphrase: "another passphrase".into() });
    assert_eq!(world.act(0, wrong), Err(Problem::WrongPassphrase));
    world.restart(0);
    assert_eq!(
        world.own::<Card>(0).first().map(|card| (card.item.item, card.text.as_str())),
        Some((item, "Rain on a tent roof"))
    );
    assert_eq!(world.open(0).name, "Noor");
}

#[test]
fn wrong_passphrases_cost_a_growing_wait_that_survives_a_restart() {
    let mut world = World::new(2, 1);
    world.create_vault(0, "Noor");
    world.act(0, Door::Lock).unwrap();
    let wrong = || Command::Door(Door::Unlock { passphrase: "wrong".into() });
    for _ in 0..3 {
        assert_eq!(world.act(0, wrong()), Err(Problem::WrongPassphrase));
    }
    assert_eq!(world.act(0, wrong()), Err(Problem::Wait { wait_ms: 5_000 }));
    world.crash(0);
    assert_eq!(world.act(0, wrong()), Err(Problem::Wait { wait_ms: 5_000 }));
    world.pass(5_000);
    assert_eq!(world.act(0, wrong()), Err(Problem::WrongPassphrase));
    assert_eq!(world.act(0, wrong()), Err(Problem::Wait { wait_ms: 10_000 }));
    world.pass(10_000);
    world.restart(0);
    assert_eq!(world.open(0).name, "Noor");
}

#[test]
fn two_people_link_and_share_single_things_both_ways() {
    let (mut world, noors, sams) = linked(3);
    assert_eq!(world.first(0).their_name, "Sam");
    assert_eq!(world.first(1).their_name, "Noor");
    let (item, version) = write_card(&mut world, 0, "Rain on a tent roof");
    write_card(&mut world, 0, "Something private");
    assert!(world.theirs::<Card>(1).is_empty());
    world.act(0, Command::Items(Items::Share { relationship: noors, item, version })).unwrap();
    let theirs: Vec<_> = world.theirs::<Card>(1).into_iter().map(|card| card.text).collect();
    assert_eq!(theirs, ["Rain on a tent roof"]);
    let see: Vec<_> = world.they_see(0).iter().map(|item| item.content.clone()).collect();
    let content = Shown::Record(testing::seen::card(Taste::Like, "Rain on a tent roof", ""));
    assert_eq!(see, [content, Shown::Name("Noor".into())]);

    let ask = writes_ask(None, sams, Need::Company, "Could we cook together?");
    let Ok(Outcome::Written { item: ask, version }) = world.act(1, ask) else {
        panic!("an ask was to be written")
    };
    assert!(world.theirs::<Ask>(0).is_empty());
    world.act(1, Command::Items(Items::Share { relationship: sams, item: ask, version })).unwrap();
    let [asked] = world.theirs::<Ask>(0).try_into().expect("one request");
    world.act(0, answers(noors, &asked.item, Answer::NotNow, "On Friday I could")).unwrap();
    let heard =
        world.own::<Ask>(1).first().and_then(testing::seen::Own::answer).expect("Sam hears the answer");
    assert_eq!((heard.answer, heard.words.unwrap().as_str()), (Answer::NotNow, "On Friday I could"));

    world.act(0, Command::Items(Items::Withdraw { relationship: noors, item })).unwrap();
    assert!(world.theirs::<Card>(1).is_empty());
    assert_eq!(world.open(0).relay.waiting, 0);
}

#[test]
fn safety_s09_sharing_grants_one_version_and_refuses_another() {
    let (mut world, noors, _) = linked(4);
    let (item, version) = write_card(&mut world, 0, "Quiet before nine");
    world.act(0, Command::Items(Items::Share { relationship: noors, item, version })).unwrap();
    let newer = writes_card(Some(item), Taste::Like, "Quiet before ten", "");
    let Ok(Outcome::Written { version: newer, .. }) = world.act(0, newer) else { panic!("a new version") };
    assert_eq!(world.theirs::<Card>(1).first().map(|card| card.text.as_str()), Some("Quiet before nine"));
    assert_eq!(
        world
            .own::<Card>(0)
            .first()
            .and_then(|card| card.item.shared.first().copied())
            .map(|shared| shared.newest),
        Some(false)
    );
    assert_eq!(
        world.act(0, Command::Items(Items::Share { relationship: noors, item, version })),
        Err(Problem::VersionChanged)
    );
    world.act(0, Command::Items(Items::Share { relationship: noors, item, version: newer })).unwrap();
    assert_eq!(world.theirs::<Card>(1).first().map(|card| card.text.as_str()), Some("Quiet before ten"));
    assert_eq!(world.theirs::<Card>(1).len(), 1);
}

#[test]
fn safety_s10_what_is_withdrawn_offline_is_erased_on_the_relay_after_a_restart() {
    let (mut world, noors, _) = linked(14);
    let (item, version) = write_card(&mut world, 0, "Said too much");
    world.act(0, Command::Items(Items::Share { relationship: noors, item, version })).unwrap();
    assert_eq!(world.theirs::<Card>(1).len(), 1);
    world.set_online(0, false);
    world.act(0, Command::Items(Items::Withdraw { relationship: noors, item })).unwrap();
    world.restart(0);
    let erases = |world: &World| {
        let frames = world.sent.iter().map(|bytes| sync::ClientFrame::from_bytes(bytes));
        frames.filter(|frame| matches!(frame, Ok(sync::ClientFrame::Erase { .. }))).count()
    };
    assert_eq!(erases(&world), 0);
    world.set_online(0, true);
    assert_eq!(erases(&world), 1);
    assert!(world.theirs::<Card>(1).is_empty());
    world.restart(0);
    world.pass(5_000);
    assert_eq!(erases(&world), 1, "once is enough");
}

#[test]
fn what_was_written_offline_on_both_sides_arrives_after_reconnecting() {
    let (mut world, noors, sams) = linked(5);
    world.set_online(0, false);
    world.set_online(1, false);
    let (mine, version) = write_card(&mut world, 0, "Written on a train");
    world.act(0, Command::Items(Items::Share { relationship: noors, item: mine, version })).unwrap();
    let (theirs, version) = write_card(&mut world, 1, "Written on a plane");
    world.act(1, Command::Items(Items::Share { relationship: sams, item: theirs, version })).unwrap();
    assert!(world.open(0).relay.waiting > 0);
    assert_eq!(world.open(0).relay.state, RelayState::Offline);
    world.restart(0);
    world.restart_relay();
    world.set_online(0, true);
    world.set_online(1, true);
    assert_eq!(world.theirs::<Card>(1).first().map(|card| card.text.as_str()), Some("Written on a train"));
    assert_eq!(world.theirs::<Card>(0).first().map(|card| card.text.as_str()), Some("Written on a plane"));
    assert_eq!(world.open(0).relay.waiting, 0);
    assert_eq!(world.open(0).notices, []);
    assert_eq!(world.open(1).notices, []);
}

#[test]
fn safety_s04_unlinking_works_offline_needs_nobody_and_the_other_sees_a_neutral_end() {
    let (mut world, noors, sams) = linked(6);
    let (item, version) = write_card(&mut world, 0, "Shared before");
    world.act(0, Command::Items(Items::Share { relationship: noors, item, version })).unwrap();
    world.set_online(0, false);
    world.act(0, Links::Unlink { relationship: noors, withdraw: true }).unwrap();
    assert_eq!(world.first(0).link, LinkView::Ended);
    world.restart(0);
    assert_eq!(world.first(0).link, LinkView::Ended);
    world.set_online(0, true);
    world.pass(120_000);
    assert_eq!(world.first(1).link, LinkView::Ended);
    assert!(world.theirs::<Card>(1).is_empty());
    let keys: Vec<_> = world.people[0].store.keys().filter(|key| key.ends_with("/state")).collect();
    assert_eq!(keys.len(), 1, "only the vault is left: {keys:?}");
    let (item, version) = write_card(&mut world, 1, "Afterwards");
    assert_eq!(
        world.act(1, Command::Items(Items::Share { relationship: sams, item, version })),
        Err(Problem::NotLinked)
    );
}

#[test]
fn safety_s06_what_was_shared_offline_and_never_sent_is_not_sent_by_unlinking() {
    let (mut world, noors, _) = linked(19);
    let (sent, version) = write_card(&mut world, 0, "Sent before");
    world.act(0, Command::Items(Items::Share { relationship: noors, item: sent, version })).unwrap();
    world.set_online(0, false);
    let (item, version) = write_card(&mut world, 0, "Never sent");
    world.act(0, Command::Items(Items::Share { relationship: noors, item, version })).unwrap();
    world.act(0, Links::Unlink { relationship: noors, withdraw: true }).unwrap();
    world.restart(0);
    let before = world.sent.len();
    world.set_online(0, true);
    world.pass(60_000);
    let space = |frame: &sync::ClientFrame| match frame {
        sync::ClientFrame::Append { space, entries, .. } => {
            Some((*space, entries.iter().map(|entry| entry.id).collect::<Vec<_>>()))
        }
        _ => None,
    };
    let frames = world.sent[before..].iter().map(|bytes| sync::ClientFrame::from_bytes(bytes).unwrap());
    let appended: Vec<_> = frames.filter_map(|frame| space(&frame)).collect();
    let vaults =
        world.people.iter().flat_map(|person| person.store.keys().filter(|key| key.ends_with("/state")));
    let vaults: Vec<_> = vaults.collect();
    let is_vault = |space: &sync::SpaceId| vaults.iter().any(|key| key.contains(&space.to_string()));
    let into_the_link = appended.iter().filter(|(space, _)| !is_vault(space));
    let entries: Vec<_> = into_the_link.flat_map(|(_, entries)| entries).collect();
    assert_eq!(entries.len(), 1, "the withdrawal alone: {entries:?}");
    assert_eq!(world.first(1).link, LinkView::Ended);
    assert_eq!(world.open(1).notices, []);
}

#[test]
fn safety_s18_an_invite_works_once() {
    let mut world = World::new(7, 3);
    for (person, name) in [(0, "Noor"), (1, "Sam"), (2, "Kim")] {
        world.create_vault(person, name);
        add(&mut world, person, "them");
    }
    let noors = world.first(0).id;
    let invite = invite(&mut world, 0, noors);
    let (sams, kims) = (world.first(1).id, world.first(2).id);
    assert_eq!(world.act(0, Links::Read { invite: invite.clone() }), Err(Problem::OwnInvite));
    world.act(1, Links::Join { invite: invite.clone(), relationship: sams }).unwrap();
    world.act(2, Links::Join { invite: invite.clone(), relationship: kims }).unwrap();
    assert!(matches!(world.first(1).link, LinkView::Comparing { .. }));
    assert_eq!(world.first(2).link, LinkView::Solo);
    let used = Notice::LinkFailed { relationship: kims, problem: LinkFailure::Used };
    assert_eq!(world.open(2).notices, [used]);
    let mut cut = invite.clone();
    cut.pop();
    assert_eq!(world.act(2, Links::Read { invite: cut }), Err(Problem::BadInvite));
    world.pass(24 * 60 * 60 * 1000);
    assert_eq!(world.act(2, Links::Read { invite }), Err(Problem::InviteExpired));
    assert_eq!(world.first(0).link, LinkView::Solo);
}

#[test]
fn safety_s18_words_that_differ_end_the_attempt_on_both_sides() {
    let mut world = World::new(8, 2);
    world.create_vault(0, "Noor");
    world.create_vault(1, "Sam");
    let (noors, sams) = (add(&mut world, 0, "Sam"), add(&mut world, 1, "Noor"));
    let invite = invite(&mut world, 0, noors);
    world.act(1, Links::Join { invite, relationship: sams }).unwrap();
    world.act(1, Links::Compare { relationship: sams, same: false }).unwrap();
    assert_eq!(world.first(1).link, LinkView::Solo);
    world.restart(0);
    world.pass(5_000);
    assert_eq!(world.first(0).link, LinkView::Solo);
    let gone = Notice::LinkFailed { relationship: noors, problem: LinkFailure::Expired };
    assert_eq!(world.open(0).notices, [gone]);
}

#[test]
fn safety_s20_everything_comes_back_from_the_recovery_words_alone() {
    let mut world = World::new(9, 3);
    let words = world.create_vault(0, "Noor");
    world.create_vault(1, "Sam");
    let (noors, sams) = (add(&mut world, 0, "Sam"), add(&mut world, 1, "Noor"));
    let invite = invite(&mut world, 0, noors);
    world.act(1, Links::Join { invite, relationship: sams }).unwrap();
    world.act(0, Links::Compare { relationship: noors, same: true }).unwrap();
    world.act(1, Links::Compare { relationship: sams, same: true }).unwrap();
    world.pass(5_000);
    write_card(&mut world, 0, "Rain on a tent roof");
    let (item, version) = write_card(&mut world, 1, "From Sam");
    world.act(1, Command::Items(Items::Share { relationship: sams, item, version })).unwrap();

    let recover = |words: &[String]| {
        Command::Door(Door::Recover {
            words: words.join(" "),
            passphrase: "another passphrase".into(),
            relay: RELAY.into(),
        })
    };
    let mut wrong = words.clone();
    wrong[4] = "wombat".into();
    let problem = world.act(2, recover(&wrong));
    assert!(
        matches!(&problem, Err(Problem::UnknownWord { position: 5, word, .. }) if word == "wombat"),
        "{problem:?}"
    );
    assert_eq!(world.act(2, recover(&words)), Ok(Outcome::Done));
    world.pass(5_000);
    let open = world.open(2);
    assert_eq!(open.name, "Noor");
    assert_eq!(world.own::<Card>(2).len(), 1);
    assert_eq!(world.theirs::<Card>(2).first().map(|card| card.text.as_str()), Some("From Sam"));
    assert_eq!(open.notices, []);
    let (item, version) = write_card(&mut world, 2, "Written on the new device");
    world.act(2, Command::Items(Items::Share { relationship: noors, item, version })).unwrap();
    assert_eq!(
        world.theirs::<Card>(1).first().map(|card| card.text.as_str()),
        Some("Written on the new device")
    );
    assert_eq!(world.own::<Card>(0).len(), 2, "the first device has it too");
    assert_eq!(world.open(1).notices, []);
}

#[test]
fn a_relay_that_lost_everything_is_given_everything_again() {
    let (mut world, noors, _) = linked(10);
    let (item, version) = write_card(&mut world, 0, "Before the fire");
    world.act(0, Command::Items(Items::Share { relationship: noors, item, version })).unwrap();
    world.replace_relay();
    let (item, version) = write_card(&mut world, 0, "After the fire");
    world.act(0, Command::Items(Items::Share { relationship: noors, item, version })).unwrap();
    world.pass(60_000);
    assert_eq!(world.theirs::<Card>(1).len(), 2);
    assert_eq!(world.open(0).relay.waiting, 0);
    world.restart(0);
    world.restart(1);
    world.pass(5_000);
    assert_eq!(world.theirs::<Card>(1).len(), 2);
    assert_eq!(world.they_see(0).len(), 3, "two cards and the name");
}

#[test]
fn a_full_store_loses_nothing_and_says_so() {
    let mut world = World::new(11, 1);
    world.create_vault(0, "Noor");
    world.people[0].store_works = false;
    let command = writes_card(None, Taste::Like, "In memory", "");
    let id = client::CommandId(900);
    world.send(0, id, command);
    assert_eq!(world.reply(0, id), None, "nothing is said to be saved before it is");
    assert!(world.open(0).notices.contains(&Notice::StorageFull));
    let refused = Command::Links(Links::ChangeName { name: "Other".into() });
    assert_eq!(world.act(0, refused), Err(Problem::StorageFull));
    world.people[0].store_works = true;
    world.pass(10_000);
    assert!(world.reply(0, id).is_some());
    assert!(!world.open(0).notices.contains(&Notice::StorageFull));
    world.restart(0);
    assert_eq!(world.own::<Card>(0).first().map(|card| card.text.as_str()), Some("In memory"));
}

#[test]
fn safety_s28_nothing_that_a_person_types_leaves_the_device_unsealed() {
    let (mut world, noors, sams) = linked(12);
    let marker = "marker-4711-xyz";
    let (item, version) = write_card(&mut world, 0, marker);
    world.act(0, Command::Items(Items::Share { relationship: noors, item, version })).unwrap();
    world.act(0, Links::ChangeName { name: format!("name {marker}") }).unwrap();
    world.act(0, Links::AddRelationship { name: format!("rel {marker}"), tie: Tie::Partner }).unwrap();
    let ask = writes_ask(None, sams, Need::Ideas, marker);
    world.act(1, ask).unwrap();
    let contains = |bytes: &[u8]| bytes.windows(marker.len()).any(|window| window == marker.as_bytes());
    assert!(contains(format!("x{marker}x").as_bytes()));
    assert!(!world.sent.iter().any(|bytes| contains(bytes)));
    for person in &world.people {
        assert!(!person.store.values().any(|bytes| contains(bytes)));
        assert!(!person.store.keys().any(|key| contains(key.as_bytes())));
    }
}

#[test]
fn many_cards_are_folded_into_a_checkpoint_and_read_back() {
    let mut world = World::new(13, 1);
    world.create_vault(0, "Noor");
    for number in 0..700 {
        write_card(&mut world, 0, &format!("card {number}"));
    }
    let tail = world.people[0].store.keys().filter(|key| key.contains("/tail/")).count();
    let cold = world.people[0].store.keys().filter(|key| key.starts_with("cold/")).count();
    assert!(tail <= 512 && cold > 0, "{tail} in the tail, {cold} cold");
    world.restart(0);
    let shown = |up_to| {
        let (cards, more) = world.own_up_to::<Card>(0, up_to);
        let text = |card: Option<&testing::seen::Own<Card>>| card.unwrap().text.clone();
        (cards.len(), more, text(cards.first()), text(cards.last()))
    };
    assert_eq!(shown(200), (200, 500, "card 699".into(), "card 500".into()));
    assert_eq!(shown(400), (400, 300, "card 699".into(), "card 300".into()));
    // A card that no list shows is there all the same, and one that is removed is not.
    let (oldest, _) = world.own_up_to::<Card>(0, u32::MAX);
    let item = oldest.last().expect("there are cards").item.item;
    let is_there = |world: &World| world.page(0, &Look::Item { item }) != Page::Item(None);
    assert!(is_there(&world));
    assert_eq!(shown(800), (700, 0, "card 699".into(), "card 0".into()));
    assert_eq!(shown(200), (200, 500, "card 699".into(), "card 500".into()));
    world.act(0, Command::Items(Items::Remove { item })).unwrap();
    assert!(!is_there(&world));
}

#[test]
fn garbage_from_the_relay_costs_a_connection_and_nothing_else() {
    let (mut world, noors, _) = linked(17);
    world.receive(0, b"\xffnot a frame");
    assert_eq!(world.open(0).relay.state, RelayState::Offline);
    let (item, version) = write_card(&mut world, 0, "Written meanwhile");
    world.act(0, Command::Items(Items::Share { relationship: noors, item, version })).unwrap();
    world.pass(5_000);
    assert_eq!(world.open(0).relay.state, RelayState::Online);
    assert_eq!(world.theirs::<Card>(1).len(), 1);
}

#[test]
fn a_full_relay_says_so_and_takes_the_rest_later() {
    let mut world = World::with_share(18, 1, 20_000);
    world.create_vault(0, "Noor");
    for number in 0..60 {
        write_card(&mut world, 0, &format!("card {number}"));
    }
    assert!(world.open(0).notices.contains(&Notice::RelayFull), "{:?}", world.open(0).notices);
    assert!(world.open(0).relay.waiting > 0);
    assert_eq!(world.own::<Card>(0).len(), 60);
    world.set_share(usize::MAX as u64);
    world.pass(120_000);
    assert_eq!(world.open(0).relay.waiting, 0);
    assert!(!world.open(0).notices.contains(&Notice::RelayFull));
}
