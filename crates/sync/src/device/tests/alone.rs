//! A vault with one device: when it speaks for its own checkpoint, and who starts from that.

use crypto::{Clock, MemberSeed};
use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};

use super::{CHECKPOINT, Line, trim};
use crate::{
    ClientFrame, Member, MemberKind, Party, Position, RelayFrame, Replica, StoredEntry, Trouble,
    device::{Event, Verdict},
    frame::{CheckpointSummary, Verification, checkpoint_hash},
    replica::{Intent, ReplicaState},
};

mod turns;

/// A vault of one device and recovery words, with three entries.
struct Alone {
    random: ChaCha12Rng,
    device: Replica,
    words: MemberSeed,
    log: Vec<StoredEntry>,
}

impl Alone {
    fn new() -> Self {
        let mut random = ChaCha12Rng::seed_from_u64(23);
        let mut device = Replica::found(MemberSeed::random(&mut random), &[], &mut random);
        let words = MemberSeed::random(&mut random);
        admit(&mut device, &words, MemberKind::Paper, &mut random);
        device.set_on_relay(true);
        let mut alone = Self { random, device, words, log: Vec::new() };
        for number in 0..3 {
            alone.write(number);
        }
        alone
    }

    fn write(&mut self, number: u64) {
        let entry = self.device.write(Clock(number), b"something", &mut self.random).unwrap();
        let position = Position(self.log.len() as u64 + 1);
        let stored = StoredEntry { position, entry };
        self.device.receive(vec![stored.clone()]);
        self.log.push(stored);
    }

    fn seal(&mut self) -> (CheckpointSummary, Vec<u8>) {
        seal(&self.device, &mut self.random)
    }

    /// Puts the checkpoint that the device has made with its own word.
    fn spoken_for(&mut self) -> (CheckpointSummary, Vec<u8>) {
        let (summary, sealed) = self.seal();
        let verification = Some(word(self.device.seed(), &self.device, summary.covers, &sealed));
        (CheckpointSummary { verification, ..summary }, sealed)
    }

    /// Another device is let in, by recovery words.
    fn let_in(&mut self) -> Replica {
        let mut paper = Replica::enter(self.words.clone(), &self.device.records(), &mut self.random).unwrap();
        let seed = MemberSeed::random(&mut self.random);
        let record = admit(&mut paper, &seed, MemberKind::Device, &mut self.random);
        self.device.follow(&record).unwrap();
        Replica::enter(seed, &self.device.records(), &mut self.random).unwrap()
    }
}

pub(super) fn admit(
    by: &mut Replica,
    seed: &MemberSeed,
    kind: MemberKind,
    random: &mut ChaCha12Rng,
) -> Vec<u8> {
    by.intend(Some(Intent::Admit(Member::of(seed, by.space(), Party::Founder, kind))));
    settle(by, random)
}

pub(super) fn take_out(by: &mut Replica, gone: &Replica, random: &mut ChaCha12Rng) -> Vec<u8> {
    by.intend(Some(Intent::Remove(gone.me())));
    settle(by, random)
}

pub(super) fn settle(by: &mut Replica, random: &mut ChaCha12Rng) -> Vec<u8> {
    let record = by.propose(random).unwrap().to_bytes();
    by.follow(&record).unwrap();
    by.intend(None);
    record
}

fn seal(device: &Replica, random: &mut ChaCha12Rng) -> (CheckpointSummary, Vec<u8>) {
    let (covers, sealed) = device.seal_checkpoint(CHECKPOINT, b"state", random).unwrap();
    let size_bytes = sealed.len() as u64;
    let summary =
        CheckpointSummary { checkpoint: CHECKPOINT, covers, pieces: 1, size_bytes, verification: None };
    (summary, sealed)
}

fn word(seed: &MemberSeed, space: &Replica, covers: Position, sealed: &[u8]) -> Verification {
    Verification::sign(&seed.signing_key(), space.space(), CHECKPOINT, covers, checkpoint_hash(sealed))
}

/// The same device, started again from what it had stored.
pub(super) fn started_again(replica: &Replica) -> Replica {
    let stored = ReplicaState::from_bytes(&replica.state().to_bytes()).unwrap();
    Replica::restore(stored, replica.outbox().cloned().collect()).unwrap()
}

