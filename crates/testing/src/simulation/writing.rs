//! What people do with their records.

use crypto::CryptoRng;
use model::{
    Answer, Content, Day, ItemId, Need, RelationshipOperation, ShareId, Side, Taste, VaultOperation,
    VersionId,
    operation::{Ask, Card},
    relationship::Origin,
};
use sync::{EntryId, Party, SpaceId};

use super::World;
use crate::{
    chance::{below, identifier, percent, pick},
    folded::{Domain, Folded},
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
        let shares: Vec<(ShareId, Origin)> =
            relationship.part(side).shares.iter().map(|(id, share)| (*id, share.origin)).collect();
        let Some((share, origin)) = pick(&mut self.random, &shares) else { return };
        let withdrawn = RelationshipOperation::Withdrawn { shares: vec![share] };
        if keeper.write(self.now_ms, space, &withdrawn.to_bytes(), &mut self.random).is_some() {
            keeper.erase(space, EntryId(origin.0), &mut self.random);
        }
        self.finish(device);
    }
}

fn vault_operation(vault: &model::Vault, random: &mut impl CryptoRng) -> VaultOperation {
    let cards: Vec<_> = vault.cards.iter().map(|(item, versions)| (*item, versions.standing())).collect();
    let version = VersionId(identifier(random));
    let taste = pick(random, Taste::ALL).unwrap_or(Taste::Like);
    let card = Card { taste, text: format!("card {}", below(random, 1_000)), note: String::new() };
    match below(random, 10) {
        0 => VaultOperation::PersonNamed { name: ItemId(identifier(random)).to_string() },
        1..4 if !cards.is_empty() => {
            let (item, replaces) = pick(random, &cards).expect("there is one");
            VaultOperation::CardWritten { item, version, replaces, card }
        }
        4 if !cards.is_empty() => {
            let (item, versions) = pick(random, &cards).expect("there is one");
            VaultOperation::ItemRemoved { item, versions }
        }
        _ => {
            let item = ItemId(identifier(random));
            let version = VersionId::first_of(item);
            VaultOperation::CardWritten { item, version, replaces: Vec::new(), card }
        }
    }
}

fn relationship_operation(on: Day, random: &mut impl CryptoRng) -> RelationshipOperation {
    let share = ShareId(identifier(random));
    let item = ItemId(identifier(random));
    let need = pick(random, Need::ALL).unwrap_or(Need::Company);
    let text = if percent(random, 5) { "long ".repeat(2_000) } else { "short".into() };
    match below(random, 10) {
        0 => RelationshipOperation::Introduced { name: item.to_string() },
        1 | 2 => {
            let answer = pick(random, Answer::ALL).unwrap_or(Answer::Yes);
            RelationshipOperation::Answered { ask: item, share, answer, words: text, on }
        }
        _ => {
            let content = Content::Ask(Ask { need, text });
            RelationshipOperation::Shared { share, item, content, on }
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
