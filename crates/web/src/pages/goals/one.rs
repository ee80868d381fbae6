//! One goal: what it is, its steps, what became of it.

use crate::html;
use interface::command::Outcome;
use interface::look::OwnItem;
use interface::model::fields::{Few, Line};
use interface::model::kinds::Goal;
use interface::model::{Content, GoalEnd, ItemId};
use leptos::prelude::*;

use super::super::kind::{self, Removal};
use super::editor::{STEP_CHARACTERS_MAX, editor};
use crate::components::button::{Look, button, link};
use crate::components::form::Form;
use crate::components::live::{keyed, live};
use crate::components::voice::{Voice, voice};
use crate::components::{card, fact, frame, heading, lead, nothing, row, said, soft, stack};
use crate::kinds;
use crate::places::Place;
use crate::platform::browser;
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;
use crate::words::choices;

/// A goal; a new one without an item.
pub(in crate::pages) fn page(session: Session, item: Option<ItemId>) -> AnyView {
    let back = (words::goals_title(), Place::Goals);
    let place = Place::Goal(item);
    if item.is_none() {
        let content = vec![lead(words::goals_new_lead()), editor(session, place, None)];
        return frame::page(session, words::goals_new(), Some(back), content);
    }
    kind::page(session, words::goals_one(), back, move |start, now| {
        let draft = session.draft(&place.address());
        let removal = Removal {
            button: words::goals_remove,
            title: words::goals_remove_title,
            text: words::goals_remove_text,
            done: words::removed,
            to: Place::Goals,
        };
        let was_begun = draft.was_begun();
        let form = stack(vec![kind::changed_since(draft, now), editor(session, place, Some(start))]);
        let folded = html::details()
            .attr("open", was_begun)
            .child((html::summary().class("btn plain").child(words::goals_change()), form));
        vec![
            read(session, now),
            ended(session, now),
            folded.into_any(),
            kind::siblings(now),
            kind::removal(session, now, removal),
        ]
    })
}

/// What was written, to be read.
fn read(session: Session, now: Memo<Option<OwnItem>>) -> AnyView {
    let part = |label: fn() -> String, name: &'static str| {
        live(
            move || now.with(|own| own.as_ref().map(|own| kinds::text_of(&own.content, name))),
            move |text| match text.filter(|text| !text.is_empty()) {
                Some(text) => fact(label(), said(text)),
                None => nothing(),
            },
        )
    };
    let wish = live(
        move || now.with(|own| own.as_ref().map(|own| kinds::text_of(&own.content, "wish"))),
        |wish| heading(wish.unwrap_or_default()),
    );
    card(
        "",
        vec![stack(vec![
            voice(Voice::Own, words::voice_mine()),
            wish,
            part(words::goals_outcome, "outcome"),
            part(words::goals_obstacle, "obstacle"),
            part(words::goals_when, "when"),
            part(words::goals_then, "then"),
            steps(session, now),
        ])],
    )
}

fn goal_of(now: Memo<Option<OwnItem>>) -> Option<(OwnItem, Goal)> {
    let own = now.get_untracked()?;
    let goal = kinds::read::<Goal>(&own.content)?;
    Some((own, goal))
}

/// Writes the goal anew, a little different.
fn write(
    form: Form,
    now: Memo<Option<OwnItem>>,
    change: impl FnOnce(&mut Goal),
    done: impl FnOnce() + 'static,
) {
    let Some((own, mut goal)) = goal_of(now) else { return };
    change(&mut goal);
    let command = kind::write(Some(own.item), Some(own.version), None, Content::of(&goal));
    form.send(command, move |outcome| {
        if let Outcome::Written { .. } = outcome {
            done();
        }
    });
}

