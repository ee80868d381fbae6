//! Signs, as they were answered. No number.

use crate::html;
use interface::look::OwnItem;
use interface::model::Presence;
use interface::model::kinds::Signs;
use leptos::prelude::*;

use super::statements;
use crate::components::button::{Look, link};
use crate::components::{card, heading, heading_below, nothing, row, stack, text};
use crate::kinds;
use crate::places::Place;
use crate::session::Session;
use crate::words;
use crate::words::choices;

/// What was answered last.
pub(super) fn drawn(session: Session, now: &OwnItem) -> AnyView {
    let Some(Signs { on, tie, from_them, from_me }) = kinds::read::<Signs>(&now.content) else {
        return nothing();
    };
    let content = vec![
        heading(words::reflect_on(&session.day(on))),
        part(words::signs_received(), &statements::received(tie), from_them.as_slice()),
        part(words::signs_given(), &statements::given(), from_me.as_slice()),
    ];
    let help = row(vec![link(Look::Quiet, words::nav_help(), Place::Help)]);
    stack(vec![card("", content), card("wash-self", vec![text(words::signs_verdict()), help])])
}

fn part(title: String, signs: &[String], answers: &[Presence]) -> AnyView {
    let line = |(sign, answer): (&String, &Presence)| {
        html::li().child((html::span().child(sign.clone()), html::small().child(choices::presence(*answer))))
    };
    let lines = signs.iter().zip(answers).map(line).collect_view();
    stack(vec![heading_below(title), html::ul().class("rests").child(lines).into_any()])
}
