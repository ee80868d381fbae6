//! Things that a person wrote, of whatever kind: one map of them, and one way to write and to remove.

use crate::{Content, RelationshipId, positional::positional, versions::Versions};

/// One version of an item.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, minicbor::Encode)]
pub struct Written {
    /// The relationship that it is about, if it is about one.
    #[n(0)]
    pub about: Option<RelationshipId>,
    /// What it says.
    #[n(1)]
    pub content: Content,
}

positional!(Written { about, content });

/// An item with its versions. One that was removed has none that stands; the names of those it had are kept, so that they stay
/// removed.
pub type Item = Versions<Written>;
