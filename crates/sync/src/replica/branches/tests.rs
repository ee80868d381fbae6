//! Three devices of a vault, of which one hears that each of the others has taken the other out.

use crypto::{Clock, MemberSeed};
use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};

use super::{Branch, Met};
use crate::{
    ControlRecord, Entry, Member, MemberKind, Party, Position, Replica, StoredEntry, Trouble,
    frame::CheckpointId,
    replica::{
        Intent, ReplicaState,
        tests::{change, stored},
    },
};

mod meeting;
mod over;

struct Vault {
    random: ChaCha12Rng,
    phone: Replica,
    tablet: Replica,
    laptop: Replica,
    log: Vec<Entry>,
}

impl Vault {
    fn new() -> Self {
        let mut random = ChaCha12Rng::seed_from_u64(41);
        let mut phone = Replica::found(MemberSeed::random(&mut random), &[], &mut random);
        let seeds = [(); 2].map(|()| MemberSeed::random(&mut random));
        for seed in &seeds {
            let member = Member::of(seed, phone.space(), Party::Founder, MemberKind::Device);
            change(&mut phone, Intent::Admit(member), &mut random);
        }
        let [tablet, laptop] = seeds.map(|seed| Replica::enter(seed, &phone.records(), &mut random).unwrap());
        let mut vault = Self { random, phone, tablet, laptop, log: Vec::new() };
        for text in ["before one", "before two"] {
            let entry = vault.phone.write(Clock(1), text.as_bytes(), &mut vault.random).unwrap();
            vault.log.push(entry);
        }
        let entry = vault.laptop.write(Clock(2), b"before, on the laptop", &mut vault.random).unwrap();
        vault.log.push(entry);
        let log = stored(&vault.log);
        for replica in [&mut vault.phone, &mut vault.tablet, &mut vault.laptop] {
            let received = replica.receive(log.clone());
            replica.acknowledge(&received.shown);
        }
        vault
    }

    /// The phone takes the tablet out.
    fn by_phone(&mut self) -> Vec<u8> {
        change(&mut self.phone, Intent::Remove(self.tablet.me()), &mut self.random)
    }

    /// The tablet takes the phone out.
    fn by_tablet(&mut self) -> Vec<u8> {
        change(&mut self.tablet, Intent::Remove(self.phone.me()), &mut self.random)
    }

    /// The laptop comes back, hears of the tablet's record first, writes, and then hears of the phone's.
    fn undecided(&mut self) {
        let theirs = self.by_phone();
        let record = self.by_tablet();
        follow_away(&mut self.laptop, &record);
        assert_eq!(meet(&mut self.laptop, &theirs), Met::Undecided);
    }
}

fn follow_away(replica: &mut Replica, record: &[u8]) {
    let before = replica.control_number();
    assert_eq!(replica.follow(record), Ok(true));
    replica.was_away_since(before);
}

fn meet(replica: &mut Replica, record: &[u8]) -> Met {
    let record = ControlRecord::from_bytes(record).unwrap();
    replica.meet(record.number - 1, vec![record])
}

fn texts(replica: &Replica, entries: &[Entry]) -> Vec<String> {
    let opened = entries.iter().filter_map(|entry| replica.reopen(entry)).filter_map(|opened| opened.body);
    opened.map(|body| String::from_utf8(body).unwrap()).collect()
}

#[test]
fn who_came_back_to_one_branch_and_meets_the_other_seals_nothing_more() {
    let mut vault = Vault::new();
    vault.undecided();
    let Vault { laptop, random, .. } = &mut vault;
    assert_eq!(laptop.undecided().map(|branch| branch.common), Some(3));
    assert!(laptop.troubles().contains(&Trouble::Forked));
    assert!(laptop.write(Clock(3), b"still written here", random).is_ok());
    laptop.intend(Some(Intent::Renew));
    assert_eq!(laptop.propose(random), None, "no record on top of either");
    laptop.acknowledge(&laptop.outbox().map(|entry| entry.id).collect::<Vec<_>>());
    assert_eq!(laptop.seal_checkpoint(CheckpointId([1; 16]), b"state", random), None);
    laptop.keep_branch();
    assert!(laptop.propose(random).is_some());
    assert!(laptop.seal_checkpoint(CheckpointId([1; 16]), b"state", random).is_some());
}

#[test]
fn what_is_undecided_is_so_after_a_restart() {
    let mut vault = Vault::new();
    vault.undecided();
    let bytes = vault.laptop.state().to_bytes();
    let again = Replica::restore(ReplicaState::from_bytes(&bytes).unwrap(), Vec::new()).unwrap();
    assert_eq!(again.undecided(), vault.laptop.undecided());
    assert!(again.has_adopted());
}

