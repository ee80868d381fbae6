//! What the machine allows at best.

use std::{
    fs::File,
    io::Write,
    path::Path,
    time::{Duration, Instant},
};

use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpListener;
use tokio_tungstenite::tungstenite::Message;

const MEASURED: Duration = Duration::from_secs(2);

/// Appends of 4 KiB, each synced before the next.
pub(crate) fn syncs_per_second(folder: &Path) -> anyhow::Result<f64> {
    let mut file = File::create(folder.join("syncs"))?;
    let block = [7; 4096];
    let began = Instant::now();
    let mut count = 0_u32;
    while began.elapsed() < MEASURED {
        file.write_all(&block)?;
        file.sync_data()?;
        count += 1;
    }
    Ok(f64::from(count) / began.elapsed().as_secs_f64())
}

/// Messages that go to a WebSocket server and back, on 64 connections with 16 under way on each, both ends on this machine.
pub(crate) async fn echoes_per_second() -> anyhow::Result<f64> {
    const CONNECTIONS: usize = 64;
    const UNDER_WAY: usize = 16;
    const BYTES: usize = 600;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("ws://{}/", listener.local_addr()?);
    let server = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let Ok(mut socket) = tokio_tungstenite::accept_async(stream).await else { return };
                while let Some(Ok(message)) = socket.next().await {
                    if socket.send(message).await.is_err() {
                        return;
                    }
                }
            });
        }
    });
    let began = Instant::now();
    let clients = (0..CONNECTIONS).map(|_| {
        let url = url.clone();
        tokio::spawn(async move {
            let (mut socket, _) = tokio_tungstenite::connect_async(url).await?;
            for _ in 0..UNDER_WAY {
                socket.send(Message::binary(vec![7; BYTES])).await?;
            }
            let mut count = 0_u32;
            while began.elapsed() < MEASURED {
                let Some(message) = socket.next().await else { break };
                count += 1;
                socket.send(message?).await?;
            }
            anyhow::Ok(count)
        })
    });
    let mut total = 0;
    for client in clients.collect::<Vec<_>>() {
        total += client.await??;
    }
    server.abort();
    Ok(f64::from(total) / began.elapsed().as_secs_f64())
}
