//! Days and hours that are proposed, a row for each.

use std::borrow::Cow;

use crate::html;
use interface::model::kinds::counts::TIMES_MAX;
use interface::model::{Day, Value};
use interface::moment::Date;
use leptos::prelude::*;

use crate::components::button::{Look, button};
use crate::components::field::{Purpose, day_of, field, minutes_of, never};
use crate::components::form::{Form, Remark};
use crate::components::live::live;
use crate::components::{nothing, small};
use crate::platform::{browser, zone};
use crate::reactive::RwSignal;
use crate::session::drafts::Draft;
use crate::words;

/// What the rows are called in a draft: as many as there may be times.
const NAMES: [(&str, &str); TIMES_MAX] = [("day-1", "from-1"), ("day-2", "from-2"), ("day-3", "from-3")];

/// The rows of a form, and how many of them are shown.
#[derive(Clone)]
pub(super) struct Times {
    rows: Vec<Row>,
    shown: RwSignal<usize>,
}

/// A day and an hour, as they are typed.
#[derive(Clone)]
struct Row {
    day: RwSignal<String>,
    from: RwSignal<String>,
    /// By whose clocks.
    zone: String,
}

impl Times {
    /// The rows, the first of them filled with these.
    pub(super) fn new(draft: Draft, days: &Value<'_>, from: &Value<'_>) -> Self {
        let row = |(place, (day_name, from_name)): (usize, &(&'static str, &'static str))| {
            let day = nth(days, place).map(|day| date_of(&day)).unwrap_or_default();
            let (from, zone) = nth(from, place).and_then(|from| clock_of(&from)).unzip();
            Row {
                day: draft.text(day_name, day),
                from: draft.text(from_name, from.unwrap_or_default()),
                zone: zone.unwrap_or_else(zone::here),
            }
        };
        let rows: Vec<Row> = NAMES.iter().enumerate().map(row).collect();
        let filled = rows.iter().rposition(|row| !row.is_empty()).map_or(1, |last| last + 1);
        Self { rows, shown: RwSignal::new(filled) }
    }

    /// The days, and from when on for each. A row in which nothing stands proposes nothing.
    pub(super) fn values(&self) -> (Value<'static>, Value<'static>) {
        let whole = self.rows.iter().filter_map(Row::values);
        let (days, from) = whole.unzip();
        (Value::Several(days), Value::Several(from))
    }

    /// What can be wrong: a day without an hour, or an hour without a day.
    pub(super) fn remarks(&self) -> Vec<Remark> {
        let remark = |row: &Row| {
            let row = row.clone();
            Remark::while_so(move || row.is_half(), words::times_half())
        };
        self.rows.iter().map(remark).collect()
    }

    /// The rows. Another one is there for the asking.
    pub(super) fn drawn(&self, form: Form, label: String) -> AnyView {
        let remarks = self.remarks();
        let shown = self.shown;
        let row = |(place, (row, remark)): (usize, (&Row, Remark))| {
            let row = row.clone();
            live(
                move || shown.get() > place,
                move |is_shown| {
                    if !is_shown {
                        return nothing();
                    }
                    let hours = html::div().class("hours").child((
                        field(
                            Purpose::Date,
                            words::times_day(),
                            String::new(),
                            row.day,
                            form.marks(remark.clone()),
                        ),
                        field(Purpose::Time, words::times_from(), String::new(), row.from, never()),
                    ));
                    let clocks = if zone::is_here(&row.zone) {
                        nothing()
                    } else {
                        small(words::times_clocks(&row.zone.replace('_', " ")))
                    };
                    let group = html::div().class("stack").attr("role", "group");
                    group
                        .attr("aria-label", words::times_row(narrow(place + 1)))
                        .child((hours, clocks))
                        .into_any()
                },
            )
        };
        let rows: Vec<AnyView> = self.rows.iter().zip(remarks).enumerate().map(row).collect();
        let count = rows.len();
        let more = live(
            move || shown.get() < count,
            move |has_room| {
                let add = move || {
                    shown.update(|shown| *shown += 1);
                    browser::focus_later("main .times > div:has(.hours):last-of-type input");
                };
                if has_room { button(Look::Quiet, words::times_more(), add) } else { nothing() }
            },
        );
        html::fieldset()
            .class("field stack times")
            .child((html::legend().child(label), small(words::times_hint()), rows, more))
            .into_any()
    }
}

impl Row {
    fn is_empty(&self) -> bool {
        self.day.with(|day| day.trim().is_empty()) && self.from.with(|from| from.trim().is_empty())
    }

    fn is_half(&self) -> bool {
        let has_day = self.day.with(|day| day_of(day).is_some());
        let has_hour = self.from.with(|from| minutes_of(from).is_some());
        has_day != has_hour || (!has_day && !self.is_empty())
    }

    fn values(&self) -> Option<(Value<'static>, Value<'static>)> {
        let Day(day) = self.day.with_untracked(|day| day_of(day))?;
        let minutes = self.from.with_untracked(|from| minutes_of(from))?;
        let zone = Value::Text(Cow::Owned(self.zone.clone()));
        Some((Value::Number(day.into()), Value::Several(vec![Value::Number(minutes.into()), zone])))
    }
}

fn nth<'a>(values: &Value<'a>, place: usize) -> Option<Value<'a>> {
    let Value::Several(values) = values else { return None };
    values.get(place).cloned()
}

fn date_of(day: &Value<'_>) -> String {
    let Value::Number(day) = day else { return String::new() };
    u32::try_from(*day).map(|day| Date(Day(day)).to_string()).unwrap_or_default()
}

/// An hour as a field holds it, and by whose clocks it is.
fn clock_of(from: &Value<'_>) -> Option<(String, String)> {
    let Value::Several(parts) = from else { return None };
    let [Value::Number(minutes), Value::Text(zone)] = parts.as_slice() else { return None };
    Some((format!("{:02}:{:02}", minutes / 60, minutes % 60), zone.clone().into_owned()))
}

fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
