//! The two voices: what can be said of each, and their lines with one day looked up on them.

use crate::html;
use crate::html::svg;
use interface::figures::{Described, Direction, HEIGHT, HIGHEST, Level, Said, Voice as Drawn, WIDTH};
use interface::look::KeptDay;
use interface::model::Day;
use leptos::ev;
use leptos::prelude::*;

use super::Shown;
use super::stretch::{Figures, Levels, There};
use crate::components::live::live;
use crate::components::voice::{Voice, voice};
use crate::components::{soft, stack, text};
use crate::reactive::{Memo, RwSignal};
use crate::words;

/// One sentence for each voice. They are there before the drawing, and say what it shows.
pub(super) fn said(shown: Shown, figures: Figures) -> AnyView {
    let said = figures.part(|drawn| (drawn.own.said, drawn.bond.said));
    let sentences = live(
        move || (said.get(), figures.there.with(|there| *there == There::Missing), shown.name.get()),
        move |(said, is_missing, name)| {
            let Some((own, bond)) = said else {
                return soft(if is_missing { words::picture_missing() } else { words::picture_waiting() });
            };
            let (voices, caution) = sentences([own, bond], name.as_deref(), |day| shown.session.day(day));
            stack(voices.into_iter().map(text).chain(caution.into_iter().map(soft)).collect())
        },
    );
    html::div().class("says-first").attr("role", "status").child(sentences).into_any()
}

/// What is said of the voices, one sentence each, and what to bear in mind about it.
pub(super) fn sentences(
    all: [Said; 2],
    name: Option<&str>,
    day: impl Fn(Day) -> String,
) -> (Vec<String>, Vec<String>) {
    let [own, bond] = all;
    let mut voices = vec![of_own(own, &day)];
    voices.extend(name.map(|name| of_bond(bond, name, &day)));
    let mut caution = Vec::new();
    if all.iter().any(|said| matches!(said, Said::Described(_))) {
        caution.push(words::picture_early());
    }
    let is_moved = |said: &Said| matches!(said, Said::Moved { to, .. } if *to != Direction::Nowhere);
    if all.iter().any(is_moved) {
        caution.push(words::picture_reasons());
    }
    (voices, caution)
}

fn of_own(said: Said, day: impl Fn(Day) -> String) -> String {
    match said {
        Said::Nothing => words::picture_own_nothing(),
        Said::Described(Described { days, lowest, middle, highest, .. }) => {
            let [lowest, highest] = [lowest, highest].map(u32::from);
            words::picture_own_described(days, lowest, highest, &words::tenths(middle.into()))
        }
        Said::Flat { answer, days } => words::picture_own_flat(days, answer.into()),
        Said::Moved { described, to } => {
            let first = day(described.first);
            match to {
                Direction::Nowhere => words::picture_own_same(&first),
                Direction::Higher => words::picture_own_higher(&first),
                Direction::Lower => words::picture_own_lower(&first),
            }
        }
    }
}

fn of_bond(said: Said, name: &str, day: impl Fn(Day) -> String) -> String {
    match said {
        Said::Nothing => words::picture_bond_nothing(name),
        Said::Described(Described { days, lowest, middle, highest, .. }) => {
            let [lowest, highest] = [lowest, highest].map(u32::from);
            words::picture_bond_described(days, name, lowest, highest, &words::tenths(middle.into()))
        }
        Said::Flat { answer, days } => words::picture_bond_flat(days, name, answer.into()),
        Said::Moved { described, to } => {
            let first = day(described.first);
            match to {
                Direction::Nowhere => words::picture_bond_same(name, &first),
                Direction::Higher => words::picture_bond_higher(name, &first),
                Direction::Lower => words::picture_bond_lower(name, &first),
            }
        }
    }
}

