//! What pages ask for. A page names what it shows, a [`Look`]; the app answers with that [`Page`], again whenever it becomes
//! another, and with nothing else. However much a person has written, a page holds what stands on it and numbers of the rest.
//!
//! ```text
//!   a tap ── Command::Look(Likes with Sam, up to 200) ──► App ── Page ──► drawn
//!   an event (a relay's message, a share, …) ───────────► App ── Page, if it is another one now ──► patched
//! ```

mod dyad;
mod found;
mod late;
mod picture;
pub mod still;
mod together;

use model::{Day, ItemId, RelationshipId};

pub use dyad::{DayAnswers, Dyad};
pub use found::{
    Arrived, Asked, Between, Counts, Frontier, KindCount, News, OwnItem, OwnList, Reply, ReplyFrom,
    SharedCount, SharedItem, SharedWith, Shown, SpaceNow, TheirItem, TheySee, Today,
};
pub use late::{Late, LateList, Would};
pub use picture::{KeptDay, Picture, Trial, Week};
pub use together::{Said, Step, Together, Topic};

/// How many things of one sort a page shows at first: more than anybody reads at once, and soon drawn.
pub const SHOWN_FIRST: u32 = 30;

/// How many more each time.
pub const SHOWN_STEP: u32 = 200;

/// So many things stand on Today: fewer is fine.
pub const TODAY_MAX: usize = 3;

/// Of what others ask for and nobody has replied to, so many stand on Today from each: a day has room for a few.
pub const WAITING_MAX: usize = 20;

/// What a page shows beside the [`Frame`](crate::view::Frame).
#[derive(Debug, Clone, PartialEq, Eq, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Look {
    /// Nothing beside it.
    #[default]
    Frame,
    /// What waits today.
    Today,
    /// The person's own things of some kinds, about whomever.
    Own {
        /// The numbers of the kinds.
        kinds: Vec<u32>,
        /// At most so many of each.
        up_to: u32,
        /// Which of them; none for all.
        only: Option<Only>,
    },
    /// One of the person's own things.
    Item {
        /// Which.
        item: ItemId,
    },
    /// How much there is of what in a relationship.
    With {
        /// Which; none for the first.
        relationship: Option<RelationshipId>,
    },
    /// The things of some kinds between two people: what the other shares, and one's own.
    Between {
        /// With whom.
        relationship: RelationshipId,
        /// The numbers of the kinds.
        kinds: Vec<u32>,
        /// At most so many of each kind and each side.
        up_to: u32,
    },
    /// One thing that one of two people shares, or may share, and all that both said about it.
    Together {
        /// With whom.
        relationship: RelationshipId,
        /// Which.
        item: ItemId,
        /// The number of a kind of which the person's own stand beside it.
        beside: Option<u32>,
    },
    /// Exactly what the other sees.
    TheySee {
        /// Who.
        relationship: RelationshipId,
        /// At most so many.
        up_to: u32,
    },
    /// How much each linked person sees.
    Shared,
    /// What came too late of the person's devices.
    Late {
        /// At most so many things of each device.
        up_to: u32,
    },
    /// The days that were kept, for drawing.
    Picture {
        /// Whose closeness; none for the first relationship.
        relationship: Option<RelationshipId>,
        /// The numbers of the kinds of which the person's own stand beside them.
        beside: Vec<u32>,
        /// At most so many of each.
        up_to: u32,
    },
    /// Figures of two.
    Dyad {
        /// With whom.
        relationship: RelationshipId,
    },
    /// A test by lot, with the days that were kept of it.
    Trial {
        /// Which.
        item: ItemId,
    },
}

/// Which of the person's own things are looked for.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Only {
    /// Those of these days, both included: by the first day that a record says it is about, or else by when it was written.
    Days {
        /// From.
        from: Day,
        /// To.
        to: Day,
    },
    /// Those about one relationship.
    About {
        /// Which.
        relationship: RelationshipId,
    },
    /// The newest about each relationship.
    NewestAboutEach,
    /// Those in which these words stand, in any order. Capital letters do not matter.
    Saying {
        /// As they were typed.
        words: String,
    },
}

/// What a [`Look`] finds.
#[derive(Debug, Clone, PartialEq, Eq, Default, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Page {
    /// Nothing beside the frame.
    #[default]
    Frame,
    /// What waits today.
    Today(Today),
    /// The person's own things, a list for each of the kinds asked for.
    Own(Vec<OwnList>),
    /// One thing; nothing if it is not there, or not any more.
    Item(Option<Box<OwnItem>>),
    /// How much there is of what.
    With(Counts),
    /// Both sides' things, of each of the kinds.
    Between(Vec<Between>),
    /// A thing and what was said about it; nothing if it is not there, or not any more.
    Together(Option<Box<Together>>),
    /// What the other sees.
    TheySee(TheySee),
    /// How much each linked person sees, in the order of the relationships.
    Shared(Vec<SharedCount>),
    /// What came too late, a list for each device.
    Late(Vec<LateList>),
    /// The days that were kept.
    Picture(Picture),
    /// A test by lot.
    Trial(Trial),
    /// Figures of two.
    Dyad(Dyad),
}
