//! What came too late of the person's own devices: looked at thing by thing, kept or discarded.

use interface::command::{Command, Devices};
use interface::look::{Late, LateList, Would};
use interface::model::relationship::Origin;
use leptos::prelude::*;
use leptos::{ev, html};

use super::kind;
use crate::components::button::{Look, button, link, live_button, submit};
use crate::components::dialog::dialog;
use crate::components::form::Form;
use crate::components::live::{keyed, live};
use crate::components::preview::framed;
use crate::components::{card, empty, frame, heading, lead, nothing, row, small, soft, stack};
use crate::kinds;
use crate::places::Place;
use crate::platform::{browser, zone};
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// The page.
pub(super) fn page(session: Session) -> AnyView {
    let lists = session.late();
    let shown = live(
        move || lists.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                let way = link(Look::Quiet, words::devices_title(), Place::Devices);
                return empty(vec![soft(words::late_none()), row(vec![way])]);
            }
            let key = |list: &LateList| format!("{:?}", list.device);
            stack(vec![lead(words::late_text()), keyed(lists, key, move |list| of_device(session, list))])
        },
    );
    let back = (words::devices_title(), Place::Devices);
    frame::page(session, words::late_title(), Some(back), vec![shown])
}

/// What names a thing as long as nothing is written that belongs to it.
fn name_of(thing: &Late) -> Option<Origin> {
    thing.entries.last().copied()
}

/// What came of one device, and what becomes of it.
fn of_device(session: Session, list: Memo<LateList>) -> AnyView {
    let chosen = RwSignal::new(Vec::<Origin>::new());
    let things = Memo::new(move |_| list.with(|list| list.things.clone()));
    let is_shared = list.with_untracked(|list| list.device.is_none());
    let title = live(
        move || list.with(|list| list.name.clone()),
        move |name| {
            heading(match (is_shared, name.is_empty()) {
                (true, _) => words::late_from_links(),
                (false, true) => words::late_from_unnamed(),
                (false, false) => words::late_from(&name),
            })
        },
    );
    let rows = keyed(
        things,
        |thing| format!("{:?}", name_of(thing)),
        move |thing| html::li().child(one(session, thing.get_untracked(), is_shared, chosen)).into_any(),
    );
    let parts = vec![
        title,
        html::ul().class("cards wide").child(rows).into_any(),
        kind::more(session, move || list.with(|list| list.more)),
        decide(session, list, chosen),
    ];
    html::section().class("stack late").child(parts).into_any()
}

/// A thing, and whether it is kept.
fn one(session: Session, thing: Late, is_shared: bool, chosen: RwSignal<Vec<Origin>>) -> AnyView {
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
    let title = thing.what.first().map(kinds::shown_title).unwrap_or_default();
    let now = thing.now.as_ref().map(|now| {
        html::details()
            .child((html::summary().class("btn plain").child(words::late_now()), framed(now)))
            .into_any()
    });
    let name = name_of(&thing);
    let is_kept = move || chosen.with(|chosen| name.is_some_and(|name| chosen.contains(&name)));
    let choose = move |event| {
        let keeps = event_target_checked(&event);
        chosen.update(|chosen| {
            chosen.retain(|other| Some(*other) != name);
            chosen.extend(name.filter(|_| keeps));
        });
    };
    let keep = html::input()
        .r#type("checkbox")
        .attr("aria-label", words::late_keep_named(&title))
        .prop("checked", is_kept)
        .on(ev::change, choose);
    let mut parts = vec![soft(does)];
    // What somebody else sees stands in its frame.
    parts.extend(thing.what.iter().map(if is_shared { framed } else { kinds::shown }));
    parts.push(now.unwrap_or_else(nothing));
    parts.push(small(words::late_written(&session.day(zone::day_at(thing.written_s)))));
    parts.push(html::label().class("check").child((keep, html::span().child(words::late_keep()))).into_any());
    card("", parts)
}

