//! The rules of a relay, on one thread: who may do what, and who is told when.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "shared/actors.rs"]
mod actors;

use actors::{Space, Voice, entry, entry_of, member, preimage};
use crypto::MemberSeed;
use relay::{
    Audience, ConnectionId, Direct, Output, Service,
    limits::{ServiceLimits, StoreLimits},
    store::{Store, memory::MemoryStore},
};
use sync::{
    Body, ClientFrame, Entry, Position, Refusal, RelayFrame, RequestId, SpaceId, StoredEntry,
    frame::{BoxId, Challenge, CheckpointId, CheckpointSummary},
    limits::{
        BATCH_BYTES_MAX, BATCH_ENTRIES_MAX, BOX_LIFETIME_MS_MAX, BOX_MESSAGE_BYTES_MAX, ENTRY_BYTES_MAX,
        FRAME_BYTES_MAX, REQUESTS_IN_FLIGHT_MAX, SPACES_PER_CONNECTION_MAX,
    },
};

const AUDIENCE: &str = "relay.example";
const BOX: BoxId = BoxId([5; 32]);
const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// A relay under test, with a clock that stands still unless told.
struct World {
    relay: Direct<MemoryStore>,
    disk: MemoryStore,
    now_ms: u64,
    challenges: u8,
}

/// A connection and what the device on it says.
struct Device {
    connection: ConnectionId,
    voice: Voice,
}

impl World {
    fn new() -> Self {
        Self::with_limits(ServiceLimits::default())
    }

    fn with_limits(limits: ServiceLimits) -> Self {
        let disk = MemoryStore::new(StoreLimits::default());
        Self { relay: Direct::new(disk.clone(), limits), disk, now_ms: 20_000 * DAY_MS, challenges: 0 }
    }

    /// Ends the relay without another word and starts one on what is durable.
    fn crash(&mut self) {
        self.relay = Direct::new(self.disk.clone(), ServiceLimits::default());
    }

    /// A connection that has not said hello.
    fn stranger(&mut self, seed: MemberSeed) -> Device {
        self.challenges += 1;
        let challenge = Challenge([self.challenges; 32]);
        let connection = self.relay.connect(self.now_ms, Audience::new(AUDIENCE), challenge);
        Device { connection, voice: Voice::new(seed, AUDIENCE, challenge) }
    }

    fn device(&mut self, seed: MemberSeed) -> Device {
        let (device, now_s) = (self.stranger(seed), Some(self.now_ms / 1000));
        let challenge = device.voice.challenge;
        let welcome = self.say(&device, &ClientFrame::Hello { protocol: 1 });
        assert_eq!(welcome, [RelayFrame::Welcome { protocol: 1, challenge, now_s }]);
        device
    }

    /// A device that has the space open, and reads along if it should.
    fn member_device(&mut self, seed: MemberSeed, space: SpaceId, reads_along: bool) -> Device {
        let mut device = self.device(seed);
        let frame = device.voice.open(space);
        let answer = self.say(&device, &frame);
        assert!(matches!(answer.as_slice(), [RelayFrame::Opened { .. }]), "{answer:?}");
        if reads_along {
            let frame = device.voice.subscribe(space, 0);
            let answer = self.say(&device, &frame);
            assert!(matches!(answer.as_slice(), [RelayFrame::Entries { .. }]), "{answer:?}");
        }
        device
    }

    /// A founded space and its founder's device.
    fn founded(&mut self, number: u8, reads_along: bool) -> (Space, Device) {
        let space = Space::founded_by(member(number), u64::from(number));
        let mut device = self.device(member(number));
        let frame = device.voice.create(&space.record);
        let request = device.voice.newest();
        assert_eq!(self.say(&device, &frame), [RelayFrame::Done { request }]);
        self.hang_up(&device);
        let device = self.member_device(member(number), space.id(), reads_along);
        (space, device)
    }

    /// Two people's space with a device of each, both reading along.
    fn linked(&mut self) -> (Space, Device, Device) {
        let (mut space, mut first) = self.founded(1, true);
        let record = space.successor(&member(1), &[&member(1)], &[&member(2)]);
        let frame = first.voice.control(&record);
        let request = first.voice.newest();
        assert_eq!(self.say(&first, &frame), [RelayFrame::Controlled { request }]);
        space.follow(record);
        let second = self.member_device(member(2), space.id(), true);
        (space, first, second)
    }

    fn hear(&mut self, device: &Device) -> Vec<RelayFrame> {
        self.relay.settle(self.now_ms);
        let mut heard = Vec::new();
        loop {
            let sent = self.relay.take_sent(self.now_ms, device.connection);
            if sent.is_empty() {
                return heard;
            }
            heard.extend(sent.iter().map(|frame| RelayFrame::from_bytes(frame).unwrap()));
            self.relay.settle(self.now_ms);
        }
    }

    fn whisper(&mut self, device: &Device, frame: &ClientFrame) {
        self.relay.handle(self.now_ms, device.connection, &frame.to_bytes());
    }

