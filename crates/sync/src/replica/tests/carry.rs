//! Parcels among replicas: what is left out, what is taken, and what a relay says of it afterwards.

mod altered;
mod laws;

use super::*;
use crate::{
    parcel::Part,
    replica::{Carried, Recipients},
};

/// Two people, one with two devices, and what each device has kept.
struct People {
    random: ChaCha12Rng,
    replicas: Vec<Replica>,
    logs: Vec<Vec<Entry>>,
}

const ONE: usize = 0;
const SECOND: usize = 1;
const GUEST: usize = 2;

impl People {
    fn new(seed: u64) -> Self {
        let mut random = ChaCha12Rng::seed_from_u64(seed);
        let seed = MemberSeed::random(&mut random);
        let mut one = Replica::found(seed.clone(), &[], &mut random);
        let guest = MemberSeed::random(&mut random);
        let intent = admitting(&one, &guest, Party::Invited);
        change(&mut one, intent, &mut random);
        let guest = Replica::enter(guest, &one.records(), &mut random).unwrap();
        let second = Replica::enter(seed, &one.records(), &mut random).unwrap();
        Self { random, replicas: vec![one, second, guest], logs: vec![Vec::new(); 3] }
    }

    fn write(&mut self, who: usize, text: &str) -> Entry {
        let entry = self.replicas[who].write(Clock(1), text.as_bytes(), &mut self.random).unwrap();
        self.logs[who].push(entry.clone());
        entry
    }

    fn part(&self, from: usize, to: usize, everything: bool) -> Part {
        let same_person = self.replicas[from].party() == self.replicas[to].party();
        let recipients = if same_person { Recipients::OwnDevices } else { Recipients::Other };
        self.replicas[from].part_for(recipients, everything, self.logs[from].clone(), &[])
    }

    fn bring(&mut self, to: usize, part: &Part) -> Carried {
        self.replicas[to].follow_carried(&part.records);
        let carried = self.replicas[to].receive_carried(&part.entries);
        self.logs[to].extend(carried.kept.iter().cloned());
        carried
    }

    fn carry(&mut self, from: usize, to: usize, everything: bool) -> Carried {
        let part = self.part(from, to, everything);
        self.bring(to, &part)
    }

    /// A relay that has been handed in everything that waits anywhere, each entry once.
    fn relay(&self) -> Vec<StoredEntry> {
        let mut held: Vec<Entry> = Vec::new();
        for entry in self.replicas.iter().flat_map(Replica::outbox) {
            if !held.iter().any(|known| known.id == entry.id) {
                held.push(entry.clone());
            }
        }
        stored(&held)
    }
}

#[test]
fn entries_from_a_parcel_are_verified_like_all_others() {
    let mut people = People::new(1);
    people.write(ONE, "one");
    people.write(ONE, "two");
    let mut part = people.part(ONE, GUEST, true);
    let mut altered = part.entries[0].clone();
    altered.head[70] ^= 1;
    part.entries.push(altered);
    let carried = people.bring(GUEST, &part);
    assert_eq!(texts(&carried.opened), ["one", "two"]);
    assert_eq!((carried.known, carried.missing, carried.unreadable), (0, 0, 1));
    assert_eq!(people.replicas[GUEST].unreadable(), 0, "that is the relay's count");
    assert_eq!(troubles(&people.replicas[GUEST]), []);
    let again = people.bring(GUEST, &part);
    assert_eq!((texts(&again.opened), again.known), (Vec::new(), 2));
    assert_eq!(people.replicas[GUEST].outbox_len(), 2);
}

#[test]
fn what_the_others_have_told_of_is_left_out() {
    let mut people = People::new(2);
    people.write(ONE, "first");
    assert_eq!(people.carry(ONE, GUEST, false).opened.len(), 1);
    assert_eq!(people.part(ONE, GUEST, false).entries.len(), 1, "nothing says that it has arrived");
    people.write(GUEST, "thanks");
    assert_eq!(people.carry(GUEST, ONE, false).opened.len(), 1);
    let nothing = people.part(ONE, GUEST, false);
    assert_eq!((nothing.entries.len(), nothing.records.len()), (0, 0));
    people.write(ONE, "second");
    assert_eq!(texts(&people.carry(ONE, GUEST, false).opened), ["second"]);
    assert_eq!(people.part(ONE, GUEST, true).entries.len(), 3);
    assert_eq!(people.part(ONE, GUEST, true).records.len(), 2);
}

