//! Space.

use crate::{
    Day, kind,
    vocabulary::{Reach, Room, WritesFirst},
};

kind! {
    /// Space that somebody would like, or gives. It says until when, and no reason.
    pub struct Space "space" about relationship asks answer {
        /// Whose it is.
        pub room: Room,
        /// The first day.
        pub from: Day,
        /// The last day.
        pub until: Day,
        /// Which contact there is meanwhile.
        pub reach: Reach,
        /// Who writes first afterwards.
        pub first: WritesFirst,
    }
}
