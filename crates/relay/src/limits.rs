//! Quotas, rates, times and retention of a relay, each a named default that a configuration may change.
//!
//! What a single message may measure is part of the protocol and stands in [`sync::limits`].

/// Sealed bytes that one space may keep, checkpoints included, in bytes: 1 GiB.
pub const SPACE_BYTES_MAX: u64 = 1024 * 1024 * 1024;

/// Rendezvous boxes that exist at one time.
pub const BOXES_MAX: u64 = 10_000;

/// Checkpoints of one space that may be half uploaded; a further one replaces the oldest of them.
pub const CHECKPOINT_UPLOADS_MAX: usize = 2;

/// Days after which a space that no device has opened is removed: ten years.
pub const RETENTION_IDLE_DAYS: u32 = 3650;

/// Days after which the log that a verified checkpoint covers is removed: time for a person to take a device away that should not
/// have spoken for the vault.
pub const LOG_GRACE_DAYS: u32 = 30;

/// How often expired boxes, idle spaces and covered log are looked for, in milliseconds: 10 minutes.
pub const PURGE_INTERVAL_MS: u64 = 10 * 60 * 1000;

/// Spaces and boxes that one purge removes at most, so that writers never wait long for it.
pub const PURGE_COUNT_MAX: usize = 64;

/// Entries that one purge removes at most, for the same reason.
pub const TRIM_ENTRIES_MAX: usize = 4096;

/// Spaces that one `Locate` names at most.
pub const LOCATED_SPACES_MAX: usize = 1024;

/// Connections at one time.
pub const CONNECTIONS_MAX: usize = 20_000;

/// Bytes queued towards one connection from which on the relay neither reads pages for it nor listens to it: 1 MiB.
pub const QUEUE_BYTES_PAUSE: usize = 1024 * 1024;

/// Bytes queued towards one connection from which on a subscription ends with `Lagging`: 4 MiB.
pub const QUEUE_BYTES_MAX: usize = 4 * 1024 * 1024;

/// Bytes of one connection's requests that may wait for the store; beyond, the relay stops listening to it: 4 MiB.
pub const IN_FLIGHT_BYTES_MAX: usize = 4 * 1024 * 1024;

/// Bytes of all connections' requests that may wait for the store; beyond, the relay stops listening to those that have
/// something waiting: 256 MiB.
pub const IN_FLIGHT_BYTES_TOTAL_MAX: usize = 256 * 1024 * 1024;

/// Sealed bytes in one page that the relay sends, about: 128 KiB. Smaller than the protocol allows, because the buffers of
/// a connection keep the size of the largest message they ever held. The first item of a page may be larger.
pub const PAGE_BYTES_MAX: usize = 128 * 1024;

/// Rendezvous boxes that one connection may watch.
pub const WATCHED_BOXES_PER_CONNECTION_MAX: usize = 16;

/// Requests of one connection that cost a signature check or make something new (open, create, locate, boxes), at once.
pub const GUARDED_REQUESTS_BURST: u32 = 128;

/// The same, per minute once the burst is used up.
pub const GUARDED_REQUESTS_PER_MINUTE: u32 = 60;

/// The same requests, of all connections of one source, at once. A source is an IPv4 address or the first 64 bits of an IPv6
/// address; this machine itself is none.
pub const SOURCE_REQUESTS_BURST: u32 = 2_048;

/// The same, per minute once the burst is used up.
pub const SOURCE_REQUESTS_PER_MINUTE: u32 = 600;

/// Rendezvous boxes that one source may have founded at one time, until they are purged.
pub const BOXES_PER_SOURCE_MAX: usize = 64;

/// Sources whose requests are counted by themselves; further ones share one allowance until one is forgotten.
pub const SOURCES_MAX: usize = 65_536;

/// WebSocket connections that one source may hold.
pub const SOCKETS_PER_SOURCE_MAX: usize = 128;

/// TCP connections that one source may hold besides, which are no WebSocket, or not yet.
pub const CONNECTIONS_PER_SOURCE_MAX: usize = 256;

/// Messages of one connection that are read at once; beyond, it is read more slowly.
pub const MESSAGES_BURST: u32 = 2_000;

/// The same, per second once the burst is used up.
pub const MESSAGES_PER_SECOND: u32 = 500;

