//! One thing that came too late: what it is, what it would do, and whether the person chooses that.

use crate::html;
use interface::look::{Late, Would};
use leptos::ev;
use leptos::prelude::*;

use super::{Chosen, name_of};
use crate::components::button::{Look, link};
use crate::components::preview::framed;
use crate::components::{card, row, small, soft, unique_id};
use crate::kinds;
use crate::places::Place;
use crate::platform::zone;
use crate::session::Session;
use crate::words;

/// A thing, and whether it is kept.
pub(super) fn thing(session: Session, thing: &Late, is_shared: bool, chosen: Chosen) -> AnyView {
    let with = thing.about.map(|with| session.name_of(with)).unwrap_or_default();
    let does = match (thing.would, is_shared) {
        (Would::TakeAway, true) => words::late_withdraws(&with),
        (Would::Add, true) => words::late_shares(&with),
        (Would::Add, false) => words::late_adds(),
        (Would::Change, _) => words::late_changes(),
        (Would::Join, _) => words::late_joins(),
        (Would::BringBack, _) => words::late_brings_back(),
        (Would::TakeAway, false) => words::late_takes_away(),
    };
    let why = unique_id();
    let mut parts = vec![html::p().class("soft").id(why.clone()).child(does).into_any()];
    // What somebody else sees stands in its frame.
    let draw = if is_shared { framed } else { kinds::shown };
    let what: Vec<AnyView> = thing.what.iter().map(draw).collect();
    parts.push(html::div().class("said-whole").child(what).into_any());
    parts.push(facts(session, thing, is_shared));
    if !thing.now.is_empty() {
        let titles: Vec<String> = thing.now.iter().map(kinds::shown_title).collect();
        let name = words::late_now_named(&words::all_of(&titles));
        let summary = html::summary().class("btn plain").attr("aria-label", name).child(words::late_now());
        let now: Vec<AnyView> = thing.now.iter().map(framed).collect();
        parts.push(html::details().child((summary, now)).into_any());
    }
    for sees in &thing.seen_by {
        let name = session.name_of(*sees);
        let way = link(Look::Quiet, words::they_see_button(&name), Place::TheySee(*sees));
        parts.extend([soft(words::late_seen(&name)), row(vec![way])]);
    }
    parts.push(choice(thing, is_shared, chosen, why));
    card("", parts)
}

/// When it was written, and whom and which day it is about.
fn facts(session: Session, thing: &Late, is_shared: bool) -> AnyView {
    let day = session.day(zone::day_at(thing.written_s));
    let mut facts = vec![small(if is_shared {
        words::late_written(&day)
    } else {
        words::late_written_at(&day, &words::time(zone::minute_at(thing.written_s)))
    })];
    facts.extend(thing.day.map(|day| small(words::late_day(&session.day(day)))));
    let about = thing.about.filter(|_| !is_shared).map(|about| session.name_of(about));
    facts.extend(about.filter(|name| !name.is_empty()).map(|name| small(words::late_about(&name))));
    facts.into_any()
}

fn choice(thing: &Late, is_shared: bool, chosen: Chosen, why: String) -> AnyView {
    let title = thing.what.first().map(kinds::shown_title).unwrap_or_default();
    let (label, named) = match (thing.would, is_shared) {
        (Would::TakeAway, true) => (words::late_withdraw(), words::late_withdraw_named(&title)),
        (_, true) => (words::late_share(), words::late_share_named(&title)),
        (Would::TakeAway, false) => (words::late_remove(), words::late_remove_named(&title)),
        (_, false) => (words::late_keep(), words::late_keep_named(&title)),
    };
    let (name, known) = (name_of(thing), name_of(thing));
    let input = html::input()
        .r#type("checkbox")
        .attr("aria-label", named)
        .attr("aria-describedby", why)
        .prop("checked", move || chosen.has(&known))
        .on(ev::change, move |event| chosen.set(&name, event_target_checked(&event)));
    html::label().class("check").child((input, html::span().child(label))).into_any()
}
