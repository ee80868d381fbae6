//! What stands on Today.

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
        contacts: Vec::new(),
    }
}

fn waiting(open: &Frame, skipped: Skipped) -> Vec<Thing> {
    things(open, &Today::default(), (|_| Vec::new(), &Vec::new(), false), skipped)
}

/// What stands there when the page is opened.
fn first(open: &Frame) -> Vec<Thing> {
    chosen(&[], waiting(open, Skipped::default()))
}

#[test]
fn what_stands_there_stays_in_its_place_and_what_comes_follows() {
    let compare = Thing::Compare(RelationshipId([1; 16]), "Sam".to_owned());
    let renamed = Thing::Compare(RelationshipId([1; 16]), "Samira".to_owned());
    let shown = [Thing::Review, compare.clone()];
    let waiting = || vec![renamed.clone(), Thing::Review, Thing::CheckIn, Thing::WriteCard];
    assert_eq!(chosen(&shown, waiting()), [Thing::Review, renamed.clone(), Thing::CheckIn]);
    assert_eq!(chosen(&[], waiting()), [renamed.clone(), Thing::Review, Thing::CheckIn]);
    assert_eq!(chosen(&[Thing::Nothing], vec![compare.clone()]), [compare]);
}

#[test]
fn a_new_vault_has_the_check_in_and_one_suggestion() {
    assert_eq!(first(&open(false)), [Thing::CheckIn, Thing::Add]);
    assert_eq!(first(&open(true)), [Thing::CheckIn, Thing::Add]);
}

#[test]
fn a_card_that_was_begun_comes_before_somebody_close() {
    let waiting =
        things(&open(true), &Today::default(), (|_| Vec::new(), &Vec::new(), true), Skipped::default());
    assert_eq!(waiting, [Thing::CheckIn, Thing::WriteCard]);
}

#[test]
fn a_look_at_what_is_shared_comes_before_the_check_in() {
    let open = Frame { review_due: true, ..open(true) };
    assert_eq!(first(&open), [Thing::Review, Thing::CheckIn, Thing::Add]);
}

#[test]
fn a_pause_that_is_over_comes_first() {
    let item = ItemId([3; 16]);
    let waiting =
        things(&open(true), &Today::default(), (|_| Vec::new(), &vec![item], false), Skipped::default());
    assert_eq!(waiting, [Thing::PauseOver(item), Thing::CheckIn, Thing::Add]);
}

#[test]
fn another_one_is_another_one_until_there_is_none() {
    let mut seen = Vec::new();
    for suggestions in 0..10 {
        let skipped = Skipped { suggestions, check_in: true, ..Skipped::default() };
        let waiting = waiting(&open(true), skipped);
        assert_eq!(waiting.len(), 1);
        if waiting == [Thing::Nothing] {
            break;
        }
        let is_last = matches!(waiting[..], [Thing::Suggestion(_, false)]);
        assert_eq!(is_last, seen.len() == 4, "who has added nobody and written nothing is asked five times");
        assert!(!seen.contains(&waiting));
        seen.push(waiting);
    }
    assert_eq!(seen.len(), 5);
    assert_eq!(seen[..2], [[Thing::Add], [Thing::WriteCard]]);
}

#[test]
fn none_today_is_none_today() {
    let skipped = Skipped { suggestions: u32::MAX, check_in: true, ..Skipped::default() };
    assert_eq!(waiting(&open(true), skipped), [Thing::Nothing]);
}
