//! Requests for support.

use crate::{fields::Text, kind, vocabulary::Need};

kind! {
    /// A request for support.
    pub struct Ask "ask" about relationship asks answer {
        /// What would help.
        pub need: Need,
        /// In the person's own words.
        pub text: Text,
    }
}
