//! Nothing is ever a blank page: what is said while the app starts, and when it cannot.

use leptos::prelude::*;

use crate::components::button::{Look, button};
use crate::components::moment::{moment, moment_heading};
use crate::components::{lead, nothing, row, soft};
use crate::platform::browser;
use crate::session::Session;
use crate::words;

/// The store is being read.
pub(super) fn starting(session: Session) -> AnyView {
    session.title("");
    moment(false, vec![soft(words::starting())])
}

/// Another tab leads.
pub(super) fn elsewhere(session: Session) -> AnyView {
    let here = button(Look::Primary, words::elsewhere_use_here(), move || session.use_here());
    obstacle(session, words::elsewhere_title(), words::elsewhere_text(), vec![here])
}

/// The browser does not let this page store anything.
pub(super) fn storage_denied(session: Session) -> AnyView {
    obstacle(session, words::storage_denied_title(), words::storage_denied_text(), vec![again()])
}

/// The browser took the store away.
pub(super) fn storage_lost(session: Session) -> AnyView {
    obstacle(session, words::storage_lost_title(), words::storage_lost_text(), vec![again()])
}

/// What was to be erased is still there. The page goes on by itself once nothing holds it any more.
pub(super) fn not_clean(session: Session) -> AnyView {
    obstacle(session, words::not_clean_title(), words::not_clean_text(), vec![again()])
}

/// The worker could not start, or broke.
pub(super) fn broken(session: Session) -> AnyView {
    obstacle(session, words::broken_title(), words::broken_text(), vec![again()])
}

/// What draws the pages of an open vault has not come.
pub(super) fn incomplete(session: Session, again: impl Fn() + Send + 'static) -> AnyView {
    let ways = vec![
        button(Look::Primary, words::incomplete_again(), again),
        button(Look::Quiet, words::load_again(), browser::reload),
    ];
    obstacle(session, words::incomplete_title(), words::incomplete_text(), ways)
}

/// The store cannot be read.
pub(super) fn damaged(session: Session) -> AnyView {
    session.title(&words::damaged_title());
    moment(
        false,
        vec![
            moment_heading(words::damaged_title()),
            lead(words::damaged_text()),
            soft(words::damaged_way()),
            row(vec![again()]),
            super::clean::entry(session),
        ],
    )
}

fn again() -> AnyView {
    button(Look::Primary, words::load_again(), browser::reload)
}

fn obstacle(session: Session, title: String, text: String, ways: Vec<AnyView>) -> AnyView {
    session.title(&title);
    moment(false, vec![moment_heading(title), lead(text), row(ways), nothing()])
}
