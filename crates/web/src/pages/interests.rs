//! Interests, and the hours that are kept for them. Nobody has to approve of either.

mod file;
mod hours;
mod interest;
mod time;

use crate::html;
use interface::look::OwnItem;
use interface::model::fields::Text;
use interface::model::kinds::{Interest, Listed, ProtectedTime};
use leptos::prelude::*;

use super::kind;
use crate::components::button::{Look, link, named_button};
use crate::components::live::{keyed, live};
use crate::components::rows::{live_way, ways};
use crate::components::{card, columns, empty, frame, heading, lead, nothing, row, said, soft, stack};
use crate::kinds;
use crate::places::Place;
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;

pub(super) use interest::page as interest;
pub(super) use time::page as time;

/// Interests.
pub(super) fn page(session: Session) -> AnyView {
    let own = session.own(Interest::NUMBER);
    let interests = Memo::new(move |_| own.with(|own| own.items.clone()));
    let own_times = session.own(ProtectedTime::NUMBER);
    let times = Memo::new(move |_| own_times.with(|own| hours::in_order(&own.items)));
    let content = live(
        move || interests.with(Vec::is_empty) && times.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                return empty(vec![
                    heading(words::interests_none_title()),
                    soft(words::interests_none()),
                    row(vec![link(Look::Primary, words::interests_write(), Place::Interest(None))]),
                ]);
            }
            let left = stack(vec![
                titled(
                    words::interests_yours(),
                    Look::Primary,
                    words::interests_write(),
                    Place::Interest(None),
                ),
                cards(session, interests, times),
            ]);
            let right = stack(vec![
                others(session, interests, times),
                file::card_of(session, times),
                over(session, times),
                kind::more(session, move || own.with(|own| own.more) + own_times.with(|own| own.more)),
            ]);
            columns(vec![left, right])
        },
    );
    let back = (words::nav_mine(), Place::Mine);
    frame::page(session, words::interests_title(), Some(back), vec![lead(words::interests_lead()), content])
}

fn titled(title: String, look: Look, label: String, place: Place) -> AnyView {
    html::div().class("titled").child((heading(title), link(look, label, place))).into_any()
}

fn cards(session: Session, interests: Memo<Vec<OwnItem>>, times: Memo<Vec<OwnItem>>) -> AnyView {
    let draw = move |own: Memo<OwnItem>| one(session, own, times);
    let rows = keyed(interests, |own| own.item.to_string(), draw);
    html::ul().class("cards").child(rows).into_any()
}

fn name_of(own: &OwnItem) -> String {
    kinds::read::<Interest>(&own.content).map(|interest| interest.name.into_string()).unwrap_or_default()
}

fn one(session: Session, own: Memo<OwnItem>, times: Memo<Vec<OwnItem>>) -> AnyView {
    let name = Memo::new(move |_| own.with(name_of));
    let note =
        move || own.with(|own| kinds::read::<Interest>(&own.content)).and_then(|interest| interest.note);
    let its =
        only(session, times, move |time, is_over| !is_over && name.with(|name| hours::is_for(time, name)));
    let rows = live(
        move || its.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                return nothing();
            }
            let rows = listed(its, move |time| (hours::day(session, time), hours::about(session, time)));
            html::ul().class("rows").child(rows).into_any()
        },
    );
    let protect = move || session.begin_with(Place::ProtectedTime(None), name.get_untracked());
    let label = move || words::interests_protect_named(&name.get());
    let buttons = row(vec![
        named_button(Look::Quiet, words::interests_protect(), label, protect),
        kind::open_link(own, Place::Interest),
    ]);
    let title = live(
        move || name.get(),
        |name| html::h3().class("heading").attr("dir", "auto").child(name).into_any(),
    );
    let note = live(note, |note| said(note.map(Text::into_string).unwrap_or_default()));
    html::li().child(card("", vec![title, note, rows, buttons])).into_any()
}

/// Those of the times of which something is so.
fn only(
    session: Session,
    times: Memo<Vec<OwnItem>>,
    is_it: impl Fn(&ProtectedTime, bool) -> bool + Send + Sync + 'static,
) -> Memo<Vec<OwnItem>> {
    Memo::new(move |_| {
        let today = session.present_day();
        let is_it =
            |own: &&OwnItem| hours::read(own).is_some_and(|time| is_it(&time, hours::is_over(&time, today)));
        times.with(|times| times.iter().filter(is_it).cloned().collect())
    })
}

/// Times as ways to their pages, each with a name and a line about it.
fn listed(
    times: Memo<Vec<OwnItem>>,
    said: impl Fn(&ProtectedTime) -> (String, String) + Copy + Send + Sync + 'static,
) -> AnyView {
    keyed(
        times,
        |own| own.item.to_string(),
        move |own| {
            let said = Memo::new(move |_| own.with(hours::read).map(|time| said(&time)).unwrap_or_default());
            let place = Place::ProtectedTime(Some(own.with_untracked(|own| own.item)));
            live_way(
                move || said.with(|said| said.0.clone()),
                move || said.with(|said| said.1.clone()),
                place,
            )
        },
    )
}

/// What is kept for anything else: none of the interests is called so.
fn others(session: Session, interests: Memo<Vec<OwnItem>>, times: Memo<Vec<OwnItem>>) -> AnyView {
    let others = only(session, times, move |time, is_over| {
        let is_its = |own: &OwnItem| hours::is_for(time, &name_of(own));
        !is_over && !interests.with(|interests| interests.iter().any(is_its))
    });
    let list = live(
        move || others.with(Vec::is_empty),
        move |is_empty| if is_empty { nothing() } else { named(session, others) },
    );
    let label = words::interests_protect();
    stack(vec![titled(words::interests_others(), Look::Quiet, label, Place::ProtectedTime(None)), list])
}

/// Times, each with what it is for.
fn named(session: Session, times: Memo<Vec<OwnItem>>) -> AnyView {
    let said = move |time: &ProtectedTime| (time.what.as_str().to_owned(), hours::when(session, time));
    ways(vec![listed(times, said)])
}

/// The hours that were, folded.
fn over(session: Session, times: Memo<Vec<OwnItem>>) -> AnyView {
    let over = only(session, times, |_, is_over| is_over);
    live(
        move || over.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                return nothing();
            }
            let summary = html::summary().class("btn plain").child(words::interests_over());
            html::details().child((summary, named(session, over))).into_any()
        },
    )
}
