//! A device on a WebSocket.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use anyhow::{Context, bail};
use crypto::MemberSeed;
use futures_util::{SinkExt, StreamExt};
use sync::{ClientFrame, RelayFrame, SpaceId, frame::Challenge};
use tokio::net::TcpStream;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, tungstenite::Message};

use crate::{
    actors::{Space, Voice},
    front_door,
};

pub(crate) type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

pub(crate) struct Device {
    pub(crate) socket: Socket,
    pub(crate) voice: Voice,
}

impl Device {
    /// Connects and says hello.
    pub(crate) async fn connect(address: SocketAddr, seed: MemberSeed) -> anyhow::Result<Self> {
        Self::connect_from(IpAddr::V4(Ipv4Addr::LOCALHOST), address, seed).await
    }

    /// The same from one address of this machine.
    pub(crate) async fn connect_from(
        from: IpAddr,
        address: SocketAddr,
        seed: MemberSeed,
    ) -> anyhow::Result<Self> {
        let stream = front_door::connect(from, address).await?;
        stream.set_nodelay(true)?;
        let stream = MaybeTlsStream::Plain(stream);
        let (socket, _) = tokio_tungstenite::client_async(format!("ws://{address}/sync"), stream).await?;
        let mut device = Self { socket, voice: Voice::new(seed, &address.to_string(), Challenge([0; 32])) };
        match device.ask(&ClientFrame::Hello { protocol: 1 }).await? {
            RelayFrame::Welcome { challenge, .. } => device.voice.challenge = challenge,
            other => bail!("{other:?} is no welcome"),
        }
        Ok(device)
    }

    pub(crate) async fn ask(&mut self, frame: &ClientFrame) -> anyhow::Result<RelayFrame> {
        self.socket.send(Message::binary(frame.to_bytes())).await?;
        loop {
            match self.socket.next().await.context("the relay hung up")?? {
                Message::Binary(bytes) => return Ok(RelayFrame::from_bytes(&bytes)?),
                _ => continue,
            }
        }
    }

    pub(crate) async fn found(&mut self, space: &Space) -> anyhow::Result<()> {
        let frame = self.voice.create(&space.record);
        match self.ask(&frame).await? {
            RelayFrame::Done { .. } => Ok(()),
            other => bail!("{other:?} founds no space"),
        }
    }

    /// Opens a space, and reads along if it should.
    pub(crate) async fn open(&mut self, space: SpaceId, reads_along: bool) -> anyhow::Result<()> {
        let frame = self.voice.open(space);
        match self.ask(&frame).await? {
            RelayFrame::Opened { .. } if !reads_along => return Ok(()),
            RelayFrame::Opened { .. } => {}
            other => bail!("{other:?} opens no space"),
        }
        let frame = self.voice.subscribe(space, 0);
        match self.ask(&frame).await? {
            RelayFrame::Entries { .. } => Ok(()),
            other => bail!("{other:?} is no subscription"),
        }
    }
}
