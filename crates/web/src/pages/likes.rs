//! Likes and dislikes between two people: what the other shared, and one's own with who sees it.

use crate::html;
use interface::look::{OwnItem, TheirItem};
use interface::model::fields::Text;
use interface::model::kinds::{Card, Listed};
use interface::model::{RelationshipId, Taste};
use leptos::prelude::*;

use super::alone;
use super::kind::{self, Giving, Named, Other};
use super::ours;
use crate::components::button::{Look, link};
use crate::components::live::{keyed, live};
use crate::components::share::seen;
use crate::components::voice::{Voice, voice};
use crate::components::{card, empty, frame, heading, heading_below, nothing, row, said, small, soft, stack};
use crate::kinds;
use crate::places::Place;
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;
use crate::words::choices;

/// Likes and dislikes.
pub(super) fn page(session: Session, id: RelationshipId) -> AnyView {
    ours::with(session, id, move |known, _| {
        let giving = Giving::new();
        let with = kind::other(session, id);
        let columns = html::div().class("two even").child((
            html::section().class("stack").child(theirs(session, with)),
            html::section().class("stack").child(own(session, id, with, giving)),
        ));
        let back = (words::ours_with(&known.name), Place::Ours(Some(id)));
        let content = vec![columns.into_any(), alone::line(), giving.dialogs(session)];
        frame::page(session, words::likes_title(), Some(back), content)
    })
}

fn theirs(session: Session, with: Memo<Other>) -> AnyView {
    let between = session.between();
    let cards = Memo::new(move |_| between.with(|between| between.theirs.clone()));
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
    let more = kind::more(session, move || between.with(|between| between.more_theirs));
    stack(vec![title, list, more])
}

fn their_card(session: Session, with: Memo<Other>, shared: Memo<TheirItem>) -> AnyView {
    let by = move || (with.with(|with| with.name.clone()), shared.with(|shared| shared.shared_on));
    let by = live(by, move |(name, on)| voice(Voice::Bond, words::shared_by(&name, &session.day(on))));
    let content =
        live(move || shared.with(|shared| shared.content.clone()), |content| kinds::theirs(content.as_ref()));
    let item = shared.with_untracked(|shared| shared.item.to_string());
    html::li().attr("data-item", item).child(card("", vec![by, content])).into_any()
}

fn own(session: Session, id: RelationshipId, with: Memo<Other>, giving: Giving) -> AnyView {
    let write = link(Look::Primary, words::card_write(), Place::Card(None));
    let title = html::div().class("titled").child((heading(words::likes_own()), write)).into_any();
    let own = session.own(Card::NUMBER);
    let cards = Memo::new(move |_| own.with(|own| own.items.clone()));
    let list = live(
        move || cards.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                return empty(vec![soft(words::mine_cards_empty())]);
            }
            let row = move |card| own_card(session, id, with, card, giving);
            html::ul().class("cards").child(keyed(cards, |card| card.item.to_string(), row)).into_any()
        },
    );
    stack(vec![title, list, kind::more(session, move || own.with(|own| own.more))])
}

fn own_card(
    session: Session,
    id: RelationshipId,
    with: Memo<Other>,
    own: Memo<OwnItem>,
    dialogs: Giving,
) -> AnyView {
    let item = Memo::new(move |_| Some(own.get()));
    let is_linked = move || with.with(|with| with.is_linked);
    let state = seen(kind::seen_by(session, item, id), move || with.with(|with| with.name.clone()));
    let (share, withdraw) = kind::giving(id, with, item, Named::ByThing, dialogs);
    let not_linked =
        live(is_linked, |is_linked| if is_linked { nothing() } else { small(words::likes_share_later()) });
    let mut content = written(own);
    content.extend([state, not_linked, row(vec![share, withdraw, kind::open_link(own, Place::Card)])]);
    html::li().child(card("", content)).into_any()
}

/// What a card says, as its owner reads it in a list.
fn written(own: Memo<OwnItem>) -> Vec<AnyView> {
    let of = move |own: &OwnItem| kinds::read::<Card>(&own.content);
    let taste = move || own.with(of).map_or(Taste::Like, |card| card.taste);
    vec![
        live(move || own.with(|own| kinds::title(&own.content)), heading_below),
        live(taste, |taste| small(choices::taste(taste))),
        live(
            move || own.with(of).and_then(|card| card.note),
            |note| said(note.map(Text::into_string).unwrap_or_default()),
        ),
    ]
}
