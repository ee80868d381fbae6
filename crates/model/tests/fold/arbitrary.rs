//! Operations drawn from small pools of names, so that they meet.
#![allow(dead_code, reason = "each test program uses some of it")]

use model::{
    Clock, ContentHash, Day, Decision, DeviceId, GrantId, ItemId, LinkId, RelationshipId,
    RelationshipOperation, Stamp, VaultOperation, VersionId, WriterId, Written, kinds::Part,
    relationship::Origin,
};
use proptest::{collection::vec, option, prelude::*, sample::select};

use crate::kinds::{LATER, record};

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

/// A version of a thing of any kind, those that are never shared included.
fn written() -> impl Strategy<Value = Written> {
    let content = prop_oneof![record(Part::Own), record(Part::Shareable)];
    (option::of(name().prop_map(RelationshipId)), content)
        .prop_map(|(about, content)| Written { about, content })
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
        (name(), text(), 0_u32..9).prop_map(|(relationship, name, tie)| {
            VaultOperation::RelationshipWritten { relationship: RelationshipId(relationship), name, tie }
        }),
        name().prop_map(|relationship| VaultOperation::RelationshipRemoved {
            relationship: RelationshipId(relationship)
        }),
        (name(), name(), versions(), written()).prop_map(|(item, version, replaces, written)| {
            VaultOperation::ItemWritten { item: ItemId(item), version: VersionId(version), replaces, written }
        }),
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
        (decision(), any::<u8>()).prop_map(|(decision, proof)| VaultOperation::Decided {
            decision: decision.to_bytes(),
            proof: vec![proof; 64],
        }),
        (name(), 0_u64..4, name()).prop_map(|(writer, sequence, entry)| VaultOperation::LateSettled {
            writer: WriterId(writer),
            sequence,
            entry: Origin(entry),
        }),
        vec(name(), 0..3).prop_map(|entries| VaultOperation::LateSettledEach {
            entries: entries.into_iter().map(Origin).collect(),
        }),
    ]
}

fn decision() -> impl Strategy<Value = Decision> {
    let link = || (0_u8..3).prop_map(|number| LinkId([number; 32]));
    prop_oneof![
        (name(), vec(any::<u8>(), 0..4))
            .prop_map(|(device, read)| Decision::RemoveDevice { device: DeviceId(device), read }),
        (any::<u8>(), day()).prop_map(|(key, on)| Decision::RenewWords { paper: vec![key; 3], on }),
        (link(), any::<u8>(), 0_u64..4).prop_map(|(link, seed, after)| Decision::RenewLink {
            link,
            member_seed: [seed; 32],
            after,
        }),
        (name(), name(), any::<bool>()).prop_map(|(former, successor, keeps_links)| Decision::Succeed {
            former: DeviceId(former),
            successor: DeviceId(successor),
            keeps_links,
        }),
    ]
}

pub(crate) fn relationship_operation() -> impl Strategy<Value = RelationshipOperation> {
    prop_oneof![
        text().prop_map(|name| RelationshipOperation::Introduced { name }),
        (name(), name(), record(Part::Shareable), day()).prop_map(|(grant, item, content, on)| {
            let content = LATER.shareable(content).expect("the kind is shareable");
            RelationshipOperation::Shared { grant: GrantId(grant), item: ItemId(item), content, on }
        }),
        vec(name().prop_map(GrantId), 0..3).prop_map(|grants| RelationshipOperation::Withdrawn { grants }),
        (name(), name(), 0_u8..3, record(Part::Reply), day()).prop_map(
            |(to, grant, answers, content, on)| {
                let content = LATER.reply(content).expect("the kind is a reply");
                let (to, answers) = (ItemId(to), ContentHash([answers; 32]));
                RelationshipOperation::Replied { grant: GrantId(grant), to, answers, content, on }
            }
        ),
    ]
}
