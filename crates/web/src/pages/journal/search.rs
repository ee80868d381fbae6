//! Looking for words in one's own entries. They go to the worker and nowhere else: no address, no draft.

use crate::html;
use interface::look::{Only, OwnList};
use leptos::prelude::*;

use crate::components::button::{Look, button, submit};
use crate::components::field::{Purpose, field, never};
use crate::components::form::Form;
use crate::components::live::live;
use crate::components::{nothing, row, stack};
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// The most characters that are looked for.
const SOUGHT_CHARACTERS_MAX: usize = 80;

/// The field, and what came of it.
pub(super) fn form(session: Session, only: RwSignal<Option<Only>>, own: Memo<OwnList>) -> AnyView {
    let sought = only.with_untracked(|only| match only {
        Some(Only::Saying { words }) => words.clone(),
        _ => String::new(),
    });
    let was_sought = !sought.is_empty();
    let typed = RwSignal::new(sought);
    let form = Form::new(session);
    let look = move |sought: Option<Only>| {
        only.set(sought.clone());
        session.look_only(sought);
    };
    let send = move || {
        let words = typed
            .with_untracked(|typed| typed.trim().chars().take(SOUGHT_CHARACTERS_MAX).collect::<String>());
        look((!words.is_empty()).then_some(Only::Saying { words }));
    };
    let found = live(
        move || if let Some(Only::Saying { words }) = only.get() { Some(words) } else { None },
        move |sought| {
            let Some(sought) = sought else { return nothing() };
            let count = move || {
                own.with(|own| u32::try_from(own.items.len()).unwrap_or(u32::MAX).saturating_add(own.more))
            };
            let said = html::p()
                .class("soft")
                .attr("role", "status")
                .child(move || words::journal_found(count(), &sought));
            let all = move || {
                typed.set(String::new());
                look(None);
            };
            stack(vec![said.into_any(), row(vec![button(Look::Quiet, words::journal_find_all(), all)])])
        },
    );
    let fields = vec![
        field(
            Purpose::Line(SOUGHT_CHARACTERS_MAX),
            words::journal_find(),
            words::journal_find_hint(),
            typed,
            never(),
        ),
        row(vec![submit(Look::Quiet, words::journal_find_button(), form.busy)]),
    ];
    let folded = html::details()
        .attr("open", was_sought)
        .child((html::summary().class("btn plain").child(words::journal_find()), form.element(send, fields)));
    stack(vec![folded.into_any(), found])
}
