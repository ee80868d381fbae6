//! One form that is drawn: its fields, what stood in them before, and what does now.

use interface::command::DraftField;
use interface::model::VersionId;
use leptos::prelude::*;

use super::Session;
use crate::components::button::{Look, button};
use crate::components::live::live;
use crate::components::{row, small};
use crate::platform::browser;
use crate::reactive::RwSignal;
use crate::words;

impl Session {
    /// A form of this name: as it was begun, if it was. The identifiers of what it is about belong to its name.
    pub(crate) fn draft(self, form: &str) -> Draft {
        let begun = self.drafts.of(form);
        Draft {
            session: self,
            is_begun: RwSignal::new(!begun.is_empty()),
            name: self.drafts.name(form),
            begun: StoredValue::new(begun),
            fields: StoredValue::new(Vec::new()),
            of: StoredValue::new(None),
        }
    }
}

/// One form on a page.
#[derive(Clone, Copy)]
pub(crate) struct Draft {
    session: Session,
    name: usize,
    begun: StoredValue<Vec<DraftField>>,
    fields: StoredValue<Vec<Field>>,
    /// The version that the form was filled from, or has written.
    of: StoredValue<Option<VersionId>>,
    is_begun: RwSignal<bool>,
}

struct Field {
    name: &'static str,
    /// Whether a form is begun with it alone.
    begins: bool,
    /// What stands there when nothing was typed.
    start: String,
    now: Box<dyn Fn() -> String + Send + Sync>,
    set: Box<dyn Fn(&str) + Send + Sync>,
}

/// Fields that hold what a person wrote, and not what they chose.
pub(super) const WRITTEN: [&str; 39] = [
    "again",
    "between",
    "encourage",
    "consequence",
    "crossed",
    "describe",
    "effect",
    "express",
    "feared",
    "felt",
    "good_for",
    "happened",
    "keep",
    "leave",
    "looks",
    "mend",
    "mine",
    "name",
    "note",
    "obstacle",
    "outcome",
    "own",
    "place",
    "question",
    "reach",
    "small",
    "steps",
    "stranger",
    "text",
    "theirs",
    "then",
    "title",
    "told",
    "topic",
    "what",
    "when",
    "whose",
    "wish",
    "words",
];

/// What the version that a form was filled from stands under.
const OF: &str = "of";

impl Draft {
    /// A text; `start` where nothing was begun.
    pub(crate) fn text(self, name: &'static str, start: String) -> RwSignal<String> {
        self.add(name, true, start, String::clone, |text| Some(text.to_owned()))
    }

