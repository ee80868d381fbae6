//! The private check-in about control, in both directions. It has no address, since browsers keep those, and writes nothing: no record, no
//! draft, no message to the worker. What is answered lives here, in memory, until it is closed.

use crate::html;
use leptos::{ev, prelude::*};

use crate::components::button::{Look, button};
use crate::components::dialog::dialog;
use crate::components::exits::help_button;
use crate::components::{card, heading, nothing, row, small, soft, stack, text};
use crate::platform::browser;
use crate::reactive::RwSignal;
use crate::words;

/// How many questions each part has.
const QUESTIONS: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// What somebody does to the person.
    One,
    /// What the person does.
    Two,
}

impl Part {
    fn title(self) -> String {
        match self {
            Self::One => words::alone_one(),
            Self::Two => words::alone_two(),
        }
    }

    fn other(self) -> Self {
        match self {
            Self::One => Self::Two,
            Self::Two => Self::One,
        }
    }

    fn questions(self, is_partner: bool) -> [String; QUESTIONS] {
        use words::*;
        match self {
            Self::One => [
                alone_one_1(),
                alone_one_2(),
                alone_one_3(),
                alone_one_4(),
                if is_partner { alone_one_5_partner() } else { alone_one_5() },
                alone_one_6(),
                alone_one_7(),
                alone_one_8(),
            ],
            Self::Two => [
                alone_two_1(),
                alone_two_2(),
                alone_two_3(),
                alone_two_4(),
                if is_partner { alone_two_5_partner() } else { alone_two_5() },
                alone_two_6(),
                alone_two_7(),
                alone_two_8(),
            ],
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Nothing is asked before the person has said that they are alone.
    Before,
    Whom,
    Parts,
    Asking(Part, usize),
    Said(Part),
}

/// Where one is, and what was answered. Nothing of it outlives its being closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Now {
    step: Step,
    is_partner: bool,
    /// Whether any question of a part was answered with yes; nothing for a part that was not finished.
    one: Option<bool>,
    two: Option<bool>,
    /// Which questions of the part that is being asked were answered with yes.
    yes: [bool; QUESTIONS],
}

impl Now {
    const BEGIN: Self =
        Self { step: Step::Before, is_partner: false, one: None, two: None, yes: [false; QUESTIONS] };

    fn answer(&mut self, part: Part, question: usize, is_yes: bool) {
        if let Some(answer) = self.yes.get_mut(question) {
            *answer = is_yes;
        }
        if question + 1 < QUESTIONS {
            self.step = Step::Asking(part, question + 1);
            return;
        }
        let any = self.yes.contains(&true);
        match part {
            Part::One => self.one = Some(any),
            Part::Two => self.two = Some(any),
        }
        self.step = Step::Said(part);
    }

    fn begin(&mut self, part: Part) {
        self.yes = [false; QUESTIONS];
        self.step = Step::Asking(part, 0);
    }

