//! The lock: neutral, no name, nothing of what is behind it.

use crate::html;
use interface::command::{Command, Door, Problem};
use interface::view::PasskeyView;
use leptos::prelude::*;

use crate::components::button::{Look, button, submit};
use crate::components::field::{Purpose, field};
use crate::components::form::{Form, warning};
use crate::components::moment::{moment, moment_heading};
use crate::components::passphrases::busy;
use crate::components::{row, soft, stack};
use crate::platform::{browser, passkey};
use crate::reactive::RwSignal;
use crate::session::Session;
use crate::words;

/// The lock screen.
pub(super) fn page(session: Session) -> AnyView {
    browser::set_title(&words::lock_title());
    let passphrase = RwSignal::new(String::new());
    let form = Form::new(session);
    let send = move || {
        let command = Command::Door(Door::Unlock { passphrase: passphrase.get_untracked() });
        form.send(command, |_| browser::focus_heading());
    };
    let wrong = form.is(|problem| matches!(problem, Problem::WrongPassphrase | Problem::Empty));
    let wait = move || {
        let wait_ms = session.wait_ms.get();
        let said = form.problem.with(|problem| matches!(problem, Some(Problem::Wait { .. })));
        (wait_ms > 0 && !said).then(|| warning(vec![words::problems::wait(wait_ms)]))
    };
    let by_passkey = move || {
        let passkey = session.passkey.get()?;
        session.bootstrap().has_passkeys().then(|| {
            let ask = move || unlock_by_passkey(session, form, &passkey);
            row(vec![button(Look::Quiet, words::lock_passkey(), ask)])
        })
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
            by_passkey.into_any(),
            forgotten(),
            busy(form, words::lock_busy()),
        ],
    )
}

/// The way back for whoever has forgotten the passphrase. There is no button that removes what is here: a device that somebody else holds for
/// a moment must not lose it to a tap.
fn forgotten() -> AnyView {
    html::details()
        .child((
            html::summary().class("btn plain").child(words::lock_forgotten()),
            stack(vec![soft(words::lock_forgotten_words()), soft(words::lock_forgotten_how())]),
        ))
        .into_any()
}

fn unlock_by_passkey(session: Session, form: Form, passkey: &PasskeyView) {
    if !form.begin() {
        return;
    }
    passkey::ask(&session.bootstrap(), passkey, move |secret| {
        form.busy.set(false);
        match secret {
            None => form.remark(words::lock_passkey_not()),
            Some(secret) => {
                form.send(Command::Door(Door::UnlockWithPasskey { secret }), |_| browser::focus_heading());
            }
        }
    });
}
