//! Goals of one's own: a wish, the best about it, what gets in the way, and a plan for just that.

mod editor;
mod one;

use interface::look::OwnItem;
use interface::model::GoalEnd;
use interface::model::kinds::{Goal, Listed};
use leptos::prelude::*;

use super::kind;
use crate::components::button::{Look, link};
use crate::components::live::{keyed, live};
use crate::components::rows::{live_way, ways};
use crate::components::{card, columns, empty, fact, frame, heading, lead, nothing, row, soft, stack, text};
use crate::kinds;
use crate::places::Place;
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;
use crate::words::choices;

pub(super) use one::page as goal;

/// All goals.
pub(super) fn page(session: Session) -> AnyView {
    let own = session.own(Goal::NUMBER);
    let group = move |is_ended: bool| {
        Memo::new(move |_| {
            let is_it = |own: &&OwnItem| end_of(own).is_some() == is_ended;
            own.with(|own| own.items.iter().filter(is_it).cloned().collect::<Vec<_>>())
        })
    };
    let (open, ended) = (group(false), group(true));
    let new = || row(vec![link(Look::Primary, words::goals_new(), Place::Goal(None))]);
    let first = live(
        move || own.with(|own| own.items.is_empty()),
        move |is_empty| {
            if is_empty {
                empty(vec![heading(words::goals_empty_title()), soft(words::goals_empty()), new()])
            } else {
                stack(vec![listed(open, None), new(), listed(ended, Some(words::goals_ended))])
            }
        },
    );
    let more = kind::more(session, move || own.with(|own| own.more));
    let content = columns(vec![stack(vec![first, more]), stack(vec![example()])]);
    let back = (words::nav_mine(), Place::Mine);
    frame::page(session, words::goals_title(), Some(back), vec![lead(words::goals_lead()), content])
}

fn listed(goals: Memo<Vec<OwnItem>>, title: Option<fn() -> String>) -> AnyView {
    live(
        move || goals.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                return nothing();
            }
            let rows = keyed(goals, |own| own.item.to_string(), way);
            stack(vec![title.map(|title| heading(title())).into_any(), ways(vec![rows])])
        },
    )
}

fn way(own: Memo<OwnItem>) -> AnyView {
    let place = Place::Goal(Some(own.with_untracked(|own| own.item)));
    let wish = move || own.with(|own| kinds::text_of(&own.content, "wish"));
    let about = move || {
        own.with(|own| match end_of(own) {
            Some(end) => choices::goal_end(end),
            None => plan_of(own).unwrap_or_else(words::goals_no_plan),
        })
    };
    live_way(wish, about, place)
}

fn end_of(own: &OwnItem) -> Option<GoalEnd> {
    kinds::read::<Goal>(&own.content).and_then(|goal| goal.end)
}

/// The plan in one sentence, if there is a whole one.
fn plan_of(own: &OwnItem) -> Option<String> {
    // The sentence goes on behind what was written.
    let part = |name: &str| kinds::text_of(&own.content, name).trim_end_matches('.').to_owned();
    let (when, then) = (part("when"), part("then"));
    (!when.is_empty() && !then.is_empty()).then(|| words::goals_plan(&when, &then))
}

/// One goal, worked out.
fn example() -> AnyView {
    let part = |label: String, said: String| fact(label, text(said));
    card(
        "wash-calm",
        vec![
            heading(words::goals_example_title()),
            part(words::goals_wish(), words::goals_example_wish()),
            part(words::goals_outcome(), words::goals_example_outcome()),
            part(words::goals_obstacle(), words::goals_example_obstacle()),
            part(words::goals_plan_title(), words::goals_example_plan()),
            soft(words::goals_example_about()),
        ],
    )
}
