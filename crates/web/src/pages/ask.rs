//! A request for support of one's own: what would help, in which words, then share it or keep it.

use client::command::{Command, Outcome, Problem};
use client::model::{ItemId, Need, RelationshipId};
use client::view::{LinkView, MyAskView, RelationshipView, SharedContentView};
use leptos::html;
use leptos::prelude::*;

use super::ours;
use crate::components::button::{Look, button, link, submit};
use crate::components::choice::choice;
use crate::components::dialog::dialog;
use crate::components::field::{Purpose, field};
use crate::components::form::Form;
use crate::components::live::live;
use crate::components::share::{Sharing, Withdrawing, seen, share_dialog, withdraw_dialog};
use crate::components::{
    card, frame, heading, lead, narrow, nothing, preview, quoted, row, small, soft, stack, text,
};
use crate::places::Place;
use crate::session::Session;
use crate::words;
use crate::words::choices;

/// The request's page; a new request without one.
pub(super) fn page(session: Session, id: RelationshipId, ask: Option<ItemId>) -> AnyView {
    let Some(ask) = ask else { return new(session, id) };
    ours::with(session, id, move |_, relationship| {
        let now = Memo::new(move |_| {
            relationship.with(|known| known.as_ref()?.my_asks.iter().find(|own| own.item == ask).cloned())
        });
        let is_there = Memo::new(move |_| now.with(Option::is_some));
        ours::when(is_there, move || {
            let back = Some((words::support_title(), Place::Support(id)));
            let (Some(start), Some(known)) = (now.get_untracked(), relationship.get_untracked()) else {
                return frame::page(session, words::support_title(), back, vec![text(words::problem_gone())]);
            };
            let change = html::details().child((
                html::summary().class("btn plain").child(words::ask_change()),
                editor(session, &known, Some(start)),
            ));
            let siblings = live(
                move || now.with(|ask| ask.as_ref().map(|ask| ask.siblings.clone())),
                |siblings| preview::beside(&siblings.unwrap_or_default()),
            );
            let content = vec![
                standing(session, id, now, relationship),
                siblings,
                change.into_any(),
                removal(session, id, now),
            ];
            frame::page(session, words::ask_title(), back, vec![narrow(content)])
        })
    })
}

fn new(session: Session, id: RelationshipId) -> AnyView {
    ours::with(session, id, move |known, _| {
        let back = Some((words::support_title(), Place::Support(id)));
        let content = vec![lead(words::ask_text()), editor(session, &known, None)];
        frame::page(session, words::ask_new_title(&known.name), back, vec![narrow(content)])
    })
}

fn editor(session: Session, known: &RelationshipView, start: Option<MyAskView>) -> AnyView {
    let (id, item) = (known.id, start.as_ref().map(|ask| ask.item));
    let need = RwSignal::new(start.as_ref().map(|ask| ask.need));
    let own_words = RwSignal::new(start.map(|ask| ask.text).unwrap_or_default());
    let form = Form::new(session);
    let send = move || {
        let Some(need) = need.get_untracked() else {
            form.remark(words::ask_choose_need());
            return;
        };
        let text = own_words.get_untracked().trim().to_owned();
        form.send(Command::WriteAsk { ask: item, relationship: id, need, text }, move |outcome| {
            if let Outcome::Written { item, .. } = outcome {
                session.go_instead(Place::Ask(id, Some(item)));
                session.say(words::ask_saved());
            }
        });
    };
    let needs: Vec<(Need, String)> = Need::ALL.iter().map(|need| (*need, choices::need(*need))).collect();
    let wrong = form.is(|problem| matches!(problem, Problem::Empty | Problem::TooLong { .. }));
    let buttons = row(vec![
        submit(Look::Primary, words::ask_save(), form.busy),
        link(Look::Quiet, words::back_without_saving(), Place::Support(id)),
    ]);
    form.element(
        send,
        vec![
            choice(words::ask_need(), needs, need),
            field(Purpose::Lines, words::ask_words(), words::ask_words_hint(), own_words, wrong),
            small(words::ask_private_hint(&known.name)),
            buttons,
        ],
    )
}

