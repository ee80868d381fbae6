//! The recovery words: shown in a grid, then three of them checked.

use interface::command::{Command, Devices, Outcome, Problem, WordAnswer};
use interface::view::RecoveryView;
use leptos::prelude::*;

use crate::components::button::{Look, button, link, submit};
use crate::components::field::{Purpose, field};
use crate::components::form::Form;
use crate::components::frame;
use crate::components::passphrases::{Present, busy};
use crate::components::word_grid::recovery_words;
use crate::components::{card, heading, narrow, nothing, row, soft, stack, text};
use crate::places::Place;
use crate::platform::browser;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// Which words are asked for: one of each third, so that a page torn off shows.
const ASKED: [u8; 3] = [4, 13, 22];

/// From Today or Settings.
pub(super) fn page(session: Session) -> AnyView {
    let recovery = Memo::new(move |_| session.open.with(|open| open.recovery));
    let shown = RwSignal::new(None::<Vec<String>>);
    let checking = RwSignal::new(false);
    // What was pressed goes, and the focus stays on the page.
    let check_them = move |are_checked: bool| {
        checking.set(are_checked);
        browser::focus_heading();
    };
    let form = Form::new(session);
    let passphrase = Present::new();
    let show = move || {
        let command = Command::Devices(Devices::ShowWords { passphrase: passphrase.typed() });
        form.send(command, move |outcome| {
            if let Outcome::Words(words) = outcome {
                passphrase.forget();
                shown.set(Some(words));
                browser::focus_heading();
            }
        });
    };
    let content = move || {
        let RecoveryView { checked, can_be_shown, .. } = recovery.get();
        if checked {
            return vec![text(words::words_done_text()), back_to_settings(), renew(session, shown)];
        }
        if !can_be_shown {
            return vec![text(words::words_made_elsewhere()), back_to_settings(), renew(session, shown)];
        }
        match (shown.get(), checking.get()) {
            (_, true) => vec![
                text(words::words_check_text()),
                check(
                    session,
                    move || check_them(false),
                    move || {
                        session.go_instead_and_say(Place::Today, words::words_checked());
                    },
                ),
            ],
            (Some(list), false) => vec![
                text(words::words_text()),
                recovery_words(&list),
                soft(words::words_safe_place()),
                row(vec![
                    button(Look::Primary, words::words_written_down(), move || check_them(true)),
                    button(Look::Quiet, words::words_print(), browser::print),
                ]),
            ],
            (None, false) => vec![
                text(words::words_not_checked()),
                soft(words::words_look_around()),
                form.element(
                    show,
                    vec![
                        passphrase.field(form),
                        row(vec![
                            submit(Look::Primary, words::words_show(), form.busy),
                            button(Look::Quiet, words::words_check_now(), move || check_them(true)),
                        ]),
                    ],
                ),
                busy(form, words::lock_busy()),
            ],
        }
    };
    let back = (words::nav_settings(), Place::Settings);
    frame::page(
        session,
        words::words_title(),
        Some(back),
        vec![stack(vec![waiting(session), (move || narrow(content())).into_any()])],
    )
}

/// New words in place of the old, behind the passphrase.
fn renew(session: Session, shown: RwSignal<Option<Vec<String>>>) -> AnyView {
    let passphrase = Present::new();
    let form = Form::new(session);
    let send = move || {
        let command = Command::Devices(Devices::RenewWords { passphrase: passphrase.typed() });
        form.send(command, move |outcome| {
            if let Outcome::Words(words) = outcome {
                shown.set(Some(words));
                browser::focus_heading();
            }
        });
    };
    let fields =
        vec![passphrase.field(form), row(vec![submit(Look::Quiet, words::words_renew_submit(), form.busy)])];
    card(
        "",
        vec![
            heading(words::words_renew_title()),
            soft(words::words_renew_text()),
            soft(words::words_renew_void()),
            form.element(send, fields),
            busy(form, words::lock_busy()),
        ],
    )
}

/// Until the relay has heard of new words, those of before still open the vault.
pub(super) fn waiting(session: Session) -> AnyView {
    let wait = Memo::new(move |_| session.open.with(|open| open.devices.words_wait));
    (move || if wait.get() { soft(words::words_renew_waits()) } else { nothing() }).into_any()
}

fn back_to_settings() -> AnyView {
    row(vec![link(Look::Quiet, words::back_to_settings(), Place::Settings)])
}

fn check(session: Session, look_again: impl Fn() + 'static, done: impl Fn() + Copy + 'static) -> AnyView {
    let form = Form::new(session);
    let typed = ASKED.map(|position| (position, RwSignal::new(String::new())));
    let mut fields: Vec<AnyView> = typed
        .iter()
        .map(|&(position, value)| {
            let wrong = form.is(
                move |problem| matches!(problem, Problem::WrongWord { position: wrong } if *wrong == position),
            );
            let label = words::words_check_label(u32::from(position));
            field(Purpose::SecretWord, label, String::new(), value, wrong)
        })
        .collect();
    fields.push(row(vec![
        submit(Look::Primary, words::words_check_submit(), form.busy),
        button(Look::Quiet, words::words_look_again(), look_again),
    ]));
    let send = move || {
        let answers = typed.map(|(position, value)| WordAnswer { position, word: value.get_untracked() });
        form.send(Command::Devices(Devices::CheckWords { answers: answers.to_vec() }), move |_| done());
    };
    stack(vec![form.element(send, fields), busy(form, String::new()), nothing()])
}