/// The lines, what they are called, and one day of them.
pub(super) fn drawn(shown: Shown, figures: Figures) -> AnyView {
    let own = figures.part(|drawn| drawn.own.clone());
    let bond = figures.part(|drawn| drawn.bond.clone());
    let at = RwSignal::new(None::<Day>);
    // The day that was looked up, as long as it is in the stretch; else the last that was kept.
    let day = Memo::new(move |_| {
        figures.asked.with(|asked| {
            let last = asked.days.last().map_or(asked.to, |kept| kept.day);
            at.get().filter(|day| (asked.from..=asked.to).contains(day)).unwrap_or(last)
        })
    });
    let names = live(
        move || shown.name.get(),
        |name| {
            let own = voice(Voice::Own, words::picture_own_name());
            let bond = name.map(|name| voice(Voice::Bond, words::picture_bond_name(&name)));
            html::div().class("voices").child((own, bond)).into_any()
        },
    );
    let lines = svg::svg()
        .class("lines")
        .attr("viewBox", format!("0 0 {WIDTH} {HEIGHT}"))
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true")
        .child(svg::g().class("flow").child((
            path("rule", rules),
            of_voice("bond", bond),
            of_voice("self", own),
            path("cursor", move || cursor(figures, day.get())),
        )));
    let levels = figures.levels();
    let facts = Memo::new(move |_| facts(shown, figures, levels, day.get()));
    let slider = html::input()
        .r#type("range")
        .attr("min", "0")
        .attr("max", move || figures.asked.with(|asked| (asked.to.0 - asked.from.0).to_string()))
        .attr("step", "1")
        .attr("aria-label", words::picture_look_up())
        .attr("aria-valuetext", move || facts.get())
        .prop("value", move || figures.asked.with(|asked| (day.get().0 - asked.from.0).to_string()))
        .on(ev::input, move |event| {
            if let Ok(place) = event_target_value(&event).parse::<u32>() {
                at.set(Some(Day(figures.asked.with_untracked(|asked| asked.from.0.saturating_add(place)))));
            }
        });
    let ends = live(
        move || figures.asked.with(|asked| (asked.from, asked.to)),
        move |(from, to)| {
            let ends = [from, to].map(|day| html::span().child(shown.session.day(day)));
            html::div().class("ends").attr("aria-hidden", "true").child(ends).into_any()
        },
    );
    let scale = [u32::from(HIGHEST), 1].map(|end| html::span().child(words::tenths(end * 10)));
    let scale = html::div().class("height").attr("aria-hidden", "true").child(scale);
    let chosen = html::p().class("soft small at").attr("aria-hidden", "true").child(move || facts.get());
    html::div()
        .class("chart")
        .child((names, html::div().class("plot").child((scale, lines, slider)), ends, chosen))
        .into_any()
}

/// A line for each answer there can be.
fn rules() -> String {
    (0..=6).map(|step| format!("M0 {0}H{WIDTH}", step * HEIGHT / 6)).collect()
}

fn path(class: &'static str, drawn: impl Fn() -> String + Send + 'static) -> html::Element {
    svg::path().class(class).attr("d", drawn)
}

/// The band, the line and the dots of a voice.
fn of_voice(class: &'static str, voice: Memo<Option<Drawn>>) -> html::Element {
    let part = move |part: fn(&Drawn) -> &String| {
        move || voice.with(|voice| voice.as_ref().map(|voice| part(voice).clone()).unwrap_or_default())
    };
    svg::g().class(class).child((
        path("band-of", part(|voice| &voice.band)),
        path("marks", part(|voice| &voice.marks)),
        path("level", part(|voice| &voice.line)),
    ))
}

fn cursor(figures: Figures, day: Day) -> String {
    figures.asked.with(|asked| {
        let length = (asked.to.0 - asked.from.0).max(1);
        let x = u64::from(day.0 - asked.from.0) * u64::from(WIDTH) / u64::from(length);
        format!("M{x} 0V{HEIGHT}")
    })
}

/// Everything there is about a day, in words: the same for those who see and those who hear it.
fn facts(shown: Shown, figures: Figures, levels: Memo<(Levels, Levels)>, day: Day) -> String {
    let (kept, place) = figures.asked.with(|asked| {
        let kept = asked.days.iter().find(|kept| kept.day == day).copied();
        (kept, (day.0 - asked.from.0) as usize)
    });
    let level = |levels: &Levels| levels.get(place).copied().flatten();
    let levels = levels.with(|(own, bond)| (level(own), level(bond)));
    let name = shown.name.get();
    let said = facts_of(kept, levels, name.as_deref());
    words::picture_at(&shown.session.day(day), &said)
}

fn facts_of(
    kept: Option<KeptDay>,
    (own, bond): (Option<Level>, Option<Level>),
    name: Option<&str>,
) -> String {
    let mut said = Vec::new();
    said.extend(kept.and_then(|kept| kept.own).map(|answer| words::picture_at_own(answer.into())));
    said.extend(own.map(|level| {
        let [value, low, high] = in_words(level);
        words::picture_at_own_level(&value, &low, &high)
    }));
    if let Some(name) = name {
        let answer = kept.and_then(|kept| kept.bond);
        said.extend(answer.map(|answer| words::picture_at_bond(name, answer.into())));
        said.extend(bond.map(|level| {
            let [value, low, high] = in_words(level);
            words::picture_at_bond_level(name, &value, &low, &high)
        }));
    }
    if said.is_empty() { words::picture_at_nothing() } else { said.join("; ") }
}

/// A level and its band.
pub(super) fn in_words(level: Level) -> [String; 3] {
    [level.value, level.low, level.high].map(|tenths| words::tenths(tenths.into()))
}