/// What is done with all that stands there.
fn decide(session: Session, list: Memo<LateList>, chosen: RwSignal<Vec<Origin>>) -> AnyView {
    let form = Form::new(session);
    // Whether what is not shown goes too.
    let (open, unseen) = (RwSignal::new(false), RwSignal::new(false));
    let numbers = Memo::new(move |_| {
        let count = |things: usize| u32::try_from(things).unwrap_or(u32::MAX);
        let is_chosen =
            |thing: &&Late| chosen.with(|chosen| name_of(thing).is_some_and(|name| chosen.contains(&name)));
        list.with(|list| {
            let kept = list.things.iter().filter(is_chosen).count();
            (count(list.things.len()), count(kept), list.more)
        })
    });
    let send = move || {
        let list = list.get_untracked();
        let of = |things: &[&Late]| things.iter().flat_map(|thing| thing.entries.clone()).collect::<Vec<_>>();
        let is_chosen = |thing: &&Late| {
            chosen.with_untracked(|chosen| name_of(thing).is_some_and(|name| chosen.contains(&name)))
        };
        let all = unseen.get_untracked();
        let keep: Vec<&Late> = list.things.iter().filter(is_chosen).filter(|_| !all).collect();
        let seen = (!all).then(|| of(&list.things.iter().collect::<Vec<_>>()));
        let said = match (keep.is_empty(), keep.len() == list.things.len()) {
            (true, _) => words::late_discarded(),
            (false, true) => words::late_kept(),
            (false, false) => words::late_kept_some(),
        };
        let act = Devices::SettleLate { device: list.device, keep: of(&keep), seen };
        open.set(false);
        form.send(Command::Devices(act), move |_| {
            session.say(said);
            browser::focus_heading();
        });
    };
    let ask = move |all: bool| {
        unseen.set(all);
        open.set(true);
    };
    let settle = live(
        move || numbers.with(|(things, kept, _)| (*kept > 0).then_some(kept == things)),
        move |keeps| match keeps {
            None => live_button(Look::Firm, move || words::late_discard(numbers.get().0), move || ask(false)),
            Some(true) => live_button(
                Look::Primary,
                move || words::late_keep_all(numbers.get().0),
                move || {
                    unseen.set(false);
                    send();
                },
            ),
            Some(false) => {
                let label = move || {
                    let (things, kept, _) = numbers.get();
                    words::late_keep_some(kept, things.saturating_sub(kept))
                };
                live_button(Look::Primary, label, move || ask(false))
            }
        },
    );
    let is_all = move || numbers.with(|(things, kept, _)| things == kept);
    let choose = move || {
        let names = list.with_untracked(|list| list.things.iter().filter_map(name_of).collect());
        chosen.set(if is_all() { Vec::new() } else { names });
    };
    let choice = live(
        move || numbers.with(|(things, ..)| *things > 1),
        move |is_choice| {
            let label = move || if is_all() { words::late_choose_none() } else { words::late_choose_all() };
            if is_choice { live_button(Look::Quiet, label, choose) } else { nothing() }
        },
    );
    let rest = live(
        move || numbers.with(|(.., more)| *more),
        move |more| match more {
            0 => nothing(),
            more => button(Look::Plain, words::late_discard_unseen(more), move || ask(true)),
        },
    );
    let going = move || {
        let (things, kept, more) = numbers.get();
        if unseen.get() { things.saturating_add(more) } else { things.saturating_sub(kept) }
    };
    let question = dialog(
        open,
        move || words::late_discard_title(going()),
        move || {
            let buttons = row(vec![
                submit(Look::Firm, words::late_discard_confirm(), form.busy),
                button(Look::Quiet, words::pause_not_now(), move || open.set(false)),
            ]);
            vec![form.element(send, vec![soft(words::late_discard_text()), buttons])]
        },
    );
    stack(vec![row(vec![settle, choice, rest]), form.problems(), question])
}
