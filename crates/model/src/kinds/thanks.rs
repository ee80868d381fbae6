//! Thanks.

use super::memory::TOLD_CHARACTERS_MAX;
use crate::{fields::Text, kind};

kind! {
    /// Thanks for one concrete thing.
    pub struct Thanks "thanks" about relationship {
        /// In the author's own words.
        pub text: Text<TOLD_CHARACTERS_MAX>,
    }
}
