//! What a vault shows of what its devices wrote, whatever order it came in.

use model::{
    Clock, Content, Day, Decision, Decoded, DeviceId, ItemId, LinkId, RelationshipId, Stamp, Tie, Vault,
    VaultOperation, VersionId, WriterId, Written,
    devices::DeviceRecord,
    vault::{LinkRecord, Seed},
};

const LINK: LinkId = LinkId([1; 32]);
const DEVICE: DeviceId = DeviceId([1; 16]);

fn fold<'a>(told: impl IntoIterator<Item = &'a (u64, VaultOperation)>) -> Vault {
    let mut vault = Vault::default();
    for (clock, operation) in told {
        vault.apply(Stamp { clock: Clock(*clock), writer: WriterId([1; 16]) }, operation.clone());
    }
    vault
}

/// The vault, which is the same when everything comes the other way round.
fn vault(told: &[(u64, VaultOperation)]) -> Vault {
    let vault = fold(told);
    assert_eq!(fold(told.iter().rev()), vault);
    vault
}

/// The same where it does not matter when something was written.
fn vault_of(operations: &[VaultOperation]) -> Vault {
    vault(&(1..).zip(operations.iter().cloned()).collect::<Vec<_>>())
}

fn relationship(number: u8) -> RelationshipId {
    RelationshipId([number; 16])
}

fn written(number: u8, name: &str, tie: u32) -> VaultOperation {
    VaultOperation::RelationshipWritten { relationship: relationship(number), name: name.into(), tie }
}

fn laid_aside(number: u8) -> VaultOperation {
    VaultOperation::RelationshipRemoved { relationship: relationship(number) }
}

fn kept(link: u8, of: u8, seed: u8) -> VaultOperation {
    VaultOperation::LinkKept {
        link: LinkId([link; 32]),
        relationship: relationship(of),
        member_seed: [seed; 32],
    }
}

#[test]
fn relationships_stand_in_the_order_in_which_they_were_added_under_their_newest_names() {
    let friend = Tie::Friend.number();
    for (told, expected) in [
        (vec![], vec![]),
        (vec![(1, written(2, "Bo", friend)), (2, written(1, "Ana", friend))], vec!["Bo", "Ana"]),
        (vec![(1, written(2, "Bo", friend)), (1, written(1, "Ana", friend))], vec!["Ana", "Bo"]),
        (
            vec![
                (1, written(2, "Bo", friend)),
                (2, written(1, "Ana", friend)),
                (4, written(2, "Bodo", friend)),
                (3, written(2, "B.", friend)),
            ],
            vec!["Bodo", "Ana"],
        ),
    ] {
        let vault = vault(&told);
        let names: Vec<_> = vault.present_relationships().iter().map(|(_, name, _)| *name).collect();
        assert_eq!(names, expected, "{told:?}");
    }
}

#[test]
fn a_relationship_is_in_the_list_unless_it_was_laid_aside_and_not_written_since() {
    let friend = Tie::Friend.number();
    for (told, expected) in [
        (vec![(1, written(1, "Ana", friend))], true),
        (vec![(1, written(1, "Ana", friend)), (2, laid_aside(1))], false),
        (vec![(1, written(1, "Ana", friend)), (2, laid_aside(1)), (3, written(1, "Ana", friend))], true),
        (vec![(2, written(1, "Ana", friend)), (1, laid_aside(1))], true),
        (vec![(1, laid_aside(1)), (2, written(1, "Ana", friend)), (3, laid_aside(1))], false),
        // No honest device writes both in one moment. That it is laid aside is what all of them make of it.
        (vec![(1, written(1, "Ana", friend)), (1, laid_aside(1))], false),
        (vec![(1, laid_aside(1))], false),
        (vec![(1, written(1, "Ana", friend)), (2, laid_aside(2))], true),
    ] {
        let vault = vault(&told);
        assert_eq!(vault.relationships.get(&relationship(1)).unwrap().is_present(), expected, "{told:?}");
        let listed = vault.present_relationships().iter().any(|(id, _, _)| *id == relationship(1));
        assert_eq!(listed, expected, "{told:?}");
    }
}

