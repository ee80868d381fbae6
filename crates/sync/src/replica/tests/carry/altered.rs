//! What a parcel may hold that nobody wrote so, and what is told to nobody twice.

use super::*;

/// What came of one entry: new, known, missing, unreadable.
fn counts(carried: &Carried) -> [usize; 4] {
    [carried.opened.len(), carried.known, carried.missing, carried.unreadable]
}

fn take(replica: &mut Replica, entry: &Entry) -> [usize; 4] {
    counts(&replica.receive_carried(core::slice::from_ref(entry)))
}

#[test]
fn carried_records_are_counted_where_they_are_new() {
    let mut people = People::new(21);
    for _ in 0..2 {
        change(&mut people.replicas[ONE], Intent::Renew, &mut people.random);
    }
    let part = people.part(ONE, GUEST, true);
    let guest = &mut people.replicas[GUEST];
    let new = |carried: crate::replica::CarriedRecords| (carried.new, carried.missing, carried.unreadable);
    assert_eq!(new(guest.follow_carried(&part.records[3..])), (0, true, false));
    assert_eq!(new(guest.follow_carried(&part.records)), (2, false, false));
    assert_eq!(new(guest.follow_carried(&part.records)), (0, false, false));
}

#[test]
fn a_head_forged_by_another_member_is_taken_by_nobody_from_a_parcel() {
    let mut vault = Vault::new();
    let attacker = vault.third();
    let first = vault.write("one");
    let (victim, writer) = (vault.one.me(), vault.one.writer());
    assert_eq!(take(&mut vault.other, &first), [1, 0, 0, 0]);
    for sequence in [1, 2, 3] {
        let forged = head(&attacker, victim, writer, sequence, b"forged");
        let entry = sealed_by(&attacker, &forged, b"forged", &mut vault.random);
        let known = usize::from(sequence == 1);
        assert_eq!(take(&mut vault.other, &entry), [0, known, 0, 1 - known], "{sequence}");
        let carried = vault.one.receive_carried(&[entry]);
        assert_eq!((counts(&carried), carried.set_back), ([0, 0, 0, 1], false), "to the victim");
    }
    assert_eq!((troubles(&vault.one), troubles(&vault.other)), (vec![], vec![]));
    assert_eq!(vault.other.frontier(), vault.one.frontier());
    let second = vault.write("two");
    assert_eq!(take(&mut vault.other, &second), [1, 0, 0, 0], "nothing stands in its way");
}

#[test]
fn an_entry_that_follows_another_history_is_not_taken() {
    let mut vault = Vault::new();
    let author = vault.third();
    let first = head(&author, author.me(), author.writer(), 1, b"one");
    let other = head(&author, author.me(), author.writer(), 2, b"follows another");
    for (head, body, expected) in
        [(&first, b"one".as_slice(), [1, 0, 0, 0]), (&other, b"follows another", [0, 0, 0, 1])]
    {
        let entry = sealed_by(&author, head, body, &mut vault.random);
        assert_eq!(take(&mut vault.other, &entry), expected);
    }
    assert_eq!(troubles(&vault.other), [Trouble::Forked]);
    assert_eq!(vault.other.frontier().get(&author.writer()), Some(&Sequence(1)));
}

#[test]
fn a_body_altered_in_a_parcel_may_come_unaltered_and_one_that_was_never_signed_is_not_taken() {
    let mut vault = Vault::new();
    let entry = vault.write("one");
    let next = vault.write("two");
    let altered = Entry { body: next.body.clone(), ..entry.clone() };
    assert_eq!(take(&mut vault.other, &altered), [0, 0, 0, 1]);
    assert_eq!(take(&mut vault.other, &entry), [1, 0, 0, 0]);
    let author = vault.third();
    let signed = head(&author, author.me(), author.writer(), 1, b"signed");
    let entry = sealed_by(&author, &signed, b"sealed", &mut vault.random);
    assert_eq!(take(&mut vault.other, &entry), [0, 0, 0, 1]);
    assert_eq!(vault.other.frontier().get(&author.writer()), None);
    let entry = sealed_by(&author, &signed, b"signed", &mut vault.random);
    assert_eq!(take(&mut vault.other, &entry), [1, 0, 0, 0]);
    assert_eq!(troubles(&vault.other), []);
}

#[test]
fn a_parcel_that_brings_nothing_new_excuses_no_relay() {
    let mut people = People::new(22);
    let entry = people.write(ONE, "one");
    let guest = &mut people.replicas[GUEST];
    let shown = |position| StoredEntry { position: Position(position), entry: entry.clone() };
    guest.receive(vec![shown(1)]);
    assert_eq!(take(guest, &entry), [0, 1, 0, 0]);
    guest.receive(vec![shown(2)]);
    assert_eq!(troubles(guest), [Trouble::Replayed]);
}

