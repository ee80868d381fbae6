//! Time for each other.

use super::{answer::GivenAnswer, guessing::WORDS_CHARACTERS_MAX};
use crate::{
    Day,
    fields::{Few, Heading, Line, Text, TimeOfDay},
    kind,
    vocabulary::{Lasts, Rhythm},
};

/// The most times that are proposed at once.
pub const TIMES_MAX: usize = 3;

kind! {
    /// Something to do together: what, when and where.
    pub struct TimeTogether "time_together" about relationship asks answer {
        /// What.
        pub what: Heading,
        /// On which days it could be, or begin; none while that is open.
        pub days: Few<Day, TIMES_MAX>,
        /// From when on, for each of the days.
        pub from: Few<TimeOfDay, TIMES_MAX>,
        /// For how long, about.
        pub lasts: Option<Lasts>,
        /// Once, or how often.
        pub rhythm: Rhythm,
        /// Where, in the author's own words.
        pub place: Option<Line>,
        /// Anything else.
        pub words: Option<Text<WORDS_CHARACTERS_MAX>>,
    }
}

impl TimeTogether {
    /// Which of the times, from 0, somebody chose by an answer; where one was proposed there was nothing to choose.
    pub fn chosen(&self, given: &GivenAnswer) -> Option<usize> {
        let chosen = given.chosen.map(|chosen| usize::from(chosen.point()).saturating_sub(1));
        chosen.or((self.days.as_slice().len() == 1).then_some(0))
    }
}