    /// One of a few, or none yet.
    pub(crate) fn choice<T: Copy + Send + Sync + 'static>(
        self,
        name: &'static str,
        start: Option<T>,
        name_of: fn(T) -> &'static str,
        of_name: fn(&str) -> Option<T>,
    ) -> RwSignal<Option<T>> {
        let to_text = move |chosen: &Option<T>| chosen.map(name_of).unwrap_or_default().to_owned();
        self.add(name, true, start, to_text, move |text| Some(of_name(text)))
    }

    /// Whatever has a text.
    pub(crate) fn field<T: Send + Sync + 'static>(
        self,
        name: &'static str,
        start: T,
        to_text: fn(&T) -> String,
        of_text: fn(&str) -> Option<T>,
    ) -> RwSignal<T> {
        self.add(name, true, start, to_text, of_text)
    }

    /// What is kept with the rest, and begins nothing by itself.
    pub(crate) fn beside<T: Send + Sync + 'static>(
        self,
        name: &'static str,
        start: T,
        to_text: fn(&T) -> String,
        of_text: fn(&str) -> Option<T>,
    ) -> RwSignal<T> {
        self.add(name, false, start, to_text, of_text)
    }

    fn add<T: Send + Sync + 'static>(
        self,
        name: &'static str,
        begins: bool,
        start: T,
        to_text: impl Fn(&T) -> String + Send + Sync + 'static,
        of_text: impl Fn(&str) -> Option<T> + Send + Sync + 'static,
    ) -> RwSignal<T> {
        let start_text = to_text(&start);
        let value = RwSignal::new(self.was(name).and_then(|text| of_text(&text)).unwrap_or(start));
        let field = Field {
            name,
            begins,
            start: start_text,
            now: Box::new(move || value.with(&to_text)),
            set: Box::new(move |text| {
                if let Some(text) = of_text(text) {
                    value.set(text);
                }
            }),
        };
        self.fields.update_value(|fields| fields.push(field));
        value
    }

    /// Keeps what is typed from now on. Once, after the last field was named.
    pub(crate) fn watch(self) {
        Effect::new(move |is_later: Option<bool>| {
            let now = self.now();
            if is_later.is_some() {
                self.is_begun.set(!now.is_empty());
                self.keep(now);
            }
            true
        });
    }

    /// The same, and says, below a form that was begun, that it is kept, with a way to discard it.
    pub(crate) fn line(self) -> AnyView {
        self.watch();
        begun_line(move || self.is_begun.get(), move || self.discard())
    }

    /// Whether something is begun in it now.
    pub(crate) fn is_begun(self) -> bool {
        self.is_begun.get()
    }

    /// Whether it was begun when it was drawn: then it is not drawn folded.
    pub(crate) fn was_begun(self) -> bool {
        self.begun.with_value(|begun| !begun.is_empty())
    }

    /// The version that the form is filled from: what was begun over an earlier one is written over that one.
    pub(crate) fn filled_from(self, newest: Option<VersionId>) {
        self.of.set_value(self.was(OF).and_then(|of| of.parse().ok()).or(newest));
    }

    /// That version.
    pub(crate) fn of(self) -> Option<VersionId> {
        self.of.get_value()
    }

    /// What stands there by now says the same where this form is about it: it is written over that.
    pub(crate) fn go_over(self, version: VersionId) {
        self.of.set_value(Some(version));
    }

    /// Another device has removed what this was begun over: it is written over nothing now, and is there again.
    pub(crate) fn forget_version(self) {
        self.of.set_value(None);
    }

    /// Whether something was begun over another version than this one, which is the newest.
    pub(crate) fn began_before(self, newest: VersionId) -> bool {
        self.is_begun.get() && self.of().is_some_and(|of| of != newest)
    }

    /// What stands in the form was saved as this version: nothing is begun any more.
    pub(crate) fn saved_as(self, version: VersionId) {
        self.of.set_value(Some(version));
        self.saved();
    }

    /// What stands in the form was saved.
    pub(crate) fn saved(self) {
        self.fields.update_value(|fields| {
            for field in fields {
                field.start = untrack(|| (field.now)());
            }
        });
        self.keep_nothing();
    }

    /// Puts the form back to what it was before anything was typed.
    fn discard(self) {
        self.fields.with_value(|fields| {
            for field in fields.iter().filter(|field| field.begins) {
                (field.set)(&field.start);
            }
        });
        self.keep_nothing();
        browser::focus_heading();
    }

    fn was(self, name: &str) -> Option<String> {
        let text =
            |begun: &Vec<DraftField>| Some(begun.iter().find(|field| field.name == name)?.text.clone());
        self.begun.with_value(text)
    }

    /// What stands in a form that is begun; nothing while it is not.
    fn now(self) -> Vec<DraftField> {
        let (is_begun, mut now) = self.fields.with_value(|fields| {
            let now: Vec<String> = fields.iter().map(|field| (field.now)()).collect();
            let mut both = fields.iter().zip(&now);
            let is_begun = both.any(|(field, now)| field.begins && field.start != *now);
            let named = |(field, text): (&Field, String)| DraftField { name: field.name.to_owned(), text };
            (is_begun, fields.iter().zip(now).map(named).collect::<Vec<_>>())
        });
        let of = self.of().map(|of| DraftField { name: OF.to_owned(), text: of.to_string() });
        now.extend(of);
        if is_begun { now } else { Vec::new() }
    }

    fn keep_nothing(self) {
        self.is_begun.set(false);
        self.keep(Vec::new());
        // What is not wanted any more is gone at once.
        self.session.send_drafts();
    }

    fn keep(self, fields: Vec<DraftField>) {
        let name = self.session.drafts.names.with_value(|names| names.get(self.name).cloned());
        if let Some(name) = name {
            self.session.keep_draft(&name, fields);
        }
    }
}

/// Says that what was begun is kept, with a way to discard it. It has its room before it is there.
pub(crate) fn begun_line(
    is_begun: impl Fn() -> bool + Send + Sync + 'static,
    discard: impl Fn() + Copy + Send + Sync + 'static,
) -> AnyView {
    let line = live(is_begun, move |is_begun| {
        let discard = || button(Look::Plain, words::answer_discard(), discard);
        is_begun.then(|| row(vec![small(words::draft_kept()), discard()])).into_any()
    });
    leptos::html::div().class("begun").child(line).into_any()
}
