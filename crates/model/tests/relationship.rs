//! What one person sees of what the other shares: of each thing the newest, the answers to it as it stands, and nothing withdrawn.

#[path = "fold/arbitrary.rs"]
mod arbitrary;
#[path = "shared/kinds.rs"]
mod kinds;

use std::collections::BTreeSet;

use arbitrary::{origin, relationship_operation, stamp};
use model::{
    Answer, Clock, ContentHash, Day, GrantId, ItemId, Relationship, RelationshipOperation, ReplyContent,
    SharedContent, Side,
    Side::{Founder, Invited},
    Stamp, Taste, WriterId,
    fields::Line,
    kinds::{Card, GivenAnswer},
    relationship::Origin,
};
use proptest::{collection::vec, prelude::*};

/// Who wrote it, when, in which entry, and what.
type Told = (Side, u64, u8, RelationshipOperation);

fn card(text: &str) -> SharedContent {
    let text = Line::typed(text).expect("a line");
    SharedContent::of(&Card { taste: Taste::Like, text, note: None })
}

fn hash(text: &str) -> ContentHash {
    card(text).content().hash()
}

fn shared(grant: u8, item: u8, text: &str) -> RelationshipOperation {
    let (grant, item) = (GrantId([grant; 16]), ItemId([item; 16]));
    RelationshipOperation::Shared { grant, item, content: card(text), on: Day(20_000) }
}

fn replied(grant: u8, to: u8, answers: &str) -> RelationshipOperation {
    let content = ReplyContent::of(&GivenAnswer { answer: Answer::Yes, words: None, chosen: None });
    let (grant, to, answers) = (GrantId([grant; 16]), ItemId([to; 16]), hash(answers));
    RelationshipOperation::Replied { grant, to, answers, content, on: Day(20_000) }
}

fn withdrawn(grants: &[u8]) -> RelationshipOperation {
    RelationshipOperation::Withdrawn { grants: grants.iter().map(|grant| GrantId([*grant; 16])).collect() }
}

fn fold<'a>(told: impl IntoIterator<Item = &'a Told>) -> Relationship {
    let mut state = Relationship::default();
    for (side, clock, entry, operation) in told {
        let stamp = Stamp { clock: Clock(*clock), writer: WriterId([1; 16]) };
        state.apply(*side, stamp, Origin([*entry; 16]), operation.clone());
    }
    state
}

/// The state, which is the same when everything comes the other way round.
fn state(told: &[Told]) -> Relationship {
    let state = fold(told);
    assert_eq!(fold(told.iter().rev()), state);
    state
}

fn names(grants: Vec<(GrantId, &model::Grant)>) -> Vec<u8> {
    grants.into_iter().map(|(id, _)| id.0[0]).collect()
}

fn visible(told: &[Told], side: Side) -> Vec<u8> {
    names(state(told).visible(side))
}

#[test]
fn of_each_thing_the_newest_grant_is_visible_and_the_newest_thing_comes_first() {
    let told = [
        (Founder, 1, 1, shared(1, 1, "Tea")),
        (Founder, 2, 2, shared(8, 2, "Rain")),
        (Founder, 3, 3, shared(3, 1, "Green tea")),
        (Founder, 4, 4, shared(5, 2, "Rain on a tent")),
        (Invited, 5, 5, shared(6, 1, "Coffee")),
        (Founder, 6, 6, replied(7, 1, "Coffee")),
        (Founder, 7, 7, shared(4, 3, "Snow")),
    ];
    assert_eq!(visible(&told, Founder), [4, 5, 3]);
    assert_eq!(visible(&told, Invited), [6]);
    // What was visible before is visible again when the newer one is withdrawn.
    let again = [told.as_slice(), &[(Founder, 8, 8, withdrawn(&[5, 4]))]].concat();
    assert_eq!(visible(&again, Founder), [3, 8]);
}

#[test]
fn grants_of_the_same_time_are_settled_by_their_names() {
    let told = [
        (Founder, 1, 1, shared(3, 1, "Tea")),
        (Founder, 1, 2, shared(4, 1, "Green tea")),
        (Founder, 1, 3, shared(2, 2, "Rain")),
        (Founder, 1, 4, shared(9, 3, "Snow")),
    ];
    assert_eq!(visible(&told, Founder), [9, 4, 2]);
    assert_eq!(state(&told).shared(Founder, ItemId([1; 16])).map(|(id, _)| id), Some(GrantId([4; 16])));
}

#[test]
fn answers_to_a_thing_as_it_stands_come_newest_first_and_to_what_it_was_before_not_at_all() {
    let told = [
        (Founder, 1, 1, shared(1, 1, "Tea")),
        (Invited, 2, 2, replied(2, 1, "Tea")),
        (Invited, 3, 3, replied(5, 1, "Tea")),
        (Invited, 3, 4, replied(4, 1, "Tea")),
        (Invited, 4, 5, replied(6, 1, "Green tea")),
        (Invited, 5, 6, replied(7, 2, "Tea")),
        (Founder, 6, 7, replied(8, 1, "Tea")),
        (Invited, 7, 8, shared(9, 1, "Tea")),
    ];
    let replies = |told: &[Told], by, item| names(state(told).replies(by, ItemId([item; 16])));
    assert_eq!(replies(&told, Invited, 1), [5, 4, 2]);
    assert_eq!(replies(&told, Founder, 1), [8], "to the other's own thing of that name");
    assert_eq!(replies(&told, Invited, 2), [], "to a thing that is not shared");
    let anew = [told.as_slice(), &[(Founder, 8, 9, shared(10, 1, "Green tea"))]].concat();
    assert_eq!(replies(&anew, Invited, 1), [6]);
    let gone = [told.as_slice(), &[(Founder, 8, 9, withdrawn(&[1]))]].concat();
    assert_eq!(replies(&gone, Invited, 1), []);
    let taken_back = [told.as_slice(), &[(Invited, 8, 9, withdrawn(&[5]))]].concat();
    assert_eq!(replies(&taken_back, Invited, 1), [4, 2]);
}

