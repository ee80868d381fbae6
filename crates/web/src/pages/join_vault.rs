//! Taking this device into use by a link from another one: the form, and the way until the vault is here.

use crate::html;
use interface::command::{Command, Outcome, Pair, Problem};
use interface::view::pairing::{PairFailure, PairingStage, PairingView};
use leptos::prelude::*;

use crate::components::button::{Look, button, submit};
use crate::components::field::{Purpose, field};
use crate::components::form::{Form, Remark, warning};
use crate::components::icon::Icon;
use crate::components::moment::{moment, moment_heading, points};
use crate::components::passphrases::{Passphrases, busy};
use crate::components::word_grid::safety_words;
use crate::components::{card, lead, nothing, row, small, soft, text};
use crate::places::Place;
use crate::platform::browser;
use crate::reactive::{Memo, RwSignal};
use crate::session::{Beginning, Session};
use crate::words;

/// The form, with the link from the address if there was one.
pub(super) fn form(session: Session) -> AnyView {
    session.title(&words::pair_join_title());
    let opened = session.device_link.get_untracked();
    let came = opened.is_some();
    let link = RwSignal::new(opened.unwrap_or_default());
    let Beginning { device: name, passphrase, again, .. } = session.beginning;
    let through = RwSignal::new(None::<String>);
    let form = Form::new(session);
    if came {
        // A link that is none, or too old, is said before a passphrase is thought of.
        let read = Command::Pair(Pair::Read { link: link.get_untracked() });
        session.ask(read, move |result| match result {
            Ok(Outcome::InviteRead(read)) => through.set(Some(read.relay)),
            Ok(_) => {}
            Err(problem) => form.refuse(problem),
        });
    }
    let passphrases = Passphrases::new(passphrase, again);
    let named = Remark::name(name);
    let wrong_name =
        form.is_or(named.clone(), |problem| matches!(problem, Problem::Empty | Problem::TooLong { .. }));
    let [short, differ] = passphrases.remarks();
    let remarks = [named, short, differ];
    let send = move || {
        if form.lacks(&remarks) {
            return;
        }
        let join = Pair::Join {
            link: link.get_untracked(),
            name: name.get_untracked(),
            passphrase: passphrase.get_untracked(),
        };
        form.send(Command::Pair(join), move |_| {
            session.device_link.set(None);
            // Where the person finds themselves once the vault is here.
            session.go_instead(Place::Devices);
        });
    };
    let back = move || {
        session.device_link.set(None);
        session.step(Place::Today);
    };
    let wrong_link = form.is(|problem| {
        matches!(problem, Problem::BadDeviceLink | Problem::DeviceLinkExpired | Problem::InviteNotDeviceLink)
    });
    let hint = words::make_passphrase_hint();
    let [first, second] =
        passphrases.fields(form, [words::recover_passphrase(), hint, words::passphrase_again()]);
    let fields = vec![
        field(Purpose::SecretWords, words::pair_link_from(), words::pair_link_hint(), link, wrong_link),
        field(Purpose::NAME, words::pair_name(), words::device_name_hint(), name, wrong_name),
        first,
        second,
        row(vec![
            submit(Look::Primary, words::pair_join_submit(), form.busy),
            button(Look::Quiet, words::welcome_back(), back),
        ]),
    ];
    moment(
        true,
        vec![
            moment_heading(words::pair_join_title()),
            lead(words::pair_join_text()),
            points("", vec![(Icon::Attention, words::pair_join_own())]),
            (move || through.get().map_or_else(nothing, |relay| relay_line(&relay))).into_any(),
            form.element(send, fields),
            busy(form, words::make_busy()),
        ],
    )
}

/// Through which relay it goes; said plainly where it is another than the one that this app came from.
fn relay_line(relay: &str) -> AnyView {
    let said =
        if relay == browser::origin() { words::join_through(relay) } else { words::pair_other_relay(relay) };
    small(said)
}

/// On the way, or at its end.
pub(super) fn on_the_way(session: Session) -> AnyView {
    session.title(&words::pair_join_title());
    // A link that is opened once more while this one is used changes nothing.
    session.device_link.set(None);
    let pairing = session.pairing;
    // What is shown changes only where the stage does: a connection that comes and goes takes no focus.
    let stage = Memo::new(move |_| pairing.with(|pairing| pairing.as_ref().map(|known| known.stage.clone())));
    (move || {
        browser::focus_heading();
        match stage.get() {
            None => nothing(),
            Some(PairingStage::Waiting) => waiting(session),
            Some(PairingStage::Comparing { words, confirmed: false }) => comparing(session, &words),
            Some(PairingStage::Comparing { words, confirmed: true }) => confirmed(session, &words),
            Some(PairingStage::Failed(failure)) => failed(session, failure),
        }
    })
    .into_any()
}

fn waiting(session: Session) -> AnyView {
    moment(
        false,
        vec![
            moment_heading(words::pair_waiting_title()),
            lead(words::pair_waiting_text()),
            soft(words::pair_waiting_taken_back()),
            connection(session),
            row(vec![stop(session, Look::Quiet, words::recover_give_up())]),
        ],
    )
}

fn comparing(session: Session, shown: &[String]) -> AnyView {
    let form = Form::new(session);
    let compare = move |same: bool| {
        let compare = Pair::Compare { same, passphrase: String::new() };
        form.send(Command::Pair(compare), |_| {});
    };
    moment(
        false,
        vec![
            moment_heading(words::pair_compare_title()),
            lead(words::pair_compare()),
            safety_words(shown, words::safety_label()),
            soft(words::pair_compare_how()),
            connection(session),
            form.problems(),
            row(vec![
                button(Look::Primary, words::safety_same(), move || compare(true)),
                button(Look::Quiet, words::safety_differ(), move || compare(false)),
            ]),
        ],
    )
}

fn confirmed(session: Session, shown: &[String]) -> AnyView {
    moment(
        false,
        vec![
            moment_heading(words::pair_confirmed_title()),
            lead(words::pair_confirmed_text()),
            safety_words(shown, words::safety_label()),
            connection(session),
            row(vec![stop(session, Look::Quiet, words::recover_give_up())]),
        ],
    )
}

fn failed(session: Session, failure: PairFailure) -> AnyView {
    moment(
        false,
        vec![
            moment_heading(words::pair_failed_title()),
            warning(vec![words::pairing::failure(failure), words::pair_failed_here()]),
            row(vec![stop(session, Look::Primary, words::pair_start_again())]),
        ],
    )
}

fn connection(session: Session) -> AnyView {
    let shown = move || {
        session.pairing.with(|pairing| match pairing {
            Some(PairingView { relay, is_online: true, .. }) => relay_line(relay),
            Some(PairingView { relay, .. }) => {
                card("", vec![text(words::pair_unreached()), relay_line(relay)])
            }
            None => nothing(),
        })
    };
    html::div().attr("role", "status").child(shown).into_any()
}

fn stop(session: Session, look: Look, label: String) -> AnyView {
    button(look, label, move || session.ask(Command::Pair(Pair::Stop), |_| {}))
}
