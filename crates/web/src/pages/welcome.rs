//! First run: three short screens, then a name and a passphrase.

use interface::command::{Command, Door, Problem};
use leptos::html;
use leptos::prelude::*;

use super::{join_vault, recover};
use crate::components::button::{Look, button, submit};
use crate::components::field::{Purpose, field, never};
use crate::components::form::Form;
use crate::components::icon::Icon;
use crate::components::language::language;
use crate::components::moment::{moment, moment_heading, points};
use crate::components::voice::{Voice, mark, voice};
use crate::components::{card, lead, nothing, row, soft, text};
use crate::platform::browser;
use crate::session::{Beginning, Session};
use crate::words;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    What,
    Voices,
    Relay,
    Make,
    Recover,
    Link,
}

/// The first run.
pub(super) fn page(session: Session) -> AnyView {
    let recovers = session.beginning.recovers.get_untracked();
    let step = RwSignal::new(if recovers { Step::Recover } else { Step::What });
    // Words that the relay knows nothing for lead back to where they were typed.
    Effect::new(move |_| {
        if session.refused_words.with(Option::is_some) {
            step.set(Step::Recover);
        }
    });
    // A link for this device leads right to where it is used, also when it is opened while this page is shown.
    Effect::new(move |_| {
        if session.device_link.with(Option::is_some) && step.get_untracked() != Step::Link {
            step.set(Step::Link);
            browser::focus_heading();
        }
    });
    let relay = session.beginning.relay;
    let go = move |to: Step| {
        step.set(to);
        browser::focus_heading();
    };
    (move || match step.get() {
        Step::What => what(session, go),
        Step::Voices => voices(session, go),
        Step::Relay => keeper(session, relay, go),
        Step::Make => make(session, relay, go),
        Step::Recover => recover::page(session, move || {
            session.beginning.recovers.set(false);
            go(Step::What);
        }),
        Step::Link => join_vault::form(session, move || {
            session.device_link.set(None);
            go(Step::What);
        }),
    })
    .into_any()
}

fn what(session: Session, go: impl Fn(Step) + Copy + Send + 'static) -> AnyView {
    session.title("");
    let invited = session.invite.with_untracked(Option::is_some);
    let invited = if invited { card("wash-bond", vec![text(words::welcome_invited())]) } else { nothing() };
    moment(
        false,
        vec![
            mark(),
            moment_heading(words::welcome_what_title()),
            lead(words::welcome_what_text()),
            soft(words::welcome_what_alone()),
            invited,
            row(vec![
                button(Look::Primary, words::welcome_begin(), move || go(Step::Voices)),
                button(Look::Quiet, words::welcome_have_device(), move || go(Step::Link)),
                button(Look::Quiet, words::welcome_have_words(), move || go(Step::Recover)),
            ]),
            steps(1),
            language(session),
        ],
    )
}

fn voices(session: Session, go: impl Fn(Step) + Copy + Send + 'static) -> AnyView {
    session.title(&words::welcome_voices_title());
    moment(
        false,
        vec![
            moment_heading(words::welcome_voices_title()),
            card("", vec![voice(Voice::Own, words::voice_mine()), text(words::welcome_voices_self())]),
            card("", vec![voice(Voice::Bond, words::voice_ours()), text(words::welcome_voices_bond())]),
            lead(words::welcome_voices_private()),
            row(vec![
                button(Look::Primary, words::welcome_next(), move || go(Step::Relay)),
                button(Look::Quiet, words::welcome_back(), move || go(Step::What)),
            ]),
            steps(2),
        ],
    )
}

fn keeper(session: Session, relay: RwSignal<String>, go: impl Fn(Step) + Copy + Send + 'static) -> AnyView {
    session.title(&words::welcome_relay_title());
    let other = html::details().child((
        html::summary().class("btn plain").child(words::welcome_relay_other()),
        field(Purpose::Address, words::relay_address(), words::relay_address_hint(), relay, never()),
    ));
    moment(
        false,
        vec![
            moment_heading(words::welcome_relay_title()),
            lead(words::welcome_relay_text()),
            html::p().child((html::b().attr("dir", "ltr").child(move || relay.get()),)).into_any(),
            points("sees", vec![(Icon::Eye, words::keeper_sees())]),
            points("hidden-from", vec![(Icon::EyeClosed, words::keeper_cannot())]),
            soft(words::keeper_may_be_other()),
            other.into_any(),
            row(vec![
                button(Look::Primary, words::welcome_next(), move || go(Step::Make)),
                button(Look::Quiet, words::welcome_back(), move || go(Step::Voices)),
            ]),
            steps(3),
        ],
    )
}

fn make(session: Session, relay: RwSignal<String>, go: impl Fn(Step) + Copy + Send + 'static) -> AnyView {
    session.title(&words::make_title());
    let Beginning { name, passphrase, again, .. } = session.beginning;
    let form = Form::new(session);
    let submit_form = move || {
        if passphrase.get_untracked() != again.get_untracked() {
            form.remark(words::make_differ());
            return;
        }
        if form.begin() {
            let command = Command::Door(Door::Create {
                name: name.get_untracked(),
                passphrase: passphrase.get_untracked(),
                relay: relay.get_untracked(),
            });
            session.make_vault(command, move |problem| form.refuse(problem));
        }
    };
    let wrong_name = form.is(|problem| matches!(problem, Problem::Empty | Problem::TooLong { .. }));
    let short = form.is(|problem| matches!(problem, Problem::ShortPassphrase { .. }));
    let buttons = row(vec![
        submit(Look::Primary, words::make_submit(), form.busy),
        button(Look::Quiet, words::welcome_back(), move || go(Step::Relay)),
    ]);
    let fields = vec![
        field(Purpose::Line, words::make_name(), words::make_name_hint(), name, wrong_name),
        field(Purpose::NewPassphrase, words::passphrase(), words::make_passphrase_hint(), passphrase, short),
        field(Purpose::NewPassphrase, words::passphrase_again(), String::new(), again, form.remarked()),
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

/// Says what takes a moment.
pub(super) fn busy(form: Form, words: String) -> AnyView {
    let shown = move || form.busy.get().then(|| words.clone());
    html::p().class("soft").attr("role", "status").child(shown).into_any()
}

fn steps(present: usize) -> AnyView {
    let steps = (1..=3).map(|step| html::span().class(if step == present { "present" } else { "" }));
    html::div()
        .class("steps")
        .attr("role", "img")
        .attr("aria-label", words::welcome_step(u32::try_from(present).unwrap_or_default()))
        .child(steps.collect_view())
        .into_any()
}
