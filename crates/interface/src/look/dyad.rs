//! What figures of two are made of.

use model::{Day, ItemId, together::Standing};

use super::{KeptDay, OwnItem};

/// Days, each with its answer.
pub type DayAnswers = Vec<(Day, u8)>;

/// How far two are with figures of both.
#[derive(Debug, Clone, PartialEq, Eq, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Dyad {
    /// Whether there is a link.
    pub is_linked: bool,
    /// The agreements on them that are in force; where none is, the newest. With how each stands.
    pub agreements: Vec<(ItemId, Standing)>,
    /// The person's own past days with an answer about the closeness, in their order, and nothing else of them.
    pub kept: Vec<KeptDay>,
    /// The stretch that the person shares; or the newest that they composed.
    pub own: Option<Box<OwnItem>>,
    /// What the other shares for it, and since when. Of what it says nothing is here.
    pub theirs: Vec<(ItemId, Day)>,
    /// The days of both, each with its answer: the person's own as it is shared, and the other's. Only while the agreement is in force and both
    /// share, and for computing alone.
    pub both: Option<(DayAnswers, DayAnswers)>,
}
