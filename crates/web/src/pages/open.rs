//! The pages of an open vault: a module of their own, which comes right after the first screen. Where there is no network by then, and no copy
//! on this device, it is said, and tried again when the person wants it.
//!
//! `xtask-bindgen` parts the compiled page here: what nothing but [`draw`] calls is in the module `open`. Both share one memory.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::{
    about, add, add_device, along, ask, being_there, calm, card, carry, check_in, circle, devices, dyad,
    endings, entry, erase, first, giving, goals, help, holds, interests, join, journal, late, likes, link,
    lock_settings, mine, no, obstacles, ours, path, picture, prompts_own, recovery_words, reflect, settings,
    shared, support, they_see, today, tools, trial, unlink, values, week,
};
use crate::components::frame::frame;
use crate::places::Place;
use crate::session::Session;

/// Sees to it that the module is here.
///
/// # Errors
/// When it did not come. It may come the next time.
pub(super) async fn fetch() -> Result<(), SplitLoaderError> {
    fetch_module().await
}

/// The frame with the present page, once the module is here.
pub(super) fn page(session: Session) -> AnyView {
    let mut drawing = pin!(draw(Box::new(session)));
    // What is here is drawn at once.
    match drawing.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(drawn)) => *drawn,
        Poll::Ready(Err(_)) | Poll::Pending => obstacles::starting(session),
    }
}

#[wasm_split(open, wasm_split_path = ::leptos::wasm_split, fallible, preload(fetch_module))]
fn draw(session: Box<Session>) -> Result<Box<AnyView>, SplitLoaderError> {
    let session = *session;
    // What follows the talk itself draws it step by step.
    if session.room().with_untracked(Option::is_some) {
        return Ok(Box::new(tools::talk(session)));
    }
    Ok(Box::new(frame(session, move || place(session, session.place.get()))))
}

fn place(session: Session, place: Place) -> AnyView {
    match place {
        Place::First => first::page(session),
        Place::Today | Place::Begin | Place::Recover | Place::UseHere => today::page(session),
        Place::Mine => mine::page(session),
        Place::Card(card) => card::page(session, card),
        Place::CheckIn => check_in::page(session),
        Place::Prompts => prompts_own::page(session),
        Place::Week => week::page(session),
        Place::Journal => journal::page(session),
        Place::Entry(entry) => entry::page(session, entry),
        Place::Reflect(reflection, with) => reflect::page(session, reflection, with),
        Place::Answering(reflection, with) => reflect::asking(session, reflection, with),
        Place::No => no::page(session),
        Place::Rehearsal(rehearsal) => no::rehearsal(session, rehearsal),
        Place::SaidLog => no::log(session),
        Place::Ladder => no::ladder(session),
        Place::Goals => goals::page(session),
        Place::Goal(goal) => goals::goal(session, goal),
        Place::Values => values::page(session),
        Place::Path => path::page(session),
        Place::KindMoment => calm::kind_moment(session),
        Place::Letter(letter) => path::letter(session, letter),
        Place::Repair(repair) => path::repair(session, repair),
        Place::Circling(circling) => path::circling(session, circling),
        Place::Circle => circle::page(session),
        Place::BeingThere => being_there::page(session),
        Place::Giving(relationship) => giving::page(session, relationship),
        Place::Interests => interests::page(session),
        Place::Interest(interest) => interests::interest(session, interest),
        Place::ProtectedTime(time) => interests::time(session, time),
        Place::Endings => endings::page(session),
        Place::Calm => calm::page(session),
        Place::TheirJournal(relationship) => journal::theirs(session, relationship),
        Place::Ours(relationship) => ours::page(session, relationship),
        Place::Add => add::page(session),
        Place::Change(relationship) => add::change(session, relationship),
        Place::Likes(relationship) => likes::page(session, relationship),
        Place::Support(relationship) => support::page(session, relationship),
        Place::Ask(relationship, ask) => ask::page(session, relationship, ask),
        Place::Together(tool, relationship) => tools::page(session, tool, relationship),
        Place::Thing(tool, relationship, item) => tools::thing(session, tool, relationship, item),
        Place::Room(relationship) => tools::room(session, relationship),
        Place::Known(relationship) => tools::known(session, relationship),
        Place::Late => late::page(session),
        Place::TheySee(relationship) => they_see::page(session, relationship),
        Place::Link(relationship) => link::page(session, relationship),
        Place::Unlink(relationship) => unlink::page(session, relationship),
        Place::Shared => shared::page(session),
        Place::Join => join::page(session),
        Place::Picture(with) => picture::page(session, with),
        Place::Dyad(with) => dyad::page(session, with),
        Place::Trial(with, item) => trial::page(session, with, item),
        Place::Counsellor(with) => picture::counsellor(session, with),
        Place::About => about::page(session),
        Place::Words => recovery_words::page(session),
        Place::Settings => settings::page(session),
        Place::Holds => holds::page(session),
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
