//! A form of a few texts that are one record: drawn by the shapes of the record's fields, whichever kind it is.

use core::cell::RefCell;

use interface::command::{Outcome, Problem};
use interface::look::OwnItem;
use interface::model::kinds::{LIST, Listed};
use interface::model::{Content, Fault, ItemId, Shape, Value};
use leptos::prelude::*;

use super::base::Base;
use super::write;
use super::written::{tidied, written};
use crate::components::field::{Wrong, never};
use crate::components::form::{Form, Remark};
use crate::kinds;
use crate::places::Place;
use crate::reactive::RwSignal;
use crate::session::Session;
use crate::session::drafts::Draft;

/// The form.
pub(in crate::pages) struct Sheet {
    pub(in crate::pages) form: Form,
    pub(in crate::pages) draft: Draft,
    session: Session,
    number: u32,
    start: Option<OwnItem>,
    /// What the form is written over.
    base: Base,
    texts: RefCell<Vec<(&'static str, RwSignal<String>)>>,
    /// Fields of the form that are no texts.
    others: RefCell<Vec<&'static str>>,
    remarks: RefCell<Vec<Remark>>,
}

/// What becomes of a form when its record is written.
#[derive(Clone, Copy)]
enum Then {
    Stays,
    IsEmpty,
}

/// A form that was drawn: its texts, and what is missing.
struct Filled {
    number: u32,
    base: Base,
    texts: Vec<(&'static str, RwSignal<String>)>,
    remarks: Vec<Remark>,
}

impl Sheet {
    /// A form for a record of a kind, at its place; of one that is there, filled with it.
    pub(in crate::pages) fn new<K: Listed>(session: Session, place: Place, start: Option<OwnItem>) -> Self {
        Self::named(session, K::NUMBER, &place.address(), start)
    }

    fn named(session: Session, number: u32, name: &str, start: Option<OwnItem>) -> Self {
        let draft = session.draft(name);
        draft.filled_from(start.as_ref().map(|own| own.version));
        let form = Form::new(session);
        super::said_before_it_is_back(form, draft);
        let base = Base::new(start.clone());
        let (texts, others, remarks) = (RefCell::default(), RefCell::default(), RefCell::default());
        Self { form, draft, session, number, start, base, texts, others, remarks }
    }

    /// Names a field of the record that the form has too, and that is no text.
    pub(in crate::pages) fn has(&self, name: &'static str) {
        self.others.borrow_mut().push(name);
    }

    /// What the form is written over.
    pub(in crate::pages) fn base(&self) -> Base {
        self.base
    }

    /// Writes over what is done to the record beside this form, where that leaves the form's own fields as they are.
    fn follow(&self) {
        if self.start.is_some() {
            let texts = self.texts.borrow().iter().map(|(name, _)| *name).collect::<Vec<_>>();
            let own_fields = [texts, self.others.borrow().clone()].concat();
            self.base.follow(self.draft, self.session.item(), own_fields);
        }
    }

    /// A text of the record, as it is typed.
    pub(in crate::pages) fn typed(&self, name: &'static str) -> RwSignal<String> {
        let start = self.start.as_ref().map(|own| kinds::text_of(&own.content, name));
        let text = self.draft.text(name, start.unwrap_or_default());
        self.texts.borrow_mut().push((name, text));
        text
    }

    /// A field for a text of the record, which may stay empty.
    pub(in crate::pages) fn field(&self, name: &'static str, label: String, hint: String) -> AnyView {
        let text = self.typed(name);
        self.drawn(name, label, hint, text, never())
    }

    /// A field for a text of the record that has to be there; `missing` says so.
    pub(in crate::pages) fn needed(
        &self,
        name: &'static str,
        label: String,
        hint: String,
        missing: String,
    ) -> AnyView {
        let text = self.typed(name);
        self.needed_of(name, label, hint, text, missing)
    }

    /// The same of a text that is known already.
    pub(in crate::pages) fn needed_of(
        &self,
        name: &'static str,
        label: String,
        hint: String,
        text: RwSignal<String>,
        missing: String,
    ) -> AnyView {
        let remark = Remark::while_so(move || text.with(|text| text.trim().is_empty()), missing);
        let wrong = self.form.is_or(remark.clone(), |problem| matches!(problem, Problem::Empty));
        self.remarks.borrow_mut().push(remark);
        self.drawn(name, label, hint, text, wrong)
    }

    /// What draws fields for texts that are known already and may stay empty, as often as they are wanted.
    pub(in crate::pages) fn fields(
        &self,
        of: Vec<(&'static str, RwSignal<String>, String, String)>,
    ) -> impl Fn() -> Vec<AnyView> + Send + 'static {
        let (form, number) = (self.form, self.number);
        move || {
            let one = |(name, text, label, hint): &(&'static str, RwSignal<String>, String, String)| {
                drawn(form, number, name, (label.clone(), hint.clone()), *text, never())
            };
            of.iter().map(one).collect()
        }
    }

