//! Somebody of the person's own to turn to.

use crate::{
    fields::{Line, Name},
    kind,
};

kind! {
    /// Somebody whom the person trusts, to stand under Help. They never learn of it.
    pub struct Contact "contact" {
        /// Who.
        pub name: Name,
        /// How to reach them: a number, an address, a place.
        pub reach: Line,
        /// What they are good for, in the person's eyes.
        pub good_for: Option<Line>,
    }
}
