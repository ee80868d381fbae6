//! Whoever speaks to a relay without having a key there, and tries to take it from everybody else.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[path = "shared/actors.rs"]
mod actors;
#[path = "shared/network.rs"]
mod network;

use actors::{Space, Voice, entry_of, member};
use futures_util::{SinkExt, StreamExt};
use network::{Client, Relay, get};
use relay::{
    Audience, Configuration, ConnectionId, Direct, Metrics, Source, Storage,
    limits::{
        BOXES_PER_SOURCE_MAX, ConnectionLimits, PURGE_INTERVAL_MS, SOURCE_REQUESTS_BURST,
        SOURCE_REQUESTS_PER_MINUTE, ServiceLimits,
    },
    store::memory::MemoryStore,
};
use sync::{
    ClientFrame, Refusal, RelayFrame, RequestId,
    frame::{BoxId, Challenge},
};
use tokio_tungstenite::tungstenite::{self, Message};

const ATTACKER: &str = "203.0.113.9";
const HONEST: &str = "198.51.100.7";

fn in_memory() -> Configuration {
    Configuration::new(Storage::Memory(MemoryStore::default()))
}

/// As behind a proxy that says where a request comes from.
fn behind_a_proxy() -> Configuration {
    Configuration { address_header: Some("X-Forwarded-For".to_owned()), ..in_memory() }
}

async fn connect_from(relay: &Relay, address: &str) -> Result<Client, tungstenite::Error> {
    Client::connect_with(relay.address, member(1), &[("x-forwarded-for", address)]).await
}

#[track_caller]
fn status_of(refused: Result<Client, tungstenite::Error>) -> u16 {
    match refused {
        Err(tungstenite::Error::Http(answer)) => answer.status().as_u16(),
        other => panic!("{:?}", other.map(|_| "a connection")),
    }
}

fn name_of(number: usize) -> BoxId {
    let mut name = [0; 32];
    name[..8].copy_from_slice(&number.to_le_bytes());
    BoxId(name)
}

#[tokio::test]
async fn boxes_of_one_host_do_not_end_linking_for_everybody() {
    let relay = Relay::start(behind_a_proxy()).await;
    let mut founded = 0;
    for connection in 0..4 {
        let mut client = connect_from(&relay, ATTACKER).await.unwrap();
        for number in 0..100 {
            let frame = client.voice.put_box(name_of(1_000 * connection + number), 0, b"nothing");
            match client.ask(&frame).await {
                RelayFrame::Done { .. } => founded += 1,
                RelayFrame::Refused { refusal: Refusal::TooMany, .. } => {}
                other => panic!("{other:?}"),
            }
        }
    }
    assert_eq!(founded, BOXES_PER_SOURCE_MAX);
    // An attacker who writes a header of their own only stands before what the proxy appends.
    let mut liar = connect_from(&relay, &format!("{HONEST}, {ATTACKER}")).await.unwrap();
    let frame = liar.voice.put_box(BoxId([7; 32]), 0, b"nothing");
    let answer = liar.ask(&frame).await;
    assert!(matches!(answer, RelayFrame::Refused { refusal: Refusal::TooMany, .. }), "{answer:?}");
    let mut honest = connect_from(&relay, HONEST).await.unwrap();
    let frame = honest.voice.put_box(BoxId([8; 32]), 0, b"an honest invite");
    assert!(matches!(honest.ask(&frame).await, RelayFrame::Done { .. }));
    relay.ended().await;
}

#[tokio::test]
async fn connections_of_one_host_leave_room_for_others() {
    let connection = ConnectionLimits { sockets_per_source_max: 2, ..ConnectionLimits::default() };
    let relay = Relay::start(Configuration { connection, ..behind_a_proxy() }).await;
    let _first = connect_from(&relay, "2001:db8::1").await.unwrap();
    let mut second = connect_from(&relay, "2001:db8::2").await.unwrap();
    assert_eq!(status_of(connect_from(&relay, "2001:db8::3").await), 429);
    let _another = connect_from(&relay, "2001:db8:0:1::1").await.unwrap();
    second.socket.close(None).await.unwrap();
    // The relay notices the end in its own time.
    while connect_from(&relay, "2001:db8::3").await.is_err() {
        tokio::task::yield_now().await;
    }
    relay.ended().await;
}

