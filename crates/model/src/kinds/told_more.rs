//! More about something.

use super::memory::TOLD_CHARACTERS_MAX;
use crate::{fields::Text, kind};

kind! {
    /// More about a card that was guessed at, or about good news that was asked about.
    pub struct ToldMore "told_more" {
        /// In the author's own words.
        pub text: Text<TOLD_CHARACTERS_MAX>,
    }
}