    fn say(&mut self, device: &Device, frame: &ClientFrame) -> Vec<RelayFrame> {
        self.whisper(device, frame);
        self.hear(device)
    }

    #[track_caller]
    fn check_refused(&mut self, device: &Device, frame: &ClientFrame, refusal: Refusal) {
        let answer = self.say(device, frame);
        let [RelayFrame::Refused { request: Some(_), refusal: found }] = answer.as_slice() else {
            panic!("{answer:?} is no refusal")
        };
        assert_eq!(*found, refusal);
    }

    #[track_caller]
    fn check_given_up(&mut self, device: &Device, bytes: &[u8], refusal: Refusal) {
        self.relay.handle(self.now_ms, device.connection, bytes);
        assert_eq!(self.hear(device), [RelayFrame::Refused { request: None, refusal }]);
        assert!(self.relay.is_ended(device.connection));
    }

    fn hang_up(&mut self, device: &Device) {
        self.relay.disconnect(device.connection);
    }
}

fn entries(space: SpaceId, after: u64, numbers: &[u64], newest: u64) -> RelayFrame {
    let stored =
        |(position, number): (u64, &u64)| StoredEntry { position: Position(position), entry: entry(*number) };
    RelayFrame::Entries {
        space,
        after: Position(after),
        entries: (after + 1..).zip(numbers).map(stored).collect(),
        newest: Position(newest),
        trim: None,
    }
}

fn appended(request: RequestId, positions: &[u64]) -> RelayFrame {
    RelayFrame::Appended { request, positions: positions.iter().copied().map(Position).collect() }
}

#[test]
fn an_entry_reaches_everybody_who_reads_along_once_it_is_durable() {
    let mut world = World::new();
    let (space, mut first, second) = world.linked();
    world.hear(&first);
    let frame = first.voice.append(space.id(), vec![entry(1), entry(2)]);
    world.whisper(&first, &frame);
    assert_eq!(world.relay.take_sent(0, first.connection), Vec::<Vec<u8>>::new());
    assert_eq!(world.relay.commit(), 1);
    assert_eq!(world.relay.take_sent(0, second.connection), Vec::<Vec<u8>>::new());
    let request = first.voice.newest();
    let both = entries(space.id(), 0, &[1, 2], 2);
    assert_eq!(world.hear(&first), [appended(request, &[1, 2]), both.clone()]);
    assert_eq!(world.hear(&second), [both]);
}

#[test]
fn a_crash_before_the_commit_loses_only_what_was_not_acknowledged() {
    let mut world = World::new();
    let (space, mut device) = world.founded(1, false);
    let frame = device.voice.append(space.id(), vec![entry(1)]);
    world.whisper(&device, &frame);
    world.crash();
    let device = world.member_device(member(1), space.id(), true);
    assert_eq!(world.hear(&device), []);
}

#[test]
fn a_crash_between_write_and_acknowledgement_stores_nothing_twice() {
    let mut world = World::new();
    let (space, mut device) = world.founded(1, false);
    let frame = device.voice.append(space.id(), vec![entry(1)]);
    world.whisper(&device, &frame);
    assert_eq!(world.relay.commit(), 1);
    world.crash();
    let mut device = world.member_device(member(1), space.id(), false);
    let frame = device.voice.append(space.id(), vec![entry(1), entry(2)]);
    let request = device.voice.newest();
    assert_eq!(world.say(&device, &frame), [appended(request, &[1, 2])]);
}

#[test]
fn a_control_record_sent_again_after_a_lost_acknowledgement_succeeds() {
    let mut world = World::new();
    let (mut space, mut device) = world.founded(1, false);
    let record = space.successor(&member(1), &[&member(1), &member(3)], &[]);
    let frame = device.voice.control(&record);
    world.whisper(&device, &frame);
    // The record's predecessor is read, then the record is written, then the relay dies.
    world.relay.acknowledge(0);
    assert_eq!(world.relay.commit(), 1);
    world.crash();
    let mut device = world.member_device(member(1), space.id(), false);
    let frame = device.voice.control(&record);
    let request = device.voice.newest();
    assert_eq!(world.say(&device, &frame), [RelayFrame::Controlled { request }]);
}

#[test]
fn a_late_reader_gets_pages_then_reads_along() {
    let mut world = World::new();
    let (space, mut writer) = world.founded(1, false);
    let count = u64::try_from(BATCH_ENTRIES_MAX).unwrap() + 10;
    for number in 1..=count {
        let frame = writer.voice.append(space.id(), vec![entry(number)]);
        world.say(&writer, &frame);
    }
    let mut reader = world.member_device(member(1), space.id(), false);
    let frame = reader.voice.subscribe(space.id(), 3);
    let heard = world.say(&reader, &frame);
    let mut position = 3;
    for frame in &heard {
        let RelayFrame::Entries { after, entries, newest, .. } = frame else { panic!("{frame:?}") };
        assert_eq!((after.0, newest.0), (position, count));
        for stored in entries {
            position += 1;
            assert_eq!(stored.position.0, position);
        }
    }
    assert_eq!(position, count);
    assert!(heard.len() > 1, "one page cannot hold it all");
    let frame = writer.voice.append(space.id(), vec![entry(count + 1)]);
    world.say(&writer, &frame);
    assert_eq!(world.hear(&reader), [entries(space.id(), count, &[count + 1], count + 1)]);
    let frame = reader.voice.fetch(space.id(), count);
    let request = reader.voice.newest();
    let stored = vec![StoredEntry { position: Position(count + 1), entry: entry(count + 1) }];
    let (after, newest) = (Position(count), Position(count + 1));
    assert_eq!(
        world.say(&reader, &frame),
        [RelayFrame::Page { request, after, entries: stored, newest, trim: None }]
    );
}

