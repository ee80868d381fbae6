//! Checkpoints on their way: piece by piece, and only those that were asked for.

use super::*;
use crate::limits::{CHECKPOINT_PIECE_BYTES_MAX, CHECKPOINT_PIECES_MAX};

impl Line {
    /// Expects that this piece of the checkpoint is asked for, and nothing else said.
    #[track_caller]
    fn fetches_piece(&mut self, expected: u32) -> RequestId {
        let said = self.said();
        let [ClientFrame::FetchCheckpoint { request, checkpoint: Some(CHECKPOINT), piece, .. }] =
            *said.as_slice()
        else {
            panic!("{said:?}")
        };
        assert_eq!(piece, expected);
        request
    }

    fn hand_piece(&mut self, request: RequestId, summary: CheckpointSummary, piece: u32, bytes: &[u8]) {
        self.hear(&RelayFrame::CheckpointPiece { request, summary, piece, bytes: bytes.to_vec() });
    }

    /// Expects that a piece of this device's checkpoint is handed in. Says which, of how many, and how large it is.
    #[track_caller]
    fn puts_piece(&mut self) -> (RequestId, u32, u32, usize) {
        let said = self.said();
        let [ClientFrame::PutCheckpoint { request, checkpoint: CHECKPOINT, piece, pieces, bytes, .. }] =
            said.as_slice()
        else {
            panic!("{said:?}")
        };
        (*request, *piece, *pieces, bytes.len())
    }

    fn has_begun(&mut self) -> bool {
        self.events().iter().any(|event| matches!(event, Event::Checkpoint { .. } | Event::Base { .. }))
    }

    fn store(&mut self, sealed: &[u8]) {
        self.device.store_checkpoint(self.space, CHECKPOINT, Position(3), sealed);
    }

    fn covers(&self) -> Option<Position> {
        self.device.checkpoint_covers(self.space)
    }
}

/// The first device, which has read the log to its end.
fn caught_up(vault: Vault) -> Line {
    let mut line = Line::new(vault.one);
    line.open(3, None, None);
    line.show(2, &vault.log[2..], 3);
    line.said();
    line
}

#[test]
fn a_checkpoint_is_fetched_piece_by_piece_and_put_together() {
    let mut vault = Vault::new();
    let third = vault.three.seed().clone();
    let (base, sealed) = vault.checkpoint(Some(&third));
    let base = CheckpointSummary { pieces: 3, ..base };
    let mut line = Line::new(vault.two);
    line.open(3, Some(base), trim(base));
    for (piece, bytes) in (0..).zip(sealed.chunks(sealed.len().div_ceil(3))) {
        assert!(!line.has_begun());
        let request = line.fetches_piece(piece);
        line.hand_piece(request, base, piece, bytes);
    }
    assert!(line.take_base());
    line.subscribes(3);
    assert_eq!(line.troubles(), []);
}

#[test]
fn somebody_may_have_spoken_for_a_checkpoint_since_the_device_heard_of_it() {
    let mut vault = Vault::new();
    let third = vault.three.seed().clone();
    let (verified, sealed) = vault.checkpoint(Some(&third));
    let heard = CheckpointSummary { verification: None, ..verified };
    let mut line = Line::new(vault.two);
    line.open(3, Some(heard), None);
    line.hand(verified, &sealed);
    assert!(line.has_begun());
}

#[test]
fn pieces_of_another_checkpoint_or_beyond_all_measure_are_not_taken() {
    let check = |pieces: u32, hands: fn(&mut Line, CheckpointSummary, &[u8])| {
        let mut vault = Vault::new();
        let (summary, sealed) = vault.checkpoint(None);
        let summary = CheckpointSummary { pieces, ..summary };
        let mut line = Line::new(vault.two);
        line.open(3, Some(summary), None);
        hands(&mut line, summary, &sealed);
        assert!(!line.has_begun());
        // It looks once more what there is.
        let said = line.said();
        assert!(matches!(said.as_slice(), [ClientFrame::Open { .. }]), "{said:?}");
    };
    check(1, |line, summary, sealed| {
        line.hand(CheckpointSummary { checkpoint: CheckpointId([2; 16]), ..summary }, sealed);
    });
    check(1, |line, summary, sealed| line.hand(CheckpointSummary { covers: Position(2), ..summary }, sealed));
    check(1, |line, summary, sealed| line.hand(CheckpointSummary { size_bytes: 1, ..summary }, sealed));
    check(2, |line, summary, sealed| line.hand(CheckpointSummary { pieces: 1, ..summary }, sealed));
    check(CHECKPOINT_PIECES_MAX + 1, |line, summary, sealed| line.hand(summary, sealed));
    check(2, |line, summary, _| line.hand(summary, &[0; CHECKPOINT_PIECE_BYTES_MAX + 1]));
    // The same piece over and over would fill the memory.
    check(3, |line, summary, sealed| {
        line.hand(summary, sealed);
        let request = line.fetches_piece(1);
        line.hand_piece(request, summary, 0, sealed);
    });
}

