//! Waiting longer after each failure.

/// The first wait, in milliseconds.
const FIRST_MS: u64 = 1_000;

/// The longest wait, in milliseconds.
const LONGEST_MS: u64 = 60_000;

/// How long to wait before trying to reach a relay again.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Backoff {
    failures: u32,
}

impl Backoff {
    /// The wait after one more failure, in milliseconds: doubled each time, and varied by up to a half, so that devices do not
    /// all come back at the same moment.
    pub(super) fn next_ms(&mut self, variation: u8) -> u64 {
        let doubled = FIRST_MS << self.failures.min(6);
        self.failures = self.failures.saturating_add(1);
        let base = doubled.min(LONGEST_MS);
        base / 2 + base * u64::from(variation) / 510
    }

    /// It worked: the next failure waits briefly again.
    pub(super) fn reset(&mut self) {
        self.failures = 0;
    }
}
