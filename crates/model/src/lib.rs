//! What people record, and the rules by which records merge.
//!
//! The state is a deterministic fold over typed operations. Consent is a merge rule here: each person's operations write only
//! into that person's own part of the state, so nobody can alter or delete what another wrote, whatever arrives. Operations
//! commute: any delivery order, with any repetition, gives the same state.
//!
//! ```text
//!  vault (one person)                 relationship (two people)
//!  Vault ◄─ VaultOperation            Relationship ◄─ (Side, RelationshipOperation)
//!    name, relationships, links,        each part: name, grants (shared versions, replies),
//!    items of every kind                names of withdrawn grants
//!      │                                  │
//!      └──────── Content ─────────────────┘   bytes, which the fold carries and does not read
//!                  │
//!          kinds::LIST   one line a kind: its number, and whether it is own, shareable or a reply
//! ```
//! Whatever passes between two people is a granted version of an item, a reply, or the withdrawal of either. A vault's record has no
//! way into a relationship but [`SharedContent`] and [`ReplyContent`], and only kinds that the list allows have one into these:
//!
//! ```compile_fail,E0308
//! fn tell(vault: model::VaultOperation) -> model::RelationshipOperation {
//!     vault
//! }
//! ```

pub mod clock;
pub mod content;
pub mod day;
pub mod decision;
pub mod devices;
pub mod draw;
pub mod fields;
pub mod identifiers;
pub mod item;
pub mod kind;
pub mod kinds;
mod list;
pub mod operation;
mod ordered;
mod positional;
pub mod reflection;
pub mod relationship;
pub mod seen;
pub mod together;
pub mod value;
pub mod vault;
pub mod versions;
pub mod vocabulary;
mod word_keys;
pub mod zone;

pub use clock::{Clock, ClockUnit, HybridClock, Stamp};
pub use content::{Content, ContentHash, ReplyContent, SharedContent};
pub use day::{Day, Now, Offsets};
pub use decision::{Decided, Decision};
pub use identifiers::{DeviceId, GrantId, ItemId, LinkId, RelationshipId, VersionId, WriterId};
pub use item::{Item, Written};
pub use kind::{Field, Kind, Slot, Unreadable};
pub use operation::{Decoded, RelationshipOperation, VaultOperation};
pub use relationship::{Grant, Relationship, Side};
pub use value::{Fault, Shape, Value};
pub use vault::Vault;
pub use vocabulary::{
    Answer, Closeness, Depth, Frequency, GoalEnd, Lasts, Lot, Meaning, Need, Pact, Presence, Reach, Repeats,
    Rest, Rhythm, Room, Taste, Tie, Tone, Understanding, Wanted, WritesFirst, YesOrNo,
};
