//! Mine: what is the person's own, private until they share it.

use client::model::Taste;
use client::view::{CardView, MyAskView};
use leptos::html;
use leptos::prelude::*;

use super::card::state;
use crate::components::button::{Look, link};
use crate::components::rows::{way, ways};
use crate::components::voice::{Voice, voice};
use crate::components::{card, empty, frame, heading, said, soft, stack, text};
use crate::places::Place;
use crate::session::Session;
use crate::words;
use crate::words::choices;

/// Mine.
pub(super) fn page(session: Session) -> AnyView {
    let cards = Memo::new(move |_| session.open.with(|open| open.cards.clone()));
    let asks = Memo::new(move |_| {
        session.open.with(|open| {
            let of = |known: &client::view::RelationshipView| {
                let (id, name) = (known.id, known.name.clone());
                known.my_asks.iter().map(move |ask| (id, name.clone(), ask.clone())).collect::<Vec<_>>()
            };
            open.relationships.iter().flat_map(of).collect::<Vec<_>>()
        })
    });
    let requests = move || {
        let rows: Vec<AnyView> = asks.get().into_iter().map(request).collect();
        (!rows.is_empty()).then(|| stack(vec![heading(words::mine_asks_title()), ways(rows)]))
    };
    frame::page(
        session,
        words::nav_mine(),
        None,
        vec![
            card("wash-self", vec![voice(Voice::Own, words::voice_mine()), text(words::mine_private())]),
            (move || list(session, cards.get())).into_any(),
            super::card::more(session),
            requests.into_any(),
            ways(vec![way(words::shared_title(), words::shared_about(), Place::Shared)]),
        ],
    )
}

fn list(session: Session, cards: Vec<CardView>) -> AnyView {
    if cards.is_empty() {
        return empty(vec![
            heading(words::mine_cards_title()),
            soft(words::mine_cards_empty()),
            crate::components::row(vec![link(Look::Primary, words::card_write(), Place::Card(None))]),
        ]);
    }
    let title = html::div().class("titled").child((
        heading(words::mine_cards_title()),
        link(Look::Primary, words::card_write(), Place::Card(None)),
    ));
    let mut groups = vec![title.into_any()];
    for taste in Taste::ALL {
        let of_taste: Vec<AnyView> =
            cards.iter().filter(|card| card.taste == *taste).map(|card| own(session, card)).collect();
        if !of_taste.is_empty() {
            let label = html::h3().child(choices::taste(*taste)).into_any();
            groups.push(stack(vec![label, html::ul().class("cards wide").child(of_taste).into_any()]));
        }
    }
    stack(groups)
}

fn own(session: Session, card_view: &CardView) -> AnyView {
    let change = html::a()
        .class("btn quiet")
        .href(Place::Card(Some(card_view.id)).address())
        .attr("aria-label", words::card_open_named(&card_view.text))
        .child(words::card_open());
    html::li()
        .child(card(
            "",
            vec![
                heading(card_view.text.clone()),
                said(card_view.note.clone()),
                state(session, card_view),
                crate::components::row(vec![change.into_any()]),
            ],
        ))
        .into_any()
}

fn request((id, name, ask): (client::model::RelationshipId, String, MyAskView)) -> AnyView {
    let state = match (&ask.answer, &ask.shared) {
        (Some(answer), _) => words::ask_answered(&name, &choices::answer(answer.answer)),
        (None, Some(_)) => words::ask_shared_with(&name),
        (None, None) => words::ask_private(&name),
    };
    way(choices::need_title(ask.need), state, Place::Ask(id, Some(ask.item)))
}
