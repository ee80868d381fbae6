//! Being glad with somebody.

use super::guessing::WORDS_CHARACTERS_MAX;
use crate::{fields::Text, kind};

kind! {
    /// A reply to good news that is glad along and asks.
    pub struct Wondering "wondering" {
        /// In the author's own words.
        pub text: Text<WORDS_CHARACTERS_MAX>,
    }
}
