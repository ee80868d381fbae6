//! One suggestion for today. The rule: there are 30, and each day has the next three of them, one after another. So none comes twice within
//! a week, whatever was skipped, and nothing is kept about it. It reads what is on the screen anyway and when one last looked at contrasts
//! or signs, never the log, a letter or the private check-in.

use crate::html;
use interface::model::Day;
use interface::model::kinds::{Contrasts, Listed, Signs};
use leptos::prelude::*;

use super::super::{no, prompts};
use crate::components::button::{Look, button, link};
use crate::components::voice::{Voice, voice};
use crate::components::{card, row, small, soft};
use crate::places::{Place, Reflection};
use crate::session::Session;
use crate::words;

/// So many suggestions a day has.
pub(super) const TURNS: u32 = 3;

/// Something to do that takes two minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Suggestion {
    /// A step of the ladder, by its number from 0.
    Step(usize),
    /// A question for the journal, by its number from 0.
    Question(usize),
    Rehearse,
    Pause,
    Look(Reflection),
    Tool(Tool),
}

/// A tool that is shown with what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tool {
    Goal,
    Value,
    People,
    Calm,
    Interest,
    Being,
}

use Suggestion::{Look as LookAt, Pause, Question, Rehearse, Step, Tool as Use};

const ALL: [Suggestion; 30] = [
    Step(0),
    Question(0),
    Rehearse,
    Step(1),
    Question(1),
    LookAt(Reflection::Contrasts),
    Step(2),
    Use(Tool::Goal),
    Question(2),
    Step(3),
    Use(Tool::Interest),
    Question(3),
    Step(4),
    Use(Tool::Value),
    Pause,
    Step(5),
    Question(4),
    Use(Tool::Calm),
    Step(6),
    Question(5),
    LookAt(Reflection::Signs),
    Step(7),
    Question(6),
    Use(Tool::Being),
    Step(8),
    Step(9),
    Question(7),
    Use(Tool::People),
    Step(10),
    Step(11),
];

/// What is suggested on a day, after so many other ones. `reflected` are the kinds of reflection that were made lately; without anybody to
/// look at, none is suggested.
pub(super) fn of_day(day: Day, turn: u32, reflected: &[u32], has_somebody: bool) -> Option<Suggestion> {
    if turn >= TURNS {
        return None;
    }
    let place = (u64::from(day.0) * u64::from(TURNS) + u64::from(turn)) % ALL.len() as u64;
    let found = ALL.iter().copied().nth(usize::try_from(place).ok()?)?;
    let fits = |kind: u32| has_somebody && !reflected.contains(&kind);
    Some(match found {
        LookAt(Reflection::Contrasts) if !fits(Contrasts::NUMBER) => Question(8),
        LookAt(Reflection::Signs) if !fits(Signs::NUMBER) => Question(9),
        found => found,
    })
}

