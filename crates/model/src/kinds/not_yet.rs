//! What somebody has not done yet.

use crate::{
    fields::{Few, Heading},
    kind,
};

/// As many ideas as there are.
pub const IDEAS_MAX: usize = 60;

kind! {
    /// Ideas for time together that would be new to their owner.
    pub struct NotYet "not_yet" about relationship one each {
        /// Which.
        pub ideas: Few<Heading, IDEAS_MAX>,
    }
}
