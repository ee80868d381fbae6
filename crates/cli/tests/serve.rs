//! The real binary: killed at random moments it loses nothing that it acknowledged, and it tells nothing about anybody.
//!
//! Killing a process shows that nothing is acknowledged before it is written; that it was also synced to the disk rests on
//! SQLite's `synchronous = FULL`, because only pulling a plug could show it.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may panic and prints its seed"
)]

#[path = "../../relay/tests/shared/actors.rs"]
mod actors;
#[path = "../../relay/tests/shared/network.rs"]
mod network;
#[path = "shared/process.rs"]
mod process;

use std::{collections::BTreeMap, time::Duration};

use actors::{Space, entry, entry_id, member, preimage};
use futures_util::SinkExt;
use network::{Client, get, request};
use process::Process;
use rand_chacha::{
    ChaCha20Rng,
    rand_core::{Rng, SeedableRng},
};
use sync::{Body, ClientFrame, Entry, EntryId, RelayFrame, SpaceId, StoredEntry, frame::BoxId};
use tokio::process::Command;

/// What the relay acknowledged of one space.
#[derive(Default)]
struct Acknowledged {
    positions: BTreeMap<EntryId, u64>,
    erased: Vec<EntryId>,
}

impl Acknowledged {
    fn add(&mut self, other: Self) {
        self.positions.extend(other.positions);
        self.erased.extend(other.erased);
    }
}

/// Appends and erases, many requests at a time, until the relay dies; returns what was acknowledged.
async fn write_until_killed(mut client: Client, space: SpaceId, mut number: u64) -> Acknowledged {
    const AT_ONCE: usize = 16;
    let mut acknowledged = Acknowledged::default();
    let mut under_way: BTreeMap<u32, ClientFrame> = BTreeMap::new();
    loop {
        while under_way.len() < AT_ONCE {
            number += 1;
            let frame = if number.is_multiple_of(5) {
                client.voice.erase(space, number - 4)
            } else {
                client.voice.append(space, vec![entry(number)])
            };
            if client.send(&frame).await.is_err() {
                return acknowledged;
            }
            under_way.insert(client.voice.newest().0, frame);
        }
        let Some(answer) = client.hear().await else { return acknowledged };
        let (RelayFrame::Appended { request, .. } | RelayFrame::Done { request }) = &answer else {
            panic!("{answer:?}")
        };
        match (under_way.remove(&request.0), answer) {
            (Some(ClientFrame::Append { entries, .. }), RelayFrame::Appended { positions, .. }) => {
                acknowledged.positions.insert(entries[0].id, positions[0].0);
            }
            (Some(ClientFrame::Erase { entry, .. }), RelayFrame::Done { .. }) => {
                acknowledged.erased.push(entry);
            }
            (asked, answered) => panic!("{asked:?} was answered by {answered:?}"),
        }
    }
}

fn check_kept(stored: &[StoredEntry], acknowledged: &Acknowledged, before: &[StoredEntry]) {
    let mut places = BTreeMap::new();
    for (expected, stored) in (1..).zip(stored) {
        assert_eq!(stored.position.0, expected, "positions have no gap");
        assert_eq!(places.insert(stored.entry.id, expected), None, "an entry is stored once");
    }
    for (id, position) in &acknowledged.positions {
        assert_eq!(places.get(id), Some(position), "an acknowledged entry is where it was acknowledged");
    }
    for id in &acknowledged.erased {
        let stored = &stored[usize::try_from(places[id]).unwrap() - 1];
        assert!(matches!(stored.entry.body, Body::Erased(_)), "an acknowledged erasure holds");
    }
    for (before, after) in before.iter().zip(stored) {
        assert_eq!((before.position, before.entry.id), (after.position, after.entry.id), "nothing moves");
        assert_eq!(before.entry.head, after.entry.head, "no head changes");
    }
    assert!(stored.len() >= before.len());
}

/// A space under load, and what is known of it.
struct Loaded {
    space: Space,
    acknowledged: Acknowledged,
    stored: Vec<StoredEntry>,
}

