//! A drawing that somebody takes along: the figures of a stretch, and the words that stand on it.

use borsh::{BorshDeserialize, BorshSerialize};
use model::Day;

use super::Asked;

/// Into so many equal parts the days that are named along the lower edge part a stretch.
const PARTS: u32 = 3;

/// What a drawing is made of. Its module knows no language, so whoever asks brings the words.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Drawing {
    /// The days, and the stretch of them.
    pub asked: Asked,
    /// What stands on it.
    pub words: DrawingWords,
    /// Whether its words stand beside it and not on it. Then it is small, with nothing on it but the scale and the days: a drawing full of words
    /// can not be read on a phone.
    pub is_bare: bool,
}

/// The words of a drawing, in one language.
#[derive(Debug, Clone, PartialEq, Eq, Default, BorshSerialize, BorshDeserialize)]
pub struct DrawingWords {
    /// The tag of the language.
    pub language: String,
    /// Whether it is read from the right, and so the days go from there.
    pub is_right_to_left: bool,
    /// What it is called.
    pub title: String,
    /// What can be said of it, one sentence each.
    pub sentences: Vec<String>,
    /// What the voice of the person is called.
    pub own: String,
    /// What the voice of the bond is called; nothing where there is nobody, and then that voice is not drawn.
    pub bond: Option<String>,
    /// The days that are named along the lower edge, in their order, and in words.
    pub days: Vec<(Day, String)>,
    /// What the dots and the bands are.
    pub notes: Vec<String>,
}

impl Asked {
    /// The days of the stretch that are named along the lower edge of a drawing: its ends, and what lies evenly between them.
    pub fn named(&self) -> Vec<Day> {
        let length = u64::from(self.to.0.saturating_sub(self.from.0));
        let day = |part: u32| {
            let days = u32::try_from(length * u64::from(part) / u64::from(PARTS)).unwrap_or(u32::MAX);
            Day(self.from.0.saturating_add(days))
        };
        let mut days: Vec<Day> = (0..=PARTS).map(day).collect();
        days.dedup();
        days
    }
}
