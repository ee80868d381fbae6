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

use super::{Shared, hub::Hub, outbox::Outbox, sources::Place};
use crate::{Audience, ConnectionId, Source, limits::ConnectionLimits, service::Allowance};

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
    source: Option<Source>,
    room: (OwnedSemaphorePermit, Place),
) -> Response {
    upgrade
        .read_buffer_size(READ_BUFFER_BYTES)
        .write_buffer_size(WRITE_BUFFER_BYTES)
        .max_message_size(FRAME_BYTES_MAX + OVERSIZE_BYTES)
        .max_frame_size(FRAME_BYTES_MAX + OVERSIZE_BYTES)
        .on_upgrade(move |socket| async move {
            let mut challenge = [0; Challenge::LENGTH];
            if getrandom::fill(&mut challenge).is_ok() {
                talk(socket, &shared, (audience, source), Challenge(challenge)).await;
            } else {
                log::error!("the machine gives no randomness");
            }
            drop(room);
        })
}

async fn talk(
    socket: WebSocket,
    shared: &Shared,
    (audience, source): (Audience, Option<Source>),
    challenge: Challenge,
) {
    let (connection, outbox) = shared.hub.connect(audience, challenge, source);
    let (mut sink, mut stream) = socket.split();
    let farewell = tokio::select! {
        farewell = write(&mut sink, &shared.hub, connection, &outbox, shared.limits) => farewell,
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

/// Writes until the service ends the connection or the other side takes nothing. Returns the code with which to close, none if
/// there is nobody to tell.
async fn write(
    sink: &mut SplitSink<WebSocket, Message>,
    hub: &Hub,
    connection: ConnectionId,
    outbox: &Outbox,
    limits: ConnectionLimits,
) -> Option<u16> {
    let patience = Duration::from_millis(limits.write_timeout_ms);
    loop {
        outbox.changed.notified().await;
        let waiting = outbox.take();
        let mut size_bytes = 0;
        if waiting.ping {
            timeout(patience, sink.feed(Message::Ping(bytes::Bytes::new()))).await.ok()?.ok()?;
        }
        for frame in waiting.frames {
            size_bytes += frame.len();
            timeout(patience, sink.feed(Message::Binary(frame))).await.ok()?.ok()?;
        }
        timeout(patience, sink.flush()).await.ok()?.ok()?;
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
    let mut silence = Silence { began, alive: began, spoke: began, greeted: false };
    loop {
        let deadline = silence.ends(hub.is_at_work(connection), limits);
        let next = async {
            while outbox.is_paused() {
                outbox.resumed.notified().await;
            }
            stream.next().await
        };
        let message = match next_or_ping(next, outbox, silence.alive, deadline, limits).await {
            Some(message) => message?,
            None => return Some(close_code::POLICY),
        };
        silence.alive = Instant::now();
        let (frame, size_bytes) = match message {
            Ok(Message::Binary(message)) => (ClientFrame::from_bytes(&message), message.len()),
            Ok(Message::Text(text)) => (Err(FrameError::Malformed), text.len()),
            Ok(Message::Ping(_) | Message::Pong(_)) => continue,
            Ok(Message::Close(_)) => return None,
            Err(error) if is_oversize(&error) => (Err(FrameError::TooLarge(FRAME_BYTES_MAX)), 0),
            Err(_) => return None,
        };
        if !matches!(frame, Ok(ClientFrame::Ping)) {
            silence.spoke = silence.alive;
        }
        let ends = frame.is_err();
        hub.handle(connection, frame, size_bytes);
        if ends {
            // The service refuses in words and ends the connection; the writer has the last message.
            tokio::time::sleep(Duration::from_millis(FAREWELL_TIMEOUT_MS)).await;
            return Some(close_code::POLICY);
        }
        silence.greeted = true;
        let now_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        let size_bytes = u64::try_from(size_bytes).unwrap_or(u64::MAX);
        let wait_ms = messages.spend(now_ms, 1).max(bytes.spend(now_ms, size_bytes));
        if wait_ms > 0 {
            tokio::time::sleep(Duration::from_millis(wait_ms)).await;
        }
    }
}

/// Since when the other side has been silent, in each of the ways that count.
struct Silence {
    began: Instant,
    /// When anything came last, be it a ping.
    alive: Instant,
    /// When a frame came last that is no ping.
    spoke: Instant,
    greeted: bool,
}

impl Silence {
    /// When it has lasted too long. Nothing but a hello prolongs the beginning; pings keep only who is at work.
    fn ends(&self, at_work: bool, limits: ConnectionLimits) -> Instant {
        let (since, timeout_ms) = match (self.greeted, at_work) {
            (false, _) => (self.began, limits.hello_timeout_ms),
            (true, true) => (self.alive, limits.idle_timeout_ms),
            (true, false) => (self.spoke, limits.idle_timeout_ms),
        };
        since + Duration::from_millis(timeout_ms)
    }
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
