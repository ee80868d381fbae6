//! The bytes of operations and of records, frozen: whatever an app of version 1 wrote is read by every later one, natively and in
//! wasm. `GOLDEN_BLESS=1 cargo test -p model --test golden` adds what is missing; it never changes a line that is there.
//!
//! Each line is a name and the bytes in hexadecimal digits. A new kind of record adds lines to `v1/kinds.txt` and nothing else.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use model::{
    Content, ContentHash, Day, Decision, DeviceId, GrantId, ItemId, LinkId, RelationshipId,
    RelationshipOperation, VaultOperation, VersionId, WriterId, Written, draw,
    kinds::{LIST, Part},
    operation::Decoded,
    relationship::Origin,
};

const KINDS: &str = include_str!("v1/kinds.txt");
const OPERATIONS: &str = include_str!("v1/operations.txt");

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Vec<u8> {
    let digit = |digit: u8| char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pair = |pair: &[u8]| digit(pair[0]).unwrap() << 4 | digit(pair[1]).unwrap();
    text.as_bytes().chunks(2).map(pair).collect()
}

fn lines(file: &str) -> Vec<(&str, &str)> {
    file.lines().map(|line| line.split_once(' ').expect("a name and bytes")).collect()
}

/// Compares what is written today with a file, or adds to the file what it lacks.
fn check(file: &str, path: &str, written: &[(String, Vec<u8>)]) {
    let known = lines(file);
    let missing: Vec<String> = written
        .iter()
        .filter(|(name, bytes)| !known.contains(&(name, &hex(bytes))))
        .map(|(name, bytes)| format!("{name} {}\n", hex(bytes)))
        .collect();
    if std::env::var_os("GOLDEN_BLESS").is_some() {
        let path = format!("{}/tests/golden/v1/{path}", env!("CARGO_MANIFEST_DIR"));
        return std::fs::write(path, format!("{file}{}", missing.concat())).unwrap();
    }
    assert_eq!(
        missing,
        Vec::<String>::new(),
        "{path} lacks this, or it is written otherwise than in version 1"
    );
}

/// One example of every operation of a vault. A new one does not compile without a name.
fn decided(decision: &Decision) -> VaultOperation {
    VaultOperation::Decided { decision: decision.to_bytes(), proof: vec![14; 64] }
}

fn vault_examples() -> Vec<(String, Vec<u8>)> {
    use VaultOperation as Is;
    let (relationship, item) = (RelationshipId([1; 16]), ItemId([2; 16]));
    let (version, older) = (VersionId([3; 16]), VersionId([4; 16]));
    let (link, device) = (LinkId([5; 32]), DeviceId([10; 16]));
    let content = Content::of_bytes(57, &[0x82, 0x01, 0x61, b'x']).unwrap();
    let written = |about| Written { about, content: content.clone() };
    let examples = [
        Is::PersonNamed { name: "Noor".into() },
        Is::RelationshipWritten { relationship, name: "Sam".into(), tie: 4 },
        Is::RelationshipRemoved { relationship },
        Is::ItemWritten { item, version, replaces: vec![older], written: written(None) },
        Is::ItemWritten { item, version, replaces: vec![], written: written(Some(relationship)) },
        Is::ItemRemoved { item, versions: vec![version, older] },
        Is::LinkKept { link, relationship, member_seed: [6; 32] },
        Is::LinkMade { link, since: Day(20_779) },
        Is::LinkEnded { link, on: Day(20_780), withdraws: None },
        Is::LinkEnded { link, on: Day(20_780), withdraws: Some(true) },
        Is::WordsSeen { on: Day(20_779), checked: true },
        Is::DeviceNamed { device, name: "Tablet".into() },
        Is::DeviceAdded { device, on: Day(20_781) },
        decided(&Decision::RemoveDevice { device, read: vec![13; 3] }),
        decided(&Decision::RenewWords { paper: vec![11; 40], on: Day(20_781) }),
        decided(&Decision::RenewLink { link, member_seed: [12; 32], after: 3 }),
        decided(&Decision::Succeed { former: device, successor: DeviceId([14; 16]), keeps_links: true }),
        Is::LateSettled { writer: WriterId([15; 16]), sequence: 7, entry: Origin([18; 16]) },
        Is::LateSettledEach { entries: vec![Origin([16; 16]), Origin([17; 16])] },
    ];
    let name = |operation: &VaultOperation| match operation {
        Is::PersonNamed { .. } => "person-named",
        Is::RelationshipWritten { .. } => "relationship-written",
        Is::RelationshipRemoved { .. } => "relationship-removed",
        Is::ItemWritten { written: Written { about: None, .. }, .. } => "item-written",
        Is::ItemWritten { .. } => "item-written-about-a-relationship",
        Is::ItemRemoved { .. } => "item-removed",
        Is::LinkKept { .. } => "link-kept",
        Is::LinkMade { .. } => "link-made",
        Is::LinkEnded { withdraws: None, .. } => "link-ended",
        Is::LinkEnded { .. } => "link-ended-withdrawing",
        Is::WordsSeen { .. } => "words-seen",
        Is::DeviceNamed { .. } => "device-named",
        Is::DeviceAdded { .. } => "device-added",
        Is::Decided { decision, .. } => match Decision::from_bytes(decision) {
            Ok(Decoded::Known(Decision::RemoveDevice { .. })) => "decided-remove-device",
            Ok(Decoded::Known(Decision::RenewWords { .. })) => "decided-renew-words",
            Ok(Decoded::Known(Decision::RenewLink { .. })) => "decided-renew-link",
            Ok(Decoded::Known(Decision::Succeed { .. })) => "decided-succeed",
            other => unreachable!("{other:?}"),
        },
        Is::LateSettled { .. } => "late-settled",
        Is::LateSettledEach { .. } => "late-settled-each",
    };
    let named = examples.iter().map(|operation| (format!("vault-{}", name(operation)), operation.to_bytes()));
    named.collect()
}

