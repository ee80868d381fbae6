//! What goes round in circles.

use crate::{
    fields::{Moment, Text},
    kind,
};

kind! {
    /// A mistake or a worry that the person turns over and over, written down once.
    pub struct Circling "circling" {
        /// What it is.
        pub what: Text,
        /// What of it can be mended.
        pub mend: Option<Text>,
        /// One small thing to do next.
        pub small: Option<Text>,
        /// Until when they give it room.
        pub until: Option<Moment>,
    }
}
