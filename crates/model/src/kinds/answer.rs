//! Answers.

use crate::{
    fields::{Scale, Text},
    kind,
    vocabulary::Answer,
};

kind! {
    /// An answer to something that the other person asks.
    pub struct GivenAnswer "answer" {
        /// Yes, not now, something else.
        pub answer: Answer,
        /// In the author's own words.
        pub words: Option<Text>,
        /// Where several times were proposed: which of them, from 1.
        pub chosen: Option<Scale<3>>,
    }
}

const _: () = assert!(super::time_together::TIMES_MAX == 3, "each of the times can be chosen");
