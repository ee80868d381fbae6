//! What can stand in the page, as parts: on the screen and in the file they are made of the same lines.

use crate::html;
use interface::Said;
use interface::figures::{Drawing, Line, Part};
use interface::look::OwnItem;
use interface::model::kinds::{Contrasts, JournalEntry, LIST};
use interface::model::{Content, Day};
use leptos::prelude::*;

use super::super::along::dated;
use crate::components::voice::{Voice, voice};
use crate::components::{heading_below, nothing, said, small, text};
use crate::kinds;
use crate::pages::reflect::contrasts_lines;
use crate::platform::zone;
use crate::words;

/// When an entry of the journal was begun.
pub(super) fn day_of(own: &OwnItem) -> Day {
    let on = kinds::read::<JournalEntry>(&own.content).and_then(|entry| entry.on);
    on.unwrap_or_else(|| zone::day_at(own.written_s))
}

/// A stretch of days: what is said of it, and the drawing with its words beside it, so that they can be read however wide the page is.
pub(super) fn drawing(mut drawing: Drawing) -> Part {
    let ends = [drawing.asked.from, drawing.asked.to].map(|day| (day, dated(day)));
    let [(_, from), (_, to)] = &ends;
    let title = words::counsellor_drawing_of(from, to);
    drawing.words.days = ends.to_vec();
    drawing.is_bare = true;
    let voice = |is_bond: bool, name: &String| Line::Voice { is_bond, name: name.clone() };
    let mut lines: Vec<Line> = drawing.words.sentences.iter().cloned().map(Line::Text).collect();
    lines.push(voice(false, &drawing.words.own));
    lines.extend(drawing.words.bond.iter().map(|name| voice(true, name)));
    let notes = drawing.words.notes.clone();
    lines.push(Line::Drawing(Box::new(drawing)));
    lines.extend(notes.into_iter().map(Line::Small));
    Part { title, lines }
}

/// What the module draws of a part, if it draws something.
pub(super) fn drawn_in(part: &Part) -> Option<&Drawing> {
    part.lines.iter().find_map(|line| if let Line::Drawing(drawing) = line { Some(&**drawing) } else { None })
}

/// The newest of these contrasts.
pub(super) fn contrasts<'a>(answered: impl Iterator<Item = &'a OwnItem>, name: &str) -> Option<Part> {
    let read = |own: &OwnItem| Some((own.written_s, kinds::read::<Contrasts>(&own.content)?));
    let (_, newest) = answered.filter_map(read).max_by_key(|(written_s, said)| (said.on, *written_s))?;
    let title = words::counsellor_contrasts_of(name, &dated(newest.on));
    Some(Part { title, lines: contrasts_lines(&newest) })
}

/// A goal: its wish, and all else that is written of it.
pub(super) fn goal(own: &OwnItem) -> Part {
    let mut lines = vec![Line::Small(words::counsellor_goal())];
    lines.extend(lines_of(&own.content));
    Part { title: kinds::title(&own.content), lines }
}

/// An entry of the journal.
pub(super) fn entry(own: &OwnItem) -> Part {
    let title = dated(day_of(own));
    let Some(JournalEntry { prompt, text, .. }) = kinds::read(&own.content) else {
        return Part { title, lines: Vec::new() };
    };
    let prompt = prompt.map(|prompt| Line::Name(prompt.into_string()));
    Part { title, lines: prompt.into_iter().chain([Line::Said(text.into_string())]).collect() }
}

/// A record, line by line, without what names it; several of one name stand below it once.
fn lines_of(content: &Content) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut last = None;
    for line in interface::said(content, &LIST).unwrap_or_default() {
        let (key, line) = match line {
            Said::Title(_) => continue,
            Said::Chosen(key) => (None, Line::Text(words::keyed(&key))),
            Said::Text(key, text) => (Some(key), Line::Said(text.into_owned())),
            Said::Fact(key, fact) => (Some(key), Line::Text(fact)),
            Said::More => (None, Line::Small(words::preview_newer_text())),
        };
        if let Some(key) = key.as_ref().filter(|key| last.as_ref() != Some(*key)) {
            lines.push(Line::Name(words::keyed(key)));
        }
        last = key;
        lines.push(line);
    }
    lines
}

/// A part on the screen. `svg` is its drawing, if it has one.
pub(super) fn drawn(part: &Part, svg: Option<String>) -> AnyView {
    let line = |line: &Line| match line {
        Line::Said(words) => said(words.clone()),
        Line::Name(name) => html::h4().class("soft small").attr("dir", "auto").child(name.clone()).into_any(),
        Line::Text(words) => text(words.clone()),
        Line::Small(words) => small(words.clone()),
        Line::Voice { is_bond, name } => voice(if *is_bond { Voice::Bond } else { Voice::Own }, name.clone()),
        Line::Drawing(drawing) => svg.as_ref().map_or_else(nothing, |svg| image(drawing, svg)),
        Line::Band { from, width } => band(*from, *width),
    };
    (heading_below(part.title.clone()), part.lines.iter().map(line).collect::<Vec<_>>()).into_any()
}

/// The drawing to the byte, so that what is previewed is what is written.
fn image(drawing: &Drawing, svg: &str) -> AnyView {
    let address = format!("data:image/svg+xml,{}", String::from(js_sys::encode_uri_component(svg)));
    html::img().attr("src", address).attr("alt", drawing.words.sentences.join(" ")).into_any()
}

fn band(from: u16, width: u16) -> AnyView {
    let percent = |thousandths: u16| format!("{}.{}%", thousandths / 10, thousandths % 10);
    let part =
        html::i().class("now").style(("inset-inline-start", percent(from))).style(("width", percent(width)));
    html::div().class("band").attr("aria-hidden", "true").child(part).into_any()
}
