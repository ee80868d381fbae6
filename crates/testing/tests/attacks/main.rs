//! Attacks on who belongs to a vault or a link, written as tests that hold while they fail. Each is named after what it tries.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may panic")]

mod bad_keys;
mod decoys;
mod filled;
mod found_open;
mod late;
mod planted;
mod thief;
mod unproven;
