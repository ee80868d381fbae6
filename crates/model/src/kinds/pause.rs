//! A pause before a yes.

use crate::{fields::Moment, kind};

kind! {
    /// A pause before the person answers somebody. It says nothing about whom, or what was asked.
    pub struct Pause "pause" {
        /// Until when.
        pub until: Moment,
    }
}
