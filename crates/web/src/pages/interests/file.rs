//! The calendar file: made here, handed to the person, and kept nowhere.

use calendar::{Entry, Event};
use interface::look::OwnItem;
use leptos::prelude::*;

use super::hours;
use crate::components::button::{Look, submit};
use crate::components::choice::choice;
use crate::components::form::Form;
use crate::components::live::live;
use crate::components::{card, heading, nothing, row, small, soft};
use crate::platform::{calendar as calendar_file, files};
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// The way to a file; nothing while no time is to come.
pub(super) fn card_of(session: Session, times: Memo<Vec<OwnItem>>) -> AnyView {
    let is_any = move || {
        times.with(|times| {
            times.iter().filter_map(hours::read).any(|time| calendar::belongs(&time, session.present_day()))
        })
    };
    live(is_any, move |is_any| if is_any { offered(session, times) } else { nothing() })
}

fn offered(session: Session, times: Memo<Vec<OwnItem>>) -> AnyView {
    // Whether they are called by their words, in a calendar that others may see.
    let by_words = RwSignal::new(Some(false));
    let form = Form::new(session);
    let send = move || {
        let name = calendar_file::name(session.present_day());
        let made = times.with_untracked(|times| made(session, times, by_words.get_untracked() == Some(true)));
        let Some(file) = made else { return };
        if files::hand_over(&name, calendar_file::TYPE, file.as_bytes()) {
            session.say(words::along_made(&name));
        } else {
            form.remark(words::along_not_made());
        }
    };
    let options = vec![(false, words::calendar_busy()), (true, words::calendar_words())];
    let fields = vec![
        choice(words::calendar_called(), options, by_words),
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

fn made(session: Session, times: &[OwnItem], by_words: bool) -> Option<String> {
    let busy = words::calendar_busy();
    let all: Vec<_> = times.iter().filter_map(|own| Some((own, hours::read(own)?))).collect();
    let entries: Vec<Entry<'_>> = all
        .iter()
        .map(|(own, time)| Entry {
            item: own.item,
            written_s: own.written_s,
            event: Event::from(time),
            is_off: false,
            summary: if by_words { time.what.as_str() } else { &busy },
        })
        .collect();
    calendar_file::file(&entries, session.present_day())
}
