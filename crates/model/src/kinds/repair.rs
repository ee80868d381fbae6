//! From responsibility to repair.

use crate::{fields::Text, kind};

kind! {
    /// What the person did, and how they mend it. Whether they are forgiven is not theirs to write.
    pub struct Repair "repair" {
        /// What happened, as a camera would have seen it.
        pub happened: Text,
        /// What was theirs, somebody else's, nobody's.
        pub whose: Option<Text>,
        /// What it did to the other, and to them.
        pub effect: Option<Text>,
        /// Which value of theirs it crossed.
        pub crossed: Option<Text>,
        /// What can be mended.
        pub mend: Option<Text>,
        /// If it happens again, what they will do.
        pub again: Option<Text>,
    }
}
