//! What a text may begin with: ideas, beginnings of sentences, questions.

use interface::model::{Depth, RelationshipId};
use leptos::html;
use leptos::prelude::*;

use super::blank::Blank;
use super::kit::{self, Kit};
use crate::components::button::{Look, button};
use crate::components::nothing;
use crate::places::{Place, Tool};
use crate::session::Session;
use crate::words;

/// What of a question stands before it where one is handed on: how far it goes.
const AFTER_DEPTH: char = '|';

/// The list of what a thing of a tool may begin with.
pub(super) fn list(session: Session, tool: Tool, id: RelationshipId) -> AnyView {
    let Some((_, starters)) = kit::of(tool).starters else { return nothing() };
    let summary = html::summary().class("btn plain").child(words::starters());
    html::details().child((summary, buttons(session, tool, id, starters()))).into_any()
}

/// Buttons that begin a thing, each with a text.
fn buttons(session: Session, tool: Tool, id: RelationshipId, texts: Vec<String>) -> AnyView {
    let one = |text: String| {
        let label = text.clone();
        let begin = move || session.begin_with(Place::Thing(tool, id, None), text.clone());
        html::li().child(button(Look::Quiet, label, begin)).into_any()
    };
    html::ul().class("starters").child(texts.into_iter().map(one).collect_view()).into_any()
}

/// Questions that go so far, each a way to answer it.
pub(super) fn questions(session: Session, id: RelationshipId, depth: Depth) -> AnyView {
    let one = |question: String| {
        let label = question.clone();
        let text = format!("{}{AFTER_DEPTH}{question}", depth.name());
        let begin = move || session.begin_with(Place::Thing(Tool::Questions, id, None), text.clone());
        html::li().child(button(Look::Quiet, label, begin)).into_any()
    };
    html::ul().class("starters").child(of(depth).into_iter().map(one).collect_view()).into_any()
}

/// Begins a form with a text.
pub(super) fn begin(blank: &Blank, kit: &Kit, text: &str) {
    if kit.tool == Tool::Questions {
        let (depth, question) = text.split_once(AFTER_DEPTH).unwrap_or(("", text));
        set(blank, "depth", depth);
        set(blank, "question", question);
    } else if let Some((field, _)) = kit.starters {
        set(blank, field, text.trim_end_matches('…'));
    }
}

fn set(blank: &Blank, field: &str, text: &str) {
    if let Some(signal) = blank.text(field)
        && signal.with_untracked(String::is_empty)
    {
        signal.set(text.to_owned());
    }
}

/// One after another, as the language files have them: a line each.
fn lines(all: &str) -> Vec<String> {
    all.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Beginnings of thanks.
pub(super) fn thanks() -> Vec<String> {
    lines(&words::thanks_beginnings())
}

/// Ideas for time together.
pub(super) fn ideas() -> Vec<String> {
    lines(&words::time_ideas())
}

fn of(depth: Depth) -> Vec<String> {
    lines(&match depth {
        Depth::Light => words::questions_light(),
        Depth::Warm => words::questions_warm(),
        Depth::Deep => words::questions_deep(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_beginnings_and_ideas_are_each_there_once() {
        let mut all: Vec<String> = Depth::ALL.iter().flat_map(|depth| of(*depth)).collect();
        assert_eq!(all.len(), 60);
        all.extend(thanks());
        all.extend(ideas());
        let count = all.len();
        assert_eq!((thanks().len(), ideas().len()), (20, 60));
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
