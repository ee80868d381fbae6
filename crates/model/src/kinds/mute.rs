//! Quiet on one's own side.

use crate::{Day, fields::Line, kind, vocabulary::YesOrNo};

/// The most hexadecimal digits of a clock.
const CLOCK_CHARACTERS_MAX: usize = 16;

kind! {
    /// What comes from somebody waits, unopened. They never learn of it.
    pub struct Mute "mute" about relationship one each {
        /// Whether it is so.
        pub is_on: YesOrNo,
        /// The last day on which it is, if it ends by itself.
        pub until: Option<Day>,
        /// How far the other's log went when it began, for the machine: what stands there is no news.
        pub after: Option<Line<CLOCK_CHARACTERS_MAX>>,
    }
}

impl Mute {
    /// Whether what comes waits on a day.
    pub fn holds(&self, today: Day) -> bool {
        self.is_on == YesOrNo::Yes && self.until.is_none_or(|until| until >= today)
    }
}
