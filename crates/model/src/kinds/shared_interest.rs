//! What somebody is shown of an interest.

use crate::{
    fields::{Heading, Text},
    kind,
};

kind! {
    /// An interest as its owner shows it to somebody.
    pub struct SharedInterest "shared_interest" {
        /// What.
        pub name: Heading,
        /// What it gives them, or what comes next.
        pub note: Option<Text>,
    }
}
