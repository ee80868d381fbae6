//! What a person does not want on Today, for this day.

use interface::model::Day;
use leptos::prelude::*;

use super::Session;
use crate::platform::browser;

/// What is not wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Skipped {
    /// To be reminded of the recovery words.
    pub(crate) words: bool,
    /// The check-in.
    pub(crate) check_in: bool,
    /// So many suggestions.
    pub(crate) suggestions: u32,
}

impl Session {
    /// Something is not wanted any more today. It is kept nowhere.
    pub(crate) fn skip(self, what: impl FnOnce(&mut Skipped)) {
        self.change_skipped(what);
        browser::focus_heading();
    }

    /// The same of a suggestion: the next one is read, if there is one.
    pub(crate) fn skip_suggestion(self, what: impl FnOnce(&mut Skipped)) {
        self.change_skipped(what);
        browser::focus_later("main .suggestion h2, h1");
    }

    fn change_skipped(self, what: impl FnOnce(&mut Skipped)) {
        let today = self.today.get_untracked();
        let mut skipped = untrack(|| self.skipped(today));
        what(&mut skipped);
        self.skipped.set(Some((today, skipped)));
    }

    /// What is not wanted today.
    pub(crate) fn skipped(self, today: Day) -> Skipped {
        let of_today = self.skipped.get().filter(|(day, _)| *day == today);
        of_today.map(|(_, skipped)| skipped).unwrap_or_default()
    }
}
