//! Letting another device of one's own into the vault, from one that has it.

use interface::command::{Command, DEVICES_MAX, Pair, Problem};
use interface::view::RelayState;
use interface::view::pairing::{OfferView, PairFailure};
use leptos::prelude::*;

use crate::components::button::{Look, button, link, submit};
use crate::components::connection;
use crate::components::field::{Purpose, field};
use crate::components::form::{Form, warning};
use crate::components::handover::handover;
use crate::components::icon::Icon;
use crate::components::moment::points;
use crate::components::word_grid::safety_words;
use crate::components::{card, frame, heading, lead, narrow, nothing, room_for, row, small, soft, text};
use crate::places::{DEVICE, Place};
use crate::platform::browser;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// The page.
pub(super) fn page(session: Session) -> AnyView {
    let offer = Memo::new(move |_| session.open.with(|open| open.devices.offer.clone()));
    let content = move || narrow(by_state(session, offer.get().as_ref()));
    let back = (words::devices_title(), Place::Devices);
    frame::page(session, words::devices_add_title(), Some(back), vec![content.into_any()])
}

fn by_state(session: Session, offer: Option<&OfferView>) -> Vec<AnyView> {
    match offer {
        None => before(session),
        Some(OfferView::Out { link, .. }) => out(session, link),
        Some(OfferView::Comparing { words }) => comparing(session, words),
        Some(OfferView::Confirmed { words, name, by_both }) => confirmed(session, words, name, *by_both),
        Some(OfferView::Added { name }) => added(session, name),
        Some(OfferView::Failed(failure)) => failed(session, *failure),
    }
}

fn before(session: Session) -> Vec<AnyView> {
    let form = Form::new(session);
    let make = move || form.send(Command::Pair(Pair::Offer), move |_| browser::focus_heading());
    let relay = Memo::new(move |_| session.open.with(|open| open.relay.state));
    let begin = move || match relay.get() {
        RelayState::None => narrow(vec![
            text(words::pair_no_relay()),
            row(vec![link(Look::Primary, words::nav_settings(), Place::Settings)]),
        ]),
        _ => form.element(make, vec![row(vec![submit(Look::Primary, words::pair_make(), form.busy)])]),
    };
    vec![
        opened_here(session),
        lead(words::pair_before()),
        points(
            "",
            vec![
                (Icon::Leaf, words::pair_before_all()),
                (Icon::EyeClosed, words::pair_before_own()),
                (Icon::Attention, words::pair_before_pressed()),
            ],
        ),
        begin.into_any(),
        small(words::devices_most(u32::try_from(DEVICES_MAX).unwrap_or(u32::MAX))),
        card("", vec![heading(words::words_title()), soft(words::devices_add_by_words())]),
    ]
}

/// A link for another device was opened on this one, which has a vault.
fn opened_here(session: Session) -> AnyView {
    let opened = session.device_link.with_untracked(Option::is_some);
    session.device_link.set(None);
    if opened { warning(vec![words::pair_opened_here()]) } else { nothing() }
}

fn out(session: Session, link: &str) -> Vec<AnyView> {
    let names = [words::pair_link(), words::pair_code(), words::pair_code_text()];
    vec![
        opened_here(session),
        lead(words::pair_out()),
        offline(session),
        handover(DEVICE, link, names),
        soft(words::pair_lives()),
        soft(words::pair_next()),
        stop(session, words::pair_take_back()),
    ]
}

fn offline(session: Session) -> AnyView {
    let is_away = connection::is_away(session);
    let said = move || is_away.get().then(words::pair_offline);
    room_for(Some("status"), soft, said, || vec![words::pair_offline()])
}

fn comparing(session: Session, shown: &[String]) -> Vec<AnyView> {
    browser::focus_heading();
    let passphrase = RwSignal::new(String::new());
    let form = Form::new(session);
    let same = move || {
        let compare = Pair::Compare { same: true, passphrase: passphrase.get_untracked() };
        form.send(Command::Pair(compare), move |_| browser::focus_heading());
    };
    let differ = move || {
        let compare = Pair::Compare { same: false, passphrase: String::new() };
        form.send(Command::Pair(compare), move |_| browser::focus_heading());
    };
    let wrong = form
        .is(|problem| matches!(problem, Problem::WrongPassphrase | Problem::Empty | Problem::Wait { .. }));
    let buttons = row(vec![
        submit(Look::Primary, words::pair_same(), form.busy),
        button(Look::Quiet, words::safety_differ(), differ),
    ]);
    vec![
        lead(words::pair_compare()),
        safety_words(shown, words::safety_label()),
        soft(words::pair_compare_how()),
        points("", vec![(Icon::Attention, words::pair_before_pressed())]),
        form.element(
            same,
            vec![
                field(
                    Purpose::Passphrase,
                    words::passphrase(),
                    words::pair_passphrase_hint(),
                    passphrase,
                    wrong,
                ),
                buttons,
            ],
        ),
    ]
}

fn confirmed(session: Session, shown: &[String], name: &str, by_both: bool) -> Vec<AnyView> {
    let waits = if by_both { words::pair_waits_relay(name) } else { words::pair_waits_other(name) };
    vec![
        lead(waits),
        offline(session),
        safety_words(shown, words::safety_label()),
        stop(session, words::pair_give_up()),
    ]
}

fn added(session: Session, name: &str) -> Vec<AnyView> {
    browser::focus_heading();
    let form = Form::new(session);
    let done = move || {
        form.send(Command::Pair(Pair::Dismiss), move |_| session.go_instead(Place::Devices));
    };
    vec![
        lead(words::pair_added(name)),
        soft(words::pair_added_lock()),
        form.problems(),
        row(vec![button(Look::Primary, words::settings_devices_button(), done)]),
    ]
}

fn failed(session: Session, failure: PairFailure) -> Vec<AnyView> {
    browser::focus_heading();
    let form = Form::new(session);
    let again = move || form.send(Command::Pair(Pair::Dismiss), move |_| browser::focus_heading());
    vec![
        warning(vec![words::pairing::failure(failure), words::pair_failed_lost()]),
        form.problems(),
        row(vec![button(Look::Primary, words::pair_again(), again)]),
        small(words::pair_failed_words_instead()),
    ]
}

fn stop(session: Session, label: String) -> AnyView {
    let form = Form::new(session);
    let act = move || {
        form.send(Command::Pair(Pair::Stop), move |_| {
            session.say(words::pair_stopped());
            browser::focus_heading();
        });
    };
    narrow(vec![form.problems(), row(vec![button(Look::Quiet, label, act)])])
}
