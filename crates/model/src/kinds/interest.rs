//! Interests of one's own.

use super::{Copied, SharedInterest};
use crate::{
    fields::{Heading, Text},
    kind,
};

kind! {
    /// Something that the person likes to do for its own sake.
    pub struct Interest "interest" {
        /// What.
        pub name: Heading,
        /// What it gives them, or what comes next, in their own words.
        pub note: Option<Text>,
    }
}

impl Copied for Interest {
    type Copy = SharedInterest;

    fn copy(&self) -> SharedInterest {
        SharedInterest { name: self.name.clone(), note: self.note.clone() }
    }
}
