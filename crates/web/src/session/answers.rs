//! Answers that are being typed. They live here and not on a page, so that nothing that is drawn anew, arrives or goes takes
//! them along: on Today and under Support it is the same answer, until it is sent, discarded, or the vault is locked.

use std::collections::BTreeMap;

use client::model::{Answer, ItemId, RelationshipId};
use leptos::prelude::*;

/// Answers that are being typed, by what they answer.
#[derive(Clone, Copy)]
pub(crate) struct Answers(RwSignal<BTreeMap<(RelationshipId, ItemId), Kept>>);

#[derive(Clone)]
struct Kept {
    chosen: ArcRwSignal<Option<Answer>>,
    words: ArcRwSignal<String>,
}

/// An answer that is being typed.
#[derive(Clone, Copy)]
pub(crate) struct Typed {
    /// What was chosen.
    pub(crate) chosen: RwSignal<Option<Answer>>,
    /// Words of one's own.
    pub(crate) words: RwSignal<String>,
}

impl Answers {
    pub(super) fn new() -> Self {
        Self(RwSignal::new(BTreeMap::new()))
    }

    /// The answer to a request, as far as it is typed.
    pub(crate) fn to(self, relationship: RelationshipId, ask: ItemId) -> Typed {
        let place = (relationship, ask);
        let known = self.0.with_untracked(|kept| kept.get(&place).cloned());
        let kept = known.unwrap_or_else(|| {
            let kept = Kept { chosen: ArcRwSignal::new(None), words: ArcRwSignal::new(String::new()) };
            self.0.update(|all| drop(all.insert(place, kept.clone())));
            kept
        });
        Typed { chosen: kept.chosen.into(), words: kept.words.into() }
    }

    /// Requests to which something is typed.
    pub(crate) fn begun(self, relationship: RelationshipId) -> Vec<ItemId> {
        self.0.with(|kept| {
            let begun = kept.iter().filter(|((with, _), kept)| {
                *with == relationship && kept.words.with(|words| !words.trim().is_empty())
            });
            begun.map(|((_, ask), _)| *ask).collect()
        })
    }

    /// Forgets all of them.
    pub(super) fn clear(self) {
        if self.0.with_untracked(|kept| !kept.is_empty()) {
            self.0.update(BTreeMap::clear);
        }
    }
}

impl Typed {
    /// Nothing is typed any more: it was sent, or discarded.
    pub(crate) fn clear(self) {
        self.chosen.set(None);
        self.words.set(String::new());
    }
}
