//! A device and a relay that says what each test wants it to: verifying checkpoints, and starting where the log is gone.

use crypto::{Clock, MemberSeed, Signature};
use rand_chacha::{ChaCha12Rng, rand_core::SeedableRng};

use super::{Device, Event, Verdict};
use crate::{
    ClientFrame, Entry, Member, MemberKind, Party, Position, Refusal, RelayFrame, Replica, RequestId,
    SpaceId, StoredEntry, Trouble,
    frame::{Challenge, CheckpointId, CheckpointSummary, Trim, Verification, checkpoint_hash},
    replica::{Checkpoint, Intent, Standing},
};

const AUDIENCE: &str = "relay.example";
const CHECKPOINT: CheckpointId = CheckpointId([1; 16]);

/// A vault of three devices and recovery words. The log holds three entries of the first device, between them one of the second.
struct Vault {
    random: ChaCha12Rng,
    one: Replica,
    two: Replica,
    three: Replica,
    words: MemberSeed,
    log: Vec<StoredEntry>,
}

impl Vault {
    fn new() -> Self {
        let mut random = ChaCha12Rng::seed_from_u64(17);
        let mut one = Replica::found(MemberSeed::random(&mut random), &[], &mut random);
        let seeds = [(); 3].map(|()| MemberSeed::random(&mut random));
        for (seed, kind) in seeds.iter().zip([MemberKind::Device, MemberKind::Device, MemberKind::Paper]) {
            one.intend(Some(Intent::Admit(Member::of(seed, one.space(), Party::Founder, kind))));
            let record = one.propose(&mut random).unwrap().to_bytes();
            one.follow(&record).unwrap();
            one.intend(None);
        }
        let [two, three, words] = seeds;
        let enter = |seed, random: &mut ChaCha12Rng| Replica::enter(seed, &one.records(), random).unwrap();
        let (two, three) = (enter(two, &mut random), enter(three, &mut random));
        one.set_on_relay(true);
        let mut vault = Self { random, one, two, three, words, log: Vec::new() };
        for number in 0..3 {
            let entry = vault.one.write(Clock(number), b"one", &mut vault.random).unwrap();
            vault.hold(entry);
        }
        vault
    }

    fn space(&self) -> SpaceId {
        self.one.space()
    }

    fn hold(&mut self, entry: Entry) {
        let position = Position(self.log.len() as u64 + 1);
        self.one.receive(vec![StoredEntry { position, entry: entry.clone() }]);
        self.three.receive(vec![StoredEntry { position, entry: entry.clone() }]);
        self.log.push(StoredEntry { position, entry });
    }

    /// The first device's checkpoint of everything, verified by whom the test wants.
    fn checkpoint(&mut self, verifier: Option<&MemberSeed>) -> (CheckpointSummary, Vec<u8>) {
        let (covers, sealed) = self.one.seal_checkpoint(CHECKPOINT, b"state", &mut self.random).unwrap();
        let verification = verifier.map(|seed| {
            let bytes = checkpoint_hash(&sealed);
            Verification::sign(&seed.signing_key(), self.space(), CHECKPOINT, covers, bytes)
        });
        let size_bytes = sealed.len() as u64;
        (CheckpointSummary { checkpoint: CHECKPOINT, covers, pieces: 1, size_bytes, verification }, sealed)
    }
}

/// A device on a connection whose other end is the test.
struct Line {
    device: Device,
    random: ChaCha12Rng,
    space: SpaceId,
    /// What the device has given its keeper to fold.
    folding: Option<Checkpoint>,
}

impl Line {
    fn new(replica: Replica) -> Self {
        let mut random = ChaCha12Rng::seed_from_u64(18);
        let space = replica.space();
        let mut device = Device::new();
        device.add(replica, &mut random);
        let mut line = Self { device, random, space, folding: None };
        line.connect();
        line
    }

    fn connect(&mut self) {
        self.device.connected(0, AUDIENCE);
        self.said();
        self.hear(&RelayFrame::Welcome { protocol: 1, challenge: Challenge([9; 32]), now_s: None });
    }

    fn hear(&mut self, frame: &RelayFrame) {
        self.device.handle_message(0, &frame.to_bytes(), &mut self.random);
    }

    fn said(&mut self) -> Vec<ClientFrame> {
        core::iter::from_fn(|| self.device.poll_output())
            .map(|bytes| ClientFrame::from_bytes(&bytes).unwrap())
            .collect()
    }

    fn events(&mut self) -> Vec<Event> {
        let events: Vec<_> = core::iter::from_fn(|| self.device.poll_event()).collect();
        for event in &events {
            if let Event::Base { checkpoint, .. } | Event::ToVerify { checkpoint, .. } = event {
                self.folding = Some(checkpoint.clone());
            }
        }
        events
    }

