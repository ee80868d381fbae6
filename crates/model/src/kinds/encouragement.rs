//! Encouragement.

use super::memory::TOLD_CHARACTERS_MAX;
use crate::{fields::Text, kind};

kind! {
    /// Encouragement for a goal that its owner shared.
    pub struct Encouragement "encouragement" {
        /// In the author's own words.
        pub text: Text<TOLD_CHARACTERS_MAX>,
    }
}