#[test]
fn who_was_there_goes_on_whatever_the_former_member_signs() {
    let mut vault = Vault::new();
    let theirs = vault.by_tablet();
    let record = vault.by_phone();
    assert_eq!(vault.laptop.follow(&record), Ok(true));
    for replica in [&mut vault.laptop, &mut vault.phone] {
        assert_eq!(meet(replica, &theirs), Met::Ranked);
        assert_eq!(replica.undecided(), None);
        assert!(replica.troubles().contains(&Trouble::Forked), "it is said all the same");
    }
}

#[test]
fn that_a_device_was_there_is_the_relays_word_and_its_person_may_see_it_otherwise() {
    let mut vault = Vault::new();
    let theirs = vault.by_phone();
    let record = vault.by_tablet();
    let before = vault.laptop.control_number();
    assert_eq!(vault.laptop.follow(&record), Ok(true));
    vault.laptop.was_there_since(before);
    assert!(!vault.laptop.has_adopted());
    assert_eq!(meet(&mut vault.laptop, &theirs), Met::Ranked, "it goes on");
    assert!(vault.laptop.undecided().is_none());
    assert!(vault.laptop.can_go_over() && vault.laptop.other_branch().is_some(), "and may go over");
    vault.laptop.keep_branch();
    assert_eq!(meet(&mut vault.laptop, &theirs), Met::Ranked);
    assert_eq!(vault.laptop.other_branch(), None);
}

#[test]
fn what_is_asked_about_is_not_exchanged_for_something_else_and_does_not_vanish() {
    let mut vault = Vault::new();
    let mut before = Replica::restore(vault.tablet.state(), Vec::new()).unwrap();
    vault.undecided();
    let asked = vault.laptop.undecided().cloned();
    // The tablet signs a second record that takes nobody out: beside that one, the laptop seals for fewer.
    let harmless = change(&mut before, Intent::Renew, &mut vault.random);
    meet(&mut vault.laptop, &harmless);
    assert_eq!(vault.laptop.undecided().cloned(), asked);
    // The same branch may grow.
    let common = vault.laptop.records().into_iter().take(3);
    let more = change(&mut vault.phone, Intent::Renew, &mut vault.random);
    let whole: Vec<_> = vault.phone.records().into_iter().skip(3).collect();
    assert_eq!((whole.len(), whole.last()), (2, Some(&more)));
    let all = common.chain(whole).map(|record| ControlRecord::from_bytes(&record).unwrap()).collect();
    assert_eq!(vault.laptop.meet(0, all), Met::Undecided);
    assert_eq!(vault.laptop.undecided().map(|branch| branch.records.len()), Some(2));
    // What stops nothing makes no room for what would.
    let mut vault = Vault::new();
    let mut before = Replica::restore(vault.tablet.state(), Vec::new()).unwrap();
    let renewed = change(&mut before, Intent::Renew, &mut vault.random);
    let own = change(&mut vault.phone, Intent::Renew, &mut vault.random);
    let theirs = vault.by_tablet();
    assert_eq!(vault.laptop.follow(&own), Ok(true));
    assert_eq!(meet(&mut vault.laptop, &renewed), Met::Ranked);
    assert_eq!(meet(&mut vault.laptop, &theirs), Met::Undecided);
    assert!(vault.laptop.undecided().is_some());
}

#[test]
fn a_former_member_stops_nobody_with_a_record_that_takes_nobody_out() {
    let mut vault = Vault::new();
    let renewed = change(&mut vault.tablet, Intent::Renew, &mut vault.random);
    let record = vault.by_phone();
    follow_away(&mut vault.laptop, &record);
    assert_eq!(meet(&mut vault.laptop, &renewed), Met::Ranked);
    // The other way round: the laptop has only the record that takes nobody out.
    let mut vault = Vault::new();
    let renewed = change(&mut vault.tablet, Intent::Renew, &mut vault.random);
    let record = vault.by_phone();
    assert_eq!(vault.laptop.follow(&renewed), Ok(true));
    assert_eq!(meet(&mut vault.laptop, &record), Met::Undecided, "it would seal for the tablet");
}

