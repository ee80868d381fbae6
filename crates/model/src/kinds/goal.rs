//! A goal of one's own: wish, outcome, obstacle, plan.

use crate::{
    fields::{Few, Line, Text},
    kind,
    vocabulary::GoalEnd,
};

/// The most characters in the wish, which stands in lists, and in each part of the plan.
pub(super) const PART_CHARACTERS_MAX: usize = 600;

/// The most characters in a step.
pub(super) const STEP_CHARACTERS_MAX: usize = 160;

/// The most steps.
pub const STEPS_MAX: usize = 20;

kind! {
    /// Something that the person wishes for, for themselves.
    pub struct Goal "goal" {
        /// What they wish for.
        pub wish: Text<PART_CHARACTERS_MAX>,
        /// What would be the best thing about it.
        pub outcome: Option<Text>,
        /// What in them gets in the way.
        pub obstacle: Option<Text>,
        /// The plan's first half: if this comes up.
        pub when: Option<Text<PART_CHARACTERS_MAX>>,
        /// The plan's second half: then they will do this.
        pub then: Option<Text<PART_CHARACTERS_MAX>>,
        /// Steps on the way, in their order.
        pub steps: Few<Line<STEP_CHARACTERS_MAX>, STEPS_MAX>,
        /// Those of the steps that are done.
        pub done: Few<Line<STEP_CHARACTERS_MAX>, STEPS_MAX>,
        /// What became of it, once something has.
        pub end: Option<GoalEnd>,
    }
}
