//! H2 and M2: somebody uses up what the relay gives, or takes the names of what another one hands in.

use client::{
    Command, Outcome,
    command::{Carry, Devices, Items, Links, Recipient},
    view::LinkView,
};
use crypto::MemberSeed;
use model::RelationshipId;
use sync::{
    Body, ClientFrame, Entry, EntryId, Member, MemberKind, Party, RelayFrame, SpaceId, parcel::Parcel,
};
use testing::{
    people::{PASSPHRASE, World},
    scenes::{LAPTOP, NOOR, SAM, TABLET, cards, link, recover, removal, share_card, theirs, write_card},
};

use crate::thief::{Thief, epoch_key, fold, head, paper_of, random, renew, with_words};

/// Noor and Sam are linked; Sam knows their own keys, and is the attacker.
struct Pair {
    world: World,
    noors_words: Vec<String>,
    noors: RelationshipId,
    sams: RelationshipId,
    space: SpaceId,
    sam: MemberSeed,
}

/// This person's member of their first link, as their own vault keeps it: everybody can read that of themselves.
fn link_seed(world: &World, words: &[String]) -> (SpaceId, MemberSeed) {
    let (_, _, _, opened) = with_words(world, words);
    let vault = fold(&opened);
    let (link, record) = vault.links.iter().next().unwrap();
    (SpaceId(link.0), MemberSeed::from_bytes(record.kept.as_ref().unwrap().value.member_seed))
}

fn linked(seed: u64, devices: usize) -> Pair {
    let mut world = World::new(seed, 2 + devices);
    let noors_words = world.create_vault(NOOR, "Noor");
    let sams_words = world.create_vault(SAM, "Sam");
    let (noors, sams) = link(&mut world, NOOR, SAM);
    for device in [TABLET, LAPTOP].into_iter().take(devices) {
        recover(&mut world, device, &noors_words);
    }
    let (space, sam) = link_seed(&world, &sams_words);
    Pair { world, noors_words, noors, sams, space, sam }
}

/// Fills what a relay gives, as one of the members.
fn fill(thief: &mut Thief, space: SpaceId) {
    let mut random = random();
    for size in [200_000, 20_000, 2_000, 200, 1] {
        loop {
            let entry = Entry {
                id: EntryId::random(&mut random),
                head: vec![0; 100],
                body: Body::Sealed(vec![0; size]),
                erase_tag: crypto::EraseTag([1; 32]),
            };
            match thief.append(space, vec![entry]) {
                RelayFrame::Appended { .. } => {}
                RelayFrame::Refused { .. } => break,
                other => panic!("{other:?}"),
            }
        }
    }
}

fn erasures(world: &World, from: usize) -> usize {
    let frames = world.sent[from..].iter().map(|frame| ClientFrame::from_bytes(frame).unwrap());
    frames.filter(|frame| matches!(frame, ClientFrame::Erase { .. })).count()
}

/// Sam has filled the link.
fn filled(seed: u64) -> (Pair, model::ItemId) {
    let mut pair = linked(seed, 0);
    let item = share_card(&mut pair.world, NOOR, pair.noors, "Shared in trust");
    pair.world.set_share(2_000_000);
    let mut thief = Thief::new(&pair.world, pair.sam.clone());
    thief.read(pair.space);
    fill(&mut thief, pair.space);
    (pair, item)
}

#[test]
fn the_other_person_cannot_keep_me_from_withdrawing() {
    let (Pair { mut world, noors, .. }, item) = filled(240);
    let from = world.sent.len();
    assert_eq!(world.act(NOOR, Items::Withdraw { relationship: noors, item }), Ok(Outcome::Done));
    world.pass(600_000);
    assert!(erasures(&world, from) > 0);
    assert_eq!(theirs(&world, SAM), Vec::<String>::new());
}

#[test]
fn what_is_erased_is_withdrawn_also_where_nothing_says_so() {
    // The relay has no room for the smallest thing: not even the entry that withdraws comes through.
    let (Pair { mut world, noors, sam, .. }, item) = filled(244);
    drop(sam);
    world.set_share(1);
    assert_eq!(world.act(NOOR, Items::Withdraw { relationship: noors, item }), Ok(Outcome::Done));
    world.pass(600_000);
    assert_eq!(theirs(&world, SAM), Vec::<String>::new());
    world.restart(SAM);
    world.pass(5_000);
    assert_eq!(theirs(&world, SAM), Vec::<String>::new(), "started again");
}

#[test]
fn the_other_person_cannot_keep_me_from_unlinking_with_everything_withdrawn() {
    for share in [2_000_000, 1] {
        let (Pair { mut world, noors, space, .. }, _) = filled(243);
        world.set_share(share);
        let from = world.sent.len();
        let unlink = Links::Unlink { relationship: noors, withdraw: true };
        assert_eq!(world.act(NOOR, unlink), Ok(Outcome::Done));
        world.pass(600_000);
        world.restart(NOOR);
        world.pass(600_000);
        assert_eq!(head(&world.disk, space).members.len(), 1, "{share}: Noor has left");
        assert!(erasures(&world, from) > 0, "{share}");
        assert_eq!(theirs(&world, SAM), Vec::<String>::new(), "{share}");
        assert!(!matches!(world.first(NOOR).link, LinkView::Linked { .. }), "{share}");
    }
}

