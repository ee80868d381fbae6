//! How long everybody else waits while one host does its worst.
//!
//! ```text
//!   127.0.0.2, a process of its own: 1,100 idle connections + 1,000 that take nothing of a file + 80 × 128 boxes, again and again
//!   127.0.0.3, here: a device connects and opens its space, appends, reads a page of entries; a browser fetches a file of the app
//! ```
//! The relay counts addresses of this machine as sources, each by itself. Each kind of waiting is measured first without the bad host
//! and then with it, by the same devices on the same relay. All three share the machine's processors, which a real host would not.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context, bail, ensure};
use sync::{ClientFrame, RelayFrame, frame::BoxId};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
    time::timeout,
};

use crate::{
    Relay, Row,
    actors::{Space, entry, member},
    device::Device,
    load::Latency,
    row,
};

const BAD_HOST: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));
const ORDINARY_HOST: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 3));

const IDLE_CONNECTIONS: usize = 1_100;
const SLOW_READERS: usize = 1_000;
const BOX_CONNECTIONS: usize = 80;
const BOXES_PER_CONNECTION: usize = 128;

/// The app's files: one that an ordinary browser fetches, and one that is more than a connection can hold on its way.
const PAGE: &str = "index.html";
const PAGE_BYTES: usize = 100 * 1024;
const LARGE: &str = "large.bin";
const LARGE_BYTES: usize = 16 * 1024 * 1024;

const ROUNDS: u32 = 100;
const PAUSE: Duration = Duration::from_millis(50);
/// Time for the bad host to take all that it gets.
const WARM_UP: Duration = Duration::from_secs(5);
/// A wait that is as long as this is measured as this.
const LONGEST: Duration = Duration::from_secs(30);

/// Puts an app's files where a relay can serve them.
pub(crate) fn make_app(folder: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join(PAGE), vec![b'a'; PAGE_BYTES])?;
    Ok(std::fs::write(folder.join(LARGE), vec![b'b'; LARGE_BYTES])?)
}

/// Does its worst until it is killed.
pub(crate) async fn do_worst(relay: SocketAddr) -> anyhow::Result<()> {
    for _ in 0..IDLE_CONNECTIONS {
        tokio::spawn(again_and_again(move || stay_idle(relay)));
    }
    for _ in 0..SLOW_READERS {
        tokio::spawn(again_and_again(move || take_nothing(relay)));
    }
    for number in 0..BOX_CONNECTIONS {
        tokio::spawn(again_and_again(move || fill_boxes(relay, number)));
    }
    std::future::pending().await
}

async fn again_and_again<F: Future<Output = anyhow::Result<()>>>(act: impl Fn() -> F) {
    loop {
        // However it ended, it begins again at once.
        drop(act().await);
        tokio::task::yield_now().await;
    }
}

async fn stay_idle(relay: SocketAddr) -> anyhow::Result<()> {
    let mut stream = connect(BAD_HOST, relay).await?;
    stream.read_u8().await?;
    Ok(())
}

async fn take_nothing(relay: SocketAddr) -> anyhow::Result<()> {
    let mut stream = connect(BAD_HOST, relay).await?;
    stream.write_all(format!("GET /{LARGE} HTTP/1.1\r\nhost: {relay}\r\n\r\n").as_bytes()).await?;
    // Writing again fails once the relay has let go, and what is written until then it does not read.
    loop {
        tokio::time::sleep(Duration::from_millis(500)).await;
        stream.write_all(b"\r\n").await?;
    }
}

async fn fill_boxes(relay: SocketAddr, number: usize) -> anyhow::Result<()> {
    let mut device = Device::connect_from(BAD_HOST, relay, member(9)).await?;
    loop {
        for place in 0..BOXES_PER_CONNECTION {
            let mut name = [0; 32];
            for (byte, value) in name.iter_mut().zip((number * BOXES_PER_CONNECTION + place).to_le_bytes()) {
                *byte = value;
            }
            let frame = device.voice.put_box(BoxId(name), 0, &[9; 1024]);
            device.ask(&frame).await?;
        }
    }
}

/// Waits of an ordinary host, of each kind.
#[derive(Default)]
struct Waits([Vec<Duration>; 4]);

