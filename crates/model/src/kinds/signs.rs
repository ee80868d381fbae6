//! Signs of interdependence that the person notices.

use crate::{
    Day,
    fields::Few,
    kind,
    vocabulary::{Presence, Tie},
};

/// How many signs are received.
pub const RECEIVED: usize = 8;

/// How many are given.
pub const GIVEN: usize = 2;

kind! {
    /// What the person noticed in a relationship these days: eight signs that they receive, two that they give. Which signs were asked depends on what the other is to them.
    pub struct Signs "signs" about relationship {
        /// When.
        pub on: Day,
        /// What the other was to the person then.
        pub tie: Tie,
        /// Valued, cherished, safe, free to differ: two of each.
        pub from_them: Few<Presence, RECEIVED>,
        /// Room for the other's own, and their no.
        pub from_me: Few<Presence, GIVEN>,
    }
}
