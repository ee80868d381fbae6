//! Leaving this device clean: erases everything on it, after one question.

use interface::command::{Command, Door};
use leptos::prelude::*;

use crate::components::button::{Look, button, submit};
use crate::components::dialog::dialog;
use crate::components::form::Form;
use crate::components::{row, soft, stack};
use crate::reactive::RwSignal;
use crate::session::Session;
use crate::words;

/// The button and its dialog.
pub(super) fn entry(session: Session) -> AnyView {
    let open = RwSignal::new(false);
    let form = Form::new(session);
    let question = dialog(open, words::clean_title, move || {
        let buttons = row(vec![
            submit(Look::Firm, words::clean_confirm(), form.busy),
            button(Look::Quiet, words::keep_it(), move || open.set(false)),
        ]);
        // The page is left once the worker has erased everything.
        let confirm = move || form.send(Command::Door(Door::Clean), |_| {});
        vec![form.element(
            confirm,
            vec![soft(words::clean_what()), soft(words::clean_relay()), soft(words::clean_after()), buttons],
        )]
    });
    stack(vec![row(vec![button(Look::Firm, words::clean_button(), move || open.set(true))]), question])
}
