//! What a device can say of a checkpoint by the chains that it knows.

use std::collections::BTreeSet;

use super::*;
use crate::small::SmallMap;
use crate::{
    device::Verdict,
    replica::{Chain, Checkpoint, RECENT_HASHES_MAX},
};

const ID: CheckpointId = CheckpointId([1; 16]);
const LONG: u64 = RECENT_HASHES_MAX as u64 + 6;

/// A vault in which the first device has written more than a chain remembers, which the other has read; and its checkpoint.
fn long_chain() -> (Vault, Checkpoint, SmallMap<(WriterId, Sequence), Hash>) {
    let mut vault = Vault::new();
    for number in 0..LONG {
        vault.write(&number.to_string());
    }
    vault.one.receive(vault.log.clone());
    let received = vault.other.receive(vault.log.clone());
    let heads =
        received.opened.iter().map(|opened| ((opened.writer, opened.sequence), opened.hash)).collect();
    let (_, sealed) = vault.one.seal_checkpoint(ID, b"state", &mut vault.random).unwrap();
    let checkpoint = vault.other.open_checkpoint(ID, &sealed).unwrap();
    (vault, checkpoint, heads)
}

/// The same checkpoint, were it made when the chain stood there.
fn up_to(
    checkpoint: &Checkpoint,
    writer: WriterId,
    sequence: u64,
    hash: Hash,
    recent: &[Hash],
) -> Checkpoint {
    let author = checkpoint.chains.get(&writer).unwrap().author;
    let chain =
        Chain { author, sequence: Sequence(sequence), hash, recent: recent.iter().copied().collect() };
    Checkpoint {
        covers: Position(sequence),
        chains: [(writer, chain)].into_iter().collect(),
        ..checkpoint.clone()
    }
}

#[test]
fn a_checkpoint_of_everything_that_was_read_is_as_this_device_would_make_it() {
    let (mut vault, checkpoint, heads) = long_chain();
    assert_eq!(checkpoint.covers, vault.other.cursor());
    assert_eq!(vault.other.compare_chains(&checkpoint, &heads, None), Verdict::Same);
    // One that claims to cover more than it holds would remove the rest.
    let writer = vault.one.writer();
    let hash = *heads.get(&(writer, Sequence(LONG - 1))).unwrap();
    let short = up_to(&checkpoint, writer, LONG - 1, hash, &[]);
    assert_eq!(vault.other.compare_chains(&short, &heads, None), Verdict::Same);
    let claims = Checkpoint { covers: Position(LONG), ..short };
    assert_eq!(vault.other.compare_chains(&claims, &heads, None), Verdict::Differs);
    vault.other.write(Clock(1), b"not shown", &mut vault.random).unwrap();
    assert_eq!(
        vault.other.compare_chains(&checkpoint, &heads, None),
        Verdict::Same,
        "it may stand afterwards"
    );
}

#[test]
fn where_the_log_is_gone_the_base_says_how_a_chain_stood() {
    let (vault, checkpoint, heads) = long_chain();
    let writer = vault.one.writer();
    let hash = *heads.get(&(writer, Sequence(3))).unwrap();
    let told = |checkpoint: &Checkpoint, base: Option<&Checkpoint>| {
        vault.other.compare_chains(checkpoint, &SmallMap::new(), base)
    };
    let right = up_to(&checkpoint, writer, 3, hash, &[]);
    let wrong = up_to(&checkpoint, writer, 3, Hash([5; 32]), &[]);
    assert_eq!((told(&right, None), told(&wrong, None)), (Verdict::Unclear, Verdict::Unclear));
    assert_eq!((told(&right, Some(&right)), told(&wrong, Some(&right))), (Verdict::Same, Verdict::Differs));
    // A base that stands elsewhere says nothing of this place.
    let elsewhere = up_to(&checkpoint, writer, 2, hash, &[]);
    assert_eq!(
        (told(&right, Some(&elsewhere)), told(&wrong, Some(&elsewhere))),
        (Verdict::Unclear, Verdict::Unclear)
    );
}

#[test]
fn the_hashes_that_a_chain_remembers_begin_with_nothing_and_are_no_more_than_its_heads() {
    let (vault, checkpoint, heads) = long_chain();
    let writer = vault.one.writer();
    let hash = |sequence| *heads.get(&(writer, Sequence(sequence))).unwrap();
    let compare = |sequence: u64, recent: &[Hash]| {
        let checkpoint = up_to(&checkpoint, writer, sequence, hash(sequence), recent);
        vault.other.compare_chains(&checkpoint, &heads, None)
    };
    let nothing = Head::NO_PREVIOUS;
    assert_eq!(compare(3, &[nothing, hash(1), hash(2)]), Verdict::Same);
    assert_eq!(
        compare(3, &[Hash([5; 32]), hash(1), hash(2)]),
        Verdict::Differs,
        "something before the first"
    );
    assert_eq!(compare(1, &[nothing]), Verdict::Same);
    assert_eq!(compare(1, &[Hash([5; 32]), nothing]), Verdict::Differs, "more than there are");
    let recent: Vec<Hash> = (1..LONG).map(hash).collect();
    let (fits, too_many) =
        (&recent[recent.len() - RECENT_HASHES_MAX..], &recent[recent.len() - RECENT_HASHES_MAX - 1..]);
    assert_eq!((compare(LONG, fits), compare(LONG, too_many)), (Verdict::Same, Verdict::Differs));
}

#[test]
fn what_waits_here_is_known_however_long_the_chain_has_become() {
    let mut vault = Vault::new();
    let entries: Vec<Entry> = (0..LONG).map(|number| vault.write(&number.to_string())).collect();
    let mut reader = vault.third();
    let received = reader.receive(stored(&entries));
    let (_, sealed) = reader.seal_checkpoint(ID, b"state", &mut vault.random).unwrap();
    let checkpoint = vault.one.open_checkpoint(ID, &sealed).unwrap();
    let writer = vault.one.writer();
    let is_read = |checkpoint: &Checkpoint| vault.one.standing_on(checkpoint, &BTreeSet::new()).is_read;
    assert!(is_read(&checkpoint));
    assert!(is_read(&up_to(&checkpoint, writer, 2, received.opened[1].hash, &[])));
    assert!(!is_read(&up_to(&checkpoint, writer, 2, Hash([5; 32]), &[])), "the chain went on elsewhere");
}

#[test]
fn that_nothing_came_of_a_checkpoint_is_said_once() {
    let mut vault = Vault::new();
    assert!(vault.one.is_first_in_vain());
    vault.one.was_in_vain();
    assert!(vault.one.is_first_in_vain());
    vault.one.was_in_vain();
    assert!(!vault.one.is_first_in_vain());
    vault.one.was_heeded(ID);
    assert!(vault.one.is_first_in_vain());
}
