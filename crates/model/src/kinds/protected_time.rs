//! Time that one keeps for oneself.

use super::{BusyTime, Copied};
use crate::{
    Day,
    fields::{Heading, TimeOfDay},
    kind,
    vocabulary::Repeats,
};

kind! {
    /// Time that the person keeps for an interest, once or every week. Nobody has to approve of it.
    pub struct ProtectedTime "protected_time" {
        /// For what: the interest as it was called then, or anything else.
        pub what: Heading,
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
        /// What somebody with whom it is shared may read; nothing but that the person is not free where there is none.
        pub told: Option<Heading>,
    }
}

impl Copied for ProtectedTime {
    type Copy = BusyTime;

    fn copy(&self) -> BusyTime {
        let Self { on, repeats, ends, .. } = *self;
        let (from, until) = (self.from.clone(), self.until.clone());
        BusyTime { what: self.told.clone(), on, from, until, repeats, ends }
    }
}