/// The request as it stands: what it says, who sees it, what was answered.
fn standing(
    session: Session,
    id: RelationshipId,
    now: Memo<Option<MyAskView>>,
    relationship: Memo<Option<RelationshipView>>,
) -> AnyView {
    let sharing = RwSignal::new(None::<Sharing>);
    let withdrawing = RwSignal::new(None::<Withdrawing>);
    let of_ask = move |part: fn(&MyAskView) -> Option<bool>| now.with(|ask| ask.as_ref().and_then(part));
    let shared = Memo::new(move |_| of_ask(|ask| ask.shared.map(|shared| shared.newest)));
    let name = ours::name_of(relationship);
    let is_linked = Memo::new(move |_| {
        relationship
            .with(|known| known.as_ref().is_some_and(|known| matches!(known.link, LinkView::Linked { .. })))
    });
    let content = live(
        move || now.with(|ask| ask.as_ref().map(as_shared)),
        |content| content.map(|content| preview::content(&content)).into_any(),
    );
    let state = seen(shared, move || name.get());
    let later = live(
        move || (!is_linked.get()).then(|| name.get()),
        |name| name.map(|name| small(words::ask_share_later(&name))).into_any(),
    );
    let offered = move || (is_linked.get() && shared.get() != Some(true)).then(|| name.get());
    let share = live(offered, move |offered| {
        let Some(name) = offered else { return nothing() };
        button(Look::Share, words::card_share_with(&name), move || {
            let subject = |ask: &MyAskView| Sharing {
                relationship: id,
                name: name.clone(),
                item: ask.item,
                version: ask.version,
                content: as_shared(ask),
            };
            sharing.set(now.with_untracked(|ask| ask.as_ref().map(subject)));
        })
    });
    let withdraw = live(
        move || shared.with(Option::is_some),
        move |is_shared| {
            if !is_shared {
                return nothing();
            }
            button(Look::Quiet, words::withdraw_button(), move || {
                let subject = |ask: &MyAskView| Withdrawing {
                    relationship: id,
                    name: name.get_untracked(),
                    item: ask.item,
                };
                withdrawing.set(now.with_untracked(|ask| ask.as_ref().map(subject)));
            })
        },
    );
    let answer = move || now.with(|ask| ask.as_ref().and_then(|ask| ask.answer.clone()));
    let answer = live(
        move || (answer(), shared.with(Option::is_some), name.get()),
        move |(answer, is_shared, name)| match answer {
            Some(answer) => card(
                "wash-bond",
                vec![
                    small(words::answer_from(&name, &session.day(answer.on))),
                    heading(choices::answer(answer.answer)),
                    quoted(answer.words),
                ],
            ),
            None if is_shared => soft(words::ask_no_answer_yet()),
            None => nothing(),
        },
    );
    stack(vec![
        card("", vec![content, state, later, row(vec![share, withdraw])]),
        answer,
        share_dialog(session, sharing),
        withdraw_dialog(session, withdrawing),
    ])
}

/// Exactly what the other would see of the newest version.
fn as_shared(ask: &MyAskView) -> SharedContentView {
    SharedContentView::Ask { need: ask.need, text: ask.text.clone() }
}

fn removal(session: Session, id: RelationshipId, now: Memo<Option<MyAskView>>) -> AnyView {
    let open = RwSignal::new(false);
    let form = Form::new(session);
    let send = move || {
        let Some(ask) = now.get_untracked() else { return };
        form.send(Command::RemoveAsk { ask: ask.item }, move |_| {
            open.set(false);
            session.go_instead(Place::Support(id));
            session.say(words::ask_removed());
        });
    };
    let question = dialog(open, words::ask_remove_title, move || {
        let is_shared = now.with(|ask| ask.as_ref().is_some_and(|ask| ask.shared.is_some()));
        let what = if is_shared { words::card_remove_shared() } else { words::ask_remove_text() };
        let buttons = row(vec![
            submit(Look::Firm, words::card_remove_confirm(), form.busy),
            button(Look::Quiet, words::keep_it(), move || open.set(false)),
        ]);
        vec![form.element(send, vec![soft(what), buttons])]
    });
    stack(vec![row(vec![button(Look::Plain, words::ask_remove(), move || open.set(true))]), question])
}
