//! Bringing a vault back from its recovery words.

use interface::command::{Command, Door, Problem};
use leptos::prelude::*;

use crate::components::button::{Look, button, link, submit};
use crate::components::field::{Purpose, field};
use crate::components::form::Form;
use crate::components::moment::{moment, moment_heading};
use crate::components::passphrases::{Passphrases, busy};
use crate::components::{lead, room_for, row, soft};
use crate::places::Place;
use crate::session::{Beginning, Session};
use crate::words;

/// The form.
pub(super) fn page(session: Session) -> AnyView {
    session.title(&words::recover_title());
    let Beginning { relay, words: typed, passphrase, again, .. } = session.beginning;
    let form = Form::new(session);
    // The relay may say that it knows nothing for the words when this form is there again.
    Effect::new(move |_| {
        if let Some(problem) = session.refused_words.get() {
            session.refused_words.set(None);
            form.refuse(problem);
        }
    });
    let passphrases = Passphrases::new(passphrase, again);
    let remarks = passphrases.remarks();
    let send = move || {
        if form.lacks(&remarks) {
            return;
        }
        let command = Command::Door(Door::Recover {
            words: typed.get_untracked(),
            passphrase: passphrase.get_untracked(),
            relay: relay.get_untracked(),
        });
        if form.begin() {
            session.ask(command, move |result| {
                if let Err(problem) = result {
                    // Once the relay was asked, this form is gone, and a new one takes its place.
                    if form.busy.try_get_untracked().is_some() {
                        form.refuse(problem);
                    } else {
                        session.refused_words.set(Some(problem));
                    }
                }
            });
        }
    };
    let wrong_words = form.is(|problem| {
        matches!(problem, Problem::UnknownWord { .. } | Problem::WordCount { .. } | Problem::WordsDoNotFit)
    });
    let hint = words::make_passphrase_hint();
    let [first, second] =
        passphrases.fields(form, [words::recover_passphrase(), hint, words::passphrase_again()]);
    let wrong_relay = form.is(Problem::is_of_relay_address);
    let buttons = row(vec![
        submit(Look::Primary, words::recover_submit(), form.busy),
        link(Look::Quiet, words::welcome_back(), Place::Today),
    ]);
    let fields = vec![
        field(Purpose::SecretWords, words::recover_words(), words::recover_words_hint(), typed, wrong_words),
        field(Purpose::Address, words::relay_address(), words::recover_relay_hint(), relay, wrong_relay),
        first,
        second,
        buttons,
    ];
    moment(
        true,
        vec![
            moment_heading(words::recover_title()),
            lead(words::recover_text()),
            form.element(send, fields),
            busy(form, words::recover_busy()),
        ],
    )
}

/// The relay has been asked.
pub(super) fn waiting(session: Session) -> AnyView {
    session.title(&words::recover_title());
    let has_reached = session.has_reached;
    let said = move || {
        Some(if has_reached.get() {
            words::recover_waiting_text()
        } else {
            words::recover_waiting_not_reached()
        })
    };
    moment(
        false,
        vec![
            moment_heading(words::recover_waiting_title()),
            room_for(Some("status"), lead, said, || {
                vec![words::recover_waiting_text(), words::recover_waiting_not_reached()]
            }),
            soft(words::recover_waiting_offline()),
            row(vec![button(Look::Quiet, words::recover_give_up(), move || {
                session.ask(Command::Door(Door::Lock), |_| {});
            })]),
        ],
    )
}