const KINDS: [&str; 4] = [
    "a device connects and opens its space",
    "it appends, durable",
    "it reads a page of 64 entries",
    "a browser fetches a file of the app (100 KiB)",
];

/// Measures what a bad host makes of an ordinary one's waiting.
pub(crate) async fn rows(folder: &Path) -> anyhow::Result<Vec<Row>> {
    let app = folder.join("app");
    make_app(&app)?;
    let relay = Relay::start_with_app(&folder.join("data"), &app)?;
    let space = Space::founded_by(member(1), 1);
    let mut founder = Device::connect_from(ORDINARY_HOST, relay.address, member(1)).await?;
    founder.found(&space).await?;
    founder.open(space.id(), false).await?;
    for number in 0..64 {
        append(&mut founder, &space, number).await?;
    }
    drop(founder);
    let without = waits(&relay, &space, 64).await?;
    let bad_host = crate::start_self(&[crate::BAD_HOST, &relay.address.to_string()])?;
    tokio::time::sleep(WARM_UP).await;
    let with = waits(&relay, &space, 64 + u64::from(ROUNDS)).await?;
    drop(bad_host);
    let rows = KINDS.into_iter().zip(without.0).zip(with.0).map(|((kind, without), with)| {
        let (without, with) = (Latency::of(without), Latency::of(with));
        let ratio = with.percentile_ms(0.5) / without.percentile_ms(0.5);
        row(
            format!("while one host does its worst, {kind}: p50, ÷ the same without it; slowest (without)"),
            format!(
                "{:.1} ms, {ratio:.1} ×; {:.0} ms ({:.0})",
                with.percentile_ms(0.5),
                with.percentile_ms(1.0),
                without.percentile_ms(1.0)
            ),
            "≤ 1,000 ms",
        )
    });
    Ok(rows.collect())
}

async fn waits(relay: &Relay, space: &Space, first: u64) -> anyhow::Result<Waits> {
    let mut waits = Waits::default();
    for round in 0..u64::from(ROUNDS) {
        let [opening, appending, paging, fetching] = &mut waits.0;
        let began = Instant::now();
        let Ok(device) = timeout(LONGEST, open(relay, space)).await else {
            opening.push(LONGEST);
            continue;
        };
        let mut device = device?;
        opening.push(began.elapsed());
        let began = Instant::now();
        append(&mut device, space, first + round).await?;
        appending.push(began.elapsed());
        let began = Instant::now();
        page(&mut device, space).await?;
        paging.push(began.elapsed());
        let began = Instant::now();
        fetch(relay.address).await?;
        fetching.push(began.elapsed());
        tokio::time::sleep(PAUSE).await;
    }
    Ok(waits)
}

async fn open(relay: &Relay, space: &Space) -> anyhow::Result<Device> {
    let mut device = Device::connect_from(ORDINARY_HOST, relay.address, member(1)).await?;
    device.open(space.id(), false).await?;
    Ok(device)
}

async fn append(device: &mut Device, space: &Space, number: u64) -> anyhow::Result<()> {
    let frame = device.voice.append(space.id(), vec![entry(number)]);
    match device.ask(&frame).await? {
        RelayFrame::Appended { .. } => Ok(()),
        other => bail!("{other:?} appends nothing"),
    }
}

async fn page(device: &mut Device, space: &Space) -> anyhow::Result<()> {
    let frame: ClientFrame = device.voice.fetch(space.id(), 0);
    match device.ask(&frame).await? {
        RelayFrame::Page { entries, .. } if !entries.is_empty() => Ok(()),
        other => bail!("{other:?} is no page"),
    }
}

async fn fetch(relay: SocketAddr) -> anyhow::Result<()> {
    let mut stream = connect(ORDINARY_HOST, relay).await?;
    let request = format!("GET /{PAGE} HTTP/1.1\r\nhost: {relay}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    timeout(LONGEST, stream.read_to_end(&mut answer)).await.context("the file does not come")??;
    ensure!(answer.len() > PAGE_BYTES && answer.starts_with(b"HTTP/1.1 200"), "that is not the file");
    Ok(())
}

/// Connects from an address of this machine.
pub(crate) async fn connect(from: IpAddr, relay: SocketAddr) -> anyhow::Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.bind(SocketAddr::new(from, 0))?;
    Ok(socket.connect(relay).await?)
}