#[test]
fn a_checkpoint_is_handed_in_piece_by_piece() {
    let mut line = caught_up(Vault::new());
    assert_eq!(line.covers(), None);
    line.store(&[7; CHECKPOINT_PIECE_BYTES_MAX + 10]);
    let (request, piece, pieces, size) = line.puts_piece();
    assert_eq!((piece, pieces, size), (0, 2, CHECKPOINT_PIECE_BYTES_MAX));
    line.store(&[8; 20]);
    assert_eq!(line.said(), [], "one after the other");
    line.done(request);
    let (request, piece, pieces, size) = line.puts_piece();
    assert_eq!((piece, pieces, size), (1, 2, 10));
    line.events();
    assert_eq!(line.covers(), None, "it is not whole yet");
    line.done(request);
    assert!(line.events().iter().any(|event| matches!(event, Event::CheckpointStored { .. })));
    assert_eq!((line.said(), line.covers()), (vec![], Some(Position(3))));
}

#[test]
fn a_checkpoint_is_offered_only_where_the_space_is_open_and_not_again_after_a_refusal() {
    let mut vault = Vault::new();
    let (summary, _) = vault.checkpoint(None);
    let mut line = Line::new(vault.one);
    line.store(&[7; 20]);
    line.open(3, None, None);
    line.said();
    line.store(&[7; 20]);
    let (request, ..) = line.puts_piece();
    line.refuse(request, Refusal::QuotaFull);
    assert_eq!(line.covers(), None);
    line.store(&[7; 20]);
    assert_eq!(line.said(), []);
    line.connect();
    line.open(3, Some(summary), None);
    assert_eq!(line.covers(), Some(Position(3)));
    line.said();
    line.store(&[7; 20]);
    line.puts_piece();
}

#[test]
fn where_the_state_is_of_a_newer_version_the_log_is_read_instead() {
    let mut vault = Vault::new();
    let (summary, sealed) = vault.checkpoint(None);
    let mut line = Line::new(vault.two);
    line.open(3, Some(summary), None);
    line.hand(summary, &sealed);
    assert!(line.has_begun());
    line.subscribes(3);
    line.device.refuse_checkpoint(line.space, &mut line.random);
    line.subscribes(0);
    assert!(matches!(line.events().as_slice(), [Event::Changed { .. }]));
    // What still comes of the first subscription is passed over.
    line.show(3, &[], 3);
    line.show(0, &vault.log, 3);
    let read: usize = line
        .events()
        .iter()
        .map(|event| if let Event::Received { opened, .. } = event { opened.len() } else { 0 })
        .sum();
    assert_eq!(read, 3);
    assert!(line.device.is_caught_up(line.space));
    assert!(!line.device.replica(line.space).unwrap().began_unproven());
}

#[test]
fn what_had_waited_for_what_the_base_holds_is_told_once_that_is_taken() {
    for shown in [true, false] {
        let mut vault = Vault::new();
        let third = vault.three.seed().clone();
        let (base, sealed) = vault.checkpoint(Some(&third));
        let entry = vault.one.write(Clock(9), b"later", &mut vault.random).unwrap();
        vault.hold(entry.clone());
        if shown {
            // A relay had shown it before what comes before it.
            let received =
                vault.two.receive(vec![StoredEntry { position: Position(1), entry: entry.clone() }]);
            assert_eq!(received.opened, []);
        }
        let mut line = Line::new(vault.two);
        line.open(4, Some(base), trim(base));
        line.hand(base, &sealed);
        assert!(line.take_base());
        let received: Vec<_> = line
            .events()
            .into_iter()
            .filter_map(|event| {
                if let Event::Received { opened, kept, .. } = event { Some((opened, kept)) } else { None }
            })
            .collect();
        assert_eq!(received.len(), usize::from(shown));
        for (opened, kept) in received {
            assert_eq!((opened.len(), opened[0].id, kept), (1, entry.id, vec![entry.clone()]));
        }
    }
}