#[test]
fn a_reader_that_claims_more_than_there_is_is_told_the_truth() {
    let mut world = World::new();
    let (space, mut device) = world.founded(1, false);
    let frame = device.voice.subscribe(space.id(), 5);
    assert_eq!(world.say(&device, &frame), [entries(space.id(), 5, &[], 0)]);
    let frame = device.voice.append(space.id(), vec![entry(1)]);
    let request = device.voice.newest();
    assert_eq!(world.say(&device, &frame), [appended(request, &[1]), entries(space.id(), 0, &[1], 1)]);
}

#[test]
fn a_slow_reader_falls_back_to_pages_and_misses_nothing() {
    let limits = ServiceLimits { queue_bytes_pause: 4_000, ..ServiceLimits::default() };
    let mut world = World::with_limits(limits);
    let (space, mut writer) = world.founded(1, false);
    let reader = world.member_device(member(1), space.id(), true);
    for number in 1..=50 {
        let frame = writer.voice.append(space.id(), vec![entry(number)]);
        world.say(&writer, &frame);
    }
    // Nothing was read so far: the queue holds a few entries, not fifty.
    let queued: usize =
        world.relay.take_sent(world.now_ms, reader.connection).iter().map(|frame| frame.len()).sum();
    assert!(queued < 6_000, "{queued} bytes are queued");
    assert_eq!(world.relay.service().counters().fallen_back, 1);
    let heard = world.hear(&reader);
    let positions: Vec<_> = heard
        .iter()
        .flat_map(|frame| match frame {
            RelayFrame::Entries { entries, .. } => entries.clone(),
            other => panic!("{other:?}"),
        })
        .map(|stored| stored.position.0)
        .collect();
    assert_eq!(positions.last(), Some(&50));
    assert!(positions.windows(2).all(|pair| pair[1] == pair[0] + 1), "{positions:?}");
    let frame = writer.voice.append(space.id(), vec![entry(51)]);
    world.say(&writer, &frame);
    assert_eq!(world.hear(&reader), [entries(space.id(), 50, &[51], 51)]);
}

#[test]
fn a_reader_without_room_for_notices_is_told_that_it_lags() {
    let limits =
        ServiceLimits { queue_bytes_pause: 100_000, queue_bytes_max: 2_000, ..ServiceLimits::default() };
    let mut world = World::with_limits(limits);
    let (mut space, mut writer) = world.founded(1, false);
    let mut reader = world.member_device(member(1), space.id(), true);
    for number in 1..=5 {
        let frame = writer.voice.append(space.id(), vec![entry(number)]);
        world.say(&writer, &frame);
    }
    for number in 1..=2 {
        let frame = writer.voice.erase(space.id(), number);
        world.say(&writer, &frame);
    }
    let record = space.successor(&member(1), &[&member(1), &member(3)], &[]);
    let frame = writer.voice.control(&record);
    world.say(&writer, &frame);
    let heard = world.hear(&reader);
    assert_eq!(heard.len(), 7, "{heard:?}");
    assert_eq!(heard[5], RelayFrame::Lagging { space: space.id() });
    // The notice about members was only postponed.
    assert_eq!(heard[6], RelayFrame::ControlChanged { space: space.id(), number: 2 });
    let frame = reader.voice.subscribe(space.id(), 5);
    assert_eq!(world.say(&reader, &frame), [entries(space.id(), 5, &[], 5)]);
}

#[test]
fn nobody_opens_a_space_without_its_members_key() {
    let mut world = World::new();
    let (space, _) = world.founded(1, false);
    let mut stranger = world.device(member(9));
    let frame = stranger.voice.open(space.id());
    world.check_refused(&stranger, &frame, Refusal::NoAccess);
    let frame = stranger.voice.open(SpaceId([1; 32]));
    world.check_refused(&stranger, &frame, Refusal::NoAccess);
    for frame in [
        stranger.voice.append(space.id(), vec![entry(1)]),
        stranger.voice.subscribe(space.id(), 0),
        stranger.voice.fetch(space.id(), 0),
        stranger.voice.fetch_control(space.id(), 0),
        stranger.voice.control(&space.record),
        stranger.voice.erase(space.id(), 1),
        stranger.voice.put_checkpoint(space.id(), 0, 0, 1),
        stranger.voice.fetch_checkpoint(space.id(), 0),
        stranger.voice.erase_space(space.id()),
    ] {
        world.check_refused(&stranger, &frame, Refusal::NotOpen);
    }
}

