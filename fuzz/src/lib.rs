//! Fuzz targets: one plain function for every decoder of bytes that come from outside.
//!
//! A target takes any bytes and returns. It panics if the decoder panics or breaks a law that holds for every input: what
//! was read is written and read as the same, what has one encoding has no other, what opens was sealed.
//!
//! ```text
//! corpus/<target>/*  ─┐                     ┌─► target(bytes) ─ panics? ─► findings/<target>/<hash>
//! samples made here  ─┴─► mutation (seeded) ┘
//! ```
//! The driver in `main.rs` mutates without looking at coverage and needs only stable Rust; `libfuzzer/` runs the same
//! functions under libFuzzer, which looks at coverage.

mod files;
mod mutation;
mod parcels;
mod samples;
mod targets;

pub use mutation::Mutator;
pub use targets::{TARGETS, Target};

/// Runs the target `name` once.
///
/// # Panics
/// If there is no such target, or it is at fault.
pub fn run(name: &str, bytes: &[u8]) {
    let target = TARGETS.iter().find(|target| target.name == name).expect("a target of this name");
    (target.run)(bytes);
}
