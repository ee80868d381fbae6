//! What a text may begin with: ideas, beginnings of sentences, questions.

use interface::model::{Depth, RelationshipId};
use leptos::html;
use leptos::prelude::*;

use super::blank::Blank;
use super::kit::{self, Kit};
use crate::components::button::{Look, button};
use crate::components::nothing;
use crate::places::{Place, Tool};
use crate::platform::browser;
use crate::reactive::RwSignal;
use crate::session::Session;
use crate::words;

/// What of a question stands before it where one is handed on: how far it goes.
const AFTER_DEPTH: char = '|';

/// What a form that stands on the page is to begin with, once it is chosen.
pub(super) type Chosen = RwSignal<Option<String>>;

/// The list of what a thing of a tool may begin with: each begins the form that stands beside it, or leads to a new one.
pub(super) fn list(session: Session, tool: Tool, id: RelationshipId, beside: Option<Chosen>) -> AnyView {
    let Some((_, starters)) = kit::of(tool).starters else { return nothing() };
    let summary = html::summary().class("btn plain").child(words::starters());
    html::details().child((summary, buttons(session, tool, id, beside, starters()))).into_any()
}

/// Buttons that begin a thing, each with a text.
fn buttons(
    session: Session,
    tool: Tool,
    id: RelationshipId,
    beside: Option<Chosen>,
    texts: Vec<String>,
) -> AnyView {
    let one = |text: String| {
        let label = text.clone();
        let begin = move || match beside {
            Some(chosen) => choose(chosen, text.clone()),
            None => session.begin_with(Place::Thing(tool, id, None), text.clone()),
        };
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

/// The field that a beginning is put into.
fn field_of(kit: &Kit) -> Option<&'static str> {
    if kit.tool == Tool::Goals { Some("wish") } else { kit.starters.map(|(field, _)| field) }
}

/// Begins a form with a text. One that was begun goes on as it was.
pub(super) fn begin(blank: &Blank, kit: &Kit, text: &str) {
    if kit.tool == Tool::Questions {
        let (depth, question) = text.split_once(AFTER_DEPTH).unwrap_or(("", text));
        set(blank, "depth", depth);
        set(blank, "question", question);
    } else if let Some(field) = field_of(kit) {
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

/// Begins the form that stands on the page, and brings the person to it.
pub(super) fn choose(chosen: Chosen, text: String) {
    chosen.set(Some(text));
    browser::write_on_later("main form textarea, main form input");
}

/// What is chosen is put into the form. What was typed stays, and the beginning stands behind it.
pub(super) fn follow(blank: &Blank, kit: &Kit, chosen: Chosen) {
    let Some(field) = field_of(kit).and_then(|field| blank.text(field)) else { return };
    Effect::new(move |_| {
        let Some(text) = chosen.get() else { return };
        let before = field.with_untracked(|before| before.trim_end().to_owned());
        let text = text.trim_end_matches('…');
        field.set(if before.is_empty() { text.to_owned() } else { format!("{before} {text}") });
        chosen.set(None);
    });
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
