//! Somebody is taken out of a space: what waits, what comes after, and going on as another member.

use super::*;
use crate::replica::Removal;

/// A link of two people, with a second device of the first person.
struct Link {
    random: ChaCha12Rng,
    one: Replica,
    second: Replica,
    guest: Replica,
}

impl Link {
    fn new() -> Self {
        let mut random = ChaCha12Rng::seed_from_u64(11);
        let seed = MemberSeed::random(&mut random);
        let mut one = Replica::found(seed.clone(), &[], &mut random);
        let guest = MemberSeed::random(&mut random);
        let intent = admitting(&one, &guest, Party::Invited);
        change(&mut one, intent, &mut random);
        let guest = Replica::enter(guest, &one.records(), &mut random).unwrap();
        let second = Replica::enter(seed, &one.records(), &mut random).unwrap();
        Self { random, one, second, guest }
    }
}

fn exchange(replica: &Replica, seed: &MemberSeed) -> Intent {
    Intent::Exchange { admit: device(replica, seed, replica.party()), remove: vec![replica.me()] }
}

#[test]
fn what_waits_when_somebody_is_removed_is_sealed_so_that_they_cannot_open_it() {
    let mut vault = Vault::new();
    let mut third = vault.third();
    let waiting =
        vault.one.write(Clock(1), b"written before the relay heard of it", &mut vault.random).unwrap();
    assert!(third.reopen(&waiting).is_some(), "the third device could still have read it");
    let removal = change(&mut vault.one, Intent::Remove(third.me()), &mut vault.random);
    let changed = vault.one.reseal_outbox(&mut vault.random);
    assert_eq!(vault.one.outbox().cloned().collect::<Vec<_>>(), changed);
    assert_eq!((changed.len(), changed[0].id), (1, waiting.id));
    vault.other.follow(&removal).unwrap();
    third.follow(&removal).unwrap();
    let received = vault.other.receive(stored(&changed));
    assert_eq!(texts(&received.opened), ["written before the relay heard of it"]);
    assert!(third.reopen(&changed[0]).is_none());
    assert_eq!(vault.one.reseal_outbox(&mut vault.random), []);
}

#[test]
fn an_exchanged_member_goes_on_and_its_former_seed_opens_nothing_new() {
    let mut link = Link::new();
    let before = link.one.write(Clock(1), b"before", &mut link.random).unwrap();
    assert_eq!(texts(&link.guest.receive(stored(core::slice::from_ref(&before))).opened), ["before"]);
    link.one.acknowledge(&[before.id]);
    let seed = MemberSeed::random(&mut link.random);
    let intent = exchange(&link.one, &seed);
    let record = change(&mut link.one, intent, &mut link.random);
    assert!(!link.one.is_member() && link.one.own_party_remains() && !link.one.other_has_left());
    link.one.change_member(seed.clone(), &mut link.random);
    assert!(link.one.is_member() && link.one.is_shared());
    let after = link.one.write(Clock(2), b"after", &mut link.random).unwrap();
    assert_eq!(after.erase_tag, link.one.erase_preimage(after.id).tag());

    link.guest.follow(&record).unwrap();
    link.second.follow(&record).unwrap();
    let log = stored(&[before.clone(), after.clone()]);
    assert_eq!(texts(&link.guest.receive(log.clone()).opened), ["after"]);
    assert_eq!(troubles(&link.guest), []);
    // The second device has only the former seed until its vault tells it the new one.
    assert!(link.second.reopen(&after).is_none());
    assert_eq!(link.second.write(Clock(3), b"no", &mut link.random), Err(WriteError::Closed));
    link.second.change_member(seed, &mut link.random);
    let mut read = texts(&link.second.receive(log.clone()).opened);
    read.sort();
    assert_eq!(read, ["after", "before"]);
    // What it wrote itself comes back from the relay, and is no replay.
    link.one.receive(log);
    assert_eq!(troubles(&link.one), []);
}

