//! A page that somebody takes to a counsellor: exactly the parts that they chose, each as it was previewed.

use borsh::{BorshDeserialize, BorshSerialize};

use super::Drawing;

/// The page. Its module knows no language, so whoever asks brings the words.
#[derive(Debug, Clone, PartialEq, Eq, Default, BorshSerialize, BorshDeserialize)]
pub struct Sheet {
    /// The tag of the language.
    pub language: String,
    /// Whether it is read from the right.
    pub is_right_to_left: bool,
    /// What it is called.
    pub title: String,
    /// What the person says first, in their own words; empty if they say nothing.
    pub said: String,
    /// What was chosen, in the order in which it is to stand there.
    pub parts: Vec<Part>,
    /// When it was made, and of what.
    pub made: String,
}

/// Something that was chosen. What previews it and what writes it read the same lines.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Part {
    /// What it is called.
    pub title: String,
    /// What it says.
    pub lines: Vec<Line>,
}

/// A line of a part.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Line {
    /// What the person wrote.
    Said(String),
    /// What names the lines below it.
    Name(String),
    /// What the app says.
    Text(String),
    /// What the app says beside something.
    Small(String),
    /// What a voice is called that is drawn below: the person's, or that of the bond.
    Voice {
        /// Whether it is that of the bond.
        is_bond: bool,
        /// That.
        name: String,
    },
    /// A stretch of days.
    Drawing(Box<Drawing>),
    /// Where a band lies on its line.
    Band {
        /// Where it begins, in thousandths of the line.
        from: u16,
        /// How wide it is, in thousandths of the line.
        width: u16,
    },
}
