//! The five contrasts between interdependent and codependent, of the person's own side.

use crate::{Day, fields::Few, kind, vocabulary::Frequency};

/// How many statements each contrast has.
pub const STATEMENTS: usize = 6;

kind! {
    /// What the person said of their own side in a relationship, in thirty statements about the past two weeks. Six belong to each contrast, in the order of the first page that asked them.
    pub struct Contrasts "contrasts" about relationship {
        /// When.
        pub on: Day,
        /// Knowing what is whose, and where one's limits are.
        pub boundaries: Few<Frequency, STATEMENTS>,
        /// Honest closeness rather than pleasing.
        pub honesty: Few<Frequency, STATEMENTS>,
        /// Raising, listening, making up.
        pub communication: Few<Frequency, STATEMENTS>,
        /// Understanding rather than steering.
        pub understanding: Few<Frequency, STATEMENTS>,
        /// Worth that does not hang on the other.
        pub worth: Few<Frequency, STATEMENTS>,
    }
}
