//! A card that is guessed at.

use crate::{
    fields::{Heading, Text},
    kind,
    vocabulary::Taste,
};

kind! {
    /// A card that its owner puts forward in a guessing exchange. The other one's app keeps it closed until they have written a guess.
    pub struct ClosedCard "closed_card" {
        /// Liked or disliked.
        pub taste: Taste,
        /// What.
        pub text: Heading,
        /// Why or when, in the owner's own words.
        pub note: Option<Text>,
    }
}
