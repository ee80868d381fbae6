//! What a store answers may be outdated when the service hears it: every such race is played by hand here.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "shared/actors.rs"]
mod actors;

use std::{collections::VecDeque, sync::Arc};

use actors::{Space, Voice, entry, member, preimage};
use relay::{
    Audience, ConnectionId, Output, Service, Ticket,
    limits::ServiceLimits,
    store::{Change, Query, Reader, Store, memory::MemoryStore},
};
use sync::{Body, ClientFrame, Position, Refusal, RelayFrame, SpaceId, frame::Challenge};

const AUDIENCE: &str = "relay.example";
const CHALLENGE: Challenge = Challenge([1; 32]);

/// A service whose store does only what it is told to do.
struct World {
    service: Service,
    store: MemoryStore,
    changes: VecDeque<(Ticket, Arc<Change>)>,
    queries: VecDeque<(Ticket, Query)>,
    sent: Vec<(ConnectionId, RelayFrame)>,
}

impl World {
    fn new() -> Self {
        Self {
            service: Service::new(ServiceLimits::default()),
            store: MemoryStore::default(),
            changes: VecDeque::new(),
            queries: VecDeque::new(),
            sent: Vec::new(),
        }
    }

    fn collect(&mut self) {
        while let Some(output) = self.service.poll_output() {
            match output {
                Output::Send { connection, frame } => {
                    self.sent.push((connection, RelayFrame::from_bytes(&frame).unwrap()));
                }
                Output::Change { ticket, change } => self.changes.push_back((ticket, change)),
                Output::Query { ticket, query } => self.queries.push_back((ticket, query)),
                Output::Disconnect { .. } | Output::Pause { .. } | Output::Resume { .. } => {}
            }
        }
    }

    fn say(&mut self, connection: ConnectionId, frame: &ClientFrame) {
        self.service.handle(0, connection, &frame.to_bytes());
        self.collect();
    }

    /// Commits the change that waits longest, and tells the service.
    fn commit(&mut self) {
        let (ticket, change) = self.changes.pop_front().expect("a change waits");
        let result = self.store.commit(&[change]).remove(0);
        self.service.changed(0, ticket, result);
        self.collect();
    }

    /// Reads the answer to the question that waits longest; the service hears it later.
    fn read(&mut self) -> (Ticket, Result<relay::store::Answer, Refusal>) {
        let (ticket, query) = self.queries.pop_front().expect("a question waits");
        (ticket, self.store.answer(&query))
    }

    fn tell(&mut self, (ticket, answer): (Ticket, Result<relay::store::Answer, Refusal>)) {
        self.service.answered(0, ticket, answer);
        self.collect();
    }

    fn settle(&mut self) {
        loop {
            if !self.changes.is_empty() {
                self.commit();
            } else if !self.queries.is_empty() {
                let answer = self.read();
                self.tell(answer);
            } else {
                return;
            }
        }
    }

    fn heard(&mut self, connection: ConnectionId) -> Vec<RelayFrame> {
        let (own, others) = std::mem::take(&mut self.sent).into_iter().partition(|(to, _)| *to == connection);
        self.sent = others;
        let own: Vec<(ConnectionId, RelayFrame)> = own;
        own.into_iter().map(|(_, frame)| frame).collect()
    }

    fn device(&mut self, number: u8) -> (ConnectionId, Voice) {
        let connection = self.service.connect(0, Audience::new(AUDIENCE), CHALLENGE);
        self.say(connection, &ClientFrame::Hello { protocol: 1 });
        (connection, Voice::new(member(number), AUDIENCE, CHALLENGE))
    }

    /// A vault with one entry, open on the returned connection.
    fn vault(&mut self) -> (Space, ConnectionId, Voice) {
        let space = Space::founded_by(member(1), 1);
        let (connection, mut voice) = self.device(1);
        let frame = voice.create(&space.record);
        self.say(connection, &frame);
        self.settle();
        self.open(connection, &mut voice, space.id());
        let frame = voice.append(space.id(), vec![entry(1)]);
        self.say(connection, &frame);
        self.settle();
        self.heard(connection);
        (space, connection, voice)
    }

    fn open(&mut self, connection: ConnectionId, voice: &mut Voice, space: SpaceId) {
        let frame = voice.open(space);
        self.say(connection, &frame);
        self.settle();
        self.heard(connection);
    }
}

fn positions(frames: &[RelayFrame]) -> Vec<u64> {
    frames
        .iter()
        .flat_map(|frame| match frame {
            RelayFrame::Entries { entries, .. } => entries.iter().map(|stored| stored.position.0).collect(),
            RelayFrame::Appended { .. } => Vec::new(),
            other => panic!("{other:?}"),
        })
        .collect()
}

