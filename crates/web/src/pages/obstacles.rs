//! Nothing is ever a blank page: what is said while the app starts, and when it cannot.

use leptos::prelude::*;

use crate::components::button::{Look, button};
use crate::components::moment::{moment, moment_heading};
use crate::components::{lead, nothing, row, soft};
use crate::platform::browser;
use crate::platform::cleaning::Remains;
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

/// Something that was to be removed is still there: what, and what can be done. Nothing is called clean before it is.
pub(super) fn not_clean(session: Session, remains: Remains) -> AnyView {
    let title = words::not_clean_title();
    session.title(&title);
    let (said, way) = match remains {
        // The page goes on by itself once nothing holds it any more.
        Remains::HeldStore => (vec![lead(words::not_clean_text())], again()),
        Remains::Store => (vec![lead(words::not_erased_text()), soft(words::not_erased_way())], again()),
        Remains::OfPage { settings, copy } => {
            let remaining =
                [copy.then(words::remains_copy).map(soft), settings.then(words::remains_settings).map(soft)];
            let said = [lead(words::remains_text())].into_iter().chain(remaining.into_iter().flatten());
            let once_more = move || session.clean_page();
            let way = button(Look::Primary, words::remains_again(), once_more);
            (said.chain([soft(words::remains_way())]).collect(), way)
        }
    };
    let head = moment_heading(title);
    moment(false, [head].into_iter().chain(said).chain([row(vec![way])]).collect())
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
