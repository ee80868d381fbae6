//! Speaking for another device's checkpoint: only for what this device has read itself, and only once for each.

use super::{alone::started_again, *};

impl Line {
    /// It reads the log to its end, where the relay has this checkpoint.
    #[track_caller]
    fn reads_where_there_is(&mut self, log: &[StoredEntry], newest: CheckpointSummary) {
        let count = log.len();
        self.open(count as u64, Some(newest), None);
        self.show(count as u64 - 1, &log[count - 1..], count as u64);
    }

    /// Expects that this checkpoint is asked for, and hands it over. Whether it is to be compared.
    #[track_caller]
    fn is_to_compare(&mut self, (summary, sealed): &(CheckpointSummary, Vec<u8>)) -> bool {
        self.subscribes_and_hands(*summary, sealed);
        let events = self.events();
        let compares = events.iter().any(|event| matches!(event, Event::ToVerify { .. }));
        self.device.events.extend(events);
        compares
    }
}

fn fetches(said: &[ClientFrame]) -> bool {
    said.iter().any(|frame| matches!(frame, ClientFrame::FetchCheckpoint { .. }))
}

#[test]
fn a_checkpoint_that_says_another_position_than_the_relay_does_was_altered() {
    let mut vault = Vault::new();
    let (summary, sealed) = vault.checkpoint(None);
    let lies = (CheckpointSummary { covers: Position(2), ..summary }, sealed);
    let mut line = Line::new(vault.three);
    line.reads_where_there_is(&vault.log, lies.0);
    assert!(!line.is_to_compare(&lies));
    assert_eq!((line.said(), line.troubles()), (vec![], vec![Trouble::Altered]));
    // It is done with it.
    line.connect();
    line.reads_where_there_is(&vault.log, lies.0);
    assert!(!fetches(&line.said()));
}

#[test]
fn a_checkpoint_that_holds_more_than_was_read_is_looked_at_again_on_the_next_connection() {
    let mut vault = Vault::new();
    let entry =
        vault.one.write(Clock(9), b"taken by the relay, and not shown yet", &mut vault.random).unwrap();
    vault.one.acknowledge(&[entry.id]);
    let checkpoint = vault.checkpoint(None);
    let mut line = Line::new(started_again(&vault.three));
    line.reads_where_there_is(&vault.log, checkpoint.0);
    assert!(!line.is_to_compare(&checkpoint));
    assert_eq!((line.said(), line.troubles()), (vec![], vec![]));
    vault.hold(entry);
    line.show(3, &vault.log[3..], 4);
    assert!(!fetches(&line.said()));
    line.connect();
    line.reads_where_there_is(&vault.log, checkpoint.0);
    assert!(line.is_to_compare(&checkpoint));
}

#[test]
fn a_second_checkpoint_that_differs_is_no_news() {
    let mut vault = Vault::new();
    let first = vault.checkpoint(None);
    let newer = CheckpointId([2; 16]);
    let (covers, sealed) = vault.one.seal_checkpoint(newer, b"state", &mut vault.random).unwrap();
    let size_bytes = sealed.len() as u64;
    let second = (CheckpointSummary { checkpoint: newer, covers, size_bytes, ..first.0 }, sealed);
    let mut line = Line::new(vault.three);
    for (checkpoint, is_news) in [(first, true), (second, false)] {
        line.reads_where_there_is(&vault.log, checkpoint.0);
        assert!(line.is_to_compare(&checkpoint));
        assert_eq!(line.judge(Verdict::Differs), is_news);
        assert_eq!((line.said(), line.troubles()), (vec![], vec![Trouble::Differs]));
        line.connect();
    }
}
