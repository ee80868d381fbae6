//! What steps in a link come to.

use crypto::{EpochNumber, MemberId, Sequence};
use model::{Content, Day, GrantId, ItemId, SharedContent, Taste, fields::Line, kinds::Card};
use sync::EntryId;
use sync::Party;

use super::*;

const ME: WriterId = WriterId([9; 16]);

fn card(text: &str) -> Card {
    Card { taste: Taste::Like, text: Line::typed(text).unwrap(), note: None }
}

fn said(text: &str) -> Said {
    Said::Record(Content::of(&card(text)))
}

fn shares(grant: u8, item: u8, text: &str) -> RelationshipOperation {
    RelationshipOperation::Shared {
        grant: GrantId([grant; 16]),
        item: ItemId([item; 16]),
        content: SharedContent::of(&card(text)),
        on: Day(20_000),
    }
}

fn withdraws(grants: &[u8]) -> RelationshipOperation {
    RelationshipOperation::Withdrawn { grants: grants.iter().map(|grant| GrantId([*grant; 16])).collect() }
}

fn named(name: &str) -> RelationshipOperation {
    RelationshipOperation::Introduced { name: name.to_owned() }
}

/// What the steps would do, each with its moment, where these stand already.
fn would(here: &[RelationshipOperation], late: &[(u64, RelationshipOperation)]) -> Vec<Would> {
    let mut state = Relationship::default();
    for (place, operation) in (1..).zip(here) {
        let stamp = Stamp { clock: Clock(place), writer: ME };
        state.apply(Side::Founder, stamp, Origin([u8::try_from(place).unwrap(); 16]), operation.clone());
    }
    let opened = |(place, (clock, operation)): (u8, &(u64, RelationshipOperation))| Opened {
        id: EntryId([100 + place; 16]),
        author: MemberId([7; 16]),
        party: Party::Founder,
        writer: crypto::WriterId([8; 16]),
        sequence: Sequence(place.into()),
        hash: crypto::Head::NO_PREVIOUS,
        clock: crypto::Clock(*clock),
        epoch: EpochNumber(0),
        body: Some(operation.to_bytes()),
    };
    let late: Vec<Opened> = (1..).zip(late).map(opened).collect();
    let late: Vec<_> = late.iter().map(|late| (late, Clock(late.clock.0))).collect();
    in_link((&state, Side::Founder), ME, &late).into_iter().map(|thing| thing.would).collect()
}

#[test]
fn what_was_shared_is_new_or_stands_instead_of_what_is_seen_now() {
    let late = [(50, shares(2, 1, "another version")), (51, shares(3, 2, "another thing"))];
    let changed = Would::Change { now: vec![said("seen now")], then: vec![said("another version")] };
    let added = Would::Add(vec![said("another thing")]);
    assert_eq!(would(&[shares(1, 1, "seen now")], &late), [changed, added]);
}

#[test]
fn of_several_under_one_name_only_what_would_count_is_shown_and_as_itself() {
    let late = [(50, shares(2, 1, "second by the clock")), (40, shares(2, 1, "first by the clock"))];
    assert_eq!(would(&[], &late), [Would::Add(vec![said("first by the clock")])]);
}

#[test]
fn what_was_shared_and_withdrawn_is_no_question() {
    let late = [(50, shares(2, 1, "not for long")), (51, withdraws(&[2]))];
    assert_eq!(would(&[], &late), []);
}

#[test]
fn a_withdrawal_takes_away_what_is_seen_and_nothing_else() {
    let here = [shares(1, 1, "one"), shares(2, 2, "two"), shares(3, 3, "three"), withdraws(&[3])];
    let late = [(50, withdraws(&[1, 2, 3, 4])), (51, withdraws(&[3]))];
    assert_eq!(would(&here, &late), [Would::TakeAway(vec![said("one"), said("two")])]);
}

#[test]
fn a_name_is_a_question_if_it_is_another_and_the_newest() {
    let name = |name: &str| Said::Name(name.to_owned());
    let change = Would::Change { now: vec![name("Noor")], then: vec![name("Noor B.")] };
    assert_eq!(would(&[named("Noor")], &[(50, named("Noor C.")), (60, named("Noor B."))]), [change]);
    assert_eq!(would(&[named("Noor")], &[(50, named("Noor"))]), []);
    assert_eq!(would(&[], &[(50, named("Noor"))]), [Would::Add(vec![name("Noor")])]);
}

#[test]
fn what_is_older_than_what_is_seen_now_does_not_stand_instead_of_it() {
    // What is seen now stands at 1 and 2; the late one was shared before the newest.
    let here = [shares(5, 9, "other"), shares(1, 1, "seen now")];
    let late = [(1, shares(2, 1, "older"))];
    let shown = would(&here, &late);
    assert!(
        !matches!(shown.as_slice(), [Would::Change { .. }]),
        "the other goes on seeing the newer one: {shown:?}"
    );
}
