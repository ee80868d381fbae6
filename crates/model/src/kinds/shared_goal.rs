//! What somebody is shown of a goal.

use super::{
    goal::{Goal, PART_CHARACTERS_MAX, STEP_CHARACTERS_MAX, STEPS_MAX},
    guessing::WORDS_CHARACTERS_MAX,
};
use crate::{
    fields::{Few, Line, Text},
    kind,
};

kind! {
    /// What its owner shows somebody of a goal: the wish, and what else they chose. Never the obstacle, and nothing of how it goes.
    pub struct SharedGoal "shared_goal" about relationship {
        /// What they wish for.
        pub wish: Text<PART_CHARACTERS_MAX>,
        /// What would be the best thing about it.
        pub outcome: Option<Text>,
        /// The plan's first half.
        pub when: Option<Text<PART_CHARACTERS_MAX>>,
        /// The plan's second half.
        pub then: Option<Text<PART_CHARACTERS_MAX>>,
        /// Steps on the way.
        pub steps: Few<Line<STEP_CHARACTERS_MAX>, STEPS_MAX>,
        /// How they like to be encouraged.
        pub encourage: Option<Text<WORDS_CHARACTERS_MAX>>,
    }
}

/// Which fields of a goal are shown besides the wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Chosen {
    /// What would be the best thing about it.
    pub outcome: bool,
    /// The plan.
    pub plan: bool,
    /// The steps, not which of them are done.
    pub steps: bool,
}

impl SharedGoal {
    /// What somebody is shown of a goal. The one way from a goal to another person.
    pub fn of(goal: &Goal, chosen: Chosen, encourage: Option<Text<WORDS_CHARACTERS_MAX>>) -> Self {
        Self {
            wish: goal.wish.clone(),
            outcome: goal.outcome.clone().filter(|_| chosen.outcome),
            when: goal.when.clone().filter(|_| chosen.plan),
            then: goal.then.clone().filter(|_| chosen.plan),
            steps: if chosen.steps { goal.steps.clone() } else { Few::default() },
            encourage,
        }
    }
}
