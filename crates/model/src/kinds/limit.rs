//! Limits.

use crate::{
    fields::{Heading, Text},
    kind,
};

kind! {
    /// A limit of its owner's: what they do not want, or cannot give.
    pub struct Limit "limit" {
        /// What.
        pub text: Heading,
        /// What is possible instead, or anything else.
        pub note: Option<Text>,
    }
}
