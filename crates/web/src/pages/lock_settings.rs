//! How this device is locked: when it locks by itself, its passphrase, a passkey as a second way in.

use crate::html;
use interface::command::{Autolock, Command, Door, Problem};
use interface::view::PasskeyView;
use leptos::prelude::*;

use crate::components::button::{Look, button, submit};
use crate::components::choice::{check, choice};
use crate::components::dialog::dialog;
use crate::components::field::{Purpose, field};
use crate::components::form::Form;
use crate::components::live::live;
use crate::components::passphrases::{Passphrases, Present, busy};
use crate::components::{card, frame, heading, nothing, row, small, soft, stack, text};
use crate::places::Place;
use crate::platform::browser;
use crate::platform::passkey::{self, MadePasskey};
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;
use crate::words::choices;

/// The page.
pub(super) fn page(session: Session) -> AnyView {
    let back = (words::nav_settings(), Place::Settings);
    let left = stack(vec![autolock(session)]);
    let right = stack(vec![passphrase(session), passkeys(session)]);
    let columns = html::div().class("two even").child((left, right));
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
    let is_copied = RwSignal::new(false);
    let form = Form::new(session);
    let passphrases = Passphrases::new(new, again);
    let remarks = passphrases.remarks();
    let send = move || {
        if form.lacks(&remarks) {
            return;
        }
        let command = Command::Door(Door::ChangePassphrase {
            present: present.get_untracked(),
            new: new.get_untracked(),
            is_copied: is_copied.get_untracked(),
        });
        let had_words = has_unchecked_words(session);
        form.send(command, move |_| {
            for field in [present, new, again] {
                field.set(String::new());
            }
            is_copied.set(false);
            session.say(if had_words {
                words::passphrase_words_are_new()
            } else {
                words::passphrase_changed()
            });
        });
    };
    let wrong = form.is(|problem| matches!(problem, Problem::WrongPassphrase | Problem::Empty));
    let [first, second] = passphrases.fields(
        form,
        [words::passphrase_new(), words::make_passphrase_hint(), words::passphrase_new_again()],
    );
    card(
        "",
        vec![
            heading(words::passphrase_change_title()),
            soft(words::passphrase_change_text()),
            small(words::passphrase_change_relay()),
            sealing_anew(session),
            form.element(
                send,
                vec![
                    field(Purpose::Passphrase, words::passphrase_present(), String::new(), present, wrong),
                    first,
                    second,
                    check(words::passphrase_copied(), is_copied),
                    small(words::passphrase_copied_hint()),
                    row(vec![submit(Look::Primary, words::passphrase_change_submit(), form.busy)]),
                ],
            ),
            busy(form, words::lock_busy()),
        ],
    )
}

/// Whether recovery words are still on this device. They may be in an old copy of it, and are made anew with the lock.
fn has_unchecked_words(session: Session) -> bool {
    session.open.with_untracked(|open| open.recovery.can_be_shown)
}

/// How far everything is sealed anew after the lock was changed.
fn sealing_anew(session: Session) -> AnyView {
    let hundredths = Memo::new(move |_| session.open.with(|open| open.lock.sealing_anew));
    let said = move || hundredths.get().map(|done| small(words::sealing_anew(u32::from(done))));
    html::div().attr("role", "status").child(said).into_any()
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
    let open = RwSignal::new(false);
    let form = Form::new(session);
    let passphrase = Present::new();
    let send = move || {
        let had_words = has_unchecked_words(session);
        let command = Command::Door(Door::RemovePasskey { present: passphrase.typed() });
        form.send(command, move |_| {
            open.set(false);
            session.say(if had_words {
                words::passkey_removed_words_are_new()
            } else {
                words::passkey_removed()
            });
        });
    };
    let question = dialog(open, words::passkey_remove_title, move || {
        let buttons = row(vec![
            submit(Look::Firm, words::passkey_remove(), form.busy),
            button(Look::Quiet, words::keep_it(), move || open.set(false)),
        ]);
        let fields = vec![soft(words::passkey_remove_hint()), passphrase.field(form), buttons];
        vec![form.element(send, fields), busy(form, words::lock_busy())]
    });
    let ask = move || {
        passphrase.forget();
        open.set(true);
    };
    stack(vec![
        text(words::passkey_present()),
        row(vec![button(Look::Quiet, words::passkey_remove(), ask)]),
        question,
    ])
}

