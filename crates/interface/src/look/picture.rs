//! What the picture is made of: days as they were kept, and hours.

use model::{Closeness, Day, RelationshipId};

use super::{OwnItem, OwnList};

/// The person's days, with one relationship.
#[derive(Debug, Clone, PartialEq, Eq, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Picture {
    /// Whose closeness; nothing where there is no relationship.
    pub with: Option<RelationshipId>,
    /// Every day that was kept, for oneself or with them, in their order.
    pub days: Vec<KeptDay>,
    /// The last weeks, this one too, in their order.
    pub weeks: Vec<Week>,
    /// The newest of the person's tests by lot, about whomever.
    pub tests: Vec<OwnItem>,
    /// The person's own things of the kinds that were asked for, without whom they are shared with and what was replied.
    pub beside: Vec<OwnList>,
}

/// A test by lot.
#[derive(Debug, Clone, PartialEq, Eq, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Trial {
    /// The test; nothing if it is not there, or not any more.
    pub item: Option<Box<OwnItem>>,
    /// The days of it that were kept, with the answers that it is about alone.
    pub days: Vec<KeptDay>,
}

/// A day, as it was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct KeptDay {
    /// Which.
    pub day: Day,
    /// How much it felt like the person's own, from 1 to 7.
    pub own: Option<u8>,
    /// How well the closeness suited them, from 1 to 7.
    pub bond: Option<u8>,
    /// What they would have liked, where it suited poorly.
    pub wish: Option<Closeness>,
}

/// Hours of a week, from Monday on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Week {
    /// Its Monday.
    pub monday: Day,
    /// Minutes that the person protected for themselves.
    pub own_minutes: u32,
    /// Minutes of dates that both agreed on.
    pub bond_minutes: u32,
}
