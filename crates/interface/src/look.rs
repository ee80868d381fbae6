//! What pages ask for. A page names what it shows, a [`Look`]; the app answers with that [`Page`], again whenever it becomes
//! another, and with nothing else. However much a person has written, a page holds what stands on it and numbers of the rest.
//!
//! ```text
//!   a tap ── Command::Look(Likes with Sam, up to 200) ──► App ── Page ──► drawn
//!   an event (a relay's message, a share, …) ───────────► App ── Page, if it is another one now ──► patched
//! ```

mod found;
mod late;
pub mod still;

use model::{Day, ItemId, RelationshipId};

pub use found::{
    Arrived, Asked, Between, Counts, Frontier, KindCount, News, OwnItem, OwnList, Reply, ReplyFrom,
    SharedCount, SharedItem, SharedWith, Shown, TheirItem, TheySee, Today,
};
pub use late::{Late, LateList, Would};

/// How many things of one sort a page shows at first: more than anybody reads at once, and soon drawn.
pub const SHOWN_FIRST: u32 = 50;

/// How many more each time.
pub const SHOWN_STEP: u32 = 200;

/// So many things stand on Today: fewer is fine.
pub const TODAY_MAX: usize = 3;

/// Of what others ask for and nobody has replied to, so many stand on Today from each: a day has room for a few.
pub const WAITING_MAX: usize = 20;

/// What a page shows beside the [`Frame`](crate::view::Frame).
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub enum Look {
    /// Nothing beside it.
    #[default]
    #[n(0)]
    Frame,
    /// What waits today.
    #[n(1)]
    Today,
    /// The person's own things of some kinds, about whomever.
    #[n(2)]
    Own {
        /// The numbers of the kinds.
        #[n(0)]
        kinds: Vec<u32>,
        /// At most so many of each.
        #[n(1)]
        up_to: u32,
        /// Which of them; none for all.
        #[n(2)]
        only: Option<Only>,
    },
    /// One of the person's own things.
    #[n(3)]
    Item {
        /// Which.
        #[n(0)]
        item: ItemId,
    },
    /// How much there is of what in a relationship.
    #[n(4)]
    With {
        /// Which; none for the first.
        #[n(0)]
        relationship: Option<RelationshipId>,
    },
    /// The things of a kind between two people: what the other shares, and one's own.
    #[n(5)]
    Between {
        /// With whom.
        #[n(0)]
        relationship: RelationshipId,
        /// The number of the kind.
        #[n(1)]
        kind: u32,
        /// At most so many of each side.
        #[n(2)]
        up_to: u32,
    },
    /// Exactly what the other sees.
    #[n(6)]
    TheySee {
        /// Who.
        #[n(0)]
        relationship: RelationshipId,
        /// At most so many.
        #[n(1)]
        up_to: u32,
    },
    /// How much each linked person sees.
    #[n(7)]
    Shared,
    /// What came too late of the person's devices.
    #[n(8)]
    Late {
        /// At most so many things of each device.
        #[n(0)]
        up_to: u32,
    },
}

/// Which of the person's own things are looked for.
#[derive(Debug, Clone, PartialEq, Eq, minicbor::Encode, minicbor::Decode)]
pub enum Only {
    /// Those of these days, both included: by the first day that a record says it is about, or else by when it was written.
    #[n(0)]
    Days {
        /// From.
        #[n(0)]
        from: Day,
        /// To.
        #[n(1)]
        to: Day,
    },
    /// Those about one relationship.
    #[n(2)]
    About {
        /// Which.
        #[n(0)]
        relationship: RelationshipId,
    },
    /// The newest about each relationship.
    #[n(3)]
    NewestAboutEach,
    /// Those in which these words stand, in any order. Capital letters do not matter.
    #[n(1)]
    Saying {
        /// As they were typed.
        #[n(0)]
        words: String,
    },
}

/// What a [`Look`] finds.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode, minicbor::Decode)]
pub enum Page {
    /// Nothing beside the frame.
    #[default]
    #[n(0)]
    Frame,
    /// What waits today.
    #[n(1)]
    Today(#[n(0)] Today),
    /// The person's own things, a list for each of the kinds asked for.
    #[n(2)]
    Own(#[n(0)] Vec<OwnList>),
    /// One thing; nothing if it is not there, or not any more.
    #[n(3)]
    Item(#[n(0)] Option<Box<OwnItem>>),
    /// How much there is of what.
    #[n(4)]
    With(#[n(0)] Counts),
    /// Both sides' things of a kind.
    #[n(5)]
    Between(#[n(0)] Between),
    /// What the other sees.
    #[n(6)]
    TheySee(#[n(0)] TheySee),
    /// How much each linked person sees, in the order of the relationships.
    #[n(7)]
    Shared(#[n(0)] Vec<SharedCount>),
    /// What came too late, a list for each device.
    #[n(8)]
    Late(#[n(0)] Vec<LateList>),
}
