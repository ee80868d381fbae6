//! Likes and dislikes between two people: what the other shared, and one's own with who sees it.

use client::model::RelationshipId;
use client::view::{CardView, LinkView, RelationshipView, SharedCardView, SharedContentView};
use leptos::html;
use leptos::prelude::*;

use super::ours;
use crate::components::button::{Look, link, named_button};
use crate::components::live::{keyed, live};
use crate::components::share::{Sharing, Withdrawing, seen, share_dialog, withdraw_dialog};
use crate::components::voice::{Voice, voice};
use crate::components::{card, empty, frame, heading, nothing, preview, row, said, small, soft, stack};
use crate::places::Place;
use crate::session::Session;
use crate::words;
use crate::words::choices;

/// Likes and dislikes.
pub(super) fn page(session: Session, id: RelationshipId) -> AnyView {
    ours::with(session, id, move |known, relationship| {
        let sharing = RwSignal::new(None::<Sharing>);
        let withdrawing = RwSignal::new(None::<Withdrawing>);
        let with = Memo::new(move |last: Option<&Other>| {
            let known = relationship.with(|known| known.as_ref().map(Other::of));
            known.or_else(|| last.cloned()).unwrap_or_default()
        });
        let columns = html::div().class("two even").child((
            html::section().class("stack").child(theirs(session, relationship, with)),
            html::section()
                .class("stack")
                .child((own(session, id, with, sharing, withdrawing), super::card::more(session))),
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

/// What a list has to know of the relationship.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Other {
    name: String,
    is_linked: bool,
}

impl Other {
    fn of(known: &RelationshipView) -> Self {
        Self { name: known.name.clone(), is_linked: matches!(known.link, LinkView::Linked { .. }) }
    }
}

fn theirs(session: Session, relationship: Memo<Option<RelationshipView>>, with: Memo<Other>) -> AnyView {
    let cards = Memo::new(move |_| {
        relationship.with(|known| known.as_ref().map(|known| known.their_cards.clone())).unwrap_or_default()
    });
    let title = live(move || with.with(|with| with.name.clone()), |name| heading(words::likes_theirs(&name)));
    let list = live(
        move || cards.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                return live(
                    move || with.get(),
                    |Other { name, is_linked }| {
                        let text = if is_linked {
                            words::likes_theirs_empty(&name)
                        } else {
                            words::likes_theirs_solo(&name)
                        };
                        empty(vec![soft(text)])
                    },
                );
            }
            let rows =
                keyed(cards, |card| card.item.to_string(), move |card| their_card(session, with, card));
            html::ul().class("cards").child(rows).into_any()
        },
    );
    stack(vec![title, list])
}

fn their_card(session: Session, with: Memo<Other>, shared: Memo<SharedCardView>) -> AnyView {
    let by = move || (with.with(|with| with.name.clone()), shared.with(|shared| shared.shared_on));
    let by = live(by, move |(name, on)| voice(Voice::Bond, words::shared_by(&name, &session.day(on))));
    let content = live(
        move || shared.get(),
        |SharedCardView { taste, text, note, .. }| {
            preview::content(&SharedContentView::Card { taste, text, note })
        },
    );
    html::li().child(card("", vec![by, content])).into_any()
}

fn own(
    session: Session,
    id: RelationshipId,
    with: Memo<Other>,
    sharing: RwSignal<Option<Sharing>>,
    withdrawing: RwSignal<Option<Withdrawing>>,
) -> AnyView {
    let write = link(Look::Primary, words::card_write(), Place::Card(None));
    let title = html::div().class("titled").child((heading(words::likes_own()), write)).into_any();
    let cards = Memo::new(move |_| session.open.with(|open| open.cards.clone()));
    let list = live(
        move || cards.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                return empty(vec![soft(words::mine_cards_empty())]);
            }
            let row = move |card| own_card(id, with, card, sharing, withdrawing);
            html::ul().class("cards").child(keyed(cards, |card| card.id.to_string(), row)).into_any()
        },
    );
    stack(vec![title, list])
}

fn own_card(
    id: RelationshipId,
    with: Memo<Other>,
    own: Memo<CardView>,
    sharing: RwSignal<Option<Sharing>>,
    withdrawing: RwSignal<Option<Withdrawing>>,
) -> AnyView {
    let item = own.with_untracked(|own| own.id);
    let is_linked = move || with.with(|with| with.is_linked);
    let shared = Memo::new(move |_| own.with(|own| super::card::seen_by(own, id)));
    let state = seen(shared, move || with.with(|with| with.name.clone()));
    let name = move || with.with_untracked(|with| with.name.clone());
    let share = live(
        move || is_linked() && shared.get() != Some(true),
        move |offers| {
            if !offers {
                return nothing();
            }
            let label = move || own.with(|own| words::share_named(&own.text));
            named_button(Look::Share, words::share_button(), label, move || {
                sharing.set(Some(own.with_untracked(|own| super::card::sharing_with(id, name(), own))));
            })
        },
    );
    let withdraw = live(
        move || shared.with(Option::is_some),
        move |is_shared| {
            if !is_shared {
                return nothing();
            }
            let label = move || own.with(|own| words::withdraw_named(&own.text));
            named_button(Look::Quiet, words::withdraw_button(), label, move || {
                withdrawing.set(Some(Withdrawing { relationship: id, name: name(), item }));
            })
        },
    );
    let not_linked =
        live(is_linked, |is_linked| if is_linked { nothing() } else { small(words::likes_share_later()) });
    html::li()
        .child(card(
            "",
            vec![
                live(move || own.with(|own| own.text.clone()), heading),
                live(move || own.with(|own| own.taste), |taste| small(choices::taste(taste))),
                live(move || own.with(|own| own.note.clone()), said),
                state,
                not_linked,
                row(vec![share, withdraw, super::card::change_link(own)]),
            ],
        ))
        .into_any()
}
