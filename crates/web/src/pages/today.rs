//! Today: at most three things, and fewer is fine. First what waits, then the check-in, then one suggestion. Two minutes are enough, and the
//! page says when it is.

mod suggestions;
#[cfg(test)]
mod tests;

use interface::look::{TODAY_MAX, TheirItem, Today};
use interface::model::kinds::{Card, CheckIn, LIST, Listed};
use interface::model::{ItemId, RelationshipId};
use interface::view::{Frame, LinkView};
use leptos::prelude::*;

use super::support::{self, Asked};
use super::{check_in, no, trial};
use crate::components::button::{Look, button, link};
use crate::components::frame;
use crate::components::live::{keyed, live};
use crate::components::notice::notices;
use crate::components::since::since;
use crate::components::voice::{Voice, voice};
use crate::components::{card, columns, heading, nothing, row, soft};
use crate::places::Place;
use crate::platform::browser;
use crate::reactive::Memo;
use crate::session::{Session, Skipped};
use crate::words;
use suggestions::Suggestion;

/// What may wait for the person today, the most pressing first.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Thing {
    Compare(RelationshipId, String),
    Answer(RelationshipId, Asked),
    PauseOver(ItemId),
    Review,
    CheckIn,
    Add,
    WriteCard,
    Suggestion(Suggestion, bool),
    Nothing,
}

impl Thing {
    /// What tells it apart from others, whatever it says at the moment.
    fn key(&self) -> String {
        match self {
            Self::Compare(relationship, _) => format!("compare {relationship}"),
            Self::Answer(relationship, asked) => format!("answer {relationship} {}", asked.item),
            Self::PauseOver(item) => format!("pause {item}"),
            other => format!("{other:?}"),
        }
    }
}

/// Today.
pub(super) fn page(session: Session) -> AnyView {
    // After recovery words were used, the name arrives a moment after the vault is open.
    let greeting = Memo::new(move |_| session.open.with(|open| greeting(&open.name)));
    let today = session.today();
    let seen = StoredValue::new(session.wanted_news());
    let pauses = no::over(move || today.with(|today| today.pauses.clone()));
    let over = Memo::new(move |_| {
        pauses
            .with(|all| all.iter().filter(|(_, is_over)| *is_over).map(|(pausing, _)| pausing.item).collect())
    });
    let things = Memo::new(move |last: Option<&Vec<Thing>>| {
        // Who wants to see what is new sees the most pressing first.
        let wanted = session.wanted_news();
        let last = last.filter(|_| seen.get_value() == wanted);
        seen.set_value(wanted);
        let asks = |kind| LIST.get(kind).is_some_and(|kind| kind.asks);
        let begun = move |relationship| session.answers.begun(relationship, asks);
        let has_begun_card = !session.begun_texts(&Place::Card(None).address()).is_empty();
        let waiting = session.open.with(|open| {
            today.with(|today| {
                things(open, today, (begun, &over.get(), has_begun_card), session.skipped(open.today))
            })
        });
        chosen(last.map_or(&[], Vec::as_slice), waiting)
    });
    let cards = keyed(things, Thing::key, move |thing| show(session, thing));
    let since = since(session, move || today.with(|today| today.news.clone()));
    let enough = live(
        move || today.with(|today| today.of_today.contains(&CheckIn::NUMBER)),
        |is_enough| is_enough.then(|| soft(words::today_enough())).into_any(),
    );
    let lots = trial::today(session);
    let content = vec![notices(session), since, lots, columns(vec![cards]), enough, recovery_words(session)];
    frame::page_named(session, Signal::derive(move || greeting.get()), None, content)
}

fn greeting(name: &str) -> String {
    match browser::hour() {
        0..=4 => words::today_night(name),
        5..=11 => words::today_morning(name),
        12..=17 => words::today_greeting(name),
        _ => words::today_evening(name),
    }
}

/// Everything that waits.
fn things(
    open: &Frame,
    today: &Today,
    (begun, over, has_begun_card): (impl Fn(RelationshipId) -> Vec<ItemId>, &Vec<ItemId>, bool),
    skipped: Skipped,
) -> Vec<Thing> {
    let mut things = Vec::new();
    for known in &open.relationships {
        if matches!(known.link, LinkView::Comparing { confirmed: false, .. }) {
            things.push(Thing::Compare(known.id, known.name.clone()));
        }
    }
    things.extend(over.iter().map(|item| Thing::PauseOver(*item)));
    for known in &open.relationships {
        let asks = today.asked.iter().filter(|asked| asked.relationship == known.id);
        let asks: Vec<TheirItem> = asks.map(|asked| asked.item.clone()).collect();
        let asked = support::asked(&known.name, &asks, &begun(known.id)).into_iter();
        let open_asks = asked.filter(|asked| !asked.is_answered());
        things.extend(open_asks.map(|asked| Thing::Answer(known.id, asked)));
    }
    if open.review_due {
        things.push(Thing::Review);
    }
    if !today.of_today.contains(&CheckIn::NUMBER) && !skipped.check_in {
        things.push(Thing::CheckIn);
    }
    things.extend(suggested(open, today, has_begun_card, skipped.suggestions));
    if things.is_empty() {
        things.push(Thing::Nothing);
    }
    things
}

