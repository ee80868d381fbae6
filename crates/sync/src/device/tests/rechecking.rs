//! Somebody went of whom the checkpoint that stands for the log holds more than counts.

use super::*;

const OTHER: CheckpointId = CheckpointId([2; 16]);

impl Replica {
    /// How far each chain counts.
    fn counted_frontier(&self) -> crate::small::SmallMap<crypto::WriterId, crypto::Sequence> {
        let counted = |writer: &crypto::WriterId| self.counted_of(*writer);
        let all = self.frontier();
        let all = all.iter().map(|(writer, newest)| (*writer, counted(writer).unwrap_or(*newest)));
        all.filter(|(_, newest)| newest.0 > 0).collect()
    }
}

/// A vault whose base holds an entry of the third device, of which the second one, which takes it out, has read as much as is said.
struct Gone {
    vault: Vault,
    base: (CheckpointSummary, Vec<u8>),
    /// What the first device makes of the log afterwards.
    newer: (CheckpointSummary, Vec<u8>),
}

fn gone(has_read: bool) -> Gone {
    let mut vault = Vault::new();
    let entry = vault.three.write(Clock(9), b"three", &mut vault.random).unwrap();
    vault.three.acknowledge(&[entry.id]);
    vault.hold(entry);
    let third = vault.three.seed().clone();
    let base = vault.checkpoint(Some(&third));
    let read = vault.one.read_so_far(&[]).into_iter().filter(|_| has_read).collect();
    vault.two.intend_as_read(Intent::Remove(vault.three.me()), read);
    let record = vault.two.propose(&mut vault.random).unwrap().to_bytes();
    for replica in [&mut vault.one, &mut vault.two] {
        replica.follow(&record).unwrap();
        replica.intend(None);
        replica.set_on_relay(true);
    }
    let (covers, sealed) = vault.one.seal_checkpoint(OTHER, b"without three", &mut vault.random).unwrap();
    let size_bytes = sealed.len() as u64;
    let summary = CheckpointSummary { checkpoint: OTHER, covers, pieces: 1, size_bytes, verification: None };
    Gone { vault, base, newer: (summary, sealed) }
}

impl Line {
    /// Answers what is asked for, which is to be this checkpoint.
    #[track_caller]
    fn hand_this(&mut self, (summary, sealed): &(CheckpointSummary, Vec<u8>)) {
        let said = self.said();
        let [ClientFrame::FetchCheckpoint { request, checkpoint, piece: 0, .. }] = *said.as_slice() else {
            panic!("{said:?}")
        };
        assert_eq!(checkpoint, Some(summary.checkpoint));
        let (summary, bytes) = (*summary, sealed.clone());
        self.hear(&RelayFrame::CheckpointPiece { request, summary, piece: 0, bytes });
    }

    fn is_asked_for_a_checkpoint(&mut self) -> bool {
        self.events().iter().any(|event| matches!(event, Event::CheckpointWanted { .. }))
    }
}

#[test]
fn who_lacks_the_log_goes_on_from_the_newest_checkpoint_of_a_device_that_is_there() {
    let Gone { vault, base, newer } = gone(false);
    let mut line = Line::new(vault.two);
    line.open(4, Some(newer.0), trim(base.0));
    line.hand_this(&base);
    line.hand_this(&newer);
    assert!(line.take_base());
    line.subscribes(4);
    line.show(4, &[], 4);
    let replica = line.device.replica(line.space).unwrap();
    assert!(replica.began_unproven() && !replica.is_behind());
    assert_eq!(replica.frontier(), vault.one.counted_frontier());
    assert_eq!(line.troubles(), []);
    assert!(line.device.is_caught_up(line.space));
}

#[test]
fn where_there_is_none_yet_what_is_left_of_the_log_is_read_and_the_next_time_looked_again() {
    let Gone { vault, base, newer } = gone(false);
    let mut line = Line::new(vault.two);
    line.open(4, Some(base.0), trim(base.0));
    line.hand_this(&base);
    line.subscribes(4);
    assert_eq!(line.troubles(), [Trouble::Withheld]);
    line.show(4, &[], 4);
    line.connect();
    line.open(4, Some(newer.0), trim(base.0));
    line.hand_this(&base);
    line.hand_this(&newer);
    assert!(line.take_base());
    assert_eq!(line.device.replica(line.space).unwrap().frontier(), vault.one.counted_frontier());
}

#[test]
fn a_checkpoint_of_who_went_or_one_that_covers_less_than_is_gone_is_no_help() {
    for makes_it_whole in [true, false] {
        let Gone { mut vault, base, newer } = gone(false);
        let (summary, sealed) = if makes_it_whole {
            let short = CheckpointSummary { covers: Position(3), ..newer.0 };
            (short, newer.1)
        } else {
            let (_, sealed) = vault.three.seal_checkpoint(OTHER, b"three", &mut vault.random).unwrap();
            (CheckpointSummary { size_bytes: sealed.len() as u64, ..newer.0 }, sealed)
        };
        let mut line = Line::new(vault.two);
        line.open(4, Some(summary), trim(base.0));
        line.hand_this(&base);
        line.hand_this(&(summary, sealed));
        assert!(line.events().iter().all(|event| !matches!(event, Event::Base { .. })));
        assert_eq!(line.troubles(), [Trouble::Withheld]);
        line.subscribes(4);
    }
}

