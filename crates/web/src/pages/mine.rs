//! Mine: what is the person's own, private until they share it.

use client::model::{RelationshipId, Taste};
use client::view::{CardView, MyAskView};
use leptos::html;
use leptos::prelude::*;

use super::card::{change_link, state};
use crate::components::button::{Look, link};
use crate::components::live::{keyed, live};
use crate::components::rows::{live_way, way, ways};
use crate::components::voice::{Voice, voice};
use crate::components::{card, empty, frame, heading, nothing, said, soft, stack, text};
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
    let requests = live(
        move || asks.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                return nothing();
            }
            let rows = keyed(asks, |(id, _, ask)| format!("{id} {}", ask.item), request);
            stack(vec![heading(words::mine_asks_title()), ways(vec![rows])])
        },
    );
    frame::page(
        session,
        words::nav_mine(),
        None,
        vec![
            card("wash-self", vec![voice(Voice::Own, words::voice_mine()), text(words::mine_private())]),
            live(move || cards.with(Vec::is_empty), move |is_empty| list(session, is_empty, cards)),
            super::card::more(session),
            requests,
            ways(vec![way(words::shared_title(), words::shared_about(), Place::Shared)]),
        ],
    )
}

fn list(session: Session, is_empty: bool, cards: Memo<Vec<CardView>>) -> AnyView {
    if is_empty {
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
    groups.extend(Taste::ALL.iter().map(|taste| group(session, *taste, cards)));
    stack(groups)
}

fn group(session: Session, taste: Taste, cards: Memo<Vec<CardView>>) -> AnyView {
    let cards = Memo::new(move |_| {
        cards.with(|cards| cards.iter().filter(|card| card.taste == taste).cloned().collect::<Vec<_>>())
    });
    live(
        move || cards.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                return nothing();
            }
            let rows = keyed(cards, |card| card.id.to_string(), move |card| own(session, card));
            let label = html::h3().child(choices::taste(taste)).into_any();
            stack(vec![label, html::ul().class("cards wide").child(rows).into_any()])
        },
    )
}

fn own(session: Session, own: Memo<CardView>) -> AnyView {
    html::li()
        .child(card(
            "",
            vec![
                live(move || own.with(|own| own.text.clone()), heading),
                live(move || own.with(|own| own.note.clone()), said),
                state(session, own),
                crate::components::row(vec![change_link(own)]),
            ],
        ))
        .into_any()
}

fn request(request: Memo<(RelationshipId, String, MyAskView)>) -> AnyView {
    let place = request.with_untracked(|(id, _, ask)| Place::Ask(*id, Some(ask.item)));
    let state = move || request.with(|(_, name, ask)| super::support::state(name, ask));
    live_way(move || request.with(|(_, _, ask)| choices::need_title(ask.need)), state, place)
}
