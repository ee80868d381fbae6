//! What the relay holds: every kind of record, and what of it can be told from outside.

use crate::html;
use interface::model::kinds::{LIST, Part};
use leptos::prelude::*;

use crate::components::button::{Look, link};
use crate::components::{card, columns, frame, heading, lead, row, small, soft, stack, text};
use crate::places::Place;
use crate::session::Session;
use crate::words;

/// The page.
pub(super) fn page(session: Session) -> AnyView {
    let sees = [
        words::holds_sees_addresses(),
        words::holds_sees_times(),
        words::holds_sees_sizes(),
        words::holds_sees_links(),
        words::holds_sees_withdrawn(),
        words::holds_sees_language(),
    ];
    let cannot = [words::holds_cannot_words(), words::holds_cannot_kinds(), words::holds_cannot_answers()];
    let kinds = stack(vec![
        kinds(Part::Own, words::holds_own(), words::holds_own_text()),
        kinds(Part::Shareable, words::holds_shareable(), words::holds_shareable_text()),
        kinds(Part::Reply, words::holds_reply(), words::holds_reply_text()),
    ]);
    let about = stack(vec![
        card("wash-calm", vec![heading(words::holds_sees()), list(sees.into())]),
        card("", vec![heading(words::holds_cannot()), list(cannot.into())]),
        row(vec![
            link(Look::Quiet, words::shared_title(), Place::Shared),
            link(Look::Plain, words::nav_settings(), Place::Settings),
        ]),
    ]);
    let content = vec![lead(words::holds_lead()), text(words::holds_erased()), columns(vec![about, kinds])];
    frame::page(session, words::holds_title(), Some((words::nav_settings(), Place::Settings)), content)
}

fn list(lines: Vec<String>) -> AnyView {
    html::ul()
        .class("rests")
        .child(lines.into_iter().map(|line| html::li().child(line)).collect_view())
        .into_any()
}

/// The kinds of a part, by their names.
fn kinds(part: Part, title: String, about: String) -> AnyView {
    let names = LIST.all().iter().filter(|kind| kind.part == part).map(|kind| words::keyed(&kind.word_key()));
    let names: Vec<String> = names.collect();
    card("", vec![heading(title), soft(about), small(words::all_of(&names))])
}