/// It reads the log to its end.
fn caught_up(line: &mut Line, log: &[StoredEntry], newest: Option<CheckpointSummary>) {
    let count = log.len();
    line.open(count as u64, newest, None);
    line.show(count as u64 - 1, &log[count - 1..], count as u64);
}

#[track_caller]
fn speaks(line: &mut Line) -> Verification {
    let said = line.said();
    let [ClientFrame::VerifyCheckpoint { request, verification, .. }] = *said.as_slice() else {
        panic!("{said:?}")
    };
    line.hear(&RelayFrame::Done { request });
    verification
}

/// Says what was asked for of checkpoints since the last time.
fn fetched(line: &mut Line) -> usize {
    let is_fetch = |frame: &&ClientFrame| matches!(frame, ClientFrame::FetchCheckpoint { .. });
    line.said().iter().filter(is_fetch).count()
}

#[test]
fn the_only_device_speaks_for_its_own_checkpoint_after_a_start_and_only_once_a_start() {
    let mut alone = Alone::new();
    let (summary, sealed) = alone.seal();
    // Not while it runs on since it founded the vault.
    let mut line = Line::new(alone.device);
    caught_up(&mut line, &alone.log, Some(summary));
    assert_eq!(fetched(&mut line), 0);
    let mut device = started_again(line.device.replica(line.space).unwrap());
    for _ in 0..2 {
        let mut line = Line::new(device);
        caught_up(&mut line, &alone.log, Some(summary));
        line.subscribes_and_hands(summary, &sealed);
        assert!(line.events().iter().any(|event| matches!(event, Event::ToVerify { .. })));
        assert!(!line.judge(Verdict::Same));
        let said = speaks(&mut line);
        assert_eq!(said.check(line.space, CHECKPOINT, summary.covers), Ok(()));
        assert_eq!((said.bytes, line.troubles()), (checkpoint_hash(&sealed), vec![]));
        // A relay that hides the word hears it once more after the next start, and not before.
        for _ in 0..3 {
            line.connect();
            caught_up(&mut line, &alone.log, Some(summary));
            assert_eq!(fetched(&mut line), 0);
        }
        device = started_again(line.device.replica(line.space).unwrap());
    }
}

#[test]
fn what_was_made_since_the_start_is_not_spoken_for() {
    let alone = Alone::new();
    let mut random = ChaCha12Rng::seed_from_u64(24);
    let mut line = Line::new(started_again(&alone.device));
    caught_up(&mut line, &alone.log, None);
    line.said();
    let (summary, sealed) = seal(line.device.replica(line.space).unwrap(), &mut random);
    line.device.store_checkpoint(line.space, CHECKPOINT, summary.covers, &sealed);
    let said = line.said();
    let [ClientFrame::PutCheckpoint { request, .. }] = *said.as_slice() else { panic!("{said:?}") };
    line.hear(&RelayFrame::Done { request });
    for _ in 0..2 {
        line.connect();
        caught_up(&mut line, &alone.log, Some(summary));
        assert_eq!(fetched(&mut line), 0);
    }
    let mut line = Line::new(started_again(line.device.replica(line.space).unwrap()));
    caught_up(&mut line, &alone.log, Some(summary));
    assert_eq!(fetched(&mut line), 1);
}

#[test]
fn nobody_speaks_for_their_own_with_another_device_in_the_vault_or_for_what_was_made_beside_one() {
    let mut alone = Alone::new();
    let (summary, sealed) = alone.seal();
    let other = alone.let_in();
    let mut line = Line::new(started_again(&alone.device));
    caught_up(&mut line, &alone.log, Some(summary));
    // It asks once, for it does not know whose it is; and finds that it is its own.
    line.subscribes_and_hands(summary, &sealed);
    assert!(!line.events().iter().any(|event| matches!(event, Event::ToVerify { .. })));
    assert_eq!(line.said(), []);
    // Made beside another device, and that one has gone: somebody who starts from it would not take this device's own word.
    let (beside, sealed) = alone.seal();
    take_out(&mut alone.device, &other, &mut alone.random);
    let mut line = Line::new(started_again(&alone.device));
    caught_up(&mut line, &alone.log, Some(beside));
    line.subscribes_and_hands(beside, &sealed);
    assert!(!line.events().iter().any(|event| matches!(event, Event::ToVerify { .. })));
    assert_eq!((line.said(), line.troubles()), (vec![], vec![]));
    // Another one is to take its place.
    let mut device = started_again(line.device.replica(line.space).unwrap());
    let entry = device.write(Clock(9), b"more", &mut alone.random).unwrap();
    device.receive(vec![StoredEntry { position: Position(4), entry }]);
    let mut line = Line::new(device);
    line.open(4, Some(beside), None);
    assert!(line.device.wants_next_checkpoint(line.space));
}

