//! Closeness that both want.

use crate::{
    fields::{Heading, Text},
    kind,
    vocabulary::Wanted,
};

kind! {
    /// A way in which its owner likes to be close.
    pub struct Affection "affection" about relationship takes answer {
        /// What.
        pub text: Heading,
        /// When, how, and what not.
        pub note: Option<Text>,
        /// Whether they would like it these days.
        pub now: Wanted,
    }
}
