//! What two people say to each other and do together: drawn field by field, under what it is.

use crate::html;
use interface::model::fields::TimeOfDay;
use interface::model::kinds::{LIST, Space, TimeTogether};
use interface::model::{Content, Day, Field, Shape, Value};
use leptos::prelude::*;

use super::read;
use crate::components::{fact, said};
use crate::platform::{browser, zone};
use crate::words;

/// A day and an hour in words; where that is by other clocks than those of this device, it says by which.
pub(crate) fn time_of(day: Day, from: &TimeOfDay) -> String {
    let time = words::time(from.minutes().into());
    let time = if zone::is_here(from.zone()) {
        time
    } else {
        words::interests_hours_in_zone(&time, &from.zone().replace('_', " "))
    };
    words::times_at(&words::day(day, browser::today()), &time)
}

/// A record, drawn.
pub(super) fn drawn(content: &Content) -> AnyView {
    let Some(kind) = LIST.get(content.number()) else { return super::nothing() };
    let name = html::p().class("soft small").child(words::keyed(&kind.word_key()));
    let times = read::<TimeTogether>(content).map(|time| {
        let both = time.days.as_slice().iter().zip(time.from.as_slice());
        both.map(|(day, from)| time_of(*day, from)).collect::<Vec<_>>()
    });
    let fields = LIST.fields(content).unwrap_or_default();
    // What stands largest: the first text, or without one what was chosen. Where several texts are asked for, each has its name.
    let largest = if fields.iter().filter(|(slot, _)| matches!(slot.shape, Shape::Text { .. })).count() > 1 {
        None
    } else {
        let is_text = |value: &Value<'_>| matches!(value, Value::Text(_));
        let needed = fields
            .iter()
            .position(|(slot, value)| is_text(value) && !matches!(slot.shape, Shape::Optional(_)));
        let chosen = || fields.iter().position(|(slot, _)| matches!(slot.shape, Shape::Choice(_)));
        let any = || fields.iter().position(|(_, value)| is_text(value));
        needed.or_else(chosen).or_else(any)
    };
    let mut rows = vec![name.into_any()];
    for (place, (slot, value)) in fields.into_iter().enumerate() {
        if times.is_some() && ["days", "from"].contains(&slot.name) {
            if slot.name == "days"
                && let Some(times) = times.as_ref().filter(|times| !times.is_empty())
            {
                let lines = times.iter().map(|time| html::p().child(time.clone())).collect_view().into_any();
                rows.push(fact(words::keyed(&kind.field_key(slot)), lines));
            }
            continue;
        }
        let Some(text) = text_of(&slot.shape, &value) else { continue };
        let is_text = matches!(value, Value::Text(_));
        if Some(place) == largest {
            rows.push(html::p().class("thing").attr("dir", "auto").child(text).into_any());
        } else {
            let what = if is_text { said(text) } else { html::p().child(text).into_any() };
            rows.push(fact(words::keyed(&kind.field_key(slot)), what));
        }
    }
    rows.into_any()
}

/// What a field says, in words; nothing where it says nothing, or what nobody reads.
fn text_of(shape: &Shape, value: &Value<'_>) -> Option<String> {
    Some(match (shape, value) {
        (Shape::Optional(shape), value) => return text_of(shape, value),
        (_, Value::Absent) => return None,
        (_, Value::Text(text)) => text.clone().into_owned(),
        (Shape::Choice(choices), Value::Number(number)) => {
            words::keyed(&choices.word_key(choices.numbered(*number)?.name))
        }
        (Shape::Day, Value::Number(day)) => words::day(Day(u32::try_from(*day).ok()?), browser::today()),
        (Shape::Scale { .. }, Value::Number(point)) => point.to_string(),
        (Shape::TimeOfDay, value) => {
            let time = TimeOfDay::read(value.clone()).ok()?;
            words::time(time.minutes().into())
        }
        (Shape::Several { of, .. }, Value::Several(values)) => {
            let lines: Vec<String> = values.iter().filter_map(|value| text_of(of, value)).collect();
            (!lines.is_empty()).then(|| lines.join("\n"))?
        }
        _ => return None,
    })
}

/// Which days space is for: those tell one from another.
fn space_days(content: &Content) -> Option<String> {
    let Space { from, until, .. } = read(content)?;
    let day = |day| words::day(day, browser::today());
    Some(if from == until { day(from) } else { format!("{} – {}", day(from), day(until)) })
}

/// What names a record beside others: the first that was written in it, or else what it is.
pub(super) fn title(content: &Content) -> Option<String> {
    let fields = LIST.fields(content).ok()?;
    let text = fields.into_iter().find_map(|(_, value)| match value {
        Value::Text(text) => Some(super::journal::beginning(&text)),
        _ => None,
    });
    text.or_else(|| {
        let kind = LIST.get(content.number())?;
        // Without words of its own it is named by what was chosen first.
        let fields = LIST.fields(content).ok()?;
        let chosen = fields.into_iter().find_map(|(slot, value)| match slot.shape {
            Shape::Choice(_) => text_of(&slot.shape, &value),
            _ => None,
        });
        let chosen = chosen.unwrap_or_else(|| words::keyed(&kind.word_key()));
        Some(space_days(content).map_or_else(|| chosen.clone(), |days| format!("{chosen} · {days}")))
    })
}
