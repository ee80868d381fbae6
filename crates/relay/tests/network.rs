//! A relay on loopback, over real WebSockets.

#[path = "shared/actors.rs"]
mod actors;
#[path = "shared/network.rs"]
mod network;

use actors::{Space, Voice, entry, entry_of, member};
use futures_util::{SinkExt, StreamExt};
use network::{Client, Relay, get, refused};
use relay::{
    Configuration, Metrics, Storage,
    limits::{ConnectionLimits, ServiceLimits},
    store::memory::MemoryStore,
};
use sync::{
    ClientFrame, Position, Refusal, RelayFrame,
    frame::{BoxId, Challenge},
    limits::FRAME_BYTES_MAX,
};
use tokio_tungstenite::tungstenite::{self, Message, client::IntoClientRequest};

fn in_memory() -> Configuration {
    Configuration::new(Storage::Memory(MemoryStore::default()))
}

fn with_connection_limits(connection: ConnectionLimits) -> Configuration {
    Configuration { connection, ..in_memory() }
}

#[tokio::test]
async fn two_devices_exchange_entries_through_a_relay_that_keeps_them() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::in_folder(folder.path()).await;
    let mut space = Space::founded_by(member(1), 1);
    let mut first = relay.client(member(1)).await;
    first.found(&space).await;
    let record = space.successor(&member(1), &[&member(1)], &[&member(2)]);
    let frame = first.voice.control(&record);
    assert!(matches!(first.ask(&frame).await, RelayFrame::Controlled { .. }));
    space.follow(record);
    let mut second = relay.client(member(2)).await;
    second.open(space.id()).await;
    let frame = second.voice.subscribe(space.id(), 0);
    assert!(matches!(second.ask(&frame).await, RelayFrame::Entries { .. }));
    for number in 1..=20 {
        let frame = first.voice.append(space.id(), vec![entry(number)]);
        let positions = vec![Position(number)];
        assert_eq!(
            first.ask(&frame).await,
            RelayFrame::Appended { request: first.voice.newest(), positions }
        );
        let heard = second.hear().await.unwrap();
        let RelayFrame::Entries { entries, .. } = heard else { panic!("{heard:?}") };
        assert_eq!(entries[0].entry, entry(number));
    }
    relay.ended().await;
    let relay = Relay::in_folder(folder.path()).await;
    let mut second = relay.client(member(2)).await;
    second.open(space.id()).await;
    let kept: Vec<_> = second.everything(space.id()).await.into_iter().map(|stored| stored.entry).collect();
    assert_eq!(kept, (1..=20).map(entry).collect::<Vec<_>>());
    relay.ended().await;
}

#[tokio::test]
async fn garbage_and_text_are_refused_in_words() {
    let relay = Relay::in_memory().await;
    for message in [Message::binary(vec![0xff; 100]), Message::binary(Vec::new()), Message::text("hello")] {
        let mut client = relay.client(member(1)).await;
        client.socket.send(message).await.unwrap();
        assert_eq!(client.hear().await, refused(Refusal::Malformed));
        assert_eq!(client.hear().await, None);
    }
    relay.ended().await;
}

#[tokio::test]
async fn a_message_that_is_too_large_is_refused_in_words() {
    let relay = Relay::in_memory().await;
    for size_bytes in [FRAME_BYTES_MAX + 1, 2 * FRAME_BYTES_MAX] {
        let mut client = relay.client(member(1)).await;
        // The relay may hang up before all of it is sent.
        let _ = client.socket.send(Message::binary(vec![0; size_bytes])).await;
        assert_eq!(client.hear().await, refused(Refusal::TooLarge), "{size_bytes}");
        assert_eq!(client.hear().await, None);
    }
    relay.ended().await;
}

#[tokio::test]
async fn a_signature_overheard_on_one_connection_opens_nothing_on_another() {
    let relay = Relay::in_memory().await;
    let space = Space::founded_by(member(1), 1);
    let mut owner = relay.client(member(1)).await;
    owner.found(&space).await;
    let overheard = owner.voice.open(space.id());
    let mut thief = relay.client(member(1)).await;
    let answer = thief.ask(&overheard).await;
    assert!(matches!(answer, RelayFrame::Refused { refusal: Refusal::NoAccess, .. }), "{answer:?}");
    thief.voice.audience = b"another.example".to_vec();
    let frame = thief.voice.open(space.id());
    let answer = thief.ask(&frame).await;
    assert!(matches!(answer, RelayFrame::Refused { refusal: Refusal::NoAccess, .. }), "{answer:?}");
    relay.ended().await;
}

