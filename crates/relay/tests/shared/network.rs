//! A relay on loopback and clients that speak to it over real sockets.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "each test uses its own part of this, and a test may panic"
)]

use std::{net::SocketAddr, path::Path};

use crypto::MemberSeed;
use futures_util::{SinkExt, StreamExt};
use relay::{Configuration, ServeError, Storage, store::memory::MemoryStore};
use sync::{ClientFrame, Refusal, RelayFrame, SpaceId, StoredEntry};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    task::JoinHandle,
};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream,
    tungstenite::{self, Message, client::IntoClientRequest},
};

use super::actors::{Space, Voice};

pub struct Relay {
    pub address: SocketAddr,
    end: Option<oneshot::Sender<()>>,
    serving: JoinHandle<Result<(), ServeError>>,
}

impl Relay {
    pub async fn start(configuration: Configuration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (end, ended) = oneshot::channel();
        let serving = tokio::spawn(relay::serve(listener, configuration, async move {
            let _ = ended.await;
        }));
        Self { address, end: Some(end), serving }
    }

    pub async fn in_memory() -> Self {
        Self::start(Configuration::new(Storage::Memory(MemoryStore::default()))).await
    }

    pub async fn in_folder(folder: &Path) -> Self {
        Self::start(Configuration::new(Storage::Folder(folder.to_owned()))).await
    }

    /// Tells it to end; [`Relay::ended`] waits for it.
    pub fn end(&mut self) {
        if let Some(end) = self.end.take() {
            let _ = end.send(());
        }
    }

    pub async fn ended(mut self) {
        self.end();
        self.serving.await.unwrap().unwrap();
    }

    pub async fn client(&self, seed: MemberSeed) -> Client {
        Client::connect(self.address, seed).await.unwrap()
    }
}

/// A device on a WebSocket.
pub struct Client {
    pub socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    pub voice: Voice,
}

impl Client {
    /// Connects and says hello.
    pub async fn connect(address: SocketAddr, seed: MemberSeed) -> Result<Self, tungstenite::Error> {
        Self::connect_with(address, seed, &[]).await
    }

    /// Connects with further headers, such as a proxy adds, and says hello.
    pub async fn connect_with(
        address: SocketAddr,
        seed: MemberSeed,
        headers: &[(&'static str, &str)],
    ) -> Result<Self, tungstenite::Error> {
        let mut request = format!("ws://{address}/sync").into_client_request()?;
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse()?);
        }
        let (socket, _) = tokio_tungstenite::connect_async(request).await?;
        let voice = Voice::new(seed, &address.to_string(), sync::frame::Challenge([0; 32]));
        let mut client = Self { socket, voice };
        client.send(&ClientFrame::Hello { protocol: 1 }).await?;
        match client.hear().await {
            Some(RelayFrame::Welcome { challenge, .. }) => client.voice.challenge = challenge,
            other => panic!("{other:?} is no welcome"),
        }
        Ok(client)
    }

    pub async fn send(&mut self, frame: &ClientFrame) -> Result<(), tungstenite::Error> {
        self.socket.send(Message::binary(frame.to_bytes())).await
    }

    /// The next frame; none when the relay closed.
    pub async fn hear(&mut self) -> Option<RelayFrame> {
        loop {
            match self.socket.next().await? {
                Ok(Message::Binary(bytes)) => return Some(RelayFrame::from_bytes(&bytes).unwrap()),
                Ok(Message::Ping(_) | Message::Pong(_)) => {}
                Ok(_) | Err(_) => return None,
            }
        }
    }

    pub async fn ask(&mut self, frame: &ClientFrame) -> RelayFrame {
        self.send(frame).await.unwrap();
        self.hear().await.expect("the relay answers")
    }

    /// Founds a space on the relay and opens it.
    pub async fn found(&mut self, space: &Space) {
        let frame = self.voice.create(&space.record);
        let request = self.voice.newest();
        assert_eq!(self.ask(&frame).await, RelayFrame::Done { request });
        self.open(space.id()).await;
    }

    pub async fn open(&mut self, space: SpaceId) {
        let frame = self.voice.open(space);
        let answer = self.ask(&frame).await;
        assert!(matches!(answer, RelayFrame::Opened { .. }), "{answer:?}");
    }

    /// Every entry of an open space.
    pub async fn everything(&mut self, space: SpaceId) -> Vec<StoredEntry> {
        let mut all: Vec<StoredEntry> = Vec::new();
        loop {
            let frame = self.voice.fetch(space, all.last().map_or(0, |stored| stored.position.0));
            match self.ask(&frame).await {
                RelayFrame::Page { entries, .. } if entries.is_empty() => return all,
                RelayFrame::Page { entries, .. } => all.extend(entries),
                other => panic!("{other:?} is no page"),
            }
        }
    }
}

pub fn refused(refusal: Refusal) -> Option<RelayFrame> {
    Some(RelayFrame::Refused { request: None, refusal })
}

/// An answer over HTTP.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

/// One request over HTTP, with further header lines.
pub async fn request(address: SocketAddr, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut text = format!("{method} {path} HTTP/1.1\r\nconnection: close\r\n");
    if !headers.iter().any(|(name, _)| *name == "host") {
        text += &format!("host: {address}\r\n");
    }
    for (name, value) in headers {
        text += &format!("{name}: {value}\r\n");
    }
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(format!("{text}\r\n").as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.unwrap();
    let split = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("an end of the head");
    let head = std::str::from_utf8(&bytes[..split]).unwrap();
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers = lines
        .map(|line| line.split_once(": ").unwrap())
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    Answer { status, headers, body: bytes[split + 4..].to_vec() }
}

pub async fn get(address: SocketAddr, path: &str, headers: &[(&str, &str)]) -> Answer {
    request(address, "GET", path, headers).await
}