#[test]
fn what_waits_is_written_anew_by_the_member_that_takes_the_place_of_another() {
    let mut link = Link::new();
    let sent = link.second.write(Clock(1), b"sent", &mut link.random).unwrap();
    link.guest.receive(stored(core::slice::from_ref(&sent)));
    link.second.acknowledge(&[sent.id]);
    let waiting = link.second.write(Clock(2), b"waits", &mut link.random).unwrap();
    // Another device of the person has read nothing of it, and exchanges the member.
    let seed = MemberSeed::random(&mut link.random);
    let intent = exchange(&link.one, &seed);
    let record = change(&mut link.one, intent, &mut link.random);
    let (former, chain) = (link.second.me(), link.second.writer());
    let rewritten = link.second.change_member(seed, &mut link.random);
    assert_eq!(rewritten.gone, [waiting.id]);
    assert_eq!(texts(&rewritten.opened), ["waits"]);
    link.second.follow(&record).unwrap();
    link.guest.follow(&record).unwrap();
    let resealed = link.second.reseal_outbox(&mut link.random);
    let received = link.guest.receive(stored(&[sent.clone(), resealed[0].clone()]));
    assert_eq!(texts(&received.opened), ["waits"]);
    assert_eq!(troubles(&link.guest), []);
    // What was sent as the former member had not been read by who exchanged it.
    for replica in [&link.second, &link.guest] {
        let sent = replica.reopen(&sent).unwrap();
        assert!(sent.author == former && sent.writer == chain && !replica.counts(&sent));
        assert!(replica.has_uncounted());
        assert!(replica.counts(&replica.reopen(&resealed[0]).unwrap()));
    }
    assert!(link.second.is_own_chain(chain) && !link.guest.is_own_chain(chain));
}

#[test]
fn who_was_exchanged_still_proves_what_they_wrote_before_also_after_a_restart() {
    let mut link = Link::new();
    let before = link.one.write(Clock(1), b"before", &mut link.random).unwrap();
    let seed = MemberSeed::random(&mut link.random);
    let intent = exchange(&link.one, &seed);
    change(&mut link.one, intent, &mut link.random);
    link.one.change_member(seed, &mut link.random);
    let state = ReplicaState::from_bytes(&link.one.state().to_bytes()).unwrap();
    let outbox = link.one.outbox().cloned().collect();
    let restored = Replica::restore(state, outbox).unwrap();
    let tags: Vec<_> = restored.erase_preimages(before.id).map(|preimage| preimage.tag()).collect();
    assert_eq!(tags.len(), 2);
    assert_ne!(tags[0], before.erase_tag);
    assert_eq!(tags[1], before.erase_tag);
}

#[test]
fn what_was_written_as_a_member_of_which_no_record_says_so_is_still_ones_own_after_a_restart() {
    for is_guest in [false, true] {
        let mut link = Link::new();
        let replica = if is_guest { link.guest } else { link.one };
        let (first, party) = (replica.seed().clone(), replica.party());
        // Two devices of a person decide at once, and this one's turns out not to be the one that counts.
        let mut replica = replica;
        replica.change_member(MemberSeed::random(&mut link.random), &mut link.random);
        let entry = replica.write_as_yet(Clock(1), b"mine", &mut link.random).unwrap();
        let mut restored = Replica::restore(replica.state(), vec![entry.clone()]).unwrap();
        assert_eq!(restored.party(), party);
        assert_eq!(texts(&restored.reopen(&entry).into_iter().collect::<Vec<_>>()), ["mine"]);
        let rewritten = restored.change_member(first, &mut link.random);
        assert_eq!(
            (rewritten.gone.as_slice(), texts(&rewritten.opened)),
            ([entry.id].as_slice(), vec!["mine".into()])
        );
        let restored = Replica::restore(restored.state(), rewritten.kept).unwrap();
        assert!(restored.is_member() && restored.is_own_chain(replica.writer()));
        assert!(restored.wrote(replica.writer(), Sequence(1)));
        assert!(
            !restored.wrote(replica.writer(), Sequence(2)),
            "somebody with a copy may have gone on there"
        );
        assert!(restored.reopen(&entry).is_some(), "what it had stored by then is still its own");
    }
}

