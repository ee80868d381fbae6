//! Counts and sizes for whoever keeps the relay, in the text format of Prometheus. No id, no address, no space by itself.

use std::{
    fmt::Write,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use super::hub::Hub;

/// Upper bounds of the buckets of commit times, in seconds, with their labels.
const BOUNDS: [(f64, &str); 8] = [
    (0.000_5, "0.0005"),
    (0.001, "0.001"),
    (0.002_5, "0.0025"),
    (0.005, "0.005"),
    (0.01, "0.01"),
    (0.05, "0.05"),
    (0.25, "0.25"),
    (1.0, "1"),
];

/// How long commits took.
#[derive(Debug, Default)]
pub(super) struct CommitTimes(Mutex<Times>);

#[derive(Debug, Default, Clone, Copy)]
struct Times {
    within: [u64; BOUNDS.len()],
    commits: u64,
    changes: u64,
    seconds: f64,
}

impl CommitTimes {
    /// One commit of so many changes took so long.
    pub(super) fn add(&self, took: Duration, changes: usize) {
        let mut times = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let seconds = took.as_secs_f64();
        let within = times.within.iter_mut().zip(BOUNDS).filter(|(_, (bound, _))| seconds <= *bound);
        within.for_each(|(count, _)| *count += 1);
        times.commits += 1;
        times.changes += u64::try_from(changes).unwrap_or(u64::MAX);
        times.seconds += seconds;
    }
}

/// The text that `/metrics` answers.
pub(super) async fn text(hub: &Hub) -> String {
    let statistics = hub.statistics().await;
    let (counters, connections, accepted, open_spaces) = hub.counts();
    let times = *hub.commit_times().0.lock().unwrap_or_else(PoisonError::into_inner);
    let mut text = String::new();
    let mut put = |name: &str, kind: &str, help: &str, value: u64| {
        let name = format!("counterpoint_relay_{name}");
        // Writing to a string cannot fail.
        let _ = write!(text, "# HELP {name} {help}\n# TYPE {name} {kind}\n{name} {value}\n");
    };
    put("connections", "gauge", "Connections that are open.", u64::try_from(connections).unwrap_or(u64::MAX));
    put("connections_total", "counter", "Connections that were opened.", accepted);
    put("open_spaces", "gauge", "Spaces in use.", u64::try_from(open_spaces).unwrap_or(u64::MAX));
    put("frames_received_total", "counter", "Frames received.", counters.frames_received);
    put("received_bytes_total", "counter", "Bytes received in frames.", counters.bytes_received);
    put("frames_sent_total", "counter", "Frames sent.", counters.frames_sent);
    put("sent_bytes_total", "counter", "Bytes sent in frames.", counters.bytes_sent);
    put("refused_total", "counter", "Requests refused.", counters.refused);
    put("entries_stored_total", "counter", "Entries made durable.", counters.entries_stored);
    put("fallen_back_total", "counter", "Subscriptions slowed to pages.", counters.fallen_back);
    put("lagging_total", "counter", "Subscriptions ended because nobody read.", counters.lagging);
    put("changes_total", "counter", "Changes handed to the store.", times.changes);
    if let Some(statistics) = statistics {
        put("spaces", "gauge", "Spaces in the store.", statistics.spaces);
        put("boxes", "gauge", "Rendezvous boxes in the store.", statistics.boxes);
        put("store_bytes", "gauge", "Size of the store.", statistics.size_bytes);
    }
    put_times(&mut text, &times);
    text
}

fn put_times(text: &mut String, times: &Times) {
    let name = "counterpoint_relay_commit_seconds";
    let _ = write!(text, "# HELP {name} Time to make a group of changes durable.\n# TYPE {name} histogram\n");
    for ((_, label), count) in BOUNDS.iter().zip(times.within) {
        let _ = writeln!(text, "{name}_bucket{{le=\"{label}\"}} {count}");
    }
    let Times { commits, seconds, .. } = times;
    let _ = writeln!(
        text,
        "{name}_bucket{{le=\"+Inf\"}} {commits}\n{name}_sum {seconds}\n{name}_count {commits}"
    );
}
