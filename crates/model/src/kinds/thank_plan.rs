//! A plan to thank somebody.

use super::goal::PART_CHARACTERS_MAX;
use crate::{fields::Text, kind};

kind! {
    /// A plan of the person's own to thank somebody. Nothing reminds them of it.
    pub struct ThankPlan "thank_plan" about relationship {
        /// If this comes up.
        pub when: Text<PART_CHARACTERS_MAX>,
        /// Then they say this.
        pub then: Text<PART_CHARACTERS_MAX>,
    }
}
