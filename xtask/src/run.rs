//! `cargo xtask run`: the app and a relay of one's own, on this machine.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs as _};
use std::path::PathBuf;
use std::process::{Child, Command};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::workspace::Workspace;
use crate::{process, screen, web};

/// Where the relay says that it can serve.
const READINESS_PATH: &str = "/ready";
/// Opening a large store takes a moment; a relay that needs longer than this is not coming.
const READY_WITHIN: Duration = Duration::from_secs(60);
const ASK_EVERY: Duration = Duration::from_millis(50);
const ANSWER_WITHIN: Duration = Duration::from_secs(2);

/// What `run` can be told.
#[derive(Args)]
pub(crate) struct Options {
    /// Port on loopback
    #[arg(long, default_value_t = 8787)]
    port: u16,
    /// Address, or name such as `localhost`, and port to listen on, instead of loopback
    #[arg(long, value_name = "HOST:PORT", conflicts_with = "port", value_parser = address_of)]
    listen: Option<SocketAddr>,
    /// Folder of the relay's store
    #[arg(long, default_value = "data")]
    data: PathBuf,
    /// Build the relay with all optimisations, as for a server
    #[arg(long)]
    release: bool,
}

/// Builds the app and the relay, starts the relay, and stays until it ends or Ctrl-C.
///
/// # Errors
/// When something cannot be built, or the relay does not come up or ends with an error.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    web::build(workspace)?;
    let program = build_relay(workspace, options.release)?;
    let address = options.listen.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], options.port)));
    if TcpStream::connect_timeout(&reachable(address), ANSWER_WITHIN).is_ok() {
        bail!("port {} is in use by another program; choose one with --port", address.port());
    }
    let mut command = Command::new(program);
    command.arg("serve").arg("--listen").arg(address.to_string());
    command.arg("--data").arg(&options.data).arg("--app").arg(workspace.app());
    in_own_group(&mut command);
    let interrupted = interruptions()?;
    let mut relay = command.spawn().with_context(|| format!("starting {}", process::shown(&command)))?;
    screen::during("waiting for the relay", || wait_until_ready(&mut relay, address, &interrupted))
        .inspect_err(|_| drop(relay.kill()))?;
    screen::say(format!("\nCounterpoint is at  http://{}/", reachable(address)));
    screen::say(format!("The relay's store:  {}   (Ctrl-C stops it)\n", options.data.display()));
    stay(&mut relay, &interrupted)
}

/// The one address to listen on, as `counterpoint serve` finds it: the first of IPv4, if there is one.
fn address_of(listen: &str) -> Result<SocketAddr> {
    let addresses: Vec<_> = listen
        .to_socket_addrs()
        .with_context(|| format!("no address and port, such as 127.0.0.1:8787: {listen:?}"))?
        .collect();
    let first = addresses.iter().find(|address| address.is_ipv4()).or(addresses.first());
    first.copied().with_context(|| format!("nothing has the name in {listen:?}"))
}

/// Builds the binary `counterpoint` and returns where it lies.
///
/// # Errors
/// When the build fails.
pub(crate) fn build_relay(workspace: &Workspace, release: bool) -> Result<PathBuf> {
    screen::say("Building the relay");
    let mut command = workspace.cargo(&["build", "--package", "cli"]);
    if release {
        command.arg("--release");
    }
    process::loud(&mut command)?;
    Ok(workspace.program(if release { "release" } else { "debug" }, "counterpoint"))
}

/// Asks for readiness until it is there.
///
/// # Errors
/// When the relay ends, or is not ready in time, or the person has had enough.
fn wait_until_ready(relay: &mut Child, address: SocketAddr, interrupted: &Receiver<()>) -> Result<()> {
    let started = Instant::now();
    while !is_ready(reachable(address)) {
        if let Some(status) = relay.try_wait().context("waiting for the relay")? {
            bail!("the relay ended before it was ready ({status})");
        }
        if started.elapsed() > READY_WITHIN {
            bail!("the relay was not ready within {}", screen::duration(READY_WITHIN));
        }
        match interrupted.recv_timeout(ASK_EVERY) {
            Err(RecvTimeoutError::Timeout) => {}
            Ok(()) | Err(RecvTimeoutError::Disconnected) => bail!("stopped before the relay was ready"),
        }
    }
    Ok(())
}

fn is_ready(address: SocketAddr) -> bool {
    let ask = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect_timeout(&address, ANSWER_WITHIN)?;
        stream.set_read_timeout(Some(ANSWER_WITHIN))?;
        write!(stream, "GET {READINESS_PATH} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
        let mut status = String::new();
        BufReader::new(stream).read_line(&mut status)?;
        Ok(status)
    };
    ask().is_ok_and(|status| status.starts_with("HTTP/1.1 200"))
}

/// An address to connect to: loopback where the relay listens on every interface.
fn reachable(address: SocketAddr) -> SocketAddr {
    match address {
        SocketAddr::V4(v4) if v4.ip().is_unspecified() => ([127, 0, 0, 1], v4.port()).into(),
        SocketAddr::V6(v6) if v6.ip().is_unspecified() => ([0, 0, 0, 0, 0, 0, 0, 1], v6.port()).into(),
        other => other,
    }
}

/// Waits for the relay's end, and asks it to shut down when the person interrupts.
fn stay(relay: &mut Child, interrupted: &Receiver<()>) -> Result<()> {
    loop {
        if let Some(status) = relay.try_wait().context("waiting for the relay")? {
            if !status.success() {
                bail!("the relay ended with {status}");
            }
            return Ok(());
        }
        if interrupted.recv_timeout(Duration::from_millis(200)).is_ok() {
            ask_to_end(relay)?;
        }
    }
}

fn interruptions() -> Result<Receiver<()>> {
    let (sender, receiver) = mpsc::channel();
    // Nobody listens any more once the relay has ended, and then there is nothing left to stop.
    ctrlc::set_handler(move || sender.send(()).unwrap_or_default()).context("listening for Ctrl-C")?;
    Ok(receiver)
}

/// Keeps the terminal's Ctrl-C from the relay, so that it is told to stop once, and by one.
#[cfg(unix)]
fn in_own_group(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn in_own_group(_command: &mut Command) {}

/// Sends the signal on which a server finishes what it does and ends.
fn ask_to_end(relay: &mut Child) -> Result<()> {
    if cfg!(unix) {
        process::loud(Command::new("kill").args(["-TERM", &relay.id().to_string()]))
    } else {
        relay.kill().context("ending the relay")
    }
}
