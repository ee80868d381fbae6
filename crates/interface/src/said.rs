//! What a record says, as lines to read: the way onto a page and into plain text, for records of every kind.

use std::borrow::Cow;

use model::{Content, Unreadable, Value, kinds::List, value::Shape};

use crate::moment::{Date, Moment, time_of_day};

/// A line of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said<'a> {
    /// A choice that was made, as the key of its words.
    Chosen(String),
    /// What the person wrote first: what the record is about.
    Title(Cow<'a, str>),
    /// Something else that they wrote, under the key of the words that name its field.
    Text(String, Cow<'a, str>),
    /// A number, a day, a time, under the key of the words that name its field.
    Fact(String, String),
    /// There is more, which only a newer version of the app can read.
    More,
}

/// The lines of a record, in the order of its fields. What was left open has none.
///
/// # Errors
/// [`Unreadable`] if this version of the app cannot read it, or something in it is beyond its limits.
pub fn said<'a>(content: &'a Content, kinds: &List) -> Result<Vec<Said<'a>>, Unreadable> {
    let kind = kinds.get(content.number()).ok_or(Unreadable::NEWER)?;
    let mut lines = Vec::new();
    for (slot, value) in kinds.fields(content)? {
        let key = kind.field_key(slot);
        add(&slot.shape, value, &key, &mut lines);
    }
    if !kinds.is_whole(content) {
        lines.push(Said::More);
    }
    Ok(lines)
}

fn add<'a>(shape: &Shape, value: Value<'a>, key: &str, lines: &mut Vec<Said<'a>>) {
    let fact = |fact: String| Said::Fact(key.to_owned(), fact);
    match (shape, value) {
        (_, Value::Absent) => {}
        (Shape::Optional(shape), value) => add(shape, value, key, lines),
        (_, Value::Text(text)) => {
            let is_first = !lines.iter().any(|line| matches!(line, Said::Title(_)));
            lines.push(if is_first { Said::Title(text) } else { Said::Text(key.to_owned(), text) });
        }
        (Shape::Choice(choices), Value::Number(number)) => {
            let choice = choices.numbered(number);
            lines.extend(choice.map(|choice| Said::Chosen(choices.word_key(choice.name))));
        }
        (Shape::Scale { points }, Value::Number(number)) => lines.push(fact(format!("{number} / {points}"))),
        (Shape::Day, Value::Number(day)) => {
            let day = model::Day(u32::try_from(day).unwrap_or(u32::MAX));
            lines.push(fact(Date(day).to_string()));
        }
        (Shape::Moment, Value::Number(seconds)) => {
            lines.push(fact(Moment(model::Clock::new(seconds, 0)).to_string()));
        }
        (_, Value::Number(number)) => lines.push(fact(number.to_string())),
        (Shape::TimeOfDay, Value::Several(parts)) => lines.push(fact(time_of_day(&parts))),
        (Shape::Several { of, .. }, Value::Several(values)) => {
            values.into_iter().for_each(|value| add(of, value, key, lines));
        }
        (_, Value::Several(_)) => {}
    }
}
