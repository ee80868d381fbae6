//! The log of what was said and how it was meant.

use crate::{
    Day,
    fields::Text,
    kind,
    vocabulary::{Meaning, YesOrNo},
};

kind! {
    /// A yes or a no that the person has said, and how it was meant. It says nothing about whom.
    pub struct Said "said" {
        /// When.
        pub on: Day,
        /// Which.
        pub said: YesOrNo,
        /// How it was meant.
        pub meaning: Meaning,
        /// In the person's own words.
        pub words: Option<Text>,
    }
}
