//! Attacks on who belongs to a vault or a link, written as tests that hold while they fail. Each is named after what it tries.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may panic")]

mod bad_keys;
mod between;
mod copies;
mod copies_in_links;
mod decoys;
mod filled;
mod flooded;
mod forks;
mod found_open;
mod hostile;
mod late;
mod planted;
mod relocking;
mod thief;
mod unproven;
