//! What a screen asks the module that computes and draws, and what that answers: the person's own days, as figures.
//!
//! ```text
//!   Look::Picture ──► days as they were kept ──► Asked ──► statistics, a module of its own ──► Drawn ──► on the screen
//! ```
//!
//! Answers go from 1 to [`HIGHEST`]; whatever lies between them is given in tenths. Drawings are paths of an SVG in units of their own: from
//! 0 to [`WIDTH`] by time, from 0 to [`HEIGHT`] from the highest answer down to the lowest.

mod drawing;
mod sheet;

use borsh::{BorshDeserialize, BorshSerialize};
use model::Day;

use crate::look::KeptDay;

pub use drawing::{Drawing, DrawingWords};
pub use sheet::{Line, Part, Sheet};

/// The highest answer of a check-in; the lowest is 1.
pub const HIGHEST: u8 = 7;

/// How far a drawing goes by time.
pub const WIDTH: u32 = 10_000;

/// How far a drawing goes by the height of the answers, and how wide a drawing of both voices is by each.
pub const HEIGHT: u32 = 3_000;

/// A region is named only if this share of what is plausible lies in it, in percent; so much of it the ellipse holds.
pub const NAMED_FROM_PERCENT: u8 = 80;

/// How long a test by lot may be, in days.
pub const TRIAL_DAYS: [u32; 3] = [14, 28, 60];

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Asked {
    /// The days that were kept, in their order.
    pub days: Vec<KeptDay>,
    /// The first day of the stretch that is looked at.
    pub from: Day,
    /// Its last day.
    pub to: Day,
}

/// What is asked before a test by lot begins: how small a difference it could find.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Plan {
    /// The answers that were kept so far, of what it is about.
    pub answers: Vec<u8>,
}

/// The least difference that a test of so many days finds four times in five.
#[derive(Debug, Clone, Copy, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Findable {
    /// How long the test is, in days.
    pub days: u32,
    /// The difference in tenths: of a point, or where too little was kept so far, of how widely days spread.
    pub tenths: u32,
    /// Whether it is in points.
    pub is_in_points: bool,
}

/// A test by lot that is over.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Tested {
    /// Of each pair of days the answers with and without.
    pub pairs: Vec<(Option<u8>, Option<u8>)>,
}

/// What came of a test by lot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Outcome {
    /// Too few pairs of which both days were kept.
    TooFew {
        /// How many there are.
        pairs: u32,
    },
    /// A difference, with minus without, in hundredths of a point.
    Difference {
        /// Its mean.
        mean: i32,
        /// Where its exact interval begins.
        low: i32,
        /// Where that ends.
        high: i32,
        /// How often chance alone makes one as large, in thousandths; 0 where that is less than one.
        by_chance: u32,
        /// Pairs of which both days were kept.
        pairs: u32,
        /// Whether chance alone rarely does that: less than one time in twenty.
        is_rare: bool,
    },
}

/// Days of two, each with how well the closeness suited.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Pair {
    /// The person's own, as they are shared.
    pub mine: Vec<(Day, u8)>,
    /// The other's.
    pub theirs: Vec<(Day, u8)>,
}

/// What can be said of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Dyad {
    /// Too few days on which both answered.
    TooEarly {
        /// How many there are.
        days: u32,
    },
    /// The figures.
    Figures {
        /// Days on which both answered.
        days: u32,
        /// Whether the closeness suits both on the same days.
        same: SameDay,
        /// What of the other's day goes before the person's next.
        to_me: Carried,
        /// The other way round.
        to_them: Carried,
    },
}

/// How answers of the same day go together: a correlation in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum SameDay {
    /// One of the two always answered the same.
    Unknown,
    /// The correlation.
    Known {
        /// Its value.
        value: i32,
        /// Where its interval begins.
        low: i32,
        /// Where that ends.
        high: i32,
        /// Whether the interval is on one side of none.
        is_sure: bool,
    },
}