#[test]
fn who_has_the_log_hands_in_another_checkpoint_and_then_looks_no_more() {
    let Gone { vault, base, newer } = gone(false);
    let mut line = Line::new(vault.one);
    line.open(4, Some(base.0), trim(base.0));
    line.subscribes(4);
    line.show(4, &[], 4);
    line.hand_this(&base);
    assert!(line.is_asked_for_a_checkpoint());
    line.device.store_checkpoint(line.space, OTHER, newer.0.covers, &newer.1);
    let said = line.said();
    let [ClientFrame::PutCheckpoint { request, .. }] = *said.as_slice() else { panic!("{said:?}") };
    line.hear(&RelayFrame::Done { request });
    line.connect();
    line.open(4, Some(newer.0), trim(base.0));
    line.subscribes(4);
    line.show(4, &[], 4);
    assert_eq!(line.said(), []);
    assert!(!line.is_asked_for_a_checkpoint());
    assert_eq!(line.troubles(), []);
}

#[test]
fn who_sees_that_there_is_another_checkpoint_looks_no_more() {
    let Gone { vault, base, newer } = gone(false);
    let mut line = Line::new(vault.one);
    // It looks whether there is another, whether it can speak for what stands in the place of the log, and for the other one: once each.
    for looks in [Some(&newer), Some(&base), Some(&newer), None] {
        line.connect();
        line.open(4, Some(newer.0), trim(base.0));
        line.subscribes(4);
        line.show(4, &[], 4);
        if let Some(looks) = looks {
            line.hand_this(looks);
        }
        assert_eq!(line.said(), []);
        assert!(!line.is_asked_for_a_checkpoint());
    }
}

#[test]
fn where_the_base_still_counts_nobody_asks_for_another() {
    let Gone { vault, base, .. } = gone(true);
    let mut line = Line::new(vault.one);
    line.open(4, Some(base.0), trim(base.0));
    line.subscribes(4);
    line.show(4, &[], 4);
    // It speaks for it itself, because whoever did has gone.
    line.hand_this(&base);
    assert_eq!(line.said(), []);
    assert!(!line.is_asked_for_a_checkpoint());
    // And who lacks the log starts from it.
    let mut line = Line::new(vault.two);
    line.open(4, Some(base.0), trim(base.0));
    line.hand_this(&base);
    assert!(line.take_base());
    assert!(!line.device.replica(line.space).unwrap().began_unproven());
}

#[test]
fn a_checkpoint_that_was_right_until_somebody_went_is_nobodys_fault() {
    let Gone { vault, base, .. } = gone(false);
    let summary = CheckpointSummary { verification: None, ..base.0 };
    let mut other = vault.two;
    assert_eq!(other.receive(vault.log.clone()).opened.len(), 4);
    other.caught_up();
    let mut line = Line::new(other);
    line.open(4, Some(summary), None);
    line.subscribes(3);
    line.show(3, &vault.log[3..], 4);
    line.hand_this(&(summary, base.1));
    assert_eq!(line.said(), []);
    assert_eq!(line.troubles(), []);
}

#[test]
fn who_went_may_have_brought_another_one_since_and_then_it_is_looked_again() {
    let Gone { mut vault, base, newer } = gone(false);
    let (_, sealed) =
        vault.three.seal_checkpoint(CheckpointId([3; 16]), b"three", &mut vault.random).unwrap();
    let size_bytes = sealed.len() as u64;
    let theirs = CheckpointSummary { checkpoint: CheckpointId([3; 16]), size_bytes, ..newer.0 };
    let mut line = Line::new(vault.one);
    line.open(4, Some(newer.0), trim(base.0));
    line.subscribes(4);
    line.show(4, &[], 4);
    line.hand_this(&newer);
    assert!(!line.is_asked_for_a_checkpoint());
    line.connect();
    line.open(4, Some(theirs), trim(base.0));
    line.subscribes(4);
    line.show(4, &[], 4);
    line.hand_this(&(theirs, sealed));
    assert!(line.is_asked_for_a_checkpoint(), "nobody can start from that one");
}

#[test]
fn a_checkpoint_that_covers_more_than_the_relay_has_is_no_help() {
    let Gone { mut vault, base, .. } = gone(false);
    let entry = vault.one.write(Clock(12), b"later", &mut vault.random).unwrap();
    vault.hold(entry);
    let (covers, sealed) = vault.one.seal_checkpoint(OTHER, b"later", &mut vault.random).unwrap();
    assert_eq!(covers, Position(5));
    let size_bytes = sealed.len() as u64;
    let newer = CheckpointSummary { checkpoint: OTHER, covers, size_bytes, verification: None, ..base.0 };
    let mut line = Line::new(vault.two);
    line.open(4, Some(newer), trim(base.0));
    line.hand_this(&base);
    line.hand_this(&(newer, sealed));
    assert!(line.events().iter().all(|event| !matches!(event, Event::Base { .. })));
    assert_eq!(line.troubles(), [Trouble::Withheld]);
    line.subscribes(4);
}

#[test]
fn where_the_relay_does_not_have_the_one_that_it_names_what_is_left_of_the_log_is_read() {
    let Gone { vault, base, newer } = gone(false);
    let trim = Trim { after: Position(3), base: base.0 };
    let mut line = Line::new(vault.two);
    // Once more, because another one may have taken its place meanwhile.
    for troubles in [&[][..], &[Trouble::Withheld]] {
        line.open(4, Some(newer.0), Some(trim));
        line.hand_this(&base);
        let said = line.said();
        let [ClientFrame::FetchCheckpoint { request, checkpoint: Some(OTHER), .. }] = *said.as_slice() else {
            panic!("{said:?}")
        };
        line.refuse(request, Refusal::NoCheckpoint);
        assert_eq!(line.troubles(), troubles);
    }
    line.subscribes(3);
    // Nor is it tried once more where the same is to stand for more of the log.
    let (space, after, trim) = (line.space, Position(3), Some(Trim { after: Position(4), ..trim }));
    line.hear(&RelayFrame::Entries { space, after, entries: Vec::new(), newest: Position(4), trim });
    line.subscribes(4);
}
