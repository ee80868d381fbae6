//! The journal by month: on which days something was written. Nothing is counted, and an empty day is drawn like any other.

use crate::html;
use interface::look::{Only, OwnItem};
use interface::model::Day;
use leptos::{ev, prelude::*};

use super::day_of;
use crate::components::button::{Look, button};
use crate::components::live::live;
use crate::components::{nothing, row, soft, stack};
use crate::platform::browser;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;

/// The way to it, and the month that is shown.
pub(super) fn month(session: Session, only: RwSignal<Option<Only>>, entries: Memo<Vec<OwnItem>>) -> AnyView {
    let today = session.open.with_untracked(|open| open.today);
    let look = move |sought: Option<Only>| {
        only.set(sought.clone());
        session.look_only(sought);
    };
    let first =
        move || only.with(|only| if let Some(Only::Days { from, .. }) = only { Some(*from) } else { None });
    live(first, move |first| {
        let Some(first) = first else {
            return row(vec![button(Look::Plain, words::journal_month(), move || {
                look(Some(days_of(first_of(today))));
                browser::focus_later("main .month h2");
            })]);
        };
        let turn = move |to: Day| {
            look(Some(days_of(to)));
            browser::focus_later("main .month h2");
        };
        let before = button(Look::Quiet, words::journal_month_before(), move || {
            turn(first_of(Day(first.0.saturating_sub(1))))
        });
        let next = first_of(Day(first.0 + 31));
        let after =
            (next <= today).then(|| button(Look::Quiet, words::journal_month_after(), move || turn(next)));
        let all = button(Look::Quiet, words::journal_find_all(), move || look(None));
        let title = html::h2().attr("tabindex", "-1").child(words::month(first)).into_any();
        let written = move || {
            entries.with(|entries| {
                let mut days: Vec<Day> = entries.iter().map(day_of).collect();
                days.sort_unstable();
                days.dedup();
                days
            })
        };
        let grid = live(written, move |written| grid(session, first, &written));
        let shown = stack(vec![title, grid, row(vec![before, after.into_any(), all])]);
        html::div().class("month").child(shown).into_any()
    })
}

/// The first day of the month that a day lies in.
fn first_of(day: Day) -> Day {
    let (.., of_month) = day.civil();
    Day(day.0.saturating_sub(of_month.saturating_sub(1)))
}

/// The days of the month that begins with `first`.
fn days_of(first: Day) -> Only {
    let next = first_of(Day(first.0 + 31));
    Only::Days { from: first, to: Day(next.0.saturating_sub(1)) }
}

fn grid(session: Session, first: Day, written: &[Day]) -> AnyView {
    let Only::Days { to, .. } = days_of(first) else { return nothing() };
    // Weeks begin on Monday; the first of January 1970 was a Thursday.
    let before = (0..(first.0 + 3) % 7).map(|_| html::span().attr("aria-hidden", "true").into_any());
    let days = (first.0..=to.0).map(|day| {
        let (.., of_month) = Day(day).civil();
        if !written.contains(&Day(day)) {
            return html::span().class("day").child(of_month.to_string()).into_any();
        }
        let go = move |_| browser::focus_later(format!("[data-day=\"{day}\"]"));
        html::button()
            .r#type("button")
            .class("day written")
            .attr("aria-label", words::journal_month_written(&session.day(Day(day))))
            .on(ev::click, go)
            .child(of_month.to_string())
            .into_any()
    });
    let grid = html::div().class("days").child(before.chain(days).collect_view()).into_any();
    if written.is_empty() { stack(vec![grid, soft(words::journal_month_none())]) } else { grid }
}
