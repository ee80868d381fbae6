//! The ladder of tiny noes.

use crate::{
    Day,
    fields::{Line, Text},
    kind,
};

/// The most characters in a step.
pub(super) const STEP_CHARACTERS_MAX: usize = 240;

kind! {
    /// A tiny no that the person tried.
    pub struct TinyNo "tiny_no" {
        /// When.
        pub on: Day,
        /// What it was, as it was suggested, or in own words.
        pub step: Line<STEP_CHARACTERS_MAX>,
        /// What they feared beforehand.
        pub feared: Option<Text>,
        /// What happened.
        pub happened: Option<Text>,
    }
}
