//! Rehearsing a no.

use crate::{
    fields::{Heading, Text},
    kind,
};

/// The most characters in one part: it is said aloud.
pub(super) const PART_CHARACTERS_MAX: usize = 600;

kind! {
    /// A no that the person rehearses, in four parts.
    pub struct Rehearsal "rehearsal" {
        /// What the person calls it, if anything.
        pub title: Option<Heading>,
        /// What happened, as a camera would have seen it.
        pub describe: Option<Text<PART_CHARACTERS_MAX>>,
        /// What it is like for the person.
        pub express: Option<Text<PART_CHARACTERS_MAX>>,
        /// What they want, or do not want: the no itself.
        pub specify: Text<PART_CHARACTERS_MAX>,
        /// What becomes possible, or what they themselves will do.
        pub consequence: Option<Text<PART_CHARACTERS_MAX>>,
    }
}