    /// What is said to it, part by part. It gives no number and no verdict.
    fn said(&self) -> Vec<String> {
        let mut said = Vec::new();
        if self.one == Some(true) && self.two == Some(true) {
            said.push(words::alone_both());
        }
        match self.one {
            Some(true) => said.push(words::alone_one_any()),
            Some(false) => said.push(words::alone_one_none()),
            None => {}
        }
        match self.two {
            Some(true) => {
                said.extend([words::alone_two_any(), words::alone_two_any_now()]);
                if self.one.is_none() {
                    said.push(words::alone_two_any_afraid());
                }
            }
            Some(false) => said.push(words::alone_two_none()),
            None => {}
        }
        said
    }
}

/// The quiet line of a tool of two people: one, and never more.
pub(super) fn line() -> AnyView {
    let open = RwSignal::new(false);
    let ask = button(Look::Plain, words::alone_line(), move || open.set(true));
    stack(vec![row(vec![ask]), questions(open)])
}

/// The way to it from Help.
pub(super) fn entry() -> AnyView {
    let open = RwSignal::new(false);
    let ask = button(Look::Quiet, words::alone_entry_button(), move || open.set(true));
    let content = vec![heading(words::alone_entry_title()), soft(words::alone_entry()), row(vec![ask])];
    stack(vec![card("", content), questions(open)])
}

fn questions(open: RwSignal<bool>) -> AnyView {
    let now = RwSignal::new(Now::BEGIN);
    Effect::new(move |_| {
        if !open.get() {
            now.set(Now::BEGIN);
        }
    });
    let title = move || match now.get().step {
        Step::Before | Step::Whom | Step::Parts => words::alone_title(),
        Step::Asking(part, _) | Step::Said(part) => part.title(),
    };
    dialog(open, title, move || step(open, now))
}

fn step(open: RwSignal<bool>, now: RwSignal<Now>) -> Vec<AnyView> {
    let change = move |change: &dyn Fn(&mut Now)| {
        now.update(|now| change(now));
        // What is there now is read from its heading on.
        browser::focus_later("dialog[open] [autofocus]");
    };
    let close = || button(Look::Quiet, words::alone_close(), move || open.set(false));
    let at = now.get();
    match at.step {
        Step::Before => {
            let alone =
                button(Look::Primary, words::alone_yes(), move || change(&|now| now.step = Step::Whom));
            vec![text(words::alone_before()), soft(words::alone_before_two()), row(vec![alone, close()])]
        }
        Step::Whom => {
            let whom = move |is_partner: bool| {
                change(&move |now| {
                    now.is_partner = is_partner;
                    now.step = Step::Parts;
                });
            };
            let options = vec![
                option(words::alone_partner(), move || whom(true)),
                option(words::alone_other(), move || whom(false)),
            ];
            vec![text(words::alone_whom()), opts(options), row(vec![close()])]
        }
        Step::Parts => {
            let options = [Part::One, Part::Two];
            let options =
                options.map(|part| option(part.title(), move || change(&move |now| now.begin(part))));
            vec![soft(words::alone_parts()), opts(options.into_iter().collect()), row(vec![close()])]
        }
        Step::Asking(part, question) => {
            let asked = part.questions(at.is_partner).into_iter().nth(question).unwrap_or_default();
            let answer = move |is_yes| change(&move |now| now.answer(part, question, is_yes));
            let months = if part == Part::One { small(words::alone_months()) } else { nothing() };
            let options = vec![
                option(words::alone_answer_yes(), move || answer(true)),
                option(words::alone_answer_no(), move || answer(false)),
                option(words::alone_answer_skip(), move || answer(false)),
            ];
            let before = question.checked_sub(1).map(|before| {
                button(Look::Quiet, words::alone_back(), move || {
                    change(&move |now| now.step = Step::Asking(part, before));
                })
            });
            let question = html::p().class("thing").child(asked).into_any();
            let buttons = row(vec![before.into_any(), close()]);
            vec![months, question, opts(options), soft(words::alone_people()), buttons]
        }
        Step::Said(part) => {
            let mut content: Vec<AnyView> = at.said().into_iter().map(text).collect();
            let other = part.other();
            let is_open = if other == Part::One { at.one.is_none() } else { at.two.is_none() };
            let go_on = is_open
                .then(|| button(Look::Quiet, other.title(), move || change(&move |now| now.begin(other))))
                .into_any();
            content.push(row(vec![help_button(Look::Quiet), go_on, close()]));
            content
        }
    }
}

fn opts(options: Vec<AnyView>) -> AnyView {
    html::div().class("opts").child(options).into_any()
}

fn option(label: String, act: impl Fn() + 'static) -> AnyView {
    html::button().r#type("button").class("opt").on(ev::click, move |_| act()).child(label).into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(part: Part, yes_at: Option<usize>) -> Now {
        let mut now = Now::BEGIN;
        now.begin(part);
        for question in 0..QUESTIONS {
            assert_eq!(now.step, Step::Asking(part, question));
            now.answer(part, question, yes_at == Some(question));
        }
        assert_eq!(now.step, Step::Said(part));
        now
    }

    #[test]
    fn safety_s30_any_yes_is_answered_alike_wherever_it_stands() {
        for part in [Part::One, Part::Two] {
            let first = answered(part, Some(0)).said();
            for question in 1..QUESTIONS {
                assert_eq!(answered(part, Some(question)).said(), first);
            }
            assert_ne!(answered(part, None).said(), first);
        }
        assert_eq!(answered(Part::One, None).said(), [words::alone_one_none()]);
        assert_eq!(answered(Part::Two, None).said(), [words::alone_two_none()]);
    }

    #[test]
    fn an_answer_that_was_taken_back_counts_no_more() {
        let mut now = Now::BEGIN;
        now.begin(Part::One);
        now.answer(Part::One, 0, true);
        now.step = Step::Asking(Part::One, 0);
        for question in 0..QUESTIONS {
            now.answer(Part::One, question, false);
        }
        assert_eq!(now.said(), [words::alone_one_none()]);
    }

    #[test]
    fn safety_s30_no_number_and_no_verdict() {
        let mut both = answered(Part::One, Some(3));
        both.begin(Part::Two);
        for question in 0..QUESTIONS {
            both.answer(Part::Two, question, true);
        }
        let said = both.said();
        assert_eq!(said[0], words::alone_both());
        assert!(!said.contains(&words::alone_two_any_afraid()), "the first part was read");
        assert!(said.iter().all(|said| !said.chars().any(|letter| letter.is_ascii_digit() || letter == '%')));
    }
}
