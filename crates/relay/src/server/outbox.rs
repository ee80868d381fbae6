//! What one connection's socket has to send, between the service and the network.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

use bytes::Bytes;
use tokio::sync::Notify;

/// What waits for one connection's socket.
#[derive(Default)]
pub(super) struct Outbox {
    waiting: Mutex<Waiting>,
    pub(super) changed: Notify,
    /// Told when reading may go on.
    pub(super) resumed: Notify,
}

/// See [`Outbox`].
#[derive(Default)]
pub(super) struct Waiting {
    /// Messages, in order.
    pub(super) frames: VecDeque<Bytes>,
    /// Ask the other side whether it is alive.
    pub(super) ping: bool,
    /// Close once the messages are sent.
    pub(super) ended: bool,
    paused: bool,
}

impl Outbox {
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes everything that waits, and gives the memory back.
    pub(super) fn take(&self) -> Waiting {
        let mut waiting = self.waiting();
        let (ended, paused) = (waiting.ended, waiting.paused);
        std::mem::replace(&mut waiting, Waiting { ended, paused, ..Waiting::default() })
    }

    /// Whether reading should wait for [`Outbox::resumed`].
    pub(super) fn is_paused(&self) -> bool {
        self.waiting().paused
    }

    /// Has the other side asked whether it is alive.
    pub(super) fn ping(&self) {
        self.waiting().ping = true;
        self.changed.notify_one();
    }

    /// Puts a message at the end.
    pub(super) fn push(&self, frame: Bytes) {
        self.waiting().frames.push_back(frame);
        self.changed.notify_one();
    }

    /// Has the connection close once the messages are sent.
    pub(super) fn end(&self) {
        self.waiting().ended = true;
        self.changed.notify_one();
    }

    /// Has reading wait, or go on.
    pub(super) fn pause(&self, paused: bool) {
        self.waiting().paused = paused;
        if !paused {
            self.resumed.notify_one();
        }
    }
}
