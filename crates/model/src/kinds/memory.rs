//! Memories.

use crate::{
    Day,
    fields::{Heading, Text},
    kind,
};

/// The most characters in something that is told to one person.
pub(super) const TOLD_CHARACTERS_MAX: usize = 2_000;

kind! {
    /// How something was that two people did together, for one of them.
    pub struct Memory "memory" about relationship {
        /// What they did, as it was called.
        pub what: Heading,
        /// When it was.
        pub on: Option<Day>,
        /// What one wants to keep of it.
        pub text: Text<TOLD_CHARACTERS_MAX>,
    }
}
