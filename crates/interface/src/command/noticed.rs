//! What of others' the person has noticed.

use model::RelationshipId;

use crate::look::Frontier;

/// One act of noticing. It is known to this device alone, and nothing of it ever leaves it.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Noticed {
    /// A page was drawn, with all that stands on it. The screen says so by itself; it is no sign that anybody is there.
    Drawn {
        /// Which, as [`ShownPage`](super::ShownPage) counts them.
        number: u32,
    },
    /// The person puts away the line that says what is new from somebody.
    PutAway {
        /// From whom.
        relationship: RelationshipId,
        /// How far that line went: what came later is said still.
        up_to: Frontier,
    },
}
