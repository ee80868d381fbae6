//! Removing one thing of a list, after a question.

use interface::command::{Command, Items};
use interface::model::ItemId;
use leptos::prelude::*;

use crate::components::button::{Look, button, named_button, submit};
use crate::components::dialog::dialog;
use crate::components::form::Form;
use crate::components::share::open_while;
use crate::components::{row, soft};
use crate::platform::browser;
use crate::reactive::RwSignal;
use crate::session::Session;
use crate::words;

/// What is about to be removed, if anything is.
#[derive(Clone, Copy)]
pub(in crate::pages) struct Removing(RwSignal<Option<ItemId>>);

impl Removing {
    pub(in crate::pages) fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// The way to remove one; `name` says which, for those who hear the page.
    pub(in crate::pages) fn button(
        self,
        label: String,
        name: impl Fn() -> String + Send + 'static,
        item: ItemId,
    ) -> AnyView {
        named_button(Look::Plain, label, name, move || self.0.set(Some(item)))
    }

    /// The question.
    pub(in crate::pages) fn dialog(
        self,
        session: Session,
        title: fn() -> String,
        text: fn() -> String,
    ) -> AnyView {
        let form = Form::new(session);
        let open = open_while(self.0, form);
        let send = move || {
            let Some(item) = self.0.get_untracked() else { return };
            form.send(Command::Items(Items::Remove { item }), move |_| {
                self.0.set(None);
                session.say(words::removed());
                browser::focus_heading();
            });
        };
        dialog(open, title, move || {
            let buttons = row(vec![
                submit(Look::Firm, words::card_remove_confirm(), form.busy),
                button(Look::Quiet, words::keep_it(), move || open.set(false)),
            ]);
            vec![form.element(send, vec![soft(text()), buttons])]
        })
    }
}
