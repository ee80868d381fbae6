//! The calendar file: made here, handed to the person, and kept nowhere.

use std::collections::BTreeSet;

use calendar::{Entry, Zone};
use leptos::prelude::*;

use super::hours::Hours;
use crate::components::button::{Look, submit};
use crate::components::choice::choice;
use crate::components::form::Form;
use crate::components::live::live;
use crate::components::{card, heading, nothing, row, small, soft};
use crate::platform::{files, zone};
use crate::session::Session;
use crate::words;

/// How the times are called in a calendar that others may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Called {
    Busy,
    ByWords,
}

/// The way to a file; nothing while no time is to come.
pub(super) fn card_of(session: Session, times: Memo<Vec<Hours>>) -> AnyView {
    let is_any = move || {
        times.with(|times| times.iter().any(|one| calendar::belongs(&one.time, session.present_day())))
    };
    live(is_any, move |is_any| if is_any { offered(session, times) } else { nothing() })
}

fn offered(session: Session, times: Memo<Vec<Hours>>) -> AnyView {
    let called = RwSignal::new(Some(Called::Busy));
    let form = Form::new(session);
    let send = move || {
        let (year, month, day) = session.present_day().civil();
        let name = format!("counterpoint-{year:04}-{month:02}-{day:02}.ics");
        let made = times.with_untracked(|times| made(session, times, called.get_untracked()));
        let Some(file) = made else { return };
        if files::hand_over(&name, "text/calendar;charset=utf-8", file.as_bytes()) {
            session.say(words::along_made(&name));
        } else {
            form.remark(words::along_not_made());
        }
    };
    let options = vec![(Called::Busy, words::calendar_busy()), (Called::ByWords, words::calendar_words())];
    let fields = vec![
        choice(words::calendar_called(), options, called),
        row(vec![submit(Look::Quiet, words::calendar_save(), form.busy)]),
    ];
    card(
        "wash-calm",
        vec![
            heading(words::calendar_title()),
            soft(words::calendar_text()),
            form.element(send, fields),
            small(words::calendar_again()),
        ],
    )
}

fn made(session: Session, times: &[Hours], called: Option<Called>) -> Option<String> {
    let busy = words::calendar_busy();
    let entry = |hours: &Hours| (hours.item, hours.written_s, hours.time.clone());
    let all: Vec<_> = times.iter().map(entry).collect();
    let entries: Vec<Entry<'_>> = all
        .iter()
        .map(|(item, written_s, time)| Entry {
            item: *item,
            written_s: *written_s,
            time,
            summary: if called == Some(Called::ByWords) { time.what.as_str() } else { &busy },
        })
        .collect();
    let today = session.present_day();
    let (from_s, until_s) = calendar::span(&entries, today);
    let names: BTreeSet<&str> = entries.iter().map(|entry| entry.time.from.zone()).collect();
    let zones: Vec<Zone> = names.into_iter().filter_map(|name| zone::table(name, from_s, until_s)).collect();
    calendar::file(&entries, &zones, today)
}
