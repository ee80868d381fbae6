//! Answers that are being typed. They live here and not on a page, so that nothing that is drawn anew, arrives or goes takes
//! them along: on Today and under Support it is the same answer, until it is sent or discarded. Kept as other drafts are.

use std::collections::BTreeMap;

use interface::command::DraftField;
use interface::model::{Answer, ItemId, RelationshipId};
use leptos::prelude::*;

use crate::reactive::{Owned, RwSignal};

use super::Session;

/// Answers that are being typed, by what they answer.
#[derive(Clone, Copy)]
pub(crate) struct Answers(RwSignal<BTreeMap<(RelationshipId, ItemId), Kept>>);

#[derive(Clone)]
struct Kept {
    /// The number of the kind that is answered; 0 if that is not known.
    kind: u32,
    chosen: Owned<Option<Answer>>,
    words: Owned<String>,
}

/// An answer that is being typed.
#[derive(Clone, Copy)]
pub(crate) struct Typed {
    session: Session,
    to: (RelationshipId, ItemId),
    /// What was chosen.
    pub(crate) chosen: RwSignal<Option<Answer>>,
    /// Words of one's own.
    pub(crate) words: RwSignal<String>,
}

/// What the names of drafts of answers begin with; the relationship and the request follow.
const DRAFTS: &str = "answer/";

/// The name of the form in which something is answered.
pub(crate) fn answer_form(relationship: RelationshipId, ask: ItemId) -> String {
    format!("{DRAFTS}{relationship}/{ask}")
}

impl Answers {
    pub(super) fn new() -> Self {
        Self(RwSignal::new(BTreeMap::new()))
    }

    /// What is being answered, as far as words are typed, of the kinds that a page lists.
    pub(crate) fn begun(self, relationship: RelationshipId, lists: impl Fn(u32) -> bool) -> Vec<ItemId> {
        self.0.with(|kept| {
            let begun = kept.iter().filter(|((with, _), kept)| {
                // What was begun before kinds were kept is listed everywhere.
                let is_listed = *with == relationship && (kept.kind == 0 || lists(kept.kind));
                is_listed && kept.words.with(|words| !words.trim().is_empty())
            });
            begun.map(|((_, ask), _)| *ask).collect()
        })
    }

    /// Whether words are typed in answer to something.
    pub(crate) fn is_begun(self, relationship: RelationshipId, item: ItemId) -> bool {
        self.begun(relationship, |_| true).contains(&item)
    }

    /// Forgets all of them.
    pub(super) fn clear(self) {
        if self.0.with_untracked(|kept| !kept.is_empty()) {
            self.0.update(BTreeMap::clear);
        }
    }
}

impl Session {
    /// The answer to a request, as far as it is typed; kept as long as the page is there that asks for it, and on the device.
    pub(crate) fn answer(self, relationship: RelationshipId, ask: ItemId, kind: Option<u32>) -> Typed {
        let Answers(all) = self.answers;
        let place = (relationship, ask);
        let known = all.with_untracked(|kept| kept.get(&place).cloned());
        let kept = known.unwrap_or_else(|| {
            let kind = kind.unwrap_or_default();
            let kept = Kept { kind, chosen: Owned::new(None), words: Owned::new(String::new()) };
            all.update(|all| drop(all.insert(place, kept.clone())));
            kept
        });
        let typed = Typed { session: self, to: place, chosen: kept.chosen.here(), words: kept.words.here() };
        let kind = kept.kind.to_string();
        Effect::new(move |_| {
            let (chosen, words) = (typed.chosen.get(), typed.words.get());
            let is_begun = chosen.is_some() || !words.is_empty();
            let chosen = chosen.map(Answer::name).unwrap_or_default().to_owned();
            let texts = [("answer", chosen), ("words", words), ("kind", kind.clone())]
                .into_iter()
                .filter(|_| is_begun);
            let field = |(name, text): (&str, String)| DraftField { name: name.to_owned(), text };
            self.keep_draft(&typed.draft(), texts.map(field).collect());
        });
        typed
    }

    /// Answers that were begun before the vault was closed.
    pub(super) fn fill_answers(self) {
        let begun = self.drafts.under(DRAFTS).into_iter().filter_map(|draft| {
            let (relationship, ask) = draft.form.strip_prefix(DRAFTS)?.split_once('/')?;
            let text = |name: &str| {
                let field = draft.fields.iter().find(|field| field.name == name);
                field.map(|field| field.text.clone()).unwrap_or_default()
            };
            let kept = Kept {
                kind: text("kind").parse().unwrap_or_default(),
                chosen: Owned::new(Answer::from_name(&text("answer"))),
                words: Owned::new(text("words")),
            };
            Some(((relationship.parse().ok()?, ask.parse().ok()?), kept))
        });
        self.answers.0.set(begun.collect());
    }
}

impl Typed {
    fn draft(self) -> String {
        let (relationship, ask) = self.to;
        answer_form(relationship, ask)
    }

    /// Nothing is typed any more: it was sent, or discarded. The page may be gone already, and with it this page's view of it.
    pub(crate) fn clear(self) {
        self.session.keep_draft(&self.draft(), Vec::new());
        let kept = self.session.answers.0.with_untracked(|kept| kept.get(&self.to).cloned());
        if let Some(kept) = kept {
            kept.chosen.set(None);
            kept.words.set(String::new());
        }
    }
}
