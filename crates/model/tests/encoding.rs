//! What operations are as bytes, and what bytes are no operation.

use model::{
    Answer, Content, ContentHash, Day, GrantId, ItemId, RelationshipOperation, ReplyContent, VaultOperation,
    VersionId, Written,
    content::CONTENT_BYTES_MAX,
    draw,
    kinds::{GivenAnswer, LIST, Part},
    operation::{Decoded, NotAnOperation},
};
use proptest::{collection::vec, prelude::*};

#[test]
fn an_operation_that_this_version_does_not_know_comes_from_a_newer_one() {
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

/// All versions are to fold alike: nothing of an operation is passed over.
#[test]
fn an_operation_with_more_fields_comes_from_a_newer_version_and_one_with_fewer_is_none() {
    let named = VaultOperation::PersonNamed { name: "Noor".into() }.to_bytes();
    assert_eq!(named[..3], [0x82, 0x00, 0x81]);
    let more = [&[0x82, 0x00, 0x82], &named[3..], &[0x01]].concat();
    assert_eq!(VaultOperation::from_bytes(&more), Ok(Decoded::Newer));
    assert_eq!(VaultOperation::from_bytes(&[0x82, 0x00, 0x80]), Err(NotAnOperation));
    // Only what may be missing may be left out at the end.
    let ended = |bytes: &[u8]| [&[0x82, 0x08, bytes[0], 0x58, 32], &[5; 32][..], &bytes[1..]].concat();
    let operation =
        |withdraws| VaultOperation::LinkEnded { link: model::LinkId([5; 32]), on: Day(1), withdraws };
    for (bytes, withdraws) in
        [(&[0x82, 1][..], None), (&[0x83, 1, 0xf6], None), (&[0x83, 1, 0xf5], Some(true))]
    {
        assert_eq!(VaultOperation::from_bytes(&ended(bytes)), Ok(Decoded::Known(operation(withdraws))));
    }
    assert_eq!(VaultOperation::from_bytes(&ended(&[0x81])), Err(NotAnOperation));
}

fn written(content: Content) -> VaultOperation {
    let item = ItemId([1; 16]);
    let written = Written { about: None, content };
    VaultOperation::ItemWritten { item, version: VersionId::first_of(item), replaces: Vec::new(), written }
}

#[test]
fn an_operation_that_is_cut_or_followed_by_more_is_none() {
    for content in LIST.all().iter().flat_map(draw::samples) {
        let bytes = written(content).to_bytes();
        for cut in 0..bytes.len() {
            assert_eq!(VaultOperation::from_bytes(&bytes[..cut]), Err(NotAnOperation), "cut to {cut}");
        }
        let trailing = [bytes.as_slice(), &[0]].concat();
        assert_eq!(VaultOperation::from_bytes(&trailing), Err(NotAnOperation));
    }
}

/// What a relay or the other person could tell replies apart by.
#[test]
fn safety_s13_replies_of_every_kind_are_equally_long_whatever_is_chosen() {
    for kind in LIST.all().iter().filter(|kind| kind.part == Part::Reply) {
        let lengths: std::collections::BTreeSet<usize> = draw::choices_only(kind)
            .into_iter()
            .map(|content| {
                let content = LIST.reply(content).expect("the kind is a reply");
                replied(content).to_bytes().len()
            })
            .collect();
        assert_eq!(lengths.len(), 1, "{}: {lengths:?}", kind.name);
    }
    let lengths: Vec<_> = Answer::ALL
        .iter()
        .map(|answer| {
            replied(ReplyContent::of(&GivenAnswer { answer: *answer, words: None, chosen: None }))
                .to_bytes()
                .len()
        })
        .collect();
    assert!(lengths.windows(2).all(|pair| pair[0] == pair[1]), "{lengths:?}");
}

fn replied(content: ReplyContent) -> RelationshipOperation {
    RelationshipOperation::Replied {
        grant: GrantId([0; 16]),
        to: ItemId([0; 16]),
        answers: ContentHash([0; 32]),
        content,
        on: Day(20_779),
    }
}

#[test]
fn content_is_any_well_formed_value_up_to_its_size_and_nothing_else() {
    let text_of = |length: usize| {
        let mut bytes = vec![0x7a];
        bytes.extend_from_slice(&u32::try_from(length).expect("short").to_be_bytes());
        bytes.resize(5 + length, b'x');
        bytes
    };
    let largest = Content::of_bytes(57, &text_of(CONTENT_BYTES_MAX - 5)).expect("it is not too large");
    assert_eq!(largest.bytes().len(), CONTENT_BYTES_MAX);
    assert!(Content::of_bytes(57, &text_of(CONTENT_BYTES_MAX - 4)).is_err());
    let longer = Content::of_long_bytes(57, &text_of(CONTENT_BYTES_MAX - 4)).expect("of any length");
    assert!(longer.is_too_large() && !largest.is_too_large());
    assert!(
        Content::of_long_bytes(57, &[0x61]).is_err() && Content::of_long_bytes(57, &[0x00, 0x00]).is_err()
    );
    let indefinite = [
        &[0x9f, 0x00, 0xff][..],
        &[0x82, 0x01, 0xff],
        &[0x81, 0xbf, 0xff],
        &[0xa1, 0x01, 0x9f, 0xff],
        &[0xa1, 0x01, 0xff],
        &[0xa1, 0x7f, 0xff, 0x01],
        &[0xc1, 0x9f, 0xff],
        &[0xc1, 0xff],
        &[0x5f, 0xff],
        &[0xff],
    ];
    let unfinished = [
        &[][..],
        &[0x82, 0x01],
        &[0xa1, 0x01],
        &[0xc1],
        &[0x61],
        &[0x62, 0xff],
        &[0xa1, 0x61, 0xff],
        &[0x19, 0x01],
        &[0x1c],
        &[0xf8, 0x1f],
        &[0xbb, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    ];
    for wrong in indefinite.into_iter().chain(unfinished).chain([&[0x01, 0x01][..]]) {
        assert!(Content::of_bytes(57, wrong).is_err(), "{wrong:02x?}");
    }

    for right in [
        &[0x00][..],
        &[0x80],
        &[0xa1, 0x01, 0x82, 0x02, 0x03],
        &[0xc1, 0x1a, 0, 0, 0, 0],
        &[0x42, 0xff, 0xff],
        // Whether a text is one, who reads it sees.
        &[0x61, 0xff],
        &[0xf8, 0x20],
        &[0xf9, 0x3c, 0x00],
    ] {
        assert_eq!(Content::of_bytes(57, right).map(|content| content.bytes().to_vec()), Ok(right.to_vec()));
    }

    // What travels is held to the same.
    let operation = written(largest.clone());
    assert_eq!(VaultOperation::from_bytes(&operation.to_bytes()), Ok(Decoded::Known(operation)));
    let larger = Content::of_values(57, &[model::Value::Text("x".repeat(CONTENT_BYTES_MAX).into())]);
    assert_eq!(VaultOperation::from_bytes(&written(larger).to_bytes()), Err(NotAnOperation));
}

/// What a failing test prints says which record it is.
#[test]
fn content_is_shown_as_its_number_and_its_bytes() {
    let content = Content::of_bytes(57, &[0x82, 0x01, 0x61, b'x']).expect("it is well formed");
    assert_eq!(format!("{content:?}"), "Content(57, 82016178)");
}

/// The pseudocode of appendix C of RFC 8949, without indefinite lengths: what follows a well-formed value.
fn after_well_formed(bytes: &[u8]) -> Option<&[u8]> {
    let (initial, mut rest) = bytes.split_first()?;
    let information = initial & 0x1f;
    let mut value = u64::from(information);
    if information >= 24 {
        let length = [1, 2, 4, 8].get(usize::from(information) - 24)?;
        let (argument, after) = rest.split_at_checked(*length)?;
        value = argument.iter().fold(0, |value, byte| value * 256 + u64::from(*byte));
        rest = after;
    }
    match initial >> 5 {
        2 | 3 => rest.get(usize::try_from(value).ok()?..),
        4 => (0..value).try_fold(rest, |rest, _| after_well_formed(rest)),
        5 => (0..value).try_fold(rest, |rest, _| after_well_formed(rest).and_then(after_well_formed)),
        6 => after_well_formed(rest),
        7 if information == 24 && value < 32 => None,
        _ => Some(rest),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_096))]

    #[test]
    fn what_is_well_formed_is_decided_as_the_standard_does(
        bytes in vec(prop_oneof![3 => 0_u8..8, 2 => 0x80_u8..0x84, 2 => 0x60_u8..0x64, 2 => 0xa0_u8..0xa3, 5 => any::<u8>()], 0..24),
    ) {
        prop_assert_eq!(Content::of_bytes(57, &bytes).is_ok(), after_well_formed(&bytes) == Some(&[]));
    }

    #[test]
    fn garbage_never_panics_and_is_never_taken_for_more_than_it_says(bytes in vec(any::<u8>(), 0..200)) {
        if let Ok(Decoded::Known(operation)) = VaultOperation::from_bytes(&bytes) {
            prop_assert_eq!(VaultOperation::from_bytes(&operation.to_bytes()), Ok(Decoded::Known(operation)));
        }
        if let Ok(Decoded::Known(operation)) = RelationshipOperation::from_bytes(&bytes) {
            prop_assert_eq!(RelationshipOperation::from_bytes(&operation.to_bytes()), Ok(Decoded::Known(operation)));
        }
    }

    #[test]
    fn a_changed_byte_is_an_error_or_another_operation(
        at in any::<prop::sample::Index>(),
        example in any::<prop::sample::Index>(),
        change in 1_u8..,
    ) {
        let examples: Vec<_> = LIST.all().iter().flat_map(draw::samples).map(written).collect();
        let operation = &examples[example.index(examples.len())];
        let mut bytes = operation.to_bytes();
        let at = at.index(bytes.len());
        bytes[at] ^= change;
        if let Ok(Decoded::Known(changed)) = VaultOperation::from_bytes(&bytes) {
            prop_assert_ne!(&changed, operation);
        }
    }
}
