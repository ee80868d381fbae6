//! What the person has put into their calendar.

use crate::{
    Day,
    fields::{Heading, Line, TimeOfDay},
    kind,
    vocabulary::{Lasts, Rhythm},
};

/// The hexadecimal digits of a name.
const NAME_CHARACTERS_MAX: usize = 32;

kind! {
    /// A date of two that the person has put into their calendar, as it was then: so that they hear when it changes, and can take it out.
    pub struct InCalendar "in_calendar" about relationship {
        /// The name of what was proposed, for the machine.
        pub of: Line<NAME_CHARACTERS_MAX>,
        /// What.
        pub what: Heading,
        /// On which day, or first day.
        pub on: Day,
        /// From when on.
        pub from: TimeOfDay,
        /// For how long, about.
        pub lasts: Option<Lasts>,
        /// Once, or how often.
        pub rhythm: Rhythm,
    }
}
