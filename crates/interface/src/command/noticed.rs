//! What of others' the person has noticed.

use model::RelationshipId;

use crate::look::Frontier;

/// One act of noticing. It is known to this device alone, and nothing of it ever leaves it.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum Noticed {
    /// A page was drawn, with all that stands on it. The screen says so by itself; it is no sign that anybody is there.
    #[n(0)]
    Drawn {
        /// Which, as [`ShownPage`](super::ShownPage) counts them.
        #[n(0)]
        number: u32,
    },
    /// The person puts away the line that says what is new from somebody.
    #[n(1)]
    PutAway {
        /// From whom.
        #[n(0)]
        relationship: RelationshipId,
        /// How far that line went: what came later is said still.
        #[n(1)]
        up_to: Frontier,
    },
}
