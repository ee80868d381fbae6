//! Taking back: the bodies of entries, a whole space, and leaving.

use super::{
    asking::{append, control, create, erase, fetch_control, open, started, subscribe},
    *,
};

#[test]
fn what_is_to_be_erased_is_asked_for_once_until_it_is_done() {
    let vault = Vault::new();
    let [first, second] = [0, 1].map(|index| vault.log[index].entry.id);
    let mut line = Line::caught_up(vault.one, &vault.log);
    for entry in [first, first, second] {
        line.device.erase(line.space, entry, &mut line.random);
    }
    let (request_first, entry, preimage) = line.asks(erase);
    assert_eq!((entry, preimage.tag()), (first, vault.log[0].entry.erase_tag));
    let (request_second, entry, _) = line.asks(erase);
    assert_eq!(entry, second);
    line.is_silent();
    assert_eq!(line.device.erasing(line.space), [first, second]);
    // The one fails for now, the other is under way still.
    line.refuse(request_first, Refusal::Failed);
    assert_eq!(line.told(), ["refused"]);
    line.is_silent();
    line.retry();
    let (request_first, entry, _) = line.asks(erase);
    assert_eq!(entry, first);
    line.is_silent();
    line.done(request_second);
    assert_eq!(line.told(), ["changed"]);
    assert_eq!(line.device.erasing(line.space), [first]);
    line.done(request_first);
    assert_eq!(line.device.erasing(line.space), []);
    line.is_silent();
}

#[test]
fn what_was_not_yet_handed_in_is_erased_after_that_and_keeps_nothing_else_from_it() {
    let vault = Vault::new();
    let own = vault.log[0].entry.id;
    let mut line = Line::caught_up(vault.one, &vault.log);
    line.device.hold(line.space, true, &mut line.random);
    let waiting = line.write(b"waiting");
    line.write(b"behind it");
    line.device.erase(line.space, waiting.id, &mut line.random);
    line.is_silent();
    line.device.erase(line.space, own, &mut line.random);
    let (request, entry, _) = line.asks(erase);
    assert_eq!(entry, own);
    line.done(request);
    line.is_silent();
    line.device.hold(line.space, false, &mut line.random);
    let (request, entries, _) = line.asks(append);
    assert_eq!(entries.len(), 2);
    line.is_silent();
    line.appended(request, &[4, 5]);
    assert_eq!(line.asks(erase).1, waiting.id);
}

#[test]
fn an_entry_of_a_former_member_is_erased_with_that_ones_proof_and_where_none_fits_it_counts_as_erased() {
    let mut vault = Vault::new();
    let seeds = [(); 2].map(|()| MemberSeed::random(&mut vault.random));
    let [first, other] = [0, 1].map(|index| vault.log[index].entry.id);
    vault.one.know_former(seeds.clone());
    let known = [vault.one.seed().clone(), seeds[1].clone(), seeds[0].clone()];
    let mut line = Line::caught_up(vault.one, &vault.log);
    line.device.erase(line.space, other, &mut line.random);
    let (other_request, _, _) = line.asks(erase);
    line.device.erase(line.space, first, &mut line.random);
    for seed in known {
        let (request, entry, preimage) = line.asks(erase);
        assert_eq!((entry, preimage), (first, seed.erase_key().preimage(first.as_bytes())));
        assert_eq!(line.device.erasing(line.space), [other, first]);
        line.refuse(request, Refusal::BadErase);
    }
    line.is_silent();
    assert_eq!(line.device.erasing(line.space), [other]);
    // Of each it is counted by itself.
    line.refuse(other_request, Refusal::BadErase);
    assert_eq!(line.asks(erase).2, seeds[1].erase_key().preimage(other.as_bytes()));
}

/// The request by which the whole space is to be erased, which is the last that is said.
#[track_caller]
fn erases_space(line: &mut Line) -> RequestId {
    let erases = |frame: &ClientFrame| match frame {
        ClientFrame::EraseSpace { request, .. } => Some(*request),
        _ => None,
    };
    let request = line.asks(erases);
    line.is_silent();
    request
}

#[test]
fn a_space_that_is_to_be_erased_is_asked_for_on_every_connection_until_it_is_done() {
    let vault = Vault::new();
    let mut line = Line::caught_up(vault.one, &vault.log);
    line.write(b"last");
    let (append_request, _, _) = line.asks(append);
    for _ in 0..2 {
        line.device.erase_space(line.space, &mut line.random);
    }
    let request = erases_space(&mut line);
    line.refuse(request, Refusal::Failed);
    assert_eq!(line.told(), ["refused"]);
    line.is_silent();
    line.retry();
    let request = erases_space(&mut line);
    line.done(request);
    assert_eq!(line.told(), ["space erased"]);
    // What was asked before is not heeded any more, and nothing is exchanged.
    line.appended(append_request, &[4]);
    line.proceed();
    assert_eq!(line.told(), [""; 0]);
    line.is_silent();
}

#[test]
fn a_space_that_is_to_be_erased_is_not_read_first_and_gone_if_the_relay_does_not_have_it() {
    let vault = Vault::new();
    let mut line = Line::new(vault.one);
    line.device.erase_space(line.space, &mut line.random);
    line.open(3, None, None);
    erases_space(&mut line);
    line.connect();
    line.open(3, None, None);
    erases_space(&mut line);
    line.connect();
    let (request, _) = line.asks(open);
    line.refuse(request, Refusal::NoAccess);
    assert_eq!(line.told(), ["space erased"]);
    line.is_silent();
}

