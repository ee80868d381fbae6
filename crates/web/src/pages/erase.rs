//! Erasing what the relay keeps of this person: says what happens, asks for the passphrase, and once more.

use interface::command::{Command, Devices};
use leptos::prelude::*;

use crate::components::button::{Look, button, link, submit};
use crate::components::dialog::dialog;
use crate::components::form::Form;
use crate::components::passphrases::{Present, busy};
use crate::components::{frame, lead, narrow, row, soft, text};
use crate::places::Place;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// The page.
pub(super) fn page(session: Session) -> AnyView {
    let devices = Memo::new(move |_| session.open.with(|open| open.devices.clone()));
    let content = move || {
        let devices = devices.get();
        if devices.is_erasing {
            return vec![text(words::erase_under_way())];
        }
        if let Some(day) =
            devices.erased_on.filter(|_| session.open.with(|open| open.relay.address.is_empty()))
        {
            return vec![text(words::erase_done(&session.day(day)))];
        }
        let mut all = vec![lead(words::erase_text())];
        all.extend([words::erase_links(), words::erase_here(), words::erase_honest()].map(soft));
        if devices.devices.len() > 1 {
            all.push(text(words::erase_other_devices()));
            all.push(row(vec![link(Look::Quiet, words::settings_devices_button(), Place::Devices)]));
        } else {
            all.push(question(session));
        }
        all
    };
    let back = (words::nav_settings(), Place::Settings);
    let content = (move || narrow(content())).into_any();
    frame::page(session, words::erase_title(), Some(back), vec![content])
}

fn question(session: Session) -> AnyView {
    let open = RwSignal::new(false);
    let passphrase = Present::new();
    let form = Form::new(session);
    let send = move || {
        let command = Command::Devices(Devices::EraseVault { passphrase: passphrase.typed() });
        form.send(command, move |_| open.set(false));
    };
    let question = dialog(open, words::erase_confirm_title, move || {
        let buttons = row(vec![
            submit(Look::Firm, words::erase_confirm(), form.busy),
            button(Look::Quiet, words::keep_it(), move || open.set(false)),
        ]);
        let fields = vec![soft(words::erase_text()), passphrase.field(form), buttons];
        vec![form.element(send, fields), busy(form, words::lock_busy())]
    });
    crate::components::stack(vec![
        row(vec![button(Look::Firm, words::erase_submit(), move || {
            passphrase.forget();
            open.set(true);
        })]),
        question,
    ])
}
