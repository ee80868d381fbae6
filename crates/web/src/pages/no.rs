//! Saying no: a pause before a yes, one to rehearse, how a yes or a no was meant, and small steps.

mod aloud;
mod examples;
mod ladder;
mod log;
mod pause;
mod rehearsal;

use interface::look::OwnItem;
use interface::model::kinds::{Listed, Rehearsal};
use leptos::prelude::*;

use super::kind;
use crate::components::button::{Look, link};
use crate::components::live::{keyed, live};
use crate::components::rows::{live_way, way, ways};
use crate::components::{columns, frame, heading, lead, nothing, row, soft, stack};
use crate::kinds;
use crate::places::Place;
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;

pub(super) use ladder::page as ladder;
pub(super) use ladder::steps;
pub(super) use log::page as log;
pub(super) use pause::{about, over, over_card, passed};
pub(super) use rehearsal::page as rehearsal;

/// Saying no.
pub(super) fn page(session: Session) -> AnyView {
    let rehearsals = session.own(Rehearsal::NUMBER);
    let ways_on = ways(vec![
        way(words::no_rehearse(), words::no_rehearse_about(), Place::Rehearsal(None)),
        way(words::no_log(), words::no_log_about(), Place::SaidLog),
        way(words::no_ladder(), words::no_ladder_about(), Place::Ladder),
    ]);
    let kept = Memo::new(move |_| rehearsals.with(|own| own.items.clone()));
    let earlier = live(
        move || kept.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                return nothing();
            }
            let rows = keyed(kept, |own| own.item.to_string(), rehearsed);
            stack(vec![heading(words::no_rehearsals()), ways(vec![rows])])
        },
    );
    let more = kind::more(session, move || rehearsals.with(|own| own.more));
    let left = stack(vec![pause::running(session), pause::begin(session)]);
    let content = columns(vec![left, stack(vec![ways_on, earlier, more])]);
    let back = (words::nav_mine(), Place::Mine);
    frame::page(
        session,
        words::no_title(),
        Some(back),
        vec![lead(words::no_lead()), content, safe_only(words::no_safe_only())],
    )
}

fn rehearsed(own: Memo<OwnItem>) -> AnyView {
    let place = Place::Rehearsal(Some(own.with_untracked(|own| own.item)));
    let first = move || own.with(|own| kinds::title(&own.content));
    let no = move || {
        let said = own.with(|own| kinds::read::<Rehearsal>(&own.content));
        said.map(|said| said.specify.into_string()).unwrap_or_default()
    };
    live_way(first, no, place)
}

/// Respect, and the quiet line to Help: every page about a no has both.
fn safe_only(said: String) -> AnyView {
    stack(vec![
        soft(words::no_respect()),
        soft(said),
        row(vec![link(Look::Plain, words::nav_help(), Place::Help)]),
    ])
}