    fn drawn(
        &self,
        name: &'static str,
        label: String,
        hint: String,
        text: RwSignal<String>,
        wrong: Wrong,
    ) -> AnyView {
        drawn(self.form, self.number, name, (label, hint), text, wrong)
    }

    fn filled(&self) -> Filled {
        Filled {
            number: self.number,
            base: self.base,
            texts: self.texts.borrow().clone(),
            remarks: self.remarks.borrow().clone(),
        }
    }

    /// What sends the form: `more` are the values of fields that are no texts; `done` hears which record it became.
    pub(in crate::pages) fn sending(
        &self,
        more: impl Fn() -> Vec<(&'static str, Value<'static>)> + 'static,
        done: impl Fn(ItemId) + Clone + 'static,
    ) -> impl Fn() + 'static {
        self.sending_and(Then::Stays, more, done)
    }

    /// The same, and the form is empty afterwards, for the next one.
    pub(in crate::pages) fn sending_next(
        &self,
        more: impl Fn() -> Vec<(&'static str, Value<'static>)> + 'static,
        done: impl Fn(ItemId) + Clone + 'static,
    ) -> impl Fn() + 'static {
        self.sending_and(Then::IsEmpty, more, done)
    }

    fn sending_and(
        &self,
        then: Then,
        more: impl Fn() -> Vec<(&'static str, Value<'static>)> + 'static,
        done: impl Fn(ItemId) + Clone + 'static,
    ) -> impl Fn() + 'static {
        self.follow();
        let (form, draft) = (self.form, self.draft);
        let filled = self.filled();
        let about = self.start.as_ref().and_then(|own| own.about);
        let item = self.start.as_ref().map(|own| own.item);
        move || {
            if form.lacks(&filled.remarks) {
                return;
            }
            let (done, texts) = (done.clone(), filled.texts.clone());
            let written = filled.content(&more()).map_err(Problem::from);
            form.send_typed(written.map(|content| write(item, draft.of(), about, content)), move |outcome| {
                let Outcome::Written { item, version } = outcome else { return };
                match then {
                    Then::Stays => {
                        draft.saved_as(version);
                        done(item);
                    }
                    Then::IsEmpty => {
                        done(item);
                        for (_, text) in &texts {
                            text.set(String::new());
                        }
                        draft.saved();
                    }
                }
            });
        }
    }
}

/// A field for a text of a kind, by the shape that it has there.
fn drawn(
    form: Form,
    number: u32,
    name: &str,
    (label, hint): (String, String),
    text: RwSignal<String>,
    wrong: Wrong,
) -> AnyView {
    let shape = shape_of(number, name);
    let drawn = shape.and_then(|shape| written(form, &shape, (label, hint), text, wrong));
    drawn.unwrap_or_else(|| unreachable!("only texts are typed"))
}

impl Filled {
    /// The record: what was typed, what else was chosen, and for the rest what was there before.
    fn content(&self, more: &[(&'static str, Value<'static>)]) -> Result<Content, Fault> {
        let slots = LIST.get(self.number).map(|kind| kind.slots).unwrap_or_default();
        let base = self.base.record();
        let before = base.as_ref().and_then(|own| LIST.fields(&own.content).ok()).unwrap_or_default();
        let mut values = Vec::with_capacity(slots.len());
        for slot in slots {
            let typed = self.texts.iter().find(|(name, _)| *name == slot.name);
            let chosen = more.iter().find(|(name, _)| *name == slot.name);
            let value = match (typed, chosen) {
                (Some((_, text)), _) => {
                    text.with_untracked(|text| tidied(text, is_line(&slot.shape))).map(Value::Text)
                }
                (None, Some((_, value))) => Some(value.clone()),
                (None, None) => {
                    before.iter().find(|(of, _)| of.name == slot.name).map(|(_, value)| value.clone())
                }
            };
            let value = value.unwrap_or_else(|| nothing_of(&slot.shape));
            slot.shape.check(&value)?;
            values.push(value);
        }
        Ok(Content::of_values(self.number, &values))
    }
}

/// What stands where nothing was said.
fn nothing_of(shape: &Shape) -> Value<'static> {
    match shape {
        Shape::Several { .. } => Value::Several(Vec::new()),
        _ => Value::Absent,
    }
}

fn is_line(shape: &Shape) -> bool {
    match shape {
        Shape::Optional(shape) => is_line(shape),
        shape => matches!(shape, Shape::Line { .. }),
    }
}

fn shape_of(number: u32, name: &str) -> Option<Shape> {
    let slot = LIST.get(number)?.slots.iter().find(|slot| slot.name == name)?;
    Some(match slot.shape {
        Shape::Optional(shape) => *shape,
        shape => shape,
    })
}