/// The one suggestion, after so many that were not wanted. Whoever has added nobody, or written nothing, is asked that first, and to go on
/// with what was begun before that.
fn suggested(open: &Frame, today: &Today, has_begun_card: bool, mut turn: u32) -> Option<Thing> {
    let mut first = [
        (open.relationships.is_empty(), Thing::Add),
        (!today.written.contains(&Card::NUMBER), Thing::WriteCard),
    ];
    if has_begun_card {
        first.reverse();
    }
    for (fits, thing) in first {
        match turn.checked_sub(u32::from(fits)) {
            None => return Some(thing),
            Some(left) => turn = left,
        }
    }
    let of_turn =
        |turn| suggestions::of_day(open.today, turn, &today.reflected, !open.relationships.is_empty());
    Some(Thing::Suggestion(of_turn(turn)?, of_turn(turn.saturating_add(1)).is_some()))
}

/// As many of them as fit. What stands there already stays where it is: something more pressing that comes meanwhile takes nothing away
/// from under a finger, and comes first when the page is opened again.
fn chosen(last: &[Thing], waiting: Vec<Thing>) -> Vec<Thing> {
    let place = |thing: &Thing| last.iter().position(|shown| shown.key() == thing.key());
    let (mut stays, comes): (Vec<Thing>, Vec<Thing>) =
        waiting.into_iter().partition(|thing| place(thing).is_some());
    stays.sort_by_key(place);
    stays.extend(comes);
    stays.truncate(TODAY_MAX);
    stays
}

fn show(session: Session, thing: Memo<Thing>) -> AnyView {
    match thing.get_untracked() {
        Thing::Compare(relationship, _) => {
            let name = move || {
                thing.with(
                    |thing| if let Thing::Compare(_, name) = thing { name.clone() } else { String::new() },
                )
            };
            card(
                "",
                vec![
                    live(name, |name| voice(Voice::Bond, words::ours_with(&name))),
                    live(name, |name| heading(words::today_compare_title(&name))),
                    soft(words::today_compare_text()),
                    row(vec![link(Look::Primary, words::today_compare_button(), Place::Link(relationship))]),
                ],
            )
        }
        Thing::Answer(relationship, first) => {
            let asked = Memo::new(move |_| {
                thing.with(
                    |thing| if let Thing::Answer(_, asked) = thing { asked.clone() } else { first.clone() },
                )
            });
            let name = move || asked.with(|asked| asked.name.clone());
            support::asking(
                session,
                relationship,
                asked,
                live(name, |name| voice(Voice::Bond, words::ours_with(&name))),
                heading,
            )
        }
        Thing::PauseOver(item) => no::over_card(session, item, heading),
        Thing::Suggestion(suggestion, has_another) => suggestions::drawn(session, suggestion, has_another),
        Thing::Review => card(
            "",
            vec![
                voice(Voice::Own, words::voice_mine()),
                heading(words::today_review_title()),
                soft(words::today_review_text()),
                row(vec![link(Look::Primary, words::today_review_button(), Place::Shared)]),
            ],
        ),
        Thing::Add => card(
            "suggestion",
            vec![
                voice(Voice::Bond, words::voice_ours()),
                suggestions::title_of(words::today_add_title()),
                soft(words::today_add_text()),
                row(vec![
                    link(Look::Quiet, words::add_button(), Place::Add),
                    suggestions::another(session),
                    suggestions::none(session),
                ]),
            ],
        ),
        Thing::WriteCard => {
            let is_begun = !session.begun_texts(&Place::Card(None).address()).is_empty();
            let (text, button) = if is_begun {
                (words::today_card_begun(), words::today_card_go_on())
            } else {
                (words::today_card_text(), words::card_write())
            };
            card(
                "suggestion",
                vec![
                    voice(Voice::Own, words::today_two_minutes()),
                    suggestions::title_of(words::today_card_title()),
                    soft(text),
                    row(vec![
                        link(Look::Primary, button, Place::Card(None)),
                        suggestions::another(session),
                        suggestions::none(session),
                    ]),
                ],
            )
        }
        Thing::CheckIn => check_in::on_today(session),
        Thing::Nothing => {
            let onward = row(vec![
                link(Look::Quiet, words::journal_title(), Place::Journal),
                link(Look::Quiet, words::nav_mine(), Place::Mine),
            ]);
            let text = soft(words::today_nothing_text());
            card("wash-calm", vec![heading(words::today_nothing_title()), text, onward])
        }
    }
}

/// The recovery words, below the rest, until they are checked.
fn recovery_words(session: Session) -> AnyView {
    let waits = move || {
        let is_open = session.open.with(|open| !open.recovery.checked);
        is_open && !session.skipped(session.open.with(|open| open.today)).words
    };
    live(waits, move |waits| {
        if !waits {
            return nothing();
        }
        let not_today = move || session.skip(|skipped| skipped.words = true);
        card(
            "below-all",
            vec![
                heading(words::today_words_title()),
                soft(words::today_words_text()),
                row(vec![
                    link(Look::Quiet, words::today_words_button(), Place::Words),
                    button(Look::Quiet, words::not_today(), not_today),
                ]),
            ],
        )
    })
}
