//! Opening a space: at a relay that does not have it yet, has only the beginning of its chain, or lets this device in no more.

use super::{
    asking::{append, control, create, fetch_control, open, subscribe},
    *,
};
use crate::ControlRecord;

/// A vault that only one device belongs to, as it is right after its founding.
fn founded() -> (Line, Vec<u8>) {
    let mut random = ChaCha12Rng::seed_from_u64(31);
    let replica = Replica::found(MemberSeed::random(&mut random), &[], &mut random);
    let first = replica.records()[0].clone();
    (Line::new(replica), first)
}

impl Line {
    /// The relay does not let the device in.
    #[track_caller]
    fn no_access(&mut self) {
        let (request, _) = self.asks(open);
        self.refuse(request, Refusal::NoAccess);
    }

    /// The device gives the space to a relay that does not know it.
    #[track_caller]
    fn creates(&mut self, first: &[u8]) {
        let (request, record) = self.asks(create);
        assert_eq!(record, first);
        self.done(request);
    }

    /// The device brings its record of this number. By which request.
    #[track_caller]
    fn brings(&mut self, number: u64) -> RequestId {
        let (request, record) = self.asks(control);
        assert_eq!(record.number, number);
        self.is_silent();
        request
    }

    /// It has read the empty log of a relay that just got the space, and hands in its own.
    #[track_caller]
    fn begins_anew(&mut self, log: &[StoredEntry]) {
        assert_eq!(self.asks(subscribe).1, 0);
        self.is_silent();
        self.events();
        self.show(0, &[], 0);
        assert_eq!(self.told(), ["wants log"]);
        let entries: Vec<Entry> = log.iter().map(|stored| stored.entry.clone()).collect();
        self.device.offer(self.space, entries.clone(), &mut self.random);
        assert_eq!(self.asks(append).1, entries);
    }
}

#[test]
fn a_new_space_is_created_and_then_opened() {
    let (mut line, first) = founded();
    let (request, _) = line.asks(create);
    line.is_silent();
    // Too many at once: it is tried again later.
    line.refuse(request, Refusal::TooMany);
    assert_eq!(line.told(), ["refused"]);
    line.is_silent();
    line.retry();
    line.creates(&first);
    assert_eq!(line.told(), ["changed"]);
    assert!(line.replica().is_on_relay());
    let (request, key) = line.asks(open);
    assert_eq!(key, line.replica().seed().signing_key().verifying_key());
    line.refuse(request, Refusal::TooMany);
    assert_eq!(line.told(), ["refused"]);
    line.is_silent();
    line.retry();
    line.open_at(0, 1);
    assert_eq!(line.asks(subscribe).1, 0);
    line.is_silent();
    // An open space is let be.
    line.retry();
    line.is_silent();
    // And from now on it is known to be there.
    line.connect();
    line.asks(open);
    line.is_silent();
}

#[test]
fn a_relay_that_lost_the_space_is_given_all_of_it() {
    let vault = Vault::new();
    let records = vault.one.records();
    let mut line = Line::new(vault.one);
    line.no_access();
    line.creates(&records[0]);
    // It knows the founder by the first record.
    line.open_at(0, 1);
    for number in 2..=4 {
        let request = line.brings(number);
        line.controlled(request);
    }
    line.begins_anew(&vault.log);
    assert_eq!(line.troubles(), [], "another relay has forgotten nothing");
}

#[test]
fn a_relay_that_lost_the_newest_records_is_told_of_and_given_them() {
    let vault = Vault::new();
    let mut line = Line::new(vault.one);
    line.open_at(3, 2);
    assert_eq!(line.told(), ["changed"]);
    assert_eq!(line.troubles(), [Trouble::Forgot]);
    let request = line.brings(3);
    line.controlled(request);
    let request = line.brings(4);
    line.controlled(request);
    assert_eq!(line.asks(subscribe).1, 2);
    line.is_silent();
}

#[test]
fn a_relay_that_has_newer_records_is_asked_for_them_before_anything_else() {
    let mut vault = Vault::new();
    let (member, _) = vault.newcomer(Party::Founder);
    let record = vault.change(Intent::Admit(member));
    let mut line = Line::new(vault.two);
    line.open_with(3, &ControlRecord::from_bytes(&record).unwrap());
    let (request, after) = line.asks(fetch_control);
    assert_eq!(after, 4);
    line.is_silent();
    line.show_records(request, &[&record], 5);
    assert_eq!(line.replica().control_number(), 5);
    assert_eq!(line.asks(subscribe).1, 0);
    line.is_silent();
    assert_eq!(line.troubles(), []);
}

#[test]
fn who_alone_founded_a_space_and_is_not_let_in_is_denied() {
    let (mut line, first) = founded();
    line.creates(&first);
    line.connect();
    line.events();
    line.no_access();
    line.creates(&first);
    line.no_access();
    assert!(line.told().contains(&"denied"));
    line.is_silent();
    line.proceed();
    line.is_silent();
    line.retry();
    line.no_access();
    assert_eq!(line.told(), ["denied"]);
    line.is_silent();
}