#[test]
fn whoever_brings_the_record_that_follows_may_bring_it_without_opening_and_nothing_else() {
    let mut world = World::new();
    let (mut space, founder) = world.founded(1, false);
    let second = space.successor(&member(1), &[&member(1), &member(3)], &[]);
    let mut other = Space::founded_by(member(1), 1);
    other.follow(second.clone());
    let third = other.successor(&member(3), &[&member(3)], &[]);
    let mut bringer = world.device(member(3));
    let too_early = bringer.voice.control(&third);
    world.check_refused(&bringer, &too_early, Refusal::NotOpen);
    let forged = space.successor(&member(9), &[&member(9)], &[]);
    let forged = bringer.voice.control(&forged);
    world.check_refused(&bringer, &forged, Refusal::NotOpen);
    for record in [&second, &third] {
        let frame = bringer.voice.control(record);
        let request = bringer.voice.newest();
        assert_eq!(world.say(&bringer, &frame), [RelayFrame::Controlled { request }]);
    }
    let again = bringer.voice.control(&second);
    world.check_refused(&bringer, &again, Refusal::NotOpen);
    let frame = bringer.voice.open(space.id());
    assert!(matches!(world.say(&bringer, &frame).as_slice(), [RelayFrame::Opened { .. }]));
    // Who was taken out by it is told, and gets nothing more.
    let told = world.hear(&founder);
    assert!(told.contains(&RelayFrame::ControlChanged { space: space.id(), number: 3 }), "{told:?}");
    space.follow(second);
}

#[test]
fn a_signature_opens_nothing_elsewhere() {
    let mut world = World::new();
    let (space, mut device) = world.founded(1, false);
    let heard_elsewhere = device.voice.open(space.id());
    let replaying = world.device(member(1));
    world.check_refused(&replaying, &heard_elsewhere, Refusal::NoAccess);
    let mut device = world.device(member(1));
    device.voice.audience = b"evil.example".to_vec();
    let for_another_relay = device.voice.open(space.id());
    world.check_refused(&device, &for_another_relay, Refusal::NoAccess);
    device.voice.audience = AUDIENCE.as_bytes().to_vec();
    let ClientFrame::Open { request, key, signature, .. } = device.voice.open(SpaceId([3; 32])) else {
        panic!("it is an open")
    };
    let for_another_space = ClientFrame::Open { request, space: space.id(), key, signature };
    world.check_refused(&device, &for_another_space, Refusal::NoAccess);
    let untampered = device.voice.open(space.id());
    assert!(matches!(world.say(&device, &untampered).as_slice(), [RelayFrame::Opened { .. }]));
}

#[test]
fn a_second_key_on_one_connection_is_refused() {
    let mut world = World::new();
    let (space, mut device, _) = world.linked();
    device.voice.seed = member(2);
    let frame = device.voice.open(space.id());
    world.check_refused(&device, &frame, Refusal::NoAccess);
}

#[test]
fn a_key_finds_its_spaces() {
    let mut world = World::new();
    let (space, ..) = world.linked();
    let mut device = world.device(member(2));
    let frame = device.voice.locate();
    let request = device.voice.newest();
    assert_eq!(world.say(&device, &frame), [RelayFrame::Located { request, spaces: vec![space.id()] }]);
    let mut stranger = world.device(member(9));
    let frame = stranger.voice.locate();
    let request = stranger.voice.newest();
    assert_eq!(world.say(&stranger, &frame), [RelayFrame::Located { request, spaces: Vec::new() }]);
    let replayed = device.voice.locate();
    world.check_refused(&stranger, &replayed, Refusal::NoAccess);
}

#[test]
fn a_space_is_founded_only_by_a_valid_first_record() {
    let mut world = World::new();
    let mut device = world.device(member(1));
    let space = Space::founded_by(member(1), 1);
    let mut forged = space.record.clone();
    forged.space = SpaceId([1; 32]);
    let frame = device.voice.create(&forged);
    world.check_refused(&device, &frame, Refusal::BadControl);
    let frame = ClientFrame::Create { request: RequestId(1), record: vec![0xff; 10] };
    world.check_refused(&device, &frame, Refusal::BadControl);
    for _ in 0..2 {
        let frame = device.voice.create(&space.record);
        let request = device.voice.newest();
        assert_eq!(world.say(&device, &frame), [RelayFrame::Done { request }]);
    }
}

