//! The encoding of operations. The files in `golden/v1` are kept for ever: whatever an app of that version wrote is read by
//! every later one. `GOLDEN_BLESS=1` adds files that are missing; it never changes one that is there.

use std::{fs, path::PathBuf};

use model::{
    Answer, Content, Day, DeviceId, ItemId, Kind, LinkId, Need, RelationshipId, RelationshipOperation,
    ShareId, Taste, VaultOperation, VersionId,
    operation::{Ask, Card, Decoded, NotAnOperation},
};
use proptest::{collection::vec, prelude::*};

fn card(taste: Taste) -> Card {
    Card { taste, text: "Rain on a tent".into(), note: "überall, 雨".into() }
}

fn ask(need: Need) -> Ask {
    Ask { need, text: "Could you read this with me?".into() }
}

/// One example of every kind of operation of a vault, with the name of its file. A new kind does not compile without one.
fn vault_examples() -> Vec<(String, VaultOperation)> {
    use VaultOperation as Is;
    let (relationship, item) = (RelationshipId([1; 16]), ItemId([2; 16]));
    let (version, older) = (VersionId([3; 16]), VersionId([4; 16]));
    let link = LinkId([5; 32]);
    let mut examples = vec![
        Is::PersonNamed { name: "Noor".into() },
        Is::RelationshipRemoved { relationship },
        Is::ItemRemoved { item, versions: vec![version, older] },
        Is::LinkKept { link, relationship, member_seed: [6; 32] },
        Is::LinkMade { link, since: Day(20_779) },
        Is::LinkEnded { link, on: Day(20_780), withdraws: None },
        Is::LinkEnded { link, on: Day(20_780), withdraws: Some(true) },
        Is::WordsSeen { on: Day(20_779), checked: true },
        Is::DeviceNamed { device: DeviceId([10; 16]), name: "Tablet".into() },
        Is::DeviceAdded { device: DeviceId([10; 16]), on: Day(20_781) },
        Is::DeviceRemoved { device: DeviceId([10; 16]) },
        Is::WordsRenewed { keys: vec![11; 40], on: Day(20_781) },
        Is::LinkRenewed { link, member_seed: [12; 32], after: 3 },
    ];
    examples.extend(Kind::ALL.iter().map(|kind| Is::RelationshipWritten {
        relationship,
        name: "Sam".into(),
        kind: *kind,
    }));
    examples.extend(Taste::ALL.iter().map(|taste| Is::CardWritten {
        item,
        version,
        replaces: vec![older],
        card: card(*taste),
    }));
    examples.extend(Need::ALL.iter().map(|need| Is::AskWritten {
        item,
        relationship,
        version,
        replaces: Vec::new(),
        ask: ask(*need),
    }));
    let name = |operation: &VaultOperation| match operation {
        Is::PersonNamed { .. } => "vault-person-named".into(),
        Is::RelationshipWritten { kind, .. } => format!("vault-relationship-written-{kind:?}"),
        Is::RelationshipRemoved { .. } => "vault-relationship-removed".into(),
        Is::CardWritten { card, .. } => format!("vault-card-written-{:?}", card.taste),
        Is::AskWritten { ask, .. } => format!("vault-ask-written-{:?}", ask.need),
        Is::ItemRemoved { .. } => "vault-item-removed".into(),
        Is::LinkKept { .. } => "vault-link-kept".into(),
        Is::LinkMade { .. } => "vault-link-made".into(),
        Is::LinkEnded { withdraws: None, .. } => "vault-link-ended".into(),
        Is::LinkEnded { .. } => "vault-link-ended-withdrawing".into(),
        Is::WordsSeen { .. } => "vault-words-seen".into(),
        Is::DeviceNamed { .. } => "vault-device-named".into(),
        Is::DeviceAdded { .. } => "vault-device-added".into(),
        Is::DeviceRemoved { .. } => "vault-device-removed".into(),
        Is::WordsRenewed { .. } => "vault-words-renewed".into(),
        Is::LinkRenewed { .. } => "vault-link-renewed".into(),
    };
    examples.into_iter().map(|operation| (name(&operation), operation)).collect()
}

/// The same for a relationship.
fn relationship_examples() -> Vec<(String, RelationshipOperation)> {
    use RelationshipOperation as Is;
    let (share, item) = (ShareId([7; 16]), ItemId([2; 16]));
    let on = Day(20_779);
    let mut examples = vec![
        Is::Introduced { name: "Sam".into() },
        Is::Shared { share, item, content: Content::Card(card(Taste::Like)), on },
        Is::Shared { share, item, content: Content::Ask(ask(Need::Company)), on },
        Is::Withdrawn { shares: vec![share, ShareId([8; 16])] },
    ];
    examples.extend(Answer::ALL.iter().map(|answer| Is::Answered {
        ask: item,
        share,
        answer: *answer,
        words: "After supper".into(),
        on,
    }));
    let name = |operation: &RelationshipOperation| match operation {
        Is::Introduced { .. } => "relationship-introduced".into(),
        Is::Shared { content: Content::Card(_), .. } => "relationship-shared-card".into(),
        Is::Shared { content: Content::Ask(_), .. } => "relationship-shared-ask".into(),
        Is::Withdrawn { .. } => "relationship-withdrawn".into(),
        Is::Answered { answer, .. } => format!("relationship-answered-{answer:?}"),
    };
    examples.into_iter().map(|operation| (name(&operation), operation)).collect()
}