#[test]
fn what_others_have_told_survives_a_restart() {
    let mut people = People::new(3);
    people.write(ONE, "first");
    people.carry(ONE, GUEST, false);
    people.write(GUEST, "thanks");
    people.carry(GUEST, ONE, false);
    let outbox = people.replicas[ONE].outbox().cloned().collect();
    let state = ReplicaState::from_bytes(&people.replicas[ONE].state().to_bytes()).unwrap();
    people.replicas[ONE] = Replica::restore(state, outbox).unwrap();
    assert_eq!(people.part(ONE, GUEST, false).entries.len(), 0);
}

#[test]
fn a_parcel_that_begins_later_is_refused_as_such_and_accuses_no_relay() {
    let mut people = People::new(4);
    people.write(ONE, "one");
    let second = people.write(ONE, "two");
    let whole = people.part(ONE, GUEST, true);
    let later = Part { entries: vec![second], ..whole.clone() };
    let carried = people.bring(GUEST, &later);
    assert_eq!((carried.opened.len(), carried.missing, carried.unreadable), (0, 1, 0));
    assert!(!people.replicas[GUEST].is_behind());
    people.bring(GUEST, &whole);
    assert_eq!(people.bring(GUEST, &later).known, 1);
    assert_eq!(people.replicas[GUEST].frontier(), people.replicas[ONE].frontier());
}

#[test]
fn an_entry_of_an_epoch_that_is_not_known_here_is_missing_its_beginning() {
    let mut people = People::new(5);
    let epoch = change(&mut people.replicas[ONE], Intent::Renew, &mut people.random);
    people.write(ONE, "under the next epoch");
    let mut part = people.part(ONE, GUEST, true);
    assert_eq!(part.records.last().map(|record| record.to_vec()), Some(epoch));
    let records = core::mem::take(&mut part.records);
    assert_eq!(people.bring(GUEST, &part).missing, 1);
    part.records = records;
    assert_eq!(texts(&people.bring(GUEST, &part).opened), ["under the next epoch"]);
    part.records.remove(0);
    assert_eq!(people.replicas[GUEST].follow_carried(&part.records), Default::default());
}

#[test]
fn a_relay_that_brings_the_same_later_is_in_no_trouble() {
    let mut people = People::new(6);
    for text in ["one", "two", "three"] {
        people.write(ONE, text);
    }
    people.carry(ONE, GUEST, false);
    people.write(GUEST, "four");
    let log = people.relay();
    let guest = &mut people.replicas[GUEST];
    assert_eq!(texts(&guest.receive(log.clone()).opened), Vec::<String>::new());
    guest.caught_up();
    assert_eq!((troubles(guest), guest.is_behind(), guest.cursor()), (vec![], false, Position(4)));
    // One that shows something twice is caught as ever.
    let five = people.write(ONE, "five");
    let guest = &mut people.replicas[GUEST];
    let twice = [5, 6].map(|position| StoredEntry { position: Position(position), entry: five.clone() });
    assert_eq!(texts(&guest.receive(twice.to_vec()).opened), ["five"]);
    assert_eq!(troubles(guest), [Trouble::Replayed]);
}

#[test]
fn what_waited_for_the_part_that_a_parcel_brings_goes_on() {
    let mut people = People::new(7);
    let entries: Vec<_> = ["one", "two", "three"].map(|text| people.write(ONE, text)).into();
    let guest = &mut people.replicas[GUEST];
    let mut shown = stored(&entries);
    shown.remove(0);
    shown.iter_mut().for_each(|stored| stored.position.0 -= 1);
    guest.receive(shown);
    assert!(guest.is_behind());
    let carried = guest.receive_carried(&entries[..2]);
    assert_eq!(texts(&carried.opened), ["one", "two", "three"]);
    assert!(!guest.is_behind());
    let waiting: Vec<_> = guest.outbox().map(|entry| entry.id).collect();
    assert_eq!(waiting, [entries[0].id, entries[1].id], "the relay has shown the third");
}