/// A device of one of two people who share a space.
fn shared() -> (Vault, Line) {
    let mut vault = Vault::new();
    vault.share();
    let line = Line::caught_up(started(&vault.one), &vault.log);
    (vault, line)
}

/// The request by which the device leaves, which is all that it says.
#[track_caller]
fn leaves(line: &mut Line) -> RequestId {
    let (request, record) = line.asks(control);
    assert_eq!(record.members.len(), 1, "only the other person is left");
    line.is_silent();
    request
}

#[test]
fn who_leaves_says_so_once_everything_is_read() {
    let (vault, mut line) = shared();
    line.connect();
    line.replica().intend(Some(Intent::Leave));
    line.open(3, None, None);
    let (_, after) = line.asks(subscribe);
    line.is_silent();
    line.show(after, &vault.log[usize::try_from(after).unwrap()..], 3);
    let request = leaves(&mut line);
    line.controlled(request);
    assert!(!line.replica().is_member());
    assert!(line.replica().intent().is_none());
    line.is_silent();
}

#[test]
fn who_leaves_first_hands_in_what_waits_and_takes_back_what_is_to_be_erased() {
    let (vault, mut line) = shared();
    line.write(b"last");
    line.intend(Intent::Leave);
    let (request, _, _) = line.asks(append);
    line.is_silent();
    line.device.erase(line.space, vault.log[0].entry.id, &mut line.random);
    let (erasing, _, _) = line.asks(erase);
    line.appended(request, &[4]);
    line.is_silent();
    line.done(erasing);
    leaves(&mut line);
}

#[test]
fn who_leaves_does_not_wait_for_room_but_for_what_is_to_be_erased() {
    for also_waiting in [false, true] {
        let (vault, mut line) = shared();
        let entry = line.write(b"more than there is room for");
        let (request, _, _) = line.asks(append);
        line.refuse(request, Refusal::QuotaFull);
        line.device.erase(line.space, vault.log[0].entry.id, &mut line.random);
        let (erasing, _, _) = line.asks(erase);
        if also_waiting {
            // The relay does not have that one.
            line.device.erase(line.space, entry.id, &mut line.random);
        }
        line.intend(Intent::Leave);
        line.is_silent();
        line.done(erasing);
        leaves(&mut line);
    }
}

#[test]
fn who_leaves_does_so_although_content_waits_for_the_person() {
    let (_, mut line) = shared();
    line.device.hold_content(line.space, true, &mut line.random);
    line.write(b"held");
    line.intend(Intent::Leave);
    leaves(&mut line);
}

#[test]
fn a_new_space_is_erased_only_once_it_is_there() {
    let mut random = ChaCha12Rng::seed_from_u64(37);
    let mut line = Line::new(Replica::found(MemberSeed::random(&mut random), &[], &mut random));
    let (request, _) = line.asks(create);
    line.device.erase_space(line.space, &mut line.random);
    line.is_silent();
    line.done(request);
    line.open_at(0, 1);
    erases_space(&mut line);
}

/// The device of somebody who is handed as many wrong keys, and leaves. Whether something is still to be handed in.
fn handed_wrong_keys(times: usize, waits: bool) -> Line {
    let mut vault = Vault::new();
    let guest = vault.share();
    let victim = guest.me();
    let records = [(); 4].map(|()| with_a_wrong_key(&mut vault.one, victim, &mut vault.random));
    let records: Vec<&[u8]> = records.iter().take(times).map(Vec::as_slice).collect();
    let mut line = Line::caught_up(guest, &vault.log);
    if waits {
        line.write(b"withdrawn");
        let (request, _, _) = line.asks(append);
        line.refuse(request, Refusal::DiskFull);
    }
    let newest = 5 + times as u64;
    line.control_changed(newest);
    let (request, _) = line.asks(fetch_control);
    line.replica().intend(Some(Intent::Leave));
    line.show_records(request, &records, newest);
    line
}

#[test]
fn who_leaves_and_was_handed_a_wrong_key_makes_another_to_hand_in_what_waits() {
    let mut line = handed_wrong_keys(1, true);
    let (request, record) = line.asks(control);
    assert_eq!((record.number, record.members.len()), (7, line.replica().members().len()));
    line.is_silent();
    line.controlled(request);
    let (request, entries, _) = line.asks(append);
    assert_eq!(entries[0].head_epoch().map(|epoch| epoch.0), Some(7));
    line.is_silent();
    line.appended(request, &[4]);
    let (request, record) = line.asks(control);
    assert!(record.member(line.replica().me()).is_none());
    line.controlled(request);
    assert!(!line.replica().is_member());
}

#[test]
fn who_leaves_with_nothing_to_hand_in_or_is_handed_ever_more_wrong_keys_makes_no_other() {
    for (times, waits) in [(1, false), (4, true)] {
        let mut line = handed_wrong_keys(times, waits);
        let (request, record) = line.asks(control);
        assert!(record.member(line.replica().me()).is_none());
        line.controlled(request);
        assert!(!line.replica().is_member());
    }
}

/// A record by which somebody is handed what was meant for another member.
fn with_a_wrong_key(by: &mut Replica, victim: crypto::MemberId, random: &mut ChaCha12Rng) -> Vec<u8> {
    by.intend(Some(Intent::Renew));
    let mut record = by.propose(random).unwrap();
    let meant = record.handed.iter().find(|handed| handed.member != victim).unwrap().sealed.clone();
    record.handed.iter_mut().find(|handed| handed.member == victim).unwrap().sealed = meant;
    record.signature = by.seed().signing_key().sign_hash(record.hash());
    by.follow(&record.to_bytes()).unwrap();
    record.to_bytes()
}