fn check_golden(name: &str, bytes: &[u8]) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/v1");
    let file = folder.join(format!("{}.cbor", name.to_lowercase()));
    if std::env::var_os("GOLDEN_BLESS").is_some() && !file.exists() {
        fs::write(&file, bytes).expect("the golden folder can be written");
    }
    let golden = fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    assert_eq!(golden, bytes, "{name} is written otherwise than in version 1");
    golden
}

#[test]
fn every_operation_is_written_and_read_as_it_was_in_version_1() {
    for (name, operation) in vault_examples() {
        let golden = check_golden(&name, &operation.to_bytes());
        assert_eq!(VaultOperation::from_bytes(&golden), Ok(Decoded::Known(operation)), "{name}");
    }
    for (name, operation) in relationship_examples() {
        let golden = check_golden(&name, &operation.to_bytes());
        assert_eq!(RelationshipOperation::from_bytes(&golden), Ok(Decoded::Known(operation)), "{name}");
    }
}

#[test]
fn a_kind_that_this_version_does_not_know_comes_from_a_newer_one() {
    // [99, [h'', {"a": [1, null]}]]
    let newer = [0x82, 0x18, 99, 0x82, 0x40, 0xa1, 0x61, b'a', 0x82, 0x01, 0xf6];
    assert_eq!(VaultOperation::from_bytes(&newer), Ok(Decoded::Newer));
    assert_eq!(RelationshipOperation::from_bytes(&newer), Ok(Decoded::Newer));
    for cut in 0..newer.len() {
        assert_eq!(VaultOperation::from_bytes(&newer[..cut]), Err(NotAnOperation), "cut to {cut} bytes");
    }
    let trailing = [newer.as_slice(), &[0]].concat();
    assert_eq!(VaultOperation::from_bytes(&trailing), Err(NotAnOperation));
}

#[test]
fn a_choice_that_this_version_does_not_know_comes_from_a_newer_one() {
    let answered = RelationshipOperation::Answered {
        ask: ItemId([0; 16]),
        share: ShareId([0; 16]),
        answer: Answer::SomethingElse,
        words: String::new(),
        on: Day(0),
    };
    let mut bytes = answered.to_bytes();
    assert!(matches!(RelationshipOperation::from_bytes(&bytes), Ok(Decoded::Known(_))));
    let choice = bytes.len() - 3;
    assert_eq!(bytes[choice], 2, "the number of the choice stands before empty words and day 0");
    bytes[choice] = 9;
    assert_eq!(RelationshipOperation::from_bytes(&bytes), Ok(Decoded::Newer));
}

#[test]
fn an_operation_that_is_cut_or_followed_by_more_is_none() {
    for (name, operation) in vault_examples() {
        let bytes = operation.to_bytes();
        for cut in 0..bytes.len() {
            assert_eq!(VaultOperation::from_bytes(&bytes[..cut]), Err(NotAnOperation), "{name} cut to {cut}");
        }
        let trailing = [bytes.as_slice(), &[0]].concat();
        assert_eq!(VaultOperation::from_bytes(&trailing), Err(NotAnOperation), "{name}");
    }
}

#[test]
fn safety_s13_answers_of_every_kind_are_equally_long() {
    let lengths: Vec<_> = Answer::ALL
        .iter()
        .map(|answer| {
            let on = Day(20_779);
            let (ask, share) = (ItemId([0; 16]), ShareId([0; 16]));
            let answered =
                RelationshipOperation::Answered { ask, share, answer: *answer, words: String::new(), on };
            answered.to_bytes().len()
        })
        .collect();
    assert!(lengths.windows(2).all(|pair| pair[0] == pair[1]), "{lengths:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_096))]

    #[test]
    fn garbage_never_panics_and_is_never_taken_for_more_than_it_says(bytes in vec(any::<u8>(), 0..200)) {
        if let Ok(Decoded::Known(operation)) = VaultOperation::from_bytes(&bytes) {
            prop_assert_eq!(VaultOperation::from_bytes(&operation.to_bytes()), Ok(Decoded::Known(operation)));
        }
        if let Ok(Decoded::Known(operation)) = RelationshipOperation::from_bytes(&bytes) {
            prop_assert_eq!(
                RelationshipOperation::from_bytes(&operation.to_bytes()),
                Ok(Decoded::Known(operation))
            );
        }
    }

    #[test]
    fn a_changed_byte_is_an_error_or_another_operation(
        at in any::<prop::sample::Index>(),
        example in any::<prop::sample::Index>(),
        change in 1_u8..,
    ) {
        let examples = vault_examples();
        let (_, operation) = &examples[example.index(examples.len())];
        let mut bytes = operation.to_bytes();
        let at = at.index(bytes.len());
        bytes[at] ^= change;
        if let Ok(Decoded::Known(changed)) = VaultOperation::from_bytes(&bytes) {
            prop_assert_ne!(&changed, operation);
        }
    }
}
