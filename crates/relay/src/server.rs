//! The relay on a network: WebSocket at `/sync`, a few service routes, and the files of the app.
//!
//! ```text
//!   accept ─► HTTP ─┬─ /sync ────► socket: reads, paces, writes ─► Hub ─► Service
//!                   ├─ /health, /ready, /metrics                    │  ▲
//!                   └─ everything else: the app's files             ▼  │
//!                                                     one writer thread, two reader threads ─► Store
//! ```
//! Nothing here stores or logs an address, a user agent or a name. Addresses are held in memory while somebody is connected from
//! there, and as long as limits need them.

use std::{future::Future, path::PathBuf, sync::Arc, time::Duration};

use tokio::{net::TcpListener, sync::Semaphore};

use crate::{
    limits::{ConnectionLimits, ServiceLimits, StoreLimits},
    store::{Store, StoreError, memory::MemoryStore, sqlite::SqliteStore},
};

mod accept;
mod app;
mod headers;
mod hosts;
mod hub;
mod metrics;
mod outbox;
mod patience;
mod routes;
mod socket;
mod sources;

use app::App;
use headers::Headers;
use hosts::Hosts;
use hub::Hub;
use sources::{Finding, Places};

/// Where a relay keeps what it keeps.
#[derive(Debug, Clone)]
pub enum Storage {
    /// In memory: for tests; what is in the store outlives the relay while somebody holds a clone.
    Memory(MemoryStore),
    /// In one SQLite database in this folder.
    Folder(PathBuf),
}

/// What a relay is told.
#[derive(Debug, Clone)]
pub struct Configuration {
    /// Where things are kept.
    pub storage: Storage,
    /// The folder with the app's files; none serves no app.
    pub app: Option<PathBuf>,
    /// The names, with a port unless it is the scheme's own, under which devices reach this relay. With none, only the
    /// address itself at which a connection arrives is a name, and `localhost` if that address is loopback.
    pub public_hosts: Vec<String>,
    /// Where the app may connect besides its own origin, as sources of a Content-Security-Policy. With none, the app may
    /// be pointed at any relay: `wss:`, and loopback without encryption.
    pub connect_sources: Vec<String>,
    /// The header in which the proxy before this relay writes where a request comes from, such as `X-Forwarded-For`. With none,
    /// limits for one source go by the address that connects.
    pub address_header: Option<String>,
    /// Whom `/metrics` answers.
    pub metrics: Metrics,
    /// What the store may hold.
    pub store: StoreLimits,
    /// What a connection may ask.
    pub service: ServiceLimits,
    /// How fast and how long a connection is served.
    pub connection: ConnectionLimits,
}

impl Configuration {
    /// The defaults for a storage: no app, no public name.
    pub fn new(storage: Storage) -> Self {
        Self {
            storage,
            app: None,
            public_hosts: Vec::new(),
            connect_sources: Vec::new(),
            address_header: None,
            metrics: Metrics::Nobody,
            store: StoreLimits::default(),
            service: ServiceLimits::default(),
            connection: ConnectionLimits::default(),
        }
    }
}

/// Whom `/metrics` answers. On a relay for two people even counts tell when one is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Metrics {
    /// Nobody: there is no such route.
    #[default]
    Nobody,
    /// This machine, by the address at which the relay listens, and never through a proxy.
    ThisMachine,
    /// Everybody.
    Everybody,
}

