//! Operations drawn from small pools of names, so that they meet.

use model::{
    Answer, Clock, Content, Day, DeviceId, ItemId, Kind, LinkId, Need, RelationshipId, RelationshipOperation,
    ShareId, Stamp, Taste, VaultOperation, VersionId, WriterId,
    operation::{Ask, Card},
    relationship::Origin,
};
use proptest::{collection::vec, prelude::*, sample::select};

fn name() -> impl Strategy<Value = [u8; 16]> {
    (0_u8..4).prop_map(|number| [number; 16])
}

fn day() -> impl Strategy<Value = Day> {
    (20_000_u32..20_004).prop_map(Day)
}

fn text() -> impl Strategy<Value = String> {
    select(vec!["", "tea", "Käsekuchen", "走"]).prop_map(str::to_owned)
}

fn versions() -> impl Strategy<Value = Vec<VersionId>> {
    vec(name().prop_map(VersionId), 0..3)
}

fn card() -> impl Strategy<Value = Card> {
    (select(Taste::ALL), text(), text()).prop_map(|(taste, text, note)| Card { taste, text, note })
}

fn ask() -> impl Strategy<Value = Ask> {
    (select(Need::ALL), text()).prop_map(|(need, text)| Ask { need, text })
}

/// Stamps that often coincide in time and now and then wholly, as honest devices never give them.
pub(crate) fn stamp() -> impl Strategy<Value = Stamp> {
    (0_u64..6, name()).prop_map(|(clock, writer)| Stamp { clock: Clock(clock), writer: WriterId(writer) })
}

pub(crate) fn origin() -> impl Strategy<Value = Origin> {
    name().prop_map(Origin)
}

pub(crate) fn vault_operation() -> impl Strategy<Value = VaultOperation> {
    let link = || (0_u8..3).prop_map(|number| LinkId([number; 32]));
    prop_oneof![
        text().prop_map(|name| VaultOperation::PersonNamed { name }),
        (name(), text(), select(Kind::ALL)).prop_map(|(relationship, name, kind)| {
            VaultOperation::RelationshipWritten { relationship: RelationshipId(relationship), name, kind }
        }),
        name().prop_map(|relationship| VaultOperation::RelationshipRemoved {
            relationship: RelationshipId(relationship)
        }),
        (name(), name(), versions(), card()).prop_map(|(item, version, replaces, card)| {
            VaultOperation::CardWritten { item: ItemId(item), version: VersionId(version), replaces, card }
        }),
        (name(), name(), name(), versions(), ask()).prop_map(
            |(item, relationship, version, replaces, ask)| {
                VaultOperation::AskWritten {
                    item: ItemId(item),
                    relationship: RelationshipId(relationship),
                    version: VersionId(version),
                    replaces,
                    ask,
                }
            }
        ),
        (name(), versions())
            .prop_map(|(item, versions)| VaultOperation::ItemRemoved { item: ItemId(item), versions }),
        (link(), name(), any::<u8>()).prop_map(|(link, relationship, seed)| VaultOperation::LinkKept {
            link,
            relationship: RelationshipId(relationship),
            member_seed: [seed; 32],
        }),
        (link(), day()).prop_map(|(link, since)| VaultOperation::LinkMade { link, since }),
        (link(), day(), any::<Option<bool>>()).prop_map(|(link, on, withdraws)| VaultOperation::LinkEnded {
            link,
            on,
            withdraws
        }),
        (day(), any::<bool>()).prop_map(|(on, checked)| VaultOperation::WordsSeen { on, checked }),
        (name(), text())
            .prop_map(|(device, name)| VaultOperation::DeviceNamed { device: DeviceId(device), name }),
        (name(), day()).prop_map(|(device, on)| VaultOperation::DeviceAdded { device: DeviceId(device), on }),
        name().prop_map(|device| VaultOperation::DeviceRemoved { device: DeviceId(device) }),
        (any::<u8>(), day()).prop_map(|(key, on)| VaultOperation::WordsRenewed { keys: vec![key; 3], on }),
        (link(), any::<u8>(), 0_u64..4).prop_map(|(link, seed, after)| VaultOperation::LinkRenewed {
            link,
            member_seed: [seed; 32],
            after,
        }),
    ]
}

pub(crate) fn relationship_operation() -> impl Strategy<Value = RelationshipOperation> {
    let content = prop_oneof![card().prop_map(Content::Card), ask().prop_map(Content::Ask)];
    prop_oneof![
        text().prop_map(|name| RelationshipOperation::Introduced { name }),
        (name(), name(), content, day()).prop_map(|(share, item, content, on)| {
            RelationshipOperation::Shared { share: ShareId(share), item: ItemId(item), content, on }
        }),
        vec(name().prop_map(ShareId), 0..3).prop_map(|shares| RelationshipOperation::Withdrawn { shares }),
        (name(), name(), select(Answer::ALL), text(), day()).prop_map(|(ask, share, answer, words, on)| {
            RelationshipOperation::Answered { ask: ItemId(ask), share: ShareId(share), answer, words, on }
        }),
    ]
}
