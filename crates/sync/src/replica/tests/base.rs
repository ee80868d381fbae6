//! Going on from a checkpoint that stands in the place of the log.

use std::collections::BTreeSet;

use super::*;
use crate::{
    frame::{CheckpointSummary, checkpoint_hash},
    replica::{Chain, Checkpoint, Standing, base::Rebased},
    small::SmallMap,
    verification::Verification,
};

const ID: CheckpointId = CheckpointId([1; 16]);
const REACHES: Standing = Standing { is_read: false, reaches: true };

/// Takes the log in, as a relay shows it from the beginning, and says what it comes to.
fn checkpoint(replica: &mut Replica, log: &[StoredEntry], random: &mut ChaCha12Rng) -> Checkpoint {
    replica.receive(log.to_vec());
    let (_, sealed) = replica.seal_checkpoint(ID, b"state", random).unwrap();
    replica.open_checkpoint(ID, &sealed).unwrap()
}

fn rebase(replica: &mut Replica, checkpoint: &Checkpoint, random: &mut ChaCha12Rng) -> Rebased {
    let standing = replica.standing_on(checkpoint, &BTreeSet::new());
    replica.rebase(checkpoint, standing, random)
}

fn at(replica: &Replica, writer: WriterId) -> u64 {
    replica.frontier().get(&writer).map_or(0, |sequence| sequence.0)
}

#[test]
fn a_base_is_spoken_for_by_two_of_whom_one_is_still_there() {
    for gone in [[false, false], [true, false], [false, true], [true, true]] {
        let mut vault = Vault::new();
        let mut third = vault.third();
        vault.write("one");
        let log = vault.log.clone();
        vault.one.receive(log.clone());
        third.receive(log);
        let (covers, sealed) = vault.one.seal_checkpoint(ID, b"state", &mut vault.random).unwrap();
        let key = vault.other.seed().signing_key();
        let word = Verification::sign(&key, vault.one.space(), ID, covers, checkpoint_hash(&sealed));
        let summary =
            CheckpointSummary { checkpoint: ID, covers, pieces: 1, size_bytes: 1, verification: Some(word) };
        for (member, _) in [vault.one.me(), vault.other.me()].into_iter().zip(gone).filter(|(_, gone)| *gone)
        {
            change(&mut third, Intent::Remove(member), &mut vault.random);
        }
        let opened = third.open_base(&summary, &sealed).map(|checkpoint| checkpoint.state);
        let expected =
            if gone == [true, true] { Err(CheckpointError::Unverified) } else { Ok(b"state".to_vec()) };
        assert_eq!(opened, expected, "{gone:?}");
    }
}

#[test]
fn who_goes_on_from_what_it_has_not_read_lacks_the_beginning() {
    let mut vault = Vault::new();
    let mut fresh = vault.third();
    let mut unproven = Replica::restore(fresh.state(), Vec::new()).unwrap();
    vault.write("one");
    vault.write("two");
    vault.other.receive(vault.log.clone());
    let checkpoint = checkpoint(&mut vault.one, &vault.log, &mut vault.random);
    assert!(vault.other.has_read(&checkpoint) && !fresh.has_read(&checkpoint));
    rebase(&mut vault.other, &checkpoint, &mut vault.random);
    rebase(&mut fresh, &checkpoint, &mut vault.random);
    assert!(!vault.other.lacks_beginning() && !vault.other.began_unproven(), "it has read everything");
    assert!(fresh.lacks_beginning() && !fresh.began_unproven(), "it stands on the word of two");
    // Who started from the word of one lacks it too, and stands on the word of two from here on, if its log reaches so far.
    unproven.start_from(&checkpoint);
    assert!(unproven.lacks_beginning() && unproven.began_unproven());
    let reaches = rebase(&mut unproven, &checkpoint, &mut vault.random);
    assert_eq!(reaches.opened, []);
    assert!(unproven.lacks_beginning() && !unproven.began_unproven());
    let mut again = Replica::restore(unproven.state(), Vec::new()).unwrap();
    again.begin_unproven();
    again.rebase(&checkpoint, Standing { is_read: true, reaches: false }, &mut vault.random);
    assert!(again.began_unproven(), "its log begins somewhere after the checkpoint");
}

