//! Looking at one's own side of a relationship: the five contrasts, and signs. Each is asked rarely, one statement at a time.

mod asking;
mod contrasts;
mod signs;
mod statements;

use crate::html;
use interface::look::OwnItem;
use interface::model::kinds::{Contrasts, Listed, Signs};
use interface::model::{Day, RelationshipId};
use leptos::prelude::*;

use super::kind::{self, Removing};
use super::ours;
use crate::components::button::{Look, link};
use crate::components::live::{keyed, live};
use crate::components::rows::{live_way, ways};
use crate::components::voice::{Voice, voice};
use crate::components::{card, empty, frame, heading, lead, nothing, row, soft, stack, text};
use crate::kinds;
use crate::places::{Place, Reflection};
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;

pub(super) use asking::page as asking;
pub(super) use contrasts::lines as contrasts_lines;

/// So many days after one, another is suggested again.
const OFTEN_ENOUGH_DAYS: u32 = 28;

impl Reflection {
    /// The number of its kind.
    fn number(self) -> u32 {
        match self {
            Self::Contrasts => Contrasts::NUMBER,
            Self::Signs => Signs::NUMBER,
        }
    }

    /// When a record of it was made.
    fn on(self, own: &OwnItem) -> Option<Day> {
        match self {
            Self::Contrasts => kinds::read::<Contrasts>(&own.content).map(|said| said.on),
            Self::Signs => kinds::read::<Signs>(&own.content).map(|said| said.on),
        }
    }

    fn title(self) -> String {
        match self {
            Self::Contrasts => words::contrasts_title(),
            Self::Signs => words::signs_title(),
        }
    }

    fn lead(self) -> String {
        match self {
            Self::Contrasts => words::contrasts_lead(),
            Self::Signs => words::signs_lead(),
        }
    }
}

/// The people to choose from, or what was answered about one of them.
pub(super) fn page(session: Session, reflection: Reflection, with: Option<RelationshipId>) -> AnyView {
    match with {
        None => people(session, reflection),
        Some(with) => answered(session, reflection, with),
    }
}

/// What was answered about somebody, the newest first.
fn of(session: Session, reflection: Reflection, with: RelationshipId) -> Memo<Vec<OwnItem>> {
    let own = session.own(reflection.number());
    Memo::new(move |_| {
        let mut items: Vec<OwnItem> =
            own.with(|own| own.items.iter().filter(|own| own.about == Some(with)).cloned().collect());
        items.sort_by_key(|own| core::cmp::Reverse((reflection.on(own), own.written_s)));
        items
    })
}

fn people(session: Session, reflection: Reflection) -> AnyView {
    let people = Memo::new(move |_| {
        session.open.with(|open| {
            open.relationships.iter().map(|known| (known.id, known.name.clone())).collect::<Vec<_>>()
        })
    });
    let list = live(
        move || people.with(Vec::is_empty),
        move |is_empty| {
            if is_empty {
                return empty(vec![
                    soft(words::reflect_nobody()),
                    row(vec![link(Look::Primary, words::add_button(), Place::Add)]),
                ]);
            }
            let rows = keyed(
                people,
                |(id, _)| id.to_string(),
                move |person| {
                    let (id, _) = person.get_untracked();
                    let answers = of(session, reflection, id);
                    let about = move || {
                        let last = answers.with(|answers| answers.first().and_then(|own| reflection.on(own)));
                        last.map_or_else(words::reflect_not_yet, |on| words::reflect_last(&session.day(on)))
                    };
                    live_way(
                        move || person.with(|(_, name)| name.clone()),
                        about,
                        Place::Reflect(reflection, Some(id)),
                    )
                },
            );
            stack(vec![heading(words::reflect_whom()), ways(vec![rows])])
        },
    );
    let about =
        card("wash-self", vec![voice(Voice::Own, words::voice_mine()), text(words::reflect_private())]);
    let back = (words::nav_mine(), Place::Mine);
    frame::page(session, reflection.title(), Some(back), vec![lead(reflection.lead()), list, about])
}

fn answered(session: Session, reflection: Reflection, with: RelationshipId) -> AnyView {
    ours::with(session, with, move |known, _| {
        let answers = of(session, reflection, with);
        let removing = Removing::new();
        let newest = live(
            move || {
                answers.with(|answers| answers.iter().take(contrasts::TIMES).cloned().collect::<Vec<_>>())
            },
            move |times| match reflection {
                _ if times.is_empty() => empty(vec![soft(reflection.lead())]),
                Reflection::Contrasts => contrasts::drawn(session, &times),
                Reflection::Signs => signs::drawn(session, &times),
            },
        );
        let begin = live(
            move || answers.with(|answers| answers.first().and_then(|own| reflection.on(own))),
            move |last| begin(session, reflection, with, last),
        );
        let earlier = live(
            move || answers.with(Vec::is_empty),
            move |is_empty| {
                if is_empty {
                    return nothing();
                }
                let rows = keyed(
                    answers,
                    |own| own.item.to_string(),
                    move |own| one(session, reflection, removing, own),
                );
                stack(vec![
                    heading(words::reflect_earlier()),
                    html::ul().class("cards").child(rows).into_any(),
                ])
            },
        );
        let dialog = removing.dialog(session, words::reflect_remove_title, words::reflect_remove_text);
        let own = session.own(reflection.number());
        let more = kind::more(session, move || own.with(|own| own.more));
        let give = row(vec![link(Look::Plain, words::giving_title(&known.name), Place::Giving(known.id))]);
        let content = vec![newest, begin, give, earlier, more, dialog];
        let back = (reflection.title(), Place::Reflect(reflection, None));
        let content = html::div().class("stack parts").child(content).into_any();
        frame::page(session, known.name.clone(), Some(back), vec![content])
    })
}

/// The way to answer, or to answer again.
fn begin(session: Session, reflection: Reflection, with: RelationshipId, last: Option<Day>) -> AnyView {
    let place = Place::Answering(reflection, with);
    let is_begun = asking::is_begun(session, reflection, with);
    let today = session.open.with_untracked(|open| open.today);
    let is_recent = last.is_some_and(|last| today.0.saturating_sub(last.0) < OFTEN_ENOUGH_DAYS);
    let said = last.filter(|_| is_recent).map(|last| soft(words::reflect_often_enough(&session.day(last))));
    let (look, label) = match last {
        _ if is_begun => (Look::Primary, words::reflect_go_on()),
        None => (Look::Primary, words::reflect_begin()),
        Some(_) => (Look::Quiet, words::reflect_again()),
    };
    stack(vec![said.into_any(), row(vec![link(look, label, place)])])
}

fn one(session: Session, reflection: Reflection, removing: Removing, own: Memo<OwnItem>) -> AnyView {
    let day = move || own.with(|own| reflection.on(own)).map(|on| session.day(on)).unwrap_or_default();
    let title = live(day, |day| html::h3().class("heading").child(day).into_any());
    let item = own.with_untracked(|own| own.item);
    let remove = removing.button(words::reflect_remove(), move || words::reflect_remove_named(&day()), item);
    html::li().child(card("", vec![title, row(vec![remove])])).into_any()
}
