//! Likes and dislikes between two people: what the other shared, and one's own with who sees it.

use client::model::RelationshipId;
use client::view::{CardView, LinkView, RelationshipView, SharedCardView, SharedContentView};
use leptos::html;
use leptos::prelude::*;

use super::{card::as_shared, ours};
use crate::components::button::{Look, link, named_button};
use crate::components::share::{Sharing, Withdrawing, share_dialog, withdraw_dialog};
use crate::components::voice::{Voice, voice};
use crate::components::{card, empty, frame, heading, nothing, preview, row, said, small, soft, stack, tag};
use crate::places::Place;
use crate::session::Session;
use crate::words;
use crate::words::choices;

/// Likes and dislikes.
pub(super) fn page(session: Session, id: RelationshipId) -> AnyView {
    ours::with(session, id, move |known, relationship| {
        let sharing = RwSignal::new(None::<Sharing>);
        let withdrawing = RwSignal::new(None::<Withdrawing>);
        let cards = Memo::new(move |_| session.open.with(|open| open.cards.clone()));
        let theirs = move || relationship.get().map(|known| theirs(session, &known));
        let own = move || relationship.get().map(|known| own(&known, &cards.get(), sharing, withdrawing));
        let columns = html::div().class("two even").child((
            html::section().class("stack").child(theirs),
            html::section().class("stack").child((own, super::card::more(session))),
        ));
        let back = (words::ours_with(&known.name), Place::Ours(Some(id)));
        frame::page(
            session,
            words::likes_title(),
            Some(back),
            vec![columns.into_any(), share_dialog(session, sharing), withdraw_dialog(session, withdrawing)],
        )
    })
}

fn theirs(session: Session, known: &RelationshipView) -> AnyView {
    let title = heading(words::likes_theirs(&known.name));
    if known.their_cards.is_empty() {
        let linked = matches!(known.link, LinkView::Linked { .. });
        let text = if linked {
            words::likes_theirs_empty(&known.name)
        } else {
            words::likes_theirs_solo(&known.name)
        };
        return stack(vec![title, empty(vec![soft(text)])]);
    }
    let cards: Vec<AnyView> =
        known.their_cards.iter().map(|shared| their_card(session, &known.name, shared)).collect();
    stack(vec![title, html::ul().class("cards").child(cards).into_any()])
}

fn their_card(session: Session, name: &str, shared: &SharedCardView) -> AnyView {
    let content =
        SharedContentView::Card { taste: shared.taste, text: shared.text.clone(), note: shared.note.clone() };
    html::li()
        .child(card(
            "",
            vec![
                voice(Voice::Bond, words::shared_by(name, &session.day(shared.shared_on))),
                preview::content(&content),
            ],
        ))
        .into_any()
}

fn own(
    known: &RelationshipView,
    cards: &[CardView],
    sharing: RwSignal<Option<Sharing>>,
    withdrawing: RwSignal<Option<Withdrawing>>,
) -> AnyView {
    let write = link(Look::Primary, words::card_write(), Place::Card(None));
    let title = html::div().class("titled").child((heading(words::likes_own()), write)).into_any();
    if cards.is_empty() {
        return stack(vec![title, empty(vec![soft(words::mine_cards_empty())])]);
    }
    let cards: Vec<AnyView> = cards.iter().map(|card| own_card(known, card, sharing, withdrawing)).collect();
    stack(vec![title, html::ul().class("cards").child(cards).into_any()])
}

fn own_card(
    known: &RelationshipView,
    own: &CardView,
    sharing: RwSignal<Option<Sharing>>,
    withdrawing: RwSignal<Option<Withdrawing>>,
) -> AnyView {
    let name = known.name.clone();
    let linked = matches!(known.link, LinkView::Linked { .. });
    let shared = own.shared.iter().find(|shared| shared.relationship == known.id);
    let state = match shared {
        None => tag("mine", words::card_only_you()),
        Some(shared) if shared.newest => tag("shared", words::likes_sees(&name)),
        Some(_) => tag("shared", words::likes_sees_older(&name)),
    };
    let mut buttons = Vec::new();
    if linked && shared.is_none_or(|shared| !shared.newest) {
        let subject = Sharing {
            relationship: known.id,
            name: name.clone(),
            item: own.id,
            version: own.version,
            content: as_shared(own),
        };
        let label = words::share_named(&own.text);
        buttons.push(named_button(Look::Share, words::share_button(), label, move || {
            sharing.set(Some(subject.clone()));
        }));
    }
    if shared.is_some() {
        let subject = Withdrawing { relationship: known.id, name, item: own.id };
        let label = words::withdraw_named(&own.text);
        buttons.push(named_button(Look::Quiet, words::withdraw_button(), label, move || {
            withdrawing.set(Some(subject.clone()));
        }));
    }
    let change = html::a()
        .class("btn quiet")
        .href(Place::Card(Some(own.id)).address())
        .attr("aria-label", words::card_open_named(&own.text))
        .child(words::card_open());
    buttons.push(change.into_any());
    let not_linked = if linked { nothing() } else { small(words::likes_share_later()) };
    html::li()
        .child(card(
            "",
            vec![
                heading(own.text.clone()),
                small(choices::taste(own.taste)),
                said(own.note.clone()),
                state,
                not_linked,
                row(buttons),
            ],
        ))
        .into_any()
}
