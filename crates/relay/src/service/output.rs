//! What a service says to its surroundings, and the names it uses.

use std::sync::Arc;

use bytes::Bytes;

use crate::store::{Change, Query};

/// Names a connection within one service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConnectionId(pub u64);

/// Ties what the store says to what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// The name by which a device reached this relay, as it stands in the `Host` header: a host in lower case, with a port
/// unless it is the scheme's own. Devices sign it, so that what they sign for one relay opens nothing at another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Audience(String);

impl Audience {
    /// The audience of a `Host` header, or of the host and port of a url.
    pub fn new(host: &str) -> Self {
        Self(host.to_ascii_lowercase())
    }

    /// The bytes that are signed.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// What a service asks of its surroundings, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// Send these bytes, one message; call [`crate::Service::flushed`] when they have left.
    Send {
        /// To whom.
        connection: ConnectionId,
        /// An encoded [`sync::RelayFrame`].
        frame: Bytes,
    },
    /// Send what is queued, then close. The service has forgotten the connection.
    Disconnect {
        /// Which.
        connection: ConnectionId,
    },
    /// Read nothing more from this connection until `Resume`: it has enough waiting.
    Pause {
        /// Which.
        connection: ConnectionId,
    },
    /// Read from this connection again.
    Resume {
        /// Which.
        connection: ConnectionId,
    },
    /// Make this durable, in the order of these outputs, and call [`crate::Service::changed`].
    Change {
        /// Ties the result.
        ticket: Ticket,
        /// The change.
        change: Arc<Change>,
    },
    /// Answer this and call [`crate::Service::answered`].
    Query {
        /// Ties the answer.
        ticket: Ticket,
        /// The question.
        query: Query,
    },
}

/// What was counted since the service began. Counts and sizes only: nothing in it tells who.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counters {
    /// Frames that came.
    pub frames_received: u64,
    /// Their bytes.
    pub bytes_received: u64,
    /// Frames that were sent.
    pub frames_sent: u64,
    /// Their bytes.
    pub bytes_sent: u64,
    /// Requests that were refused.
    pub refused: u64,
    /// Entries that became durable.
    pub entries_stored: u64,
    /// Subscriptions that fell back to reading pages because their device read slowly.
    pub fallen_back: u64,
    /// Subscriptions that ended with `Lagging`.
    pub lagging: u64,
}