#[test]
fn of_two_records_only_one_follows_the_head() {
    let mut world = World::new();
    let (mut space, mut first, mut second) = world.linked();
    let from_first = space.successor(&member(1), &[&member(1), &member(3)], &[&member(2)]);
    let from_second = space.successor(&member(2), &[&member(1)], &[&member(2), &member(4)]);
    // Both are sent before either is durable.
    let frame = first.voice.control(&from_first);
    world.whisper(&first, &frame);
    let frame = second.voice.control(&from_second);
    world.whisper(&second, &frame);
    world.relay.acknowledge(world.now_ms);
    let (request, other_request) = (first.voice.newest(), second.voice.newest());
    assert_eq!(world.hear(&first), [RelayFrame::Controlled { request }]);
    assert_eq!(
        world.hear(&second),
        [
            RelayFrame::ControlChanged { space: space.id(), number: 3 },
            RelayFrame::ControlConflict { request: other_request, number: 3 },
        ]
    );
    let frame = second.voice.control(&from_second);
    let request = second.voice.newest();
    assert_eq!(world.say(&second, &frame), [RelayFrame::ControlConflict { request, number: 3 }]);
    let frame = second.voice.fetch_control(space.id(), 2);
    let request = second.voice.newest();
    let records = vec![from_first.to_bytes().into()];
    assert_eq!(world.say(&second, &frame), [RelayFrame::ControlPage { request, records, newest: 3 }]);
}

#[test]
fn an_invalid_successor_is_refused() {
    let mut world = World::new();
    let (mut space, mut first, _) = world.linked();
    let mut record = space.successor(&member(1), &[&member(1), &member(3)], &[&member(2)]);
    record.signature.0[0] ^= 1;
    let frame = first.voice.control(&record);
    world.check_refused(&first, &frame, Refusal::BadControl);
    let removes_the_other = space.successor(&member(1), &[&member(1)], &[]);
    let frame = first.voice.control(&removes_the_other);
    world.check_refused(&first, &frame, Refusal::BadControl);
    let elsewhere = Space::founded_by(member(1), 77).record;
    let frame =
        ClientFrame::Control { request: RequestId(90), space: space.id(), record: elsewhere.to_bytes() };
    world.check_refused(&first, &frame, Refusal::BadControl);
}

#[test]
fn safety_s06_who_left_gets_no_further_byte_and_who_stays_is_told_nothing_but_a_number() {
    let mut world = World::new();
    let (mut space, mut first, mut second) = world.linked();
    let left = space.record.leave(&member(2));
    let frame = second.voice.control(&left);
    let request = second.voice.newest();
    assert_eq!(world.say(&second, &frame), [RelayFrame::Controlled { request }]);
    space.follow(left);
    assert_eq!(world.hear(&first), [RelayFrame::ControlChanged { space: space.id(), number: 3 }]);
    let frame = first.voice.append(space.id(), vec![entry(1)]);
    world.say(&first, &frame);
    assert_eq!(world.hear(&second), []);
    let frame = second.voice.fetch(space.id(), 0);
    world.check_refused(&second, &frame, Refusal::NotOpen);
    let frame = second.voice.open(space.id());
    world.check_refused(&second, &frame, Refusal::NoAccess);
}

#[test]
fn what_a_revoked_device_sent_before_the_revocation_was_durable_is_decided_by_order() {
    let mut world = World::new();
    let (mut space, mut first, mut second) = world.linked();
    let mut third = {
        let record = space.successor(&member(2), &[&member(1)], &[&member(2), &member(4)]);
        let frame = second.voice.control(&record);
        world.say(&second, &frame);
        space.follow(record);
        world.member_device(member(4), space.id(), false)
    };
    let revoked = space.successor(&member(2), &[&member(1)], &[&member(2)]);
    let frame = second.voice.control(&revoked);
    world.whisper(&second, &frame);
    world.relay.acknowledge(world.now_ms);
    // The revocation waits for the disk; what comes after it finds the door closed.
    let late = third.voice.append(space.id(), vec![entry(1)]);
    world.whisper(&third, &late);
    let request = third.voice.newest();
    assert_eq!(
        world.hear(&third),
        [
            RelayFrame::ControlChanged { space: space.id(), number: 4 },
            RelayFrame::Refused { request: Some(request), refusal: Refusal::NoAccess },
        ]
    );
    let frame = first.voice.append(space.id(), vec![entry(2)]);
    let request = first.voice.newest();
    let changed = |number| RelayFrame::ControlChanged { space: space.id(), number };
    assert_eq!(
        world.say(&first, &frame),
        [changed(3), changed(4), appended(request, &[1]), entries(space.id(), 0, &[2], 1)]
    );
}

