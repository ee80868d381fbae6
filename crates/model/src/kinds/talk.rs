//! A talk in turns.

use crate::{fields::Line, kind};

kind! {
    /// An invitation to talk about one thing, in turns.
    pub struct Talk "talk" about relationship asks answer {
        /// About what.
        pub topic: Line,
    }
}
