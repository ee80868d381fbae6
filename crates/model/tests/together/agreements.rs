//! Agreements: two signatures to start, one to end.

use model::{
    ContentHash, Day, RelationshipOperation,
    Side::{Founder, Invited},
    together::{agreement, nth_of},
};
use proptest::{collection::vec, prelude::*, sample::Index};

use crate::{
    ITEM, OTHER_ITEM, arbitrary::stamp, by, fold, in_order, operation, plan, replied, say, shared, side,
    told, withdrawn,
};

/// Two signatures to start, one to end, and nothing brings it back.
#[test]
fn safety_s12_an_agreement_takes_two_to_start_and_one_to_end() {
    let words = "We eat together on Sundays";
    let (name, proposal) = (nth_of(ITEM, 0), plan(words).content().hash());
    let proposed = (Founder, shared(words, 9));
    let sign = |side| (side, replied(name, proposal, words));
    let in_force = |told: Vec<_>| agreement::in_force(&in_order(told), ITEM).map(|agreed| agreed.since);
    assert_eq!(in_force(vec![proposed.clone()]), None);
    assert_eq!(in_force(vec![proposed.clone(), sign(Founder)]), None);
    assert_eq!(in_force(vec![proposed.clone(), sign(Invited)]), None);
    let both = vec![proposed, sign(Founder), sign(Invited)];
    assert_eq!(in_force(both.clone()), Some(Day(20_001)));
    let state = in_order(both.clone());
    let agreed = agreement::in_force(&state, ITEM).unwrap();
    assert_eq!((agreed.words, agreed.answers), (say(words).content(), proposal));
    assert!(!agreement::is_over(&state, ITEM));
    assert_eq!(agreement::in_force(&state, OTHER_ITEM), None);
    for side in [Founder, Invited] {
        let mut ended = both.clone();
        ended.push((side, withdrawn(name)));
        assert_eq!(in_force(ended.clone()), None);
        assert!(agreement::is_over(&in_order(ended.clone()), ITEM));
        // Signing again is in vain: the name is spent.
        ended.extend([sign(Founder), sign(Invited)]);
        assert_eq!(in_force(ended), None);
    }
}

#[test]
fn signatures_that_differ_agree_on_nothing() {
    let (name, proposal) = (nth_of(ITEM, 0), plan("x").content().hash());
    let in_force =
        |one, other| agreement::in_force(&in_order(vec![(Founder, one), (Invited, other)]), ITEM).is_some();
    assert!(in_force(replied(name, proposal, "x"), replied(name, proposal, "x")));
    assert!(!in_force(replied(name, proposal, "x"), replied(name, proposal, "y")), "other words");
    assert!(
        !in_force(replied(name, proposal, "x"), replied(name, ContentHash([0; 32]), "x")),
        "to another proposal"
    );
    assert!(
        !in_force(replied(name, proposal, "x"), replied(nth_of(ITEM, 1), proposal, "x")),
        "under another name"
    );
    let other_item = RelationshipOperation::Replied {
        grant: name,
        to: OTHER_ITEM,
        answers: proposal,
        content: say("x"),
        on: Day(20_001),
    };
    assert!(!in_force(replied(name, proposal, "x"), other_item.clone()), "to another item");
    assert!(!in_force(other_item.clone(), other_item), "to another item, both of them");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_024))]

    #[test]
    fn safety_s12_nothing_that_one_does_alone_puts_anything_in_force(
        before in vec(told(), 0..12),
        one in side(),
        alone in vec((stamp(), operation()), 0..12),
    ) {
        let state = fold(&before);
        let signed: Vec<_> = agreement::signatures(&state, one.other(), ITEM).cloned().collect();
        let mut after = before;
        after.extend(by(one, alone));
        if let Some(agreed) = agreement::in_force(&fold(&after), ITEM) {
            // It is in force only if the other one had signed these very words.
            let is_it = |grant: &model::Grant| (&grant.content, grant.answers) == (agreed.words, Some(agreed.answers));
            prop_assert!(signed.iter().any(is_it));
        }
    }

    #[test]
    fn safety_s12_a_single_end_ends_it_under_every_order_and_whatever_follows(
        told in vec(told(), 0..16),
        one in side(),
        at in stamp(),
        place in any::<Index>(),
    ) {
        let mut told = told;
        told.insert(place.index(told.len() + 1), (one, at, withdrawn(nth_of(ITEM, 0))));
        let state = fold(&told);
        prop_assert_eq!(agreement::in_force(&state, ITEM), None);
        prop_assert!(agreement::is_over(&state, ITEM));
    }

    /// What is in force stays so, whatever else is said, until one of the two withdraws.
    #[test]
    fn safety_s12_only_withdrawing_ends_it(before in vec(told(), 0..12), more in vec(told(), 0..12)) {
        let was = agreement::in_force(&fold(&before), ITEM).is_some();
        let mut after = before;
        let is_withdrawal = |operation: &RelationshipOperation| matches!(operation, RelationshipOperation::Withdrawn { .. });
        after.extend(more.into_iter().filter(|(_, _, operation)| !is_withdrawal(operation)));
        prop_assert!(!was || agreement::in_force(&fold(&after), ITEM).is_some());
    }
}
