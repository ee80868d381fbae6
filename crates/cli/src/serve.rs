//! `counterpoint serve`: a relay, and the app with it.

use std::{
    io::Write,
    net::{SocketAddr, ToSocketAddrs as _},
    path::PathBuf,
    sync::Mutex,
};

use anyhow::Context;
use relay::{Configuration, Metrics, Server, Storage, limits};
use tokio::{net::TcpListener, sync::oneshot};

/// Runs a relay until it is told to end (Ctrl-C or SIGTERM).
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Address, or name such as `localhost`, and port to listen on; port 0 takes a free one and prints it.
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:8787")]
    listen: String,
    /// Folder for everything that is kept.
    #[arg(long, default_value = "data")]
    data: PathBuf,
    /// Folder with the app's files.
    #[arg(long, conflicts_with = "no_app", required_unless_present = "no_app")]
    app: Option<PathBuf>,
    /// Serves no app: a relay alone.
    #[arg(long)]
    no_app: bool,
    /// A name by which devices reach this relay, as in their address bar: `relay.example`, with `:port` unless it is 443
    /// (or 80); `https://relay.example` says the same. May be given more than once. Without any, only the address itself (or localhost) is a name.
    #[arg(long, value_name = "HOST")]
    public_host: Vec<String>,
    /// A relay to which the app may connect: `wss://relay.example`, with `:port` unless it is 443, and no path. May be given more
    /// than once. Without any, the app may be pointed at any relay.
    #[arg(long, value_name = "SOURCE")]
    connect_source: Vec<String>,
    /// The header in which the proxy before this relay writes where a request comes from, such as `X-Forwarded-For`; its last
    /// address counts. Only behind a proxy that sets it: without one, limits go by the address that connects.
    #[arg(long, value_name = "NAME")]
    address_header: Option<String>,
    /// Answers `/metrics` to this machine, by the address to listen on. Without it there is no such page.
    #[arg(long)]
    metrics: bool,
    /// Answers `/metrics` to everybody. On a relay for two people even counts tell when one is there.
    #[arg(long)]
    metrics_public: bool,
    /// Removes a space that no device opened for so many days; 0 keeps all for ever.
    #[arg(long, value_name = "DAYS", default_value_t = limits::RETENTION_IDLE_DAYS)]
    retention_days: u32,
    /// Days after which the log goes that a checkpoint covers, once a second device of the person, or their only one, has verified the checkpoint; 0
    /// keeps it.
    #[arg(long, value_name = "DAYS", default_value_t = limits::LOG_GRACE_DAYS)]
    log_grace_days: u32,
    /// What one space may keep, in bytes.
    #[arg(long, value_name = "BYTES", default_value_t = limits::SPACE_BYTES_MAX)]
    space_bytes: u64,
    /// Size of the database from which on the relay says that its disk is full, in bytes. None by default.
    #[arg(long, value_name = "BYTES")]
    store_bytes: Option<u64>,
}

/// Serves until told to end.
pub(crate) fn run(arguments: Arguments) -> anyhow::Result<()> {
    log::set_logger(&StderrLog).context("cannot write a log")?;
    log::set_max_level(log::LevelFilter::Info);
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("cannot start the threads of the relay")?
        .block_on(serve(arguments))
}

async fn serve(arguments: Arguments) -> anyhow::Result<()> {
    let ended = ended_by_signal()?;
    let listen = address_of(&arguments.listen)?;
    let listener = TcpListener::bind(listen).await.with_context(|| format!("cannot listen on {listen}"))?;
    let address = listener.local_addr().context("cannot find out the own address")?;
    let url = format!("http://{address}");
    for warning in warnings(&arguments, address) {
        log::warn!("{warning}");
    }
    let server = Server::open(configuration(arguments)).context("the relay cannot start")?;
    // Whoever waits for this line may connect, and nothing is left that could fail to open.
    writeln!(std::io::stdout(), "Counterpoint listens on {url}").context("cannot print the address")?;
    server.serve(listener, ended).await.context("the relay ended")
}

/// What its keeper may not have meant, as far as the arguments tell.
fn warnings(arguments: &Arguments, address: SocketAddr) -> impl Iterator<Item = &'static str> {
    let unhidden = !address.ip().is_loopback() && arguments.public_host.is_empty();
    let unhidden = unhidden.then_some(
        "without --public-host this relay answers only to the address itself, and what travels to it is not hidden by TLS: \
         put a proxy with TLS before it and name it here",
    );
    let indistinct = !arguments.public_host.is_empty() && arguments.address_header.is_none();
    let indistinct = indistinct.then_some(
        "without --address-header this relay cannot tell people apart behind a proxy: all of them share the limits of one \
         address, and with a proxy on this same machine there are none. Name the header in which the proxy writes where \
         a request comes from, such as --address-header X-Forwarded-For. Without a proxy nothing is amiss",
    );
    unhidden.into_iter().chain(indistinct)
}

/// The one address to listen on. A name may have several: the first of IPv4 is what most people mean by it.
fn address_of(listen: &str) -> anyhow::Result<SocketAddr> {
    let wanted = || {
        format!("cannot listen on {listen:?}: give an address or a name, and a port, such as 127.0.0.1:8787")
    };
    let addresses: Vec<_> = listen.to_socket_addrs().with_context(wanted)?.collect();
    let first = addresses.iter().find(|address| address.is_ipv4()).or(addresses.first());
    first.copied().with_context(wanted)
}

fn configuration(arguments: Arguments) -> Configuration {
    let mut configuration = Configuration::new(Storage::Folder(arguments.data));
    configuration.app = arguments.app.filter(|_| !arguments.no_app);
    configuration.public_hosts = arguments.public_host;
    configuration.connect_sources = arguments.connect_source;
    configuration.address_header = arguments.address_header;
    configuration.metrics = match (arguments.metrics_public, arguments.metrics) {
        (true, _) => Metrics::Everybody,
        (false, true) => Metrics::ThisMachine,
        (false, false) => Metrics::Nobody,
    };
    configuration.service.retention_idle_days =
        Some(arguments.retention_days).filter(|retention_days| *retention_days > 0);
    configuration.service.log_grace_days =
        Some(arguments.log_grace_days).filter(|log_grace_days| *log_grace_days > 0);
    configuration.store.space_bytes_max = arguments.space_bytes;
    configuration.store.store_bytes_max = arguments.store_bytes;
    configuration
}

/// Completes when the process is told to end.
fn ended_by_signal() -> anyhow::Result<impl Future<Output = ()>> {
    let (end, ended) = oneshot::channel();
    let end = Mutex::new(Some(end));
    ctrlc::set_handler(move || {
        if let Some(end) = end.lock().ok().and_then(|mut end| end.take()) {
            // The relay may have ended by itself.
            let _ = end.send(());
        }
    })
    .context("cannot listen for signals")?;
    Ok(async {
        // A handler that is gone can no longer end anything.
        if ended.await.is_err() {
            std::future::pending().await
        }
    })
}

/// Writes what the relay itself has to say. What the libraries below it would say may hold addresses and contents, so it
/// is left out, whatever its level.
struct StderrLog;

impl log::Log for StderrLog {
    fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
        let target = metadata.target();
        ["relay", env!("CARGO_CRATE_NAME")]
            .iter()
            .any(|own| target.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with("::")))
    }

    fn log(&self, record: &log::Record<'_>) {
        if self.enabled(record.metadata()) {
            let level = record.level().as_str().to_ascii_lowercase();
            // Without a place to write there is nobody to tell.
            let _ = writeln!(std::io::stderr(), "{level}: {}", record.args());
        }
    }

    fn flush(&self) {}
}
