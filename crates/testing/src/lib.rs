//! A whole small world from one seed: people with several devices, a bad network, a relay that crashes or deceives.
//!
//! ```text
//!   Keeper (one per device)              network                     Relay
//!     sync::Device, folded model   ── connections that drop ──►  relay::Service on a store in memory
//!     Durable: what is on disk     ◄── late, or worse ─────────  crash, rollback, a deceiving view
//! ```
//! Nothing here reads a clock or the operating system: a seed that fails, fails again in the same way.
//!
//! - [`former`] is what a device does that was taken out, with a relay that works with it.
//! - [`keeper`] keeps a device as the app does: whatever changed is stored before anything is sent.
//! - [`newer`] is a version of the app that knows more kinds of record than the present one.
//! - [`people`] have whole apps, screens apart, and one relay.
//! - [`relay_process`] runs the real relay and can crash it, set it back in time, or let it deceive ([`deceit`]).
//! - [`scenes`] are what people do again and again.
//! - [`seen`] is what a person sees of records.
//! - [`simulation`] drives them and checks that everybody ends up with the same, that nothing is lost, and that deceit is
//!   noticed.

pub mod chance;
pub mod deceit;
pub mod durable;
pub mod folded;
pub mod former;
pub mod keeper;
pub mod linking;
mod lock;
pub mod newer;
pub mod people;
pub mod relay_process;
mod removing;
pub mod scenes;
pub mod seen;
pub mod simulation;
mod trimming;
