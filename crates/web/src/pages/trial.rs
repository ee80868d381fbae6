//! A fair test for oneself: something is done on one day of each pair, chance decides on which, and the check-ins say how the days were. What it
//! could find is said before it begins; what came of it, only once it is over.

mod beginning;
mod result;

use crate::html;
use interface::command::Outcome;
use interface::look::{KeptDay, OwnItem};
use interface::model::kinds::FairTest;
use interface::model::{Content, Day, ItemId, RelationshipId};
use leptos::prelude::*;

use super::kind::{self, Removal};
use crate::components::button::{Look, button, link, submit};
use crate::components::dialog::dialog;
use crate::components::form::Form;
use crate::components::live::live;
use crate::components::rows::{way, ways};
use crate::components::voice::{Voice, voice};
use crate::components::{card, frame, heading, lead, nothing, row, soft, stack};
use crate::kinds;
use crate::places::Place;
use crate::platform::browser;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// A test; a new one without an item.
pub(super) fn page(session: Session, with: Option<RelationshipId>, item: Option<ItemId>) -> AnyView {
    let back = (words::nav_picture(), Place::Picture(with));
    if item.is_none() {
        let with = with.or_else(|| session.picture().with_untracked(|picture| picture.with));
        let content = vec![lead(words::trial_lead()), beginning::form(session, with)];
        return frame::page(session, words::trial_title(), Some(back), content);
    }
    let days = session.trial_days();
    kind::page(session, words::trial_title(), back, move |start, now| {
        let is_bond = start.about.is_some();
        let test = Memo::new(move |_| {
            now.with(|own| own.as_ref().and_then(|own| kinds::read::<FairTest>(&own.content)))
        });
        let removal = Removal {
            button: words::trial_remove,
            title: words::trial_remove_title,
            text: words::trial_remove_text,
            done: words::removed,
            to: Place::Picture(start.about),
        };
        let said =
            live(move || test.get(), move |test| test.map(|test| state(session, &start, &test)).into_any());
        vec![
            said,
            result::card_of(session, test, days, is_bond),
            end(session, now, test),
            lots(session, test, days, is_bond),
            kind::siblings(now),
            kind::removal(session, now, removal),
        ]
    })
}

fn state(session: Session, own: &OwnItem, test: &FairTest) -> AnyView {
    let today = session.present_day();
    let last = last_of(test);
    let of = own.about.map(|with| session.name_of(with));
    let of = of.map_or_else(words::trial_of_own, |name| words::trial_of_bond(&name));
    let said = match test.is_with(today) {
        Some(is_with) => vec![heading(of_today(test, is_with)), soft(words::trial_runs(&session.day(last)))],
        None if is_to_come(test, today) => {
            vec![heading(test.what.as_str().to_owned()), soft(words::trial_starts(&session.day(test.from)))]
        }
        None => vec![heading(test.what.as_str().to_owned()), soft(words::trial_over(&session.day(last)))],
    };
    card("wash-self", [voice(Voice::Own, of)].into_iter().chain(said).collect())
}

/// The last day that counts, or the day on which it was ended before any did.
fn last_of(test: &FairTest) -> Day {
    test.ended_early().unwrap_or_else(|| Day(test.over_on().0.saturating_sub(1)))
}

fn is_to_come(test: &FairTest, today: Day) -> bool {
    test.ended_early().is_none() && today < test.from
}

fn of_today(test: &FairTest, is_with: bool) -> String {
    let what = test.what.as_str();
    if is_with { words::trial_today_with(what) } else { words::trial_today_without(what) }
}

/// What the lot says for today, on Today: for each test that runs a line that leads to it.
pub(super) fn today(session: Session) -> AnyView {
    let today = session.today();
    let lines = move || {
        let day = session.present_day();
        let line = |own: &OwnItem| {
            let test: FairTest = kinds::read(&own.content)?;
            Some((of_today(&test, test.is_with(day)?), own.item))
        };
        today.with(|today| today.trials.iter().filter_map(line).collect::<Vec<_>>())
    };
    live(lines, |lines| {
        if lines.is_empty() {
            return nothing();
        }
        let one = |(said, item)| way(said, words::trial_title(), Place::Trial(None, Some(item)));
        ways(lines.into_iter().map(one).collect())
    })
}