/// What carries over from one's day to the other's next, in hundredths of the usual distance between days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Carried {
    /// It is not sure in which direction, and there is no number to it.
    CannotTellYet,
    /// The effect.
    Known {
        /// Whether a better day goes before a better one.
        is_higher: bool,
        /// Its size.
        value: i32,
        /// Where its interval begins.
        low: i32,
        /// Where that ends.
        high: i32,
    },
}

/// A stretch of days, drawn and said.
#[derive(Debug, Clone, PartialEq, Eq, Default, BorshSerialize, BorshDeserialize)]
pub struct Drawn {
    /// How much days felt like the person's own.
    pub own: Voice,
    /// How well the closeness suited them.
    pub bond: Voice,
    /// Where both lie together.
    pub both: Both,
}

/// A voice in a stretch of days.
#[derive(Debug, Clone, PartialEq, Eq, Default, BorshSerialize, BorshDeserialize)]
pub struct Voice {
    /// A dot for each day that was kept.
    pub marks: String,
    /// The smoothed level, broken where nothing was kept for a week or longer; empty while there is none.
    pub line: String,
    /// Its band.
    pub band: String,
    /// On each day of the stretch the level and its band, where the line is drawn.
    pub levels: Vec<Option<Level>>,
    /// What can be said.
    pub said: Said,
}

/// A level, in tenths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Level {
    /// The level.
    pub value: u8,
    /// Where its band begins.
    pub low: u8,
    /// Where its band ends.
    pub high: u8,
}

/// What can be said of a voice in a stretch of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, BorshSerialize, BorshDeserialize)]
pub enum Said {
    /// Nothing was kept.
    #[default]
    Nothing,
    /// How the days were: too few for more than that.
    Described(Described),
    /// The same answer on each of so many days.
    Flat {
        /// That.
        answer: u8,
        /// Days that were kept.
        days: u32,
    },
    /// Whether the level has moved since the first day that was kept.
    Moved {
        /// How the days were.
        described: Described,
        /// Where to; nothing beyond chance if it has not.
        to: Direction,
    },
}

/// How days were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Described {
    /// How many were kept.
    pub days: u32,
    /// The first of them.
    pub first: Day,
    /// The lowest answer.
    pub lowest: u8,
    /// The answer in the middle of them, in tenths.
    pub middle: u8,
    /// The highest answer.
    pub highest: u8,
}

/// Where a level has moved to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Direction {
    /// No change beyond chance.
    Nowhere,
    /// It is higher, more than chance explains.
    Higher,
    /// It is lower, more than chance explains.
    Lower,
}

/// Where both voices lie together.
#[derive(Debug, Clone, PartialEq, Eq, Default, BorshSerialize, BorshDeserialize)]
pub enum Both {
    /// Too early to tell: so many more days on which both were kept.
    TooEarly {
        /// How many are still missing.
        days_left: u32,
    },
    /// One of them was the same on every day, so there is no measure of how sure its place is.
    #[default]
    Unknown,
    /// An ellipse, and the region in which most of it lies.
    Lie {
        /// The ellipse that holds [`NAMED_FROM_PERCENT`] of what is plausible. Self from 0 to [`HEIGHT`], bond from [`HEIGHT`] up to 0.
        ellipse: String,
        /// The middle of it, self and bond, in tenths.
        middle: [u8; 2],
        /// The region that holds at least [`NAMED_FROM_PERCENT`] of it, if one does.
        region: Option<Region>,
    },
}

/// A region of both voices: on which side of the middle of the scale each lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Region {
    /// Days felt like the person's own, and the closeness suited them.
    Both,
    /// Days felt like the person's own; the closeness suited them less.
    OwnOnly,
    /// The closeness suited them; days felt less like their own.
    BondOnly,
    /// Neither.
    Neither,
}

impl KeptDay {
    /// The answer of a voice: of the bond, or of the person's own.
    pub fn answer(&self, is_bond: bool) -> Option<u8> {
        if is_bond { self.bond } else { self.own }
    }
}
