//! Two people, of whom one hands over more than anybody writes.

use crypto::{Clock, MemberSeed};
use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};

use super::{PEER_BYTES, PEER_CHAINS, PEER_RECORDS};
use crate::{
    ControlRecord, Entry, Member, MemberKind, Party, Position, Replica, StoredEntry,
    replica::{
        Intent, ReplicaState,
        tests::{change, stored},
    },
};

struct Pair {
    random: ChaCha12Rng,
    one: Replica,
    other: Replica,
    log: Vec<StoredEntry>,
}

impl Pair {
    fn new() -> Self {
        let mut random = ChaCha12Rng::seed_from_u64(51);
        let mut one = Replica::found(MemberSeed::random(&mut random), &[], &mut random);
        let seed = MemberSeed::random(&mut random);
        let member = Member::of(&seed, one.space(), Party::Invited, MemberKind::Device);
        change(&mut one, Intent::Admit(member), &mut random);
        let other = Replica::enter(seed, &one.records(), &mut random).unwrap();
        Self { random, one, other, log: Vec::new() }
    }

    fn hold(&mut self, entry: Entry) {
        let position = Position(self.log.len() as u64 + 1);
        self.log.push(StoredEntry { position, entry });
    }

    fn other_writes(&mut self, size: usize) {
        let entry = self.other.write(Clock(1), &vec![7; size], &mut self.random).unwrap();
        self.hold(entry);
    }

    fn one_writes(&mut self) {
        let entry = self.one.write(Clock(1), b"own", &mut self.random).unwrap();
        self.hold(entry);
    }

    /// Hands the log over in batches, as a relay does. How many entries of the other were taken.
    fn read(&mut self) -> usize {
        let mut taken = 0;
        for batch in self.log.clone().chunks(4) {
            let received = self.one.receive(batch.to_vec());
            taken += received.opened.len();
            self.one.acknowledge(&received.shown);
        }
        self.one.caught_up();
        taken
    }
}

#[test]
fn what_is_too_much_waits_and_as_much_again_comes_when_the_person_wants_it() {
    const SIZE: usize = 200_000;
    let mut pair = Pair::new();
    let all = 3 * usize::try_from(PEER_BYTES).unwrap() / SIZE;
    for _ in 0..all {
        pair.other_writes(SIZE);
    }
    pair.one_writes();
    let first = pair.read();
    assert!((all / 3..all / 3 + 5).contains(&first), "{first} of {all}");
    assert!(pair.one.more_waits());
    assert_eq!(pair.one.cursor(), Position(pair.log.len() as u64), "it reads to the end");
    assert_eq!(pair.one.outbox_len(), 0, "what it wrote itself is acknowledged");
    assert_eq!(pair.one.troubles().iter().count(), 0, "nobody is suspected");
    assert!(!pair.one.is_behind(), "the log is not fetched again and again");
    let again = Replica::restore(ReplicaState::from_bytes(&pair.one.state().to_bytes()).unwrap(), Vec::new());
    assert!(again.unwrap().more_waits(), "and after a restart it still waits");

    pair.one.take_more();
    assert!(!pair.one.more_waits());
    pair.one.rewind();
    let second = pair.read();
    assert!((all / 3 - 5..all / 3 + 5).contains(&second), "{second}");
    assert!(pair.one.more_waits());
    pair.one.take_more();
    pair.one.rewind();
    assert_eq!(first + second + pair.read(), all, "everything has come");
    assert!(!pair.one.more_waits());
    assert_eq!(pair.one.troubles().iter().count(), 0);
}

#[test]
fn own_devices_are_read_whatever_stands_beside() {
    let mut pair = Pair::new();
    for _ in 0..50 {
        pair.other_writes(200_000);
    }
    let mut tablet = Replica::enter(pair.one.seed().clone(), &pair.one.records(), &mut pair.random).unwrap();
    let entry = tablet.write(Clock(2), &vec![7; 200_000], &mut pair.random).unwrap();
    pair.hold(entry);
    pair.read();
    assert!(pair.one.more_waits());
    assert_eq!(pair.one.verified(tablet.writer()).0, 1);
}

#[test]
fn so_many_chains_are_taken_and_no_more() {
    let mut pair = Pair::new();
    for _ in 0..PEER_CHAINS + 3 {
        pair.other_writes(1);
        pair.other.acknowledge(&pair.other.outbox().map(|entry| entry.id).collect::<Vec<_>>());
        pair.other.begin_new_chain(&mut pair.random);
    }
    assert_eq!(pair.read() as u64, PEER_CHAINS);
    assert!(pair.one.more_waits());
    pair.one.take_more();
    pair.one.rewind();
    assert_eq!(pair.read(), 3);
    assert!(!pair.one.more_waits());
}

#[test]
fn so_many_records_are_followed_and_who_leaves_follows_them_all() {
    let mut pair = Pair::new();
    let records: Vec<Vec<u8>> =
        (0..=PEER_RECORDS).map(|_| change(&mut pair.other, Intent::Renew, &mut pair.random)).collect();
    let follow = |replica: &mut Replica| {
        let next = usize::try_from(replica.control_number()).unwrap() - 2;
        for record in records.iter().skip(next) {
            if replica.leaves_record_waiting(record) {
                return;
            }
            assert_eq!(replica.follow(record), Ok(true));
        }
    };
    follow(&mut pair.one);
    assert_eq!(pair.one.control_number(), 2 + PEER_RECORDS);
    assert!(pair.one.more_waits());
    // What is known already, and what comes of this person's own devices, waits for nothing.
    pair.one.allowance.waits = false;
    assert!(!pair.one.leaves_record_waiting(pair.one.records().last().unwrap()));
    let mut tablet = Replica::restore(pair.one.state(), Vec::new()).unwrap();
    let own = change(&mut tablet, Intent::Renew, &mut pair.random);
    assert!(!pair.one.leaves_record_waiting(&own) && !pair.one.more_waits());
    pair.one.intend(Some(Intent::Leave));
    follow(&mut pair.one);
    assert_eq!(pair.one.control_number(), 3 + PEER_RECORDS);
    let leaving = pair.one.propose(&mut pair.random).unwrap();
    let newest = ControlRecord::from_bytes(records.last().unwrap()).unwrap();
    assert_eq!(newest.verify_successor(&leaving), Ok(()));
}

#[test]
fn in_a_vault_nothing_waits() {
    let mut random = ChaCha12Rng::seed_from_u64(52);
    let mut one = Replica::found(MemberSeed::random(&mut random), &[], &mut random);
    let seed = MemberSeed::random(&mut random);
    let member = Member::of(&seed, one.space(), Party::Founder, MemberKind::Device);
    change(&mut one, Intent::Admit(member), &mut random);
    let mut other = Replica::enter(seed, &one.records(), &mut random).unwrap();
    let entries: Vec<Entry> =
        (0..45).map(|_| other.write(Clock(1), &vec![7; 200_000], &mut random).unwrap()).collect();
    for stored in stored(&entries) {
        assert_eq!(one.receive(vec![stored]).opened.len(), 1);
    }
    assert!(!one.more_waits());
}