#[test]
fn an_erased_body_is_gone_for_everybody() {
    let mut world = World::new();
    let (space, mut first, mut second) = world.linked();
    let frame = first.voice.append(space.id(), vec![entry(1)]);
    world.say(&first, &frame);
    world.hear(&second);
    let frame = first.voice.erase(space.id(), 1);
    let request = first.voice.newest();
    let erased = RelayFrame::Erased { space: space.id(), entry: entry(1).id, preimage: preimage(1) };
    assert_eq!(world.say(&first, &frame), [RelayFrame::Done { request }, erased.clone()]);
    assert_eq!(world.hear(&second), [erased]);
    let frame = second.voice.fetch(space.id(), 0);
    let heard = world.say(&second, &frame);
    let [RelayFrame::Page { entries, .. }] = heard.as_slice() else { panic!("{heard:?}") };
    assert_eq!(entries[0].entry.body, Body::Erased(preimage(1)));
    let frame = first.voice.erase(space.id(), 1);
    let request = first.voice.newest();
    assert_eq!(world.say(&first, &frame), [RelayFrame::Done { request }]);
    assert_eq!(world.hear(&second), []);
    let frame = first.voice.erase(space.id(), 2);
    world.check_refused(&first, &frame, Refusal::BadErase);
    let forged = Entry { body: Body::Erased(preimage(9)), ..entry(3) };
    let frame = first.voice.append(space.id(), vec![forged]);
    world.check_refused(&first, &frame, Refusal::BadErase);
}

#[test]
fn a_checkpoint_is_there_when_all_its_pieces_are() {
    let mut world = World::new();
    let (space, mut device) = world.founded(1, false);
    let frame = device.voice.append(space.id(), vec![entry(1)]);
    world.say(&device, &frame);
    let frame = device.voice.fetch_checkpoint(space.id(), 0);
    world.check_refused(&device, &frame, Refusal::NoCheckpoint);
    for piece in 0..2 {
        let frame = device.voice.put_checkpoint(space.id(), 1, piece, 2);
        let request = device.voice.newest();
        assert_eq!(world.say(&device, &frame), [RelayFrame::Done { request }]);
    }
    let frame = device.voice.fetch_checkpoint(space.id(), 1);
    let request = device.voice.newest();
    let summary = CheckpointSummary {
        checkpoint: CheckpointId([7; 16]),
        covers: Position(1),
        pieces: 2,
        size_bytes: 200,
        verification: None,
    };
    let piece = RelayFrame::CheckpointPiece { request, summary, piece: 1, bytes: vec![7; 100] };
    assert_eq!(world.say(&device, &frame), [piece]);
    let mut later = world.device(member(1));
    let frame = later.voice.open(space.id());
    let heard = world.say(&later, &frame);
    assert!(
        matches!(heard.as_slice(), [RelayFrame::Opened { checkpoint: Some(found), .. }] if *found == summary),
        "{heard:?}"
    );
    let frame = device.voice.put_checkpoint(space.id(), 5, 0, 1);
    world.check_refused(&device, &frame, Refusal::Malformed);
    let frame = device.voice.put_checkpoint(space.id(), 1, 0, 1_000);
    world.check_refused(&device, &frame, Refusal::TooLarge);
}

#[test]
fn safety_s07_a_vault_is_erased_whole_by_its_member_and_a_relationship_by_nobody() {
    let mut world = World::new();
    let (space, mut device) = world.founded(1, true);
    let frame = device.voice.append(space.id(), vec![entry(1)]);
    world.say(&device, &frame);
    let ClientFrame::EraseSpace { request, signature, .. } = device.voice.erase_space(SpaceId([4; 32]))
    else {
        panic!("it erases a space")
    };
    let forged = ClientFrame::EraseSpace { request, space: space.id(), signature };
    world.check_refused(&device, &forged, Refusal::NoAccess);
    let frame = device.voice.erase_space(space.id());
    let request = device.voice.newest();
    assert_eq!(world.say(&device, &frame), [RelayFrame::Done { request }]);
    let frame = device.voice.append(space.id(), vec![entry(2)]);
    world.check_refused(&device, &frame, Refusal::NotOpen);
    let frame = device.voice.open(space.id());
    world.check_refused(&device, &frame, Refusal::NoAccess);
    let mut world = World::new();
    let (space, mut first, _) = world.linked();
    let frame = first.voice.erase_space(space.id());
    world.check_refused(&first, &frame, Refusal::NoAccess);
}

#[test]
fn a_rendezvous_box_hands_messages_to_who_knows_its_name() {
    let mut world = World::new();
    let mut inviter = world.device(member(1));
    let mut joiner = world.device(member(2));
    let frame = joiner.voice.watch_box(BOX);
    world.check_refused(&joiner, &frame, Refusal::BoxGone);
    let frame = inviter.voice.put_box(BOX, 0, b"hello");
    let request = inviter.voice.newest();
    assert_eq!(world.say(&inviter, &frame), [RelayFrame::Done { request }]);
    let frame = joiner.voice.watch_box(BOX);
    let request = joiner.voice.newest();
    let message =
        |slot, message: &[u8]| RelayFrame::BoxMessage { name: BOX, slot, message: message.to_vec() };
    assert_eq!(world.say(&joiner, &frame), [message(0, b"hello"), RelayFrame::BoxWatched { request }]);
    let frame = inviter.voice.put_box(BOX, 2, b"again");
    world.say(&inviter, &frame);
    assert_eq!(world.hear(&joiner), [message(2, b"again")]);
    let frame = joiner.voice.put_box(BOX, 0, b"mine");
    world.check_refused(&joiner, &frame, Refusal::SlotTaken);
    let frame = inviter.voice.close_box(BOX);
    world.say(&inviter, &frame);
    let frame = joiner.voice.put_box(BOX, 1, b"late");
    world.check_refused(&joiner, &frame, Refusal::BoxGone);
    let frame = joiner.voice.watch_box(BOX);
    world.check_refused(&joiner, &frame, Refusal::BoxGone);
}

