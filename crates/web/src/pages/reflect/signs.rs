//! Signs, as they were answered. No number.

use crate::html;
use interface::look::OwnItem;
use interface::model::kinds::Signs;
use interface::model::{Day, Presence};
use leptos::prelude::*;

use super::statements;
use crate::components::button::{Look, link};
use crate::components::{card, heading, heading_below, nothing, row, stack, text};
use crate::kinds;
use crate::places::Place;
use crate::session::Session;
use crate::words;
use crate::words::choices;

/// What was answered last, with up to three times before; the newest first.
pub(super) fn drawn(session: Session, times: &[OwnItem]) -> AnyView {
    let mut times =
        times.iter().take(super::contrasts::TIMES).filter_map(|own| kinds::read::<Signs>(&own.content));
    let Some(now) = times.next() else { return nothing() };
    // Another tie asks other signs.
    let before: Vec<Signs> = times.filter(|before| before.tie == now.tie).collect();
    let of = |part: fn(&Signs) -> &[Presence]| {
        let earlier: Vec<(Day, Vec<Presence>)> =
            before.iter().map(|before| (before.on, part(before).to_vec())).collect();
        (part(&now).to_vec(), earlier)
    };
    let content = vec![
        heading(words::reflect_on(&session.day(now.on))),
        part(
            session,
            words::signs_received(),
            &statements::received(now.tie),
            of(|signs| signs.from_them.as_slice()),
        ),
        part(session, words::signs_given(), &statements::given(), of(|signs| signs.from_me.as_slice())),
    ];
    let help = row(vec![link(Look::Quiet, words::nav_help(), Place::Help)]);
    stack(vec![card("", content), card("wash-self", vec![text(words::signs_verdict()), help])])
}

/// The answers of now, and of each time before.
type Answers = (Vec<Presence>, Vec<(Day, Vec<Presence>)>);

fn part(session: Session, title: String, signs: &[String], (now, earlier): Answers) -> AnyView {
    let line = |(place, (sign, answer)): (usize, (&String, &Presence))| {
        let before = earlier.iter().filter_map(|(on, answers)| {
            let answer = choices::presence(*answers.get(place)?);
            Some(html::small().class("earlier").child(words::contrasts_time(&session.day(*on), &answer)))
        });
        let before: Vec<html::Element> = before.collect();
        html::li().child((
            html::span().child(sign.clone()),
            html::small().child(choices::presence(*answer)),
            before,
        ))
    };
    let lines = signs.iter().zip(&now).enumerate().map(line).collect_view();
    stack(vec![heading_below(title), html::ul().class("rests").child(lines).into_any()])
}