#[test]
fn a_tie_that_only_a_newer_version_knows_is_shown_as_another_one() {
    let vault = vault_of(&[written(1, "Ana", Tie::Sibling.number()), written(2, "Bo", 4_000)]);
    assert_eq!(
        vault.present_relationships(),
        [(relationship(1), "Ana", Tie::Sibling), (relationship(2), "Bo", Tie::Other)]
    );
    assert_eq!(
        vault.relationships.get(&relationship(2)).unwrap().described.as_ref().unwrap().value.1,
        4_000,
        "kept"
    );
}

#[test]
fn links_of_a_relationship_live_from_when_their_keys_are_kept_until_they_end() {
    let ended = |link| VaultOperation::LinkEnded { link: LinkId([link; 32]), on: Day(3), withdraws: None };
    let made = |link| VaultOperation::LinkMade { link: LinkId([link; 32]), since: Day(2) };
    let vault = vault_of(&[
        kept(1, 1, 9),
        kept(2, 1, 9),
        made(2),
        kept(3, 1, 9),
        ended(3),
        kept(4, 2, 9),
        made(5),
        ended(6),
    ]);
    let live = |of| vault.live_links(relationship(of)).into_iter().map(|link| link.0[0]).collect::<Vec<_>>();
    assert_eq!((live(1), live(2), live(3)), (vec![1, 2], vec![4], vec![]));
}

#[test]
fn a_link_stands_since_the_first_day_that_was_said_and_ended_on_the_first_one() {
    let since = |day| VaultOperation::LinkMade { link: LINK, since: Day(day) };
    let ended = |day, withdraws| VaultOperation::LinkEnded { link: LINK, on: Day(day), withdraws };
    let vault = vault_of(&[
        since(12),
        since(11),
        since(13),
        ended(22, Some(false)),
        ended(21, Some(true)),
        ended(23, None),
        kept(1, 1, 6),
        kept(1, 2, 7),
    ]);
    let LinkRecord { kept, since, ended, seeds, withdraws } = vault.links.get(&LINK).unwrap().clone();
    let kept = kept.expect("its keys were kept").value;
    assert_eq!((kept.relationship, kept.member_seed), (relationship(2), [7; 32]), "the last ones");
    assert_eq!((since, ended), (Some(Day(11)), Some(Day(21))));
    assert_eq!(withdraws, Some(true), "once it is to be taken back, nothing calls it off");
    assert_eq!(seeds.into_iter().collect::<Vec<_>>(), [Seed([6; 32]), Seed([7; 32])], "all of them");
}

#[test]
fn recovery_words_were_seen_on_the_last_day() {
    let seen = |day, checked| VaultOperation::WordsSeen { on: Day(day), checked };
    let renewed = |key, day| decided(&Decision::RenewWords { paper: vec![key], on: Day(day) });
    for (operations, viewed, checked) in [
        (vec![], None, None),
        (vec![seen(5, false)], Some(5), None),
        (vec![seen(5, true), seen(7, false), seen(6, true)], Some(7), Some(6)),
        (vec![seen(6, true), renewed(1, 8)], Some(8), Some(6)),
        (vec![renewed(2, 8), renewed(1, 7)], Some(8), None),
    ] {
        let vault = vault_of(&operations);
        let expected = (viewed.map(Day), checked.map(Day));
        assert_eq!((vault.words_viewed_on, vault.words_checked_on), expected, "{operations:?}");
    }
}

fn decided(decision: &Decision) -> VaultOperation {
    VaultOperation::Decided { decision: decision.to_bytes(), proof: vec![1; 64] }
}

#[test]
fn everything_that_was_decided_is_kept_as_it_was_signed_the_newest_first() {
    let words = |paper| Decision::RenewWords { paper: vec![paper], on: Day(7) };
    let (first, second) = (words(1), Decision::RemoveDevice { device: DEVICE, read: vec![2] });
    let link = Decision::RenewLink { link: LINK, member_seed: [3; 32], after: 4 };
    let all = [(1, decided(&first)), (3, decided(&second)), (2, decided(&link)), (1, decided(&first))];
    let vault = vault(&all);
    let kept: Vec<_> = vault.decisions().map(|(decided, decision)| (decided.stamp.clock, decision)).collect();
    let clocks: Vec<_> = kept.iter().map(|(clock, _)| *clock).collect();
    assert!(clocks.is_sorted_by(|one, other| one > other), "{clocks:?}");
    assert_eq!(kept.into_iter().map(|(_, decision)| decision).collect::<Vec<_>>(), [second, link, first]);
    for (decided, decision) in vault.decisions() {
        assert_eq!((decided.decision.clone(), decided.proof.clone()), (decision.to_bytes(), vec![1; 64]));
    }
}

