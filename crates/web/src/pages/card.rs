//! One card: something that the person likes or dislikes.

use client::command::{Command, Outcome, Problem};
use client::model::{ItemId, Taste};
use client::view::{CardView, LinkView, SharedContentView};
use leptos::html;
use leptos::prelude::*;

use crate::components::button::{Look, button, link, named_button, submit};
use crate::components::choice::choice;
use crate::components::dialog::dialog;
use crate::components::field::{Purpose, field, never};
use crate::components::form::Form;
use crate::components::share::{Sharing, Withdrawing, share_dialog, withdraw_dialog};
use crate::components::{card, frame, heading, narrow, row, small, soft, stack, tag, text};
use crate::places::Place;
use crate::session::Session;
use crate::words;
use crate::words::choices;

/// The card's page; a new card without one.
pub(super) fn page(session: Session, id: Option<ItemId>) -> AnyView {
    let known = move |open: &client::view::OpenView| {
        id.and_then(|id| open.cards.iter().find(|card| card.id == id).cloned())
    };
    let start = session.open.with_untracked(known);
    let back = Some((words::nav_mine(), Place::Mine));
    if id.is_some() && start.is_none() {
        return frame::page(session, words::card_gone_title(), back, vec![text(words::problem_gone())]);
    }
    let title = if id.is_some() { words::card_title() } else { words::card_new_title() };
    let now = Memo::new(move |_| session.open.with(known));
    let mut content = vec![editor(session, start)];
    if id.is_some() {
        content.push((move || now.get().map(|card| siblings(&card))).into_any());
        content.push(sharing(session, now));
        content.push(removal(session, now));
    }
    frame::page(session, title, back, vec![narrow(content)])
}

fn editor(session: Session, start: Option<CardView>) -> AnyView {
    let id = start.as_ref().map(|card| card.id);
    let (taste, first_text, first_note) =
        start.map_or((Taste::Like, String::new(), String::new()), |card| (card.taste, card.text, card.note));
    let taste = RwSignal::new(Some(taste));
    let what = RwSignal::new(first_text);
    let note = RwSignal::new(first_note);
    let form = Form::new(session);
    let send = move || {
        let command = Command::WriteCard {
            card: id,
            taste: taste.get_untracked().unwrap_or(Taste::Like),
            text: what.get_untracked().trim().to_owned(),
            note: note.get_untracked().trim().to_owned(),
        };
        form.send(command, move |outcome| {
            if let (None, Outcome::Written { .. }) = (id, outcome) {
                session.go_instead(Place::Mine);
            }
            session.say(words::card_saved());
        });
    };
    let options = Taste::ALL.iter().map(|taste| (*taste, choices::taste_choice(*taste))).collect();
    let wrong = form.is(|problem| matches!(problem, Problem::Empty | Problem::TooLong { .. }));
    let buttons = row(vec![
        submit(Look::Primary, words::card_save(), form.busy),
        link(Look::Quiet, words::back_without_saving(), Place::Mine),
    ]);
    form.element(
        send,
        vec![
            choice(words::keyed("record-card-taste"), options, taste),
            field(Purpose::Line, words::card_what(), words::card_what_hint(), what, wrong),
            field(Purpose::Lines, words::card_note(), words::card_note_hint(), note, never()),
            small(words::card_private_hint()),
            buttons,
        ],
    )
}

/// Versions that another device of the same person wrote at the same time.
fn siblings(card_view: &CardView) -> AnyView {
    if card_view.siblings.is_empty() {
        return crate::components::nothing();
    }
    let versions = card_view.siblings.iter().map(|text| html::li().attr("dir", "auto").child(text.clone()));
    card(
        "",
        vec![
            heading(words::card_siblings_title()),
            soft(words::card_siblings_text()),
            html::ul().class("rows").child(versions.collect_view()).into_any(),
        ],
    )
}