#[test]
fn two_records_of_two_devices_that_both_stay_stop_nothing_and_may_be_decided_about() {
    let mut vault = Vault::new();
    let theirs = change(&mut vault.tablet, Intent::Renew, &mut vault.random);
    let own = change(&mut vault.phone, Intent::Renew, &mut vault.random);
    assert_eq!(vault.laptop.follow(&own), Ok(true));
    assert_eq!(meet(&mut vault.laptop, &theirs), Met::Ranked, "nothing is sealed for anybody else");
    assert!(vault.laptop.undecided().is_none() && vault.laptop.other_branch().is_some());
    vault.laptop.keep_branch();
    assert_eq!(meet(&mut vault.laptop, &theirs), Met::Ranked);
    assert_eq!(vault.laptop.other_branch(), None, "it is not asked again");
    // What a device has signed itself, and the relay had refused to say that it took, stops it no more than that.
    let mut before = Replica::restore(vault.phone.state(), Vec::new()).unwrap();
    let one = change(&mut vault.phone, Intent::Renew, &mut vault.random);
    let tablet = vault.tablet.me();
    let other = change(&mut before, Intent::Remove(tablet), &mut vault.random);
    assert!(one != other);
    assert_eq!(meet(&mut vault.phone, &other), Met::Ranked);
    assert_eq!(vault.phone.other_branch(), None);
}

#[test]
fn who_said_that_a_branch_is_right_is_not_asked_about_what_the_former_member_signs_next() {
    let mut vault = Vault::new();
    let mut before = Replica::restore(vault.tablet.state(), Vec::new()).unwrap();
    let first = vault.by_tablet();
    let second = change(&mut before, Intent::Remove(vault.phone.me()), &mut vault.random);
    assert!(first != second, "another record, and as valid");
    let record = vault.by_phone();
    follow_away(&mut vault.laptop, &record);
    assert_eq!(meet(&mut vault.laptop, &first), Met::Undecided);
    vault.laptop.keep_branch();
    assert!(!vault.laptop.has_adopted());
    for record in [&first, &second] {
        assert_eq!(meet(&mut vault.laptop, record), Met::Ranked);
    }
}

#[test]
fn what_no_member_signed_stops_nobody() {
    let mut vault = Vault::new();
    let record = vault.by_tablet();
    follow_away(&mut vault.laptop, &record);
    let genuine = ControlRecord::from_bytes(&vault.by_phone()).unwrap();
    let mut unsigned = genuine.clone();
    unsigned.signature.0[0] ^= 1;
    let mut elsewhere = genuine.clone();
    elsewhere.previous.0[0] ^= 1;
    let mut far = genuine.clone();
    far.number += 7;
    for record in [unsigned, far] {
        assert_eq!(vault.laptop.meet(3, vec![record]), Met::Nothing);
    }
    assert_eq!(vault.laptop.meet(3, vec![elsewhere.clone()]), Met::FurtherBack);
    assert_eq!(vault.laptop.meet(3, Vec::new()), Met::FurtherBack);
    assert_eq!(vault.laptop.meet(0, Vec::new()), Met::Same);
    assert_eq!(vault.laptop.undecided(), None);
    assert!(!vault.laptop.troubles().contains(&Trouble::Forked));
    let known: Vec<ControlRecord> =
        vault.laptop.records().iter().map(|record| ControlRecord::from_bytes(record).unwrap()).collect();
    assert_eq!(vault.laptop.meet(0, known.clone()), Met::Same);
    let all: Vec<_> = known.into_iter().take(3).chain([genuine]).collect();
    assert_eq!(vault.laptop.meet(0, all), Met::Undecided, "found on the way from the beginning");
}

#[test]
fn between_two_people_no_second_record_stops_anything() {
    let mut vault = Vault::new();
    let seed = MemberSeed::random(&mut vault.random);
    let partner = Member::of(&seed, vault.phone.space(), Party::Invited, MemberKind::Device);
    let joined = change(&mut vault.phone, Intent::Admit(partner), &mut vault.random);
    let mut partner = Replica::enter(seed, &vault.phone.records(), &mut vault.random).unwrap();
    for replica in [&mut vault.laptop, &mut vault.tablet] {
        assert_eq!(replica.follow(&joined), Ok(true));
    }
    let second = change(&mut partner, Intent::Renew, &mut vault.random);
    let own = vault.by_tablet();
    let record = vault.by_phone();
    follow_away(&mut vault.laptop, &record);
    for other in [&second, &own] {
        assert_eq!(meet(&mut vault.laptop, other), Met::Ranked);
    }
    assert_eq!(vault.laptop.undecided(), None);
}

#[test]
fn the_words_of_a_history_are_those_of_all_that_have_it_and_of_nobody_else() {
    let mut vault = Vault::new();
    assert_eq!(vault.phone.history_words(3), vault.tablet.history_words(3));
    assert_ne!(vault.phone.history_words(2), vault.phone.history_words(3));
    assert_eq!(vault.phone.history_words(4), None);
    vault.by_phone();
    vault.by_tablet();
    assert_ne!(vault.phone.history_words(4), vault.tablet.history_words(4));
}
