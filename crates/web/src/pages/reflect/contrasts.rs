//! Five bands, each with what it rests on; the last time dashed beside it. Never a total.

use crate::html;
use interface::look::OwnItem;
use interface::model::kinds::Contrasts;
use interface::model::reflection::{Band, Change, STEPS, band, change};
use interface::model::{Day, Frequency};
use leptos::prelude::*;

use super::statements::{self, IS_OPPOSITE};
use crate::components::button::{Look, link};
use crate::components::{card, heading, heading_below, nothing, row, small, soft, stack, text};
use crate::kinds;
use crate::places::Place;
use crate::session::Session;
use crate::words;
use crate::words::choices;

/// What was answered last, with the time before.
pub(super) fn drawn(session: Session, now: &OwnItem, before: Option<&OwnItem>) -> AnyView {
    let Some(now) = kinds::read::<Contrasts>(&now.content) else { return nothing() };
    let before = before.and_then(|before| kinds::read::<Contrasts>(&before.content));
    let mut content = vec![heading(words::contrasts_on(&session.day(now.on)))];
    for (place, (name, statements)) in statements::contrasts().into_iter().enumerate() {
        let answers = answers_of(&now, place);
        let last = before.as_ref().map(|before| (before.on, answers_of(before, place)));
        content.push(one(session, &name, &statements, answers, last));
    }
    content.extend(before.as_ref().map(|before| small(words::contrasts_before(&session.day(before.on)))));
    content.push(small(words::contrasts_how()));
    stack(vec![card("", content), soft(words::contrasts_reflection()), protect()])
}

fn protect() -> AnyView {
    let help = row(vec![link(Look::Quiet, words::nav_help(), Place::Help)]);
    card("wash-self", vec![text(words::contrasts_protect()), help])
}

fn answers_of(said: &Contrasts, place: usize) -> Vec<Frequency> {
    let Contrasts { boundaries, honesty, communication, understanding, worth, .. } = said;
    let all = [boundaries, honesty, communication, understanding, worth];
    all.get(place).map(|answers| answers.as_slice().to_vec()).unwrap_or_default()
}

fn one(
    session: Session,
    name: &str,
    statements: &[String],
    answers: Vec<Frequency>,
    last: Option<(Day, Vec<Frequency>)>,
) -> AnyView {
    let found = band(&answers, &IS_OPPOSITE);
    let last_band = last.as_ref().and_then(|(_, last)| band(last, &IS_OPPOSITE).ok());
    let rests = rests_on(statements, &answers);
    let Ok(found) = found else {
        return stack(vec![heading_below(name.to_owned()), small(words::contrasts_too_few()), rests]);
    };
    let changed = last.and_then(|(on, last)| Some((session.day(on), change(&last, &answers, &IS_OPPOSITE)?)));
    let changed = changed.map(|(day, change)| match change {
        Change::Higher => words::contrasts_higher(&day),
        Change::Lower => words::contrasts_lower(&day),
        Change::TooClose => words::contrasts_close(&day),
    });
    let count = words::contrasts_answers(u32::try_from(found.answers).unwrap_or(u32::MAX));
    let said = [Some(in_words(found)), Some(count), changed].into_iter().flatten().collect::<Vec<_>>();
    stack(vec![heading_below(name.to_owned()), line(found, last_band), small(said.join(" · ")), rests])
}

/// The band on its line. What it shows stands in words below it.
fn line(found: Band, last: Option<Band>) -> AnyView {
    let part = |class: &'static str, band: Band| {
        let percent = |step: f64| format!("{:.1}%", 100.0 * step / STEPS);
        html::i()
            .class(class)
            .style(("inset-inline-start", percent(band.low)))
            .style(("width", percent(band.high - band.low)))
    };
    let ends = [words::contrasts_place_1(), words::contrasts_place_5()].map(|end| html::span().child(end));
    html::div()
        .attr("aria-hidden", "true")
        .child((
            html::div().class("band").child((last.map(|last| part("before", last)), part("now", found))),
            html::div().class("ends").child(ends.into_iter().collect_view()),
        ))
        .into_any()
}

/// Between which places on the line a band lies.
fn in_words(band: Band) -> String {
    let [low, high] = [band.low, band.high].map(place);
    if low == high { words::contrasts_band_one(&low) } else { words::contrasts_band(&low, &high) }
}

/// What a place on the line is called. An answer to a statement of the opposite act counts the other way round, so it is no answer's name.
fn place(step: f64) -> String {
    match step {
        step if step < 0.5 => words::contrasts_place_1(),
        step if step < 1.5 => words::contrasts_place_2(),
        step if step < 2.5 => words::contrasts_place_3(),
        step if step < 3.5 => words::contrasts_place_4(),
        _ => words::contrasts_place_5(),
    }
}

fn rests_on(statements: &[String], answers: &[Frequency]) -> AnyView {
    let line = |((statement, answer), is_opposite): ((&String, &Frequency), bool)| {
        let turned = is_opposite.then(words::contrasts_turned);
        let said = [Some(choices::frequency(*answer)), turned].into_iter().flatten().collect::<Vec<_>>();
        html::li().child((html::span().child(statement.clone()), html::small().child(said.join(" · "))))
    };
    let lines = statements.iter().zip(answers).zip(IS_OPPOSITE).map(line).collect_view();
    html::details()
        .child((
            html::summary().class("btn plain").child(words::contrasts_rests()),
            html::ul().class("rests").child(lines),
        ))
        .into_any()
}
