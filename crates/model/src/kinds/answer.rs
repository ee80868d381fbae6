//! Answers to requests for support.

use crate::{fields::Text, kind, vocabulary::Answer};

kind! {
    /// An answer to the other person's request for support.
    pub struct SupportAnswer "answer" {
        /// Yes, not now, something else.
        pub answer: Answer,
        /// In the author's own words.
        pub words: Option<Text>,
    }
}
