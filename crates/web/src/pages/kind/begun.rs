//! What was begun on the page of something that has changed, or is gone.

use interface::command::Problem;
use interface::look::OwnItem;
use leptos::prelude::*;

use crate::components::form::Form;
use crate::components::live::live;
use crate::components::{card, heading, nothing, said, small, text};
use crate::kinds;
use crate::platform::browser;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::session::drafts::{Draft, begun_line};
use crate::words;

/// What was begun in forms that are not drawn any more: it can be read, and discarded.
pub(in crate::pages) fn left_over(session: Session, forms: Vec<String>) -> AnyView {
    let texts: Vec<String> = forms.iter().flat_map(|form| session.begun_texts(form)).collect();
    if texts.is_empty() {
        return nothing();
    }
    let is_there = RwSignal::new(true);
    let forms = StoredValue::new(forms);
    let discard = move || {
        forms.with_value(|forms| forms.iter().for_each(|form| session.discard_draft(form)));
        is_there.set(false);
        browser::focus_heading();
    };
    live(
        move || is_there.get(),
        move |is_there| {
            if !is_there {
                return nothing();
            }
            let mut content = vec![heading(words::draft_left_over())];
            content.extend(texts.iter().cloned().map(said));
            content.push(begun_line(|| true, discard));
            card("", content)
        },
    )
}

/// A thing that another device has removed while it stood here does not come back by being saved: that is said first, and whoever saves
/// once more wants it.
pub(in crate::pages) fn said_before_it_is_back(form: Form, draft: Draft) {
    Effect::new(move |_| {
        if form.problem.with(|problem| matches!(problem, Some(Problem::RemovedMeanwhile))) {
            draft.forget_version();
        }
    });
}

/// What stands there by now, where the form was begun over an earlier version: saving takes nothing of it, and stands beside it.
pub(in crate::pages) fn changed_since(draft: Draft, item: Memo<Option<OwnItem>>) -> AnyView {
    let newer = move || {
        item.with(|item| {
            item.as_ref().filter(|item| draft.began_before(item.version)).map(|item| item.content.clone())
        })
    };
    live(newer, |newer| {
        let Some(newer) = newer else { return nothing() };
        card("", vec![text(words::draft_changed_since()), kinds::drawn(&newer), small(words::draft_beside())])
    })
}