#[test]
fn a_rendezvous_box_expires() {
    let mut world = World::new();
    let mut inviter = world.device(member(1));
    let frame = inviter.voice.put_box(BOX, 0, b"hello");
    world.say(&inviter, &frame);
    world.now_ms += 60_000;
    let mut joiner = world.device(member(2));
    let frame = joiner.voice.watch_box(BOX);
    world.check_refused(&joiner, &frame, Refusal::BoxGone);
    let too_long = ClientFrame::PutBox {
        request: RequestId(1),
        name: BOX,
        slot: 0,
        lifetime_ms: BOX_LIFETIME_MS_MAX + 1,
        message: Vec::new(),
    };
    world.check_refused(&joiner, &too_long, Refusal::Malformed);
    let frame = joiner.voice.put_box(BOX, 200, b"");
    world.check_refused(&joiner, &frame, Refusal::Malformed);
    let frame = joiner.voice.put_box(BOX, 1, &vec![0; BOX_MESSAGE_BYTES_MAX + 1]);
    world.check_refused(&joiner, &frame, Refusal::TooLarge);
}

#[test]
fn garbage_is_refused_in_words_and_ends_the_connection() {
    let mut world = World::new();
    let hello = ClientFrame::Hello { protocol: 1 }.to_bytes();
    let garbage: [&[u8]; 4] =
        [b"", b"\xff\xff\xff", b"GET / HTTP/1.1\r\n\r\n", &[hello.clone(), vec![0]].concat()];
    for bytes in garbage {
        let device = world.stranger(member(1));
        world.check_given_up(&device, bytes, Refusal::Malformed);
        let device = world.device(member(1));
        world.check_given_up(&device, bytes, Refusal::Malformed);
        // Whatever it says now, nobody listens.
        world.relay.handle(0, device.connection, &hello);
        assert_eq!(world.hear(&device), []);
    }
}

#[test]
fn hello_comes_first_and_once() {
    let mut world = World::new();
    let device = world.stranger(member(1));
    world.check_given_up(&device, &ClientFrame::Ping.to_bytes(), Refusal::Malformed);
    let device = world.device(member(1));
    world.check_given_up(&device, &ClientFrame::Hello { protocol: 1 }.to_bytes(), Refusal::Malformed);
    let device = world.stranger(member(1));
    world.check_given_up(&device, &ClientFrame::Hello { protocol: 0 }.to_bytes(), Refusal::Version);
    let device = world.stranger(member(1));
    let heard = world.say(&device, &ClientFrame::Hello { protocol: 9 });
    assert!(matches!(heard.as_slice(), [RelayFrame::Welcome { protocol: 1, .. }]), "{heard:?}");
    assert_eq!(world.say(&device, &ClientFrame::Ping), [RelayFrame::Pong]);
}

#[test]
fn what_is_too_large_is_refused_whole() {
    let mut world = World::new();
    let (space, mut device) = world.founded(1, false);
    let too_large = [
        vec![entry_of(1, ENTRY_BYTES_MAX)],
        (0..=BATCH_ENTRIES_MAX as u64).map(|number| entry_of(number, 1)).collect(),
        (0..4).map(|number| entry_of(number, BATCH_BYTES_MAX / 4)).collect(),
    ];
    for entries in too_large {
        let frame = device.voice.append(space.id(), entries);
        world.check_refused(&device, &frame, Refusal::TooLarge);
    }
    let frame = device.voice.fetch(space.id(), 0);
    let heard = world.say(&device, &frame);
    assert!(matches!(heard.as_slice(), [RelayFrame::Page { newest: Position(0), .. }]), "{heard:?}");
    world.check_given_up(&device, &vec![0; FRAME_BYTES_MAX + 1], Refusal::TooLarge);
}

#[test]
fn a_connection_opens_only_so_many_spaces() {
    let mut world =
        World::with_limits(ServiceLimits { guarded_requests_burst: 1_000, ..ServiceLimits::default() });
    let mut device = world.device(member(1));
    let mut open = |world: &mut World, seed| {
        let space = Space::founded_by(member(1), seed);
        let frame = device.voice.create(&space.record);
        world.say(&device, &frame);
        let frame = device.voice.open(space.id());
        world.say(&device, &frame)
    };
    for seed in 0..SPACES_PER_CONNECTION_MAX as u64 {
        assert!(matches!(open(&mut world, seed).as_slice(), [RelayFrame::Opened { .. }]));
    }
    let heard = open(&mut world, 1_000);
    let [RelayFrame::Refused { refusal: Refusal::TooMany, .. }] = heard.as_slice() else {
        panic!("{heard:?}")
    };
    let first = Space::founded_by(member(1), 0).id();
    assert_eq!(world.say(&device, &ClientFrame::Close { space: first }), []);
    let frame = device.voice.open(first);
    assert!(matches!(world.say(&device, &frame).as_slice(), [RelayFrame::Opened { .. }]));
}

