//! The daily check-in.

use crate::{
    Day,
    fields::{Scale, Text},
    kind,
    vocabulary::Closeness,
};

kind! {
    /// How a day was: for oneself, or in the relationship that it is about.
    pub struct CheckIn "check_in" each day {
        /// Which day.
        pub day: Day,
        /// About nobody: how much the day felt like the person's own, from 1 (hardly) to 7 (wholly). About a relationship: how well the closeness suited them, from 1 (poorly) to 7 (well).
        pub fit: Scale<7>,
        /// Where the closeness suited poorly: what they would have liked.
        pub wish: Option<Closeness>,
        /// In the person's own words.
        pub words: Option<Text>,
    }
}
