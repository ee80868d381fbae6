//! One statement at a time. What was answered waits, sealed, until all of it is kept; nothing is kept of one that is stopped.

use crate::html;
use interface::command::Outcome;
use interface::model::fields::Few;
use interface::model::kinds::counts::{GIVEN, RECEIVED, STATEMENTS};
use interface::model::kinds::{Contrasts, Signs};
use interface::model::{Content, Day, Frequency, Presence, RelationshipId, Tie};
use leptos::{ev, prelude::*};

use super::super::{kind, ours};
use super::statements;
use crate::components::button::{Look, button};
use crate::components::form::Form;
use crate::components::live::live;
use crate::components::{card, frame, narrow, row, small, soft};
use crate::places::{Place, Reflection};
use crate::platform::browser;
use crate::session::Session;
use crate::words;
use crate::words::choices;

/// What is answered of each statement, by the number of the choice.
type Answers = Vec<Option<u8>>;

/// Everything that is asked.
struct Asked {
    statements: Vec<String>,
    /// The choices, by number; the last is drawn apart: it says nothing about the statement.
    choices: Vec<String>,
    of_when: String,
}

impl Asked {
    fn of(reflection: Reflection, tie: Tie, name: &str) -> Self {
        match reflection {
            Reflection::Contrasts => {
                let all = statements::contrasts();
                let statement = |(contrast, statement): (usize, usize)| {
                    let (_, statements) = all.get(contrast)?;
                    statements.get(statement).cloned()
                };
                Self {
                    statements: statements::asked().into_iter().filter_map(statement).collect(),
                    choices: Frequency::ALL.iter().map(|choice| choices::frequency(*choice)).collect(),
                    of_when: words::reflect_two_weeks(name),
                }
            }
            Reflection::Signs => Self {
                statements: statements::received(tie).into_iter().chain(statements::given()).collect(),
                choices: Presence::ALL.iter().map(|choice| choices::presence(*choice)).collect(),
                of_when: words::reflect_these_days(name),
            },
        }
    }
}

/// Whether answers were begun and wait.
pub(super) fn is_begun(session: Session, reflection: Reflection, with: RelationshipId) -> bool {
    session.draft(&Place::Answering(reflection, with).address()).was_begun()
}

/// Asking.
pub(in crate::pages) fn page(session: Session, reflection: Reflection, with: RelationshipId) -> AnyView {
    ours::with(session, with, move |known, _| {
        let (name, tie) = (known.name.clone(), known.tie);
        let asked = Asked::of(reflection, tie, &name);
        let count = asked.statements.len();
        let draft = session.draft(&Place::Answering(reflection, with).address());
        let answers = draft.field("answers", Vec::new(), to_text, of_text);
        let at = draft.beside("at", 0, ToString::to_string, |text| text.parse::<usize>().ok());
        draft.watch();
        let back = (name.clone(), Place::Reflect(reflection, Some(with)));
        let stop = move || {
            draft.saved();
            session.go_instead_and_say(Place::Reflect(reflection, Some(with)), words::reflect_stopped());
        };
        let form = Form::new(session);
        let keep = move || {
            if !answers.with_untracked(|answers| answers.iter().any(|answer| answer.is_some())) {
                return form.remark(words::reflect_nothing());
            }
            let on = session.open.with_untracked(|open| open.today);
            let content = answers.with_untracked(|answers| match reflection {
                Reflection::Contrasts => Content::of(&contrasts(on, answers)),
                Reflection::Signs => Content::of(&signs(on, tie, answers)),
            });
            form.send(kind::write(None, None, Some(with), content), move |outcome| {
                if matches!(outcome, Outcome::Written { .. }) {
                    draft.saved();
                    session.go_instead_and_say(Place::Reflect(reflection, Some(with)), words::reflect_kept());
                }
            });
        };
        let step_to = move |step: usize| {
            at.set(step);
            browser::focus_later("main h2");
        };
        let step = live(
            move || at.get().min(count),
            move |step| {
                let before = move || step_to(step.saturating_sub(1));
                let back = (step > 0).then(|| button(Look::Quiet, words::reflect_back(), before)).into_any();
                let stop = button(Look::Quiet, words::reflect_stop(), stop);
                let Some(statement) = asked.statements.get(step) else {
                    let keep = button(Look::Primary, words::reflect_keep(), keep);
                    return narrow(vec![
                        card("", vec![titled(words::reflect_done_title()), soft(words::reflect_done())]),
                        form.problems(),
                        row(vec![keep, back, stop]),
                    ]);
                };
                let choose = move |number: u8| {
                    answers.update(|answers| set(answers, step, number));
                    step_to(step + 1);
                };
                let chosen = move || answers.with(|answers| answers.get(step).copied().flatten());
                narrow(vec![
                    small(place_of(reflection, &name, number(step + 1), number(count))),
                    card("", vec![titled(statement.clone()), soft(asked.of_when.clone())]),
                    options(&asked.choices, statement, chosen, choose),
                    row(vec![back, stop]),
                ])
            },
        );
        frame::page(session, reflection.title(), Some(back), vec![step])
    })
}

