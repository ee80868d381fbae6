//! Who belongs to a space: records that come, and changes that this device makes.

use super::{
    asking::{append, change, control, fetch_control, started, subscribe},
    *,
};
use crate::ControlRecord;

#[test]
fn a_newer_record_is_asked_for_and_nothing_is_done_until_it_has_come() {
    let mut vault = Vault::new();
    let record = vault.change(Intent::Renew);
    let mut line = Line::caught_up(vault.two, &vault.log);
    for known in [3, 4] {
        line.control_changed(known);
        line.is_silent();
    }
    line.control_changed(5);
    let (request, after) = line.asks(fetch_control);
    assert_eq!(after, 4);
    line.control_changed(5);
    let entry = line.write(b"meanwhile");
    line.is_silent();
    line.show_records(request, &[&record], 5);
    let events = line.events();
    let [Event::Received { opened, kept, .. }, Event::Changed { .. }, ..] = &events[..] else {
        panic!("{events:?}")
    };
    // What waits is sealed anew, for those who belong now, and to be stored so.
    let [again] = &kept[..] else { panic!("{kept:?}") };
    assert_eq!((opened.len(), again.id, again.head_epoch().map(|epoch| epoch.0)), (0, entry.id, Some(5)));
    assert_eq!(line.asks(append).1, *kept);
    line.is_silent();
    assert_eq!(line.troubles(), []);
}

#[test]
fn records_come_page_by_page() {
    let mut vault = Vault::new();
    let records = [(); 3].map(|()| vault.change(Intent::Renew));
    let mut line = Line::caught_up(vault.two, &vault.log);
    line.control_changed(7);
    let (request, _) = line.asks(fetch_control);
    line.show_records(request, &[&records[0], &records[1]], 7);
    assert_eq!(line.told(), ["changed"]);
    let (request, after) = line.asks(fetch_control);
    assert_eq!(after, 6);
    line.is_silent();
    line.show_records(request, &[&records[2]], 7);
    assert_eq!(line.told(), ["changed", "caught up"]);
    line.is_silent();
    assert_eq!(line.replica().control_number(), 7);
    assert_eq!(line.troubles(), []);
}

#[test]
fn a_relay_that_speaks_of_a_record_and_does_not_show_it_is_found_out_and_nothing_follows_on_the_last() {
    let mut vault = Vault::new();
    let record = change(&mut vault.two, Intent::Renew, &mut vault.random);
    let mut line = Line::new(vault.one);
    line.open_with(3, &ControlRecord::from_bytes(&record).unwrap());
    let (request, _) = line.asks(fetch_control);
    line.show_records(request, &[], 5);
    assert_eq!(line.troubles(), [Trouble::Withheld]);
    line.asks(subscribe);
    line.show(2, &vault.log[2..], 3);
    line.intend(Intent::Renew);
    line.is_silent();
    // If it does so again, perhaps it has another history.
    line.control_changed(5);
    let (request, after) = line.asks(fetch_control);
    assert_eq!(after, 4);
    line.show_records(request, &[], 5);
    assert_eq!(line.asks(fetch_control).1, 3);
    line.is_silent();
}

#[test]
fn a_page_that_brings_nothing_new_changes_nothing_that_waits() {
    let mut vault = Vault::new();
    let older = vault.log[0].entry.clone();
    vault.change(Intent::Renew);
    let two = vault.two.me();
    let mut line = Line::caught_up(vault.one, &vault.log);
    // Everybody could read it anyway, and it is handed in as it travelled.
    line.replica().hand_in_again(vec![older.clone()]);
    line.device.hold(line.space, true, &mut line.random);
    line.control_changed(6);
    let (request, _) = line.asks(fetch_control);
    line.show_records(request, &[], 5);
    assert_eq!(line.told(), ["changed"]);
    line.is_silent();
    assert_eq!(line.replica().outbox().cloned().collect::<Vec<_>>(), [older]);
    assert_eq!(line.troubles(), []);
    // Nothing is amiss, so a change is made on top of the newest record as ever.
    line.control_changed(6);
    let (request, _) = line.asks(fetch_control);
    line.show_records(request, &[], 4);
    line.intend(Intent::Remove(two));
    assert_eq!(line.asks(control).1.number, 6);
}

#[test]
fn a_record_that_contradicts_a_known_one_is_looked_into_and_one_that_nobody_made_is_not() {
    let mut vault = Vault::new();
    let records = vault.one.records();
    let mut other = Replica::enter(vault.three.seed().clone(), &records[..3], &mut vault.random).unwrap();
    let theirs = change(&mut other, Intent::Renew, &mut vault.random);
    let check = |record: &[u8], trouble: Trouble, looks: bool| {
        let mut line = Line::caught_up(started(&vault.one), &vault.log);
        line.control_changed(5);
        let (request, _) = line.asks(fetch_control);
        line.show_records(request, &[record], 4);
        assert_eq!(line.troubles(), [trouble]);
        if looks {
            assert_eq!(line.asks(fetch_control).1, 3);
        }
        line.is_silent();
    };
    check(&theirs, Trouble::Forked, true);
    check(b"no record", Trouble::Altered, false);
}

