//! Whatever the other person's device sends, what comes along of it is read back.

use client::export::Export;
use model::{Content, Day, Relationship, Stamp, Vault, kinds::LIST, relationship::Origin};
use proptest::{collection::vec, prelude::*};

use crate::{arbitrary, exported, link};

/// The head of a value in CBOR: its major type and its argument, which need not be as short as it could be.
fn head(major: u8, argument: u64, size: u8) -> Vec<u8> {
    let bytes = argument.to_be_bytes();
    match size {
        0 if argument < 24 => vec![major << 5 | bytes[7]],
        0 | 1 if argument < 1 << 8 => vec![major << 5 | 24, bytes[7]],
        0..=2 if argument < 1 << 16 => [&[major << 5 | 25], &bytes[6..]].concat(),
        0..=3 if argument < 1 << 32 => [&[major << 5 | 26], &bytes[4..]].concat(),
        _ => [&[major << 5 | 27][..], &bytes].concat(),
    }
}

/// Any well-formed value of definite lengths; texts need be no UTF-8.
fn value() -> impl Strategy<Value = Vec<u8>> {
    let number = prop_oneof![0_u64..30, any::<u64>()];
    let number = (0_u8..2, number, 0_u8..5).prop_map(|(major, argument, size)| head(major, argument, size));
    let text = (2_u8..4, vec(any::<u8>(), 0..12), 0_u8..5)
        .prop_map(|(major, text, size)| [head(major, text.len() as u64, size), text].concat());
    let plain = "\\PC{1,12}".prop_map(|text| [head(3, text.len() as u64, 0), text.into_bytes()].concat());
    let simple =
        prop_oneof![Just(vec![0xf6]), Just(vec![0xf4]), Just(vec![0xf8, 0xff]), Just(vec![0xf9, 0x7e, 0])];
    let leaf = prop_oneof![3 => number, 2 => text, 3 => plain, 1 => simple];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let several = (vec(inner.clone(), 0..5), 0_u8..5)
            .prop_map(|(values, size)| [head(4, values.len() as u64, size), values.concat()].concat());
        let pairs = vec((inner.clone(), inner.clone()), 0..3).prop_map(|pairs| {
            let pairs: Vec<_> = pairs.into_iter().map(|(key, value)| [key, value].concat()).collect();
            [head(5, pairs.len() as u64, 0), pairs.concat()].concat()
        });
        let tagged = inner.prop_map(|inner| [head(6, 1, 0), inner].concat());
        prop_oneof![4 => several, 1 => pairs, 1 => tagged]
    })
}

fn content() -> impl Strategy<Value = Content> {
    let number = prop_oneof![6 => 0_u32..5, 1 => any::<u32>()];
    let fields =
        vec(value(), 0..4).prop_map(|fields| [head(4, fields.len() as u64, 0), fields.concat()].concat());
    let card = ("\\PC{1,12}", 0_u8..3).prop_map(|(text, taste)| {
        [vec![0x82, taste], head(3, text.len() as u64, 0), text.into_bytes()].concat()
    });
    let bytes = prop_oneof![2 => value(), 2 => fields, 1 => card];
    (number, bytes)
        .prop_map(|(number, bytes)| Content::of_bytes(number, &bytes).expect("a well-formed value"))
}

fn sent() -> impl Strategy<Value = Relationship> {
    let name = any::<[u8; 16]>();
    vec((name, content(), any::<bool>(), any::<u32>(), arbitrary::text()), 0..12).prop_map(|sent| {
        let mut state = Relationship::default();
        let mut apply = |operation| {
            let stamp = Stamp { clock: model::Clock(1), writer: model::WriterId([1; 16]) };
            state.apply(model::Side::Invited, stamp, Origin([0; 16]), operation);
        };
        for (name, content, is_reply, on, text) in sent {
            let answers = is_reply.then_some(7);
            apply(arbitrary::told(if is_reply { 2 } else { 1 }, &[&name, &name], answers, &content, Day(on)));
            apply(model::RelationshipOperation::Introduced { name: text });
        }
        state
    })
}

/// A record of a kind that this version knows, with nothing for the fields at its end that were not written.
fn completed(content: &mut Content) {
    let Some(kind) = LIST.get(content.number()).filter(|_| LIST.is_whole(content)) else { return };
    let values = content.values(kind.slots).expect("it is whole");
    *content = Content::of_values(kind.number, &values);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn safety_s29_whatever_the_other_side_sends_comes_along_and_is_read_back(state in sent()) {
        let mut export = exported(&Vault::default(), &[link(&state)]);
        let read = Export::from_json(&export.to_json(&LIST), &LIST);
        let others = export.from_others.iter_mut().flatten().flat_map(|shared| &mut shared.grants);
        others.for_each(|grant| completed(&mut grant.content));
        prop_assert_eq!(read, Ok(export));
    }
}

#[test]
fn safety_s29_a_kind_of_any_number_is_read_as_it_was_written() {
    for number in [0, 4, 57, u32::MAX] {
        let content = Content::of_bytes(number, &[0x80]).expect("a well-formed value");
        let granted = arbitrary::told(1, &[&[1; 16], &[2; 16]], None, &content, Day(1));
        let mut state = Relationship::default();
        let stamp = Stamp { clock: model::Clock(1), writer: model::WriterId([1; 16]) };
        state.apply(model::Side::Invited, stamp, Origin([0; 16]), granted);
        let export = exported(&Vault::default(), &[link(&state)]);
        assert_eq!(Export::from_json(&export.to_json(&LIST), &LIST), Ok(export), "{number}");
    }
}
