//! Signatures.

use super::agreement::WORDS_CHARACTERS_MAX;
use crate::{
    Day,
    fields::Text,
    kind,
    vocabulary::{Lasts, Pact},
};

kind! {
    /// A signature under an agreement. It repeats the exact words.
    pub struct Signature "signature" {
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
