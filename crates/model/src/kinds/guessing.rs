//! A guessing exchange.

use crate::{fields::Text, kind};

/// The most characters in a few words that go with an invitation, a guess or a question.
pub(super) const WORDS_CHARACTERS_MAX: usize = 600;

kind! {
    /// An invitation to guess at a few of each other's cards. Nobody keeps score.
    pub struct Guessing "guessing" about relationship asks answer {
        /// In the author's own words.
        pub words: Option<Text<WORDS_CHARACTERS_MAX>>,
    }
}
