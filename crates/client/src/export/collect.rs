//! From the folded state to an export.

use core::cmp::Reverse;

use model::{
    Day, ItemId, RelationshipId, Side, Vault,
    kinds::{Listed, SharedDays},
};

use super::{Export, FORMAT, Grant, Item, Moment, Relationship, Shared, TieNumber, VERSION, Version};

/// A link that stands.
#[derive(Debug, Clone, Copy)]
pub struct Link<'a> {
    /// Of which relationship.
    pub relationship: RelationshipId,
    /// What the two share.
    pub state: &'a model::Relationship,
    /// Which of the two the person is.
    pub mine: Side,
    /// Since when it stands.
    pub since: Option<Day>,
}

/// Everything that is in the person's lists, and what is shared over `links`. What others wrote comes along only `with_others`.
/// Nothing here looks into a record: what this version does not know comes along like the rest.
pub fn collect(vault: &Vault, links: &[Link<'_>], with_others: bool, today: Day) -> Export {
    let others = || links.iter().map(from_other).collect();
    Export {
        format: FORMAT.to_owned(),
        version: VERSION,
        exported_on: today,
        name: vault.name.as_ref().map(|name| name.value.clone()),
        relationships: relationships(vault),
        items: vault.items.iter().filter_map(|(id, versions)| item(*id, versions, vault)).collect(),
        shared: links.iter().map(|link| shared(link, link.mine)).collect(),
        from_others: with_others.then(others),
    }
}

fn relationships(vault: &Vault) -> Vec<Relationship> {
    let present = vault.present_relationships().into_iter();
    let mut relationships: Vec<_> = present
        .filter_map(|(id, ..)| {
            let record = vault.relationships.get(&id)?;
            let described = record.described.as_ref()?;
            let changed = Moment(described.stamp.clock);
            let added = record.added.map_or(changed, |added| Moment(added.clock));
            let (name, tie) = described.value.clone();
            Some(Relationship { id, name, tie: TieNumber(tie), added, changed })
        })
        .collect();
    // Two devices may have added one each at the same moment; which one wrote does not come along.
    relationships.sort_by_key(|relationship| (relationship.added, relationship.id));
    relationships
}

/// Removed things have no version that stands. A version about a relationship that was laid aside stays behind with it.
fn item(id: ItemId, versions: &model::Item, vault: &Vault) -> Option<Item> {
    let mut standing: Vec<_> = versions.iter().filter(|(_, version)| vault.lists(&version.value)).collect();
    standing.sort_by_key(|(id, version)| Reverse((version.stamp.clock, *id)));
    let written = |(id, version): (_, &model::versions::Version<model::Written>)| Version {
        id,
        written: Moment(version.stamp.clock),
        about: version.value.about,
        content: version.value.content.clone(),
    };
    let standing: Vec<_> = standing.into_iter().map(written).collect();
    let earlier = versions.replaced().iter().copied().collect();
    (!standing.is_empty()).then_some(Item { id, versions: standing, earlier })
}

/// What the other side of a link shares. What it lent for figures alone is not shown by the app, and does not leave with it either.
fn from_other(link: &Link<'_>) -> Shared {
    let mut shared = shared(link, link.mine.other());
    shared.grants.retain(|grant| grant.content.number() != SharedDays::NUMBER);
    shared
}

/// What one side of a link shares: exactly what the other one sees.
fn shared(link: &Link<'_>, side: Side) -> Shared {
    let part = link.state.part(side);
    let replies = part.grants().filter(|(_, grant)| grant.is_reply());
    let mut grants: Vec<_> = link.state.visible(side).into_iter().chain(replies).collect();
    grants.sort_by_key(|(id, grant)| Reverse((grant.stamp, *id)));
    let granted = |(_, grant): (_, &model::Grant)| Grant {
        item: grant.item,
        answers: grant.answers,
        since: grant.on,
        content: grant.content.clone(),
    };
    Shared {
        relationship: link.relationship,
        linked_since: link.since,
        name: part.name.as_ref().map(|name| name.value.clone()),
        grants: grants.into_iter().map(granted).collect(),
    }
}
