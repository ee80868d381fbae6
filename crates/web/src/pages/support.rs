//! Support: asking for it, and answering. Yes, not now and something else are drawn exactly alike.

use client::command::Command;
use client::model::{Answer, ItemId, RelationshipId};
use client::view::{AnswerView, MyAskView, RelationshipView, TheirAskView};
use leptos::html;
use leptos::prelude::*;

use super::ours;
use crate::components::button::{Look, button, link, submit};
use crate::components::choice::choice;
use crate::components::field::{Purpose, field, never};
use crate::components::form::Form;
use crate::components::rows::{way, ways};
use crate::components::voice::{Voice, voice};
use crate::components::{card, empty, frame, heading, nothing, quoted, row, small, soft, stack};
use crate::places::Place;
use crate::session::Session;
use crate::words;
use crate::words::choices;

/// Requests of both.
pub(super) fn page(session: Session, id: RelationshipId) -> AnyView {
    ours::with(session, id, move |known, relationship| {
        let asks = Memo::new(move |_| {
            relationship.with(|known| known.as_ref().map(|it| (it.name.clone(), it.their_asks.clone())))
        });
        let theirs = move || asks.get().map(|(name, asks)| theirs(session, id, &name, &asks));
        let own = move || relationship.get().map(|known| own(&known));
        let columns = html::div()
            .class("two even")
            .child((html::section().class("stack").child(theirs), html::section().class("stack").child(own)));
        let back = (words::ours_with(&known.name), Place::Ours(Some(id)));
        frame::page(session, words::support_title(), Some(back), vec![columns.into_any()])
    })
}

fn theirs(session: Session, id: RelationshipId, name: &str, asks: &[TheirAskView]) -> AnyView {
    let title = heading(words::support_theirs(name));
    if asks.is_empty() {
        return stack(vec![title, empty(vec![soft(words::support_theirs_empty(name))])]);
    }
    let asks = asks.iter().map(|ask| {
        card(
            "",
            vec![
                voice(Voice::Bond, words::shared_by(name, &session.day(ask.shared_on))),
                heading(choices::asked(name, ask.need)),
                quoted(ask.text.clone()),
                answering(session, id, ask.item, ask.answer.clone()),
            ],
        )
    });
    stack(vec![title, asks.collect_view().into_any()])
}

fn own(known: &RelationshipView) -> AnyView {
    let ask = link(Look::Primary, words::ask_button(), Place::Ask(known.id, None));
    let title = html::div().class("titled").child((heading(words::support_own()), ask)).into_any();
    if known.my_asks.is_empty() {
        return stack(vec![title, empty(vec![soft(words::support_own_empty(&known.name))])]);
    }
    let rows = known.my_asks.iter().map(|ask| {
        way(choices::need_title(ask.need), state(&known.name, ask), Place::Ask(known.id, Some(ask.item)))
    });
    stack(vec![title, ways(rows.collect())])
}

fn state(name: &str, ask: &MyAskView) -> String {
    match (&ask.answer, &ask.shared) {
        (Some(answer), _) => words::ask_answered(name, &choices::answer(answer.answer)),
        (None, Some(_)) => words::ask_shared_with(name),
        (None, None) => words::ask_private(name),
    }
}

/// Answering a request, or the answer with a way to change it.
pub(super) fn answering(
    session: Session,
    relationship: RelationshipId,
    ask: ItemId,
    given: Option<AnswerView>,
) -> AnyView {
    let changing = RwSignal::new(false);
    let given = StoredValue::new(given);
    (move || match given.get_value() {
        Some(answer) if !changing.get() => stack(vec![
            html::div()
                .class("turn me")
                .child((
                    small(words::answer_given()),
                    html::h3().child(choices::answer(answer.answer)),
                    quoted(answer.words.clone()),
                ))
                .into_any(),
            row(vec![button(Look::Quiet, words::answer_change(), move || changing.set(true))]),
        ]),
        _ => answer_form(session, relationship, ask, changing),
    })
    .into_any()
}

/// Three equal answers; choosing one opens room for words of one's own, and what will be sent stands there to be seen.
fn answer_form(
    session: Session,
    relationship: RelationshipId,
    ask: ItemId,
    changing: RwSignal<bool>,
) -> AnyView {
    let form = Form::new(session);
    let chosen = RwSignal::new(None::<Answer>);
    let own_words = RwSignal::new(String::new());
    let send = move || {
        let Some(answer) = chosen.get_untracked() else { return };
        let command = Command::AnswerAsk {
            relationship,
            ask,
            answer,
            words: own_words.get_untracked().trim().to_owned(),
        };
        form.send(command, move |_| {
            changing.set(false);
            session.say(words::answer_sent());
        });
    };
    let options = Answer::ALL.iter().map(|answer| (*answer, choices::answer(*answer))).collect();
    let more = move || match chosen.get() {
        None => nothing(),
        Some(answer) => {
            let buttons = row(vec![
                submit(Look::Share, words::answer_send(&choices::answer(answer)), form.busy),
                button(Look::Quiet, words::answer_leave_open(), move || chosen.set(None)),
            ]);
            stack(vec![
                field(Purpose::Lines, words::answer_words(), words::answer_words_hint(), own_words, never()),
                small(words::answer_only_this()),
                buttons,
            ])
        }
    };
    form.element(send, vec![choice(words::answer_label(), options, chosen), more.into_any()])
}
