//! What heads tell of other chains, and what comes of it.

use crypto::Sighting;

use super::*;
use crate::replica::{CONTROL_CHAIN, RECENT_HASHES_MAX};

const UNKNOWN: WriterId = WriterId([9; 16]);

fn told(writer: WriterId, sequence: u64, hash: u8) -> Sighting {
    Sighting { writer, sequence: Sequence(sequence), hash: Hash([hash; 32]) }
}

/// A device that was told of an unknown chain in this order, and whether it noticed two histories.
fn after(sightings: &[(u64, u8)]) -> (Option<Sighting>, bool) {
    let mut vault = Vault::new();
    for (sequence, hash) in sightings {
        vault.one.compare_sightings(&[told(UNKNOWN, *sequence, *hash)]);
    }
    (vault.one.sighted.get(&UNKNOWN).copied(), vault.one.troubles().contains(&Trouble::Forked))
}

#[test]
fn of_what_several_devices_tell_of_a_chain_the_newest_is_awaited() {
    assert_eq!(after(&[(5, 1), (3, 2)]), (Some(told(UNKNOWN, 5, 1)), false));
    assert_eq!(after(&[(3, 1), (5, 2)]), (Some(told(UNKNOWN, 5, 2)), false));
    assert_eq!(after(&[(5, 1), (5, 1)]), (Some(told(UNKNOWN, 5, 1)), false));
}

#[test]
fn two_who_tell_of_different_heads_at_the_same_place_tell_of_two_histories() {
    assert_eq!(after(&[(5, 1), (5, 2)]), (Some(told(UNKNOWN, 5, 1)), true));
}

#[test]
fn a_member_that_tells_of_ever_more_chains_is_not_believed() {
    const MOST: u64 = 4_096;
    let mut vault = Vault::new();
    let writer = |number: u64| WriterId((u128::from(number) + 1).to_le_bytes());
    let many: Vec<Sighting> = (0..=MOST).map(|number| told(writer(number), 1, 1)).collect();
    vault.one.compare_sightings(&many);
    assert_eq!(vault.one.sighted.len() as u64, MOST);
    assert!(vault.one.sighted.get(&writer(MOST)).is_none());
    vault.one.compare_sightings(&[told(writer(0), 2, 1)]);
    assert_eq!(
        vault.one.sighted.get(&writer(0)),
        Some(&told(writer(0), 2, 1)),
        "of known ones more is heard"
    );
    // The same of what one chain is known to have heard of others.
    let mut head = head(&vault.one, vault.one.me(), UNKNOWN, 1, b"");
    head.seen = many;
    vault.one.hear(&head);
    assert_eq!(vault.one.heard.len() as u64, MOST);
    head.seen = vec![told(writer(0), 2, 1)];
    vault.one.hear(&head);
    assert_eq!(vault.one.heard.get(&(UNKNOWN, writer(0))), Some(&Sequence(2)));
}

#[test]
fn a_newer_control_record_that_another_has_seen_is_asked_for_until_it_comes() {
    let mut vault = Vault::new();
    assert!(!vault.other.expects_control());
    change(&mut vault.one, Intent::Renew, &mut vault.random);
    let known = vault.one.control().hash();
    vault.other.compare_sightings(&[Sighting { writer: CONTROL_CHAIN, sequence: Sequence(3), hash: known }]);
    assert!(vault.other.expects_control());
    let record = vault.one.records().pop().unwrap();
    vault.other.follow(&record).unwrap();
    assert!(!vault.other.expects_control());
    assert!(!vault.other.caught_up());
    assert_eq!((troubles(&vault.other), vault.other.is_behind()), (vec![], false));
}

#[test]
fn a_control_record_other_than_the_one_that_was_told_of_is_another_history() {
    for withheld in [false, true] {
        let mut vault = Vault::new();
        vault.other.compare_sightings(&[told(CONTROL_CHAIN, 3, 7)]);
        let record = change(&mut vault.one, Intent::Renew, &mut vault.random);
        vault.other.follow(&record).unwrap();
        if withheld {
            vault.other.compare_sightings(&[told(UNKNOWN, 1, 1)]);
        }
        assert!(vault.other.caught_up(), "that is news");
        assert!(!vault.other.caught_up(), "and only once");
        let expected =
            if withheld { vec![Trouble::Withheld, Trouble::Forked] } else { vec![Trouble::Forked] };
        assert_eq!(troubles(&vault.other), expected);
    }
}

#[test]
fn so_many_hashes_of_a_chain_are_known() {
    let mut vault = Vault::new();
    let most = RECENT_HASHES_MAX as u64;
    for number in 0..most + 6 {
        vault.write(&number.to_string());
    }
    let (writer, newest) = (vault.one.writer(), most + 6);
    vault.other.receive(vault.log.clone());
    for replica in [&vault.one, &vault.other] {
        let is_known = |sequence| replica.history_at(writer, Sequence(sequence)).1.is_some();
        assert_eq!(
            [newest, newest - 1, newest - most, newest - most - 1].map(is_known),
            [true, true, true, false]
        );
    }
}

#[test]
fn a_head_tells_of_each_control_record_once() {
    let mut vault = Vault::new();
    let tells = |vault: &mut Vault| {
        let entry = vault.one.write(Clock(1), b"", &mut vault.random).unwrap();
        let head = vault.one.open_head(&entry).unwrap();
        head.seen.iter().map(|seen| (seen.writer, seen.sequence.0)).collect::<Vec<_>>()
    };
    assert_eq!(tells(&mut vault), [(CONTROL_CHAIN, 2)]);
    assert_eq!(tells(&mut vault), []);
    change(&mut vault.one, Intent::Renew, &mut vault.random);
    assert_eq!(tells(&mut vault), [(CONTROL_CHAIN, 3)]);
}
