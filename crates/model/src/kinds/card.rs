//! Cards.

use crate::{
    fields::{Heading, Text},
    kind,
    vocabulary::Taste,
};

kind! {
    /// Something that its owner likes or dislikes.
    pub struct Card "card" {
        /// Liked or disliked.
        pub taste: Taste,
        /// What.
        pub text: Heading,
        /// Why or when, in the person's own words.
        pub note: Option<Text>,
    }
}
