//! Looking back on a week.

use crate::{Day, fields::Text, kind};

kind! {
    /// A week, looked back on.
    pub struct LookBack "look_back" each day {
        /// The week's first day, a Monday.
        pub week: Day,
        /// A moment that felt like the person's own.
        pub own: Option<Text>,
        /// A moment between them and somebody.
        pub between: Option<Text>,
        /// One thing to keep.
        pub keep: Option<Text>,
        /// One thing to leave out.
        pub leave_out: Option<Text>,
    }
}
