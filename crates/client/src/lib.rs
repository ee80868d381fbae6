//! A person's whole app without a screen.
//!
//! [`App`] is a state machine: events in (a command from the screen, bytes from the relay, "this batch is on disk"), effects
//! out (store this, send that, show this view). It runs natively, in a browser's worker and under a simulator alike; time
//! and randomness are arguments.
//!
//! ```text
//!   screen ── Command ──►┌─────┐── Effect::Store ──► IndexedDB, a folder, memory
//!          ◄── Page ─────│ App │── Effect::Send ───► relay
//!   store ── Stored ────►└─────┘── Effect::Show ───► screen
//! ```
//! Storing is a barrier: nothing that comes after a `Store` leaves the app before the store has said that it is durable. So a
//! person is never told "saved" too early, and a relay never sees an entry that this device could forget.

pub mod app;
pub mod export;
pub mod relay_address;
pub mod storage;

pub use app::{App, Effect, Event};
pub use command::PASSPHRASE_CHARACTERS_MIN;
pub use crypto::{LockParameters, LockSalt, derive_apart_with, warm_up};
/// What a screen and the app say to each other, and what people record.
pub use interface::{
    Command, CommandId, FromWorker, Look, Outcome, Problem, Reply, ToWorker, View, command, file, look,
    model, view,
};
pub use relay_address::RelayAddress;
pub use storage::{Record, Write};
/// Parcels as codes on a screen.
pub use sync::parcel::codes;
pub use sync::small::SmallMap;
