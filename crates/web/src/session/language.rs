//! The language of the page: another one draws everything anew, and nothing that was typed is lost with it, because that is not on the page.

use leptos::prelude::*;

use super::Session;
use crate::platform::language::{self, Offered};
use crate::platform::{browser, layout};
use crate::reactive::RwSignal;
use crate::words;

/// The part of a page in which a language is chosen.
pub(crate) const CHOICE: &str = "language";

/// Which language the page is drawn in.
#[derive(Clone, Copy)]
pub(super) struct Speaking {
    /// The tag that the page is drawn for.
    drawn: RwSignal<String>,
    /// The tag that was chosen last.
    wanted: StoredValue<String>,
    /// How far the page was scrolled when another language came, until it is drawn in that one.
    scrolled: StoredValue<Option<i32>>,
}

impl Speaking {
    pub(super) fn new() -> Self {
        let tag = words::tag();
        Self {
            drawn: RwSignal::new(tag.clone()),
            wanted: StoredValue::new(tag),
            scrolled: StoredValue::new(None),
        }
    }
}

impl Session {
    /// Draws anew what asks, whenever another language is spoken.
    pub(crate) fn follow_language(self) {
        self.speaking.drawn.track();
    }

    /// The languages to choose from.
    pub(crate) fn languages(self) -> Vec<Offered> {
        language::offered(&self.bootstrap(), &words::tag())
    }

    /// Speaks another language, and keeps the choice on this device. `on_problem` runs if it cannot be loaded.
    pub(crate) fn choose_language(self, tag: String, on_problem: impl FnOnce() + 'static) {
        self.speaking.wanted.set_value(tag.clone());
        let bootstrap = self.bootstrap();
        language::load(&self.bootstrap(), &tag.clone(), move |pack| {
            // Whoever goes through the list wants only the last.
            if self.speaking.wanted.with_value(|wanted| *wanted != tag) {
                return;
            }
            if !pack.is_some_and(|pack| words::speak(&pack)) {
                on_problem();
                return;
            }
            bootstrap.keep_language(&tag);
            browser::set_language(&words::tag(), words::direction());
            self.say(String::new());
            self.speaking.scrolled.set_value(Some(layout::scrolled()));
            self.speaking.drawn.set(tag);
        });
    }

    /// Once the page has been drawn in another language, it stands where it stood, and the focus is where the language was chosen. Says
    /// whether that is so.
    pub(crate) fn returns_to_language(self) -> bool {
        let Some(scrolled) = self.speaking.scrolled.try_update_value(Option::take).flatten() else {
            return false;
        };
        layout::return_to(scrolled, None);
        browser::focus_later(format!("select[name=\"{CHOICE}\"]"));
        true
    }
}
