//! An export as plain text.

use std::fmt::Write as _;

use client::export::Export;
use client::model::{Kind, Need, Taste};

use super::words::page_words;

/// How much of what there is.
pub(super) fn counts(export: &Export) -> String {
    let shared = export.shared.iter().chain(export.from_others.iter().flatten());
    let told: usize =
        shared.map(|shared| shared.cards.len() + shared.requests.len() + shared.answers.len()).sum();
    format!(
        "people: {}\ncards: {}\nrequests for support: {}\nshared things that it tells of: {told}\n",
        export.relationships.len(),
        export.cards.len(),
        export.requests.len(),
    )
}

/// Everything that the person wrote, in the order of the file.
pub(super) fn text(export: &Export) -> String {
    let words = page_words();
    let mut text = String::new();
    let mut line = |depth: usize, said: &str| {
        for said in said.lines() {
            // Writing to memory cannot fail.
            let _ = writeln!(text, "{:1$}{2}", "", 2 * depth, printable(said));
        }
    };
    line(0, export.name.as_deref().unwrap_or_default());
    line(0, &words.people);
    for relationship in &export.relationships {
        let kind = word(&words.kinds, Kind::ALL, relationship.kind);
        line(1, &format!("{} ({kind})", relationship.name));
    }
    for (taste, heading) in [(Taste::Like, &words.likes), (Taste::Dislike, &words.dislikes)] {
        line(0, heading);
        for version in export.cards.iter().flat_map(|card| &card.versions) {
            if version.content.taste == taste {
                line(1, &version.content.text);
                line(2, &version.content.note);
            }
        }
    }
    line(0, &words.requests);
    for request in &export.requests {
        let known = export.relationships.iter().find(|known| known.id == request.relationship);
        for version in &request.request.versions {
            let need = word(&words.needs, Need::ALL, version.content.need);
            let name = known.map(|known| known.name.as_str()).unwrap_or_default();
            line(1, &format!("{name}: {need}"));
            line(2, &version.content.text);
        }
    }
    text
}

/// What a file holds must not steer a terminal.
fn printable(text: &str) -> String {
    let shown = |letter: char| if letter.is_control() { char::REPLACEMENT_CHARACTER } else { letter };
    text.chars().map(shown).collect()
}

fn word<'a, T: PartialEq>(words: &'a [String], all: &[T], one: T) -> &'a str {
    let index = all.iter().position(|known| *known == one);
    index.and_then(|index| words.get(index)).map_or("", String::as_str)
}