/// Bytes of one connection that are read at once; beyond, it is read more slowly: 64 MiB.
pub const BYTES_BURST: u32 = 64 * 1024 * 1024;

/// The same, per second once the burst is used up: 4 MiB.
pub const BYTES_PER_SECOND: u32 = 4 * 1024 * 1024;

/// Connections that may wait until the relay accepts them; the system may allow fewer. Who finds no place among them tries again only
/// after a second, so it is more than what one host keeps knocking with.
pub const WAITING_CONNECTIONS_MAX: i32 = 4_096;

/// Time for the head of an HTTP request, in milliseconds.
pub const HTTP_HEAD_TIMEOUT_MS: u64 = 10_000;

/// Time for the first frame of a connection from its beginning, in milliseconds. Nothing makes it longer.
pub const HELLO_TIMEOUT_MS: u64 = 10_000;

/// Silence after which the relay asks whether a connection is alive, in milliseconds.
pub const PING_AFTER_MS: u64 = 30_000;

/// Silence after which the relay gives a connection up, in milliseconds. While a connection has no space open and watches no
/// box, pings do not break its silence.
pub const IDLE_TIMEOUT_MS: u64 = 90_000;

/// Time for the other side to take what is written to it, up to one message and one buffer, in milliseconds; who takes nothing
/// for so long is let go. Below messages it is what a connection may keep a writer waiting in sum.
pub const WRITE_TIMEOUT_MS: u64 = 60_000;

/// Bytes that give a connection back one second of [`WRITE_TIMEOUT_MS`]: who takes things more slowly than this is let go in the
/// end, however steadily.
pub const WRITE_BYTES_PER_SECOND_MIN: u64 = 1024;

/// Time in which requests are finished and queues sent when the relay shuts down, in milliseconds.
pub const SHUTDOWN_TIMEOUT_MS: u64 = 5_000;

/// Changes that are made durable together at most.
pub const GROUP_CHANGES_MAX: usize = 1024;

/// Bytes that are made durable together, about: 8 MiB.
pub const GROUP_BYTES_MAX: usize = 8 * 1024 * 1024;

/// How often the write-ahead log is looked after, in milliseconds: what was erased leaves it within about this time.
pub const LOG_INTERVAL_MS: u64 = 1_000;

/// Bytes of changes after which the log is copied into the database: 4 MiB.
pub const LOG_COPY_BYTES: usize = 4 * 1024 * 1024;

/// Intervals after which the log is copied, however little was changed.
pub const LOG_COPY_INTERVALS_MAX: u32 = 10;

/// Size of the write-ahead log from which on writers wait until it is copied, in bytes: 64 MiB.
pub const LOG_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// Threads that read from the embedded store.
pub const READERS: usize = 2;

/// What the store of a relay may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoreLimits {
    /// [`SPACE_BYTES_MAX`], in bytes.
    pub space_bytes_max: u64,
    /// [`BOXES_MAX`].
    pub boxes_max: u64,
    /// Size of the database beyond which the relay says that its disk is full, in bytes; none by default.
    pub store_bytes_max: Option<u64>,
}

impl Default for StoreLimits {
    fn default() -> Self {
        Self { space_bytes_max: SPACE_BYTES_MAX, boxes_max: BOXES_MAX, store_bytes_max: None }
    }
}

/// What one connection may ask of a [`crate::Service`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServiceLimits {
    /// [`QUEUE_BYTES_PAUSE`], in bytes.
    pub queue_bytes_pause: usize,
    /// [`QUEUE_BYTES_MAX`], in bytes.
    pub queue_bytes_max: usize,
    /// [`IN_FLIGHT_BYTES_MAX`], in bytes.
    pub in_flight_bytes_max: usize,
    /// [`IN_FLIGHT_BYTES_TOTAL_MAX`], in bytes.
    pub in_flight_bytes_total_max: usize,
    /// [`GUARDED_REQUESTS_BURST`].
    pub guarded_requests_burst: u32,
    /// [`GUARDED_REQUESTS_PER_MINUTE`].
    pub guarded_requests_per_minute: u32,
    /// [`SOURCE_REQUESTS_BURST`].
    pub source_requests_burst: u32,
    /// [`SOURCE_REQUESTS_PER_MINUTE`].
    pub source_requests_per_minute: u32,
    /// [`BOXES_PER_SOURCE_MAX`].
    pub boxes_per_source_max: usize,
    /// [`SOURCES_MAX`].
    pub sources_max: usize,
    /// [`RETENTION_IDLE_DAYS`]; `None` keeps idle spaces for ever.
    pub retention_idle_days: Option<u32>,
    /// [`LOG_GRACE_DAYS`]; `None` keeps what checkpoints cover as long as the space.
    pub log_grace_days: Option<u32>,
    /// [`PURGE_INTERVAL_MS`], in milliseconds.
    pub purge_interval_ms: u64,
}

