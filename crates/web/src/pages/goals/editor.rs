//! A goal as it is written.

use std::borrow::Cow;

use interface::look::OwnItem;
use interface::model::Value;
use interface::model::fields::Few;
use interface::model::fields::Line;
use interface::model::kinds::Goal;
use interface::model::kinds::counts::STEPS_MAX;
use leptos::prelude::*;

use super::super::alone;
use super::super::kind::Sheet;
use super::example;
use crate::components::button::{Look, link, submit};
use crate::components::choice::choice;
use crate::components::field::{Purpose, Wrong, field};
use crate::components::live::live;
use crate::components::{card, columns, heading, row, soft, stack, text};
use crate::kinds;
use crate::places::Place;
use crate::reactive::RwSignal;
use crate::session::Session;
use crate::words;

/// The most characters in a step.
pub(super) const STEP_CHARACTERS_MAX: usize = 160;

/// Where the obstacle is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Where {
    InMe,
    SomebodyStopsMe,
}

/// The form of a goal, with the example beside it while it is new.
pub(super) fn editor(session: Session, place: Place, start: Option<OwnItem>) -> AnyView {
    let is_new = start.is_none();
    let goal = start.as_ref().and_then(|own| kinds::read::<Goal>(&own.content));
    let sheet = Sheet::new::<Goal>(session, place, start);
    let steps = goal.map(|goal| lines_of(&goal.steps)).unwrap_or_default();
    let steps = sheet.draft.text("steps", steps);
    sheet.has("steps");
    let base = sheet.base();
    let wrong: Wrong = Signal::derive(move || steps.with(|steps| fault_of(steps)));
    let wish =
        sheet.needed("wish", words::goals_wish(), words::goals_wish_hint(), words::goals_wish_needed());
    let outcome = sheet.field("outcome", words::goals_outcome(), words::goals_outcome_hint());
    let [obstacle, when, then] = ["obstacle", "when", "then"].map(|name| sheet.typed(name));
    // Which of the two it is stays on this page: nothing of it is kept.
    let place_of = RwSignal::new(Some(Where::InMe));
    let options = vec![
        (Where::InMe, words::goals_obstacle_in_me()),
        (Where::SomebodyStopsMe, words::goals_obstacle_stopped()),
    ];
    let parts = sheet.fields(vec![
        ("obstacle", obstacle, words::goals_obstacle(), words::goals_obstacle_hint()),
        ("when", when, words::goals_when(), words::goals_when_hint()),
        ("then", then, words::goals_then(), words::goals_then_hint()),
    ]);
    let plan = live(
        move || place_of.get() == Some(Where::SomebodyStopsMe),
        move |is_stopped| if is_stopped { stopped() } else { stack(parts()) },
    );
    let send = sheet.sending(
        move || {
            let steps = steps.with_untracked(|steps| lines(steps));
            let still = |step: &&Line<STEP_CHARACTERS_MAX>| steps.iter().any(|line| line == step.as_str());
            // What was ticked meanwhile stays so.
            let done = base.read::<Goal>().map(|goal| goal.done.as_slice().to_vec()).unwrap_or_default();
            let done = done.iter().filter(still).map(|step| step.as_str().to_owned()).collect();
            vec![("steps", several(steps)), ("done", several(done))]
        },
        move |item| {
            let [when, then] = [when, then].map(|text| text.with_untracked(|text| text.trim().to_owned()));
            let said = if when.is_empty() || then.is_empty() {
                words::goals_kept()
            } else {
                words::goals_kept_plan()
            };
            session.be_at_and_say(Place::Goal(Some(item)), said);
        },
    );
    let form = sheet.form;
    let fields = vec![
        wish,
        outcome,
        choice(words::goals_where(), options, place_of),
        plan,
        field(
            Purpose::List,
            words::goals_steps(),
            words::goals_steps_hint(narrow(STEP_CHARACTERS_MAX), narrow(STEPS_MAX)),
            steps,
            wrong,
        ),
        row(vec![
            submit(Look::Primary, words::goals_keep(), form.busy),
            link(Look::Quiet, words::back_without_saving(), Place::Goals),
        ]),
    ];
    let checked = move || {
        // What is wrong with the steps stands at them, and nothing is sent.
        match wrong.get_untracked() {
            Some(said) => form.remark(said),
            None => send(),
        }
    };
    let written = stack(vec![form.element(checked, fields), sheet.draft.line()]);
    if is_new { columns(vec![written, stack(vec![example()])]) } else { written }
}

/// Somebody else's power is no obstacle that a plan for oneself would help against.
fn stopped() -> AnyView {
    card(
        "wash-calm",
        vec![
            heading(words::goals_stopped_title()),
            text(words::goals_stopped()),
            soft(words::goals_stopped_kept()),
            row(vec![link(Look::Quiet, words::nav_help(), Place::Help)]),
            alone::line(),
        ],
    )
}

/// One step a line, without empty ones.
fn lines(typed: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in typed.lines().filter_map(|line| Line::<{ usize::MAX }>::typed(line).ok()) {
        // The same step twice would be done at once.
        if !lines.iter().any(|known| known == line.as_str()) {
            lines.push(line.into_string());
        }
    }
    lines
}

fn lines_of(steps: &Few<Line<STEP_CHARACTERS_MAX>, STEPS_MAX>) -> String {
    steps.as_slice().iter().map(|step| step.as_str()).collect::<Vec<_>>().join("\n")
}

fn several(lines: Vec<String>) -> Value<'static> {
    Value::Several(lines.into_iter().map(|line| Value::Text(Cow::Owned(line))).collect())
}

/// What is wrong with the steps, in words.
fn fault_of(typed: &str) -> Option<String> {
    let lines = lines(typed);
    if lines.len() > STEPS_MAX {
        return Some(words::goals_steps_too_many(narrow(STEPS_MAX)));
    }
    let is_long = lines.iter().any(|line| line.chars().count() > STEP_CHARACTERS_MAX);
    is_long.then(|| words::goals_step_too_long(narrow(STEP_CHARACTERS_MAX)))
}

fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_stands_on_each_line_once() {
        assert_eq!(lines("Call Ana\n\n  buy paint \nCall Ana\n"), ["Call Ana", "buy paint"]);
        assert!(lines(" \n\u{200b}\n").is_empty());
    }
}
