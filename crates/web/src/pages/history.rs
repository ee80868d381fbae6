//! Whether all of the person's devices have heard the same of who belongs to the vault; and two histories of it, of which the person
//! says which one is right.

use crate::html;
use interface::command::{Command, Devices};
use interface::view::devices::{BranchView, ForkView, HistoryChange, HistoryDeed};
use leptos::prelude::*;

use crate::components::button::{Look, button, submit};
use crate::components::choice::check;
use crate::components::dialog::dialog;
use crate::components::form::Form;
use crate::components::live::live;
use crate::components::passphrases::{Present, busy};
use crate::components::word_grid::history_words;
use crate::components::{card, columns, heading, heading_below, nothing, row, small, soft, stack, text};
use crate::platform::browser;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// Two histories, where there are two; the words to compare, where there is more than one device.
pub(super) fn history(session: Session) -> AnyView {
    let shown = Memo::new(move |_| {
        session.open.with(|open| {
            let devices = &open.devices;
            let compared =
                (devices.devices.len() > 1).then(|| (devices.history.clone(), devices.history_unconfirmed));
            (devices.fork.clone(), compared)
        })
    });
    live(
        move || shown.get(),
        move |shown| match shown {
            (Some(fork), _) => undecided(session, fork),
            (None, Some((shown, is_open))) => compare(session, shown, is_open),
            (None, None) => nothing(),
        },
    )
}

fn compare(session: Session, shown: Vec<String>, is_open: bool) -> AnyView {
    let mut parts = vec![
        heading(words::history_title()),
        text(words::history_text()),
        history_words(&shown, words::history_label()),
        small(words::history_differ()),
    ];
    if is_open {
        let said = [words::history_same_title, words::history_same_text];
        let (asked, question) = confirmation(session, shown, said);
        parts.push(text(words::history_away()));
        parts.push(row(vec![button(Look::Quiet, words::history_same(), move || asked.set(true))]));
        parts.push(question);
    }
    card("", parts)
}

fn undecided(session: Session, fork: ForkView) -> AnyView {
    let said = [words::history_stay_title, words::history_stay_text];
    let (staying, stay) = confirmation(session, fork.here.words.clone(), said);
    let mut here = branch(words::history_here(), &fork.here);
    here.push(row(vec![button(Look::Quiet, words::history_stay(), move || staying.set(true))]));
    here.push(stay);
    let mut there = branch(words::history_there(), &fork.there);
    if fork.can_go_over {
        let (going, go) = going_over(session, fork.there.words.clone());
        there.push(row(vec![button(Look::Quiet, words::history_go(), move || going.set(true))]));
        there.push(go);
    } else {
        there.push(soft(words::history_cannot_go()));
    }
    let waits = if fork.stops { words::history_two_waits() } else { words::history_two_goes_on() };
    card(
        "wash-calm",
        vec![
            heading(words::history_two_title()),
            text(words::history_two_text()),
            text(words::history_two_how()),
            text(waits),
            columns(vec![stack(here), stack(there)]),
            small(words::history_names()),
            heading_below(words::history_common()),
            history_words(&fork.common, words::history_common()),
            small(words::history_common_text()),
        ],
    )
}

/// What one history says, and the words by which a device that follows it is known.
fn branch(title: String, branch: &BranchView) -> Vec<AnyView> {
    let said: Vec<AnyView> =
        branch.changes.iter().map(|change| html::li().child(said_of(change)).into_any()).collect();
    let list = history_words(&branch.words, title.clone());
    vec![heading_below(title), html::ul().class("rests").child(said).into_any(), list]
}

fn said_of(change: &HistoryChange) -> String {
    let by = match (change.by_this, change.by.is_empty()) {
        (true, _) => words::device_this(),
        (false, true) => words::history_unnamed(),
        (false, false) => change.by.clone(),
    };
    match &change.deed {
        HistoryDeed::TookOut { device } if device.is_empty() => {
            words::history_gone(&by, &words::history_unnamed())
        }
        HistoryDeed::TookOut { device } => words::history_gone(&by, device),
        HistoryDeed::TookOutWords => words::history_gone_words(&by),
        HistoryDeed::LetIn => words::history_came(&by),
        HistoryDeed::MadeWords => words::history_made_words(&by),
        HistoryDeed::ChangedKeys => words::history_renewed(&by),
    }
}

/// Whether it is asked, and the question: that this device's history is right, by these words, is said with the passphrase.
fn confirmation(
    session: Session,
    shown: Vec<String>,
    [title, what]: [fn() -> String; 2],
) -> (RwSignal<bool>, AnyView) {
    let open = RwSignal::new(false);
    let form = Form::new(session);
    let passphrase = Present::new();
    let seen = StoredValue::new(shown);
    let send = move || {
        let (seen, passphrase) = (seen.get_value(), passphrase.typed());
        let command = Command::Devices(Devices::KeepHistory { seen, passphrase });
        form.send(command, move |_| {
            open.set(false);
            session.say(words::history_stayed());
            browser::focus_heading();
        });
    };
    let question = dialog(open, title, move || {
        let buttons = row(vec![
            submit(Look::Primary, words::history_confirm(), form.busy),
            button(Look::Quiet, words::pause_not_now(), move || open.set(false)),
        ]);
        let fields = vec![soft(what()), passphrase.field(form), buttons];
        vec![form.element(send, fields), busy(form, words::lock_busy())]
    });
    (open, question)
}

fn going_over(session: Session, shown: Vec<String>) -> (RwSignal<bool>, AnyView) {
    let open = RwSignal::new(false);
    let form = Form::new(session);
    let passphrase = Present::new();
    let keep = RwSignal::new(false);
    let seen = StoredValue::new(shown);
    let send = move || {
        let (keep, seen, passphrase) = (keep.get_untracked(), seen.get_value(), passphrase.typed());
        let command = Command::Devices(Devices::GoOver { keep, seen, passphrase });
        form.send(command, move |_| {
            open.set(false);
            session.say(words::history_gone_over());
            browser::focus_heading();
        });
    };
    let question = dialog(open, words::history_go_title, move || {
        let buttons = row(vec![
            submit(Look::Primary, words::history_go(), form.busy),
            button(Look::Quiet, words::pause_not_now(), move || open.set(false)),
        ]);
        let fields = vec![
            soft(words::history_go_text()),
            check(words::history_keep(), keep),
            passphrase.field(form),
            buttons,
        ];
        vec![form.element(send, fields), busy(form, words::lock_busy())]
    });
    (open, question)
}