#[test]
fn an_erased_entry_brings_its_proof_to_who_has_the_content() {
    let mut people = People::new(8);
    let entry = people.write(ONE, "to be withdrawn");
    people.carry(ONE, GUEST, false);
    people.write(GUEST, "seen");
    people.carry(GUEST, ONE, false);
    let preimage = people.replicas[ONE].erase_preimage(entry.id);
    people.logs[ONE][0].body = Body::Erased(preimage);
    let log = people.logs[ONE].clone();
    let part = people.replicas[ONE].part_for(Recipients::Other, false, log, &[entry.id]);
    assert_eq!(people.bring(GUEST, &part).erased, [(entry.id, preimage)]);
    let erased = part.entries[0].clone();
    people.replicas[GUEST].restate(&erased);
    assert!(people.replicas[GUEST].outbox().any(|waiting| *waiting == erased));
    let mut forged = part;
    forged.entries[0].body = Body::Erased(ErasePreimage([0; 32]));
    assert_eq!(people.bring(GUEST, &forged).erased, []);
}

#[test]
fn a_second_device_gets_what_it_has_not_told_of() {
    let mut people = People::new(9);
    people.write(ONE, "one");
    assert_eq!(people.carry(ONE, SECOND, false).opened.len(), 1, "nothing is known of it");
    people.write(SECOND, "two");
    assert_eq!(texts(&people.carry(SECOND, ONE, false).opened), ["two"]);
    people.write(ONE, "three");
    assert_eq!(people.part(ONE, SECOND, false).entries.len(), 1);
    assert_eq!(texts(&people.carry(ONE, SECOND, false).opened), ["three"]);
}

#[test]
fn a_store_that_was_set_back_is_noticed_by_a_parcel_and_nothing_is_taken_before_a_new_chain() {
    let mut people = People::new(10);
    people.write(ONE, "before");
    let old = people.replicas[ONE].state();
    let outbox: Vec<_> = people.replicas[ONE].outbox().cloned().collect();
    people.write(ONE, "after");
    people.carry(ONE, GUEST, false);
    people.replicas[ONE] = Replica::restore(old, outbox).unwrap();
    people.logs[ONE].truncate(1);
    let part = people.part(GUEST, ONE, true);
    let carried = people.bring(ONE, &part);
    assert!(carried.set_back && carried.opened.is_empty() && carried.kept.is_empty());
    people.replicas[ONE].begin_new_chain(&mut people.random);
    let carried = people.bring(ONE, &part);
    assert_eq!(texts(&carried.opened).last().map(String::as_str), Some("after"));
    assert!(!carried.set_back);
}

#[test]
fn two_histories_of_one_chain_are_said_to_be_so() {
    let mut people = People::new(11);
    let mut twin = Replica::restore(people.replicas[ONE].state(), Vec::new()).unwrap();
    people.write(ONE, "one history");
    people.carry(ONE, GUEST, false);
    let other = twin.write(Clock(1), b"another", &mut people.random).unwrap();
    let carried = people.replicas[GUEST].receive_carried(&[other]);
    assert_eq!((carried.opened.len(), troubles(&people.replicas[GUEST])), (0, vec![Trouble::Forked]));
}

#[test]
fn safety_s19_nothing_new_of_a_removed_device_is_taken_from_a_parcel() {
    let mut vault = Vault::new();
    let before = vault.other_writes("before");
    let removed = vault.other.me();
    assert_eq!(vault.one.receive_carried(core::slice::from_ref(&before)).opened.len(), 1);
    change(&mut vault.one, Intent::Remove(removed), &mut vault.random);
    let late = [vault.other_writes("late"), vault.other_writes("and later")];
    let carried = vault.one.receive_carried(&late);
    assert_eq!((carried.opened.len(), carried.kept.len(), carried.former), (0, 0, 2));
    assert_eq!((carried.missing, carried.unreadable), (0, 0));
    assert_eq!(vault.one.receive_carried(&[before]).known, 1, "what was here stays");
    assert_eq!((vault.one.outbox_len(), troubles(&vault.one)), (1, vec![]));
}
