//! What two people do together: who may act, whose turn it is, what is in force.
//!
//! Each side writes only its own part, and nothing here is a merge rule. These are pure functions that read both parts, so they give
//! every device the same answer from the same entries, whatever the order in which they came.
//!
//! ```text
//!   the founder's part        the invited person's part
//!   nth_of(item, 0) ───────── nth_of(item, 0)            an agreement: equal signatures under one derived name
//!   nth_of(talk, 0) ─────────►nth_of(talk, 1)            a talk: each step names the hash of the one before
//!   nth_of(talk, 2) ◄───────────────┘
//! ```
//! Names are derived, so that nobody needs to ask which of several grants is meant, and a name that was withdrawn is spent.
//!
//! [`Voices`] reads what both have said about things, of every kind, by the rules of [`voices`]: what does not keep them was not said.

mod about;
pub mod agreement;
pub mod questions;
mod rules;
pub mod talk;
pub mod voices;

use crate::{GrantId, ItemId};

pub use about::{About, Standing};
pub use rules::{CARDS_MAX, ENCOURAGEMENTS_MAX, signature_of};
pub use voices::{Refused, Said, Saying, Topic, Voices};

/// The name of the `n`th grant made under an item: the first 16 bytes of BLAKE3 of the item's name and `n` (four bytes, the lowest
/// first), in a context of its own.
pub fn nth_of(item: ItemId, n: u32) -> GrantId {
    let mut hasher = blake3::Hasher::new_derive_key("counterpoint 1 model: nth grant of an item");
    hasher.update(&item.0);
    hasher.update(&n.to_le_bytes());
    let mut name = [0; 16];
    hasher.finalize_xof().fill(&mut name);
    GrantId(name)
}
