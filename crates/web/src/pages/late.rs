//! What came too late of the person's own devices: looked at thing by thing, kept or discarded.

mod one;

use crate::html;
use interface::command::{Command, Devices};
use interface::look::{Late, LateList, Would};
use interface::model::ItemId;
use interface::model::relationship::Origin;
use leptos::prelude::*;

use super::kind;
use crate::components::button::{Look, button, link, live_button, named_button, submit};
use crate::components::dialog::dialog;
use crate::components::form::Form;
use crate::components::live::{keyed, live};
use crate::components::{empty, frame, heading, lead, nothing, row, soft, stack};
use crate::places::Place;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::session::drafts::Draft;
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

/// What names a thing, as long as it is what the person saw; names end with a space, so that several can be told apart.
fn name_of(thing: &Late) -> String {
    format!("{} ", ItemId(thing.name.0))
}

/// Which things were chosen: their names.
#[derive(Clone, Copy)]
struct Chosen(RwSignal<String>);

impl Chosen {
    fn has(self, name: &str) -> bool {
        self.0.with(|chosen| chosen.contains(name))
    }

    fn set(self, name: &str, is_chosen: bool) {
        self.0.update(|chosen| {
            *chosen = chosen.replace(name, "");
            if is_chosen {
                chosen.push_str(name);
            }
        });
    }

    /// All of them but what would take something away, which is chosen one by one; or none.
    fn set_all(self, things: &[Late], is_chosen: bool) {
        let adds = things.iter().filter(|thing| is_chosen && thing.would != Would::TakeAway);
        self.0.set(adds.map(name_of).collect());
    }
}

fn title_of(list: &LateList) -> String {
    match (list.device, list.name.is_empty()) {
        (None, _) => words::late_from_links(),
        (Some(_), true) => words::late_from_unnamed(),
        (Some(_), false) => words::late_from(&list.name),
    }
}

/// What came of one device, and what becomes of it.
fn of_device(session: Session, list: Memo<LateList>) -> AnyView {
    let is_shared = list.with_untracked(|list| list.device.is_none());
    let draft = session.draft(&format!("late/{:?}", list.with_untracked(|list| list.device)));
    let chosen = Chosen(draft.text("chosen", String::new()));
    draft.watch();
    let things = Memo::new(move |_| list.with(|list| list.things.clone()));
    let rows = keyed(things, name_of, move |thing| {
        let drawn = thing.with_untracked(|thing| one::thing(session, thing, is_shared, chosen));
        html::li().child(drawn).into_any()
    });
    let parts = vec![
        live(move || list.with(title_of), heading),
        html::ul().class("cards wide").child(rows).into_any(),
        kind::more(session, move || list.with(|list| list.more)),
        decide(session, list, chosen, draft),
    ];
    html::section()
        .class("stack late")
        .attr("aria-label", move || list.with(title_of))
        .child(parts)
        .into_any()
}

/// What is done with all that stands there.
fn decide(session: Session, list: Memo<LateList>, chosen: Chosen, draft: Draft) -> AnyView {
    let form = Form::new(session);
    // Whether what is not shown goes too.
    let (open, unseen) = (RwSignal::new(false), RwSignal::new(false));
    let numbers = Memo::new(move |_| {
        let count = |things: usize| u32::try_from(things).unwrap_or(u32::MAX);
        list.with(|list| {
            let kept = list.things.iter().filter(|thing| chosen.has(&name_of(thing))).count();
            (count(list.things.len()), count(kept), list.more)
        })
    });
    let send = move || {
        let list = list.get_untracked();
        let of =
            |things: &[&Late]| things.iter().flat_map(|thing| thing.entries.clone()).collect::<Vec<Origin>>();
        let all = unseen.get_untracked();
        let keep: Vec<&Late> =
            list.things.iter().filter(|thing| !all && untrack(|| chosen.has(&name_of(thing)))).collect();
        let seen = (!all).then(|| of(&list.things.iter().collect::<Vec<_>>()));
        let said = match (keep.is_empty(), keep.len() == list.things.len()) {
            (true, _) => words::late_discarded(),
            (false, true) => words::late_kept(),
            (false, false) => words::late_kept_some(),
        };
        let act = Devices::SettleLate { device: list.device, keep: of(&keep), seen };
        open.set(false);
        form.send(Command::Devices(act), move |_| {
            draft.saved();
            session.show_news();
            session.say(said);
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
    let has_chosen = move || numbers.with(|(_, kept, _)| *kept > 0);
    let choose = move || list.with_untracked(|list| chosen.set_all(&list.things, !untrack(has_chosen)));
    let choice = live(
        move || numbers.with(|(things, ..)| *things > 1),
        move |is_choice| {
            let label =
                move || if has_chosen() { words::late_choose_none() } else { words::late_choose_all() };
            if is_choice { live_button(Look::Quiet, label, choose) } else { nothing() }
        },
    );
    // What was chosen is not let go of with what nobody has seen.
    let rest = live(
        move || numbers.with(|(_, kept, more)| if *kept > 0 { 0 } else { *more }),
        move |more| match more {
            0 => nothing(),
            more => {
                let label = words::late_discard_unseen(more);
                let name = move || format!("{}: {}", list.with(title_of), words::late_discard_unseen(more));
                named_button(Look::Plain, label, name, move || ask(true))
            }
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
            let is_seen = list.with_untracked(|list| {
                list.things.iter().any(|thing| !thing.seen_by.is_empty() && !chosen.has(&name_of(thing)))
            });
            let what = if has_chosen() { words::late_discard_text() } else { words::late_discard_all_text() };
            let mut parts = vec![soft(list.with_untracked(title_of)), soft(what)];
            parts.extend(is_seen.then(|| soft(words::late_discard_seen())));
            parts.push(row(vec![
                submit(Look::Firm, words::late_discard_confirm(), form.busy),
                button(Look::Quiet, words::pause_not_now(), move || open.set(false)),
            ]));
            vec![form.element(send, parts)]
        },
    );
    stack(vec![row(vec![settle, choice, rest]), form.problems(), question])
}