/// How far a new passkey is.
#[derive(Clone)]
enum Adding {
    /// The passphrase is to be typed.
    Asked,
    /// It was right: nobody makes a passkey here who only found the device open.
    Allowed,
    /// The passkey is made, and has not said what it opens with.
    Silent(PasskeyView),
    /// It has.
    Ready(PasskeyView, Vec<u8>),
}

fn addition(session: Session) -> AnyView {
    let present = RwSignal::new(String::new());
    let form = Form::new(session);
    let adding = RwSignal::new(Adding::Asked);
    let forget = move || {
        if let Adding::Silent(passkey) | Adding::Ready(passkey, _) = adding.get_untracked() {
            passkey::forget(&session.bootstrap(), &passkey);
        }
    };
    // One that was made and not added would stand on the device's list for nothing.
    on_cleanup(forget);
    let give_up = move || {
        forget();
        adding.set(Adding::Allowed);
        form.remark(words::passkey_not_made());
    };
    let send = move || add(session, form, present, adding, give_up);
    let wrong = form.is(|problem| matches!(problem, Problem::WrongPassphrase | Problem::Empty));
    let ask = live(
        move || adding.with(|adding| matches!(adding, Adding::Silent(_))),
        move |is_silent| {
            if is_silent {
                browser::focus_later(".once-more");
                let once_more =
                    html::p().class("once-more").attr("tabindex", "-1").child(words::passkey_once_more());
                return stack(vec![
                    once_more.into_any(),
                    row(vec![submit(Look::Primary, words::passkey_use(), form.busy)]),
                ]);
            }
            stack(vec![
                field(Purpose::Passphrase, words::passphrase_present(), String::new(), present, wrong),
                row(vec![submit(Look::Quiet, words::passkey_add(), form.busy)]),
            ])
        },
    );
    form.element(send, vec![ask, nothing()])
}

/// Goes on with a new passkey. Some browsers want a tap for each time that they ask the person.
fn add(
    session: Session,
    form: Form,
    present: RwSignal<String>,
    adding: RwSignal<Adding>,
    give_up: impl Fn() + Copy + 'static,
) {
    match adding.get_untracked() {
        Adding::Asked => {
            let check = Door::CheckPassphrase { present: present.get_untracked() };
            form.send(Command::Door(check), move |_| {
                adding.set(Adding::Allowed);
                add(session, form, present, adding, give_up);
            });
        }
        Adding::Allowed if form.begin() => {
            passkey::make(&session.bootstrap(), &words::app_name(), move |made| {
                form.busy.set(false);
                match made {
                    None => give_up(),
                    Some(MadePasskey { passkey, secret: None }) => adding.set(Adding::Silent(passkey)),
                    Some(MadePasskey { passkey, secret: Some(secret) }) => {
                        adding.set(Adding::Ready(passkey, secret));
                        add(session, form, present, adding, give_up);
                    }
                }
            });
        }
        Adding::Silent(passkey) if form.begin() => {
            passkey::ask(&session.bootstrap(), &passkey.clone(), move |secret| {
                form.busy.set(false);
                match secret {
                    None => give_up(),
                    Some(secret) => {
                        adding.set(Adding::Ready(passkey, secret));
                        add(session, form, present, adding, give_up);
                    }
                }
            });
        }
        Adding::Ready(passkey, secret) => {
            let command = Door::AddPasskey { present: present.get_untracked(), passkey, secret };
            form.send(Command::Door(command), move |_| {
                present.set(String::new());
                adding.set(Adding::Asked);
                session.say(words::passkey_added());
            });
        }
        Adding::Allowed | Adding::Silent(_) => {}
    }
}
