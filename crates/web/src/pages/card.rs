//! One card: something that the person likes or dislikes.

use client::command::{Command, Outcome, Problem};
use client::model::{ItemId, RelationshipId, Taste};
use client::view::{CardView, LinkView, SharedContentView};
use leptos::html;
use leptos::prelude::*;

use crate::components::button::{Look, button, link, named_button, submit};
use crate::components::choice::choice;
use crate::components::dialog::dialog;
use crate::components::field::{Purpose, field, never};
use crate::components::form::Form;
use crate::components::live::{keyed, live};
use crate::components::preview::beside;
use crate::components::share::{Sharing, Withdrawing, share_dialog, withdraw_dialog};
use crate::components::{card, frame, heading, narrow, nothing, row, small, soft, stack, tag, text};
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
        content.push(live(
            move || now.with(|card| card.as_ref().map(|card| card.siblings.clone())),
            |siblings| beside(&siblings.unwrap_or_default()),
        ));
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
    let list = live(
        move || linked.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                return soft(words::card_nobody_linked());
            }
            keyed(
                linked,
                |(relationship, _)| relationship.to_string(),
                move |person| with_person(person, now, sharing, withdrawing),
            )
        },
    );
    let shown = card("", vec![heading(words::card_sharing_title()), list]);
    stack(vec![shown, share_dialog(session, sharing), withdraw_dialog(session, withdrawing)])
}

/// Whether one person sees the card, and the ways to change that.
fn with_person(
    person: Memo<(RelationshipId, String)>,
    now: Memo<Option<CardView>>,
    sharing: RwSignal<Option<Sharing>>,
    withdrawing: RwSignal<Option<Withdrawing>>,
) -> AnyView {
    let id = person.with_untracked(|(id, _)| *id);
    let name = move || person.with(|(_, name)| name.clone());
    let shared = Memo::new(move |_| now.with(|card| card.as_ref().and_then(|card| seen_by(card, id))));
    let state = live(
        move || (shared.get(), name()),
        |(shared, name)| {
            text(match shared {
                None => words::card_not_shared_with(&name),
                Some(true) => words::card_shared_with(&name),
                Some(false) => words::card_older_shared_with(&name),
            })
        },
    );
    let share = live(
        move || (shared.get() != Some(true)).then(name),
        move |offered| {
            let Some(name) = offered else { return nothing() };
            button(Look::Share, words::card_share_with(&name), move || {
                let subject = now.with_untracked(|card| Some(sharing_with(id, name.clone(), card.as_ref()?)));
                sharing.set(subject);
            })
        },
    );
    let withdraw = live(
        move || shared.with(Option::is_some),
        move |is_shared| {
            if !is_shared {
                return nothing();
            }
            let label = move || words::withdraw_from(&name());
            named_button(Look::Quiet, words::withdraw_button(), label, move || {
                let item = now.with_untracked(|card| card.as_ref().map(|card| card.id));
                let name = person.with_untracked(|(_, name)| name.clone());
                withdrawing.set(item.map(|item| Withdrawing { relationship: id, name, item }));
            })
        },
    );
    stack(vec![state, row(vec![share, withdraw])])
}

/// Whether somebody sees a card, and if so, whether its newest version.
pub(super) fn seen_by(card_view: &CardView, relationship: RelationshipId) -> Option<bool> {
    card_view.shared.iter().find(|shared| shared.relationship == relationship).map(|shared| shared.newest)
}

/// The newest version of a card, about to be shared with somebody of this name.
pub(super) fn sharing_with(relationship: RelationshipId, name: String, card_view: &CardView) -> Sharing {
    let CardView { id, version, taste, text, note, .. } = card_view;
    let content = SharedContentView::Card { taste: *taste, text: text.clone(), note: note.clone() };
    Sharing { relationship, name, item: *id, version: *version, content }
}

/// The way to a card's own page.
pub(super) fn change_link(own: Memo<CardView>) -> AnyView {
    html::a()
        .class("btn quiet")
        .href(Place::Card(Some(own.with_untracked(|own| own.id))).address())
        .attr("aria-label", move || own.with(|own| words::card_open_named(&own.text)))
        .child(words::card_open())
        .into_any()
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

/// Who sees a card, in words.
pub(super) fn state(session: Session, card_view: Memo<CardView>) -> AnyView {
    let names = move || {
        session.open.with(|open| {
            let of = |shared: &client::view::SharedWith| {
                let found = open.relationships.iter().find(|known| known.id == shared.relationship)?;
                Some(if shared.newest { found.name.clone() } else { words::card_older_version(&found.name) })
            };
            card_view.with(|card| card.shared.iter().filter_map(of).collect::<Vec<_>>())
        })
    };
    live(names, |names| {
        if names.is_empty() {
            tag("mine", words::card_only_you())
        } else {
            tag("shared", words::card_shared_list(&names.join(&words::list_separator())))
        }
    })
}
