//! Good news.

use super::memory::TOLD_CHARACTERS_MAX;
use crate::{fields::Text, kind};

kind! {
    /// Something good that happened to the author.
    pub struct GoodNews "good_news" about relationship {
        /// In their own words.
        pub text: Text<TOLD_CHARACTERS_MAX>,
    }
}
