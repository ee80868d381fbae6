//! A talk that two had in one room.

use super::journal::ENTRY_CHARACTERS_MAX;
use crate::{
    Day,
    fields::{Line, Text},
    kind,
};

kind! {
    /// A talk that two had in one room, on one device. It is kept only where both wanted that.
    pub struct RoomTalk "room_talk" about relationship {
        /// About what.
        pub topic: Line,
        /// On which day.
        pub on: Day,
        /// What was said, turn by turn.
        pub said: Text<ENTRY_CHARACTERS_MAX>,
        /// What both would try.
        pub pact: Option<Line>,
        /// On which day they look at it again.
        pub look_on: Option<Day>,
    }
}
