//! Everything that is shared, with everybody: to look at from time to time.

use interface::command::{Command, Here};
use interface::view::RelationshipView;
use leptos::prelude::*;

use crate::components::button::{Look, button};
use crate::components::form::Form;
use crate::components::live::{keyed, live};
use crate::components::rows::{live_way, ways};
use crate::components::{empty, frame, lead, narrow, row, small, soft};
use crate::places::Place;
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;

/// The page.
pub(super) fn page(session: Session) -> AnyView {
    let counts = session.shared();
    let linked = Memo::new(move |_| {
        let counts = counts.get();
        let shown = |known: &RelationshipView| {
            let count = counts.iter().find(|count| count.relationship == known.id)?.count;
            Some((known.name.clone(), count, Place::TheySee(known.id)))
        };
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
                    session.go_instead_and_say(Place::Today, words::shared_reviewed());
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