#[test]
fn an_entry_that_becomes_durable_while_a_page_is_read_is_not_missed() {
    let mut world = World::new();
    let (space, connection, mut voice) = world.vault();
    let frame = voice.subscribe(space.id(), 0);
    world.say(connection, &frame);
    let page = world.read();
    let frame = voice.append(space.id(), vec![entry(2)]);
    world.say(connection, &frame);
    world.commit();
    world.tell(page);
    world.settle();
    let heard = world.heard(connection);
    assert_eq!(positions(&heard), [1, 2]);
    let frame = voice.append(space.id(), vec![entry(3)]);
    world.say(connection, &frame);
    world.settle();
    assert_eq!(positions(&world.heard(connection)), [3]);
}

#[test]
fn a_page_that_holds_more_than_was_announced_is_not_sent_twice() {
    let mut world = World::new();
    let (space, connection, mut voice) = world.vault();
    let frame = voice.append(space.id(), vec![entry(2)]);
    world.say(connection, &frame);
    // The disk has the entry, the page shows it, and only then does the service hear that it is durable.
    let (ticket, change) = world.changes.pop_front().unwrap();
    let result = world.store.commit(&[change]).remove(0);
    let frame = voice.subscribe(space.id(), 0);
    world.say(connection, &frame);
    world.settle();
    world.service.changed(0, ticket, result);
    world.collect();
    assert_eq!(positions(&world.heard(connection)), [1, 2]);
}

#[test]
fn a_page_read_before_an_erasure_is_read_again() {
    for subscribes in [true, false] {
        let mut world = World::new();
        let (space, connection, mut voice) = world.vault();
        let frame = if subscribes { voice.subscribe(space.id(), 0) } else { voice.fetch(space.id(), 0) };
        world.say(connection, &frame);
        let stale = world.read();
        let frame = voice.erase(space.id(), 1);
        world.say(connection, &frame);
        world.commit();
        world.tell(stale);
        world.settle();
        let heard = world.heard(connection);
        let bodies: Vec<_> = heard
            .iter()
            .filter_map(|frame| match frame {
                RelayFrame::Entries { entries, .. } | RelayFrame::Page { entries, .. } => Some(entries),
                _ => None,
            })
            .map(|entries| entries[0].entry.body.clone())
            .collect();
        assert_eq!(bodies, [Body::Erased(preimage(1))], "subscribes: {subscribes}");
    }
}

#[test]
fn an_opening_read_before_the_key_was_revoked_is_refused() {
    let mut world = World::new();
    let (mut space, connection, mut voice) = world.vault();
    let joined = space.successor(&member(1), &[&member(1), &member(3)], &[]);
    let frame = voice.control(&joined);
    world.say(connection, &frame);
    world.settle();
    space.follow(joined);
    let (late, mut late_voice) = world.device(3);
    let frame = late_voice.open(space.id());
    world.heard(late);
    world.say(late, &frame);
    let stale = world.read();
    let revoked = space.successor(&member(1), &[&member(1)], &[]);
    let frame = voice.control(&revoked);
    world.say(connection, &frame);
    world.settle();
    world.tell(stale);
    world.settle();
    let refused = RelayFrame::Refused { request: Some(late_voice.newest()), refusal: Refusal::NoAccess };
    assert_eq!(world.heard(late), [refused]);
}

#[test]
fn a_page_that_comes_after_access_was_withdrawn_is_not_sent() {
    let mut world = World::new();
    let (mut space, connection, mut voice) = world.vault();
    let joined = space.successor(&member(1), &[&member(1), &member(3)], &[]);
    let frame = voice.control(&joined);
    world.say(connection, &frame);
    world.settle();
    space.follow(joined);
    let (late, mut late_voice) = world.device(3);
    world.open(late, &mut late_voice, space.id());
    let frame = late_voice.fetch(space.id(), 0);
    world.say(late, &frame);
    let stale = world.read();
    let revoked = space.successor(&member(1), &[&member(1)], &[]);
    let frame = voice.control(&revoked);
    world.say(connection, &frame);
    world.settle();
    world.tell(stale);
    world.settle();
    let changed = RelayFrame::ControlChanged { space: space.id(), number: 3 };
    let refused = RelayFrame::Refused { request: Some(late_voice.newest()), refusal: Refusal::NotOpen };
    assert_eq!(world.heard(late), [changed, refused]);
}

#[test]
fn a_new_subscription_is_not_answered_with_the_page_of_an_older_one() {
    let mut world = World::new();
    let (space, connection, mut voice) = world.vault();
    let frame = voice.append(space.id(), vec![entry(2)]);
    world.say(connection, &frame);
    world.settle();
    world.heard(connection);
    let frame = voice.subscribe(space.id(), 0);
    world.say(connection, &frame);
    let page = world.read();
    let frame = voice.subscribe(space.id(), 1);
    world.say(connection, &frame);
    world.tell(page);
    world.settle();
    let heard = world.heard(connection);
    let [RelayFrame::Entries { after: Position(1), .. }] = heard.as_slice() else { panic!("{heard:?}") };
    assert_eq!(positions(&heard), [2]);
}
