//! Everything that is shared, with everybody: to look at from time to time.

use client::command::{Command, Here};
use client::view::{LinkView, RelationshipView};
use leptos::prelude::*;

use super::ours::{count, shared_things};
use crate::components::button::{Look, button};
use crate::components::form::Form;
use crate::components::live::{keyed, live};
use crate::components::rows::{live_way, ways};
use crate::components::{empty, frame, lead, narrow, row, small, soft};
use crate::places::Place;
use crate::session::Session;
use crate::words;

/// The page.
pub(super) fn page(session: Session) -> AnyView {
    let linked = Memo::new(move |_| {
        session.open.with(|open| open.relationships.iter().filter_map(shown).collect::<Vec<_>>())
    });
    let list = live(
        move || linked.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                return empty(vec![soft(words::shared_nobody())]);
            }
            let rows = keyed(
                linked,
                |(.., place)| place.address(),
                |one| {
                    let place = one.with_untracked(|(.., place)| *place);
                    let things = move || one.with(|(_, things, _)| words::shared_count(*things));
                    live_way(move || one.with(|(name, ..)| name.clone()), things, place)
                },
            );
            ways(vec![rows])
        },
    );
    let due = Memo::new(move |_| session.open.with(|open| open.review_due));
    let form = Form::new(session);
    let done = move || {
        due.get().then(|| {
            let send = move || {
                form.send(Command::Here(Here::Reviewed), move |_| {
                    session.go_instead(Place::Today);
                    session.say(words::shared_reviewed());
                });
            };
            row(vec![button(Look::Primary, words::shared_as_wanted(), send)])
        })
    };
    let back = (words::nav_mine(), Place::Mine);
    frame::page(
        session,
        words::shared_title(),
        Some(back),
        vec![narrow(vec![
            lead(words::shared_text()),
            list,
            form.problems(),
            done.into_any(),
            small(words::shared_screenshot()),
        ])],
    )
}

/// A linked person's name, how many things they see, and where those stand.
fn shown(known: &RelationshipView) -> Option<(String, u32, Place)> {
    matches!(known.link, LinkView::Linked { .. })
        .then(|| (known.name.clone(), count(shared_things(known)), Place::TheySee(known.id)))
}