#[tokio::test]
async fn an_address_that_cannot_be_read_is_refused_in_words() {
    let relay = Relay::start(behind_a_proxy()).await;
    match connect_from(&relay, "unknown").await {
        Err(tungstenite::Error::Http(answer)) => {
            assert_eq!(answer.status(), 400);
            let text = String::from_utf8(answer.into_body().unwrap()).unwrap();
            assert!(text.contains("--address-header"), "{text}");
        }
        other => panic!("{:?}", other.map(|_| "a connection")),
    }
    relay.ended().await;
    // Nobody reads a header that the keeper did not name.
    let relay = Relay::in_memory().await;
    assert!(connect_from(&relay, "unknown").await.is_ok());
    relay.ended().await;
}

#[tokio::test]
async fn the_name_of_a_header_that_is_none_is_refused_at_the_start() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let configuration = Configuration { address_header: Some("no name".to_owned()), ..in_memory() };
    let served = relay::serve(listener, configuration, std::future::pending()).await;
    assert!(matches!(&served, Err(relay::ServeError::Header(name)) if name == "no name"), "{served:?}");
}

/// Pings without a pause until the relay hangs up.
async fn ping_until_let_go(client: &mut Client) {
    while client.socket.send(Message::Ping(Vec::new().into())).await.is_ok() {
        match client.socket.next().await {
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
            _ => return,
        }
    }
}

async fn with_limits(connection: ConnectionLimits) -> Relay {
    Relay::start(Configuration { connection, ..in_memory() }).await
}

#[tokio::test]
async fn who_never_says_hello_keeps_no_place_by_pings() {
    let relay = with_limits(ConnectionLimits { hello_timeout_ms: 100, ..ConnectionLimits::default() }).await;
    let url = format!("ws://{}/sync", relay.address);
    let (socket, _) = tokio_tungstenite::connect_async(url).await.unwrap();
    let voice = Voice::new(member(1), "nobody", Challenge([0; 32]));
    ping_until_let_go(&mut Client { socket, voice }).await;
    relay.ended().await;
}

#[tokio::test]
async fn who_opens_nothing_keeps_no_place_by_pings() {
    let limits = ConnectionLimits { ping_after_ms: 50, idle_timeout_ms: 150, ..ConnectionLimits::default() };
    let relay = with_limits(limits).await;
    ping_until_let_go(&mut relay.client(member(1)).await).await;
    // Nor by those of the protocol.
    let mut client = relay.client(member(1)).await;
    while client.send(&ClientFrame::Ping).await.is_ok() && client.hear().await.is_some() {}
    relay.ended().await;
}

#[tokio::test]
async fn who_takes_nothing_of_what_is_written_is_let_go() {
    let connection = ConnectionLimits { write_timeout_ms: 100, ..ConnectionLimits::default() };
    let relay =
        Relay::start(Configuration { connection, metrics: Metrics::ThisMachine, ..in_memory() }).await;
    let space = Space::founded_by(member(1), 1);
    let mut writer = relay.client(member(1)).await;
    writer.found(&space).await;
    let mut reader = relay.client(member(1)).await;
    reader.open(space.id()).await;
    let frame = reader.voice.subscribe(space.id(), 0);
    reader.send(&frame).await.unwrap();
    let mut number = 0;
    // More and more, until it is more than the sockets between the two can hold.
    while !get(relay.address, "/metrics", &[]).await.text().contains("\ncounterpoint_relay_connections 1\n") {
        number += 1;
        let frame = writer.voice.append(space.id(), vec![entry_of(number, 100_000)]);
        let answer = writer.ask(&frame).await;
        assert!(matches!(answer, RelayFrame::Appended { .. }), "{answer:?}");
    }
    relay.ended().await;
}

