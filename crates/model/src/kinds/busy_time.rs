//! What somebody is shown of a protected time.

use crate::{
    Day,
    fields::{Heading, TimeOfDay},
    kind,
    vocabulary::Repeats,
};

kind! {
    /// A time at which its owner is not free. There is nothing about it to approve.
    pub struct BusyTime "busy_time" {
        /// What for, if they say it.
        pub what: Option<Heading>,
        /// The day, or the first of them.
        pub on: Day,
        /// From when on.
        pub from: TimeOfDay,
        /// Until when, in the same zone. What is not later than its beginning is on the next day.
        pub until: TimeOfDay,
        /// Once, or every week on the same day.
        pub repeats: Repeats,
        /// The last day on which it may be, if it ends.
        pub ends: Option<Day>,
    }
}
