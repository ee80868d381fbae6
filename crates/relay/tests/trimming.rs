//! The rules by which a relay lets the log go that a checkpoint covers: whose word counts, and what who comes late is told.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "shared/actors.rs"]
mod actors;

use actors::{Space, Voice, entry, member};
use crypto::MemberSeed;
use relay::{
    Audience, ConnectionId, Direct,
    limits::{LOG_GRACE_DAYS, ServiceLimits},
    store::memory::MemoryStore,
};
use sync::{
    ClientFrame, ControlRecord, Position, Refusal, RelayFrame, SpaceId, StoredEntry,
    frame::{Challenge, CheckpointId, CheckpointSummary, Trim},
};

const AUDIENCE: &str = "relay.example";
const DAY_MS: u64 = 24 * 60 * 60 * 1000;

struct World {
    relay: Direct<MemoryStore>,
    now_ms: u64,
    challenges: u8,
}

struct Device {
    connection: ConnectionId,
    voice: Voice,
}

impl World {
    /// A vault of two devices (1 and 2) and recovery words (3), with four entries.
    fn vault(limits: ServiceLimits) -> (Self, Space, Device, Device) {
        let relay = Direct::new(MemoryStore::default(), limits);
        let mut world = Self { relay, now_ms: 20_000 * DAY_MS, challenges: 0 };
        let mut space = Space::founded_by(member(1), 1);
        let mut first = world.device(member(1));
        let frame = first.voice.create(&space.record);
        world.say(&first, &frame);
        let frame = first.voice.open(space.id());
        world.say(&first, &frame);
        let record = space.with_words(&member(1), &[&member(1), &member(2)], &member(3));
        world.follow(&mut first, &mut space, record);
        let frame = first.voice.append(space.id(), (1..=4).map(entry).collect());
        world.say(&first, &frame);
        let second = world.opened(member(2), space.id());
        (world, space, first, second)
    }

    fn follow(&mut self, device: &mut Device, space: &mut Space, record: ControlRecord) {
        let frame = device.voice.control(&record);
        let request = device.voice.newest();
        assert_eq!(self.say(device, &frame).first(), Some(&RelayFrame::Controlled { request }));
        space.follow(record);
    }

    fn device(&mut self, seed: MemberSeed) -> Device {
        self.challenges += 1;
        let challenge = Challenge([self.challenges; 32]);
        let connection = self.relay.connect(self.now_ms, Audience::new(AUDIENCE), challenge);
        let device = Device { connection, voice: Voice::new(seed, AUDIENCE, challenge) };
        self.say(&device, &ClientFrame::Hello { protocol: 1 });
        device
    }

    fn opened(&mut self, seed: MemberSeed, space: SpaceId) -> Device {
        let mut device = self.device(seed);
        let frame = device.voice.open(space);
        let answer = self.say(&device, &frame);
        assert!(matches!(answer.as_slice(), [RelayFrame::Opened { .. }]), "{answer:?}");
        device
    }

    fn say(&mut self, device: &Device, frame: &ClientFrame) -> Vec<RelayFrame> {
        self.relay.handle(self.now_ms, device.connection, &frame.to_bytes());
        self.relay.settle(self.now_ms);
        let sent = self.relay.take_sent(self.now_ms, device.connection);
        sent.iter().map(|frame| RelayFrame::from_bytes(frame).unwrap()).collect()
    }

    #[track_caller]
    fn check(&mut self, device: &Device, frame: &ClientFrame, expected: Result<(), Refusal>) {
        let answer = self.say(device, frame);
        match (answer.as_slice(), expected) {
            ([RelayFrame::Done { .. }], Ok(())) => {}
            ([RelayFrame::Refused { refusal, .. }], Err(expected)) => assert_eq!(*refusal, expected),
            _ => panic!("{answer:?}, not {expected:?}"),
        }
    }

    fn pass_days(&mut self, days: u64) {
        self.now_ms += days * DAY_MS;
        self.relay.service().tick(self.now_ms);
        self.relay.settle(self.now_ms);
    }

    fn trim(&mut self, space: SpaceId) -> Option<Trim> {
        let mut device = self.device(member(2));
        let frame = device.voice.open(space);
        match self.say(&device, &frame).as_slice() {
            [RelayFrame::Opened { trim, .. }] => *trim,
            other => panic!("{other:?}"),
        }
    }
}

fn put(world: &mut World, device: &mut Device, space: SpaceId) {
    let frame = device.voice.put_checkpoint(space, 3, 0, 1);
    world.check(device, &frame, Ok(()));
}

