//! The daily check-in: how much the day was one's own, and how well the closeness with each person suited. Nobody else ever sees it.

mod earlier;

use client::command::{Command, Items, Outcome, Problem};
use client::look::OwnItem;
use client::model::fields::{Scale, Text};
use client::model::kinds::{CheckIn, Listed};
use client::model::{Closeness, Content, Day, ItemId, RelationshipId, VersionId};
use leptos::prelude::*;

use super::kind;
use crate::components::button::{Look, button, link, submit};
use crate::components::choice::choice;
use crate::components::field::{Purpose, field};
use crate::components::form::Form;
use crate::components::live::{keyed, live};
use crate::components::scale::scale;
use crate::components::voice::{Voice, voice};
use crate::components::{card, frame, heading, narrow, nothing, row, small, stack};
use crate::kinds;
use crate::places::Place;
use crate::platform::browser;
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
    day: Day,
    own: Answers,
    with: StoredValue<Vec<(RelationshipId, Answers)>>,
    known: Vec<OwnItem>,
}

/// What is being said of a day in one respect.
#[derive(Clone, Copy)]
struct Answers {
    /// What the form was filled from, or has written.
    of: RwSignal<Option<(ItemId, VersionId)>>,
    point: RwSignal<Option<u8>>,
    wish: RwSignal<Option<Closeness>>,
    words: RwSignal<String>,
}

impl Answers {
    fn of(known: &[OwnItem], about: Option<RelationshipId>) -> Self {
        let known = known.iter().find(|own| own.about == about);
        let said = known.and_then(|own| kinds::read::<CheckIn>(&own.content));
        let words = said.as_ref().and_then(|said| said.words.clone());
        Self {
            of: RwSignal::new(known.map(|own| (own.item, own.version))),
            point: RwSignal::new(said.as_ref().map(|said| said.fit.point())),
            wish: RwSignal::new(said.and_then(|said| said.wish)),
            words: RwSignal::new(words.map(Text::into_string).unwrap_or_default()),
        }
    }

    /// Whether there are words that nothing could be kept of.
    fn lacks_a_point(self) -> bool {
        self.point.with_untracked(Option::is_none)
            && self.words.with_untracked(|words| !words.trim().is_empty())
    }

    /// Nothing is said any more.
    fn clear(self) {
        self.of.set(None);
        self.point.set(None);
        self.wish.set(None);
        self.words.set(String::new());
    }

    /// It was kept, or what was kept is removed.
    fn is_kept(self, outcome: &Outcome) {
        self.of.set(match outcome {
            Outcome::Written { item, version } => Some((*item, *version)),
            _ => None,
        });
    }

    /// What is kept of it; nothing where no point was chosen. Whoever takes back a point that was kept keeps none.
    fn written(self, day: Day, about: Option<RelationshipId>) -> Result<Option<Command>, Problem> {
        let of = self.of.get_untracked();
        let Some(fit) = self.point.get_untracked().and_then(Scale::new) else {
            let was_kept = of.filter(|_| !self.lacks_a_point());
            return Ok(was_kept.map(|(item, _)| Command::Items(Items::Remove { item })));
        };
        let suits_poorly = about.is_some() && fit.point() <= POORLY_MAX;
        let wish = self.wish.get_untracked().filter(|_| suits_poorly);
        let words = self.words.with_untracked(|words| Text::typed_optional(words))?;
        Ok(Some(kind::write(
            None,
            of.map(|(_, version)| version),
            about,
            Content::of(&CheckIn { day, fit, wish, words }),
        )))
    }
}

impl Typed {
    fn of(session: Session, day: Day, items: Vec<OwnItem>) -> Self {
        let is_of_day =
            |own: &OwnItem| kinds::read::<CheckIn>(&own.content).is_some_and(|said| said.day == day);
        let known: Vec<OwnItem> = items.into_iter().filter(is_of_day).collect();
        let people =
            session.open.with_untracked(|open| open.relationships.iter().map(|known| known.id).collect());
        let people: Vec<RelationshipId> = people;
        let with = people.into_iter().map(|id| (id, Answers::of(&known, Some(id)))).collect();
        Self { day, own: Answers::of(&known, None), with: StoredValue::new(with), known }
    }

    /// What is being said with somebody, who may have been added while the page stands.
    fn with(&self, id: RelationshipId) -> Answers {
        let find = |with: &Vec<(RelationshipId, Answers)>| {
            with.iter().find(|(known, _)| *known == id).map(|(_, answers)| *answers)
        };
        self.with.with_value(find).unwrap_or_else(|| {
            let answers = Answers::of(&self.known, Some(id));
            self.with.update_value(|with| with.push((id, answers)));
            answers
        })
    }

    fn form(&self, session: Session) -> AnyView {
        let form = Form::new(session);
        let typed = self.clone();
        let send = move || match typed.written() {
            Ok(_) if typed.own.lacks_a_point() => form.remark(words::check_in_nothing()),
            Ok(written) if written.is_empty() => form.remark(words::check_in_nothing()),
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

fn own(answers: Answers, wrong: Signal<bool>) -> AnyView {
    let question = heading(words::check_in_own());
    let ends = (words::check_in_hardly(), words::check_in_wholly());
    card(
        "",
        vec![
            voice(Voice::Own, words::voice_mine()),
            scale(Voice::Own, question, ends, answers.point),
            field(Purpose::Lines, words::check_in_words(), String::new(), answers.words, wrong),
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
        ],
    )
}

/// The question of the day, on Today.
pub(super) fn on_today(session: Session) -> AnyView {
    let today = session.open.with_untracked(|open| open.today);
    let answers = Answers::of(&[], None);
    let form = Form::new(session);
    let send = move || match answers.written(today, None) {
        Ok(Some(command)) => form.send(command, move |_| {
            session.say(words::check_in_kept());
            browser::focus_heading();
        }),
        Ok(None) => form.remark(words::check_in_nothing()),
        Err(problem) => form.send_typed(Err(problem), |_| {}),
    };
    let question = heading(words::check_in_own());
    let ends = (words::check_in_hardly(), words::check_in_wholly());
    let buttons = row(vec![
        submit(Look::Quiet, words::check_in_keep(), form.busy),
        link(Look::Quiet, words::check_in_more(), Place::CheckIn),
        button(Look::Quiet, words::prompt_none(), move || session.skip_check_in(today)),
    ]);
    card(
        "",
        vec![
            voice(Voice::Own, words::voice_mine()),
            form.element(send, vec![scale(Voice::Own, question, ends, answers.point), buttons]),
        ],
    )
}