/// A relay without a network, whose time is an argument.
struct Timed(Direct<MemoryStore>);

impl Timed {
    fn new() -> Self {
        // What one connection may ask is not what is looked at.
        let limits = ServiceLimits { guarded_requests_burst: u32::MAX, ..ServiceLimits::default() };
        Self(Direct::new(MemoryStore::default(), limits))
    }

    fn connect(&mut self, source: &str) -> ConnectionId {
        let source = Source::new(source.parse().unwrap());
        let audience = Audience::new("relay.example");
        let connection = self.0.service().connect_from(0, audience, Challenge([1; 32]), source);
        self.0.handle(0, connection, &ClientFrame::Hello { protocol: 1 }.to_bytes());
        self.0.take_sent(0, connection);
        connection
    }

    /// Whether the relay does what is asked; panics if it refuses for another reason than that it is too much.
    fn does(&mut self, now_ms: u64, connection: ConnectionId, frame: &ClientFrame) -> bool {
        self.0.handle(now_ms, connection, &frame.to_bytes());
        self.0.settle(now_ms);
        let sent = self.0.take_sent(now_ms, connection);
        match RelayFrame::from_bytes(&sent[0]).unwrap() {
            RelayFrame::Refused { refusal: Refusal::TooMany, .. } => false,
            RelayFrame::Refused { refusal, .. } => panic!("{refusal:?}"),
            _ => true,
        }
    }
}

#[test]
fn requests_without_a_key_are_counted_over_all_connections_of_a_host() {
    let mut relay = Timed::new();
    let mut voice = Voice::new(member(1), "relay.example", Challenge([1; 32]));
    let locate = voice.locate();
    for _ in 0..SOURCE_REQUESTS_BURST / 64 {
        let connection = relay.connect(ATTACKER);
        for _ in 0..64 {
            assert!(relay.does(0, connection, &locate));
        }
        relay.0.disconnect(connection);
    }
    let connection = relay.connect(ATTACKER);
    assert!(!relay.does(0, connection, &locate));
    let honest = relay.connect(HONEST);
    assert!(relay.does(0, honest, &locate));
    let this_machine = relay.connect("127.0.0.1");
    assert!(relay.does(0, this_machine, &locate));
    // Time gives some back, however often the relay looks who can be forgotten.
    let next_ms = 60_000 / u64::from(SOURCE_REQUESTS_PER_MINUTE);
    relay.0.service().tick(next_ms);
    assert!(relay.does(next_ms, connection, &locate));
    assert!(!relay.does(next_ms, connection, &locate));
}

#[test]
fn a_box_counts_until_it_is_purged_however_short_its_life() {
    let mut relay = Timed::new();
    let connection = relay.connect(ATTACKER);
    let put = |number, slot| ClientFrame::PutBox {
        request: RequestId(1),
        name: name_of(number),
        slot,
        lifetime_ms: 1,
        message: vec![1],
    };
    for number in 0..BOXES_PER_SOURCE_MAX {
        assert!(relay.does(0, connection, &put(number, 0)));
    }
    assert!(!relay.does(0, connection, &put(BOXES_PER_SOURCE_MAX, 0)));
    // One that is there may still be answered in.
    assert!(relay.does(0, connection, &put(0, 1)));
    relay.0.service().tick(PURGE_INTERVAL_MS);
    assert!(!relay.does(PURGE_INTERVAL_MS, connection, &put(BOXES_PER_SOURCE_MAX, 0)));
    relay.0.service().tick(PURGE_INTERVAL_MS + 1);
    assert!(relay.does(PURGE_INTERVAL_MS + 1, connection, &put(BOXES_PER_SOURCE_MAX, 0)));
}
