//! A guess at oneself.

use super::guessing::WORDS_CHARACTERS_MAX;
use crate::{
    Day,
    fields::{Heading, Text},
    kind,
};

kind! {
    /// What the person believes they will like later, to look at then.
    pub struct YearGuess "year_guess" about relationship {
        /// What.
        pub what: Heading,
        /// Why they believe so.
        pub why: Option<Text<WORDS_CHARACTERS_MAX>>,
        /// From which day on they look at it.
        pub look_on: Day,
        /// How it turned out to be.
        pub found: Option<Text<WORDS_CHARACTERS_MAX>>,
    }
}
