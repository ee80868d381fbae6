//! The daily check-in: how much the day was one's own, and how well the closeness with each person suited. Nobody else ever sees it.

mod answers;
mod earlier;

use interface::command::{Command, Problem};
use interface::look::OwnItem;
use interface::model::kinds::{CheckIn, Listed};
use interface::model::{Closeness, Day, RelationshipId};
use leptos::prelude::*;

use answers::Answers;

pub(super) use earlier::told;

use super::kind;
use crate::components::button::{Look, button, link, submit};
use crate::components::choice::choice;
use crate::components::field::{Purpose, Wrong, field, never};
use crate::components::form::{Form, Remark};
use crate::components::live::{keyed, live};
use crate::components::scale::scale;
use crate::components::voice::{Voice, voice};
use crate::components::{card, frame, heading, narrow, nothing, row, small, stack};
use crate::kinds;
use crate::places::Place;
use crate::platform::browser;
use crate::reactive::{Memo, RwSignal};
use crate::session::Session;
use crate::words;
use crate::words::choices;

/// Up to this point the closeness suited poorly.
const POORLY_MAX: u8 = 3;

/// The page.
pub(super) fn page(session: Session) -> AnyView {
    let own = session.own(CheckIn::NUMBER);
    let today = session.open.with_untracked(|open| open.today);
    let yesterday = Day(today.0.saturating_sub(1));
    let day = RwSignal::new(Some(today));
    let typed =
        [today, yesterday].map(|day| Typed::of(session, day, own.with_untracked(|own| own.items.clone())));
    let all = typed.clone();
    let days = vec![(today, words::check_in_today()), (yesterday, words::check_in_yesterday())];
    let form = live(
        move || day.get().unwrap_or(today),
        move |day| typed.iter().find(|typed| typed.day == day).map(|typed| typed.form(session)).into_any(),
    );
    let removed = move |day| {
        all.iter().filter(|typed| typed.day == day).for_each(Typed::clear);
        browser::focus_heading();
    };
    let back = (words::nav_mine(), Place::Mine);
    let content = vec![
        small(words::check_in_private()),
        choice(words::check_in_which(), days, day),
        form,
        earlier::list(session, own, today, removed),
        kind::more(session, move || own.with(|own| own.more)),
    ];
    frame::page(session, words::check_in_title(), Some(back), vec![narrow(content)])
}

/// What is being said of a day, about oneself and with each person.
#[derive(Clone)]
struct Typed {
    session: Session,
    day: Day,
    own: Answers,
    with: StoredValue<Vec<(RelationshipId, Answers)>>,
    known: Vec<OwnItem>,
}

impl Typed {
    fn of(session: Session, day: Day, items: Vec<OwnItem>) -> Self {
        let is_of_day =
            |own: &OwnItem| kinds::read::<CheckIn>(&own.content).is_some_and(|said| said.day == day);
        let known: Vec<OwnItem> = items.into_iter().filter(is_of_day).collect();
        let people =
            session.open.with_untracked(|open| open.relationships.iter().map(|known| known.id).collect());
        let people: Vec<RelationshipId> = people;
        let with = people.into_iter().map(|id| (id, Answers::of(session, day, &known, Some(id)))).collect();
        Self {
            session,
            day,
            own: Answers::of(session, day, &known, None),
            with: StoredValue::new(with),
            known,
        }
    }

    /// What is being said with somebody, who may have been added while the page stands.
    fn with(&self, id: RelationshipId) -> Answers {
        let find = |with: &Vec<(RelationshipId, Answers)>| {
            with.iter().find(|(known, _)| *known == id).map(|(_, answers)| *answers)
        };
        self.with.with_value(find).unwrap_or_else(|| {
            let answers = Answers::of(self.session, self.day, &self.known, Some(id));
            self.with.update_value(|with| with.push((id, answers)));
            answers
        })
    }

    /// That no point was chosen for anything.
    fn pointless(&self) -> Remark {
        let with = self.with.with_value(|with| with.iter().map(|(_, answers)| *answers).collect::<Vec<_>>());
        self.own.pointless().and(move || with.iter().all(|answers| answers.point.with(Option::is_none)))
    }

    fn form(&self, session: Session) -> AnyView {
        let form = Form::new(session);
        let typed = self.clone();
        let send = move || match typed.written() {
            Ok(_) if typed.own.lacks_a_point() => _ = form.lacks(&[typed.own.pointless()]),
            Ok(written) if written.is_empty() => _ = form.lacks(&[typed.pointless()]),
            Ok(written) => {
                let (answers, commands): (Vec<Answers>, Vec<_>) = written.into_iter().unzip();
                let mut answers = answers.into_iter();
                let each = move |outcome| {
                    if let Some(answers) = answers.next() {
                        answers.is_kept(&outcome);
                    }
                };
                form.send_each(commands, each, move || session.say(words::check_in_kept()));
            }
            Err(problem) => form.send_typed(Err(problem), |_| {}),
        };
        let buttons = row(vec![submit(Look::Primary, words::check_in_keep(), form.busy)]);
        let wrong = form.is(|problem| matches!(problem, Problem::TooLong { .. }));
        form.element(send, vec![own(self.own, wrong), self.people(session), buttons])
    }

