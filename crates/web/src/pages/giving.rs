//! What one can give somebody, by who they are to each other.

use crate::html;
use interface::model::{RelationshipId, Tie};
use leptos::prelude::*;

use super::{alone, ours};
use crate::components::button::{Look, link};
use crate::components::live::live;
use crate::components::voice::{Voice, voice};
use crate::components::{card, columns, frame, heading, lead, row, soft, stack, text};
use crate::places::Place;
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;

/// So many things there are for each tie.
const THINGS: usize = 6;

fn things(tie: Tie) -> [String; THINGS] {
    use words::*;
    match tie {
        Tie::Partner => [
            giving_partner_1(),
            giving_partner_2(),
            giving_partner_3(),
            giving_partner_4(),
            giving_partner_5(),
            giving_partner_6(),
        ],
        Tie::Parent => [
            giving_parent_1(),
            giving_parent_2(),
            giving_parent_3(),
            giving_parent_4(),
            giving_parent_5(),
            giving_parent_6(),
        ],
        Tie::AdultChild => [
            giving_child_1(),
            giving_child_2(),
            giving_child_3(),
            giving_child_4(),
            giving_child_5(),
            giving_child_6(),
        ],
        Tie::Sibling => [
            giving_sibling_1(),
            giving_sibling_2(),
            giving_sibling_3(),
            giving_sibling_4(),
            giving_sibling_5(),
            giving_sibling_6(),
        ],
        Tie::Friend => [
            giving_friend_1(),
            giving_friend_2(),
            giving_friend_3(),
            giving_friend_4(),
            giving_friend_5(),
            giving_friend_6(),
        ],
        Tie::Other => [
            giving_other_1(),
            giving_other_2(),
            giving_other_3(),
            giving_other_4(),
            giving_other_5(),
            giving_other_6(),
        ],
    }
}

/// The ways on from requests between two: giving, being there, other people.
pub(super) fn ways_on(id: RelationshipId, name: &str) -> AnyView {
    row(vec![
        link(Look::Plain, words::giving_title(name), Place::Giving(id)),
        link(Look::Plain, words::being_title(), Place::BeingThere),
        link(Look::Plain, words::circle_others(), Place::Circle),
    ])
}

/// What one can give this person.
pub(super) fn page(session: Session, id: RelationshipId) -> AnyView {
    ours::with(session, id, move |known, relationship| {
        let tie = Memo::new(move |last: Option<&Tie>| {
            let tie = relationship.with(|known| known.as_ref().map(|known| known.tie));
            tie.or_else(|| last.copied()).unwrap_or(Tie::Other)
        });
        let list = live(
            move || tie.get(),
            |tie| {
                let things = things(tie).map(|thing| html::li().child(thing)).into_iter().collect_view();
                html::ul().class("rests").child(things).into_any()
            },
        );
        let left = card("", vec![voice(Voice::Bond, words::voice_ours()), list]);
        let right = stack(vec![
            card("wash-calm", vec![heading(words::giving_glad_title()), text(words::giving_glad())]),
            row(vec![
                link(Look::Quiet, words::likes_title(), Place::Likes(id)),
                link(Look::Quiet, words::being_title(), Place::BeingThere),
            ]),
            soft(words::giving_afraid()),
            row(vec![link(Look::Plain, words::nav_help(), Place::Help)]),
            alone::line(),
        ]);
        let back = (known.name.clone(), Place::Ours(Some(id)));
        let content = vec![lead(words::giving_lead()), columns(vec![left, right])];
        frame::page(session, words::giving_title(&known.name), Some(back), content)
    })
}