#[test]
fn who_is_let_in_comes_after_what_waits_and_who_is_taken_out_goes_before_it() {
    let mut vault = Vault::new();
    let (member, _) = vault.newcomer(Party::Founder);
    let two = vault.two.me();
    let mut line = Line::caught_up(vault.one, &vault.log);
    line.replica().intend(Some(Intent::Admit(member.clone())));
    let first = line.write(b"first");
    let (request, entries, _) = line.asks(append);
    assert_eq!(entries, [first]);
    line.is_silent();
    line.appended(request, &[4]);
    let (request, record) = line.asks(control);
    assert!(record.member(member.keys.id()).is_some());
    let second = line.write(b"second");
    line.is_silent();
    line.events();
    line.controlled(request);
    assert!(line.replica().intent().is_none());
    assert_eq!(line.replica().control_number(), 5);
    let events = line.events();
    let [Event::Received { kept, .. }, Event::Changed { .. }, ..] = &events[..] else { panic!("{events:?}") };
    let (request, entries, _) = line.asks(append);
    assert_eq!((entries[0].id, &entries), (second.id, kept));
    line.appended(request, &[5]);
    line.is_silent();

    line.device.hold(line.space, true, &mut line.random);
    let third = line.write(b"third");
    line.intend(Intent::Remove(two));
    let (request, record) = line.asks(control);
    assert!(record.member(two).is_none());
    line.is_silent();
    line.controlled(request);
    line.device.hold(line.space, false, &mut line.random);
    let (_, entries, _) = line.asks(append);
    assert_eq!((entries[0].id, entries[0].head_epoch().map(|epoch| epoch.0)), (third.id, Some(6)));
    line.is_silent();
}

#[test]
fn a_new_epoch_is_made_once_and_where_nothing_waits_nothing_is_said_of_it() {
    let vault = Vault::new();
    let mut line = Line::caught_up(vault.one, &vault.log);
    line.intend(Intent::Renew);
    let (request, _) = line.asks(control);
    line.controlled(request);
    assert_eq!(line.told(), ["changed"]);
    assert!(line.replica().intent().is_none());
    line.is_silent();
}

#[test]
fn whoever_is_slower_looks_at_the_others_record_and_tries_on_top_of_it() {
    let mut vault = Vault::new();
    let theirs = change(&mut vault.two, Intent::Renew, &mut vault.random);
    let mut line = Line::caught_up(vault.one, &vault.log);
    line.intend(Intent::Renew);
    let (request, _) = line.asks(control);
    line.hear(&RelayFrame::ControlConflict { request, number: 5 });
    let (request, after) = line.asks(fetch_control);
    assert_eq!(after, 4);
    line.is_silent();
    line.show_records(request, &[&theirs], 5);
    let (request, record) = line.asks(control);
    assert_eq!((record.number, record.previous), (6, ControlRecord::from_bytes(&theirs).unwrap().hash()));
    line.controlled(request);
    line.is_silent();
    assert_eq!(line.replica().control_number(), 6);
    assert_eq!(line.troubles(), []);
}

#[test]
fn what_is_wanted_while_another_change_is_on_its_way_follows_on_that() {
    let mut vault = Vault::new();
    let guest = vault.share();
    let newcomers = [(); 2].map(|()| vault.newcomer(Party::Founder).0);
    let [first, second] = newcomers;
    let mut line = Line::caught_up(vault.one, &vault.log);
    line.intend(Intent::Admit(first));
    let (request, _) = line.asks(control);
    line.intend(Intent::Admit(second.clone()));
    line.is_silent();
    line.controlled(request);
    let (request, record) = line.asks(control);
    assert!(record.member(second.keys.id()).is_some());
    // And now its person leaves.
    line.intend(Intent::Leave);
    line.is_silent();
    line.controlled(request);
    let (request, record) = line.asks(control);
    assert_eq!(record.members.len(), 1);
    assert!(record.member(guest.me()).is_some());
    line.controlled(request);
    assert!(line.replica().intent().is_none());
    assert!(!line.replica().is_member());
}

#[test]
fn what_was_wanted_and_is_so_already_is_not_asked_for() {
    let mut vault = Vault::new();
    let two = Member::of(vault.two.seed(), vault.space(), Party::Founder, MemberKind::Device);
    vault.one.intend(Some(Intent::Admit(two)));
    let mut line = Line::new(vault.one);
    line.open(3, None, None);
    assert!(line.replica().intent().is_none());
    assert_eq!(line.told(), ["changed"]);
    line.asks(subscribe);
    line.is_silent();
}

#[test]
fn between_two_people_nobody_is_handed_a_key_while_content_waits_for_the_person() {
    let mut vault = Vault::new();
    let alone = started(&vault.one);
    vault.share();
    for (replica, waits) in [(alone, false), (vault.one, true)] {
        let mut line = Line::caught_up(replica, &vault.log);
        line.device.hold_content(line.space, true, &mut line.random);
        line.intend(Intent::Renew);
        if waits {
            line.is_silent();
            line.device.hold_content(line.space, false, &mut line.random);
        }
        let (request, _) = line.asks(control);
        line.controlled(request);
        line.is_silent();
    }
}