/// The same for a relationship.
fn relationship_examples() -> Vec<(String, Vec<u8>)> {
    use RelationshipOperation as Is;
    let (grant, item, on) = (GrantId([7; 16]), ItemId([2; 16]), Day(20_779));
    // Any kind of the part will do: its own bytes stand in the other file.
    let first =
        |part| LIST.all().iter().find(|kind| kind.part == part).map(|kind| draw::samples(kind).remove(0));
    let shared = LIST.shareable(first(Part::Shareable).unwrap()).unwrap();
    let reply = LIST.reply(first(Part::Reply).unwrap()).unwrap();
    let examples = [
        Is::Introduced { name: "Sam".into() },
        Is::Shared { grant, item, content: shared, on },
        Is::Replied { grant, to: item, answers: ContentHash([9; 32]), content: reply, on },
        Is::Withdrawn { grants: vec![grant, GrantId([8; 16])] },
    ];
    let name = |operation: &RelationshipOperation| match operation {
        Is::Introduced { .. } => "introduced",
        Is::Shared { .. } => "shared",
        Is::Replied { .. } => "replied",
        Is::Withdrawn { .. } => "withdrawn",
    };
    let named =
        examples.iter().map(|operation| (format!("relationship-{}", name(operation)), operation.to_bytes()));
    named.collect()
}

#[test]
fn every_operation_is_written_and_read_as_it_was_in_version_1() {
    let examples = [vault_examples(), relationship_examples()].concat();
    check(OPERATIONS, "operations.txt", &examples);
    for (name, bytes) in lines(OPERATIONS) {
        let bytes = unhex(bytes);
        let again = if name.starts_with("vault-") {
            match VaultOperation::from_bytes(&bytes) {
                Ok(Decoded::Known(operation)) => operation.to_bytes(),
                other => panic!("{name} is read as {other:?}"),
            }
        } else {
            match RelationshipOperation::from_bytes(&bytes) {
                Ok(Decoded::Known(operation)) => operation.to_bytes(),
                other => panic!("{name} is read as {other:?}"),
            }
        };
        assert_eq!(hex(&again), hex(&bytes), "{name}");
    }
}

#[test]
fn every_kind_of_record_is_written_and_read_as_it_was_in_version_1() {
    let records: Vec<(String, Vec<u8>)> = LIST
        .all()
        .iter()
        .flat_map(|kind| draw::samples(kind).into_iter().map(|content| (kind.name.to_owned(), content)))
        .map(|(name, content)| (name, minicbor::to_vec(&content).unwrap()))
        .collect();
    check(KINDS, "kinds.txt", &records);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, bytes) in lines(KINDS) {
        let content: Content = minicbor::decode(&unhex(bytes)).unwrap();
        let kind = LIST.get(content.number()).unwrap_or_else(|| panic!("{name} is not known any more"));
        assert_eq!(kind.name, name);
        assert!(LIST.fields(&content).is_ok(), "{name}: {bytes}");
        *counts.entry(name).or_default() += 1;
    }
    assert_eq!(counts.len(), LIST.all().len(), "every kind stands in the file");
}
