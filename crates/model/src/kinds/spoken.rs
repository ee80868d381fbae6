//! What the speaker says in a talk.

use super::guessing::WORDS_CHARACTERS_MAX;
use crate::{fields::Text, kind, vocabulary::Tone};

kind! {
    /// What the speaker says in a talk, in three sentences.
    pub struct Spoken "spoken" {
        /// Gently or clearly.
        pub tone: Tone,
        /// What happened.
        pub happened: Text<WORDS_CHARACTERS_MAX>,
        /// What it was like for them.
        pub felt: Text<WORDS_CHARACTERS_MAX>,
        /// What they would like.
        pub wish: Text<WORDS_CHARACTERS_MAX>,
    }
}
