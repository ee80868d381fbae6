//! One file per page. A page's code reads from top to bottom as the page looks.

mod about;
mod add;
mod add_device;
mod along;
mod ask;
mod card;
mod carry;
mod check_in;
mod clean;
mod devices;
mod entry;
mod erase;
mod first;
mod help;
mod join;
mod join_vault;
mod journal;
mod keeper;
mod kind;
mod likes;
mod link;
mod lock;
mod lock_settings;
mod mine;
mod obstacles;
mod ours;
mod picture;
mod prompts;
mod recover;
mod recovery_words;
mod removed;
mod settings;
mod shared;
mod support;
mod they_see;
mod today;
mod unlink;
mod welcome;

use leptos::prelude::*;

use crate::components::exits::with_help;
use crate::components::frame::{frame, leave_first};
use crate::places::Place;
use crate::platform::{Bootstrap, browser, focus};
use crate::session::{Session, Stage};
use crate::words;

/// Draws the app and begins.
pub(crate) fn start(bootstrap: Bootstrap) {
    browser::set_language(&words::tag(), words::direction());
    browser::show_theme(browser::theme());
    leptos::mount::mount_to_body(move || {
        let session = Session::new(bootstrap);
        begin(session);
        let page = move || (move || stage(session, session.stage.get())).into_any();
        let all = move || {
            session.follow_language();
            untrack(|| (leave_first(), with_help(help::content, page)).into_any())
        };
        all.into_any()
    });
    browser::clear_page();
    focus::keep();
}

#[cfg(not(feature = "fixture"))]
fn begin(session: Session) {
    session.begin();
}

#[cfg(feature = "fixture")]
fn begin(session: Session) {
    crate::fixture::begin(session);
}

fn stage(session: Session, stage: Stage) -> AnyView {
    if !session.returns_to_language() && matches!(stage, Stage::Open | Stage::Removed) {
        // The form that led here had the focus, and takes it along when it goes.
        browser::focus_heading();
    }
    match stage {
        Stage::Starting => obstacles::starting(session),
        Stage::Elsewhere => obstacles::elsewhere(session),
        Stage::StorageDenied => obstacles::storage_denied(session),
        Stage::StorageLost => obstacles::storage_lost(session),
        Stage::NotClean => obstacles::not_clean(session),
        Stage::Broken => obstacles::broken(session),
        Stage::Damaged => obstacles::damaged(session),
        Stage::Fresh => welcome::page(session),
        Stage::Recovering => recover::waiting(session),
        Stage::Pairing => join_vault::on_the_way(session),
        Stage::Locked => lock::page(session),
        Stage::Removed => removed::page(session),
        Stage::Open => frame(session, move || place(session, session.place.get())),
    }
}

fn place(session: Session, place: Place) -> AnyView {
    match place {
        Place::First => first::page(session),
        Place::Today | Place::Begin | Place::Recover | Place::UseHere => today::page(session),
        Place::Mine => mine::page(session),
        Place::Card(card) => card::page(session, card),
        Place::CheckIn => check_in::page(session),
        Place::Journal => journal::page(session),
        Place::Entry(entry) => entry::page(session, entry),
        Place::TheirJournal(relationship) => journal::theirs(session, relationship),
        Place::Ours(relationship) => ours::page(session, relationship),
        Place::Add => add::page(session),
        Place::Change(relationship) => add::change(session, relationship),
        Place::Likes(relationship) => likes::page(session, relationship),
        Place::Support(relationship) => support::page(session, relationship),
        Place::Ask(relationship, ask) => ask::page(session, relationship, ask),
        Place::TheySee(relationship) => they_see::page(session, relationship),
        Place::Link(relationship) => link::page(session, relationship),
        Place::Unlink(relationship) => unlink::page(session, relationship),
        Place::Shared => shared::page(session),
        Place::Join => join::page(session),
        Place::Picture => picture::page(session),
        Place::About => about::page(session),
        Place::Words => recovery_words::page(session),
        Place::Settings => settings::page(session),
        Place::Lock => lock_settings::page(session),
        Place::Devices => devices::page(session),
        Place::AddDevice => add_device::page(session),
        Place::Along => along::page(session),
        Place::Carry(relationship) => carry::page(session, relationship),
        Place::CarryOwn => carry::own(session),
        Place::Erase => erase::page(session),
        Place::Help => help::page(session),
    }
}
