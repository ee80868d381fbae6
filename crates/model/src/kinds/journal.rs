//! The journal.

use super::{Copied, JournalCopy};
use crate::{
    Day,
    fields::{Line, Text},
    kind,
};

/// The most characters in an entry.
pub const ENTRY_CHARACTERS_MAX: usize = 20_000;

/// The most characters in a question.
pub(super) const PROMPT_CHARACTERS_MAX: usize = 240;

kind! {
    /// An entry in the person's journal.
    pub struct JournalEntry "journal" {
        /// The question that it answers, as it was asked; none if it answers none.
        pub prompt: Option<Line<PROMPT_CHARACTERS_MAX>>,
        /// In the person's own words.
        pub text: Text<ENTRY_CHARACTERS_MAX>,
        /// When it was begun: changing it later leaves it at its day. Entries of before there was this field have none.
        pub on: Option<Day>,
    }
}

impl Copied for JournalEntry {
    type Copy = JournalCopy;

    fn copy(&self) -> JournalCopy {
        JournalCopy { prompt: self.prompt.clone(), text: self.text.clone() }
    }
}