#[test]
fn what_a_checkpoint_holds_of_others_waits_for_the_relay_no_more() {
    let mut vault = Vault::new();
    let mut reader = vault.third();
    let entries: Vec<Entry> = ["one", "two", "three"].map(|text| vault.write(text)).into();
    let checkpoint = checkpoint(&mut vault.one, &vault.log[..], &mut vault.random);
    let held =
        Checkpoint { chains: [(vault.one.writer(), cut(&vault.one, 2))].into_iter().collect(), ..checkpoint };
    reader.receive_carried(&entries);
    let own = reader.write(Clock(1), b"own", &mut vault.random).unwrap();
    let rebased = rebase(&mut reader, &held, &mut vault.random);
    assert_eq!(rebased.shown, [entries[0].id, entries[1].id]);
    assert_eq!(reader.outbox().map(|entry| entry.id).collect::<Vec<_>>(), [entries[2].id, own.id]);
    assert_eq!(at(&reader, vault.one.writer()), 3, "what it has read beyond stays");
    assert!(rebased.rewritten.is_none());
}

/// A device's own chain as it stood there.
fn cut(replica: &Replica, sequence: u64) -> Chain {
    let hash = |sequence| replica.history_at(replica.writer(), Sequence(sequence)).1.unwrap();
    let recent = (0..sequence).map(|before| if before == 0 { Head::NO_PREVIOUS } else { hash(before) });
    Chain {
        author: replica.me(),
        sequence: Sequence(sequence),
        hash: hash(sequence),
        recent: recent.collect(),
    }
}

#[test]
fn a_chain_that_stands_further_in_the_checkpoint_moves_on_and_an_empty_or_own_one_is_not_anothers() {
    let mut vault = Vault::new();
    vault.write("one");
    vault.other.receive(vault.log.clone());
    vault.other_writes("of the other");
    vault.write("two");
    let mut checkpoint = checkpoint(&mut vault.one, &vault.log, &mut vault.random);
    let empty = WriterId([9; 16]);
    checkpoint.chains.insert(empty, Chain::begin(vault.one.me()));
    rebase(&mut vault.other, &checkpoint, &mut vault.random);
    assert_eq!((at(&vault.other, vault.one.writer()), vault.other.outbox_len()), (2, 0));
    assert_eq!(vault.other.frontier(), vault.one.frontier());
    assert!(vault.other.chains.get(&vault.other.writer()).is_none(), "its own chain is followed as its own");
    assert_eq!((troubles(&vault.other), vault.other.cursor()), (vec![], Position(3)));
}

#[test]
fn a_checkpoint_of_another_history_is_noticed_whichever_is_longer() {
    for (known, held) in [(1, 1), (1, 3), (3, 1)] {
        for is_same in [true, false] {
            let mut vault = Vault::new();
            let mut twin = Replica::restore(vault.one.state(), Vec::new()).unwrap();
            let log: Vec<Entry> = (0..3).map(|_| vault.write("known")).collect();
            for _ in 0..3 {
                twin.write(Clock(1), b"another", &mut vault.random).unwrap();
            }
            let of = if is_same { &vault.one } else { &twin };
            let chains: SmallMap<_, _> = [(vault.one.writer(), cut(of, held))].into_iter().collect();
            let mut reader = vault.third();
            reader.receive(stored(&log[..known]));
            let made = checkpoint(&mut vault.other, &[], &mut vault.random);
            let made = Checkpoint { covers: Position(held), chains, ..made };
            reader.rebase(&made, REACHES, &mut vault.random);
            let expected = if is_same { vec![] } else { vec![Trouble::Forked] };
            assert_eq!(troubles(&reader), expected, "{known} {held}");
            let expected = if is_same { held.max(known as u64) } else { known as u64 };
            assert_eq!(at(&reader, vault.one.writer()), expected);
        }
    }
}

#[test]
fn what_the_relay_promised_up_to_the_checkpoint_is_not_awaited_any_more() {
    let mut vault = Vault::new();
    vault.write("one");
    vault.write("two");
    let mut checkpoint = checkpoint(&mut vault.one, &vault.log, &mut vault.random);
    checkpoint.covers = Position(4);
    let ids: Vec<EntryId> = (0..3).map(|_| EntryId::random(&mut vault.random)).collect();
    vault.other.acknowledge_at(&ids, &[Position(3), Position(4), Position(6)]);
    rebase(&mut vault.other, &checkpoint, &mut vault.random);
    assert_eq!(vault.other.promised.keys().copied().collect::<Vec<_>>(), [Position(6)]);
    assert!(vault.other.is_ahead_of(Position(5)) && !vault.other.is_ahead_of(Position(6)));
}

