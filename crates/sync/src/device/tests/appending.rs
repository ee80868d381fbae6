//! Handing in: in what order, how much at a time, and what the relay may say to it.

use super::{
    asking::{append, change, erase, fetch_control, started, subscribe},
    *,
};
use crate::limits;

#[test]
fn one_batch_is_handed_in_at_a_time_and_the_oldest_first() {
    let vault = Vault::new();
    let mut line = Line::caught_up(vault.one, &vault.log);
    let first = line.write(b"first");
    let second = line.write(b"second");
    let third = line.write(b"third");
    let (request, entries, urgent) = line.asks(append);
    assert_eq!((entries, urgent), (vec![first.clone()], false));
    line.is_silent();
    line.appended(request, &[4]);
    let events = line.events();
    assert!(
        matches!(&events[..], [Event::Acknowledged { entries, .. }] if *entries == [first.id]),
        "{events:?}"
    );
    let (request, entries, _) = line.asks(append);
    assert_eq!(entries, [second, third]);
    line.appended(request, &[5, 6]);
    assert_eq!(line.told(), ["acknowledged", "caught up"]);
    assert!(line.device.is_caught_up(line.space));
    line.is_silent();
}

#[test]
fn a_batch_is_no_larger_than_a_relay_takes() {
    let vault = Vault::new();
    let mut line = Line::caught_up(vault.one, &vault.log);
    line.device.hold(line.space, true, &mut line.random);
    for _ in 0..4 {
        line.write(&vec![7; 200 * 1024]);
    }
    for _ in 0..limits::BATCH_ENTRIES_MAX {
        line.write(b"small");
    }
    line.is_silent();
    line.device.hold(line.space, false, &mut line.random);
    let mut batches = Vec::new();
    let mut position = 3;
    while line.replica().outbox_len() > 0 {
        let (request, entries, _) = line.asks(append);
        let size_bytes: usize = entries.iter().map(Entry::sealed_bytes).sum();
        assert!(size_bytes <= limits::BATCH_BYTES_MAX);
        batches.push(entries.len());
        let positions: Vec<u64> = entries.iter().zip(position + 1..).map(|(_, position)| position).collect();
        position += entries.len() as u64;
        line.appended(request, &positions);
    }
    assert_eq!(batches, [3, limits::BATCH_ENTRIES_MAX, 1]);
}

#[test]
fn what_is_acknowledged_before_the_log_was_read_does_not_make_the_device_caught_up() {
    let mut vault = Vault::new();
    let own = vault.one.write(Clock(9), b"own", &mut vault.random).unwrap();
    let mut line = Line::new(vault.one);
    line.open(3, None, None);
    line.asks(subscribe);
    let (request, _, _) = line.asks(append);
    line.appended(request, &[4]);
    assert_eq!(line.told(), ["acknowledged"]);
    assert!(!line.device.is_caught_up(line.space) && !line.device.has_read_all(line.space));
    vault.log.push(StoredEntry { position: Position(4), entry: own });
    line.show(2, &vault.log[2..], 4);
    assert_eq!(line.told(), ["changed", "caught up"]);
}

#[test]
fn who_has_no_room_left_hands_in_only_what_must_not_wait() {
    let vault = Vault::new();
    let mut line = Line::caught_up(vault.one, &vault.log);
    let content = line.write(b"content");
    let (request, _, _) = line.asks(append);
    let withdrawal = line.write(b"withdrawal");
    line.replica().set_urgent(withdrawal.id);
    line.refuse(request, Refusal::QuotaFull);
    let events = line.events();
    let [Event::Refused { refusal: Refusal::QuotaFull, .. }, Event::Rewritten { gone, .. }, later @ ..] =
        &events[..]
    else {
        panic!("{events:?}")
    };
    assert!(matches!(later, [Event::Received { .. }, Event::Changed { .. }]), "{later:?}");
    assert_eq!(*gone, [withdrawal.id, content.id], "what goes first is written first, into a new chain");
    let (request, entries, urgent) = line.asks(append);
    assert_eq!((entries.len(), urgent), (1, true));
    let opened = line.replica().reopen(&entries[0]).unwrap();
    assert_eq!(opened.body.as_deref(), Some(&b"withdrawal"[..]));
    // There is not even room for that.
    line.refuse(request, Refusal::QuotaFull);
    assert_eq!(line.told(), ["refused"]);
    line.is_silent();
    line.write(b"more content");
    let (request, again, _) = line.asks(append);
    assert_eq!(again, entries);
    line.appended(request, &[4]);
    line.is_silent();
    assert!(!line.device.is_caught_up(line.space));
    // After a while it is tried again.
    line.retry();
    let (_, rest, urgent) = line.asks(append);
    assert_eq!((rest.len(), urgent), (2, false));
}

#[test]
fn what_the_relay_cannot_store_now_is_handed_in_again_later() {
    let vault = Vault::new();
    let mut line = Line::caught_up(vault.one, &vault.log);
    let entry = line.write(b"content");
    let (request, _, _) = line.asks(append);
    line.refuse(request, Refusal::DiskFull);
    assert_eq!(line.told(), ["refused"]);
    line.is_silent();
    line.retry();
    let (request, entries, _) = line.asks(append);
    assert_eq!(entries, [entry]);
    line.appended(request, &[4]);
    line.is_silent();
}

