//! Connections that one address holds and does nothing with, over real sockets: they end, and leave room for everybody else.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "shared/actors.rs"]
mod actors;
#[path = "shared/network.rs"]
mod network;

use std::{fs, net::SocketAddr, path::Path, time::Duration};

use network::Relay;
use relay::{Configuration, Storage, limits::ConnectionLimits, store::memory::MemoryStore};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
};

const ONE: &str = "127.0.0.2:0";
const ANOTHER: &str = "127.0.0.3:0";

/// More than the sockets between a relay and who takes nothing can hold, in bytes.
const LARGE_BYTES: usize = 64 * 1024 * 1024;

/// A relay for which each address of this machine is a source of its own.
async fn start(limits: ConnectionLimits, app: Option<&Path>) -> Relay {
    let mut configuration = Configuration::new(Storage::Memory(MemoryStore::default()));
    configuration.connection = ConnectionLimits { limits_this_machine: true, ..limits };
    configuration.app = app.map(Path::to_owned);
    Relay::start(configuration).await
}

async fn connect(from: &str, relay: SocketAddr) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(from.parse().unwrap()).unwrap();
    socket.connect(relay).await.unwrap()
}

/// Asks for something without reading the answer.
async fn ask(stream: &mut TcpStream, path: &str, headers: &str) -> std::io::Result<()> {
    let host = stream.peer_addr()?;
    stream.write_all(format!("GET {path} HTTP/1.1\r\nhost: {host}\r\n{headers}\r\n").as_bytes()).await
}

/// Whether a connection is served; it stays open then.
async fn is_served(stream: &mut TcpStream, path: &str, headers: &str, status: &[u8]) -> bool {
    // Who was closed at once may notice when writing or when reading.
    if ask(stream, path, headers).await.is_err() {
        return false;
    }
    let mut answer = vec![0; status.len()];
    stream.read_exact(&mut answer).await.is_ok() && answer == status
}

async fn lives(stream: &mut TcpStream) -> bool {
    is_served(stream, "/health", "", b"HTTP/1.1 200").await
}

/// Waits until an address that has no place has one again.
async fn connect_at_last(from: &str, relay: SocketAddr) -> TcpStream {
    loop {
        let mut stream = connect(from, relay).await;
        if lives(&mut stream).await {
            return stream;
        }
    }
}

#[tokio::test]
async fn one_address_holds_only_so_many_connections_and_others_are_served() {
    let limits = ConnectionLimits { connections_per_source_max: 3, ..ConnectionLimits::default() };
    let relay = start(limits, None).await;
    let mut held = Vec::new();
    for _ in 0..3 {
        let mut stream = connect(ONE, relay.address).await;
        assert!(lives(&mut stream).await);
        held.push(stream);
    }
    for _ in 0..8 {
        assert!(!lives(&mut connect(ONE, relay.address).await).await, "a fourth connection is closed");
    }
    assert!(lives(&mut connect(ANOTHER, relay.address).await).await);
    // A place is free once a connection ends, and once it has become a WebSocket.
    drop(held.pop());
    held.push(connect_at_last(ONE, relay.address).await);
    let mut socket = held.pop().unwrap();
    drop(held);
    let mut held = vec![connect_at_last(ONE, relay.address).await];
    held.push(connect_at_last(ONE, relay.address).await);
    let upgrade = "connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n\
        sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";
    assert!(!lives(&mut connect(ONE, relay.address).await).await, "all three are taken again");
    let mut rest = vec![0; 16 * 1024];
    // What the first answer still held.
    assert!(socket.read(&mut rest).await.unwrap() > 0);
    assert!(is_served(&mut socket, "/sync", upgrade, b"HTTP/1.1 101").await);
    held.push(connect_at_last(ONE, relay.address).await);
    drop((socket, held));
    relay.ended().await;
}

#[tokio::test]
async fn who_takes_nothing_of_a_file_is_let_go() {
    let app = tempfile::tempdir().unwrap();
    fs::write(app.path().join("index.html"), "the app").unwrap();
    fs::write(app.path().join("large.bin"), vec![7; LARGE_BYTES]).unwrap();
    let limits = ConnectionLimits {
        connections_per_source_max: 1,
        write_timeout_ms: 100,
        ..ConnectionLimits::default()
    };
    let relay = start(limits, Some(app.path())).await;
    let mut idle = connect(ONE, relay.address).await;
    ask(&mut idle, "/large.bin", "").await.unwrap();
    // The one place of this address is taken until the relay lets go of who takes nothing.
    drop(connect_at_last(ONE, relay.address).await);
    let mut taken = vec![0; LARGE_BYTES];
    assert!(idle.read_exact(&mut taken).await.is_err(), "it has not got all of it, and gets no more");
    // Who takes it gets it, in as many answers as they like.
    let mut reader = connect(ANOTHER, relay.address).await;
    ask(&mut reader, "/large.bin", "connection: close\r\n").await.unwrap();
    taken.clear();
    reader.read_to_end(&mut taken).await.unwrap();
    assert!(taken.len() > LARGE_BYTES && taken.starts_with(b"HTTP/1.1 200"));
    relay.ended().await;
}

/// Who finds no place among those that wait tries again only after a second: long enough to be kept out for good by one host that
/// never stops knocking. Linux lets 4,096 wait by default.
#[tokio::test]
async fn more_may_wait_to_be_accepted_than_one_host_knocks_with() {
    let relay = start(ConnectionLimits::default(), None).await;
    assert!(lives(&mut connect(ANOTHER, relay.address).await).await);
    // This one thread is the relay's, too: nothing is accepted meanwhile, and who is gone again waits all the same.
    for number in 0..2_500 {
        let knocked = std::net::TcpStream::connect_timeout(&relay.address, Duration::from_millis(900));
        assert!(knocked.is_ok(), "number {number}: {knocked:?}");
    }
    assert!(lives(&mut connect(ANOTHER, relay.address).await).await);
    relay.ended().await;
}
