//! A letter to oneself.

use crate::{Day, fields::Text, kind};

/// The most characters in a letter.
pub(super) const LETTER_CHARACTERS_MAX: usize = 8_000;

kind! {
    /// A letter that the person writes to themselves.
    pub struct Letter "letter" {
        /// What it says.
        pub text: Text<LETTER_CHARACTERS_MAX>,
        /// Until when it is put away, if it is.
        pub until: Option<Day>,
    }
}