/// The tests, and the way to a new one, on the picture.
pub(super) fn list(session: Session, tests: Vec<OwnItem>, with: Option<RelationshipId>) -> AnyView {
    let one = |own: &OwnItem| {
        let test: FairTest = kinds::read(&own.content)?;
        let today = session.present_day();
        let about = match test.is_with(today) {
            Some(is_with) => of_today(&test, is_with),
            None if is_to_come(&test, today) => words::trial_starts(&session.day(test.from)),
            None => words::trial_over(&session.day(last_of(&test))),
        };
        Some(way(test.what.as_str().to_owned(), about, Place::Trial(None, Some(own.item))))
    };
    let rows: Vec<AnyView> = tests.iter().filter_map(one).collect();
    if rows.is_empty() {
        return ways(vec![way(words::trial_title(), words::trial_way(), Place::Trial(with, None))]);
    }
    let new = row(vec![link(Look::Quiet, words::trial_another(), Place::Trial(with, None))]);
    stack(vec![heading(words::trial_title()), ways(rows), new])
}

/// The way to end it before its last day, after a question.
fn end(session: Session, now: Memo<Option<OwnItem>>, test: Memo<Option<FairTest>>) -> AnyView {
    let open = RwSignal::new(false);
    let form = Form::new(session);
    let send = move || {
        let own = now.get_untracked();
        let Some((own, test)) = own.zip(test.get_untracked()) else { return };
        let ended = Some(session.present_day());
        let content = Content::of(&FairTest { ended, ..test });
        let write = kind::write(Some(own.item), Some(own.version), own.about, content);
        form.send(write, move |outcome| {
            if matches!(outcome, Outcome::Written { .. }) {
                open.set(false);
                session.say(words::trial_ended());
                browser::focus_heading();
            }
        });
    };
    let question = dialog(open, words::trial_end_title, move || {
        let buttons = row(vec![
            submit(Look::Firm, words::trial_end_confirm(), form.busy),
            button(Look::Quiet, words::keep_it(), move || open.set(false)),
        ]);
        vec![form.element(send, vec![soft(words::trial_end_text()), buttons])]
    });
    let runs = move || {
        let today = session.present_day();
        test.with(|test| {
            test.as_ref().is_some_and(|test| test.ended_early().is_none() && today < test.over_on())
        })
    };
    let ask = live(runs, move |runs| {
        let ask = || row(vec![button(Look::Quiet, words::trial_end(), move || open.set(true))]);
        runs.then(ask).into_any()
    });
    stack(vec![ask, question])
}

/// Every day with its lot, and what was kept of it.
fn lots(session: Session, test: Memo<Option<FairTest>>, days: Memo<Vec<KeptDay>>, is_bond: bool) -> AnyView {
    let lines = live(
        // While it runs, what was answered with and without is not shown beside each other.
        move || {
            let test = test.get();
            let is_over = test.as_ref().is_some_and(|test| session.present_day() >= test.over_on());
            (test, if is_over { days.get() } else { Vec::new() })
        },
        move |(test, days)| {
            let Some(test) = test else { return nothing() };
            let line = |day: u32| {
                let day = Day(day);
                let lot =
                    if test.is_with(day)? { words::trial_lot_with() } else { words::trial_lot_without() };
                let answer = days.iter().find(|kept| kept.day == day).and_then(|kept| kept.answer(is_bond));
                let said = match answer {
                    Some(answer) => words::trial_lot_kept(&session.day(day), &lot, answer.into()),
                    None => words::trial_lot_line(&session.day(day), &lot),
                };
                Some(html::li().child(said))
            };
            let lines: Vec<html::Element> = (test.from.0..test.over_on().0).filter_map(line).collect();
            html::ul().class("rests").child(lines).into_any()
        },
    );
    html::details().child((html::summary().class("btn plain").child(words::trial_lots()), lines)).into_any()
}