/// The suggestion, drawn. “Another one” is there while the day has one.
pub(super) fn drawn(session: Session, suggestion: Suggestion, has_another: bool) -> AnyView {
    let (title, text, go) = match suggestion {
        Step(number) => (
            words::suggest_step(),
            no::steps().into_iter().nth(number).unwrap_or_default(),
            link(Look::Quiet, words::suggest_try(), Place::Ladder),
        ),
        Question(number) => {
            let question = prompts::nth(number);
            let asked = question.clone();
            let write =
                button(Look::Quiet, words::journal_write(), move || session.begin_entry(asked.clone()));
            (words::suggest_question(), question, write)
        }
        Rehearse => (
            words::no_rehearse(),
            words::rehearse_lead(),
            link(Look::Quiet, words::suggest_try(), Place::Rehearsal(None)),
        ),
        Pause => (
            words::before_yes_title(),
            words::before_yes_text(),
            link(Look::Quiet, words::suggest_look(), Place::No),
        ),
        LookAt(Reflection::Contrasts) => (
            words::contrasts_title(),
            words::contrasts_lead(),
            link(Look::Quiet, words::suggest_look(), Place::Reflect(Reflection::Contrasts, None)),
        ),
        Use(tool) => {
            let (title, text, place) = match tool {
                Tool::Goal => (words::goals_title(), words::goals_empty(), Place::Goals),
                Tool::Value => (words::values_title(), words::values_empty(), Place::Values),
                Tool::People => (words::circle_title(), words::circle_empty(), Place::Circle),
                Tool::Calm => (words::calm_title(), words::calm_about(), Place::Calm),
                Tool::Interest => (words::interests_title(), words::interests_about(), Place::Interests),
                Tool::Being => (words::being_title(), words::being_lead(), Place::BeingThere),
            };
            (title, text, link(Look::Quiet, words::suggest_look(), place))
        }
        LookAt(Reflection::Signs) => (
            words::signs_title(),
            words::signs_lead(),
            link(Look::Quiet, words::suggest_look(), Place::Reflect(Reflection::Signs, None)),
        ),
    };
    let safe = matches!(suggestion, Step(_) | Rehearse).then(|| small(words::ladder_skip()));
    let another = has_another.then(|| another(session)).into_any();
    card(
        "suggestion",
        vec![
            voice(Voice::Own, words::today_two_minutes()),
            title_of(title),
            soft(text),
            safe.into_any(),
            row(vec![go, another, none(session)]),
        ],
    )
}

/// The heading of a suggestion, which is read when it comes in the place of another.
pub(super) fn title_of(title: String) -> AnyView {
    html::h2().attr("tabindex", "-1").child(title).into_any()
}

/// Another suggestion.
pub(super) fn another(session: Session) -> AnyView {
    button(Look::Quiet, words::prompt_another(), move || {
        session.skip_suggestion(|skipped| skipped.suggestions = skipped.suggestions.saturating_add(1));
    })
}

/// No suggestion today.
pub(super) fn none(session: Session) -> AnyView {
    button(Look::Quiet, words::prompt_none(), move || {
        session.skip_suggestion(|skipped| skipped.suggestions = u32::MAX)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: u32 = 20_784;

    fn week(from: u32, reflected: &[u32], has_somebody: bool) -> Vec<Suggestion> {
        let days = from..from + 7;
        let all = days.flat_map(|day| (0..TURNS).map(move |turn| (Day(day), turn)));
        all.filter_map(|(day, turn)| of_day(day, turn, reflected, has_somebody)).collect()
    }

    #[test]
    fn nothing_is_suggested_twice_within_a_week_whatever_is_skipped() {
        for from in DAY..DAY + 30 {
            for (reflected, has_somebody) in [
                (vec![], true),
                (vec![Contrasts::NUMBER], true),
                (vec![], false),
                (vec![Signs::NUMBER], true),
            ] {
                let week = week(from, &reflected, has_somebody);
                assert_eq!(week.len(), 21);
                for (place, one) in week.iter().enumerate() {
                    assert!(!week[..place].contains(one), "{one:?} comes twice from day {from}");
                }
            }
        }
    }

    #[test]
    fn each_day_has_a_new_first_one() {
        for day in DAY..DAY + 30 {
            assert_ne!(of_day(Day(day), 0, &[], true), of_day(Day(day + 1), 0, &[], true));
        }
    }

    #[test]
    fn what_was_looked_at_lately_and_what_needs_somebody_is_not_suggested() {
        let of_month = |reflected: &[u32], has_somebody| -> Vec<Suggestion> {
            (0..8).flat_map(|week_of| week(DAY + 7 * week_of, reflected, has_somebody)).collect()
        };
        assert!(of_month(&[], true).contains(&LookAt(Reflection::Contrasts)));
        let none = of_month(&[Contrasts::NUMBER, Signs::NUMBER], true);
        assert!(!none.iter().any(|one| matches!(one, LookAt(_))));
        assert!(!of_month(&[], false).iter().any(|one| matches!(one, LookAt(_))));
    }

    #[test]
    fn after_three_there_is_no_other_one() {
        assert_eq!(of_day(Day(DAY), TURNS, &[], true), None);
        assert_eq!(of_day(Day(DAY), u32::MAX, &[], true), None);
    }
}
