//! What states are as bytes: maps are read in any order, and what only a newer version knows is not lost unnoticed.

use minicbor::{Decode, Encode, Encoder};
use model::{
    Clock, Content, Day, Grant, ItemId, Stamp, Vault, VersionId, WriterId, Written,
    devices::DeviceRecord,
    relationship::{Origin, Part},
    vault::{LinkRecord, RelationshipRecord},
    versions::{Register, Version, Versions},
};

const STAMP: Stamp = Stamp { clock: Clock(1), writer: WriterId([1; 16]) };

/// An item's versions as bytes: each with its name and its words.
fn item(versions: &[(u8, &str)]) -> Vec<u8> {
    let mut encoder = Encoder::new(Vec::new());
    encoder.array(2).and_then(|encoder| encoder.map(versions.len() as u64)).expect("memory");
    for (name, words) in versions {
        encoder.encode(VersionId([*name; 16])).expect("memory");
        encoder.encode(Version { stamp: STAMP, value: *words }).expect("memory");
    }
    encoder.array(0).expect("memory");
    encoder.into_writer()
}

#[test]
fn versions_are_read_in_any_order_and_of_one_name_the_last_counts() {
    for (versions, expected) in [
        (vec![], vec![]),
        (vec![(1, "a")], vec![(1, "a")]),
        (vec![(1, "a"), (2, "b")], vec![(1, "a"), (2, "b")]),
        (vec![(2, "b"), (1, "a")], vec![(1, "a"), (2, "b")]),
        (vec![(3, "c"), (2, "b"), (1, "a")], vec![(1, "a"), (2, "b"), (3, "c")]),
        (vec![(1, "a"), (1, "b")], vec![(1, "b")]),
        (vec![(1, "b"), (1, "a")], vec![(1, "a")]),
        (vec![(1, "a"), (2, "b"), (1, "c")], vec![(1, "c"), (2, "b")]),
    ] {
        let read: Versions<String> = minicbor::decode(&item(&versions)).unwrap();
        let found: Vec<_> = read.iter().map(|(id, version)| (id.0[0], version.value.as_str())).collect();
        assert_eq!(found, expected, "{versions:?}");
        assert_eq!(minicbor::to_vec(&read).unwrap(), item(&expected), "written in order: {versions:?}");
    }
}

#[test]
fn things_are_read_in_any_order_and_of_one_name_the_last_counts() {
    let written = |words: &str| {
        let content = Content::of_values(57, &[model::Value::Text(words.into())]);
        let mut item = model::Item::default();
        item.write(
            VersionId([1; 16]),
            &[],
            Version { stamp: STAMP, value: Written { about: None, content } },
        );
        item
    };
    // Nothing but things: [null, {}, things, {}, null, null, {}].
    let vault = |items: &[(u8, &str)]| {
        let mut encoder = Encoder::new(vec![0x87, 0xf6, 0xa0]);
        encoder.map(items.len() as u64).unwrap();
        for (name, words) in items {
            encoder.encode(ItemId([*name; 16])).unwrap().encode(written(words)).unwrap();
        }
        let bytes = [encoder.writer().as_slice(), &[0xa0, 0xf6, 0xf6, 0xa0]].concat();
        minicbor::decode::<Vault>(&bytes)
    };
    let read = vault(&[(3, "c"), (1, "a"), (2, "b"), (1, "d")]).unwrap();
    let expected = [(1, "d"), (2, "b"), (3, "c")].map(|(name, words)| (ItemId([name; 16]), written(words)));
    assert_eq!(read, Vault { items: expected.into(), ..Vault::default() });
}

/// Reads a structure back from its bytes, and says what is wrong with the same that has one field more, or no length.
fn check<T: Encode<()> + for<'b> Decode<'b, ()> + PartialEq + core::fmt::Debug>(value: &T) {
    let bytes = minicbor::to_vec(value).expect("memory");
    assert_eq!(minicbor::decode::<T>(&bytes).expect("it was written"), *value);
    let (first, fields) = bytes.split_first().expect("an array");
    assert!((0x80..0x97).contains(first), "{value:?} is an array of a few fields");
    let said = |bytes: &[&[u8]]| minicbor::decode::<T>(&bytes.concat()).expect_err("refused").to_string();
    let more = said(&[&[first + 1], fields, &[0xf6]]);
    assert!(more.contains("more fields than this version knows"), "{value:?}: {more}");
    let indefinite = said(&[&[0x9f], fields, &[0xff]]);
    assert!(indefinite.contains("of indefinite length"), "{value:?}: {indefinite}");
}

#[test]
fn a_state_with_more_fields_than_this_version_knows_is_not_read_without_them() {
    let content = Content::of_bytes(57, &[0x80]).unwrap();
    let written = Written { about: None, content: content.clone() };
    let origin = Origin([1; 16]);
    check(&STAMP);
    check(&written);
    check(&Register { stamp: STAMP, value: 7 });
    check(&Version { stamp: STAMP, value: 7 });
    check(&Versions::<u8>::default());
    check(&Grant { stamp: STAMP, item: ItemId([1; 16]), answers: None, content, on: Day(1), origin });
    check(&Part::default());
    check(&RelationshipRecord { removed: Some(STAMP), ..RelationshipRecord::default() });
    check(&LinkRecord { withdraws: Some(true), ..LinkRecord::default() });
    check(&DeviceRecord { added_on: Some(Day(7)), ..DeviceRecord::default() });
}

#[test]
fn fields_that_hold_nothing_may_be_left_out_at_the_end_and_no_others() {
    // Two records, [[], [null]], of relationships that nobody described, added or laid aside.
    let read: Vec<RelationshipRecord> = minicbor::decode(&[0x82, 0x80, 0x81, 0xf6]).unwrap();
    assert_eq!(read, [RelationshipRecord::default(), RelationshipRecord::default()]);
    // A moment without its writer.
    let missing = minicbor::decode::<Stamp>(&[0x81, 0x01]).unwrap_err().to_string();
    assert!(missing.contains("a field is missing"), "{missing}");
}
