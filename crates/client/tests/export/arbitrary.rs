//! Vaults and what is shared, drawn at random: through operations, as in life.

use model::{
    Answer, Clock, Content, Day, ItemId, Kind, LinkId, Need, Relationship, RelationshipId,
    RelationshipOperation, ShareId, Side, Stamp, Taste, Vault, VaultOperation, VersionId, WriterId,
    operation::{Ask, Card},
    relationship::Origin,
};
use proptest::{collection::vec, prelude::*, sample::select};

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

fn card() -> impl Strategy<Value = Card> {
    (select(Taste::ALL), text(), text()).prop_map(|(taste, text, note)| Card { taste, text, note })
}

fn ask() -> impl Strategy<Value = Ask> {
    (select(Need::ALL), text()).prop_map(|(need, text)| Ask { need, text })
}

fn versions() -> impl Strategy<Value = Vec<VersionId>> {
    vec(name(8).prop_map(VersionId), 0..3)
}

fn operation() -> impl Strategy<Value = VaultOperation> {
    let relationship = || name(1).prop_map(RelationshipId);
    let version = || name(8).prop_map(VersionId);
    prop_oneof![
        1 => text().prop_map(|name| VaultOperation::PersonNamed { name }),
        3 => (relationship(), text(), select(Kind::ALL)).prop_map(|(relationship, name, kind)| {
            VaultOperation::RelationshipWritten { relationship, name, kind }
        }),
        1 => relationship().prop_map(|relationship| VaultOperation::RelationshipRemoved { relationship }),
        6 => (name(2).prop_map(ItemId), version(), versions(), card())
            .prop_map(|(item, version, replaces, card)| VaultOperation::CardWritten { item, version, replaces, card }),
        4 => (name(3).prop_map(ItemId), relationship(), version(), versions(), ask()).prop_map(
            |(item, relationship, version, replaces, ask)| {
                VaultOperation::AskWritten { item, relationship, version, replaces, ask }
            }
        ),
        1 => (prop_oneof![name(2), name(3)], versions())
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

pub(crate) fn vault() -> impl Strategy<Value = Vault> {
    vec((stamp(), operation()), 0..40).prop_map(|operations| {
        let mut vault = Vault::default();
        for (stamp, operation) in operations {
            vault.apply(stamp, operation);
        }
        vault
    })
}

fn shared_operation() -> impl Strategy<Value = RelationshipOperation> {
    let content = prop_oneof![card().prop_map(Content::Card), ask().prop_map(Content::Ask)];
    // Nobody checks the days that the other person's device tells.
    let day = || prop_oneof![4 => 20_000_u32..20_004, 1 => Just(u32::MAX)].prop_map(Day);
    prop_oneof![
        text().prop_map(|name| RelationshipOperation::Introduced { name }),
        (name(5), name(2), content, day()).prop_map(|(share, item, content, on)| {
            RelationshipOperation::Shared { share: ShareId(share), item: ItemId(item), content, on }
        }),
        (name(3), name(6), select(Answer::ALL), text(), day()).prop_map(|(ask, share, answer, words, on)| {
            RelationshipOperation::Answered { ask: ItemId(ask), share: ShareId(share), answer, words, on }
        }),
        vec(name(5).prop_map(ShareId), 0..2).prop_map(|shares| RelationshipOperation::Withdrawn { shares }),
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
