//! What two people do together: nothing that one of them does alone puts anything in force, or takes the other's turn.

mod again;
mod agreements;
mod talks;
mod voices;

#[path = "../fold/arbitrary.rs"]
mod arbitrary;
#[path = "../shared/kinds.rs"]
mod kinds;

use arbitrary::stamp;
use kinds::{LATER, Plan, Say};
use model::{
    Clock, Content, ContentHash, Day, GrantId, ItemId, Relationship, RelationshipOperation, ReplyContent,
    SharedContent, Side, Stamp, WriterId,
    fields::{Line, Text},
    relationship::Origin,
    together::{agreement, nth_of, talk},
};
use proptest::{collection::vec, prelude::*, sample::Index};

const ITEM: ItemId = ItemId([1; 16]);
const OTHER_ITEM: ItemId = ItemId([2; 16]);

type Told = (Side, Stamp, RelationshipOperation);

fn plan(what: &str) -> SharedContent {
    LATER.shareable(Content::of(&Plan { what: Line::typed(what).expect("it fits") })).expect("it fits")
}

fn say(words: &str) -> ReplyContent {
    LATER.reply(Content::of(&Say { words: Text::typed(words).expect("it fits") })).expect("it fits")
}

fn shared(what: &str, grant: u8) -> RelationshipOperation {
    let on = Day(20_000);
    RelationshipOperation::Shared { grant: GrantId([grant; 16]), item: ITEM, content: plan(what), on }
}

fn replied(grant: GrantId, answers: ContentHash, words: &str) -> RelationshipOperation {
    RelationshipOperation::Replied { grant, to: ITEM, answers, content: say(words), on: Day(20_001) }
}

fn withdrawn(grant: GrantId) -> RelationshipOperation {
    RelationshipOperation::Withdrawn { grants: vec![grant] }
}

fn at(clock: u64) -> Stamp {
    Stamp { clock: Clock(clock), writer: WriterId([1; 16]) }
}

fn fold(told: &[Told]) -> Relationship {
    let mut state = Relationship::default();
    for (number, (side, stamp, operation)) in (0_u8..).zip(told) {
        state.apply(*side, *stamp, Origin([number; 16]), operation.clone());
    }
    state
}

fn in_order(operations: Vec<(Side, RelationshipOperation)>) -> Relationship {
    let told = (0..).zip(operations).map(|(clock, (side, operation))| (side, at(clock), operation));
    fold(&told.collect::<Vec<_>>())
}

/// The names are part of the format: known answers, made with the Python package `blake3` (`derive_key_context`).
#[test]
fn derived_names_are_these() {
    let hex = |name: GrantId| name.to_string();
    assert_eq!(hex(nth_of(ITEM, 0)), "0db00d1639d061fab53e59f477a1f418");
    assert_eq!(hex(nth_of(ITEM, 1)), "087a2df1721634742f70863ea160b7e1");
    assert_ne!(nth_of(OTHER_ITEM, 0), nth_of(ITEM, 0));
    let hash = Content::of_bytes(57, &[0x82, 0x01, 0x61, b'x']).expect("it fits").hash();
    assert_eq!(
        hash.0.map(|byte| format!("{byte:02x}")).concat(),
        "f854b5e719b92a3069e4e6d72af2be152844bc58c025b8673de5186c27c5f28a"
    );
}

fn hash(words: &str) -> ContentHash {
    say(words).content().hash()
}

fn side() -> impl Strategy<Value = Side> {
    prop_oneof![Just(Side::Founder), Just(Side::Invited)]
}

/// Anything that one may tell about the item: names of steps and signatures, those of others, true and false hashes, withdrawals.
fn operation() -> impl Strategy<Value = RelationshipOperation> {
    let words = || proptest::sample::select(vec!["a", "b"]);
    let name = || {
        prop_oneof![
            4 => (0_u32..5).prop_map(|n| nth_of(ITEM, n)),
            1 => (5_u8..8).prop_map(|name| GrantId([name; 16])),
        ]
    };
    let answers = prop_oneof![
        4 => words().prop_map(hash),
        4 => words().prop_map(|what| plan(what).content().hash()),
        1 => Just(ContentHash([7; 32])),
    ];
    prop_oneof![
        2 => (words(), 5_u8..8).prop_map(|(what, grant)| shared(what, grant)),
        8 => (name(), answers, words()).prop_map(|(grant, answers, words)| replied(grant, answers, words)),
        2 => name().prop_map(withdrawn),
    ]
}

fn told() -> impl Strategy<Value = Told> {
    (side(), stamp(), operation())
}

fn by(side: Side, operations: Vec<(Stamp, RelationshipOperation)>) -> Vec<Told> {
    operations.into_iter().map(|(stamp, operation)| (side, stamp, operation)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_024))]

    #[test]
    fn both_see_the_same_after_any_order(told in vec(told(), 0..16), order in vec(any::<(Index, Index)>(), 0..16)) {
        let mut mixed: Vec<(u8, Told)> = (0..).zip(told.iter().cloned()).collect();
        for (one, other) in order.iter().filter(|_| !mixed.is_empty()).map(|(one, other)| (one.index(told.len()), other.index(told.len()))).collect::<Vec<_>>() {
            mixed.swap(one, other);
        }
        let mut other = Relationship::default();
        for (origin, (side, stamp, operation)) in mixed {
            other.apply(side, stamp, Origin([origin; 16]), operation);
        }
        let one = fold(&told);
        prop_assert_eq!(&one, &other);
        prop_assert_eq!(agreement::in_force(&one, ITEM), agreement::in_force(&other, ITEM));
        prop_assert_eq!(talk::read(&one, Side::Founder, ITEM), talk::read(&other, Side::Founder, ITEM));
    }

    /// An answer is to the words that were answered, and to no others.
    #[test]
    fn a_reply_stands_beside_what_it_answers_only(told in vec(told(), 0..16), author in side()) {
        let state = fold(&told);
        let seen = state.shared(author.other(), ITEM).map(|(_, grant)| grant.content.hash());
        for (id, reply) in state.replies(author, ITEM) {
            prop_assert_eq!((reply.item, reply.answers), (ITEM, seen));
            prop_assert!(!state.part(author).withdrawn().contains(&id));
        }
    }
}