#[test]
fn too_many_requests_at_once_are_refused_and_the_others_answered() {
    let mut world = World::new();
    let (space, mut device) = world.founded(1, false);
    for number in 0..=REQUESTS_IN_FLIGHT_MAX as u64 {
        let frame = device.voice.append(space.id(), vec![entry(number)]);
        world.whisper(&device, &frame);
    }
    let heard = world.hear(&device);
    let refused = heard
        .iter()
        .filter(|frame| matches!(frame, RelayFrame::Refused { refusal: Refusal::TooMany, .. }))
        .count();
    let stored = heard.iter().filter(|frame| matches!(frame, RelayFrame::Appended { .. })).count();
    assert_eq!((refused, stored), (1, REQUESTS_IN_FLIGHT_MAX));
}

#[test]
fn a_connection_with_too_much_waiting_for_the_store_is_not_read_from() {
    let limits = ServiceLimits { in_flight_bytes_max: 5_000, ..ServiceLimits::default() };
    for limits in [limits, ServiceLimits { in_flight_bytes_total_max: 5_000, ..ServiceLimits::default() }] {
        let mut service = Service::new(limits);
        let mut store = MemoryStore::default();
        let connection = service.connect(0, Audience::new(AUDIENCE), Challenge([1; 32]));
        let mut voice = Voice::new(member(1), AUDIENCE, Challenge([1; 32]));
        let space = Space::founded_by(member(1), 1);
        let mut paused = Vec::new();
        let mut changes = Vec::new();
        let frames =
            [ClientFrame::Hello { protocol: 1 }, voice.create(&space.record), voice.create(&space.record)];
        for frame in frames {
            service.handle(0, connection, &frame.to_bytes());
            while let Some(output) = service.poll_output() {
                match output {
                    Output::Change { ticket, change } => changes.push((ticket, change)),
                    Output::Pause { .. } => paused.push(true),
                    _ => {}
                }
            }
        }
        assert_eq!(paused, [true]);
        for (ticket, change) in changes {
            let result = store.commit(&[change]).remove(0);
            service.changed(0, ticket, result);
        }
        let outputs: Vec<_> = std::iter::from_fn(|| service.poll_output()).collect();
        assert!(outputs.contains(&Output::Resume { connection }), "{outputs:?}");
    }
}

#[test]
fn guessing_is_slowed_down() {
    let mut world = World::with_limits(ServiceLimits {
        guarded_requests_burst: 3,
        guarded_requests_per_minute: 60,
        ..ServiceLimits::default()
    });
    let mut stranger = world.device(member(9));
    for _ in 0..3 {
        let frame = stranger.voice.watch_box(BOX);
        world.check_refused(&stranger, &frame, Refusal::BoxGone);
    }
    let frame = stranger.voice.watch_box(BOX);
    world.check_refused(&stranger, &frame, Refusal::TooMany);
    world.now_ms += 1_000;
    let frame = stranger.voice.watch_box(BOX);
    world.check_refused(&stranger, &frame, Refusal::BoxGone);
}

#[test]
fn a_relay_that_closes_finishes_what_is_under_way_and_refuses_the_rest() {
    let mut world = World::new();
    let (space, mut device) = world.founded(1, false);
    let under_way = device.voice.append(space.id(), vec![entry(1)]);
    world.whisper(&device, &under_way);
    let request = device.voice.newest();
    world.relay.service().close();
    let late = device.voice.append(space.id(), vec![entry(2)]);
    world.whisper(&device, &late);
    let late_request = device.voice.newest();
    let closing = |request| RelayFrame::Refused { request, refusal: Refusal::Closing };
    assert_eq!(world.hear(&device), [closing(None), closing(Some(late_request)), appended(request, &[1])]);
}

#[test]
fn an_idle_space_is_removed_after_the_retention_and_one_in_use_is_not() {
    let mut world = World::with_limits(ServiceLimits {
        retention_idle_days: Some(30),
        purge_interval_ms: DAY_MS,
        ..ServiceLimits::default()
    });
    let (idle, device) = world.founded(1, false);
    world.hang_up(&device);
    let (used, device) = world.founded(2, false);
    world.hang_up(&device);
    world.now_ms += 20 * DAY_MS;
    world.relay.service().tick(world.now_ms);
    let device = world.member_device(member(2), used.id(), false);
    world.hang_up(&device);
    world.now_ms += 20 * DAY_MS;
    world.relay.service().tick(world.now_ms);
    world.relay.settle(world.now_ms);
    world.member_device(member(2), used.id(), false);
    let mut device = world.device(member(1));
    let frame = device.voice.open(idle.id());
    world.check_refused(&device, &frame, Refusal::NoAccess);
}