#[test]
fn the_last_removal_is_the_newest_record_that_takes_somebody_out() {
    let mut vault = Vault::new();
    assert_eq!(vault.one.last_removal(), None);
    let third = vault.third();
    assert_eq!(vault.one.last_removal(), None);
    change(&mut vault.one, Intent::Remove(third.me()), &mut vault.random);
    let removal = Removal { epoch: 4, author: vault.one.me(), gone: vec![third.me()] };
    assert_eq!(vault.one.last_removal(), Some(removal.clone()));
    assert_eq!(vault.one.taken_out_by(third.me()), Some(vault.one.me()));
    assert_eq!(vault.one.let_in_by(third.me()), Some(vault.one.me()));
    assert_eq!(vault.one.let_in_by(vault.one.me()), None);
    change(&mut vault.one, Intent::Renew, &mut vault.random);
    assert_eq!(vault.one.last_removal(), Some(removal));
}

#[test]
fn who_has_been_which_member_and_whose_a_chain_can_be() {
    let mut vault = Vault::new();
    let paper = MemberSeed::random(&mut vault.random);
    let words = Member::of(&paper, vault.one.space(), Party::Founder, MemberKind::Paper);
    change(&mut vault.one, Intent::Admit(words), &mut vault.random);
    let (one, other, paper) = (vault.one.me(), vault.other.me(), paper.keys().id());
    assert_eq!(
        [one, other, paper, MemberId([1; 16])].map(|id| vault.one.was_paper(id)),
        [false, false, true, false]
    );
    change(&mut vault.one, Intent::Remove(paper), &mut vault.random);
    assert!(vault.one.was_paper(paper), "it is remembered what it was");
    // A former member's chain is one's own, and of nobody who is there.
    let seed = MemberSeed::random(&mut vault.random);
    let former_chain = vault.one.writer();
    assert_eq!([one, other].map(|id| vault.one.has_been(id)), [true, false]);
    let intent = admitting(&vault.one, &seed, Party::Founder);
    change(&mut vault.one, intent, &mut vault.random);
    vault.one.change_member(seed.clone(), &mut vault.random);
    change(&mut vault.one, Intent::Remove(one), &mut vault.random);
    assert_eq!([one, other, seed.keys().id()].map(|id| vault.one.has_been(id)), [true, false, true]);
    let chains = [former_chain, vault.one.writer(), vault.other.writer(), WriterId([1; 16])];
    assert_eq!(chains.map(|writer| vault.one.is_of_a_member(writer)), [false, true, true, false]);
}

#[test]
fn every_seed_that_was_ever_ones_own_proves_what_was_written_with_it_and_each_once() {
    let mut link = Link::new();
    let mut seeds = vec![link.one.seed().clone()];
    for _ in 0..2 {
        seeds.push(MemberSeed::random(&mut link.random));
    }
    let id = EntryId([3; 16]);
    let tag = |seed: &MemberSeed| seed.erase_key().tag(id.as_bytes());
    let proves = |replica: &Replica| replica.erase_preimages(id).map(|proof| proof.tag()).collect::<Vec<_>>();
    // There, on, and back again.
    for index in [1, 2, 1] {
        link.one.change_member(seeds[index].clone(), &mut link.random);
    }
    assert_eq!(proves(&link.one), [&seeds[1], &seeds[2], &seeds[1], &seeds[0]].map(tag));
    link.one.change_member(seeds[2].clone(), &mut link.random);
    assert_eq!(proves(&link.one), [&seeds[2], &seeds[2], &seeds[1], &seeds[0]].map(tag));
    // Another device learns of them.
    link.second.know_former(seeds.clone());
    assert_eq!(proves(&link.second), [&seeds[0], &seeds[2], &seeds[1]].map(tag));
    link.second.know_former(seeds.clone());
    assert_eq!(proves(&link.second).len(), 3);
}
