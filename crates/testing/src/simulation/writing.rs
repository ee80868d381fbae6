//! What people do with their records.

use crypto::CryptoRng;
use model::{
    Content, ContentHash, Day, GrantId, ItemId, RelationshipId, RelationshipOperation, Side, VaultOperation,
    VersionId, Written, draw,
    kinds::{Description, Part},
    relationship::Origin,
};
use sync::{EntryId, Party, SpaceId};

use super::World;
use crate::{
    chance::{below, identifier, percent, pick},
    folded::{Domain, Folded},
    newer::NEWER,
};

impl World {
    pub(super) fn write_anywhere(&mut self, device: usize) {
        let Some(spaces) = self.keepers.get(device).map(crate::keeper::Keeper::spaces) else { return };
        if let Some((space, _)) = pick(&mut self.random, &spaces) {
            self.write_into(device, space);
        }
    }

    /// Writes something that fits the space, if this device has it.
    pub(super) fn write_into(&mut self, device: usize, space: SpaceId) {
        let Some(keeper) = self.keepers.get_mut(device) else { return };
        let day = Day(u32::try_from(keeper.unix_ms(self.now_ms) / 86_400_000).unwrap_or_default());
        let body = match keeper.folded(space) {
            Some(Folded::Vault(vault)) => vault_operation(vault, &mut self.random).to_bytes(),
            Some(Folded::Relationship(_)) => relationship_operation(day, &mut self.random).to_bytes(),
            None => return,
        };
        keeper.write(self.now_ms, space, &body, &mut self.random);
    }

    /// Withdraws one of the person's own grants, and has the relay erase what it showed.
    pub(super) fn withdraw(&mut self, device: usize) {
        let space = self.relationship;
        let Some(keeper) = self.keepers.get_mut(device) else { return };
        let side = keeper.device().replica(space).map(|replica| match replica.party() {
            Party::Founder => Side::Founder,
            Party::Invited => Side::Invited,
        });
        let (Some(side), Some(Folded::Relationship(relationship))) = (side, keeper.folded(space)) else {
            return;
        };
        let grants: Vec<(GrantId, Origin)> =
            relationship.part(side).grants().map(|(id, grant)| (id, grant.origin)).collect();
        let Some((grant, origin)) = pick(&mut self.random, &grants) else { return };
        let withdrawn = RelationshipOperation::Withdrawn { grants: vec![grant] };
        if keeper.write(self.now_ms, space, &withdrawn.to_bytes(), &mut self.random).is_some() {
            keeper.erase(space, EntryId(origin.0), &mut self.random);
        }
        self.finish(device);
    }
}

/// A record of any kind of these parts, those that only a newer version of the app knows among them.
fn record(parts: &[Part], random: &mut impl CryptoRng) -> Content {
    let kinds: Vec<Description> =
        NEWER.all().iter().filter(|kind| parts.contains(&kind.part)).copied().collect();
    let kind = pick(random, &kinds).expect("there is a kind of every part");
    // Long texts are rare, so that there is time for many seeds.
    let is_long = percent(random, 5);
    draw::content(&kind, &mut |bound| {
        let drawn = below(random, usize::try_from(bound).unwrap_or(usize::MAX)) as u64;
        if is_long { drawn } else { drawn % bound.min(9) }
    })
}

fn vault_operation(vault: &model::Vault, random: &mut impl CryptoRng) -> VaultOperation {
    let items: Vec<_> = vault.items.iter().map(|(item, versions)| (*item, versions.standing())).collect();
    let version = VersionId(identifier(random));
    let content = record(&[Part::Own, Part::Shareable], random);
    let about = (!NEWER.is_placed(&content, None)).then(|| RelationshipId(identifier(random)));
    let written = Written { about, content };
    match below(random, 10) {
        0 => VaultOperation::PersonNamed { name: ItemId(identifier(random)).to_string() },
        1..4 if !items.is_empty() => {
            let (item, replaces) = pick(random, &items).expect("there is one");
            VaultOperation::ItemWritten { item, version, replaces, written }
        }
        4 if !items.is_empty() => {
            let (item, versions) = pick(random, &items).expect("there is one");
            VaultOperation::ItemRemoved { item, versions }
        }
        _ => {
            let item = ItemId(identifier(random));
            let version = VersionId::first_of(item);
            VaultOperation::ItemWritten { item, version, replaces: Vec::new(), written }
        }
    }
}

fn relationship_operation(on: Day, random: &mut impl CryptoRng) -> RelationshipOperation {
    let grant = GrantId(identifier(random));
    let item = ItemId(identifier(random));
    match below(random, 10) {
        0 => RelationshipOperation::Introduced { name: item.to_string() },
        1 | 2 => {
            let content = NEWER.reply(record(&[Part::Reply], random)).expect("the kind is a reply");
            let answers = ContentHash([0; 32]);
            RelationshipOperation::Replied { grant, to: item, answers, content, on }
        }
        _ => {
            let content = NEWER.shareable(record(&[Part::Shareable], random)).expect("the kind is shareable");
            RelationshipOperation::Shared { grant, item, content, on }
        }
    }
}

/// What a space is about, for those who only know its state.
impl Folded {
    /// Its domain.
    pub fn domain(&self) -> Domain {
        match self {
            Self::Vault(_) => Domain::Vault,
            Self::Relationship(_) => Domain::Relationship,
        }
    }
}