    /// The keeper answers what it was asked to fold last, with all its log.
    fn take_base(&mut self) -> bool {
        self.take_base_standing(Standing { is_read: false, reaches: true })
    }

    fn take_base_standing(&mut self, standing: Standing) -> bool {
        self.heed();
        let folding = self.folding.clone().unwrap();
        self.device.take_base(self.space, &folding, standing, &mut self.random)
    }

    fn judge(&mut self, verdict: Verdict) -> bool {
        self.heed();
        let folding = self.folding.clone().unwrap();
        self.device.judge(self.space, &folding, verdict)
    }

    /// Looks for what is to be folded, and leaves the events to the test.
    fn heed(&mut self) {
        let events = self.events();
        self.device.events.extend(events);
    }

    /// Answers `Open`, which the device has just said.
    #[track_caller]
    fn open(&mut self, newest: u64, checkpoint: Option<CheckpointSummary>, trim: Option<Trim>) {
        let said = self.said();
        let [ClientFrame::Open { request, .. }] = *said.as_slice() else { panic!("{said:?}") };
        let control = self.device.replica(self.space).unwrap().control().clone();
        self.hear(&RelayFrame::Opened {
            request,
            newest: Position(newest),
            control_number: control.number,
            control_head: control.hash(),
            checkpoint,
            trim,
        });
    }

    /// Expects that the checkpoint is asked for. Says by which request.
    #[track_caller]
    fn fetches(&mut self) -> RequestId {
        let said = self.said();
        let [ClientFrame::FetchCheckpoint { request, checkpoint: Some(CHECKPOINT), piece: 0, .. }] =
            *said.as_slice()
        else {
            panic!("{said:?}")
        };
        request
    }

    #[track_caller]
    fn hand(&mut self, summary: CheckpointSummary, sealed: &[u8]) {
        let request = self.fetches();
        self.hear(&RelayFrame::CheckpointPiece { request, summary, piece: 0, bytes: sealed.to_vec() });
    }

    /// Expects that the checkpoint is asked for after anything else, and hands it over.
    #[track_caller]
    fn subscribes_and_hands(&mut self, summary: CheckpointSummary, sealed: &[u8]) {
        let said = self.said();
        let Some(ClientFrame::FetchCheckpoint { request, .. }) = said.last().cloned() else {
            panic!("{said:?}")
        };
        self.hear(&RelayFrame::CheckpointPiece { request, summary, piece: 0, bytes: sealed.to_vec() });
    }

    /// Expects a subscription after this position.
    #[track_caller]
    fn subscribes(&mut self, expected: u64) {
        let said = self.said();
        assert!(
            said.iter().any(|frame| {
                matches!(frame, ClientFrame::Subscribe { after, .. } if after.0 == expected)
            }),
            "{said:?}"
        );
    }

    fn show(&mut self, after: u64, entries: &[StoredEntry], newest: u64) {
        let (space, after, entries) = (self.space, Position(after), entries.to_vec());
        self.hear(&RelayFrame::Entries { space, after, entries, newest: Position(newest), trim: None });
    }

    fn troubles(&self) -> Vec<Trouble> {
        self.device.replica(self.space).unwrap().troubles().iter().copied().collect()
    }
}

fn trim(base: CheckpointSummary) -> Option<Trim> {
    Some(Trim { after: base.covers, base })
}

mod alone;
mod appending;
mod asking;
mod boxes;
mod branches;
mod carry;
mod checkpoints;
mod connection;
mod control_records;
mod entering;
mod erasing;
mod faults;
mod holding;
mod opening;
mod receiving;
mod rechecking;
mod taking_more;
mod verifying;

