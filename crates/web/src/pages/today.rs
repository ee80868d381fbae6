//! Today: at most three things, and fewer is fine.

use client::view::{LinkView, OpenView, RelationshipView, TheirAskView};
use leptos::prelude::*;

use super::support::answering;
use crate::components::button::{Look, link};
use crate::components::frame;
use crate::components::notice::notices;
use crate::components::voice::{Voice, voice};
use crate::components::{card, heading, quoted, row, soft};
use crate::places::Place;
use crate::platform::browser;
use crate::session::Session;
use crate::words;
use crate::words::choices;

const THINGS_MAX: usize = 3;

/// What may wait for the person today, the most pressing first.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Thing {
    Compare(RelationshipView),
    Answer(RelationshipView, TheirAskView),
    CheckWords,
    Review,
    Add,
    WriteCard,
    Nothing,
}

/// Today.
pub(super) fn page(session: Session) -> AnyView {
    // After recovery words were used, the name arrives a moment after the vault is open.
    let name = Memo::new(move |_| session.open.with(|open| open.name.clone()));
    (move || {
        let name = name.get();
        untrack(|| greeted(session, &name))
    })
    .into_any()
}

fn greeted(session: Session, name: &str) -> AnyView {
    let things = Memo::new(move |_| session.open.with(things));
    let cards = move || things.get().into_iter().map(|thing| show(session, thing)).collect_view();
    frame::page(
        session,
        greeting(name),
        None,
        vec![notices(session), (move || crate::components::narrow(vec![cards().into_any()])).into_any()],
    )
}

fn greeting(name: &str) -> String {
    match browser::hour() {
        5..=11 => words::today_morning(name),
        12..=17 => words::today_greeting(name),
        _ => words::today_evening(name),
    }
}

fn things(open: &OpenView) -> Vec<Thing> {
    let mut things = Vec::new();
    for relationship in &open.relationships {
        if matches!(relationship.link, LinkView::Comparing { confirmed: false, .. }) {
            things.push(Thing::Compare(relationship.clone()));
        }
    }
    for relationship in &open.relationships {
        for ask in relationship.their_asks.iter().filter(|ask| ask.answer.is_none()) {
            things.push(Thing::Answer(relationship.clone(), ask.clone()));
        }
    }
    if !open.recovery.checked {
        things.push(Thing::CheckWords);
    }
    if open.review_due {
        things.push(Thing::Review);
    }
    if open.relationships.is_empty() {
        things.push(Thing::Add);
    }
    if open.cards.is_empty() {
        things.push(Thing::WriteCard);
    }
    if things.is_empty() {
        things.push(Thing::Nothing);
    }
    things.truncate(THINGS_MAX);
    things
}

fn show(session: Session, thing: Thing) -> AnyView {
    match thing {
        Thing::Compare(relationship) => card(
            "",
            vec![
                voice(Voice::Bond, words::ours_with(&relationship.name)),
                heading(words::today_compare_title(&relationship.name)),
                soft(words::today_compare_text()),
                row(vec![link(Look::Primary, words::today_compare_button(), Place::Link(relationship.id))]),
            ],
        ),
        Thing::Answer(relationship, ask) => card(
            "",
            vec![
                voice(Voice::Bond, words::ours_with(&relationship.name)),
                heading(choices::asked(&relationship.name, ask.need)),
                quoted(ask.text.clone()),
                answering(session, relationship.id, ask.item, None),
            ],
        ),
        Thing::CheckWords => card(
            "",
            vec![
                voice(Voice::Own, words::voice_mine()),
                heading(words::today_words_title()),
                soft(words::today_words_text()),
                row(vec![link(Look::Primary, words::today_words_button(), Place::Words)]),
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
        Thing::WriteCard => card(
            "",
            vec![
                voice(Voice::Own, words::today_two_minutes()),
                heading(words::today_card_title()),
                soft(words::today_card_text()),
                row(vec![link(Look::Primary, words::card_write(), Place::Card(None))]),
            ],
        ),
        Thing::Nothing => {
            card("wash-calm", vec![heading(words::today_nothing_title()), soft(words::today_nothing_text())])
        }
    }
}

#[cfg(test)]
mod tests {
    use client::model::Day;
    use client::view::{LockView, RecoveryView, RelayState, RelayView};

    use super::*;

    fn open(checked: bool) -> OpenView {
        OpenView {
            name: "Noor".to_owned(),
            recovery: RecoveryView { checked, viewed_on: None, can_be_shown: !checked },
            relay: RelayView { address: String::new(), state: RelayState::None, waiting: 0 },
            relationships: Vec::new(),
            cards: Vec::new(),
            more_cards: 0,
            notices: Vec::new(),
            devices: Default::default(),
            today: Day(20_779),
            lock: LockView::default(),
            review_due: false,
        }
    }

    #[test]
    fn a_new_vault_has_at_most_three_things() {
        assert_eq!(things(&open(false)), [Thing::CheckWords, Thing::Add, Thing::WriteCard]);
    }

    #[test]
    fn a_look_at_what_is_shared_comes_before_what_is_new() {
        let open = OpenView { review_due: true, ..open(true) };
        assert_eq!(things(&open), [Thing::Review, Thing::Add, Thing::WriteCard]);
    }

    #[test]
    fn checked_words_are_not_asked_for_again() {
        assert_eq!(things(&open(true)), [Thing::Add, Thing::WriteCard]);
    }
}