#[test]
fn a_second_device_and_thirty_days_let_the_covered_log_go() {
    let (mut world, space, mut first, mut second) = World::vault(ServiceLimits::default());
    let space = space.id();
    put(&mut world, &mut first, space);
    world.pass_days(100);
    assert_eq!(world.trim(space), None, "nobody verified it");
    let frame = second.voice.verify_checkpoint(space, 3);
    world.check(&second, &frame, Ok(()));
    world.check(&second, &frame, Ok(()));
    world.pass_days(u64::from(LOG_GRACE_DAYS));
    assert_eq!(world.trim(space), None, "the days of grace are not over");
    world.pass_days(1);
    let ClientFrame::VerifyCheckpoint { verification, .. } = frame else { panic!("it is a word") };
    let base = CheckpointSummary {
        checkpoint: CheckpointId([7; 16]),
        covers: Position(3),
        pieces: 1,
        size_bytes: 100,
        verification: Some(verification),
    };
    let trim = Trim { after: Position(3), base };
    assert_eq!(world.trim(space), Some(trim));
    // Who asks for what is gone is told, and reads on where the log is.
    for after in [0, 2] {
        let (after_position, newest) = (Position(after), Position(4));
        let told = RelayFrame::Entries {
            space,
            after: after_position,
            entries: Vec::new(),
            newest,
            trim: Some(trim),
        };
        let frame = second.voice.subscribe(space, after);
        assert_eq!(world.say(&second, &frame), [told]);
        let frame = second.voice.fetch(space, after);
        let request = second.voice.newest();
        let page = RelayFrame::Page {
            request,
            after: after_position,
            entries: Vec::new(),
            newest,
            trim: Some(trim),
        };
        assert_eq!(world.say(&second, &frame), [page]);
    }
    let frame = first.voice.append(space, vec![entry(5)]);
    world.say(&first, &frame);
    assert_eq!(world.relay.take_sent(0, second.connection), Vec::<Vec<u8>>::new(), "nothing is subscribed");
    let frame = second.voice.subscribe(space, 3);
    let stored = |number: u64| StoredEntry { position: Position(number), entry: entry(number) };
    let tail = RelayFrame::Entries {
        space,
        after: Position(3),
        entries: vec![stored(4), stored(5)],
        newest: Position(5),
        trim: None,
    };
    assert_eq!(world.say(&second, &frame), [tail]);
    // What is gone has nothing left to erase.
    let frame = first.voice.erase(space, 2);
    world.check(&first, &frame, Err(Refusal::BadErase));
}

#[test]
fn only_a_second_device_speaks_for_a_checkpoint() {
    let (mut world, space, mut first, mut second) = World::vault(ServiceLimits::default());
    let space = space.id();
    let early = second.voice.verify_checkpoint(space, 3);
    world.check(&second, &early, Err(Refusal::NoCheckpoint));
    put(&mut world, &mut first, space);
    let own = first.voice.verify_checkpoint(space, 3);
    world.check(&first, &own, Err(Refusal::NoAccess));
    let mut words = world.opened(member(3), space);
    let by_words = words.voice.verify_checkpoint(space, 3);
    world.check(&words, &by_words, Err(Refusal::NoAccess));
    let mut stranger = world.device(member(9));
    let by_stranger = stranger.voice.verify_checkpoint(space, 3);
    world.check(&stranger, &by_stranger, Err(Refusal::NotOpen));
    // Somebody else's word, a word about something else, and an altered one.
    world.check(&second, &own, Err(Refusal::NoAccess));
    let frame = second.voice.verify_checkpoint(space, 2);
    world.check(&second, &frame, Err(Refusal::NoCheckpoint));
    let mut altered = second.voice.verify_checkpoint(space, 3);
    if let ClientFrame::VerifyCheckpoint { verification, .. } = &mut altered {
        verification.bytes.0[0] ^= 1;
    }
    world.check(&second, &altered, Err(Refusal::NoAccess));
    world.pass_days(100);
    assert_eq!(world.trim(space), None);
    let frame = second.voice.verify_checkpoint(space, 3);
    world.check(&second, &frame, Ok(()));
}

#[test]
fn who_is_taken_out_within_the_days_of_grace_has_not_spoken() {
    let (mut world, mut space, mut first, mut second) = World::vault(ServiceLimits::default());
    put(&mut world, &mut first, space.id());
    let frame = second.voice.verify_checkpoint(space.id(), 3);
    world.check(&second, &frame, Ok(()));
    world.pass_days(1);
    let record = space.successor(&member(1), &[&member(1), &member(4)], &[]);
    world.follow(&mut first, &mut space, record);
    world.pass_days(100);
    let mut fourth = world.opened(member(4), space.id());
    let frame = fourth.voice.subscribe(space.id(), 0);
    let heard = world.say(&fourth, &frame);
    assert!(
        matches!(heard.as_slice(), [RelayFrame::Entries { entries, trim: None, .. }] if entries.len() == 4),
        "{heard:?}"
    );
    let frame = fourth.voice.verify_checkpoint(space.id(), 3);
    world.check(&fourth, &frame, Ok(()));
}

#[test]
fn in_a_space_of_two_people_nobody_speaks_for_the_log() {
    let (mut world, mut space, mut first, mut second) = World::vault(ServiceLimits::default());
    put(&mut world, &mut first, space.id());
    let record = space.successor(&member(1), &[&member(1), &member(2)], &[&member(5)]);
    world.follow(&mut first, &mut space, record);
    let frame = second.voice.verify_checkpoint(space.id(), 3);
    let heard = world.say(&second, &frame);
    assert!(
        matches!(heard.last(), Some(RelayFrame::Refused { refusal: Refusal::NoAccess, .. })),
        "{heard:?}"
    );
    world.pass_days(100);
    assert_eq!(world.trim(space.id()), None);
}

#[test]
fn a_relay_that_is_to_keep_the_log_keeps_it() {
    let limits = ServiceLimits { log_grace_days: None, ..ServiceLimits::default() };
    let (mut world, space, mut first, mut second) = World::vault(limits);
    put(&mut world, &mut first, space.id());
    let frame = second.voice.verify_checkpoint(space.id(), 3);
    world.check(&second, &frame, Ok(()));
    world.pass_days(1_000);
    assert_eq!(world.trim(space.id()), None);
}
