//! Removing a thing, after a question.

use interface::command::{Command, Items};
use interface::look::OwnItem;
use leptos::prelude::*;

use crate::components::button::{Look, button, submit};
use crate::components::dialog::dialog;
use crate::components::form::Form;
use crate::components::{row, soft, stack};
use crate::places::Place;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// What is said when a thing of a kind is removed.
pub(in crate::pages) struct Removal {
    pub(in crate::pages) button: fn() -> String,
    pub(in crate::pages) title: fn() -> String,
    /// What that means where nobody sees it.
    pub(in crate::pages) text: fn() -> String,
    pub(in crate::pages) done: fn() -> String,
    /// Where that leads.
    pub(in crate::pages) to: Place,
}

/// A way to remove a thing, after a question.
pub(in crate::pages) fn removal(session: Session, item: Memo<Option<OwnItem>>, words: Removal) -> AnyView {
    let open = RwSignal::new(false);
    let form = Form::new(session);
    let Removal { button: label, title, text, done, to } = words;
    let send = move || {
        let Some(item) = item.with_untracked(|item| item.as_ref().map(|item| item.item)) else { return };
        form.send(Command::Items(Items::Remove { item }), move |_| {
            open.set(false);
            session.go_instead_and_say(to, done());
        });
    };
    let question = dialog(open, title, move || {
        let is_shared = item.with(|item| item.as_ref().is_some_and(|item| !item.shared.is_empty()));
        let what = if is_shared { words::card_remove_shared() } else { text() };
        let buttons = row(vec![
            submit(Look::Firm, words::card_remove_confirm(), form.busy),
            button(Look::Quiet, words::keep_it(), move || open.set(false)),
        ]);
        vec![form.element(send, vec![soft(what), buttons])]
    });
    stack(vec![row(vec![button(Look::Plain, label(), move || open.set(true))]), question])
}