/// The relay could not start, or had to stop.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// The store does not open.
    #[error("cannot open the store")]
    Store(#[from] StoreError),
    /// The app's files cannot be read.
    #[error("cannot read the app's files in {folder}")]
    App {
        /// Which folder.
        folder: String,
        /// Why.
        source: std::io::Error,
    },
    /// A public name is none.
    #[error(
        "{0:?} is no public host: give a name, with its port if that is not 443 (or 80), such as relay.example or \
         relay.example:8443; a relay has a name of its own, and is not below a path"
    )]
    PublicHost(String),
    /// A public name has letters beyond a to z.
    #[error(
        "{0:?} has letters beyond a to z: give the name in the form that begins with xn--, as browsers send it and as it \
         stands in its certificate"
    )]
    Letters(String),
    /// A source to which the app may connect is none.
    #[error(
        "{0:?} is no relay to which the app could connect: give wss:// and the relay's name, with its port if that is not \
         443, such as wss://relay.example or wss://relay.example:8443, and no path"
    )]
    ConnectSource(String),
    /// What is named is no header.
    #[error("{0:?} cannot be the name of a header: give one such as X-Forwarded-For")]
    Header(String),
    /// A thread of the store ended by itself.
    #[error("the store stopped unexpectedly")]
    StoreEnded,
}

/// What every request may need.
struct Shared {
    hub: Arc<Hub>,
    app: Option<App>,
    headers: Headers,
    hosts: Hosts,
    finding: Finding,
    metrics: Metrics,
    limits: ConnectionLimits,
    /// One permit for each open socket.
    sockets: Arc<Semaphore>,
    sockets_of_sources: Places,
}

/// Opens what a relay needs and serves: [`Server::open`], then [`Server::serve`].
///
/// # Errors
/// [`ServeError`] if the relay cannot start, or its store ends.
pub async fn serve(
    listener: TcpListener,
    configuration: Configuration,
    shutdown: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    Server::open(configuration)?.serve(listener, shutdown).await
}

/// A relay that has opened its store and read its app, and serves nobody yet.
pub struct Server(Arc<Shared>);

impl Server {
    /// Opens everything that can fail to open, within a Tokio runtime.
    ///
    /// # Errors
    /// [`ServeError`] if the relay cannot start.
    pub fn open(configuration: Configuration) -> Result<Self, ServeError> {
        let Configuration { storage, app, public_hosts, connect_sources, metrics, .. } = configuration;
        let app = app.map(|folder| App::read(&folder)).transpose()?;
        let hosts = Hosts::new(&public_hosts)?;
        let headers = Headers::new(&connect_sources, !public_hosts.is_empty())?;
        let address_header = configuration
            .address_header
            .map(|name| name.parse().map_err(|_| ServeError::Header(name)))
            .transpose()?;
        let store: Box<dyn Store> = match storage {
            Storage::Memory(store) => Box::new(store),
            Storage::Folder(folder) => Box::new(SqliteStore::open(&folder, configuration.store)?),
        };
        let limits = configuration.connection;
        let finding = Finding { address_header, even_here: limits.limits_this_machine };
        let hub = Hub::start(store, configuration.service)?;
        Ok(Self(Arc::new(Shared {
            hub,
            app,
            headers,
            hosts,
            finding,
            metrics,
            limits,
            sockets: Arc::new(Semaphore::new(limits.connections_max)),
            sockets_of_sources: Places::new(limits.sockets_per_source_max),
        })))
    }

    /// Serves until `shutdown` completes, then finishes what was begun: no new connection, every request answered or
    /// refused, every queue sent, the store closed.
    ///
    /// # Errors
    /// [`ServeError`] if the store ends.
    pub async fn serve(
        self,
        listener: TcpListener,
        shutdown: impl Future<Output = ()>,
    ) -> Result<(), ServeError> {
        let Self(shared) = self;
        let (hub, limits) = (Arc::clone(&shared.hub), shared.limits);
        log::info!("the relay has started");
        let ended = accept::until(listener, Arc::clone(&shared), shutdown).await;
        let timeout = Duration::from_millis(limits.shutdown_timeout_ms);
        if tokio::time::timeout(timeout, hub.close()).await.is_err() {
            log::warn!("some requests were not finished in time");
        }
        let all = u32::try_from(limits.connections_max).unwrap_or(u32::MAX);
        if tokio::time::timeout(timeout, shared.sockets.acquire_many(all)).await.is_err() {
            log::warn!("some connections did not take their messages in time");
        }
        hub.stop().await;
        log::info!("the relay has stopped");
        ended
    }
}