#[test]
fn a_new_device_starts_from_what_the_only_one_has_spoken_for() {
    let mut alone = Alone::new();
    let (base, sealed) = alone.spoken_for();
    let mut line = Line::new(alone.let_in());
    line.open(3, Some(base), trim(base));
    line.hand(base, &sealed);
    assert!(line.take_base());
    line.subscribes(3);
    assert_eq!(line.troubles(), []);
}

#[test]
fn an_own_word_counts_only_of_the_only_device_that_is_still_there() {
    let said = [Trouble::Withheld, Trouble::Altered];
    let check = |base: CheckpointSummary, sealed: &[u8], fresh: Replica, troubles: &[Trouble]| {
        let mut line = Line::new(fresh);
        line.open(3, Some(base), trim(base));
        line.hand(base, sealed);
        assert!(!line.events().iter().any(|event| matches!(event, Event::Base { .. })));
        assert_eq!(line.troubles(), troubles);
    };
    // Somebody was there beside it when it made the checkpoint.
    let mut alone = Alone::new();
    let other = alone.let_in();
    let (base, sealed) = alone.spoken_for();
    check(base, &sealed, alone.let_in(), &said);
    take_out(&mut alone.device, &other, &mut alone.random);
    let (beside, sealed) = (base, sealed);
    check(beside, &sealed, alone.let_in(), &said);
    // It has gone since.
    let mut alone = Alone::new();
    let (base, sealed) = alone.spoken_for();
    let mut next = alone.let_in();
    take_out(&mut next, &alone.device, &mut alone.random);
    alone.device = next;
    // What it holds of who went does not count: that is nobody's fault.
    check(base, &sealed, alone.let_in(), &[Trouble::Withheld]);
    // Recovery words said it.
    let mut alone = Alone::new();
    let (summary, sealed) = alone.seal();
    let verification = Some(word(&alone.words, &alone.device, summary.covers, &sealed));
    check(CheckpointSummary { verification, ..summary }, &sealed, alone.let_in(), &said);
}

#[test]
fn who_takes_the_author_out_speaks_for_the_checkpoint_that_stands_for_the_log() {
    let mut alone = Alone::new();
    let (base, sealed) = alone.spoken_for();
    let mut next = alone.let_in();
    next.set_on_relay(true);
    let mut line = Line::new(next);
    line.open(3, Some(base), trim(base));
    line.hand(base, &sealed);
    assert!(line.take_base());
    line.show(3, &[], 3);
    line.said();
    // Nothing is wanted while its author is there.
    line.connect();
    line.open(3, Some(base), trim(base));
    line.show(3, &[], 3);
    assert_eq!(fetched(&mut line), 0);
    let mut next = started_again(line.device.replica(line.space).unwrap());
    take_out(&mut next, &alone.device, &mut alone.random);
    let records = next.records();
    let mut line = Line::new(next);
    line.open(3, Some(base), trim(base));
    line.show(3, &[], 3);
    line.subscribes_and_hands(base, &sealed);
    assert!(!line.judge(Verdict::Same));
    let said = speaks(&mut line);
    assert_eq!(line.troubles(), []);
    // Said once.
    line.connect();
    line.open(3, Some(base), trim(base));
    line.show(3, &[], 3);
    assert_eq!(fetched(&mut line), 0);
    // With this word, whoever comes starts from it.
    alone.device = line.device.remove(line.space).unwrap();
    assert_eq!(alone.device.records(), records);
    let base = CheckpointSummary { verification: Some(said), ..base };
    let mut line = Line::new(alone.let_in());
    line.open(3, Some(base), trim(base));
    line.hand(base, &sealed);
    assert!(line.take_base());
}