#[test]
fn a_device_that_was_away_goes_on_from_the_base_and_hands_in_only_what_it_wrote() {
    let mut vault = Vault::new();
    let mut away = vault.two;
    away.receive(vault.log[..1].to_vec());
    // Written, handed in, read by the others, and never acknowledged to it.
    let first = away.write(Clock(7), b"handed in", &mut vault.random).unwrap();
    vault.two = away;
    vault.hold(first.clone());
    let third = vault.three.seed().clone();
    let (base, sealed) = vault.checkpoint(Some(&third));
    // Written while the relay was out of reach.
    let second = vault.two.write(Clock(8), b"offline", &mut vault.random).unwrap();
    let before: Vec<Entry> = vault.log[..1].iter().map(|stored| stored.entry.clone()).collect();

    let mut line = Line::new(vault.two);
    line.open(4, Some(base), trim(base));
    line.hand(base, &sealed);
    let came = line.events();
    assert!(
        came.iter()
            .any(|event| matches!(event, Event::Base { checkpoint, .. } if checkpoint.state == b"state")),
        "{came:?}"
    );
    assert_eq!(line.said(), []);
    assert!(line.take_base());
    assert!(!line.take_base());
    let told = line.events();
    assert!(
        told.iter()
            .any(|event| matches!(event, Event::Acknowledged { entries, .. } if *entries == [first.id])),
        "{told:?}"
    );
    line.subscribes(4);
    line.show(4, &[], 4);
    assert!(line.events().iter().any(|event| matches!(event, Event::WantsLog { .. })));
    let log = before.into_iter().chain([first, second.clone()]).collect();
    line.device.offer(line.space, log, &mut line.random);
    let said = line.said();
    let [ClientFrame::Append { entries, .. }] = said.as_slice() else { panic!("{said:?}") };
    assert_eq!(*entries, [second]);
    assert_eq!(line.troubles(), []);
}

#[test]
fn a_fresh_device_starts_from_the_base() {
    let mut vault = Vault::new();
    let third = vault.three.seed().clone();
    let (base, sealed) = vault.checkpoint(Some(&third));
    let mut line = Line::new(vault.two);
    line.open(3, Some(base), trim(base));
    line.hand(base, &sealed);
    assert!(line.take_base());
    line.subscribes(3);
    line.show(3, &[], 3);
    assert!(line.device.is_caught_up(line.space));
    assert_eq!(line.troubles(), []);
}

#[test]
fn the_log_may_be_trimmed_while_a_device_is_connected() {
    let mut vault = Vault::new();
    let third = vault.three.seed().clone();
    let (base, sealed) = vault.checkpoint(Some(&third));
    vault.two.receive(vault.log[..1].to_vec());
    let mut line = Line::new(vault.two);
    line.open(3, None, None);
    line.subscribes(0);
    let (space, after) = (line.space, Position(0));
    let told =
        RelayFrame::Entries { space, after, entries: Vec::new(), newest: Position(3), trim: trim(base) };
    line.hear(&told);
    line.hand(base, &sealed);
    assert!(line.take_base());
    line.subscribes(3);
    assert_eq!(line.troubles(), []);
}

#[test]
fn a_relay_that_has_no_checkpoint_for_what_it_removed_is_found_out_and_read_all_the_same() {
    let mut vault = Vault::new();
    let third = vault.three.seed().clone();
    let (base, _) = vault.checkpoint(Some(&third));
    let mut line = Line::new(vault.two);
    line.open(3, Some(base), Some(Trim { after: Position(2), base }));
    // Once more, because another one may have taken its place meanwhile.
    let request = line.fetches();
    line.hear(&RelayFrame::Refused { request: Some(request), refusal: Refusal::NoCheckpoint });
    assert_eq!(line.troubles(), []);
    line.open(3, Some(base), Some(Trim { after: Position(2), base }));
    let request = line.fetches();
    line.hear(&RelayFrame::Refused { request: Some(request), refusal: Refusal::NoCheckpoint });
    assert_eq!(line.troubles(), [Trouble::Withheld]);
    line.subscribes(2);
    line.show(2, &vault.log[2..], 3);
    assert_eq!(line.device.replica(line.space).unwrap().cursor(), Position(3));
    assert_eq!(line.troubles(), [Trouble::Withheld]);
}

#[test]
fn a_base_counts_only_with_the_word_of_a_second_device_over_its_very_bytes() {
    let check = |tamper: fn(&mut Vault, &mut CheckpointSummary, &mut Vec<u8>), expected: &[Trouble]| {
        let mut vault = Vault::new();
        let third = vault.three.seed().clone();
        let (mut base, mut sealed) = vault.checkpoint(Some(&third));
        tamper(&mut vault, &mut base, &mut sealed);
        let mut line = Line::new(vault.two);
        line.open(3, None, Some(Trim { after: Position(3), base }));
        line.hand(base, &sealed);
        let came = line.events().iter().any(|event| matches!(event, Event::Base { .. }));
        assert_eq!(came, expected.is_empty());
        assert_eq!(line.troubles(), expected);
    };
    check(|_, _, _| {}, &[]);
    let both = [Trouble::Withheld, Trouble::Altered];
    check(|_, base, _| base.verification = None, &both);
    check(|_, _, sealed| sealed[70] ^= 1, &both);
    check(|_, base, _| base.verification.as_mut().unwrap().signature = Signature([3; 64]), &both);
    check(
        |vault, base, sealed| {
            let own = vault.one.seed().clone();
            (*base, *sealed) = vault.checkpoint(Some(&own));
        },
        &both,
    );
    check(
        |vault, base, sealed| {
            let words = vault.words.clone();
            (*base, *sealed) = vault.checkpoint(Some(&words));
        },
        &both,
    );
    check(
        |vault, base, sealed| {
            let stranger = MemberSeed::random(&mut vault.random);
            (*base, *sealed) = vault.checkpoint(Some(&stranger));
        },
        &both,
    );
    // A genuine one in the place of more than it covers.
    let mut vault = Vault::new();
    let third = vault.three.seed().clone();
    let (base, sealed) = vault.checkpoint(Some(&third));
    let mut line = Line::new(vault.two);
    line.open(5, None, Some(Trim { after: Position(4), base }));
    line.hand(base, &sealed);
    assert_eq!(line.troubles(), [Trouble::Withheld]);
}

