//! Five bands, each with what it rests on; the last time dashed beside it. Never a total.

use crate::html;
use interface::figures::Line;
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

/// Of so many times the bands stand below each other.
pub(super) const TIMES: usize = 4;

/// What was answered last, with up to three times before; the newest first.
pub(super) fn drawn(session: Session, times: &[OwnItem]) -> AnyView {
    let read = |own: &OwnItem| kinds::read::<Contrasts>(&own.content);
    let mut times = times.iter().take(TIMES).filter_map(read);
    let Some(now) = times.next() else { return nothing() };
    let before: Vec<Contrasts> = times.collect();
    let mut content = vec![heading(words::contrasts_on(&session.day(now.on)))];
    for (place, (name, statements)) in statements::contrasts().into_iter().enumerate() {
        let earlier = before.iter().map(|before| (before.on, answers_of(before, place))).collect();
        content.push(one(session, &name, &statements, answers_of(&now, place), earlier));
    }
    content.push(small(words::contrasts_how()));
    content.extend((!before.is_empty()).then(|| small(words::contrasts_times())));
    stack(vec![card("", content), soft(words::contrasts_reflection()), protect()])
}

/// What was answered one time, as lines to take along: each contrast with its band.
pub(in crate::pages) fn lines(said: &Contrasts) -> Vec<Line> {
    let mut lines = Vec::new();
    for (place, (name, _)) in statements::contrasts().into_iter().enumerate() {
        lines.push(Line::Name(name));
        match band(&answers_of(said, place), &IS_OPPOSITE) {
            Err(_) => lines.push(Line::Text(words::contrasts_too_few())),
            Ok(found) => {
                let [from, to] = [found.low, found.high].map(thousandths);
                let answers = u32::try_from(found.answers).unwrap_or(u32::MAX);
                lines.push(Line::Band { from, width: to.saturating_sub(from) });
                lines.push(Line::Text(in_words(found)));
                lines.push(Line::Small(words::contrasts_answers(answers)));
            }
        }
    }
    lines.push(Line::Small(words::contrasts_how()));
    lines
}

/// How far along the line a step is.
fn thousandths(step: f64) -> u16 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is within the line")]
    let thousandths = (1_000.0 * (step / STEPS).clamp(0.0, 1.0)) as u16;
    thousandths
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
    earlier: Vec<(Day, Vec<Frequency>)>,
) -> AnyView {
    let rests = rests_on(statements, &answers);
    let Ok(found) = band(&answers, &IS_OPPOSITE) else {
        let now = vec![heading_below(name.to_owned()), small(words::contrasts_too_few())];
        return stack(now.into_iter().chain(before(session, earlier)).chain([rests]).collect());
    };
    let last = earlier.first();
    let changed = last.and_then(|(on, last)| Some((session.day(*on), change(last, &answers, &IS_OPPOSITE)?)));
    let changed = changed.map(|(day, change)| match change {
        Change::Higher => words::contrasts_higher(&day),
        Change::Lower => words::contrasts_lower(&day),
        Change::TooClose => words::contrasts_close(&day),
    });
    let count = words::contrasts_answers(u32::try_from(found.answers).unwrap_or(u32::MAX));
    let said = [Some(in_words(found)), Some(count), changed].into_iter().flatten().collect::<Vec<_>>();
    let now = vec![heading_below(name.to_owned()), line("now", found), ends(), small(said.join(" · "))];
    stack(now.into_iter().chain(before(session, earlier)).chain([rests]).collect())
}

/// The times before, each for itself: nothing joins them, and nothing is made of them together.
fn before(session: Session, earlier: Vec<(Day, Vec<Frequency>)>) -> Option<AnyView> {
    let one = |(on, answers): (Day, Vec<Frequency>)| {
        let (line, said) = match band(&answers, &IS_OPPOSITE) {
            Ok(found) => (Some(line("before", found)), in_words(found)),
            Err(_) => (None, words::contrasts_too_few()),
        };
        html::li().child((html::small().child(words::contrasts_time(&session.day(on), &said)), line))
    };
    let times: Vec<html::Element> = earlier.into_iter().map(one).collect();
    (!times.is_empty()).then(|| html::ul().class("times").child(times).into_any())
}

/// The band on its line. What it shows stands in words beside it.
fn line(class: &'static str, band: Band) -> AnyView {
    let percent = |step: f64| format!("{:.1}%", 100.0 * step / STEPS);
    let part = html::i()
        .class(class)
        .style(("inset-inline-start", percent(band.low)))
        .style(("width", percent(band.high - band.low)));
    html::div().class("band").attr("aria-hidden", "true").child(part).into_any()
}

fn ends() -> AnyView {
    let ends = [words::contrasts_place_1(), words::contrasts_place_5()].map(|end| html::span().child(end));
    html::div().class("ends").attr("aria-hidden", "true").child(ends).into_any()
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