#[test]
fn a_space_that_is_not_open_any_more_is_opened_once_more_and_nothing_earlier_is_heeded() {
    let vault = Vault::new();
    for refusal in [Refusal::NotOpen, Refusal::NoAccess] {
        let (one, own) = (started(&vault.one), vault.log[0].entry.id);
        let mut line = Line::caught_up(one, &vault.log);
        let entry = line.write(b"content");
        let (request, _, _) = line.asks(append);
        line.device.erase(line.space, own, &mut line.random);
        let (erasing, _, _) = line.asks(erase);
        line.refuse(request, refusal);
        line.done(erasing);
        assert_eq!(line.told(), [""; 0]);
        assert_eq!(line.device.erasing(line.space), [own], "that may have been done or not");
        line.reads(&vault.log);
        let (request, entries, _) = line.asks(append);
        assert_eq!(entries, [entry]);
        assert_eq!(line.asks(erase).1, own);
        // The relay contradicts itself.
        line.events();
        line.refuse(request, refusal);
        assert_eq!(line.told(), ["refused"]);
        line.is_silent();
    }
}

#[test]
fn what_is_held_back_is_not_handed_in() {
    let vault = Vault::new();
    let mut line = Line::caught_up(vault.one, &vault.log);
    line.device.hold(line.space, true, &mut line.random);
    let entry = line.write(b"held");
    line.is_silent();
    line.device.hold(line.space, false, &mut line.random);
    assert_eq!(line.asks(append).1, [entry]);
}

#[test]
fn while_a_checkpoint_is_fetched_to_start_from_nothing_is_handed_in() {
    let mut vault = Vault::new();
    let (summary, sealed) = vault.checkpoint(None);
    let mut line = Line::new(vault.two);
    line.open(3, Some(summary), None);
    let request = line.fetches();
    let entry = line.write(b"meanwhile");
    line.is_silent();
    line.hear(&RelayFrame::CheckpointPiece { request, summary, piece: 0, bytes: sealed });
    // It has something of its own now, so the log is read instead.
    assert_eq!(line.asks(subscribe).1, 0);
    assert_eq!(line.asks(append).1, [entry]);
}

#[test]
fn while_another_history_is_looked_at_nothing_is_handed_in() {
    for refused in [false, true] {
        let mut vault = Vault::new();
        let (member, _) = vault.newcomer(Party::Founder);
        let records = vault.one.records();
        // Of another history, which parts from this one with the newest record.
        let mut other = Replica::enter(vault.three.seed().clone(), &records[..3], &mut vault.random).unwrap();
        let theirs = change(&mut other, Intent::Admit(member), &mut vault.random);
        let entry = vault.one.write(Clock(9), b"own", &mut vault.random).unwrap();
        let mut line = Line::new(vault.one);
        line.open_with(3, &crate::ControlRecord::from_bytes(&theirs).unwrap());
        assert_eq!(line.troubles(), [Trouble::Forked]);
        let (request, after) = line.asks(fetch_control);
        assert_eq!(after, 3);
        line.asks(subscribe);
        line.is_silent();
        if refused {
            line.refuse(request, Refusal::Failed);
            assert_eq!(line.told(), ["changed", "refused"]);
            line.proceed();
        } else {
            // It shows the same record after all.
            line.show_records(request, &[&records[3]], 4);
            assert_eq!(line.told(), ["changed", "changed"]);
        }
        assert_eq!(line.asks(append).1, [entry]);
        line.is_silent();
    }
}

#[test]
fn while_the_person_has_to_decide_between_two_histories_nothing_is_handed_in_nor_changed() {
    let mut vault = Vault::new();
    let (one, two) = (vault.one.me(), vault.two.me());
    let by_two = change(&mut vault.two, Intent::Remove(one), &mut vault.random);
    let by_one = vault.change(Intent::Remove(two));
    let hash = |record: &[u8]| crate::ControlRecord::from_bytes(record).unwrap();
    let mut line = Line::new(vault.three);
    // It was away and finds the one record, and on the next connection the other.
    line.open_with(3, &hash(&by_two));
    let (request, after) = line.asks(fetch_control);
    assert_eq!(after, 4);
    line.is_silent();
    line.show_records(request, &[&by_two], 5);
    line.connect();
    line.open_with(3, &hash(&by_one));
    let (request, _) = line.asks(fetch_control);
    line.show_records(request, &[&by_one], 5);
    assert!(line.replica().undecided().is_some());
    let (_, after) = line.asks(subscribe);
    line.show(after, &vault.log[usize::try_from(after).unwrap()..], 3);
    let entry = line.write(b"meanwhile");
    line.intend(Intent::Renew);
    line.is_silent();
    line.replica().intend(None);
    line.device.keep_branch(line.space, &mut line.random);
    assert_eq!(line.asks(append).1, [entry]);
}

#[test]
fn what_stays_undone_when_asked_too_much_is_asked_again() {
    let mut vault = Vault::new();
    let third = vault.three.seed().clone();
    let (base, sealed) = vault.checkpoint(Some(&third));
    let (summary, unproven) = vault.checkpoint(None);
    let mut line = Line::new(vault.two);
    line.open(3, Some(base), trim(base));
    let request = line.fetches();
    line.refuse(request, Refusal::Failed);
    assert_eq!(line.told(), ["refused"]);
    line.is_silent();
    line.retry();
    line.hand(base, &sealed);
    assert!(line.take_base());

    // The same with the word for another device's checkpoint.
    let mut line = Line::new(vault.three);
    for refusal in [Refusal::TooMany, Refusal::NoAccess] {
        line.open(3, Some(summary), None);
        line.subscribes(2);
        line.show(2, &vault.log[2..], 3);
        line.hand(summary, &unproven);
        assert!(!line.judge(Verdict::Same));
        let said = line.said();
        let [ClientFrame::VerifyCheckpoint { request, .. }] = said[..] else { panic!("{said:?}") };
        line.refuse(request, refusal);
        line.is_silent();
        line.connect();
    }
    line.open(3, Some(summary), None);
    line.subscribes(2);
    line.show(2, &vault.log[2..], 3);
    line.is_silent();
}