#[test]
fn a_checkpoint_is_verified_only_by_who_found_the_same_and_only_once() {
    let mut vault = Vault::new();
    let (summary, sealed) = vault.checkpoint(None);
    let mut line = Line::new(vault.three);
    line.open(3, Some(summary), None);
    line.subscribes(2);
    line.show(2, &vault.log[2..], 3);
    line.hand(summary, &sealed);
    assert!(line.events().iter().any(|event| matches!(event, Event::ToVerify { .. })));
    assert!(!line.judge(Verdict::Same));
    let said = line.said();
    let [ClientFrame::VerifyCheckpoint { request, checkpoint, covers, verification, .. }] = *said.as_slice()
    else {
        panic!("{said:?}")
    };
    assert_eq!(verification.check(line.space, checkpoint, covers), Ok(()));
    assert_eq!(verification.bytes, checkpoint_hash(&sealed));
    line.hear(&RelayFrame::Done { request });
    // On the next connection it has nothing more to say about it.
    line.connect();
    line.open(3, Some(summary), None);
    line.subscribes(2);
    line.show(2, &vault.log[2..], 3);
    assert_eq!(line.said(), []);
    assert_eq!(line.troubles(), []);
}

#[test]
fn a_checkpoint_that_differs_is_not_signed_and_said_once() {
    for (verdict, troubles, puts_its_own) in
        [(Verdict::Differs, vec![Trouble::Differs], true), (Verdict::Unclear, vec![], false)]
    {
        let mut vault = Vault::new();
        let (summary, sealed) = vault.checkpoint(None);
        let mut line = Line::new(vault.three);
        line.open(3, Some(summary), None);
        line.subscribes(2);
        line.show(2, &vault.log[2..], 3);
        line.hand(summary, &sealed);
        assert_eq!(line.judge(verdict), puts_its_own);
        assert!(!line.judge(verdict));
        assert_eq!(line.said(), []);
        assert_eq!(line.troubles(), troubles);
        // A later one that is the same ends it.
        let newer = CheckpointId([2; 16]);
        let (covers, sealed) = vault.one.seal_checkpoint(newer, b"state", &mut vault.random).unwrap();
        let size_bytes = sealed.len() as u64;
        let summary = CheckpointSummary { checkpoint: newer, covers, size_bytes, ..summary };
        line.connect();
        line.open(3, Some(summary), None);
        line.subscribes(2);
        line.show(2, &vault.log[2..], 3);
        let said = line.said();
        let [ClientFrame::FetchCheckpoint { request, .. }] = *said.as_slice() else { panic!("{said:?}") };
        line.hear(&RelayFrame::CheckpointPiece { request, summary, piece: 0, bytes: sealed });
        assert!(!line.judge(Verdict::Same));
        assert_eq!(line.troubles(), []);
    }
}

#[test]
fn who_made_a_checkpoint_or_started_from_one_devices_word_alone_verifies_nothing() {
    let mut vault = Vault::new();
    let (summary, sealed) = vault.checkpoint(None);
    let newer = CheckpointSummary { checkpoint: CheckpointId([2; 16]), ..summary };
    let mut own = Line::new(vault.one);
    own.open(3, Some(summary), None);
    own.subscribes(2);
    own.show(2, &vault.log[2..], 3);
    own.hand(summary, &sealed);
    assert!(!own.events().iter().any(|event| matches!(event, Event::ToVerify { .. })));
    assert_eq!(own.said(), []);

    let mut started = Line::new(vault.two);
    started.open(3, Some(summary), None);
    started.hand(summary, &sealed);
    assert!(started.events().iter().any(|event| matches!(event, Event::Checkpoint { .. })));
    started.subscribes(3);
    started.connect();
    started.open(3, Some(newer), None);
    started.subscribes(3);
    started.show(3, &[], 3);
    assert_eq!(started.said(), []);
}