#[test]
fn what_a_newer_version_decides_waits_for_it_and_what_is_none_is_no_operation() {
    let of = |decision: Vec<u8>| VaultOperation::Decided { decision, proof: vec![1; 64] }.to_bytes();
    let newer = minicbor::to_vec((99_u32, (1_u8,))).unwrap();
    assert_eq!(VaultOperation::from_bytes(&of(newer)), Ok(Decoded::Newer));
    for none in [vec![], vec![1], vec![0x82, 0, 0x81, 0xff]] {
        assert!(VaultOperation::from_bytes(&of(none)).is_err());
    }
}

#[test]
fn a_device_belongs_since_the_first_day_that_it_said() {
    let added = |day| VaultOperation::DeviceAdded { device: DEVICE, on: Day(day) };
    let named = |name: &str| VaultOperation::DeviceNamed { device: DEVICE, name: name.into() };
    for (operations, name, added_on) in [
        (vec![added(6)], None, Some(6)),
        (vec![added(6), added(5), added(7)], None, Some(5)),
        (vec![named("Phone"), named("Tablet")], Some("Tablet"), None),
        (vec![added(6), named("Phone")], Some("Phone"), Some(6)),
    ] {
        let vault = vault_of(&operations);
        let DeviceRecord { name: known, added_on: since } = vault.devices.get(&DEVICE).unwrap().clone();
        assert_eq!(known.map(|name| name.value).as_deref(), name, "{operations:?}");
        assert_eq!(since, added_on.map(Day), "{operations:?}");
        assert_eq!(vault.devices.keys().copied().collect::<Vec<_>>(), [DEVICE]);
    }
}

#[test]
fn the_person_is_called_as_they_wrote_last() {
    let named = |name: &str| VaultOperation::PersonNamed { name: name.into() };
    let vault = vault(&[(1, named("Nora")), (3, named("Noor")), (2, named("N."))]);
    assert_eq!(vault.name.map(|name| name.value).as_deref(), Some("Noor"));
}

#[test]
fn a_tie_of_a_newer_version_stays_until_another_is_chosen() {
    let vault = vault_of(&[written(1, "Sam", 900), written(2, "Mum", Tie::Parent.number())]);
    assert_eq!(vault.tie_number(relationship(1), Tie::Other), 900);
    assert_eq!(vault.tie_number(relationship(1), Tie::Friend), Tie::Friend.number());
    assert_eq!(vault.tie_number(relationship(2), Tie::Other), Tie::Other.number());
    assert_eq!(vault.tie_number(relationship(3), Tie::Partner), Tie::Partner.number());
}

fn thing(version: u8, replaces: &[u8], about: Option<u8>) -> VaultOperation {
    let replaces = replaces.iter().map(|version| VersionId([*version; 16])).collect();
    let content = Content::of_bytes(57, &[version]).expect("a number");
    let written = Written { about: about.map(relationship), content };
    VaultOperation::ItemWritten {
        item: ItemId([1; 16]),
        version: VersionId([version; 16]),
        replaces,
        written,
    }
}

/// What is about somebody who was laid aside is away with them, and what stands beside it is shown.
#[test]
fn the_newest_version_that_is_shown_is_about_nobody_or_about_somebody_in_the_lists() {
    let newest =
        |told: &[VaultOperation]| vault_of(told).newest_listed(ItemId([1; 16])).map(|(id, _)| id.0[0]);
    let told = [written(1, "Sam", 0), thing(1, &[], None), thing(2, &[], Some(1))];
    assert_eq!(newest(&told), Some(2));
    assert_eq!(newest(&[&told[..], &[laid_aside(1)]].concat()), Some(1));
    assert_eq!(newest(&[thing(2, &[], Some(1))]), None, "about somebody who was never here");
    assert_eq!(newest(&[]), None);

    let vault = vault_of(&[written(1, "Sam", 0), written(2, "Mum", 0), laid_aside(2)]);
    let is_listed = |about: Option<u8>| {
        let content = Content::of_bytes(57, &[0]).expect("a number");
        vault.lists(&Written { about: about.map(relationship), content })
    };
    assert_eq!([None, Some(1), Some(2), Some(3)].map(is_listed), [true, true, false, false]);
}
