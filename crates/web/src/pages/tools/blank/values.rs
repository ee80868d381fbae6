//! What stands in a form, and the record of it.

use std::borrow::Cow;

use interface::model::kinds::LIST;
use interface::model::{Content, Day, Shape, Value};
use interface::moment::Date;

use super::super::super::kind::tidied;
use crate::components::field::{day_of, minutes_of};
use crate::platform::zone;

/// What stands between several values of one field.
const BETWEEN: char = '\n';

/// A record as it stands in a form: what in which field.
pub(in crate::pages::tools) fn texts(content: &Content) -> Vec<(&'static str, String)> {
    let fields = LIST.fields(content).unwrap_or_default();
    let texts = fields.into_iter().map(|(slot, value)| (slot.name, typed(&slot.shape, &value)));
    texts.filter(|(_, text)| !text.is_empty()).collect()
}

/// A value as it stands in the form.
pub(super) fn typed(shape: &Shape, value: &Value<'_>) -> String {
    match (shape, value) {
        (Shape::Optional(shape), value) => typed(shape, value),
        (_, Value::Text(text)) => text.clone().into_owned(),
        (Shape::Choice(choices), Value::Number(number)) => {
            choices.numbered(*number).map(|choice| choice.name.to_owned()).unwrap_or_default()
        }
        (Shape::Day, Value::Number(day)) => {
            u32::try_from(*day).map(|day| Date(Day(day)).to_string()).unwrap_or_default()
        }
        (Shape::TimeOfDay, Value::Several(parts)) => match parts.first() {
            Some(Value::Number(minutes)) => format!("{:02}:{:02}", minutes / 60, minutes % 60),
            _ => String::new(),
        },
        (Shape::Several { of, .. }, Value::Several(values)) => {
            let lines: Vec<String> = values.iter().map(|value| typed(of, value)).collect();
            lines.join(&BETWEEN.to_string())
        }
        _ => String::new(),
    }
}

/// What was typed as a value of a shape; absent where that is nothing.
pub(super) fn value_of(shape: &Shape, text: &str) -> Value<'static> {
    match shape {
        Shape::Optional(shape) => value_of(shape, text),
        Shape::Line { .. } => tidied(text, true).map_or(Value::Absent, Value::Text),
        Shape::Text { .. } => tidied(text, false).map_or(Value::Absent, Value::Text),
        Shape::Choice(choices) => {
            choices.named(text).map_or(Value::Absent, |choice| Value::Number(choice.number.into()))
        }
        Shape::Day => day_of(text).map_or(Value::Absent, |Day(day)| Value::Number(day.into())),
        Shape::TimeOfDay => minutes_of(text).map_or(Value::Absent, |minutes| {
            Value::Several(vec![Value::Number(minutes.into()), Value::Text(Cow::Owned(zone::here()))])
        }),
        Shape::Several { of, .. } => {
            let values = text.lines().map(|line| value_of(of, line));
            Value::Several(values.filter(|value| *value != Value::Absent).collect())
        }
        Shape::Scale { .. } | Shape::Moment => Value::Absent,
    }
}

#[cfg(test)]
mod tests {
    use interface::model::draw;

    use super::*;

    /// What a form was filled with is what it writes again, of every kind that has such a form.
    #[test]
    fn what_stands_in_a_form_is_the_record_again() {
        for tool in super::super::super::kit::all() {
            let kind = LIST.get(tool.kind()).expect("it is listed");
            for content in draw::samples(kind) {
                for (slot, value) in LIST.fields(&content).expect("it fits") {
                    let is_zoned = matches!(slot.shape, Shape::Several { of: Shape::TimeOfDay, .. });
                    if !is_zoned {
                        assert_eq!(
                            value_of(&slot.shape, &typed(&slot.shape, &value)),
                            value,
                            "{}",
                            slot.name
                        );
                    }
                }
            }
        }
    }
}
