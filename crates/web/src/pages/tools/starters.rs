//! What a text may begin with: ideas, beginnings of sentences, questions.

use crate::html;
use interface::look::{Together, Topic};
use interface::model::kinds::QuestionAnswer;
use interface::model::{Depth, Pact, RelationshipId};
use leptos::prelude::*;

use super::blank::Blank;
use super::ideas;
use super::kit::{self, Kit};
use crate::components::button::{Look, button};
use crate::components::live::live;
use crate::components::{nothing, row};
use crate::kinds;
use crate::places::{Place, Tool};
use crate::platform::caret;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// What of a question stands before it where one is handed on: how far it goes.
const AFTER_DEPTH: char = '|';

/// What a form that stands on the page is to begin with, once it is chosen: in which field what.
pub(super) type Chosen = RwSignal<Option<Vec<(&'static str, String)>>>;

/// The list of what a thing of a tool may begin with: each begins the form that stands beside it, or leads to a new one.
pub(super) fn list(session: Session, tool: Tool, id: RelationshipId, beside: Option<Chosen>) -> AnyView {
    if tool == Tool::Time {
        return ideas::list(session, id, beside);
    }
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
    let one = |text: String| one(session, tool, id, beside, text.clone(), text);
    html::ul().class("starters").child(texts.into_iter().map(one).collect_view()).into_any()
}

/// A button that begins a thing with a text.
pub(super) fn one(
    session: Session,
    tool: Tool,
    id: RelationshipId,
    beside: Option<Chosen>,
    label: String,
    text: String,
) -> AnyView {
    let begin = move || match beside {
        Some(chosen) => {
            let field = field_of(kit::of(tool)).unwrap_or_default();
            choose(chosen, vec![(field, text.trim_end_matches('…').to_owned())]);
        }
        None => session.begin_with(Place::Thing(tool, id, None), text.clone()),
    };
    html::li().child(button(Look::Quiet, label, begin)).into_any()
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

/// Beside somebody's answer: a way to answer the same question.
pub(super) fn too(session: Session, id: RelationshipId, together: Memo<Option<Together>>) -> AnyView {
    let asked = move || {
        together.with(|together| match together.as_ref().map(|together| &together.topic) {
            Some(Topic::Theirs(their)) => their.content.as_ref().and_then(kinds::read::<QuestionAnswer>),
            _ => None,
        })
    };
    live(
        move || asked().is_some(),
        move |is_asked| {
            if !is_asked {
                return nothing();
            }
            let begin = move || {
                let Some(QuestionAnswer { question, depth, .. }) = untrack(asked) else { return };
                let text = format!("{}{AFTER_DEPTH}{}", depth.name(), question.as_str());
                session.begin_with(Place::Thing(Tool::Questions, id, None), text);
            };
            row(vec![button(Look::Quiet, words::questions_too(), begin)])
        },
    )
}

/// The field that a beginning is put into.
fn field_of(kit: &Kit) -> Option<&'static str> {
    match kit.tool {
        Tool::Goals => Some("wish"),
        Tool::Memories => Some("what"),
        _ => kit.starters.map(|(field, _)| field),
    }
}

/// Begins a form with a text. One that was begun goes on as it was.
pub(super) fn begin(blank: &Blank, kit: &Kit, text: &str) {
    if kit.tool == Tool::Questions {
        let (depth, question) = text.split_once(AFTER_DEPTH).unwrap_or(("", text));
        set(blank, "depth", depth);
        set(blank, "question", question);
    } else if let Some((sort, rest)) = text.split_once(AFTER_DEPTH).filter(|_| kit.tool == Tool::Agreements) {
        let (look, words) = rest.split_once(AFTER_DEPTH).unwrap_or(("", rest));
        // One that was begun goes on as it was.
        let is_begun =
            blank.text("words").is_some_and(|words| words.with_untracked(|words| !words.is_empty()));
        if !is_begun {
            for (field, text) in [("sort", sort), ("look", look), ("words", words)] {
                blank.set(field, text);
            }
        }
    } else if let Some(field) = field_of(kit) {
        set(blank, field, text.trim_end_matches('…'));
    }
}

/// What an agreement of such a sort begins with.
pub(in crate::pages) fn agreement(sort: Pact, look: &str, words: &str) -> String {
    format!("{}{AFTER_DEPTH}{look}{AFTER_DEPTH}{words}", sort.name())
}

fn set(blank: &Blank, field: &str, text: &str) {
    if let Some(signal) = blank.text(field)
        && signal.with_untracked(String::is_empty)
    {
        signal.set(text.to_owned());
    }
}

/// Begins the form that stands on the page, and brings the person to it.
pub(super) fn choose(chosen: Chosen, texts: Vec<(&'static str, String)>) {
    let first = texts.first().map(|(_, text)| text.trim().to_owned()).unwrap_or_default();
    chosen.set(Some(texts));
    caret::write_on_where_later(first);
}

/// What is chosen is put into the form. What was typed stays, and what is chosen stands behind it.
pub(super) fn follow(blank: &Blank, chosen: Chosen) {
    let blank = blank.clone();
    Effect::new(move |_| {
        let Some(texts) = chosen.get() else { return };
        for (field, text) in texts {
            blank.put(field, &text);
        }
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
    ideas::all().into_iter().map(|idea| idea.text).collect()
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
