//! A circle of support: people of one's own, what they are good for, how to reach them. Never shared; they never learn of it.

use leptos::prelude::*;

use super::help::contacts;
use crate::components::live::live;
use crate::components::rows::{way, ways};
use crate::components::{card, columns, empty, frame, heading, lead, nothing, small, soft, stack, text};
use crate::places::Place;
use crate::session::Session;
use crate::words;

/// The circle.
pub(super) fn page(session: Session) -> AnyView {
    let is_empty = move || session.open.with(|open| open.contacts.is_empty());
    let teach = live(is_empty, |is_empty| {
        if is_empty {
            empty(vec![heading(words::circle_empty_title()), soft(words::circle_empty())])
        } else {
            nothing()
        }
    });
    let on = ways(vec![
        way(words::about_way_support(), words::path_ask_about(), Place::Ours(None)),
        way(words::being_title(), words::being_about(), Place::BeingThere),
    ]);
    let questions = card("wash-calm", vec![heading(words::circle_who_title()), text(words::circle_who())]);
    let left = stack(vec![teach, contacts::circle(session), questions]);
    let right = stack(vec![contacts::adding(session), small(words::circle_private()), on]);
    let back = (words::nav_mine(), Place::Mine);
    let content = vec![lead(words::circle_lead()), columns(vec![left, right])];
    frame::page(session, words::circle_title(), Some(back), content)
}
