//! What a person who types a command sees: lines, and progress for whatever takes longer than two seconds.

use std::io::{IsTerminal, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// Work shorter than this passes without a word.
const QUIET_FOR: Duration = Duration::from_secs(2);
/// How often a terminal's progress line is drawn again.
const REDRAW_EVERY: Duration = Duration::from_secs(1);
/// How often a line is added where there is no terminal, as in the log of a server.
const REPEAT_EVERY: Duration = Duration::from_secs(20);

/// Prints one line.
pub(crate) fn say(line: impl AsRef<str>) {
    // A closed pipe (`cargo xtask … | head`) is no reason to stop working.
    drop(writeln!(std::io::stdout().lock(), "{}", line.as_ref()));
}

/// Does `work`, and shows `label` with the time that has passed when it takes longer than two seconds.
pub(crate) fn during<T>(label: &str, work: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    thread::scope(|scope| {
        let (working, ended) = mpsc::channel::<()>();
        let ticker = scope.spawn(move || show_progress(label, started, &ended));
        let value = work();
        drop(working);
        // The ticker only prints; should that fail, the work is still done.
        drop(ticker.join());
        value
    })
}

/// Seconds with one decimal, or minutes and seconds: `3.2 s`, `4 min 05 s`.
pub(crate) fn duration(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds < 60 {
        format!("{:.1} s", duration.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

/// A size as people read it: `981 B`, `12.4 kB`, `1.31 MB`.
pub(crate) fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{}.{} kB", bytes / 1_000, bytes % 1_000 / 100),
        _ => format!("{}.{:02} MB", bytes / 1_000_000, bytes % 1_000_000 / 10_000),
    }
}

fn show_progress(label: &str, started: Instant, ended: &Receiver<()>) {
    let is_terminal = std::io::stdout().is_terminal();
    let mut pause = QUIET_FOR;
    let mut shown = false;
    while let Err(RecvTimeoutError::Timeout) = ended.recv_timeout(pause) {
        shown = true;
        let passed = started.elapsed().as_secs();
        if is_terminal {
            let mut out = std::io::stdout().lock();
            drop(write!(out, "\r\x1b[2K  … {label} ({passed} s)").and_then(|()| out.flush()));
            pause = REDRAW_EVERY;
        } else {
            say(format!("  … {label} ({passed} s)"));
            pause = REPEAT_EVERY;
        }
    }
    if shown {
        let start_of_line = if is_terminal { "\r\x1b[2K" } else { "" };
        say(format!("{start_of_line}  {label}: {}", duration(started.elapsed())));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_durations_read_as_people_write_them() {
        assert_eq!(size(981), "981 B");
        assert_eq!(size(12_499), "12.4 kB");
        assert_eq!(size(1_319_000), "1.31 MB");
        assert_eq!(duration(Duration::from_millis(3_210)), "3.2 s");
        assert_eq!(duration(Duration::from_secs(245)), "4 min 05 s");
    }
}
