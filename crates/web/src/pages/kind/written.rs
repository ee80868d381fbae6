//! Texts of a record, as they are typed: a field for one by its shape, and what is taken of it.

use std::borrow::Cow;

use interface::model::Shape;
use interface::model::fields::{Line, Text};
use leptos::prelude::*;

use crate::components::field::{Purpose, Wrong, either, field, too_long};
use crate::components::form::Form;
use crate::reactive::RwSignal;

/// A field for a text, by its shape; nothing if it is none.
pub(in crate::pages) fn written(
    form: Form,
    shape: &Shape,
    (label, hint): (String, String),
    text: RwSignal<String>,
    wrong: Wrong,
) -> Option<AnyView> {
    let (purpose, max) = match *shape {
        Shape::Line { characters_max } => (Purpose::Line(characters_max), characters_max),
        Shape::Text { characters_max } if characters_max > LONG => {
            (Purpose::Writing(characters_max), characters_max)
        }
        Shape::Text { characters_max } => (Purpose::Lines(characters_max), characters_max),
        _ => return None,
    };
    Some(field(purpose, label, hint, text, either(wrong, too_long(form, text, max))))
}

/// A text for which there is more room than this has room from the beginning.
const LONG: usize = 4_000;

/// As a field of such a type takes it; nothing if nothing of it can be seen. How long it may be is checked by the field's own shape.
pub(in crate::pages) fn tidied(text: &str, is_line: bool) -> Option<Cow<'static, str>> {
    let typed = if is_line {
        Line::<{ usize::MAX }>::typed(text).map(Line::into_string)
    } else {
        Text::<{ usize::MAX }>::typed(text).map(Text::into_string)
    };
    typed.ok().map(Cow::Owned)
}