#[tokio::test]
async fn a_relay_answers_only_to_its_own_names() {
    let relay = Relay::in_memory().await;
    let mut request = format!("ws://{}/sync", relay.address).into_client_request().unwrap();
    request.headers_mut().insert("host", "evil.example".parse().unwrap());
    match tokio_tungstenite::connect_async(request).await {
        Err(tungstenite::Error::Http(answer)) => assert_eq!(answer.status(), 421),
        other => panic!("{other:?}"),
    }
    relay.ended().await;
    let configuration = Configuration { public_hosts: vec!["relay.example".to_owned()], ..in_memory() };
    let relay = Relay::start(configuration).await;
    let mut request = format!("ws://{}/sync", relay.address).into_client_request().unwrap();
    request.headers_mut().insert("host", "Relay.Example".parse().unwrap());
    let (socket, _) = tokio_tungstenite::connect_async(request).await.unwrap();
    let mut client = Client { socket, voice: Voice::new(member(1), "relay.example", Challenge([0; 32])) };
    let welcome = client.ask(&ClientFrame::Hello { protocol: 1 }).await;
    let RelayFrame::Welcome { challenge, .. } = welcome else { panic!("{welcome:?}") };
    client.voice.challenge = challenge;
    client.found(&Space::founded_by(member(1), 1)).await;
    assert!(Client::connect(relay.address, member(1)).await.is_err());
    relay.ended().await;
}

#[tokio::test]
async fn a_page_from_any_origin_may_connect() {
    let relay = Relay::in_memory().await;
    let mut request = format!("ws://{}/sync", relay.address).into_client_request().unwrap();
    request.headers_mut().insert("origin", "https://app.example".parse().unwrap());
    assert!(tokio_tungstenite::connect_async(request).await.is_ok());
    relay.ended().await;
}

#[tokio::test]
async fn a_reader_that_does_not_read_gets_everything_once_it_does() {
    let service = ServiceLimits { queue_bytes_pause: 64 * 1024, ..ServiceLimits::default() };
    let relay = Relay::start(Configuration { service, metrics: Metrics::ThisMachine, ..in_memory() }).await;
    let space = Space::founded_by(member(1), 1);
    let mut writer = relay.client(member(1)).await;
    writer.found(&space).await;
    let mut reader = relay.client(member(1)).await;
    reader.open(space.id()).await;
    let frame = reader.voice.subscribe(space.id(), 0);
    reader.ask(&frame).await;
    // More than the sockets between the two can hold.
    let (count, body_bytes) = (400, 100_000);
    for number in 1..=count {
        let frame = writer.voice.append(space.id(), vec![entry_of(number, body_bytes)]);
        let answer = writer.ask(&frame).await;
        assert!(matches!(answer, RelayFrame::Appended { .. }), "{answer:?}");
    }
    let metrics = get(relay.address, "/metrics", &[]).await;
    assert!(metrics.text().contains("\ncounterpoint_relay_fallen_back_total 1\n"), "{}", metrics.text());
    let mut position = 0;
    while position < count {
        let heard = reader.hear().await.unwrap();
        let RelayFrame::Entries { after, entries, .. } = heard else { panic!("{heard:?}") };
        assert_eq!(after, Position(position));
        for stored in entries {
            position += 1;
            assert_eq!((stored.position.0, stored.entry), (position, entry_of(position, body_bytes)));
        }
    }
    relay.ended().await;
}

#[tokio::test]
async fn who_says_nothing_is_let_go() {
    let limits = ConnectionLimits { hello_timeout_ms: 50, ..ConnectionLimits::default() };
    let relay = Relay::start(with_connection_limits(limits)).await;
    let url = format!("ws://{}/sync", relay.address);
    let (mut socket, _) = tokio_tungstenite::connect_async(url).await.unwrap();
    let closed = socket.next().await;
    assert!(matches!(closed, Some(Ok(Message::Close(_)))), "{closed:?}");
    relay.ended().await;
}

