//! Before a talk: whether it is safe. What is answered stays on this page: it is not stored, not sent, and looks from outside like not having
//! come here.

use interface::model::RelationshipId;
use leptos::prelude::*;

use crate::components::button::{Look, button, link};
use crate::components::live::live;
use crate::components::{card, frame, heading, narrow, row, small, soft, text};
use crate::places::Place;
use crate::platform::browser;
use crate::reactive::RwSignal;
use crate::session::Session;
use crate::words;

/// Draws a page once the person has said that it is safe, or has skipped the question: once for each person, until the vault is locked.
pub(super) fn before(
    session: Session,
    id: RelationshipId,
    title: String,
    back: Place,
    page: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let passed = session.passed;
    let is_unsafe = RwSignal::new(false);
    live(
        move || passed.with(|passed| passed.contains(&id)),
        move |is_passed| {
            if is_passed {
                return page();
            }
            let pass = move || {
                passed.update(|passed| passed.push(id));
                browser::focus_heading();
            };
            let stop = move || {
                is_unsafe.set(true);
                browser::focus_heading();
            };
            let asked = live(
                move || is_unsafe.get(),
                move |is_unsafe| if is_unsafe { cared_for(session) } else { asking(pass, stop) },
            );
            frame::page(session, title.clone(), Some((title.clone(), back)), vec![narrow(vec![asked])])
        },
    )
}

fn asking(pass: impl Fn() + Copy + 'static, stop: impl Fn() + Copy + 'static) -> AnyView {
    card(
        "",
        vec![
            heading(words::gate_question()),
            soft(words::gate_private()),
            row(vec![
                button(Look::Quiet, words::gate_yes(), pass),
                button(Look::Quiet, words::gate_unsure(), stop),
                button(Look::Quiet, words::gate_no(), stop),
            ]),
            row(vec![button(Look::Plain, words::gate_skip(), pass)]),
        ],
    )
}

/// Ways to care for oneself, and people to talk to. Nothing here is done together.
fn cared_for(session: Session) -> AnyView {
    card(
        "wash-calm",
        vec![
            heading(words::gate_care_title()),
            text(words::gate_care()),
            row(vec![
                link(Look::Quiet, words::nav_help(), Place::Help),
                link(Look::Quiet, words::circle_title(), Place::Circle),
                link(Look::Quiet, words::path_kind(), Place::KindMoment),
                button(Look::Quiet, words::gate_write(), move || session.begin_entry(words::gate_prompt())),
            ]),
            small(words::gate_nothing()),
        ],
    )
}
