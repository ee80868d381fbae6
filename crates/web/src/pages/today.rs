//! Today: at most three things, and fewer is fine.

use interface::look::{TODAY_MAX, TheirItem, Today};
use interface::model::kinds::{Card, CheckIn, Listed};
use interface::model::{ItemId, RelationshipId};
use interface::view::{Frame, LinkView};
use leptos::prelude::*;

use super::check_in;
use super::support::{self, Asked};
use crate::components::button::{Look, button, link};
use crate::components::frame;
use crate::components::live::{keyed, live};
use crate::components::notice::notices;
use crate::components::since::since;
use crate::components::voice::{Voice, voice};
use crate::components::{card, columns, heading, row, soft};
use crate::places::Place;
use crate::platform::browser;
use crate::session::{Session, Skipped};
use crate::words;

/// What may wait for the person today, the most pressing first.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Thing {
    Compare(RelationshipId, String),
    Answer(RelationshipId, Asked),
    CheckWords,
    Review,
    Add,
    WriteCard,
    CheckIn,
    Nothing,
}

impl Thing {
    /// What tells it apart from others, whatever it says at the moment.
    fn key(&self) -> String {
        match self {
            Self::Compare(relationship, _) => format!("compare {relationship}"),
            Self::Answer(relationship, asked) => format!("answer {relationship} {}", asked.item),
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
    let things = Memo::new(move |last: Option<&Vec<Thing>>| {
        // Who wants to see what is new sees the most pressing first.
        let wanted = session.wanted_news();
        let last = last.filter(|_| seen.get_value() == wanted);
        seen.set_value(wanted);
        let begun = |relationship| session.answers.begun(relationship);
        let waiting = session
            .open
            .with(|open| today.with(|today| things(open, today, begun, session.skipped(open.today))));
        chosen(last.map_or(&[], Vec::as_slice), waiting)
    });
    let cards = keyed(things, Thing::key, move |thing| show(session, thing));
    let since = since(session, move || today.with(|today| today.news.clone()));
    frame::page_named(session, greeting.into(), None, vec![notices(session), since, columns(vec![cards])])
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
    begun: impl Fn(RelationshipId) -> Vec<ItemId>,
    skipped: Skipped,
) -> Vec<Thing> {
    let mut things = Vec::new();
    for known in &open.relationships {
        if matches!(known.link, LinkView::Comparing { confirmed: false, .. }) {
            things.push(Thing::Compare(known.id, known.name.clone()));
        }
    }
    for known in &open.relationships {
        let asks = today.asked.iter().filter(|asked| asked.relationship == known.id);
        let asks: Vec<TheirItem> = asks.map(|asked| asked.item.clone()).collect();
        let asked = support::asked(&known.name, &asks, &begun(known.id)).into_iter();
        let open_asks = asked.filter(|asked| !asked.is_answered());
        things.extend(open_asks.map(|asked| Thing::Answer(known.id, asked)));
    }
    if !open.recovery.checked && !skipped.words {
        things.push(Thing::CheckWords);
    }
    if open.review_due {
        things.push(Thing::Review);
    }
    if open.relationships.is_empty() {
        things.push(Thing::Add);
    }
    if !today.written.contains(&Card::NUMBER) {
        things.push(Thing::WriteCard);
    }
    if !today.of_today.contains(&CheckIn::NUMBER) && !skipped.check_in {
        things.push(Thing::CheckIn);
    }
    if things.is_empty() {
        things.push(Thing::Nothing);
    }
    things
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
        Thing::CheckWords => card(
            "",
            vec![
                voice(Voice::Own, words::voice_mine()),
                heading(words::today_words_title()),
                soft(words::today_words_text()),
                row(vec![
                    link(Look::Quiet, words::today_words_button(), Place::Words),
                    button(Look::Quiet, words::not_today(), move || {
                        session.skip(|skipped| skipped.words = true)
                    }),
                ]),
            ],
        ),
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
            "",
            vec![
                voice(Voice::Bond, words::voice_ours()),
                heading(words::today_add_title()),
                soft(words::today_add_text()),
                row(vec![link(Look::Quiet, words::add_button(), Place::Add)]),
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
                "",
                vec![
                    voice(Voice::Own, words::today_two_minutes()),
                    heading(words::today_card_title()),
                    soft(text),
                    row(vec![link(Look::Primary, button, Place::Card(None))]),
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

#[cfg(test)]
mod tests {
    use interface::model::Day;
    use interface::view::{LockView, RecoveryView, RelayState, RelayView};

    use super::*;

    fn open(checked: bool) -> Frame {
        Frame {
            name: "Noor".to_owned(),
            recovery: RecoveryView { checked, viewed_on: None, can_be_shown: !checked },
            relay: RelayView { address: String::new(), state: RelayState::None, waiting: 0 },
            relationships: Vec::new(),
            notices: Vec::new(),
            devices: Default::default(),
            today: Day(20_779),
            lock: LockView::default(),
            review_due: false,
        }
    }

    /// What stands there when the page is opened.
    fn first(open: &Frame) -> Vec<Thing> {
        chosen(&[], things(open, &Today::default(), |_| Vec::new(), Skipped::default()))
    }

    #[test]
    fn what_stands_there_stays_in_its_place_and_what_comes_follows() {
        let compare = Thing::Compare(RelationshipId([1; 16]), "Sam".to_owned());
        let renamed = Thing::Compare(RelationshipId([1; 16]), "Samira".to_owned());
        let shown = [Thing::CheckWords, compare.clone()];
        let waiting = || vec![renamed.clone(), Thing::CheckWords, Thing::Add, Thing::WriteCard];
        assert_eq!(chosen(&shown, waiting()), [Thing::CheckWords, renamed.clone(), Thing::Add]);
        assert_eq!(chosen(&[], waiting()), [renamed.clone(), Thing::CheckWords, Thing::Add]);
        assert_eq!(chosen(&[Thing::Nothing], vec![compare.clone()]), [compare]);
    }

    #[test]
    fn a_new_vault_has_at_most_three_things() {
        assert_eq!(first(&open(false)), [Thing::CheckWords, Thing::Add, Thing::WriteCard]);
    }

    #[test]
    fn a_look_at_what_is_shared_comes_before_what_is_new() {
        let open = Frame { review_due: true, ..open(true) };
        assert_eq!(first(&open), [Thing::Review, Thing::Add, Thing::WriteCard]);
    }

    #[test]
    fn what_is_not_wanted_today_makes_room_for_the_next() {
        let skipped = Skipped { words: true, ..Skipped::default() };
        let waiting = things(&open(false), &Today::default(), |_| Vec::new(), skipped);
        assert_eq!(waiting, [Thing::Add, Thing::WriteCard, Thing::CheckIn]);
        let skipped = Skipped { words: true, check_in: true };
        let waiting = things(&open(false), &Today::default(), |_| Vec::new(), skipped);
        assert_eq!(waiting, [Thing::Add, Thing::WriteCard]);
    }

    #[test]
    fn checked_words_are_not_asked_for_again() {
        assert_eq!(first(&open(true)), [Thing::Add, Thing::WriteCard, Thing::CheckIn]);
    }
}