impl Loaded {
    async fn open(&self, process: &Process) -> Client {
        let mut client = Client::connect(process.address, self.space.founder.clone()).await.unwrap();
        client.open(self.space.id()).await;
        client
    }
}

#[tokio::test]
async fn killed_at_any_moment_it_keeps_every_acknowledged_entry() {
    const SPACES: u8 = 3;
    const WRITERS_PER_SPACE: u64 = 2;
    const KILLS: u64 = 8;
    for seed in [1, 2] {
        let mut random = ChaCha20Rng::seed_from_u64(seed);
        let folder = tempfile::tempdir().unwrap();
        let mut process = Process::start(folder.path(), &["--no-app"]).await;
        let mut spaces = Vec::new();
        for number in 1..=SPACES {
            let space = Space::founded_by(member(number), number.into());
            Client::connect(process.address, member(number)).await.unwrap().found(&space).await;
            spaces.push(Loaded { space, acknowledged: Acknowledged::default(), stored: Vec::new() });
        }
        for kill in 1..=KILLS {
            let mut writers = Vec::new();
            for (index, loaded) in spaces.iter().enumerate() {
                for writer in 0..WRITERS_PER_SPACE {
                    let client = loaded.open(&process).await;
                    let first_number = (kill * WRITERS_PER_SPACE + writer) * 1_000_000;
                    let writing = write_until_killed(client, loaded.space.id(), first_number);
                    writers.push((index, tokio::spawn(writing)));
                }
            }
            let moment_ms = random.next_u64() % 300;
            tokio::time::sleep(Duration::from_millis(moment_ms)).await;
            process.kill().await;
            for (index, writer) in writers {
                spaces[index].acknowledged.add(writer.await.unwrap());
            }
            process = Process::start(folder.path(), &["--no-app"]).await;
            for loaded in &mut spaces {
                let stored = loaded.open(&process).await.everything(loaded.space.id()).await;
                check_kept(&stored, &loaded.acknowledged, &loaded.stored);
                loaded.stored = stored;
            }
            let count: usize = spaces.iter().map(|loaded| loaded.acknowledged.positions.len()).sum();
            println!("seed {seed}, kill {kill} after {moment_ms} ms: {count} entries acknowledged so far");
        }
        assert!(
            spaces.iter().all(|loaded| !loaded.acknowledged.positions.is_empty()),
            "every space was under load"
        );
        process.end().await;
    }
}

/// What a device sends.
const CONTENT: &str = "zebra-umbrella-9171";

/// What a browser says of itself.
const BROWSER: &str = "violet-teapot-4406";

/// Where a proxy says that a device is.
const PLACE: &str = "203.0.113.77";

fn holds(bytes: &[u8], marker: &str) -> bool {
    bytes.windows(marker.len()).any(|window| window == marker.as_bytes())
}

