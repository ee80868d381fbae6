//! What people record, and the rules by which records merge.
//!
//! The state is a deterministic fold over typed operations. Consent is a merge rule here: each person's operations write only
//! into that person's own part of the state, so nobody can alter or delete what another wrote, whatever arrives. Operations
//! commute: any delivery order, with any repetition, gives the same state.
//!
//! ```text
//!  vault (one person)           relationship (two people)
//!  Vault ◄─ VaultOperation      Relationship ◄─ (Party, RelationshipOperation)
//!    name, relationships,         each party: name, shared versions, tombstones, answers
//!    cards, requests, links
//! ```
//! There is deliberately no conversion from a vault's records into a relationship's but [`operation::Content`], which holds
//! one version of one thing that a person shares.

pub mod clock;
pub mod day;
pub mod devices;
pub mod identifiers;
pub mod operation;
mod ordered;
pub mod relationship;
pub mod vault;
pub mod versions;
pub mod vocabulary;

pub use clock::{Clock, ClockUnit, HybridClock, Stamp};
pub use day::{Day, Now};
pub use identifiers::{DeviceId, ItemId, LinkId, RelationshipId, ShareId, VersionId, WriterId};
pub use operation::{Content, Decoded, RelationshipOperation, VaultOperation};
pub use relationship::{Relationship, Side};
pub use vault::Vault;
pub use vocabulary::{Answer, Kind, Need, Taste};

/// The most characters in a name.
pub const NAME_CHARACTERS_MAX: usize = 60;

/// The most characters in a text that a person writes.
pub const TEXT_CHARACTERS_MAX: usize = 4_000;
