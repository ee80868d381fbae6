//! A question of the person's own to begin an entry of the journal with.

use super::journal::PROMPT_CHARACTERS_MAX;
use crate::{fields::Line, kind};

kind! {
    /// A question that the person wants to be asked when they write.
    pub struct Prompt "prompt" {
        /// The question.
        pub text: Line<PROMPT_CHARACTERS_MAX>,
    }
}
