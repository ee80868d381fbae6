//! Pausing and ending a talk.

use crate::{Day, kind, vocabulary::Rest};

kind! {
    /// A talk rests, or is over. Either of the two may say so at any time, without a reason.
    pub struct TalkRest "talk_rest" {
        /// Which of the two.
        pub rest: Rest,
        /// Of a pause: on which day to look at it again, if that is known.
        pub until: Option<Day>,
    }
}