#[tokio::test]
async fn neither_log_nor_metrics_hold_what_tells_who_and_the_store_no_browser() {
    let folder = tempfile::tempdir().unwrap();
    let app = tempfile::tempdir().unwrap();
    std::fs::write(app.path().join("index.html"), "<!doctype html>").unwrap();
    let app_folder = app.path().to_str().unwrap();
    let arguments = ["--metrics", "--address-header", "X-Forwarded-For", "--app", app_folder];
    let process = Process::start(folder.path(), &arguments).await;
    let address = process.address;
    // Everything a browser says about itself and where it comes from.
    let headers = ["user-agent", "referer", "cookie", "origin", "x-forwarded-for", "authorization"];
    let headers: Vec<_> = headers.iter().map(|name| (*name, BROWSER)).collect();
    for path in [format!("/{BROWSER}"), format!("/{BROWSER}.js"), format!("/?name={BROWSER}")] {
        get(address, &path, &headers).await;
    }
    request(address, "GET", "/sync", &headers).await;
    request(address, BROWSER, "/", &[]).await;
    get(address, "/", &[("host", BROWSER)]).await;
    // Everything a device sends, sealed or not; and what is no frame at all.
    let space = Space::founded_by(member(1), 1);
    let mut client = Client::connect_with(address, member(1), &[("x-forwarded-for", PLACE)]).await.unwrap();
    client.found(&space).await;
    let marked = |number| Entry {
        head: CONTENT.as_bytes().to_vec(),
        body: Body::Sealed(CONTENT.as_bytes().to_vec()),
        ..entry(number)
    };
    let name = BoxId([9; 32]);
    for frame in [
        client.voice.append(space.id(), vec![marked(1), marked(2)]),
        client.voice.erase(space.id(), 1),
        client.voice.erase(space.id(), 7),
        client.voice.put_box(name, 0, CONTENT.as_bytes()),
        client.voice.put_box(name, 0, b"another"),
    ] {
        client.ask(&frame).await;
    }
    let mut garbage = Client::connect(address, member(1)).await.unwrap();
    garbage.socket.send(CONTENT.into()).await.unwrap();
    garbage.hear().await;
    let metrics = get(address, "/metrics", &[]).await.text().to_owned();
    assert!(metrics.contains("\ncounterpoint_relay_entries_stored_total 2\n"), "{metrics}");
    let printed = process.end().await;
    assert!(printed.contains("the relay has stopped"), "{printed}");
    let space_id = space.id().to_string();
    let box_id = name.to_string();
    for tells_who in
        [CONTENT, BROWSER, PLACE, &space_id, &box_id, &entry_id(1).to_string(), &preimage(1).to_string()]
    {
        assert!(!holds(metrics.as_bytes(), tells_who), "metrics: {metrics}");
        assert!(!holds(printed.as_bytes(), tells_who), "log: {printed}");
    }
    let own_address = address.to_string();
    assert!(!holds(printed.replace(&own_address, "").as_bytes(), "127.0.0.1"), "log: {printed}");
    assert!(!holds(metrics.as_bytes(), "127.0.0.1"), "metrics: {metrics}");
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for tells_who in [BROWSER, PLACE, "127.0.0.1"] {
            assert!(!holds(&bytes, tells_who), "{tells_who}");
        }
    }
}

#[tokio::test]
async fn a_backup_of_a_running_relay_serves_what_it_held() {
    let folder = tempfile::tempdir().unwrap();
    let restored = tempfile::tempdir().unwrap();
    let process = Process::start(folder.path(), &["--no-app"]).await;
    let space = Space::founded_by(member(1), 1);
    let mut client = Client::connect(process.address, member(1)).await.unwrap();
    client.found(&space).await;
    let frame = client.voice.append(space.id(), vec![entry(1)]);
    client.ask(&frame).await;
    let copied = Command::new(env!("CARGO_BIN_EXE_counterpoint"))
        .args(["backup", "--data"])
        .arg(folder.path())
        .arg("--to")
        .arg(restored.path().join("relay.sqlite"))
        .status()
        .await
        .unwrap();
    assert!(copied.success());
    process.kill().await;
    let process = Process::start(restored.path(), &["--no-app"]).await;
    let mut client = Client::connect(process.address, member(1)).await.unwrap();
    client.open(space.id()).await;
    let stored = client.everything(space.id()).await;
    assert_eq!(stored.iter().map(|stored| &stored.entry).collect::<Vec<_>>(), [&entry(1)]);
    process.end().await;
}

#[tokio::test]
async fn a_second_relay_in_the_same_folder_says_why_it_does_not_start() {
    let folder = tempfile::tempdir().unwrap();
    let process = Process::start(folder.path(), &["--no-app"]).await;
    let second = Command::new(env!("CARGO_BIN_EXE_counterpoint"))
        .args(["serve", "--listen", "127.0.0.1:0", "--no-app", "--data"])
        .arg(folder.path())
        .output()
        .await
        .unwrap();
    assert!(!second.status.success());
    let printed = String::from_utf8(second.stderr).unwrap();
    assert!(printed.contains("another relay is working in the folder"), "{printed}");
    process.end().await;
}
