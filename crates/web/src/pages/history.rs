//! Whether all of the person's devices have heard the same of who belongs to the vault; and two histories of it, of which the person
//! says which one is right.

use interface::command::{Command, Devices};
use interface::view::devices::{BranchView, ForkView};
use leptos::html;
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
        let (asked, question) = confirmation(session, words::history_same_title, words::history_same_text);
        parts.push(text(words::history_away()));
        parts.push(row(vec![button(Look::Quiet, words::history_same(), move || asked.set(true))]));
        parts.push(question);
    }
    card("", parts)
}

fn undecided(session: Session, fork: ForkView) -> AnyView {
    let (staying, stay) = confirmation(session, words::history_stay_title, words::history_stay_text);
    let mut here = branch(words::history_here(), &fork.here);
    here.push(row(vec![button(Look::Quiet, words::history_stay(), move || staying.set(true))]));
    here.push(stay);
    let mut there = branch(words::history_there(), &fork.there);
    if fork.can_go_over {
        let (going, go) = going_over(session);
        there.push(row(vec![button(Look::Quiet, words::history_go(), move || going.set(true))]));
        there.push(go);
    } else {
        there.push(soft(words::history_cannot_go()));
    }
    card(
        "wash-calm",
        vec![
            heading(words::history_two_title()),
            text(words::history_two_text()),
            text(words::history_two_how()),
            columns(vec![stack(here), stack(there)]),
            heading_below(words::history_common()),
            history_words(&fork.common, words::history_common()),
            small(words::history_common_text()),
        ],
    )
}

/// What one history says, and the words by which a device that follows it is known.
fn branch(title: String, branch: &BranchView) -> Vec<AnyView> {
    let by = match (branch.by_this, branch.by.is_empty()) {
        (true, _) => words::device_this(),
        (false, true) => words::history_unnamed(),
        (false, false) => branch.by.clone(),
    };
    let mut said: Vec<AnyView> = branch
        .gone
        .iter()
        .map(|gone| if gone.is_empty() { words::history_unnamed() } else { gone.clone() })
        .map(|gone| html::li().child(words::history_gone(&by, &gone)).into_any())
        .collect();
    if branch.came > 0 {
        said.push(html::li().child(words::history_came(branch.came)).into_any());
    }
    if said.is_empty() {
        said.push(html::li().child(words::history_renewed(&by)).into_any());
    }
    vec![
        heading_below(title),
        html::ul().class("rests").child(said).into_any(),
        history_words(&branch.words, words::history_label()),
    ]
}

/// Whether it is asked, and the question: that this device's history is right is said with the passphrase.
fn confirmation(session: Session, title: fn() -> String, what: fn() -> String) -> (RwSignal<bool>, AnyView) {
    let open = RwSignal::new(false);
    let form = Form::new(session);
    let passphrase = Present::new();
    let send = move || {
        let command = Command::Devices(Devices::KeepHistory { passphrase: passphrase.typed() });
        form.send(command, move |_| {
            open.set(false);
            passphrase.forget();
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

fn going_over(session: Session) -> (RwSignal<bool>, AnyView) {
    let open = RwSignal::new(false);
    let form = Form::new(session);
    let passphrase = Present::new();
    let keep = RwSignal::new(false);
    let send = move || {
        let command =
            Command::Devices(Devices::GoOver { keep: keep.get_untracked(), passphrase: passphrase.typed() });
        form.send(command, move |_| {
            open.set(false);
            passphrase.forget();
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
