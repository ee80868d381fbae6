//! The end of a time that is every week. What was before it stays.

use interface::look::OwnItem;
use interface::model::kinds::ProtectedTime;
use interface::model::{Content, Day, Repeats};
use leptos::prelude::*;

use super::super::super::kind;
use crate::components::button::{Look, submit};
use crate::components::form::Form;
use crate::components::live::live;
use crate::components::{card, heading, nothing, row, soft};
use crate::kinds;
use crate::places::Place;
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;

/// The way to end it, or to let it go on; nothing for one that is once, or has not begun.
pub(super) fn card_of(session: Session, now: Memo<Option<OwnItem>>) -> AnyView {
    let weekly = move || {
        let time = now.with(|now| kinds::read::<ProtectedTime>(&now.as_ref()?.content))?;
        let has_begun = time.repeats == Repeats::Weekly && time.on <= session.present_day();
        has_begun.then_some(time.ends)
    };
    live(weekly, move |weekly| match weekly {
        None => nothing(),
        Some(last) => drawn(session, now, last),
    })
}

fn drawn(session: Session, now: Memo<Option<OwnItem>>, last: Option<Day>) -> AnyView {
    let form = Form::new(session);
    let ends = last.is_none();
    let send = move || {
        let Some(own) = now.get_untracked() else { return };
        let Some(time) = kinds::read::<ProtectedTime>(&own.content) else { return };
        let changed = ProtectedTime { ends: ends.then(|| session.present_day()), ..time };
        let command = kind::write(Some(own.item), Some(own.version), None, Content::of(&changed));
        form.send(command, move |_| {
            let said = if ends { words::protected_ended() } else { words::protected_goes_on() };
            session.go_instead_and_say(Place::Interests, said);
        });
    };
    let (text, label) = match last {
        None => (words::protected_end_text(), words::protected_end()),
        Some(last) => (words::protected_ends(&session.day(last)), words::protected_go_on()),
    };
    let button = row(vec![submit(Look::Quiet, label, form.busy)]);
    card("", vec![heading(words::protected_end_title()), soft(text), form.element(send, vec![button])])
}
