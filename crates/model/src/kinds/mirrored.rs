//! What the listener says back in a talk.

use super::memory::TOLD_CHARACTERS_MAX;
use crate::{fields::Text, kind};

kind! {
    /// What the listener has heard, in their own words.
    pub struct Mirrored "mirrored" {
        /// That.
        pub text: Text<TOLD_CHARACTERS_MAX>,
    }
}
