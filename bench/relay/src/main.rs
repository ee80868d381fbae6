//! How much a relay carries, beside what the machine allows.
//!
//! The relay runs in a process of its own with the embedded store in a temporary folder; clients speak to it over WebSocket
//! on loopback, with the limits that a relay has by default. Prints one table in Markdown.

use std::{
    io::Write,
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
};

use anyhow::Context;
use relay::{Configuration, Storage};
use tokio::net::TcpListener;

#[path = "../../../crates/relay/tests/shared/actors.rs"]
mod actors;
mod device;
mod front_door;
mod idle;
mod load;
mod machine;

/// The argument with which this program starts itself as the relay.
const RELAY: &str = "relay";

/// The argument with which it starts itself as a host that does its worst.
const BAD_HOST: &str = "bad-host";

/// The argument with which only what one host does to others is measured.
const FRONT_DOOR: &str = "front-door";

fn main() -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    match std::env::args().collect::<Vec<_>>().as_slice() {
        [_, mode, folder] if mode == RELAY => runtime.block_on(serve(Path::new(folder), None)),
        [_, mode, folder, app] if mode == RELAY => {
            runtime.block_on(serve(Path::new(folder), Some(Path::new(app))))
        }
        [_, mode, relay] if mode == BAD_HOST => runtime.block_on(front_door::do_worst(relay.parse()?)),
        [_, mode] if mode == FRONT_DOOR => runtime.block_on(measure(true)),
        _ => runtime.block_on(measure(false)),
    }
}

/// Serves as by default; one that serves an app, too, takes each address of this machine for a host of its own.
async fn serve(folder: &Path, app: Option<&Path>) -> anyhow::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    writeln!(std::io::stdout(), "{}", listener.local_addr()?)?;
    let mut configuration = Configuration::new(Storage::Folder(folder.to_owned()));
    configuration.app = app.map(Path::to_owned);
    configuration.connection.limits_this_machine = app.is_some();
    Ok(relay::serve(listener, configuration, std::future::pending()).await?)
}

/// This program once more, as something else, until dropped.
struct Process(Child);

/// Starts this program with other arguments.
fn start_self(arguments: &[impl AsRef<std::ffi::OsStr>]) -> anyhow::Result<Process> {
    let mut command = Command::new(std::env::current_exe()?);
    let process = command.args(arguments).stdout(Stdio::piped()).spawn().context("cannot start itself")?;
    Ok(Process(process))
}

/// A relay in a process of its own, until dropped.
struct Relay {
    process: Process,
    address: SocketAddr,
}

impl Relay {
    fn start(folder: &Path) -> anyhow::Result<Self> {
        Self::of(start_self(&[RELAY.as_ref(), folder.as_os_str()])?)
    }

    /// The same, with the files of an app.
    fn start_with_app(folder: &Path, app: &Path) -> anyhow::Result<Self> {
        Self::of(start_self(&[RELAY.as_ref(), folder.as_os_str(), app.as_os_str()])?)
    }

    fn of(mut process: Process) -> anyhow::Result<Self> {
        let mut line = String::new();
        let output = process.0.stdout.take().context("the relay has an output")?;
        std::io::BufRead::read_line(&mut std::io::BufReader::new(output), &mut line)?;
        let address = line.trim().parse().context("the relay prints its address")?;
        Ok(Self { process, address })
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself; either way it is gone afterwards.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A row of the table.
struct Row {
    what: String,
    measured: String,
    target: &'static str,
}

fn row(what: impl Into<String>, measured: String, target: &'static str) -> Row {
    Row { what: what.into(), measured, target }
}

async fn measure(only_front_door: bool) -> anyhow::Result<()> {
    let mut rows = Vec::new();
    // Beside the program: the system's folder for such things may be memory, which syncs nothing.
    let program = std::env::current_exe()?;
    let beside = program.parent().context("the program lies in a folder")?;
    let folder = tempfile::tempdir_in(beside).context("cannot make a folder beside the program")?;
    progress("one host at its worst")?;
    let at_its_worst = front_door::rows(&folder.path().join("front-door")).await?;
    if only_front_door {
        return print(&at_its_worst);
    }
    progress("the disk")?;
    let syncs = machine::syncs_per_second(folder.path())?;
    rows.push(row(
        "limit of the machine: appends of 4 KiB with fdatasync, one after the other",
        format!("{syncs:.0}/s"),
        "",
    ));
    progress("loopback")?;
    let echoes = machine::echoes_per_second().await?;
    rows.push(row(
        "limit of the machine: WebSocket echoes of 600 bytes on loopback",
        format!("{echoes:.0}/s"),
        "",
    ));

    progress("throughput")?;
    let relay = Relay::start(&folder.path().join("load"))?;
    let pairs = load::pairs(relay.address, 64).await?;
    let (through, pairs) = load::throughput(pairs, 16, 6.0).await?;
    rows.push(row(
        "updates durable and delivered, 64 spaces, 16 under way in each",
        format!("{through:.0}/s"),
        "≥ 10,000/s",
    ));
    progress("latency")?;
    let latency = load::latency(pairs, 200.0, 10.0).await?;
    for (what, percentile) in [("p50", 0.50), ("p99", 0.99)] {
        rows.push(row(
            format!("from sending to delivery, durable, at 200 updates/s: {what}"),
            format!("{:.1} ms", latency.percentile_ms(percentile)),
            "",
        ));
    }
    drop(relay);

    for count in [1_000, 5_000] {
        progress(&format!("{count} idle connections"))?;
        let kib = idle::kib_per_connection(&folder.path().join(format!("idle-{count}")), count).await?;
        let measured = kib.map_or("not measured: no /proc here".to_owned(), |kib| format!("{kib:.1} KiB"));
        rows.push(row(
            format!(
                "memory of the relay for each of {count} idle connections, each reading along in a space"
            ),
            measured,
            "≤ 10 KiB",
        ));
    }
    rows.extend(at_its_worst);
    print(&rows)
}

fn progress(what: &str) -> anyhow::Result<()> {
    Ok(writeln!(std::io::stderr(), "measuring {what} …")?)
}

fn print(rows: &[Row]) -> anyhow::Result<()> {
    let mut output = std::io::stdout();
    writeln!(output, "| relay | measured | target |\n| --- | ---: | ---: |")?;
    for Row { what, measured, target } in rows {
        writeln!(output, "| {what} | {measured} | {target} |")?;
    }
    Ok(())
}
