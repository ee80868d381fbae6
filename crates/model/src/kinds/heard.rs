//! Whether the speaker finds themselves in what was said back.

use super::guessing::WORDS_CHARACTERS_MAX;
use crate::{fields::Text, kind, vocabulary::Understanding};

kind! {
    /// Whether the speaker finds themselves in what was said back. Only they can say it.
    pub struct Heard "heard" {
        /// Understood, or not quite.
        pub understanding: Understanding,
        /// What is missing, in their own words.
        pub words: Option<Text<WORDS_CHARACTERS_MAX>>,
    }
}