/// Its steps, each with a box to tick. They keep their order.
fn steps(session: Session, now: Memo<Option<OwnItem>>) -> AnyView {
    let form = Form::new(session);
    let steps = Memo::new(move |_| {
        let goal = now.with(|own| own.as_ref().and_then(|own| kinds::read::<Goal>(&own.content)));
        let steps = goal.map(|goal| {
            let is_done = |step: &Line<STEP_CHARACTERS_MAX>| goal.done.as_slice().contains(step);
            goal.steps.as_slice().iter().map(|step| (step.as_str().to_owned(), is_done(step))).collect()
        });
        steps.unwrap_or_default()
    });
    let one = move |step: Memo<(String, bool)>| {
        let named = step.get_untracked().0;
        let label = named.clone();
        let input = html::input()
            .r#type("checkbox")
            .prop("checked", move || step.with(|(_, is_done)| *is_done))
            .on(leptos::ev::change, move |event| {
                let is_done = event_target_checked(&event);
                let (named, said) = (named.clone(), named.clone());
                let change = move |goal: &mut Goal| {
                    let of = |step: &Line<STEP_CHARACTERS_MAX>| step.as_str() == named;
                    let was = |step: &Line<STEP_CHARACTERS_MAX>| goal.done.as_slice().contains(step);
                    let steps = goal.steps.as_slice().iter();
                    let done = steps.filter(|step| if of(step) { is_done } else { was(step) }).cloned();
                    // No more than there are steps.
                    if let Ok(done) = Few::new(done.collect()) {
                        goal.done = done;
                    }
                };
                write(form, now, change, move || {
                    if is_done {
                        session.say(words::goals_step_done(&said));
                    }
                });
            });
        let words = html::span().attr("dir", "auto").child(label);
        html::li().child(html::label().class("check").child((input, words))).into_any()
    };
    live(
        move || steps.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                return nothing();
            }
            let rows = keyed(steps, |(step, _)| step.clone(), one);
            let list = html::ul().class("ticks").child(rows).into_any();
            stack(vec![fact(words::goals_steps(), list), form.problems()])
        },
    )
}

/// What became of it: three ways, drawn alike; and back again.
fn ended(session: Session, now: Memo<Option<OwnItem>>) -> AnyView {
    let form = Form::new(session);
    let end = Memo::new(move |_| {
        now.with(|own| {
            own.as_ref().and_then(|own| kinds::read::<Goal>(&own.content)).and_then(|goal| goal.end)
        })
    });
    let set = move |end: Option<GoalEnd>, said: fn() -> String| {
        move || {
            write(
                form,
                now,
                |goal| goal.end = end,
                move || {
                    session.say(said());
                    browser::focus_heading();
                },
            );
        }
    };
    let content = live(
        move || end.get(),
        move |end| match end {
            None => stack(vec![
                heading(words::goals_became_title()),
                soft(words::goals_became()),
                row(vec![
                    button(
                        Look::Quiet,
                        choices::goal_end(GoalEnd::Done),
                        set(Some(GoalEnd::Done), words::goals_done_said),
                    ),
                    button(
                        Look::Quiet,
                        choices::goal_end(GoalEnd::LetGo),
                        set(Some(GoalEnd::LetGo), words::goals_let_go_said),
                    ),
                    button(
                        Look::Quiet,
                        choices::goal_end(GoalEnd::Changed),
                        set(Some(GoalEnd::Changed), words::goals_changed_said),
                    ),
                ]),
            ]),
            Some(end) => stack(vec![
                heading(choices::goal_end(end)),
                soft(match end {
                    GoalEnd::Done => words::goals_done_text(),
                    GoalEnd::LetGo => words::goals_let_go_text(),
                    GoalEnd::Changed => words::goals_changed_text(),
                }),
                row(vec![
                    link(Look::Quiet, words::goals_next(), Place::Goal(None)),
                    button(Look::Quiet, words::goals_again(), set(None, words::goals_again_said)),
                ]),
            ]),
        },
    );
    card("wash-self", vec![stack(vec![content, form.problems()])])
}