    fn people(&self, session: Session) -> AnyView {
        let people = Memo::new(move |_| {
            session.open.with(|open| {
                open.relationships.iter().map(|known| (known.id, known.name.clone())).collect::<Vec<_>>()
            })
        });
        let typed = self.clone();
        keyed(
            people,
            |(id, _)| id.to_string(),
            move |person| {
                let answers = typed.with(person.with_untracked(|(id, _)| *id));
                bond(move || person.with(|(_, name)| name.clone()), answers)
            },
        )
    }

    fn written(&self) -> Result<Vec<(Answers, Command)>, Problem> {
        let with = self.with.get_value().into_iter().map(|(id, answers)| (Some(id), answers));
        let mut written = Vec::new();
        for (about, answers) in core::iter::once((None, self.own)).chain(with) {
            written.extend(answers.written(self.day, about)?.map(|command| (answers, command)));
        }
        Ok(written)
    }

    /// The day was removed: nothing is said of it any more.
    fn clear(&self) {
        self.own.clear();
        self.with.with_value(|with| with.iter().for_each(|(_, answers)| answers.clear()));
    }
}

fn own(answers: Answers, wrong: Wrong) -> AnyView {
    let question = heading(words::check_in_own());
    let ends = (words::check_in_hardly(), words::check_in_wholly());
    card(
        "",
        vec![
            voice(Voice::Own, words::voice_mine()),
            scale(Voice::Own, question, ends, answers.point),
            field(
                Purpose::Lines(kinds::characters_max::<CheckIn>("words")),
                words::check_in_words(),
                String::new(),
                answers.words,
                wrong,
            ),
            answers.draft.line(),
        ],
    )
}

fn bond(name: impl Fn() -> String + Copy + Send + Sync + 'static, answers: Answers) -> AnyView {
    let question = live(name, |name| heading(words::check_in_bond(&name)));
    let ends = (words::check_in_poorly(), words::check_in_well());
    let wishes: Vec<(Closeness, String)> =
        Closeness::ALL.iter().map(|wish| (*wish, choices::closeness(*wish))).collect();
    let wish = live(
        move || answers.point.get().is_some_and(|point| point <= POORLY_MAX),
        move |suits_poorly| {
            if !suits_poorly {
                return nothing();
            }
            choice(words::check_in_wish(), wishes.clone(), answers.wish)
        },
    );
    card(
        "",
        vec![
            live(name, |name| voice(Voice::Bond, words::ours_with(&name))),
            scale(Voice::Bond, question, ends, answers.point),
            stack(vec![wish]),
            answers.draft.line(),
        ],
    )
}

/// The question of the day, on Today.
pub(super) fn on_today(session: Session) -> AnyView {
    let today = session.open.with_untracked(|open| open.today);
    let answers = Answers::of(session, today, &[], None);
    let form = Form::new(session);
    let send = move || match answers.written(today, None) {
        Ok(Some(command)) => form.send(command, move |outcome| {
            answers.is_kept(&outcome);
            session.say(words::check_in_kept());
            browser::focus_heading();
        }),
        Ok(None) => _ = form.lacks(&[answers.pointless()]),
        Err(problem) => form.send_typed(Err(problem), |_| {}),
    };
    let question = heading(words::check_in_own());
    let ends = (words::check_in_hardly(), words::check_in_wholly());
    // Words that were begun on the check-in's own page are kept with the point, so they stand here to be seen.
    let said = answers.words.with_untracked(|words| {
        let has_words = !words.is_empty();
        has_words.then(|| {
            field(
                Purpose::Lines(kinds::characters_max::<CheckIn>("words")),
                words::check_in_words(),
                String::new(),
                answers.words,
                never(),
            )
        })
    });
    let said = said.into_any();
    let buttons = row(vec![
        submit(Look::Quiet, words::check_in_keep(), form.busy),
        link(Look::Quiet, words::check_in_more(), Place::CheckIn),
        button(Look::Quiet, words::prompt_none(), move || session.skip(|skipped| skipped.check_in = true)),
    ]);
    card(
        "",
        vec![
            voice(Voice::Own, words::voice_mine()),
            form.element(send, vec![scale(Voice::Own, question, ends, answers.point), said, buttons]),
            answers.draft.line(),
        ],
    )
}
