//! The laws of the fold: operations commute and repeat without harm, and nobody writes into the other's part.
//!
//! A failing case is printed in its smallest form, and its seed is kept in `proptest-regressions`.

#[path = "fold/arbitrary.rs"]
mod arbitrary;
#[path = "shared/kinds.rs"]
mod kinds;

use arbitrary::{origin, relationship_operation, stamp, vault_operation};
use model::{
    GrantId, Relationship, RelationshipOperation, Side, Stamp, Vault, VaultOperation, relationship::Origin,
};
use proptest::{collection::vec, prelude::*, sample::Index};

type Told = (Side, Stamp, Origin, RelationshipOperation);

fn side() -> impl Strategy<Value = Side> {
    prop_oneof![Just(Side::Founder), Just(Side::Invited)]
}

fn told() -> impl Strategy<Value = Told> {
    (side(), stamp(), origin(), relationship_operation())
}

fn vault(operations: &[(Stamp, VaultOperation)]) -> Vault {
    let mut vault = Vault::default();
    for (stamp, operation) in operations {
        vault.apply(*stamp, operation.clone());
    }
    vault
}

fn relationship(operations: &[Told]) -> Relationship {
    let mut relationship = Relationship::default();
    for (side, stamp, origin, operation) in operations {
        relationship.apply(*side, *stamp, *origin, operation.clone());
    }
    relationship
}

/// Another delivery of the same operations: in another order, some of them several times.
fn delivered<T: Clone>(operations: &[T], order: &[(Index, Index)]) -> Vec<T> {
    let mut delivered = operations.to_vec();
    for (from, to) in order.iter().filter(|_| !operations.is_empty()) {
        delivered.push(from.get(operations).clone());
        let (one, other) = (from.index(delivered.len()), to.index(delivered.len()));
        delivered.swap(one, other);
    }
    delivered.reverse();
    delivered
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_024))]

    #[test]
    fn a_vault_is_the_same_after_any_order_and_any_repetition(
        operations in vec((stamp(), vault_operation()), 0..24),
        order in vec(any::<(Index, Index)>(), 0..24),
    ) {
        prop_assert_eq!(vault(&delivered(&operations, &order)), vault(&operations));
    }

    #[test]
    fn a_relationship_is_the_same_after_any_order_and_any_repetition(
        operations in vec(told(), 0..24),
        order in vec(any::<(Index, Index)>(), 0..24),
    ) {
        prop_assert_eq!(relationship(&delivered(&operations, &order)), relationship(&operations));
    }

    #[test]
    fn a_vault_reads_itself_back_and_goes_on_as_if_never_stored(
        before in vec((stamp(), vault_operation()), 0..12),
        after in vec((stamp(), vault_operation()), 0..12),
    ) {
        let stored = minicbor::to_vec(vault(&before)).unwrap();
        let mut restored: Vault = minicbor::decode(&stored).unwrap();
        for (stamp, operation) in &after {
            restored.apply(*stamp, operation.clone());
        }
        prop_assert_eq!(restored, vault(&[before, after].concat()));
    }

    #[test]
    fn safety_s11_nothing_that_one_side_does_changes_what_the_other_shares(
        before in vec(told(), 0..16),
        author in side(),
        attempts in vec((stamp(), origin(), relationship_operation()), 1..16),
    ) {
        let calm = relationship(&before);
        let mut after = calm.clone();
        for (stamp, origin, operation) in attempts {
            after.apply(author, stamp, origin, operation);
        }
        prop_assert_eq!(after.part(author.other()), calm.part(author.other()));
        prop_assert_eq!(after.visible(author.other()), calm.visible(author.other()));
    }

    #[test]
    fn safety_s10_what_was_withdrawn_is_gone_whatever_comes_before_or_after(
        operations in vec(told(), 0..16),
        withdrawn in 0_usize..16,
        author in side(),
        at in stamp(),
        from in origin(),
        grant in 0_u8..4,
    ) {
        let grant = GrantId([grant; 16]);
        let withdrawal = (author, at, from, RelationshipOperation::Withdrawn { grants: vec![grant] });
        let mut operations = operations;
        operations.insert(withdrawn.min(operations.len()), withdrawal);
        let relationship = relationship(&operations);
        let part = relationship.part(author);
        prop_assert_eq!(part.grant(grant), None);
        prop_assert!(part.everything().all(|(id, _)| id != grant));
        prop_assert!(part.withdrawn().contains(&grant));
    }

    #[test]
    fn only_what_was_granted_is_ever_visible(operations in vec(told(), 0..24), viewed in side()) {
        let relationship = relationship(&operations);
        for (id, share) in relationship.visible(viewed) {
            let granted = operations.iter().any(|(side, _, _, operation)| {
                *side == viewed
                    && matches!(operation, RelationshipOperation::Shared { grant: name, item, content, .. }
                        if *name == id && *item == share.item && *content.content() == share.content)
            });
            prop_assert!(granted, "{share:?} was never granted");
        }
    }

    #[test]
    fn a_link_that_ended_never_lives_again(
        operations in vec((stamp(), vault_operation()), 0..24),
        relationship in 0_u8..4,
    ) {
        let vault = vault(&operations);
        for link in vault.live_links(model::RelationshipId([relationship; 16])) {
            let ended = operations.iter().any(
                |(_, operation)| matches!(operation, VaultOperation::LinkEnded { link: over, .. } if *over == link),
            );
            prop_assert!(!ended);
        }
    }
}

#[test]
fn a_relationship_written_after_it_was_laid_aside_is_back_at_its_old_place() {
    use model::{Clock, RelationshipId, Tie, WriterId};
    let at = |clock| Stamp { clock: Clock(clock), writer: WriterId([1; 16]) };
    let written = |id: u8, name: &str| VaultOperation::RelationshipWritten {
        relationship: RelationshipId([id; 16]),
        name: name.into(),
        tie: Tie::Friend.number(),
    };
    let removed = VaultOperation::RelationshipRemoved { relationship: RelationshipId([1; 16]) };
    let mut operations = vec![(at(1), written(1, "Ana")), (at(2), written(2, "Bo")), (at(3), removed)];
    let names = |operations: &[(Stamp, VaultOperation)]| {
        let vault = vault(operations);
        vault.present_relationships().iter().map(|(_, name, _)| (*name).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(&operations), ["Bo"]);
    operations.push((at(4), written(1, "Anna")));
    assert_eq!(names(&operations), ["Anna", "Bo"]);
}