#[test]
fn what_had_waited_for_a_part_that_the_checkpoint_holds_goes_on() {
    let mut vault = Vault::new();
    let mut reader = vault.third();
    let entries: Vec<Entry> = ["one", "two", "three", "four"].map(|text| vault.write(text)).into();
    let made = checkpoint(&mut vault.one, &vault.log, &mut vault.random);
    let chains = [(vault.one.writer(), cut(&vault.one, 3))].into_iter().collect();
    let held = Checkpoint { covers: Position(3), chains, ..made };
    reader.receive(stored(&[entries[2].clone(), entries[3].clone()]));
    assert!(reader.is_behind());
    let rebased = rebase(&mut reader, &held, &mut vault.random);
    assert_eq!((texts(&rebased.opened), rebased.kept.len()), (vec!["four".to_owned()], 1));
    assert!(!reader.is_behind());
}

#[test]
fn a_store_that_was_set_back_is_noticed_by_the_checkpoint_and_hands_in_nothing_twice() {
    let mut vault = Vault::new();
    vault.write("one");
    vault.one.receive(vault.log.clone());
    let unsent = vault.write("handed in after the backup");
    let mut restored = Replica::restore(vault.one.state(), vec![unsent.clone()]).unwrap();
    vault.write("written after the backup");
    let checkpoint = checkpoint(&mut vault.one, &vault.log, &mut vault.random);
    let former = restored.writer();
    let rebased = rebase(&mut restored, &checkpoint, &mut vault.random);
    assert_eq!(rebased.shown, [unsent.id]);
    let rewritten = rebased.rewritten.expect("its chain has gone on elsewhere");
    assert_eq!((rewritten.kept.len(), restored.outbox_len()), (0, 0));
    assert_ne!(restored.writer(), former);
    assert_eq!(restored.frontier(), vault.one.frontier());
}

#[test]
fn a_store_that_wrote_another_history_than_the_checkpoint_holds_writes_it_anew() {
    let mut vault = Vault::new();
    vault.write("one");
    vault.one.receive(vault.log.clone());
    let mut restored = Replica::restore(vault.one.state(), Vec::new()).unwrap();
    vault.write("written after the backup");
    let conflicting = restored.write(Clock(2), b"written after the restoration", &mut vault.random).unwrap();
    let checkpoint = checkpoint(&mut vault.one, &vault.log, &mut vault.random);
    let rebased = rebase(&mut restored, &checkpoint, &mut vault.random);
    assert_eq!(rebased.shown, []);
    let rewritten = rebased.rewritten.expect("there are two histories of its chain");
    assert_eq!(
        (rewritten.gone, texts(&rewritten.opened)),
        (vec![conflicting.id], vec!["written after the restoration".into()])
    );
    assert_eq!(at(&restored, vault.one.writer()), 2);
}

#[test]
fn an_entry_stands_within_a_part_of_the_chains_or_not() {
    let mut vault = Vault::new();
    let entries: Vec<Entry> = ["one", "two", "three"].map(|text| vault.write(text)).into();
    let of_other = vault.other_writes("of the other");
    vault.one.receive(vault.log.clone());
    let part: SmallMap<_, _> = [(vault.one.writer(), Sequence(2))].into_iter().collect();
    let is_in = |entry: &Entry| vault.one.is_in(entry, &part);
    assert_eq!([&entries[0], &entries[1], &entries[2], &of_other].map(is_in), [true, true, false, false]);
    let mut unreadable = entries[0].clone();
    unreadable.head[70] ^= 1;
    assert!(!is_in(&unreadable) && !vault.one.is_in(&entries[0], &SmallMap::new()));
}

#[test]
fn a_log_that_begins_later_is_read_from_there_and_one_that_does_not_from_where_it_stood() {
    let mut vault = Vault::new();
    vault.write("one");
    vault.write("two");
    vault.other.receive(vault.log.clone());
    for (after, cursor, subscribes) in [(1, 2, 1), (2, 2, 1), (5, 5, 5)] {
        vault.other.pass_over(Position(after));
        assert_eq!(
            (vault.other.cursor(), vault.other.subscribe_after()),
            (Position(cursor), Position(subscribes))
        );
    }
}
