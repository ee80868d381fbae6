//! First run: one screen that says what this is for, then a name and a passphrase. What follows is the first thing of one's own.
//!
//! ```text
//!   the act ─► name and passphrase ─► the vault is made ─► one thing of one's own ─► Today, where the recovery words wait
//!     ├─► recovery words
//!     └─► a link from another device
//! ```

use crate::html;
use interface::command::{Command, Door, Problem};
use leptos::prelude::*;

use super::keeper::Keeper;
use super::{join_vault, recover};
use crate::components::button::{Look, button, link, submit};
use crate::components::field::{Purpose, field};
use crate::components::form::{Form, Remark};
use crate::components::language::language;
use crate::components::moment::{moment, moment_heading};
use crate::components::passphrases::{Passphrases, busy};
use crate::components::voice::mark;
use crate::components::{card, lead, nothing, row, soft, text};
use crate::places::Place;
use crate::reactive::Memo;
use crate::session::{Beginning, Session};
use crate::words;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    What,
    Make,
    Recover,
    Link,
}

/// The first run. Each step has an address, so that Back leads to the one before, and loading again to the same.
pub(super) fn page(session: Session) -> AnyView {
    let step = Memo::new(move |_| match session.place.get() {
        // A link for this device leads right to where it is used.
        _ if session.device_link.with(Option::is_some) => Step::Link,
        Place::UseHere => Step::Link,
        Place::Begin => Step::Make,
        Place::Recover => Step::Recover,
        _ => Step::What,
    });
    (move || match step.get() {
        Step::What => what(session),
        Step::Make => make(session),
        Step::Recover => recover::page(session),
        Step::Link => join_vault::form(session),
    })
    .into_any()
}

fn what(session: Session) -> AnyView {
    session.title("");
    let is_invited = session.invite.with_untracked(Option::is_some);
    let invited =
        if is_invited { card("wash-bond", vec![text(words::welcome_invited())]) } else { nothing() };
    let keeper = Keeper::new(session);
    let others = html::div().class("row others").child((
        link(Look::Plain, words::welcome_have_device(), Place::UseHere),
        link(Look::Plain, words::welcome_have_words(), Place::Recover),
    ));
    let act = html::div().class("act").child((
        mark(),
        moment_heading(words::welcome_title()),
        lead(words::welcome_text()),
        invited,
        row(vec![button(Look::Primary, words::welcome_begin(), move || keeper.begin())]),
    ));
    let below = html::div().class("below").child((others, keeper.shown(), language(session)));
    moment(true, vec![act.into_any(), below.into_any()])
}

fn make(session: Session) -> AnyView {
    session.title(&words::make_title());
    let Beginning { name, passphrase, again, relay, .. } = session.beginning;
    let form = Form::new(session);
    let passphrases = Passphrases::new(passphrase, again);
    let named = Remark::name(name);
    let wrong_name =
        form.is_or(named.clone(), |problem| matches!(problem, Problem::Empty | Problem::TooLong { .. }));
    let [short, differ] = passphrases.remarks();
    let remarks = [named, short, differ];
    let submit_form = move || {
        if !form.lacks(&remarks) && form.begin() {
            let command = Command::Door(Door::Create {
                name: name.get_untracked(),
                passphrase: passphrase.get_untracked(),
                relay: relay.get_untracked(),
            });
            session.make_vault(command, move |problem| form.refuse(problem));
        }
    };
    let [first, second] = passphrases
        .fields(form, [words::passphrase(), words::make_passphrase_hint(), words::passphrase_again()]);
    let buttons = row(vec![
        submit(Look::Primary, words::make_submit(), form.busy),
        link(Look::Quiet, words::welcome_back(), Place::Today),
    ]);
    let fields = vec![
        field(Purpose::NAME, words::make_name(), words::make_name_hint(), name, wrong_name),
        first,
        second,
        soft(words::make_nobody_can_reset()),
        buttons,
    ];
    moment(
        true,
        vec![
            moment_heading(words::make_title()),
            lead(words::make_text()),
            form.element(submit_form, fields),
            busy(form, words::make_busy()),
        ],
    )
}
