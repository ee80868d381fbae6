//! One WebSocket: reads at a bounded pace, writes what waits, gives up on silence.

use std::{sync::Arc, time::Duration};

use axum::{
    extract::{
        WebSocketUpgrade,
        ws::{CloseFrame, Message, WebSocket, close_code},
    },
    response::Response,
};
use futures_util::{
    SinkExt, StreamExt,
    stream::{SplitSink, SplitStream},
};
use sync::{
    ClientFrame,
    frame::{Challenge, FrameError},
    limits::FRAME_BYTES_MAX,
};
use tokio::{
    sync::OwnedSemaphorePermit,
    time::{Instant, timeout, timeout_at},
};

use super::{
    Shared,
    hub::{Hub, Outbox},
};
use crate::{Audience, ConnectionId, limits::ConnectionLimits, service::Allowance};

/// A message may be so much larger than a frame, in bytes: enough to refuse it in words, not enough to hurt.
const OVERSIZE_BYTES: usize = 64 * 1024;

/// Memory for reading, in bytes; it grows while a larger message comes.
const READ_BUFFER_BYTES: usize = 2 * 1024;

/// Bytes written at once before the network takes them.
const WRITE_BUFFER_BYTES: usize = 16 * 1024;

/// Time for the last messages and the closing handshake, in milliseconds.
const FAREWELL_TIMEOUT_MS: u64 = 500;

pub(super) fn upgrade(
    upgrade: WebSocketUpgrade,
    shared: Arc<Shared>,
    audience: Audience,
    permit: OwnedSemaphorePermit,
) -> Response {
    upgrade
        .read_buffer_size(READ_BUFFER_BYTES)
        .write_buffer_size(WRITE_BUFFER_BYTES)
        .max_message_size(FRAME_BYTES_MAX + OVERSIZE_BYTES)
        .max_frame_size(FRAME_BYTES_MAX + OVERSIZE_BYTES)
        .on_upgrade(move |socket| async move {
            let mut challenge = [0; Challenge::LENGTH];
            if getrandom::fill(&mut challenge).is_ok() {
                talk(socket, &shared, audience, Challenge(challenge)).await;
            } else {
                log::error!("the machine gives no randomness");
            }
            drop(permit);
        })
}

async fn talk(socket: WebSocket, shared: &Shared, audience: Audience, challenge: Challenge) {
    let (connection, outbox) = shared.hub.connect(audience, challenge);
    let (mut sink, mut stream) = socket.split();
    let farewell = tokio::select! {
        farewell = write(&mut sink, &shared.hub, connection, &outbox) => farewell,
        farewell = read(&mut stream, &shared.hub, connection, &outbox, shared.limits) => farewell,
    };
    shared.hub.disconnect(connection);
    if let Some(code) = farewell {
        let close = Message::Close(Some(CloseFrame { code, reason: "".into() }));
        let goodbye = async {
            if sink.send(close).await.is_ok() {
                // The other side's answer; without waiting for it, what was sent last may be lost to a reset.
                while let Some(Ok(_)) = stream.next().await {}
            }
        };
        // Who does not take the goodbye is gone anyway.
        drop(timeout(Duration::from_millis(FAREWELL_TIMEOUT_MS), goodbye).await);
    }
}

/// Writes until the service ends the connection. Returns the code with which to close, none if there is nobody to tell.
async fn write(
    sink: &mut SplitSink<WebSocket, Message>,
    hub: &Hub,
    connection: ConnectionId,
    outbox: &Outbox,
) -> Option<u16> {
    loop {
        outbox.changed.notified().await;
        let waiting = outbox.take();
        let mut size_bytes = 0;
        if waiting.ping {
            sink.feed(Message::Ping(bytes::Bytes::new())).await.ok()?;
        }
        for frame in waiting.frames {
            size_bytes += frame.len();
            sink.feed(Message::Binary(frame)).await.ok()?;
        }
        sink.flush().await.ok()?;
        if size_bytes > 0 {
            hub.flushed(connection, size_bytes);
        }
        if waiting.ended {
            return Some(close_code::AWAY);
        }
    }
}

/// Reads until the other side is gone or silent. What it says too fast waits in the network.
async fn read(
    stream: &mut SplitStream<WebSocket>,
    hub: &Hub,
    connection: ConnectionId,
    outbox: &Outbox,
    limits: ConnectionLimits,
) -> Option<u16> {
    let began = Instant::now();
    let mut messages = Allowance::new(limits.messages_burst, limits.messages_per_second, 1_000, 0);
    let mut bytes = Allowance::new(limits.bytes_burst, limits.bytes_per_second, 1_000, 0);
    let mut silent_since = began;
    let mut greeted = false;
    loop {
        let deadline = deadline(silent_since, greeted, limits);
        let next = async {
            while outbox.is_paused() {
                outbox.resumed.notified().await;
            }
            stream.next().await
        };
        let message = match next_or_ping(next, outbox, silent_since, deadline, limits).await {
            Some(message) => message?,
            None => return Some(close_code::POLICY),
        };
        silent_since = Instant::now();
        let (frame, size_bytes) = match message {
            Ok(Message::Binary(message)) => (ClientFrame::from_bytes(&message), message.len()),
            Ok(Message::Text(text)) => (Err(FrameError::Malformed), text.len()),
            Ok(Message::Ping(_) | Message::Pong(_)) => continue,
            Ok(Message::Close(_)) => return None,
            Err(error) if is_oversize(&error) => (Err(FrameError::TooLarge(FRAME_BYTES_MAX)), 0),
            Err(_) => return None,
        };
        let ends = frame.is_err();
        hub.handle(connection, frame, size_bytes);
        if ends {
            // The service refuses in words and ends the connection; the writer has the last message.
            tokio::time::sleep(Duration::from_millis(FAREWELL_TIMEOUT_MS)).await;
            return Some(close_code::POLICY);
        }
        greeted = true;
        let now_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        let size_bytes = u64::try_from(size_bytes).unwrap_or(u64::MAX);
        let wait_ms = messages.spend(now_ms, 1).max(bytes.spend(now_ms, size_bytes));
        if wait_ms > 0 {
            tokio::time::sleep(Duration::from_millis(wait_ms)).await;
        }
    }
}

/// When silence has lasted too long.
fn deadline(silent_since: Instant, greeted: bool, limits: ConnectionLimits) -> Instant {
    let timeout_ms = if greeted { limits.idle_timeout_ms } else { limits.hello_timeout_ms };
    silent_since + Duration::from_millis(timeout_ms)
}

/// Waits for what comes next; asks the other side once whether it is alive; none when the deadline passed.
async fn next_or_ping<T>(
    next: impl Future<Output = T>,
    outbox: &Outbox,
    silent_since: Instant,
    deadline: Instant,
    limits: ConnectionLimits,
) -> Option<T> {
    let mut next = std::pin::pin!(next);
    let ping_at = (silent_since + Duration::from_millis(limits.ping_after_ms)).min(deadline);
    if let Ok(message) = timeout_at(ping_at, next.as_mut()).await {
        return Some(message);
    }
    outbox.ping();
    timeout_at(deadline, next).await.ok()
}

/// Whether a message was refused for its size. The type that says so belongs to a crate below axum, so its words must do;
/// a test holds them.
fn is_oversize(error: &axum::Error) -> bool {
    error.to_string().contains("too long")
}