#[test]
fn a_member_whom_a_relay_with_the_beginning_of_the_chain_does_not_know_brings_the_rest() {
    let mut vault = Vault::new();
    let records = vault.two.records();
    let (member, _) = vault.newcomer(Party::Founder);
    let mut line = Line::new(vault.two);
    line.no_access();
    line.creates(&records[0]);
    line.no_access();
    // The second one is there already.
    let request = line.brings(2);
    line.refuse(request, Refusal::NotOpen);
    let request = line.brings(3);
    line.controlled(request);
    // It takes no more of them at once.
    let request = line.brings(4);
    line.events();
    line.refuse(request, Refusal::TooMany);
    assert_eq!(line.told(), ["refused"]);
    line.is_silent();
    line.proceed();
    line.is_silent();
    line.retry();
    let request = line.brings(4);
    line.controlled(request);
    line.open_at(0, 4);
    line.begins_anew(&vault.log);
    // What is changed from now on is a change like any other, whatever was brought before.
    let request = line.asks_control_of(Intent::Admit(member));
    line.controlled(request);
    assert_eq!(line.replica().control_number(), 5);
    assert!(line.replica().intent().is_none());
    line.is_silent();
    assert_eq!(line.troubles(), []);
}

impl Line {
    #[track_caller]
    fn asks_control_of(&mut self, intent: Intent) -> RequestId {
        let waiting: Vec<_> = self.replica().outbox().map(|entry| entry.id).collect();
        self.replica().acknowledge(&waiting);
        self.intend(intent);
        self.asks(control).0
    }
}

#[test]
fn whoever_brought_the_whole_chain_and_is_not_let_in_all_the_same_is_denied() {
    let vault = Vault::new();
    let records = vault.two.records();
    let mut line = Line::new(vault.two);
    line.no_access();
    line.creates(&records[0]);
    line.no_access();
    for number in 2..=4 {
        let request = line.brings(number);
        line.refuse(request, Refusal::NotOpen);
    }
    line.events();
    line.no_access();
    assert_eq!(line.told(), ["denied"]);
    line.is_silent();
    // The relay may have heard of it from somebody else since.
    line.retry();
    line.open(3, None, None);
    assert_eq!(line.asks(subscribe).1, 0);
}

#[test]
fn bringing_ends_where_the_relay_can_store_nothing() {
    let vault = Vault::new();
    let records = vault.two.records();
    let mut line = Line::new(vault.two);
    line.no_access();
    line.creates(&records[0]);
    line.no_access();
    let request = line.brings(2);
    line.events();
    line.refuse(request, Refusal::DiskFull);
    assert_eq!(line.told(), ["refused"]);
    line.is_silent();
}

#[test]
fn who_was_taken_out_brings_nothing() {
    let mut vault = Vault::new();
    let record = vault.change(Intent::Remove(vault.two.me()));
    vault.two.follow(&record).unwrap();
    let first = vault.two.records()[0].clone();
    let mut line = Line::new(vault.two);
    line.no_access();
    line.creates(&first);
    line.no_access();
    assert!(line.told().contains(&"denied"));
    line.is_silent();
}

#[test]
fn who_was_told_that_it_belongs_no_more_gives_the_space_to_nobody() {
    let vault = Vault::new();
    let mut line = Line::new(vault.two);
    line.device.let_found(line.space, false);
    line.no_access();
    assert_eq!(line.told(), ["denied"]);
    line.is_silent();
    assert!(line.replica().is_on_relay());
    // The person may think better of it.
    line.device.let_found(line.space, true);
    line.retry();
    line.no_access();
    line.asks(create);
}

#[test]
fn a_change_that_an_open_space_refuses_is_tried_again_and_nothing_else_comes_of_it() {
    let vault = Vault::new();
    let mut line = Line::caught_up(vault.one, &vault.log);
    line.intend(Intent::Renew);
    for refusal in [Refusal::TooMany, Refusal::BadControl, Refusal::Failed] {
        let (request, _) = line.asks(control);
        line.refuse(request, refusal);
        assert_eq!(line.told(), ["refused"]);
        line.is_silent();
        line.retry();
    }
    let (request, record) = line.asks(control);
    line.is_silent();
    assert_eq!((record.number, line.replica().control_number()), (5, 4));
    // One that the space is not open for any more is tried again after opening it.
    line.refuse(request, Refusal::NotOpen);
    line.open(3, None, None);
    let (request, _) = line.asks(control);
    line.is_silent();
    line.controlled(request);
    assert_eq!(line.replica().control_number(), 5);
    assert_eq!(line.asks(subscribe).1, 2);
    line.is_silent();
}
