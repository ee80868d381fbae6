//! Vaults and what is shared, drawn at random: through operations, as in life.

use std::collections::BTreeMap;

use model::{
    Clock, Content, ContentHash, Day, GrantId, ItemId, LinkId, Relationship, RelationshipId,
    RelationshipOperation, Side, Stamp, Vault, VaultOperation, VersionId, WriterId, Written, draw,
    kinds::{Description, LIST, Part},
    relationship::Origin,
};
use proptest::{collection::vec, option, prelude::*, sample::select};

/// Texts with everything that formats trip over.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let hard = select(vec![
        "",
        "tea",
        "Käsekuchen",
        "走る",
        "a \"quote\" and a \\ and a \u{0}\u{1f}\u{7f}",
        "</style></p><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "&amp; &lt; &#60;",
        "' onmouseover='alert(1)",
        "\u{202e}backwards\u{2028}\r\n\ttab",
        "🙂\u{fe0f}\u{200d}",
        "-->]]><!--",
    ]);
    prop_oneof![
        hard.prop_map(str::to_owned),
        "\\PC{0,12}",
        any::<String>().prop_map(|text| text.chars().take(60).collect())
    ]
}

/// Names of things of one sort; few, so that they meet.
fn name(sort: u8) -> impl Strategy<Value = [u8; 16]> {
    (0_u8..4).prop_map(move |number| {
        let mut name = [sort; 16];
        name[15] = number;
        name
    })
}

fn stamp() -> impl Strategy<Value = Stamp> {
    let clock = prop_oneof![
        0_u64..6,
        (1_795_000_000_u64..1_795_000_003, 0_u64..3).prop_map(|(s, n)| Clock::new(s, n).0)
    ];
    (clock, name(9)).prop_map(|(clock, writer)| Stamp { clock: Clock(clock), writer: WriterId(writer) })
}

/// A record of one of these parts, of any kind that the app knows.
fn known(parts: &'static [Part]) -> impl Strategy<Value = Content> {
    let kinds: Vec<Description> =
        LIST.all().iter().filter(|kind| parts.contains(&kind.part)).copied().collect();
    (select(kinds), vec(any::<u64>(), 24)).prop_map(|(kind, numbers)| {
        let mut numbers = numbers.into_iter().cycle();
        draw::content(&kind, &mut |below| numbers.next().unwrap_or_default() % below.max(1))
    })
}

/// The same, or one that only a newer version of the app can read: of a kind or with fields that this one does not know.
fn record(parts: &'static [Part]) -> impl Strategy<Value = Content> {
    let newer = (
        prop_oneof![Just(57_u32), Just(4_000_000_000)],
        select(vec![&[0x80][..], &[0x82, 0x00, 0x61, b'x']]),
    );
    let newer =
        newer.prop_map(|(number, bytes)| Content::of_bytes(number, bytes).expect("a well-formed value"));
    let longer = known(parts).prop_map(|content| {
        let (first, fields) = content.bytes().split_first().expect("an array begins");
        let bytes = [&[first + 1], fields, &[0x05]].concat();
        Content::of_bytes(content.number(), &bytes).expect("one more field")
    });
    prop_oneof![6 => known(parts), 1 => newer, 1 => longer]
}

fn versions() -> impl Strategy<Value = Vec<VersionId>> {
    vec(name(8).prop_map(VersionId), 0..3)
}

fn written() -> impl Strategy<Value = Written> {
    (option::of(name(1).prop_map(RelationshipId)), record(&[Part::Own, Part::Shareable]))
        .prop_map(|(about, content)| Written { about, content })
}

/// What can stand for a name: a line.
fn name_text() -> impl Strategy<Value = String> {
    text().prop_filter_map("a name", |text| {
        model::fields::Name::typed(&text).ok().map(|name| name.into_string())
    })
}