#[test]
fn the_other_person_cannot_keep_me_from_erasing_my_vault() {
    let (Pair { mut world, .. }, _) = filled(241);
    let erased = world.act(NOOR, Devices::EraseVault { passphrase: PASSPHRASE.into() });
    assert_eq!(erased, Ok(Outcome::Done));
    world.pass(600_000);
    assert!(world.open(NOOR).devices.erased_on.is_some());
}

#[test]
fn who_held_the_words_cannot_keep_what_they_know_of_the_links() {
    // What is copied while the words are good: the vault, and in it the seed of Noor's member in the link. A device is let in by the
    // words, because words hand nothing in, and it fills the vault.
    let Pair { mut world, noors_words, sams, space, .. } = linked(242, 0);
    let (_, noor_in_link) = link_seed(&world, &noors_words);
    let paper = paper_of(&noors_words);
    let mut thief = Thief::new(&world, paper.clone());
    let vault = thief.locate()[0];
    let (records, _) = thief.read(vault);
    let device = MemberSeed::from_bytes([4; 32]);
    let newest = head(&world.disk, vault);
    let mut members = newest.members.clone();
    members.push(Member::of(&device, vault, Party::Founder, MemberKind::Device));
    let record = newest.rotate(&paper, members, &epoch_key(&records, &paper), &mut random()).unwrap().0;
    assert!(matches!(thief.control(&record), RelayFrame::Controlled { .. }));
    world.set_share(2_000_000);
    let mut intruder = Thief::new(&world, device.clone());
    intruder.read(vault);
    fill(&mut intruder, vault);
    world.set_online(NOOR, false);
    world.set_online(NOOR, true);
    world.pass(60_000);
    let device = model::DeviceId(device.keys().id().0);
    assert_eq!(world.act(NOOR, removal(device)), Ok(Outcome::Done));
    renew(&mut world, NOOR);
    world.pass(600_000);
    let there: Vec<_> = head(&world.disk, vault).members.iter().map(|member| member.keys.id()).collect();
    assert!(!there.contains(&paper.keys().id()), "the words are void");
    assert!(!there.iter().any(|member| member.0 == device.0), "the device is out");
    share_card(&mut world, SAM, sams, "From Sam, much later");
    world.pass(60_000);
    let is_in = head(&world.disk, space).members.iter().any(|member| member.keys == noor_in_link.keys());
    assert!(!is_in, "and knows no key of the link any more");
}

#[test]
fn the_other_person_cannot_take_the_names_of_entries_that_came_in_a_parcel() {
    let Pair { mut world, noors, space, sam, .. } = linked(260, 1);
    for person in [NOOR, SAM] {
        world.set_online(person, false);
    }
    share_card(&mut world, NOOR, noors, "Carried to Sam");
    let make = Carry::Make { recipient: Recipient::Other(noors), everything: false };
    let Ok(Outcome::Parcel(parcel)) = world.act(NOOR, Command::Carry(make)) else { panic!("a parcel") };
    // Sam hands in something of their own under the same names, first.
    let parcel = Parcel::from_bytes(&parcel).unwrap();
    let mut thief = Thief::new(&world, sam);
    thief.read(space);
    let own = parcel.parts[0].entries.iter().map(|entry| Entry {
        id: entry.id,
        head: entry.head.clone(),
        body: Body::Sealed(vec![0; 100]),
        erase_tag: entry.erase_tag,
    });
    let done = thief.append(space, own.collect());
    assert!(matches!(done, RelayFrame::Appended { .. }), "{done:?}");
    world.set_online(NOOR, true);
    world.pass(60_000);
    share_card(&mut world, NOOR, noors, "By relay, afterwards");
    world.set_online(TABLET, false);
    world.set_online(TABLET, true);
    world.pass(60_000);
    for person in [NOOR, TABLET] {
        assert_eq!(world.open(person).relay.waiting, 0, "{person}");
        assert_eq!(world.they_see(person).len(), 3, "{person}: her name, and both");
    }
    world.set_online(SAM, true);
    world.pass(60_000);
    assert_eq!(theirs(&world, SAM).len(), 2);
}

#[test]
fn what_must_not_wait_goes_before_what_the_relay_has_no_room_for() {
    let Pair { mut world, noors_words, .. } = linked(245, 1);
    let vault = Thief::new(&world, paper_of(&noors_words)).locate()[0];
    world.set_share(60_000);
    for number in 0..400 {
        write_card(&mut world, NOOR, &format!("A long text that fills what is left, number {number}"));
    }
    world.pass(60_000);
    assert!(world.open(NOOR).relay.waiting > 0, "the share is used up");
    let tablet = testing::scenes::this(&world, TABLET);
    let before = cards(&world, NOOR).len();
    assert_eq!(world.act(NOOR, removal(tablet)), Ok(Outcome::Done));
    world.pass(120_000);
    let there = head(&world.disk, vault).members;
    assert!(there.iter().all(|member| member.keys.id().0 != tablet.0), "the tablet is out");
    assert_eq!(cards(&world, NOOR).len(), before, "nothing that waits is lost");
    world.restart(NOOR);
    assert_eq!(cards(&world, NOOR).len(), before);
    world.set_share(1 << 30);
    world.pass(120_000);
    assert_eq!(world.open(NOOR).relay.waiting, 0, "and goes when there is room");
}
