//! What a screen and the app behind it say to each other: commands and what they led to, looks and what they find, the frame around
//! every page. Copies for view and nothing else: no keys, no cryptography, no state.
//!
//! A browser's page knows this crate and not the [app's](../client/index.html), which runs in the page's worker.
//!
//! ```text
//!   page ── ToWorker { id, command } ──► worker
//!        ◄── FromWorker::Reply ─────────  the command was carried out, or was not
//!        ◄── FromWorker::Show ──────────  what became another on the screen
//! ```

pub mod command;
pub mod figures;
pub mod file;
pub mod host;
pub mod look;
pub mod moment;
mod said;
pub mod view;

pub use command::{Command, CommandId, FromWorker, Outcome, Problem, Reply, ToWorker};
pub use host::HostMessage;
pub use look::Look;
pub use said::{Said, said};
pub use view::View;

/// What people record: the vocabulary that commands and views speak.
pub use model;
