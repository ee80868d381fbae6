//! Guesses.

use super::guessing::WORDS_CHARACTERS_MAX;
use crate::{fields::Text, kind};

kind! {
    /// A guess at what stands on a card that was put forward.
    pub struct Guess "guess" {
        /// The guess.
        pub text: Text<WORDS_CHARACTERS_MAX>,
    }
}
