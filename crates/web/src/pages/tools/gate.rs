//! Before a talk: whether it is safe. What is answered stays on this page: it is not stored, not sent, and looks from outside like not having
//! come here.

use crate::html;
use interface::look::{TheirItem, Topic};
use interface::model::{ItemId, RelationshipId};
use leptos::prelude::*;

use super::super::kind;
use crate::components::button::{Look, button, link};
use crate::components::live::live;
use crate::components::voice::{Voice, voice};
use crate::components::{card, frame, heading, narrow, nothing, row, small, soft, stack, text};
use crate::kinds;
use crate::places::Place;
use crate::platform::browser;
use crate::reactive::RwSignal;
use crate::session::Session;
use crate::words;

/// What the question is asked before: a talk, or a new one.
pub(super) type Before = (RelationshipId, Option<ItemId>);

/// Draws a page once the person has said that it is safe, or has skipped the question: once for each talk, until the vault is locked.
pub(super) fn before(
    session: Session,
    of: Before,
    title: String,
    back: Place,
    page: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let passed = session.passed;
    let is_unsafe = RwSignal::new(false);
    live(
        move || passed.with(|passed| passed.contains(&of)),
        move |is_passed| {
            if is_passed {
                return page();
            }
            let pass = move || {
                passed.update(|passed| passed.push(of));
                browser::focus_heading();
            };
            let stop = move || {
                is_unsafe.set(true);
                browser::focus_heading();
            };
            let asked = live(
                move || is_unsafe.get(),
                move |is_unsafe| {
                    if is_unsafe {
                        cared_for(session)
                    } else {
                        stack(vec![invited(session, of), asking(pass, stop)])
                    }
                },
            );
            frame::page(session, title.clone(), Some((title.clone(), back)), vec![narrow(vec![asked])])
        },
    )
}

/// A talk was begun: the next new one is asked about again.
pub(super) fn is_begun(session: Session, id: RelationshipId, item: ItemId) {
    session.passed.update(|passed| {
        passed.retain(|before| *before != (id, None));
        passed.push((id, Some(item)));
    });
}

/// Who would like to talk, and about what: so that the question can be answered.
fn invited(session: Session, (id, item): Before) -> AnyView {
    if item.is_none() {
        return nothing();
    }
    let (together, other) = (session.together(), kind::other(session, id));
    let theirs = move |of: &dyn Fn(&TheirItem) -> Option<String>| {
        let said = together.with(|together| match together.as_ref().map(|together| &together.topic) {
            Some(Topic::Theirs(their)) => of(their),
            _ => None,
        });
        said.unwrap_or_default()
    };
    let by = move || {
        let name = other.with(|other| other.name.clone());
        theirs(&|their| Some(words::shared_by(&name, &session.day(their.shared_on))))
    };
    let topic = move || theirs(&|their| their.content.as_ref().map(kinds::title));
    live(
        move || topic().is_empty(),
        move |is_own| {
            if is_own {
                return nothing();
            }
            let topic = html::p().class("thing").attr("dir", "auto").child(topic);
            card("", vec![live(by, |by| voice(Voice::Bond, by)), topic.into_any()])
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
