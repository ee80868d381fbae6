//! How far questions may go.

use crate::{kind, vocabulary::Depth};

kind! {
    /// The author would like questions that go this far. They are asked once both would.
    pub struct Deeper "deeper" about relationship {
        /// How far.
        pub depth: Depth,
    }
}
