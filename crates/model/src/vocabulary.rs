//! The closed sets of answers that people choose from. Numbers are never reused.

macro_rules! choice {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $number:literal $variant:ident),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, minicbor::Encode, minicbor::Decode)]
        #[cbor(index_only)]
        pub enum $name {
            $($(#[$variant_meta])* #[n($number)] $variant,)*
        }

        impl $name {
            /// Every choice, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
        }
    };
}

choice! {
    /// What two people are to each other, from this person's side.
    Kind {
        /// A partner.
        0 Partner,
        /// The other is this person's parent.
        1 Parent,
        /// The other is this person's adult child.
        2 AdultChild,
        /// A sister or brother.
        3 Sibling,
        /// A friend.
        4 Friend,
        /// Anyone else who is close.
        5 Other,
    }
}

choice! {
    /// Liked or disliked.
    Taste {
        /// Liked.
        0 Like,
        /// Disliked.
        1 Dislike,
    }
}

choice! {
    /// What would help.
    Need {
        /// To be listened to.
        0 Listening,
        /// Ideas.
        1 Ideas,
        /// A helping hand.
        2 Hands,
        /// Company.
        3 Company,
        /// That the other just knows.
        4 JustKnow,
    }
}

choice! {
    /// An answer to a request. Deliberately nothing finer: "no", "not now" and "paused" cannot be told apart (S13).
    Answer {
        /// Yes.
        0 Yes,
        /// Not now.
        1 NotNow,
        /// Something else.
        2 SomethingElse,
    }
}
