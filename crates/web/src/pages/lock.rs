//! The lock: neutral, no name, nothing of what is behind it.

use client::command::{Command, Problem};
use leptos::prelude::*;

use super::welcome::busy;
use crate::components::button::{Look, submit};
use crate::components::field::{Purpose, field};
use crate::components::form::{Form, warning};
use crate::components::moment::{moment, moment_heading};
use crate::components::row;
use crate::platform::browser;
use crate::session::Session;
use crate::words;

/// The lock screen.
pub(super) fn page(session: Session) -> AnyView {
    browser::set_title(&words::lock_title());
    let passphrase = RwSignal::new(String::new());
    let form = Form::new(session);
    let send = move || {
        let command = Command::Unlock { passphrase: passphrase.get_untracked() };
        form.send(command, |_| browser::focus_heading());
    };
    let wrong = form.is(|problem| matches!(problem, Problem::WrongPassphrase));
    let wait = move || {
        let wait_ms = session.wait_ms.get();
        let said = form.problem.with(|problem| matches!(problem, Some(Problem::Wait { .. })));
        (wait_ms > 0 && !said).then(|| warning(vec![words::problems::wait(wait_ms)]))
    };
    moment(
        false,
        vec![
            moment_heading(words::lock_title()),
            form.element(
                send,
                vec![
                    field(Purpose::Passphrase, words::passphrase(), String::new(), passphrase, wrong),
                    wait.into_any(),
                    row(vec![submit(Look::Primary, words::lock_submit(), form.busy)]),
                ],
            ),
            busy(form, words::lock_busy()),
        ],
    )
}
