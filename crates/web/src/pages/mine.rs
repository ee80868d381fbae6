//! Mine: what is the person's own, private until they share it.

use crate::html;
use interface::look::OwnItem;
use interface::model::Taste;
use interface::model::fields::Text;
use interface::model::kinds::{Ask, Card, Listed, Pause};
use leptos::prelude::*;

use super::kind;
use crate::components::button::{Look, link};
use crate::components::live::{keyed, live};
use crate::components::rows::{live_way, way, ways};
use crate::components::voice::{Voice, voice};
use crate::components::{card, empty, frame, heading, in_list, nothing, said, soft, stack, text};
use crate::kinds;
use crate::places::{Place, Reflection};
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;
use crate::words::choices;

/// Mine.
pub(super) fn page(session: Session) -> AnyView {
    let own = session.own(Card::NUMBER);
    let cards = Memo::new(move |_| own.with(|own| own.items.clone()));
    let asks = session.own(Ask::NUMBER);
    let requests = live(
        move || asks.with(|asks| asks.items.is_empty()),
        move |is_empty| {
            if is_empty {
                return nothing();
            }
            let asks = Memo::new(move |_| asks.with(|asks| asks.items.clone()));
            let rows = keyed(asks, |ask| ask.item.to_string(), move |ask| request(session, ask));
            stack(vec![heading(words::mine_asks_title()), ways(vec![rows])])
        },
    );
    let pauses = session.own(Pause::NUMBER);
    let pauses = super::no::over(move || pauses.with(|own| own.items.clone()));
    let saying_no = move || pauses.with(|all| super::no::about(all)).unwrap_or_else(words::no_about);
    let is_begun = |place: Place| !session.begun_texts(&place.address()).is_empty();
    let journal = if is_begun(Place::Entry(None)) { words::begun() } else { words::journal_about() };
    let write = if is_begun(Place::Card(None)) { words::today_card_go_on() } else { words::card_write() };
    frame::page(
        session,
        words::nav_mine(),
        None,
        vec![
            card("wash-self", vec![voice(Voice::Own, words::voice_mine()), text(words::mine_private())]),
            in_list(vec![
                heading(words::mine_write()),
                ways(vec![
                    way(words::journal_title(), journal, Place::Journal),
                    way(words::check_in_title(), words::check_in_about(), Place::CheckIn),
                    way(words::week_title(), words::week_about(), Place::Week),
                    way(words::letter_title(), words::letter_about(), Place::Letter(None)),
                ]),
            ]),
            in_list(vec![
                heading(words::mine_practise()),
                ways(vec![
                    live_way(words::no_title, saying_no, Place::No),
                    way(words::calm_title(), words::calm_about(), Place::Calm),
                    way(words::goals_title(), words::goals_about(), Place::Goals),
                    way(words::interests_title(), words::interests_about(), Place::Interests),
                    way(words::path_title(), words::path_about(), Place::Path),
                    way(words::endings_title(), words::endings_about(), Place::Endings),
                ]),
            ]),
            in_list(vec![
                heading(words::mine_look()),
                ways(vec![
                    way(words::values_title(), words::values_about(), Place::Values),
                    way(
                        words::contrasts_title(),
                        words::contrasts_about(),
                        Place::Reflect(Reflection::Contrasts, None),
                    ),
                    way(words::signs_title(), words::signs_about(), Place::Reflect(Reflection::Signs, None)),
                ]),
            ]),
            in_list(vec![
                heading(words::mine_keep()),
                ways(vec![
                    way(words::circle_title(), words::circle_about(), Place::Circle),
                    way(words::shared_title(), words::shared_about(), Place::Shared),
                ]),
            ]),
            live(move || cards.with(Vec::is_empty), move |is_empty| list(session, is_empty, cards, &write)),
            kind::more(session, move || own.with(|own| own.more)),
            requests,
            kind::more(session, move || asks.with(|asks| asks.more)),
        ],
    )
}

fn list(session: Session, is_empty: bool, cards: Memo<Vec<OwnItem>>, write: &str) -> AnyView {
    if is_empty {
        return empty(vec![
            heading(words::mine_cards_title()),
            soft(words::mine_cards_empty()),
            crate::components::row(vec![link(Look::Primary, write.to_owned(), Place::Card(None))]),
        ]);
    }
    let title = html::div().class("titled").child((
        heading(words::mine_cards_title()),
        link(Look::Primary, write.to_owned(), Place::Card(None)),
    ));
    let mut groups = vec![title.into_any()];
    groups.extend(Taste::ALL.iter().map(|taste| group(session, *taste, cards)));
    stack(groups)
}

fn group(session: Session, taste: Taste, cards: Memo<Vec<OwnItem>>) -> AnyView {
    let is_it =
        move |own: &&OwnItem| kinds::read::<Card>(&own.content).is_some_and(|card| card.taste == taste);
    let cards =
        Memo::new(move |_| cards.with(|cards| cards.iter().filter(is_it).cloned().collect::<Vec<_>>()));
    live(
        move || cards.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                return nothing();
            }
            let rows = keyed(cards, |card| card.item.to_string(), move |card| own(session, card));
            let label = html::h3().child(choices::taste(taste)).into_any();
            stack(vec![label, html::ul().class("cards wide").child(rows).into_any()])
        },
    )
}

fn own(session: Session, own: Memo<OwnItem>) -> AnyView {
    let note = move || own.with(|own| kinds::read::<Card>(&own.content)).and_then(|card| card.note);
    html::li()
        .child(card(
            "",
            vec![
                live(
                    move || own.with(|own| kinds::title(&own.content)),
                    |title| html::h4().class("heading").attr("dir", "auto").child(title).into_any(),
                ),
                live(note, |note| said(note.map(Text::into_string).unwrap_or_default())),
                kind::state(session, own),
                crate::components::row(vec![kind::open_link(own, Place::Card)]),
            ],
        ))
        .into_any()
}

fn request(session: Session, own: Memo<OwnItem>) -> AnyView {
    let relationship = own.with_untracked(|own| own.about);
    let Some(relationship) = relationship else { return nothing() };
    let other = kind::other(session, relationship);
    let state = move || own.with(|own| other.with(|other| super::ask::state(&other.name, own)));
    let place = Place::Ask(relationship, Some(own.with_untracked(|own| own.item)));
    live_way(move || own.with(super::ask::title), state, place)
}
