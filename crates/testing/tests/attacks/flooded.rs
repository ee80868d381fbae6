//! A linked person's app that hands over more than anybody writes.

use client::{Outcome, command::Links, view::Notice};
use crypto::{Clock, MemberSeed};
use sync::{Entry, RelayFrame, SpaceId};
use testing::{
    people::World,
    scenes::{link, share_card, theirs},
};

use crate::thief::{Thief, fold, random, with_words};

const NOOR: usize = 0;
const SAM: usize = 1;

struct Pair {
    world: World,
    noors: model::RelationshipId,
    sams: model::RelationshipId,
    space: SpaceId,
    sam: MemberSeed,
}

fn linked(seed: u64) -> Pair {
    let mut world = World::new(seed, 2);
    world.create_vault(NOOR, "Noor");
    let words = world.create_vault(SAM, "Sam");
    let (noors, sams) = link(&mut world, NOOR, SAM);
    let (_, _, _, opened) = with_words(&world, &words);
    let vault = fold(&opened);
    let (link, record) = vault.links.iter().next().unwrap();
    let seed = record.kept.as_ref().unwrap().value.member_seed;
    Pair { noors, sams, space: SpaceId(link.0), sam: MemberSeed::from_bytes(seed), world }
}

/// Writes twelve megabytes as Sam's member, nothing of which is any operation.
fn flood(pair: &Pair) {
    let mut thief = Thief::new(&pair.world, pair.sam.clone());
    let (mut replica, _) = thief.replica(pair.space);
    let mut random = random();
    for _ in 0..60 {
        let entry: Entry = replica.write(Clock(1), &vec![0x80; 200_000], &mut random).unwrap();
        let answer = thief.append(pair.space, vec![entry]);
        assert!(matches!(answer, RelayFrame::Appended { .. }), "{answer:?}");
    }
}

fn waits(world: &World) -> bool {
    world.open(NOOR).notices.iter().any(|notice| matches!(notice, Notice::MoreWaits { .. }))
}

#[test]
fn whoever_hands_over_too_much_fills_nobodys_device() {
    let mut pair = linked(250);
    share_card(&mut pair.world, SAM, pair.sams, "Honest, before");
    pair.world.pass(60_000);
    flood(&pair);
    let Pair { mut world, noors, sams, .. } = pair;
    world.restart_relay();
    world.pass(600_000);
    assert!(waits(&world), "{:?}", world.open(NOOR).notices);
    assert!(
        !world.open(NOOR).notices.iter().any(|notice| matches!(notice, Notice::RelayWithholds)),
        "nobody is suspected: {:?}",
        world.open(NOOR).notices
    );
    share_card(&mut world, SAM, sams, "Honest, afterwards");
    world.pass(600_000);
    assert_eq!(theirs(&world, NOOR), ["Honest, before"], "it waits behind the rest");
    world.restart(NOOR);
    world.pass(600_000);
    assert!(waits(&world), "after a restart too");
    // What is one's own goes out all the same.
    share_card(&mut world, NOOR, noors, "Of Noor");
    world.pass(600_000);
    assert_eq!(theirs(&world, SAM), ["Of Noor"]);
    assert_eq!(world.act(NOOR, Links::TakeMore { relationship: noors }), Ok(Outcome::Done));
    world.pass(600_000);
    assert!(!waits(&world));
    let mut seen = theirs(&world, NOOR);
    seen.sort_unstable();
    assert_eq!(seen, ["Honest, afterwards", "Honest, before"]);
}

#[test]
fn whoever_hands_over_too_much_keeps_nobody_from_withdrawing_or_leaving() {
    let mut pair = linked(251);
    share_card(&mut pair.world, NOOR, pair.noors, "Shared in trust");
    pair.world.pass(60_000);
    flood(&pair);
    let Pair { mut world, noors, space, .. } = pair;
    world.restart_relay();
    world.pass(600_000);
    assert!(waits(&world));
    assert_eq!(world.act(NOOR, Links::Unlink { relationship: noors, withdraw: true }), Ok(Outcome::Done));
    world.pass(600_000);
    let head = crate::thief::head(&world.disk, space);
    assert_eq!(head.members.len(), 1, "the relay has let Noor go");
    assert!(theirs(&world, SAM).is_empty());
    assert!(!waits(&world), "nothing is asked of a link that has ended");
}
