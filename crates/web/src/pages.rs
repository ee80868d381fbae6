//! One file per page. A page's code reads from top to bottom as the page looks.

mod about;
mod add;
mod add_device;
mod alone;
mod along;
mod ask;
mod being_there;
mod calm;
mod card;
mod carry;
mod check_in;
mod circle;
mod clean;
mod devices;
mod dyad;
mod endings;
mod entry;
mod erase;
mod first;
mod giving;
mod goals;
mod help;
mod history;
mod holds;
mod interests;
mod join;
mod join_vault;
mod journal;
mod keeper;
mod kind;
mod late;
mod likes;
mod link;
mod lock;
mod lock_settings;
mod mine;
mod no;
mod obstacles;
mod open;
mod ours;
mod path;
mod picture;
mod prompts;
mod prompts_own;
mod recover;
mod recovery_words;
mod reflect;
mod removed;
mod settings;
mod shared;
mod support;
mod they_see;
mod today;
mod tools;
mod trial;
mod unlink;
mod values;
mod week;
mod welcome;

use leptos::prelude::*;

pub(crate) use tools::title_of;

use crate::components::exits::with_help;
use crate::components::frame::leave_first;
use crate::platform::{Bootstrap, browser, focus};
use crate::reactive::Memo;
use crate::session::{Session, Stage};
use crate::words;

/// Draws the app and begins.
pub(crate) fn start(bootstrap: Bootstrap) {
    browser::set_language(&words::tag(), words::direction());
    browser::show_theme(browser::theme());
    leptos::mount::mount_to_body(move || {
        let session = Session::new(bootstrap);
        begin(session);
        fetch(session);
        fetch_again(session);
        // While two talk in one room, nothing else of an open or locked vault is here.
        let is_in_room = Memo::new(move |_| session.is_in_room());
        let page = move || (move || stage(session, session.stage.get(), is_in_room.get())).into_any();
        let all = move || {
            session.follow_language();
            untrack(|| (leave_first(), with_help(move || help::content(session), page)).into_any())
        };
        all.into_any()
    });
    browser::clear_page();
    focus::keep();
}

/// Fetches what the first screen does without.
fn fetch(session: Session) {
    leptos::task::spawn_local(async move { session.pages_came(open::fetch().await.is_ok()) });
}

/// What did not come before is fetched once more as soon as it is needed: there may be a network by then.
fn fetch_again(session: Session) {
    Effect::new(move |was_open: Option<bool>| {
        let stage = session.stage.get();
        if stage == Stage::Incomplete && was_open == Some(false) {
            retry(session);
        }
        matches!(stage, Stage::Open | Stage::Coming | Stage::Incomplete)
    });
}

fn retry(session: Session) {
    session.pages_come();
    fetch(session);
}

#[cfg(not(feature = "fixture"))]
fn begin(session: Session) {
    session.begin();
}

#[cfg(feature = "fixture")]
fn begin(session: Session) {
    crate::fixture::begin(session);
}

fn stage(session: Session, stage: Stage, is_in_room: bool) -> AnyView {
    if !session.returns_to_language() && matches!(stage, Stage::Open | Stage::Incomplete | Stage::Removed) {
        // The form that led here had the focus, and takes it along when it goes.
        browser::focus_heading();
    }
    match stage {
        Stage::Starting | Stage::Coming => obstacles::starting(session),
        Stage::Incomplete => obstacles::incomplete(session, move || retry(session)),
        Stage::Elsewhere => obstacles::elsewhere(session),
        Stage::StorageDenied => obstacles::storage_denied(session),
        Stage::StorageLost => obstacles::storage_lost(session),
        Stage::NotClean(remains) => obstacles::not_clean(session, remains),
        Stage::Broken => obstacles::broken(session),
        Stage::Damaged => obstacles::damaged(session),
        Stage::Fresh => welcome::page(session),
        Stage::Recovering => recover::waiting(session),
        Stage::Pairing => join_vault::on_the_way(session),
        Stage::Locked if is_in_room => open::page(session),
        Stage::Locked => lock::page(session),
        Stage::Removed => removed::page(session),
        Stage::Open => open::page(session),
    }
}
