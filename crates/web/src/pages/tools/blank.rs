//! A form for a record of any kind, by the shapes of its fields. Whatever is typed or chosen is a text, kept as drafts are.

mod values;

use crate::html;
use interface::command::Problem;
use interface::model::kinds::{Heard, LIST, Listed, Space};
use interface::model::value::Choice;
use interface::model::{Content, Day, Shape, Slot, Understanding, Value};
use interface::moment::Date;
use leptos::prelude::*;

use super::super::kind::written;
use super::kit::Hint;
use super::times::Times;
use crate::components::choice::named;
use crate::components::field::{Purpose, day_of, either, field, never};
use crate::components::form::{Form, Remark};
use crate::components::nothing;
use crate::platform::browser;
use crate::reactive::RwSignal;
use crate::session::drafts::Draft;
use crate::words;

pub(super) use values::texts;
use values::{typed, value_of};

/// A form of a record.
#[derive(Clone)]
pub(super) struct Blank {
    number: u32,
    /// Whether nothing was written before.
    is_new: bool,
    fields: Vec<Blanked>,
    /// Where days and hours are proposed: those.
    times: Option<Times>,
}

/// A field of it.
#[derive(Clone)]
struct Blanked {
    slot: &'static Slot,
    text: RwSignal<String>,
}

/// The fields of days and of hours that belong together.
const DAYS: &str = "days";
const HOURS: &str = "from";

/// The field of a day on which something is looked at again.
const LOOK_ON: &str = "look_on";
const DAYS_OF_YEAR: u32 = 365;

fn in_a_year() -> String {
    Date(Day(browser::today().0.saturating_add(DAYS_OF_YEAR))).to_string()
}

impl Blank {
    /// A form for a record of a kind; filled with one, if there is one.
    pub(super) fn new(number: u32, draft: Draft, start: Option<&Content>) -> Self {
        let slots = LIST.get(number).map(|kind| kind.slots).unwrap_or_default();
        let values = start.and_then(|start| LIST.fields(start).ok()).unwrap_or_default();
        let field = |slot: &'static Slot| {
            let value = values.iter().find(|(of, _)| of.name == slot.name).map(|(_, value)| value);
            let start = value.map(|value| typed(&slot.shape, value));
            let start =
                start.unwrap_or_else(|| if slot.name == LOOK_ON { in_a_year() } else { String::new() });
            Blanked { slot, text: draft.text(slot.name, start) }
        };
        let value = |name: &str| values.iter().find(|(of, _)| of.name == name).map(|(_, value)| value);
        let proposes = |slot: &Slot| matches!(slot.shape, Shape::Several { of: Shape::Day, .. });
        let times = slots.iter().any(proposes).then(|| {
            let of = |name| value(name).unwrap_or(&Value::Absent);
            Times::new(draft, of(DAYS), of(HOURS))
        });
        let is_new = start.is_none();
        Self { number, is_new, fields: slots.iter().map(field).collect(), times }
    }

    /// What is typed in a field.
    pub(super) fn text(&self, name: &str) -> Option<RwSignal<String>> {
        self.fields.iter().find(|field| field.slot.name == name).map(|field| field.text)
    }

    /// Puts a text into a field. What was typed stays, and the text stands behind it, unless it is there already.
    pub(super) fn put(&self, name: &str, text: &str) {
        let Some(field) = self.fields.iter().find(|field| field.slot.name == name) else { return };
        let is_list = matches!(field.slot.shape, Shape::Several { .. });
        field.text.update(|typed| {
            let before = typed.trim_end();
            if is_list {
                let new = text.lines().filter(|line| !typed.lines().any(|known| known.trim() == line.trim()));
                let lines: Vec<&str> = before.lines().chain(new).collect();
                *typed = lines.join("\n");
            } else if before.is_empty() {
                text.clone_into(typed);
            } else if !typed.ends_with(text) {
                *typed = format!("{before} {text}");
            }
        });
    }

    /// Puts a text into a field, whatever stands there.
    pub(super) fn set(&self, name: &str, text: &str) {
        if let Some(field) = self.text(name) {
            field.set(text.to_owned());
        }
    }

    /// What is missing, field by field.
    pub(super) fn remarks(&self) -> Vec<Remark> {
        let of = |field: &Blanked| {
            let is_times = self.times.is_some() && field.slot.name == DAYS;
            let times = self.times.iter().filter(|_| is_times).flat_map(Times::remarks);
            let label = self.label(field);
            let remarks = self.remarks_of(field).into_iter().chain(times);
            remarks.map(|remark| remark.at(label.clone())).collect::<Vec<_>>()
        };
        self.fields.iter().flat_map(of).collect()
    }

    /// All that can be wrong with one of its fields.
    fn remarks_of(&self, field: &Blanked) -> Vec<Remark> {
        let mut remarks = field.remarks();
        let from = self.text("from").filter(|_| self.number == Space::NUMBER && field.slot.name == "until");
        if let Some(from) = from {
            let (until, is_new) = (field.text, self.is_new);
            let day = |typed: RwSignal<String>| typed.with(|typed| day_of(typed));
            let is_turned = move || day(from).zip(day(until)).is_some_and(|(from, until)| until < from);
            let is_past = move || is_new && day(until).is_some_and(|until| until < browser::today());
            remarks.push(Remark::while_so(is_turned, words::space_turned()));
            remarks.push(Remark::while_so(move || is_past() && !is_turned(), words::space_past()));
        }
        remarks
    }

    /// Where a field is only asked for if something was chosen: what was, and what it has to be.
    fn asked_where(&self, field: &Blanked) -> Option<(RwSignal<String>, &'static str)> {
        let is_it = self.number == Heard::NUMBER && field.slot.name == "words";
        Some((self.text("understanding").filter(|_| is_it)?, Understanding::NotQuite.name()))
    }

    /// Its fields, drawn.
    pub(super) fn drawn(&self, form: Form, hints: &[Hint]) -> Vec<AnyView> {
        let is_drawn = |field: &&Blanked| self.times.is_none() || field.slot.name != HOURS;
        let drawn = self.fields.iter().filter(is_drawn).map(|field| {
            if let Some(times) = self.times.as_ref().filter(|_| field.slot.name == DAYS) {
                return times.drawn(form, self.label(field));
            }
            let hint = hints.iter().find(|(name, _)| *name == field.slot.name);
            let hint = hint.map(|(_, hint)| hint()).unwrap_or_default();
            let drawn = field.drawn(form, self.label(field), hint, self.remarks_of(field));
            let Some((chosen, wanted)) = self.asked_where(field) else { return drawn };
            html::div()
                .attr("hidden", move || chosen.with(|chosen| chosen != wanted).then_some(""))
                .child(drawn)
                .into_any()
        });
        drawn.collect()
    }

    fn label(&self, field: &Blanked) -> String {
        let kind = LIST.get(self.number);
        kind.map(|kind| words::keyed(&kind.field_key(field.slot))).unwrap_or_default()
    }

    /// The record.
    pub(super) fn content(&self) -> Result<Content, Problem> {
        let mut values = Vec::with_capacity(self.fields.len());
        for field in &self.fields {
            let Blanked { slot, text } = field;
            let value = match (&self.times, slot.name) {
                // Nobody sends what they do not see.
                _ if is_hidden(self.asked_where(field)) => Value::Absent,
                (Some(times), DAYS) => times.values().0,
                (Some(times), HOURS) => times.values().1,
                _ => text.with_untracked(|text| value_of(&slot.shape, text)),
            };
            slot.shape.check(&value).map_err(Problem::from)?;
            values.push(value);
        }
        Ok(Content::of_values(self.number, &values))
    }
}

