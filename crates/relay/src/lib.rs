//! A blind relay: it stores sealed entries, hands them on, and can read none of them.
//!
//! ```text
//!   browser ══ WebSocket ══ server ──► Service (no I/O) ──► Store: memory | SQLite
//!                             │            rules              durability
//!                             └─ the app's files, health, metrics
//! ```
//! - [`Service`] holds the rules: who may do what, and who is told. It does no I/O.
//! - [`store`] keeps things, behind one trait with one conformance suite.
//! - [`serve`] puts both on a network; [`Server`] does it in two steps.
//! - [`Direct`] puts both on one thread, for simulations.
//!
//! A relay knows no type of the domain. It stores no name and no address, and logs nothing but counts and failures of its
//! own.

pub mod limits;
pub mod store;

mod direct;
mod server;

mod service;

pub use direct::Direct;
pub use server::{Configuration, Metrics, ServeError, Server, Storage, serve};

pub use service::{Audience, ConnectionId, Counters, Output, Service, Source, Ticket};
