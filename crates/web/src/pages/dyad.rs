//! Figures of two: behind the gate of a talk, once both have signed an agreement on them and each shares a stretch of past days, each device
//! works out by itself what can be said. The app shows figures only, and never the other's days.

mod found;
mod stretch;

use interface::model::together::Standing;
use interface::model::{ItemId, Pact, RelationshipId};
use leptos::prelude::*;

use super::kind::{self, Giving, Other};
use super::ours;
use super::tools::{before_talk, beginning_of_agreement};
use crate::components::button::{Look, button, link};
use crate::components::live::live;
use crate::components::{card, columns, frame, heading, lead, row, small, soft, stack, text};
use crate::places::{Place, Tool};
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;

/// The page, once it is safe.
pub(super) fn page(session: Session, id: RelationshipId) -> AnyView {
    let back = Place::Picture(Some(id));
    before_talk(session, Place::Dyad(id), id, words::dyad_title(), back, move || whole(session, id))
}

fn whole(session: Session, id: RelationshipId) -> AnyView {
    ours::with(session, id, move |_, _| {
        let other = kind::other(session, id);
        let dyad = session.dyad();
        let giving = Giving::new();
        let agreements = Memo::new(move |_| dyad.with(|dyad| dyad.agreements.clone()));
        let agreed = live(
            move || (agreements.get(), dyad.with(|dyad| dyad.is_linked), other.get()),
            move |(agreements, is_linked, other)| {
                if is_linked {
                    agreed(session, id, &agreements, &other)
                } else {
                    card("", vec![soft(words::dyad_alone())])
                }
            },
        );
        let is_in_force = Memo::new(move |_| {
            agreements
                .with(|all| all.iter().any(|(_, standing)| matches!(standing, Standing::InForce { .. })))
        });
        let shares = stretch::card_of(session, id, dyad, (is_in_force, other), giving);
        let figures = found::card_of(dyad, is_in_force, other);
        let content = columns(vec![stack(vec![agreed, shares]), stack(vec![figures])]);
        let back = Some((words::nav_picture(), Place::Picture(Some(id))));
        let content = vec![lead(words::dyad_lead()), content, giving.dialogs(session)];
        frame::page(session, words::dyad_title(), back, content)
    })
}

/// How far the agreement is, and the way to it: to each, should there be several.
fn agreed(session: Session, id: RelationshipId, agreements: &[(ItemId, Standing)], other: &Other) -> AnyView {
    let way = |look: Look, label: String, item: ItemId| {
        row(vec![link(look, label, Place::Thing(Tool::Agreements, id, Some(item)))])
    };
    let mut content = vec![heading(words::dyad_agreement())];
    for (item, standing) in agreements {
        match standing {
            Standing::InForce { since } => content.extend([
                text(words::dyad_in_force(&session.day(*since))),
                way(Look::Plain, words::dyad_agreement_end(), *item),
            ]),
            Standing::Over => {}
            _ => content.extend([
                text(words::dyad_signing()),
                way(Look::Primary, words::dyad_agreement_look(), *item),
            ]),
        }
    }
    content.extend((agreements.len() > 1).then(|| small(words::dyad_several())));
    // What was answered with "not now" may be proposed again one day.
    let waits = |standing: &Standing| !matches!(standing, Standing::Over | Standing::Answered(_));
    if !agreements.iter().any(|(_, standing)| waits(standing)) {
        let begin = beginning_of_agreement(Pact::Figures, "", &words::dyad_agreement_words());
        let propose = move || session.begin_with(Place::Thing(Tool::Agreements, id, None), begin.clone());
        content.push(text(words::dyad_propose_about(&other.name)));
        content.push(row(vec![button(Look::Primary, words::dyad_propose(), propose)]));
    }
    content.push(small(words::dyad_ends()));
    card("wash-bond", content)
}