#[test]
fn what_a_carried_head_has_seen_is_compared_with_what_is_known() {
    for is_fork in [true, false] {
        let mut people = People::new(23);
        let mut twin = Replica::restore(people.replicas[ONE].state(), Vec::new()).unwrap();
        let known = people.write(ONE, "known to the guest");
        let other = twin.write(Clock(1), b"known to the second device", &mut people.random).unwrap();
        take(&mut people.replicas[GUEST], &known);
        let seen = if is_fork { other } else { known };
        take(&mut people.replicas[SECOND], &seen);
        let told = people.write(SECOND, "I have seen it");
        assert_eq!(take(&mut people.replicas[GUEST], &told), [1, 0, 0, 0]);
        let expected = if is_fork { vec![Trouble::Forked] } else { vec![] };
        assert_eq!(troubles(&people.replicas[GUEST]), expected);
    }
}

/// A guest to whom two entries were carried, which still wait for a relay.
fn two_carried(seed: u64) -> (People, [Entry; 2]) {
    let mut people = People::new(seed);
    let entries = ["one", "two"].map(|text| people.write(ONE, text));
    assert_eq!(counts(&people.replicas[GUEST].receive_carried(&entries)), [2, 0, 0, 0]);
    (people, entries)
}

fn erased(people: &People, entry: &Entry) -> Entry {
    Entry { body: Body::Erased(people.replicas[ONE].erase_preimage(entry.id)), ..entry.clone() }
}

fn waiting(people: &People) -> Vec<Entry> {
    people.replicas[GUEST].outbox().cloned().collect()
}

#[test]
fn what_was_erased_meanwhile_is_handed_in_erased() {
    let (mut people, [one, two]) = two_carried(24);
    let gone = erased(&people, &two);
    assert_eq!(take(&mut people.replicas[GUEST], &gone), [0, 1, 0, 0]);
    assert_eq!(waiting(&people), [one.clone(), gone.clone()]);
    // A proof for another tag erases nothing that waits here.
    let (mut people, [one, two]) = two_carried(25);
    let guest = &people.replicas[GUEST];
    let elsewhere = as_if_erased(guest, &two, &mut people.random);
    let carried = people.replicas[GUEST].receive_carried(core::slice::from_ref(&elsewhere));
    assert_eq!(carried.erased.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [elsewhere.id]);
    assert_eq!(waiting(&people), [one, two]);
}

#[test]
fn what_was_withdrawn_is_handed_in_with_its_proof_or_not_at_all() {
    let (mut people, [one, two]) = two_carried(26);
    let gone = erased(&people, &one);
    people.replicas[GUEST].restate(&gone);
    assert_eq!(waiting(&people), [gone.clone(), two.clone()]);
    // What the proof is there for stays.
    let stripped = |entry: &Entry| Entry { body: Body::Sealed(Vec::new()), ..entry.clone() };
    people.replicas[GUEST].restate(&stripped(&one));
    assert_eq!(waiting(&people), [gone.clone(), two.clone()]);
    people.replicas[GUEST].restate(&stripped(&two));
    assert_eq!(waiting(&people), [gone]);
}

#[test]
fn of_what_is_known_only_what_is_erased_and_asked_for_goes_along() {
    let mut people = People::new(27);
    let entries = ["one", "two"].map(|text| people.write(ONE, text));
    people.carry(ONE, GUEST, false);
    people.write(GUEST, "seen");
    people.carry(GUEST, ONE, false);
    let part = |log: Vec<Entry>, erasing: &[EntryId]| {
        people.replicas[ONE].part_for(Recipients::Other, false, log, erasing).entries
    };
    let gone = erased(&people, &entries[0]);
    let log = vec![gone.clone(), entries[1].clone()];
    assert_eq!(part(log.clone(), &[]), []);
    assert_eq!(part(log.clone(), &[entries[1].id]), [], "its content is not erased");
    assert_eq!(part(log, &[entries[0].id, entries[1].id]), [gone]);
}

#[test]
fn what_own_devices_have_not_told_of_makes_no_parcel_for_the_other_longer() {
    let mut people = People::new(28);
    people.write(SECOND, "one");
    people.carry(SECOND, ONE, false);
    people.write(ONE, "two");
    people.carry(ONE, GUEST, false);
    people.write(GUEST, "seen");
    people.carry(GUEST, ONE, false);
    assert_eq!(people.part(ONE, GUEST, false).entries, []);
    assert_eq!(people.part(ONE, SECOND, false).entries.len(), 2);
}