/// Whether a field is not asked for now.
fn is_hidden(asked_where: Option<(RwSignal<String>, &'static str)>) -> bool {
    asked_where.is_some_and(|(chosen, wanted)| chosen.with_untracked(|chosen| chosen != wanted))
}

impl Blanked {
    /// All that can be wrong with it.
    fn remarks(&self) -> Vec<Remark> {
        let (text, shape) = (self.text, self.slot.shape);
        let needed =
            |said| Remark::while_so(move || text.with(|text| value_of(&shape, text) == Value::Absent), said);
        match shape {
            Shape::Optional(_) => Vec::new(),
            Shape::Several { of: &Shape::Line { characters_max }, count_max } => {
                let faults = move |is_wrong: fn(&[Value<'_>], usize) -> bool, max| {
                    move || {
                        text.with(|text| matches!(value_of(&shape, text), Value::Several(all) if is_wrong(&all, max)))
                    }
                };
                vec![
                    Remark::while_so(
                        faults(|all, max| all.len() > max, count_max),
                        words::list_too_many(narrow(count_max)),
                    ),
                    Remark::while_so(
                        faults(|all, max| all.iter().any(|line| is_longer(line, max)), characters_max),
                        words::list_line_too_long(narrow(characters_max)),
                    ),
                ]
            }
            Shape::Several { .. } => Vec::new(),
            Shape::Choice(_) => vec![needed(words::tool_choose())],
            Shape::Day => vec![needed(words::tool_day_needed())],
            _ => vec![needed(words::tool_needed())],
        }
    }

    fn drawn(&self, form: Form, label: String, hint: String, remarks: Vec<Remark>) -> AnyView {
        let text = self.text;
        let wrong = remarks.into_iter().map(|remark| form.marks(remark)).reduce(either).unwrap_or_else(never);
        let shape = match self.slot.shape {
            Shape::Optional(shape) => *shape,
            shape => shape,
        };
        match shape {
            Shape::Choice(choices) => {
                let one = |choice: &Choice| (choice.name, words::keyed(&choices.word_key(choice.name)));
                named(label, choices.all.iter().map(one).collect(), text, wrong)
            }
            Shape::Day => field(Purpose::Date, label, hint, text, wrong),
            Shape::Several { of: &Shape::Line { characters_max }, count_max } => {
                let limits = words::list_hint(narrow(characters_max), narrow(count_max));
                field(Purpose::List, label, format!("{hint} {limits}").trim().to_owned(), text, wrong)
            }
            shape => written(form, &shape, (label, hint), text, wrong).unwrap_or_else(nothing),
        }
    }
}

fn is_longer(line: &Value<'_>, characters_max: usize) -> bool {
    matches!(line, Value::Text(text) if text.chars().count() > characters_max)
}

fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
