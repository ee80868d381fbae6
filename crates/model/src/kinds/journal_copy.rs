//! Copies out of the journal.

use super::journal::{ENTRY_CHARACTERS_MAX, PROMPT_CHARACTERS_MAX};
use crate::{
    fields::{Line, Text},
    kind,
};

kind! {
    /// A copy of one version of an entry in the person's journal, as they share it.
    pub struct JournalCopy "journal_copy" {
        /// The question that it answers, as it was asked; none if it answers none.
        pub prompt: Option<Line<PROMPT_CHARACTERS_MAX>>,
        /// In the person's own words.
        pub text: Text<ENTRY_CHARACTERS_MAX>,
    }
}
