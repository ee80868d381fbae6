//! How records of each kind look: on both sides by the same code, so that a preview is exactly what will be seen. One line a kind;
//! one that has none is drawn field by field, with the words that the language files have for it.

mod answer;
mod ask;
mod card;
mod check_in;
mod days;
mod journal;
mod plain;
mod together;

use crate::html;
use interface::look::{Arrived, Shown};
use interface::model::kinds::{Circling, LIST, Listed};
use interface::model::{Content, RelationshipId, Shape, Value};
use leptos::prelude::*;

use crate::components::nothing;
use crate::pages::title_of;
use crate::places::Place;
use crate::words;

/// How a kind looks.
struct Face {
    /// The number of the kind.
    number: u32,
    /// A record, drawn.
    draw: fn(&Content) -> Option<AnyView>,
    /// What names it beside others, in the person's own words.
    title: fn(&Content) -> Option<String>,
    /// What is said when so many have come from somebody, and where they stand; nothing of a kind that never does.
    arrived: Option<Arrival>,
}

/// In words, with a name and a number; and the place.
type Arrival = (fn(&str, u32) -> String, fn(RelationshipId) -> Place);

const FACES: &[Face] =
    &[card::FACE, ask::FACE, answer::FACE, journal::ENTRY, journal::COPY, check_in::FACE, days::FACE];

/// A record as its kind's type.
pub(crate) fn read<K: Listed>(content: &Content) -> Option<K> {
    LIST.read(content)?.ok()
}

/// What a field of a record says that is a text; empty if it says nothing.
pub(crate) fn text_of(content: &Content, field: &str) -> String {
    let fields = LIST.fields(content).unwrap_or_default();
    let found = fields.into_iter().find_map(|(slot, value)| match value {
        Value::Text(text) if slot.name == field => Some(text.into_owned()),
        _ => None,
    });
    found.unwrap_or_default()
}

/// The most characters that fit a field of a kind in which one writes: the limit by which it is checked.
pub(crate) fn characters_max<K: Listed>(field: &str) -> usize {
    let kind = LIST.get(K::NUMBER);
    let slot = kind.and_then(|kind| kind.slots.iter().find(|slot| slot.name == field));
    slot.and_then(|slot| written_in(&slot.shape)).expect("the kind has such a field")
}

fn written_in(shape: &Shape) -> Option<usize> {
    match shape {
        Shape::Line { characters_max } | Shape::Text { characters_max } => Some(*characters_max),
        Shape::Optional(shape) => written_in(shape),
        _ => None,
    }
}

fn face(content: &Content) -> Option<&'static Face> {
    FACES.iter().find(|face| face.number == content.number())
}

/// A record, drawn.
pub(crate) fn drawn(content: &Content) -> AnyView {
    let drawn = face(content).and_then(|face| (face.draw)(content));
    drawn.unwrap_or_else(|| {
        if is_together(content.number()) && LIST.is_whole(content) {
            together::drawn(content)
        } else {
            plain::drawn(content)
        }
    })
}

/// What the other shares, drawn; what was withdrawn while it stood there is said to be gone.
pub(crate) fn theirs(content: Option<&Content>) -> AnyView {
    let gone = || {
        let gone = html::p().class("soft gone").attr("tabindex", "-1").child(words::gone_meanwhile());
        gone.into_any()
    };
    content.map_or_else(gone, drawn)
}

/// What names a record beside others.
pub(crate) fn title(content: &Content) -> String {
    let title = face(content).and_then(|face| (face.title)(content));
    let title = title.or_else(|| is_together(content.number()).then(|| together::title(content)).flatten());
    title.unwrap_or_else(|| plain::title(content))
}

/// What is said when something has come from somebody, and where it stands.
pub(crate) fn arrived(from: RelationshipId, name: &str, arrived: Arrived) -> (String, Place) {
    let of_tool = title_of(arrived.about.unwrap_or(arrived.kind));
    if let Some((tool, title)) = of_tool {
        return (words::since_tool(name, &title), Place::Together(tool, from));
    }
    let face = FACES.iter().find(|face| face.number == arrived.kind);
    match face.and_then(|face| face.arrived) {
        Some((words, place)) => (words(name, arrived.count), place(from)),
        None => (words::since_other(name, arrived.count), Place::Ours(Some(from))),
    }
}

/// Whether a kind is of what two people do together. Others have faces of their own, or are drawn line by line.
fn is_together(kind: u32) -> bool {
    kind > Circling::NUMBER
}

/// Exactly what somebody would see of a record that is shared with them.
pub(crate) fn as_shared(content: &Content) -> Shown {
    LIST.shareable(content.clone()).map_or(Shown::Newer, |form| Shown::Record(form.content().clone()))
}

/// What can be seen of something, drawn.
pub(crate) fn shown(shown: &Shown) -> AnyView {
    match shown {
        Shown::Record(content) => drawn(content),
        Shown::Name(name) => written(words::preview_name(), name.clone(), nothing()),
        Shown::Person(name) => written(words::preview_person(), name.clone(), nothing()),
        Shown::Newer => (
            html::p().class("thing").child(words::preview_newer()),
            html::p().class("soft small").child(words::preview_newer_text()),
        )
            .into_any(),
    }
}

/// What names it beside others.
pub(crate) fn shown_title(shown: &Shown) -> String {
    match shown {
        Shown::Record(content) => title(content),
        Shown::Name(name) | Shown::Person(name) => name.clone(),
        Shown::Newer => words::preview_newer(),
    }
}

/// A heading that a person wrote, what it is, and more.
fn written(kind: String, title: String, more: AnyView) -> AnyView {
    (
        html::p().class("thing").attr("dir", "auto").child(title),
        html::p().class("soft small").child(kind),
        more,
    )
        .into_any()
}

/// A heading that the app wrote, what it is, and a person's words.
fn titled(kind: String, title: String, more: AnyView) -> AnyView {
    (html::p().class("soft small").child(kind), html::p().class("thing").child(title), more).into_any()
}

pub(crate) use together::time_of;
