//! How this device is locked: when it locks by itself, its passphrase, a passkey as a second way in.

use client::command::{Autolock, Command, Door, Problem};
use leptos::prelude::*;

use super::welcome::busy;
use crate::components::button::{Look, button, submit};
use crate::components::choice::choice;
use crate::components::field::{Purpose, field};
use crate::components::form::Form;
use crate::components::{card, frame, heading, row, small, soft, stack, text};
use crate::places::Place;
use crate::platform::passkey::{self, MadePasskey};
use crate::session::Session;
use crate::words;
use crate::words::choices;

/// The page.
pub(super) fn page(session: Session) -> AnyView {
    let back = (words::nav_settings(), Place::Settings);
    let left = stack(vec![autolock(session)]);
    let right = stack(vec![passphrase(session), passkeys(session)]);
    let columns = leptos::html::div().class("two even").child((left, right));
    frame::page(session, words::settings_lock_title(), Some(back), vec![columns.into_any()])
}

fn autolock(session: Session) -> AnyView {
    let known = session.open.with_untracked(|open| open.lock.autolock);
    let chosen = RwSignal::new(Some(known));
    Effect::new(move |before: Option<Option<Autolock>>| {
        let now = chosen.get();
        if let (Some(_), Some(autolock)) = (before, now) {
            session.ask(Command::Door(Door::SetAutolock { autolock }), move |result| {
                if result.is_ok() {
                    session.say(words::autolock_saved());
                }
            });
        }
        now
    });
    let options = Autolock::ALL.iter().map(|autolock| (*autolock, choices::autolock(*autolock))).collect();
    card(
        "",
        vec![
            heading(words::autolock_title()),
            soft(words::autolock_text()),
            choice(words::autolock_legend(), options, chosen),
            small(words::autolock_unsaved()),
        ],
    )
}

fn passphrase(session: Session) -> AnyView {
    let present = RwSignal::new(String::new());
    let new = RwSignal::new(String::new());
    let again = RwSignal::new(String::new());
    let form = Form::new(session);
    let send = move || {
        if new.get_untracked() != again.get_untracked() {
            form.remark(words::make_differ());
            return;
        }
        let command = Command::Door(Door::ChangePassphrase {
            present: present.get_untracked(),
            new: new.get_untracked(),
        });
        form.send(command, move |_| {
            for field in [present, new, again] {
                field.set(String::new());
            }
            session.say(words::passphrase_changed());
        });
    };
    let wrong = form.is(|problem| matches!(problem, Problem::WrongPassphrase));
    let short = form.is(|problem| matches!(problem, Problem::ShortPassphrase { .. }));
    let differ = Signal::derive(move || !form.remark.with(String::is_empty));
    card(
        "",
        vec![
            heading(words::passphrase_change_title()),
            soft(words::passphrase_change_text()),
            form.element(
                send,
                vec![
                    field(Purpose::Passphrase, words::passphrase_present(), String::new(), present, wrong),
                    field(
                        Purpose::NewPassphrase,
                        words::passphrase_new(),
                        words::make_passphrase_hint(),
                        new,
                        short,
                    ),
                    field(
                        Purpose::NewPassphrase,
                        words::passphrase_new_again(),
                        String::new(),
                        again,
                        differ,
                    ),
                    row(vec![submit(Look::Primary, words::passphrase_change_submit(), form.busy)]),
                ],
            ),
            busy(form, words::lock_busy()),
        ],
    )
}

fn passkeys(session: Session) -> AnyView {
    let has = Memo::new(move |_| session.open.with(|open| open.lock.passkey));
    let state = move || {
        if has.get() {
            present(session)
        } else if session.bootstrap().has_passkeys() {
            addition(session)
        } else {
            soft(words::passkey_none_here())
        }
    };
    card("", vec![heading(words::passkey_title()), soft(words::passkey_text()), state.into_any()])
}

fn present(session: Session) -> AnyView {
    let form = Form::new(session);
    let remove = move || {
        form.send(Command::Door(Door::RemovePasskey), move |_| session.say(words::passkey_removed()));
    };
    stack(vec![
        text(words::passkey_present()),
        small(words::passkey_remove_hint()),
        form.problems(),
        row(vec![button(Look::Quiet, words::passkey_remove(), remove)]),
    ])
}

fn addition(session: Session) -> AnyView {
    let present = RwSignal::new(String::new());
    let form = Form::new(session);
    // Made once, also when the passphrase has to be typed again.
    let made = RwSignal::new(None::<MadePasskey>);
    let add = move |passkey: MadePasskey| {
        let MadePasskey { passkey, secret } = passkey;
        let command = Command::Door(Door::AddPasskey { present: present.get_untracked(), passkey, secret });
        form.send(command, move |_| {
            present.set(String::new());
            made.set(None);
            session.say(words::passkey_added());
        });
    };
    let send = move || {
        if let Some(passkey) = made.get_untracked() {
            add(passkey);
        } else if form.begin() {
            passkey::make(&session.bootstrap(), &words::app_name(), move |answer| {
                form.busy.set(false);
                made.set(answer);
                match made.get_untracked() {
                    Some(passkey) => add(passkey),
                    None => form.remark(words::passkey_not_made()),
                }
            });
        }
    };
    let wrong = form.is(|problem| matches!(problem, Problem::WrongPassphrase));
    form.element(
        send,
        vec![
            field(Purpose::Passphrase, words::passphrase_present(), String::new(), present, wrong),
            row(vec![submit(Look::Quiet, words::passkey_add(), form.busy)]),
        ],
    )
}
