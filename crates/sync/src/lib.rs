//! Replication of sealed entries: wire format, the rules of a space, and sessions without any I/O.
//!
//! A **space** is one replicated log of sealed entries: a person's vault, or a relationship. Who belongs to it stands in a
//! signed linear chain of [`control`] records; what was written stands in [`entry`] form, every writer's heads chained and
//! signed. A relay stores both and reads neither heads nor bodies.
//!
//! ```text
//!            ┌────────── Replica (one per space) ─────────┐
//!  write() ─►│ seals, chains, signs ─► outbox             │      ┌───────── Session (one per connection) ────────┐
//!            │                                            │◄────►│ hello, authenticate, append, acknowledge,      │◄─► frames
//!  opened  ◄─│ verifies chains, sightings, membership     │      │ subscribe, fetch, control, rendezvous boxes    │
//!            └────────────────────────────────────────────┘      └────────────────────────────────────────────────┘
//! ```
//! Time, randomness, storage and the network are arguments: the same code runs natively, in a browser and under a
//! simulator with a seed.

pub mod control;
pub mod device;
pub mod entry;
pub mod frame;
pub mod host;
pub mod limits;
pub mod link;
pub mod packing;
pub mod parcel;
pub mod replica;
pub use small;
mod verification;

pub use control::{ControlRecord, Member, MemberKind, Party};
pub use device::Device;
pub use entry::{Body, Entry, EntryId, Position, StoredEntry};
pub use frame::{ClientFrame, Refusal, RelayFrame, RequestId};
pub use replica::{Opened, Replica, Trouble};

crypto::fixed_bytes! {
    /// Names a space: the hash of its founder's public keys and a salt, so that nobody can hand out another beginning for it.
    SpaceId, 32
}
