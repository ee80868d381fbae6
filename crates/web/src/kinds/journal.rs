//! The journal: an entry, and the copy of one that somebody was given.

use crate::html;
use interface::model::fields::Line;
use interface::model::kinds::{Copied, JournalCopy, JournalEntry, Listed};
use leptos::prelude::*;

use super::{Face, read};
use crate::components::said;
use crate::places::Place;
use crate::words;

pub(super) const ENTRY: Face = Face {
    number: JournalEntry::NUMBER,
    draw: |content| read(content).map(|entry: JournalEntry| drawn(entry.copy())),
    title: |content| read(content).map(|entry: JournalEntry| title(entry.copy())),
    arrived: None,
};

pub(super) const COPY: Face = Face {
    number: JournalCopy::NUMBER,
    draw: |content| read(content).map(drawn),
    title: |content| read(content).map(title),
    arrived: Some((words::since_pages, Place::TheirJournal)),
};

fn drawn(JournalCopy { prompt, text }: JournalCopy) -> AnyView {
    let prompt =
        prompt.map(|prompt| html::p().class("thing").attr("dir", "auto").child(prompt.into_string()));
    (html::p().class("soft small").child(words::preview_journal()), prompt, said(text.into_string()))
        .into_any()
}

fn title(JournalCopy { prompt, text }: JournalCopy) -> String {
    prompt.map_or_else(|| beginning(text.as_str()), Line::into_string)
}

/// How many characters of an entry stand for it.
const BEGINNING_CHARACTERS: usize = 60;

/// The beginning of a text, up to a word's end.
pub(super) fn beginning(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= BEGINNING_CHARACTERS {
        return line.to_owned();
    }
    let cut: String = line.chars().take(BEGINNING_CHARACTERS).collect();
    let end = cut.rfind(char::is_whitespace).filter(|end| *end > 0).unwrap_or(cut.len());
    format!("{}…", cut.get(..end).unwrap_or(&cut))
}
