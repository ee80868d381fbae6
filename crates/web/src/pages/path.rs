//! A path out of guilt and back to oneself. Any step at any time, back and forth; nothing says how far anybody is.

mod circling;
mod letter;
mod repair;

use interface::look::{OwnItem, OwnList};
use leptos::prelude::*;

use super::{alone, kind};
use crate::components::button::{Look, link};
use crate::components::live::{keyed, live};
use crate::components::rows::{way, ways};
use crate::components::voice::{Voice, voice};
use crate::components::{card, columns, frame, heading, lead, nothing, row, soft, stack, text};
use crate::places::Place;
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;

pub(super) use circling::page as circling;
pub(super) use letter::page as letter;
pub(super) use repair::page as repair;

/// The path.
pub(super) fn page(session: Session) -> AnyView {
    let kindness = ways(vec![
        way(words::path_kind(), words::path_kind_about(), Place::KindMoment),
        way(words::letter_title(), words::letter_about(), Place::Letter(None)),
        way(words::repair_title(), words::repair_about(), Place::Repair(None)),
        way(words::circling_title(), words::circling_about(), Place::Circling(None)),
    ]);
    let room = ways(vec![
        way(words::values_title(), words::values_about(), Place::Values),
        way(words::goals_title(), words::goals_about(), Place::Goals),
        way(words::no_ladder(), words::no_ladder_about(), Place::Ladder),
    ]);
    let close = ways(vec![
        way(words::circle_title(), words::circle_about(), Place::Circle),
        way(words::being_title(), words::being_about(), Place::BeingThere),
        way(words::about_way_support(), words::path_ask_about(), Place::Ours(None)),
    ]);
    let left = stack(vec![heading(words::path_heal()), soft(words::path_heal_about()), kindness]);
    let right = stack(vec![
        heading(words::path_room()),
        soft(words::path_room_about()),
        room,
        heading(words::path_close()),
        soft(words::path_close_about()),
        close,
    ]);
    let careful = card(
        "wash-calm",
        vec![
            voice(Voice::Own, words::voice_mine()),
            text(words::path_careful()),
            row(vec![link(Look::Quiet, words::nav_help(), Place::Help)]),
            alone::line(),
        ],
    );
    let back = (words::nav_mine(), Place::Mine);
    let content = vec![lead(words::path_lead()), columns(vec![left, right]), careful];
    frame::page(session, words::path_title(), Some(back), content)
}

/// What was written before, each a way to it; nothing while nothing was.
fn earlier(
    session: Session,
    own: Memo<OwnList>,
    items: Memo<Vec<OwnItem>>,
    title: fn() -> String,
    way: impl Fn(Memo<OwnItem>) -> AnyView + Copy + Send + Sync + 'static,
) -> AnyView {
    let list = live(
        move || items.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                return nothing();
            }
            let rows = keyed(items, |own| own.item.to_string(), way);
            stack(vec![heading(title()), ways(vec![rows])])
        },
    );
    stack(vec![list, kind::more(session, move || own.with(|own| own.more))])
}
