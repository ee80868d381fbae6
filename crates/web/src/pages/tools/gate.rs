//! Before a talk: whether it is safe. What is answered stays on this page: it is not stored, not sent, and looks from outside like not having
//! come here.

use crate::html;
use interface::look::{TheirItem, Topic};
use interface::model::RelationshipId;
use leptos::prelude::*;

use super::super::{kind, support};
use crate::components::button::{Look, button, link};
use crate::components::live::live;
use crate::components::voice::{Voice, voice};
use crate::components::{card, frame, heading, narrow, nothing, row, small, soft, stack, text};
use crate::kinds;
use crate::places::Place;
use crate::platform::browser;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// Draws a page once the person has said that it is safe, or has skipped the question. Each talk is asked about once until the vault is
/// locked, and again when its words are others; what is new, each time. A page that stands is never taken away by the question.
pub(in crate::pages) fn before(
    session: Session,
    place: Place,
    id: RelationshipId,
    title: String,
    back: Place,
    page: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let passed = session.passed;
    let together = session.together();
    let is_new = !matches!(place, Place::Thing(_, _, Some(_)));
    let key = move || {
        together.with(|together| {
            let theirs = match &together.as_ref().filter(|_| !is_new)?.topic {
                Topic::Own(_) => None,
                Topic::Theirs(their) => their.content.as_ref().map(|content| content.hash().0),
            };
            Some((place, theirs))
        })
    };
    let (is_passed_here, is_unsafe) = (RwSignal::new(false), RwSignal::new(false));
    let is_passed = Memo::new(move |last: Option<&bool>| {
        let is_known = || key().is_some_and(|key| passed.with(|passed| passed.contains(&key)));
        last == Some(&true) || is_passed_here.get() || is_known()
    });
    live(
        move || is_passed.get(),
        move |is_passed| {
            if is_passed {
                return page();
            }
            let pass = move || {
                if let Some(key) = untrack(key) {
                    passed.update(|passed| passed.push(key));
                }
                is_passed_here.set(true);
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
                        stack(vec![invited(session, id), asking(pass, stop)])
                    }
                },
            );
            frame::page(session, title.clone(), Some((title.clone(), back)), vec![narrow(vec![asked])])
        },
    )
}

/// A talk was begun on a page that was asked about already.
pub(super) fn is_begun(session: Session, place: Place) {
    session.passed.update(|passed| passed.push((place, None)));
}

/// Who would like to talk, and about what: so that the question can be answered. The words go at once when they are withdrawn, and leave their
/// room: nothing moves under a finger.
fn invited(session: Session, id: RelationshipId) -> AnyView {
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
        move || theirs(&|their| Some(their.item.to_string())),
        move |item| {
            if item.is_empty() {
                return nothing();
            }
            let topic = live(topic, |topic| {
                if topic.is_empty() {
                    return kinds::theirs(None);
                }
                html::p().class("thing").attr("dir", "auto").child(topic).into_any()
            });
            let by = live(by, |by| voice(Voice::Bond, by));
            card("", vec![support::words_of(&item, vec![by, topic])])
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
