//! Forms that were begun. What is typed lives here and, sealed, on the device: going elsewhere, loading the page again, the lock, or
//! another tab take nothing of it, until it is saved, discarded, or a week old.
//!
//! ```text
//!   a field ─► Draft ─► Drafts ── within half a second ──► Command::Drafts ─► the device
//!      ▲                  │
//!      └── drawn again ◄──┴◄── Show::drafts, as the vault opens
//! ```

mod form;

use interface::command::{self, Command, DraftField};
use leptos::prelude::*;

use super::Session;
use crate::places::Place;
use crate::platform::listening;

pub(crate) use form::{Draft, begun_line};

/// What is typed is on the device this much later at most, in milliseconds.
const KEPT_AFTER_MS: f64 = 400.0;

/// Every form that was begun.
#[derive(Clone, Copy)]
pub(super) struct Drafts {
    kept: StoredValue<Vec<command::Draft>>,
    /// Forms of which the device does not have the newest.
    changed: StoredValue<Vec<String>>,
    /// The names of forms that were drawn: a form may be saved when its page is gone already.
    names: StoredValue<Vec<String>>,
}

impl Drafts {
    pub(super) fn new() -> Self {
        let none = || StoredValue::new(Vec::new());
        Self { kept: StoredValue::new(Vec::new()), changed: none(), names: none() }
    }

    /// The vault has just been opened, and these were begun before.
    pub(super) fn fill(self, drafts: Vec<command::Draft>) {
        self.kept.set_value(drafts);
        self.changed.set_value(Vec::new());
    }

    /// The vault is closed: nothing of it stays in memory.
    pub(super) fn forget(self) {
        self.fill(Vec::new());
        self.names.set_value(Vec::new());
    }

    /// Forms that were begun, of those whose names begin so.
    pub(super) fn under(self, beginning: &str) -> Vec<command::Draft> {
        self.kept.with_value(|kept| {
            kept.iter().filter(|draft| draft.form.starts_with(beginning)).cloned().collect()
        })
    }

    fn of(self, form: &str) -> Vec<DraftField> {
        self.kept.with_value(|kept| {
            let begun = kept.iter().find(|draft| draft.form == form);
            begun.map(|draft| draft.fields.clone()).unwrap_or_default()
        })
    }

    fn name(self, form: &str) -> usize {
        self.names
            .try_update_value(|names| {
                names.iter().position(|name| name == form).unwrap_or_else(|| {
                    names.push(form.to_owned());
                    names.len() - 1
                })
            })
            .unwrap_or_default()
    }
}

impl Session {
    /// Keeps a form as it is now; without fields, nothing of it any more. The device hears of it a little later.
    pub(super) fn keep_draft(self, form: &str, fields: Vec<DraftField>) {
        let Drafts { kept, changed, .. } = self.drafts;
        if self.drafts.of(form) == fields {
            return;
        }
        kept.update_value(|kept| {
            kept.retain(|draft| draft.form != form);
            if !fields.is_empty() {
                kept.push(command::Draft { form: form.to_owned(), fields });
            }
        });
        let waits_already = changed.with_value(|changed| !changed.is_empty());
        changed.update_value(|changed| {
            changed.retain(|name| name != form);
            changed.push(form.to_owned());
        });
        if !waits_already {
            listening::after(KEPT_AFTER_MS, move || self.send_drafts());
        }
    }

    /// The names of forms that were begun, of those whose names begin so.
    pub(crate) fn begun_under(self, beginning: &str) -> Vec<String> {
        self.drafts.under(beginning).into_iter().map(|draft| draft.form).collect()
    }

    /// What was written, word for word, in a form that was begun.
    pub(crate) fn begun_texts(self, form: &str) -> Vec<String> {
        let fields = self.drafts.of(form).into_iter();
        let written = fields.filter(|field| form::WRITTEN.contains(&field.name.as_str()));
        written.map(|field| field.text).filter(|text| !text.is_empty()).collect()
    }

    /// Goes to a new entry of the journal that begins with this question. One that was begun goes on as it was.
    pub(crate) fn begin_entry(self, question: String) {
        self.begin_with(Place::Entry(None), question);
    }

    /// Goes to a form that begins with this.
    pub(crate) fn begin_with(self, place: Place, text: String) {
        self.beginning_with.set_value(Some((place, text)));
        self.step(place);
    }

    /// The page of a place is to begin with this, once it is there.
    pub(crate) fn shares_next(self, place: Place, what: &str) {
        self.beginning_with.set_value(Some((place, what.to_owned())));
    }

    /// What the form of a place is to begin with, once.
    pub(crate) fn take_beginning(self, place: Place) -> Option<String> {
        let begun = self.beginning_with.try_update_value(Option::take).flatten();
        begun.and_then(|(of, text)| (of == place).then_some(text))
    }

    /// Nothing of a form is wanted any more.
    pub(crate) fn discard_draft(self, form: &str) {
        self.keep_draft(form, Vec::new());
        self.send_drafts();
    }

    /// The device gets what it does not have yet. Whatever is asked of it next finds it there.
    pub(super) fn send_drafts(self) {
        let forms = self.drafts.changed.try_update_value(std::mem::take).unwrap_or_default();
        for form in forms {
            let fields = self.drafts.of(&form);
            let act = if fields.is_empty() {
                command::Drafts::Discard { form }
            } else {
                command::Drafts::Keep { draft: command::Draft { form, fields } }
            };
            // A store that takes nothing is said elsewhere, and the text still stands in its field.
            self.send(Command::Drafts(act), Box::new(|_| {}));
        }
    }
}
