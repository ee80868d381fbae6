//! A talk that one has alone, in writing.

use crate::{fields::Text, kind};

kind! {
    /// A disagreement as it looks from one's own chair, from the other one's, and to somebody kind who knows neither.
    pub struct BothChairs "both_chairs" about relationship {
        /// From one's own chair.
        pub mine: Text,
        /// From the other one's.
        pub theirs: Option<Text>,
        /// As somebody would see it who wishes everybody well.
        pub stranger: Option<Text>,
    }
}
