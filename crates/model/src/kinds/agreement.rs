//! Agreements.

use crate::{
    Day,
    fields::Text,
    kind,
    vocabulary::{Lasts, Pact},
};

/// The most characters in the words of an agreement: one small thing.
pub(super) const WORDS_CHARACTERS_MAX: usize = 240;

kind! {
    /// An agreement that is proposed. It takes two signatures to be in force, and one of the two to end.
    pub struct Agreement "agreement" about relationship asks answer {
        /// What it is about.
        pub sort: Pact,
        /// The exact words.
        pub words: Text<WORDS_CHARACTERS_MAX>,
        /// Of a sign for a break: how long that is.
        pub lasts: Option<Lasts>,
        /// On which day both look at it again, or come back.
        pub look: Option<Day>,
    }
}
