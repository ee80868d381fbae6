//! What matters to a person.

use crate::{
    Day,
    fields::{Heading, Scale, Text},
    kind,
};

/// The most values that a person can put in an order.
pub const VALUES_MAX: u8 = 12;

/// The most characters on how one looks.
pub(super) const LOOKS_CHARACTERS_MAX: usize = 600;

kind! {
    /// Something that matters to the person.
    pub struct OwnValue "value" {
        /// What they call it.
        pub name: Heading,
        /// Where it stands among the others, from 1. Of two in the same place, the one that was written first stands first.
        pub order: Scale<VALUES_MAX>,
        /// How it looks in a week.
        pub looks: Option<Text<LOOKS_CHARACTERS_MAX>>,
        /// In which week: the day on which that was written.
        pub said_on: Option<Day>,
    }
}