#[test]
fn the_first_that_was_granted_under_a_name_counts_and_the_others_are_kept_beside_it() {
    let told = [
        (Founder, 2, 1, shared(1, 1, "Green tea")),
        (Founder, 1, 2, shared(1, 1, "Tea")),
        (Founder, 3, 3, shared(2, 2, "Rain")),
        (Invited, 1, 4, shared(1, 1, "Coffee")),
    ];
    let state = state(&told);
    let part = state.part(Founder);
    let entries = |grants: Vec<&model::Grant>| -> Vec<u8> {
        grants.into_iter().map(|grant| grant.origin.0[0]).collect()
    };
    let name = |name: u8| GrantId([name; 16]);
    assert_eq!(entries(part.grants().map(|(_, grant)| grant).collect()), [2, 3]);
    assert_eq!(entries(part.everything().map(|(_, grant)| grant).collect()), [2, 1, 3]);
    assert_eq!(names(part.everything().collect()), [1, 1, 2]);
    assert_eq!(entries(part.under(name(1)).iter().collect()), [2, 1]);
    assert_eq!(entries(part.grant(name(1)).into_iter().collect()), [2]);
    assert_eq!((part.grant(name(3)), part.under(name(3))), (None, &[][..]));
    assert!(part.grants().all(|(_, grant)| !grant.is_reply()));
}

#[test]
fn an_entry_carries_what_is_in_force_of_its_author_whether_it_counts_or_not() {
    let told = [
        (Founder, 1, 1, shared(1, 1, "Tea")),
        (Founder, 2, 2, shared(1, 1, "Green tea")),
        (Founder, 3, 3, shared(2, 2, "Rain")),
        (Founder, 4, 4, RelationshipOperation::Introduced { name: "Noor".into() }),
        (Invited, 5, 5, replied(1, 1, "Tea")),
    ];
    let carrying = |told: &[Told], side| {
        let state = state(told);
        (0..8).filter(|entry| state.carries(side, Origin([*entry; 16]))).collect::<Vec<u8>>()
    };
    assert_eq!((carrying(&told, Founder), carrying(&told, Invited)), (vec![1, 2, 3], vec![5]));
    let less = [told.as_slice(), &[(Founder, 6, 6, withdrawn(&[1]))]].concat();
    assert_eq!((carrying(&less, Founder), carrying(&less, Invited)), (vec![3], vec![5]));
}

/// The body of what was withdrawn is to leave the log of whoever folds, also if it comes after the withdrawal.
#[test]
fn what_was_withdrawn_before_or_after_it_came_is_an_orphan_once_and_on_its_own_side() {
    let told = [
        (Founder, 1, 1, shared(1, 1, "Tea")),
        (Founder, 2, 2, shared(1, 1, "Green tea")),
        (Founder, 3, 3, shared(2, 2, "Rain")),
        (Invited, 4, 4, replied(3, 1, "Tea")),
        (Invited, 5, 5, shared(1, 4, "Coffee")),
        (Founder, 6, 6, withdrawn(&[1, 7])),
        (Invited, 7, 7, withdrawn(&[3])),
    ];
    let entries =
        |orphans: BTreeSet<Origin>| orphans.into_iter().map(|origin| origin.0[0]).collect::<Vec<_>>();
    let mut state = state(&told);
    assert_eq!(entries(state.take_orphans(Founder)), [1, 2]);
    assert_eq!(entries(state.take_orphans(Founder)), [], "they were taken");
    assert_eq!(entries(state.take_orphans(Invited)), [4], "still there");
    assert_eq!(entries(state.take_orphans(Invited)), []);
    // An entry that comes late, or again, is one more time to be erased.
    let stamp = Stamp { clock: Clock(8), writer: WriterId([1; 16]) };
    state.apply(Founder, stamp, Origin([8; 16]), shared(7, 1, "Tea"));
    state.apply(Invited, stamp, Origin([9; 16]), shared(7, 1, "Tea"));
    assert_eq!(entries(state.take_orphans(Invited)), [], "of another side, where nobody withdrew it");
    assert_eq!(entries(state.take_orphans(Founder)), [8]);
}

#[test]
fn each_side_is_called_by_the_name_that_it_gave_itself_last() {
    let named = |name: &str| RelationshipOperation::Introduced { name: name.into() };
    let state = state(&[
        (Founder, 1, 1, named("Nora")),
        (Founder, 3, 2, named("Noor")),
        (Founder, 2, 3, named("N.")),
        (Invited, 4, 4, named("Sam")),
    ]);
    let name = |side| state.part(side).name.as_ref().map(|name| name.value.as_str());
    assert_eq!((name(Founder), name(Invited)), (Some("Noor"), Some("Sam")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Asked for one thing or for all, the answer is the same.
    #[test]
    fn what_is_shared_of_a_thing_is_what_is_visible_of_it(
        told in vec((stamp(), origin(), relationship_operation()), 0..24),
        item in 0_u8..4,
    ) {
        let mut state = Relationship::default();
        for (stamp, origin, operation) in told {
            state.apply(Founder, stamp, origin, operation);
        }
        let item = ItemId([item; 16]);
        let visible = state.visible(Founder).into_iter().find(|(_, grant)| grant.item == item);
        prop_assert_eq!(state.shared(Founder, item), visible);
        prop_assert_eq!(state.shared(Invited, item), None);
    }
}