#[tokio::test]
async fn who_answers_pings_is_kept_and_who_does_not_is_let_go() {
    let limits = ConnectionLimits { ping_after_ms: 20, idle_timeout_ms: 200, ..ConnectionLimits::default() };
    let relay = Relay::start(with_connection_limits(limits)).await;
    let mut alive = relay.client(member(1)).await;
    alive.found(&Space::founded_by(member(1), 1)).await;
    let mut pings = 0;
    // Ten pings last longer than the silence that is borne: reading answers each of them.
    while pings < 15 {
        match alive.socket.next().await {
            Some(Ok(Message::Ping(_))) => pings += 1,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(alive.ask(&ClientFrame::Ping).await, RelayFrame::Pong);
    // Below the WebSocket nothing answers pings.
    let silent = relay.client(member(1)).await;
    let tokio_tungstenite::MaybeTlsStream::Plain(mut stream) = silent.socket.into_inner() else {
        panic!("loopback has no TLS")
    };
    let mut rest = Vec::new();
    tokio::io::AsyncReadExt::read_to_end(&mut stream, &mut rest).await.unwrap();
    relay.ended().await;
}

#[tokio::test]
async fn a_relay_without_room_says_so_and_has_room_again_later() {
    let limits = ConnectionLimits { connections_max: 2, ..ConnectionLimits::default() };
    let relay = Relay::start(with_connection_limits(limits)).await;
    let first = relay.client(member(1)).await;
    let _second = relay.client(member(1)).await;
    match Client::connect(relay.address, member(1)).await {
        Err(tungstenite::Error::Http(answer)) => assert_eq!(answer.status(), 503),
        other => panic!("{:?}", other.map(|_| "a connection")),
    }
    let mut socket = first.socket;
    socket.close(None).await.unwrap();
    while let Some(Ok(_)) = socket.next().await {}
    loop {
        // The relay notices the end in its own time.
        if Client::connect(relay.address, member(1)).await.is_ok() {
            break;
        }
        tokio::task::yield_now().await;
    }
    relay.ended().await;
}

#[tokio::test]
async fn a_relay_that_ends_says_so_and_keeps_what_it_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let mut relay = Relay::in_folder(folder.path()).await;
    let space = Space::founded_by(member(1), 1);
    let mut client = relay.client(member(1)).await;
    client.found(&space).await;
    let mut idle = relay.client(member(2)).await;
    for number in 1..=30 {
        let frame = client.voice.append(space.id(), vec![entry(number)]);
        client.send(&frame).await.unwrap();
    }
    relay.end();
    let (mut acknowledged, mut refused_late) = (Vec::new(), 0);
    while let Some(frame) = client.hear().await {
        match frame {
            RelayFrame::Appended { positions, .. } => acknowledged.extend(positions),
            RelayFrame::Refused { refusal: Refusal::Closing, request } => {
                refused_late += usize::from(request.is_some());
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(idle.hear().await, refused(Refusal::Closing));
    assert_eq!(idle.hear().await, None);
    let address = relay.address;
    relay.ended().await;
    assert!(Client::connect(address, member(1)).await.is_err());
    let relay = Relay::in_folder(folder.path()).await;
    let mut client = relay.client(member(1)).await;
    client.open(space.id()).await;
    let kept: Vec<_> =
        client.everything(space.id()).await.into_iter().map(|stored| stored.position).collect();
    assert_eq!(kept, acknowledged);
    assert!(acknowledged.len() + refused_late <= 30);
    relay.ended().await;
}

#[tokio::test]
async fn an_invite_travels_through_a_box() {
    let relay = Relay::in_memory().await;
    let name = BoxId([8; 32]);
    let mut inviter = relay.client(member(1)).await;
    let frame = inviter.voice.put_box(name, 0, b"sealed");
    assert!(matches!(inviter.ask(&frame).await, RelayFrame::Done { .. }));
    let frame = inviter.voice.watch_box(name);
    let message = |slot, message: &[u8]| RelayFrame::BoxMessage { name, slot, message: message.to_vec() };
    assert_eq!(inviter.ask(&frame).await, message(0, b"sealed"));
    assert!(matches!(inviter.hear().await, Some(RelayFrame::BoxWatched { .. })));
    let mut joiner = relay.client(member(2)).await;
    let frame = joiner.voice.put_box(name, 1, b"answer");
    assert!(matches!(joiner.ask(&frame).await, RelayFrame::Done { .. }));
    assert_eq!(inviter.hear().await, Some(message(1, b"answer")));
    relay.ended().await;
}