/// Where one is. Signs are about both sides.
fn place_of(reflection: Reflection, name: &str, step: u32, count: u32) -> String {
    match reflection {
        Reflection::Contrasts => words::reflect_where(name, step, count),
        Reflection::Signs => words::reflect_where_signs(name, step, count),
    }
}

/// What may be answered, one below the other; that nothing can be said stands apart.
fn options(
    choices: &[String],
    statement: &str,
    chosen: impl Fn() -> Option<u8> + Copy + Send + Sync + 'static,
    choose: impl Fn(u8) + Copy + 'static,
) -> AnyView {
    let option = |(number, label): (usize, &String)| {
        let class = if number + 1 == choices.len() { "btn plain" } else { "opt" };
        let number = u8::try_from(number).unwrap_or(u8::MAX);
        let pressed = move || if chosen() == Some(number) { "true" } else { "false" };
        html::button()
            .r#type("button")
            .class(class)
            .attr("aria-pressed", pressed)
            .on(ev::click, move |_| choose(number))
            .child(label.clone())
    };
    let options = choices.iter().enumerate().map(option).collect_view();
    html::div()
        .class("opts")
        .attr("role", "group")
        .attr("aria-label", statement.to_owned())
        .child(options)
        .into_any()
}

/// A heading that takes the focus as the next statement comes.
fn titled(text: String) -> AnyView {
    html::h2().attr("tabindex", "-1").child(text).into_any()
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn set(answers: &mut Answers, step: usize, number: u8) {
    if answers.len() <= step {
        answers.resize(step + 1, None);
    }
    if let Some(answer) = answers.get_mut(step) {
        *answer = Some(number);
    }
}

/// One character for each statement: the number of its choice, or a dash.
fn to_text(answers: &Answers) -> String {
    let one =
        |answer: &Option<u8>| answer.and_then(|number| char::from_digit(number.into(), 10)).unwrap_or('-');
    answers.iter().map(one).collect()
}

fn of_text(text: &str) -> Option<Answers> {
    let one = |one: char| one.to_digit(10).and_then(|number| u8::try_from(number).ok());
    Some(text.chars().map(one).collect())
}

fn contrasts(on: Day, answers: &Answers) -> Contrasts {
    let of = |contrast: usize| {
        let mut answered = [Frequency::DidNotComeUp; STATEMENTS];
        for ((asked, statement), answer) in statements::asked().into_iter().zip(answers) {
            let answer = answer.and_then(|number| Frequency::from_number(number.into()));
            if let (true, Some(answer), Some(place)) =
                (asked == contrast, answer, answered.get_mut(statement))
            {
                *place = answer;
            }
        }
        few(answered.to_vec())
    };
    Contrasts {
        on,
        boundaries: of(0),
        honesty: of(1),
        communication: of(2),
        understanding: of(3),
        worth: of(4),
    }
}

fn signs(on: Day, tie: Tie, answers: &Answers) -> Signs {
    let mut answered: Vec<Presence> = answers
        .iter()
        .map(|answer| {
            answer.and_then(|number| Presence::from_number(number.into())).unwrap_or(Presence::CannotSay)
        })
        .collect();
    answered.resize(RECEIVED + GIVEN, Presence::CannotSay);
    let given = answered.split_off(RECEIVED);
    Signs { on, tie, from_them: few(answered), from_me: few(given) }
}

fn few<F, const COUNT: usize>(all: Vec<F>) -> Few<F, COUNT> {
    Few::new(all).unwrap_or_else(|_| unreachable!("there are as many answers as statements"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_kept_as_a_text_and_read_again() {
        let answers = vec![Some(0), None, Some(5), Some(4)];
        assert_eq!(to_text(&answers), "0-54");
        assert_eq!(of_text("0-54"), Some(answers));
        assert_eq!(of_text(""), Some(Vec::new()));
    }

    #[test]
    fn each_answer_comes_to_its_own_statement() {
        let answers: Answers = statements::asked()
            .iter()
            .map(|(contrast, statement)| Some(u8::try_from((contrast + statement) % 6).unwrap()))
            .collect();
        let said = contrasts(Day(20_784), &answers);
        let all = [&said.boundaries, &said.honesty, &said.communication, &said.understanding, &said.worth];
        for (contrast, answered) in all.into_iter().enumerate() {
            let numbers: Vec<u32> = answered.as_slice().iter().map(|answer| answer.number()).collect();
            let expected: Vec<u32> = (0..6).map(|statement| ((contrast + statement) % 6) as u32).collect();
            assert_eq!(numbers, expected, "{contrast}");
        }
    }

    #[test]
    fn what_was_not_answered_says_nothing() {
        let said = contrasts(Day(20_784), &vec![Some(3)]);
        assert_eq!(said.boundaries.as_slice()[0], Frequency::Often);
        assert_eq!(said.honesty.as_slice(), [Frequency::DidNotComeUp; 6]);
        let said = signs(Day(20_784), Tie::Friend, &vec![Some(2), None]);
        assert_eq!(said.from_them.as_slice()[..2], [Presence::Often, Presence::CannotSay]);
        assert_eq!(said.from_me.as_slice(), [Presence::CannotSay; 2]);
    }
}
