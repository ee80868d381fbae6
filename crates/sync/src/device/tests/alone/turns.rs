//! When the only device of a vault hands in the next checkpoint.

use crypto::Clock;
use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};

use super::{
    super::{AUDIENCE, CHECKPOINT, Line, trim},
    Alone, caught_up, fetched, seal, started_again, word,
};
use crate::{
    ClientFrame, Position, Refusal, RelayFrame, Replica, StoredEntry,
    device::Verdict,
    frame::{CheckpointId, CheckpointSummary},
};

#[test]
fn a_checkpoint_of_ones_own_that_differs_is_not_spoken_for_and_the_next_waits_for_more() {
    let mut alone = Alone::new();
    let mut device = started_again(&alone.device);
    for (in_vain, refused) in [(1, false), (2, true)] {
        let (covers, sealed) =
            device.seal_checkpoint(CheckpointId([in_vain; 16]), b"state", &mut alone.random).unwrap();
        let size_bytes = sealed.len() as u64;
        let checkpoint = CheckpointId([in_vain; 16]);
        let summary = CheckpointSummary { checkpoint, covers, pieces: 1, size_bytes, verification: None };
        let mut line = Line::new(device);
        caught_up(&mut line, &alone.log, Some(summary));
        let said = line.said();
        let Some(ClientFrame::FetchCheckpoint { request, .. }) = said.last().cloned() else {
            panic!("{said:?}")
        };
        line.hear(&RelayFrame::CheckpointPiece { request, summary, piece: 0, bytes: sealed });
        if refused {
            assert!(!line.judge(Verdict::Same));
            let said = line.said();
            let [ClientFrame::VerifyCheckpoint { request, .. }] = *said.as_slice() else {
                panic!("{said:?}")
            };
            // A relay that knows nothing of words of one's own.
            line.hear(&RelayFrame::Refused { request: Some(request), refusal: Refusal::NoAccess });
        } else {
            assert!(line.judge(Verdict::Differs));
            // That is between the device and its own log, which its keeper folds anew.
            assert_eq!((line.said(), line.troubles()), (vec![], vec![]));
        }
        let wants = |line: &Line| line.device.wants_next_checkpoint(line.space);
        assert!(!wants(&line));
        device = started_again(line.device.replica(line.space).unwrap());
        let needed = if in_vain == 1 { 32 } else { 1_024 };
        for number in 1..=needed {
            let entry = device.write(Clock(100 + number), b"more", &mut alone.random).unwrap();
            let stored = StoredEntry { position: Position(alone.log.len() as u64 + 1), entry };
            device.receive(vec![stored.clone()]);
            alone.log.push(stored);
            if number + 1 >= needed {
                let mut line = Line::new(started_again(&device));
                line.open(alone.log.len() as u64, Some(summary), None);
                assert_eq!(wants(&line), number == needed, "after {number}");
            }
        }
    }
}

#[test]
fn a_checkpoint_is_wanted_where_none_waits() {
    let mut alone = Alone::new();
    let (unspoken, sealed) = alone.seal();
    let own = Some(word(alone.device.seed(), &alone.device, unspoken.covers, &sealed));
    let spoken = CheckpointSummary { verification: own, ..unspoken };
    alone.write(7);
    for (newest, base, expected) in [
        // Nothing was ever handed in, and a mere look is no cause.
        (None, None, false),
        (Some(unspoken), None, false),
        (Some(spoken), None, false),
        (Some(spoken), trim(spoken), true),
    ] {
        let mut line = Line::new(started_again(&alone.device));
        line.open(4, newest, base);
        assert_eq!(line.device.wants_next_checkpoint(line.space), expected, "{newest:?} {base:?}");
        // Not of a device that has not been started again, and not beside another one.
        let mut line = Line::new(
            Replica::enter(alone.words.clone(), &alone.device.records(), &mut alone.random).unwrap(),
        );
        line.open(4, newest, base);
        assert!(!line.device.wants_next_checkpoint(line.space));
    }
    // The first follows on something that was written.
    let mut device = started_again(&alone.device);
    device.write(Clock(8), b"more", &mut alone.random).unwrap();
    let mut line = Line::new(device);
    caught_up(&mut line, &alone.log, None);
    assert!(!line.device.wants_next_checkpoint(line.space));
    let said = line.said();
    let Some(ClientFrame::Append { request, .. }) = said.last().cloned() else { panic!("{said:?}") };
    line.hear(&RelayFrame::Appended { request, positions: vec![Position(5)] });
    assert!(line.device.wants_next_checkpoint(line.space));
    // And nothing that it covers already is covered anew.
    let (all, _) = alone.spoken_for();
    let mut line = Line::new(started_again(&alone.device));
    line.open(4, Some(all), trim(all));
    assert!(!line.device.wants_next_checkpoint(line.space));
    alone.let_in();
    let mut line = Line::new(started_again(&alone.device));
    line.open(4, Some(spoken), trim(spoken));
    assert!(!line.device.wants_next_checkpoint(line.space));
}

#[test]
fn a_relay_that_refuses_a_checkpoint_is_offered_none_on_that_connection() {
    let alone = Alone::new();
    let mut random = ChaCha12Rng::seed_from_u64(25);
    let mut line = Line::new(started_again(&alone.device));
    caught_up(&mut line, &alone.log, None);
    line.said();
    let (summary, sealed) = seal(line.device.replica(line.space).unwrap(), &mut random);
    let offer = |line: &mut Line| {
        line.device.store_checkpoint(line.space, CHECKPOINT, summary.covers, &sealed);
        line.said()
    };
    let said = offer(&mut line);
    let [ClientFrame::PutCheckpoint { request, .. }] = *said.as_slice() else { panic!("{said:?}") };
    line.hear(&RelayFrame::Refused { request: Some(request), refusal: Refusal::QuotaFull });
    assert_eq!(offer(&mut line), []);
    line.device.disconnected();
    line.device.connected(0, AUDIENCE);
    line.connect();
    caught_up(&mut line, &alone.log, None);
    line.said();
    assert_eq!(offer(&mut line).len(), 1);
}

#[test]
fn a_short_log_is_read_although_there_is_a_checkpoint() {
    for (short, expected) in [(0, 1), (3, 1), (4, 0)] {
        let mut alone = Alone::new();
        let (summary, _) = alone.seal();
        let mut line = Line::new(alone.let_in());
        line.device.read_short_logs(short);
        line.open(3, Some(summary), None);
        assert_eq!(fetched(&mut line), expected, "{short}");
    }
}