impl Default for ServiceLimits {
    fn default() -> Self {
        Self {
            queue_bytes_pause: QUEUE_BYTES_PAUSE,
            queue_bytes_max: QUEUE_BYTES_MAX,
            in_flight_bytes_max: IN_FLIGHT_BYTES_MAX,
            in_flight_bytes_total_max: IN_FLIGHT_BYTES_TOTAL_MAX,
            guarded_requests_burst: GUARDED_REQUESTS_BURST,
            guarded_requests_per_minute: GUARDED_REQUESTS_PER_MINUTE,
            source_requests_burst: SOURCE_REQUESTS_BURST,
            source_requests_per_minute: SOURCE_REQUESTS_PER_MINUTE,
            boxes_per_source_max: BOXES_PER_SOURCE_MAX,
            sources_max: SOURCES_MAX,
            retention_idle_days: Some(RETENTION_IDLE_DAYS),
            log_grace_days: Some(LOG_GRACE_DAYS),
            purge_interval_ms: PURGE_INTERVAL_MS,
        }
    }
}

/// How fast and how long one network connection is served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConnectionLimits {
    /// [`CONNECTIONS_MAX`].
    pub connections_max: usize,
    /// [`SOCKETS_PER_SOURCE_MAX`].
    pub sockets_per_source_max: usize,
    /// [`CONNECTIONS_PER_SOURCE_MAX`].
    pub connections_per_source_max: usize,
    /// Whether each address of this machine itself (127.0.0.1, 127.0.0.2) is a source like others. It is not by default, because
    /// a proxy may connect from it for everybody; this is for trying the limits out where there is none.
    pub limits_this_machine: bool,
    /// [`MESSAGES_BURST`].
    pub messages_burst: u32,
    /// [`MESSAGES_PER_SECOND`].
    pub messages_per_second: u32,
    /// [`BYTES_BURST`], in bytes.
    pub bytes_burst: u32,
    /// [`BYTES_PER_SECOND`], in bytes.
    pub bytes_per_second: u32,
    /// [`HELLO_TIMEOUT_MS`], in milliseconds.
    pub hello_timeout_ms: u64,
    /// [`PING_AFTER_MS`], in milliseconds.
    pub ping_after_ms: u64,
    /// [`IDLE_TIMEOUT_MS`], in milliseconds.
    pub idle_timeout_ms: u64,
    /// [`WRITE_TIMEOUT_MS`], in milliseconds.
    pub write_timeout_ms: u64,
    /// [`SHUTDOWN_TIMEOUT_MS`], in milliseconds.
    pub shutdown_timeout_ms: u64,
}

impl Default for ConnectionLimits {
    fn default() -> Self {
        Self {
            connections_max: CONNECTIONS_MAX,
            sockets_per_source_max: SOCKETS_PER_SOURCE_MAX,
            connections_per_source_max: CONNECTIONS_PER_SOURCE_MAX,
            limits_this_machine: false,
            messages_burst: MESSAGES_BURST,
            messages_per_second: MESSAGES_PER_SECOND,
            bytes_burst: BYTES_BURST,
            bytes_per_second: BYTES_PER_SECOND,
            hello_timeout_ms: HELLO_TIMEOUT_MS,
            ping_after_ms: PING_AFTER_MS,
            idle_timeout_ms: IDLE_TIMEOUT_MS,
            write_timeout_ms: WRITE_TIMEOUT_MS,
            shutdown_timeout_ms: SHUTDOWN_TIMEOUT_MS,
        }
    }
}