fn operation() -> impl Strategy<Value = VaultOperation> {
    let relationship = || name(1).prop_map(RelationshipId);
    let version = || name(8).prop_map(VersionId);
    prop_oneof![
        1 => name_text().prop_map(|name| VaultOperation::PersonNamed { name }),
        3 => (relationship(), name_text(), 0_u32..8).prop_map(|(relationship, name, tie)| {
            VaultOperation::RelationshipWritten { relationship, name, tie }
        }),
        1 => relationship().prop_map(|relationship| VaultOperation::RelationshipRemoved { relationship }),
        9 => (name(2).prop_map(ItemId), version(), versions(), written()).prop_map(
            |(item, version, replaces, written)| VaultOperation::ItemWritten { item, version, replaces, written }
        ),
        1 => (name(2), versions())
            .prop_map(|(item, versions)| VaultOperation::ItemRemoved { item: ItemId(item), versions }),
        1 => (any::<u8>(), relationship()).prop_map(|(link, relationship)| VaultOperation::LinkKept {
            link: LinkId([link; 32]),
            relationship,
            member_seed: SECRET,
        }),
        1 => (20_000_u32..20_004).prop_map(|on| VaultOperation::WordsSeen { on: Day(on), checked: true }),
    ]
}

/// What must never be in an export.
pub(crate) const SECRET: [u8; 32] = *b"the seed of a member of a space.";

/// Any operations, those that no app writes among them.
pub(crate) fn vault() -> impl Strategy<Value = Vault> {
    vec((stamp(), operation()), 0..40).prop_map(folded)
}

/// As apps write it: every version of one thing is of the same kind, and about a relationship if that needs one.
pub(crate) fn vault_of_apps() -> impl Strategy<Value = Vault> {
    vec((stamp(), operation()), 0..40).prop_map(|mut operations| {
        let mut kinds = BTreeMap::new();
        operations.retain(|(_, operation)| match operation {
            VaultOperation::ItemWritten { item, written, .. } => {
                let number = written.content.number();
                LIST.is_placed(&written.content, written.about)
                    && *kinds.entry(*item).or_insert(number) == number
            }
            _ => true,
        });
        folded(operations)
    })
}

fn folded(operations: Vec<(Stamp, VaultOperation)>) -> Vault {
    let mut vault = Vault::default();
    for (stamp, operation) in operations {
        vault.apply(stamp, operation);
    }
    vault
}

fn encoded(value: &impl minicbor::Encode<()>) -> Vec<u8> {
    minicbor::to_vec(value).expect("writing to memory cannot fail")
}

/// What somebody's device tells, whatever version of the app it runs: read from its bytes, as it is when it arrives.
pub(crate) fn told(
    number: u8,
    names: &[&[u8; 16]],
    answers: Option<u8>,
    content: &Content,
    on: Day,
) -> RelationshipOperation {
    let answers = answers.map(|byte| encoded(&ContentHash([byte; 32])));
    let names = names.iter().map(|name| [&[0x50], name.as_slice()].concat());
    let content = encoded(content);
    let fields: Vec<Vec<u8>> = names.chain(answers).chain([content, encoded(&on)]).collect();
    let count = 0x80 + u8::try_from(fields.len()).expect("few fields");
    let bytes = [vec![0x82, number, count], fields.concat()].concat();
    match RelationshipOperation::from_bytes(&bytes) {
        Ok(model::Decoded::Known(operation)) => operation,
        other => panic!("{other:?}"),
    }
}

fn shared_operation() -> impl Strategy<Value = RelationshipOperation> {
    // Nobody checks the days that the other person's device tells.
    let day = || prop_oneof![4 => 20_000_u32..20_004, 1 => Just(u32::MAX)].prop_map(Day);
    prop_oneof![
        text().prop_map(|name| RelationshipOperation::Introduced { name }),
        (name(5), name(2), record(&[Part::Shareable]), day())
            .prop_map(|(grant, item, content, on)| { told(0x01, &[&grant, &item], None, &content, on) }),
        (name(5), name(2), any::<u8>(), record(&[Part::Reply]), day()).prop_map(
            |(grant, to, hash, content, on)| { told(0x02, &[&grant, &to], Some(hash), &content, on) }
        ),
        vec(name(5).prop_map(GrantId), 0..2).prop_map(|grants| RelationshipOperation::Withdrawn { grants }),
    ]
}

/// What two people share.
pub(crate) fn shared() -> impl Strategy<Value = Relationship> {
    let side = prop_oneof![Just(Side::Founder), Just(Side::Invited)];
    vec((side, stamp(), shared_operation()), 0..20).prop_map(|operations| {
        let mut state = Relationship::default();
        for (side, stamp, operation) in operations {
            state.apply(side, stamp, Origin([0; 16]), operation);
        }
        state
    })
}
