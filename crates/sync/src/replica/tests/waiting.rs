//! What comes without its predecessor, comes again, or comes altered where it is known.

use super::*;
use crate::replica::receive::Waiting;

const WAITING_MAX: u64 = 4_096;
const WAITING_BYTES_MAX: usize = 16 * 1024 * 1024;

/// A vault whose first device has written one entry, and then one of so many bytes.
fn with_second(size: usize) -> (Vault, [Entry; 2]) {
    let mut vault = Vault::new();
    let first = vault.write("first");
    let second = vault.one.write(Clock(1), &vec![b'x'; size], &mut vault.random).unwrap();
    (vault, [first, second])
}

/// Lets other entries like this one wait, of chains that will never come.
fn fill(replica: &mut Replica, like: &Entry, count: u64) {
    let head = replica.open_head(like).unwrap();
    for sequence in 2..count + 2 {
        let stored = StoredEntry { position: Position(1), entry: like.clone() };
        let writer = WriterId([1; 16]);
        replica.waiting.insert((writer, Sequence(sequence)), Waiting { head: head.clone(), stored });
    }
}

/// Whether the second entry is kept until the first comes; if not, it has to be fetched again.
fn is_kept(replica: &mut Replica, entries: &[Entry; 2]) -> bool {
    let shown =
        |index: usize, position| StoredEntry { position: Position(position), entry: entries[index].clone() };
    assert_eq!(replica.receive(vec![shown(1, 1)]).opened, []);
    assert!(replica.is_behind());
    assert_eq!(replica.missed.contains(&Trouble::Withheld), replica.unreadable() == 1);
    let opened = replica.receive(vec![shown(0, 2)]).opened.len();
    opened == 2
}

#[test]
fn so_many_entries_wait_for_what_comes_before_them() {
    for (waiting, kept) in [(WAITING_MAX - 1, true), (WAITING_MAX, false)] {
        let (mut vault, entries) = with_second(3);
        fill(&mut vault.other, &entries[0], waiting);
        assert_eq!(is_kept(&mut vault.other, &entries), kept, "{waiting}");
    }
}

/// However much waits: what it waits for is taken, or nothing would ever go on.
#[test]
fn what_comes_next_in_its_chain_is_taken_whatever_waits() {
    let (mut vault, entries) = with_second(3);
    vault.other.receive(vec![StoredEntry { position: Position(1), entry: entries[1].clone() }]);
    fill(&mut vault.other, &entries[0], WAITING_MAX);
    let received =
        vault.other.receive(vec![StoredEntry { position: Position(2), entry: entries[0].clone() }]);
    assert_eq!((received.opened.len(), vault.other.unreadable()), (2, 0));
}

#[test]
fn so_many_bytes_wait_for_what_comes_before_them() {
    let (_, [_, large]) = with_second(200_000);
    let fit = WAITING_BYTES_MAX / large.sealed_bytes();
    for (waiting, kept) in [(1, true), (fit - 1, true), (fit, false)] {
        let (mut vault, entries) = with_second(200_000);
        fill(&mut vault.other, &entries[1], waiting as u64);
        assert_eq!(is_kept(&mut vault.other, &entries), kept, "{waiting}");
    }
}

#[test]
fn what_is_known_and_opens_is_held_by_the_relay() {
    let mut vault = Vault::new();
    let entries: Vec<Entry> = ["one", "two"].map(|text| vault.write(text)).into();
    assert_eq!(vault.other.receive(vault.log.clone()).known, [], "what is new was not known");
    let third = vault.write("three");
    vault.other.rewind();
    let mut shown = vault.log.clone();
    shown[1].entry.body = entries[0].body.clone();
    let received = vault.other.receive(shown);
    assert_eq!(received.known, [entries[0].id], "the second does not open as it comes");
    assert_eq!(received.kept, [third]);
}

#[test]
fn an_own_entry_that_comes_back_altered_still_waits_for_the_relay() {
    let mut vault = Vault::new();
    let entries: Vec<Entry> = ["one", "two"].map(|text| vault.write(text)).into();
    let mut shown = vault.log.clone();
    shown[0].entry.body = entries[1].body.clone();
    let received = vault.one.receive(shown);
    assert_eq!((received.known, received.shown), (vec![entries[1].id], vec![entries[1].id]));
    assert_eq!(vault.one.outbox().map(|entry| entry.id).collect::<Vec<_>>(), [entries[0].id]);
    assert_eq!(troubles(&vault.one), [Trouble::Altered]);
}

#[test]
fn what_is_found_in_its_place_later_was_not_out_of_order() {
    let mut vault = Vault::new();
    for text in ["one", "two", "three", "four"] {
        vault.write(text);
    }
    let mut gap = vault.log.clone();
    gap.remove(1);
    assert!(vault.other.receive(gap.clone()).gap);
    assert_eq!(vault.other.receive(gap).opened, []);
    vault.other.caught_up();
    assert_eq!(troubles(&vault.other), [Trouble::Withheld]);
    vault.other.rewind();
    assert_eq!(texts(&vault.other.receive(vault.log.clone()).opened), ["two", "three", "four"]);
    vault.other.caught_up();
    assert_eq!(troubles(&vault.other), []);
}

/// Three heads of a device, each following the one before, of which only these are signed.
fn heads(author: &Replica, signed: [bool; 3]) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::new();
    for (number, is_signed) in (1..).zip(signed) {
        let mut next = head(author, author.me(), author.writer(), number, b"text");
        next.previous = heads.last().map_or(Head::NO_PREVIOUS, |before| before.hash(author.space.as_bytes()));
        sign(author, &mut next);
        if !is_signed {
            next.signature = Signature([0; 64]);
        }
        heads.push(next);
    }
    heads
}

#[test]
fn the_signature_of_the_last_head_of_a_run_stands_for_those_before_it() {
    for (signed, opened) in [([false, false, true], 3), ([true, true, false], 2), ([false, true, false], 0)] {
        let mut vault = Vault::new();
        let heads = heads(&vault.one, signed);
        let entries: Vec<Entry> =
            heads.iter().map(|head| sealed_by(&vault.one, head, b"text", &mut vault.random)).collect();
        let mut by_parcel = Replica::restore(vault.other.state(), Vec::new()).unwrap();
        assert_eq!(vault.other.receive(stored(&entries)).opened.len(), opened, "{signed:?}");
        assert_eq!(by_parcel.receive_carried(&entries).opened.len(), opened, "{signed:?} in a parcel");
    }
}