fn sharing(session: Session, now: Memo<Option<CardView>>) -> AnyView {
    let sharing = RwSignal::new(None::<Sharing>);
    let withdrawing = RwSignal::new(None::<Withdrawing>);
    let linked = Memo::new(move |_| {
        session.open.with(|open| {
            let of = |known: &client::view::RelationshipView| {
                matches!(known.link, LinkView::Linked { .. }).then(|| (known.id, known.name.clone()))
            };
            open.relationships.iter().filter_map(of).collect::<Vec<_>>()
        })
    });
    let people = move || {
        let Some(card_view) = now.get() else { return Vec::new() };
        linked
            .get()
            .into_iter()
            .map(|(relationship, name)| {
                let shared = card_view.shared.iter().find(|shared| shared.relationship == relationship);
                let state = match shared {
                    None => words::card_not_shared_with(&name),
                    Some(shared) if shared.newest => words::card_shared_with(&name),
                    Some(_) => words::card_older_shared_with(&name),
                };
                let mut buttons = Vec::new();
                if shared.is_none_or(|shared| !shared.newest) {
                    let subject = Sharing {
                        relationship,
                        name: name.clone(),
                        item: card_view.id,
                        version: card_view.version,
                        content: as_shared(&card_view),
                    };
                    let label = words::card_share_with(&name);
                    buttons.push(button(Look::Share, label, move || sharing.set(Some(subject.clone()))));
                }
                if shared.is_some() {
                    let subject = Withdrawing { relationship, name: name.clone(), item: card_view.id };
                    let label = words::withdraw_from(&name);
                    buttons.push(named_button(Look::Quiet, words::withdraw_button(), label, move || {
                        withdrawing.set(Some(subject.clone()));
                    }));
                }
                stack(vec![text(state), row(buttons)])
            })
            .collect()
    };
    let shown = move || {
        let people: Vec<AnyView> = people();
        let people = if people.is_empty() { vec![soft(words::card_nobody_linked())] } else { people };
        let mut content = vec![heading(words::card_sharing_title())];
        content.extend(people);
        card("", content)
    };
    stack(vec![shown.into_any(), share_dialog(session, sharing), withdraw_dialog(session, withdrawing)])
}

fn removal(session: Session, now: Memo<Option<CardView>>) -> AnyView {
    let open = RwSignal::new(false);
    let form = Form::new(session);
    let send = move || {
        let Some(card_view) = now.get_untracked() else { return };
        form.send(Command::RemoveCard { card: card_view.id }, move |_| {
            open.set(false);
            session.go_instead(Place::Mine);
            session.say(words::card_removed());
        });
    };
    let question = dialog(open, words::card_remove_title, move || {
        let is_shared = now.with(|card| card.as_ref().is_some_and(|card| !card.shared.is_empty()));
        let what = if is_shared { words::card_remove_shared() } else { words::card_remove_text() };
        let buttons = row(vec![
            submit(Look::Firm, words::card_remove_confirm(), form.busy),
            button(Look::Quiet, words::keep_it(), move || open.set(false)),
        ]);
        vec![form.element(send, vec![soft(what), buttons])]
    });
    stack(vec![row(vec![button(Look::Plain, words::card_remove(), move || open.set(true))]), question])
}

/// A way to the cards that are not shown yet, where there are any.
pub(super) fn more(session: Session) -> AnyView {
    let hidden = Memo::new(move |_| session.open.with(|open| open.more_cards));
    let form = Form::new(session);
    (move || {
        let hidden = hidden.get();
        (hidden > 0).then(|| {
            let show = move || form.send(Command::ShowMoreCards, |_| {});
            row(vec![button(Look::Quiet, words::cards_more(hidden), show)])
        })
    })
    .into_any()
}

/// Exactly what the other would see of the newest version.
pub(super) fn as_shared(card_view: &CardView) -> SharedContentView {
    SharedContentView::Card {
        taste: card_view.taste,
        text: card_view.text.clone(),
        note: card_view.note.clone(),
    }
}

/// Who sees a card, in words.
pub(super) fn state(session: Session, card_view: &CardView) -> AnyView {
    let names: Vec<String> = session.open.with_untracked(|open| {
        let of = |shared: &client::view::SharedWith| {
            let found = open.relationships.iter().find(|known| known.id == shared.relationship)?;
            Some(if shared.newest { found.name.clone() } else { words::card_older_version(&found.name) })
        };
        card_view.shared.iter().filter_map(of).collect()
    });
    if names.is_empty() {
        tag("mine", words::card_only_you())
    } else {
        tag("shared", words::card_shared_list(&names.join(&words::list_separator())))
    }
}
