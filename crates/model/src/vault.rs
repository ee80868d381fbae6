//! A vault's state: one person's own records.

use std::collections::{BTreeMap, BTreeSet};

use small::{SmallMap, SmallSet};

use crate::{
    Day, Decoded, DeviceId, ItemId, LinkId, RelationshipId, Stamp, Tie, VaultOperation, VersionId, WriterId,
    decision::{Decided, Decision},
    devices::DeviceRecord,
    item::{Item, Written},
    ordered,
    positional::{Fields, positional},
    relationship::Origin,
    versions::{Register, Version},
};

/// One person's own records, folded.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode)]
pub struct Vault {
    /// The person's name.
    #[n(0)]
    pub name: Option<Register<String>>,
    /// Relationships, those laid aside included.
    #[n(1)]
    pub relationships: SmallMap<RelationshipId, RelationshipRecord>,
    /// Whatever the person wrote, of every kind; removed things without their content.
    #[n(2)]
    pub items: BTreeMap<ItemId, Item>,
    /// Links, ended ones included.
    #[n(3)]
    pub links: SmallMap<LinkId, LinkRecord>,
    /// When the recovery words were last shown.
    #[n(4)]
    pub words_viewed_on: Option<Day>,
    /// When the recovery words were checked.
    #[n(5)]
    pub words_checked_on: Option<Day>,
    /// The person's own devices, those taken away included.
    #[n(6)]
    pub devices: SmallMap<DeviceId, DeviceRecord>,
    /// What was decided about who belongs to the vault and which keys count, in order of time.
    #[n(7)]
    pub decided: SmallSet<Decided>,
    /// Up to where the person has said what becomes of what came too late, by chain: entries, and their places.
    #[n(8)]
    pub settled: SmallMap<WriterId, SmallMap<Origin, u64>>,
    /// The same, entry by entry, of chains with two histories.
    #[n(9)]
    pub settled_each: BTreeSet<Origin>,
}

impl<'b, C> minicbor::Decode<'b, C> for Vault {
    fn decode(decoder: &mut minicbor::Decoder<'b>, context: &mut C) -> Result<Self, minicbor::decode::Error> {
        let mut fields = Fields::begin(decoder)?;
        let vault = Self {
            name: fields.next(decoder, context)?,
            relationships: fields.next(decoder, context)?,
            items: if fields.has_next() { ordered::decode(decoder, context)? } else { BTreeMap::new() },
            links: fields.next(decoder, context)?,
            words_viewed_on: fields.next(decoder, context)?,
            words_checked_on: fields.next(decoder, context)?,
            devices: fields.next(decoder, context)?,
            decided: if fields.has_next() { decoder.decode_with(context)? } else { SmallSet::new() },
            settled: if fields.has_next() { decoder.decode_with(context)? } else { SmallMap::new() },
            settled_each: if fields.has_next() { decoder.decode_with(context)? } else { BTreeSet::new() },
        };
        fields.end()?;
        Ok(vault)
    }
}

/// A relationship as its person recorded it.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode)]
pub struct RelationshipRecord {
    /// Name, and the number of the [`Tie`].
    #[n(0)]
    pub described: Option<Register<(String, u32)>>,
    /// When it was first written: the order of the list.
    #[n(1)]
    pub added: Option<Stamp>,
    /// When it was laid aside; writing it again brings it back.
    #[n(2)]
    pub removed: Option<Stamp>,
}

positional!(RelationshipRecord { described, added, removed });

impl RelationshipRecord {
    /// Whether it is in the lists.
    pub fn is_present(&self) -> bool {
        match (&self.described, self.removed) {
            (Some(described), Some(removed)) => described.stamp > removed,
            (described, None) => described.is_some(),
            (None, Some(_)) => false,
        }
    }
}

/// A link as its person's devices know it.
#[derive(Debug, Clone, PartialEq, Eq, Default, minicbor::Encode)]
pub struct LinkRecord {
    /// Of which relationship, with the seed of this person's member of the space.
    #[n(0)]
    pub kept: Option<Register<KeptLink>>,
    /// Since when it stands.
    #[n(1)]
    pub since: Option<Day>,
    /// When it was noticed that it has ended.
    #[n(2)]
    pub ended: Option<Day>,
    /// Every seed with which the link was ever kept: none of them can be hidden by another.
    #[n(3)]
    pub seeds: SmallSet<Seed>,
    /// Whether everything that this person shared there is to be taken back before the link is left.
    #[n(4)]
    pub withdraws: Option<bool>,
}

positional!(LinkRecord { kept, since, ended, seeds, withdraws });

/// The seed of a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, minicbor::Encode, minicbor::Decode)]
#[cbor(transparent)]
pub struct Seed(#[cbor(n(0), with = "minicbor::bytes")] pub [u8; 32]);

/// The keys of a link.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, minicbor::Encode)]
pub struct KeptLink {
    /// Of which relationship.
    #[n(0)]
    pub relationship: RelationshipId,
    /// The seed of this person's member of the space.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub member_seed: [u8; 32],
}

positional!(KeptLink { relationship, member_seed as minicbor::bytes::ByteArray<32> });

impl Vault {
    /// Folds one operation in. Any order and any repetition gives the same state.
    pub fn apply(&mut self, stamp: Stamp, operation: VaultOperation) {
        match operation {
            VaultOperation::PersonNamed { name } => Register::write(&mut self.name, stamp, name),
            VaultOperation::RelationshipWritten { relationship, name, tie } => {
                let record = self.relationships.get_or_insert_with(relationship, Default::default);
                Register::write(&mut record.described, stamp, (name, tie));
                record.added = Some(record.added.map_or(stamp, |added| added.min(stamp)));
            }
            VaultOperation::RelationshipRemoved { relationship } => {
                let record = self.relationships.get_or_insert_with(relationship, Default::default);
                record.removed = record.removed.max(Some(stamp));
            }
            VaultOperation::ItemWritten { item, version, replaces, written } => {
                let version_written = Version { stamp, value: written };
                self.items.entry(item).or_default().write(version, &replaces, version_written);
            }
            VaultOperation::ItemRemoved { item, versions } => {
                self.items.entry(item).or_default().replace(&versions);
            }
            VaultOperation::LinkKept { link, relationship, member_seed } => {
                let kept = KeptLink { relationship, member_seed };
                let record = self.links.get_or_insert_with(link, Default::default);
                record.seeds.insert(Seed(member_seed));
                Register::write(&mut record.kept, stamp, kept);
            }
            VaultOperation::LinkMade { link, since } => {
                let record = self.links.get_or_insert_with(link, Default::default);
                record.since = Some(record.since.map_or(since, |known| known.min(since)));
            }
            VaultOperation::LinkEnded { link, on, withdraws } => {
                let record = self.links.get_or_insert_with(link, Default::default);
                record.withdraws = record.withdraws.max(withdraws);
                record.ended = Some(record.ended.map_or(on, |known| known.min(on)));
            }
            VaultOperation::WordsSeen { on, checked } => {
                self.words_viewed_on = self.words_viewed_on.max(Some(on));
                if checked {
                    self.words_checked_on = self.words_checked_on.max(Some(on));
                }
            }
            VaultOperation::DeviceNamed { device, name } => {
                Register::write(
                    &mut self.devices.get_or_insert_with(device, Default::default).name,
                    stamp,
                    name,
                );
            }
            VaultOperation::DeviceAdded { device, on } => {
                self.devices.get_or_insert_with(device, Default::default).add(on)
            }
            VaultOperation::Decided { decision, proof } => {
                if let Ok(Decoded::Known(Decision::RenewWords { on, .. })) = Decision::from_bytes(&decision) {
                    self.words_viewed_on = self.words_viewed_on.max(Some(on));
                }
                self.decided.insert(Decided { stamp, decision, proof });
            }
            VaultOperation::LateSettled { writer, sequence, entry } => {
                let settled =
                    self.settled.get_or_insert_with(writer, SmallMap::new).get_or_insert_with(entry, || 0);
                *settled = sequence.max(*settled);
            }
            VaultOperation::LateSettledEach { entries } => self.settled_each.extend(entries),
        }
    }

    /// Relationships that are in the lists, in the order in which they were added. A tie that only a newer version of the app knows
    /// is shown as [`Tie::Other`].
    pub fn present_relationships(&self) -> Vec<(RelationshipId, &str, Tie)> {
        let mut present: Vec<_> = self
            .relationships
            .iter()
            .filter(|(_, record)| record.is_present())
            .filter_map(|(id, record)| Some((record.added, *id, record.described.as_ref()?)))
            .collect();
        present.sort_by_key(|(added, id, _)| (*added, *id));
        present
            .into_iter()
            .map(|(_, id, described)| {
                let (name, tie) = &described.value;
                (id, name.as_str(), Tie::from_number(*tie).unwrap_or(Tie::Other))
            })
            .collect()
    }

    /// What is written for a tie that was chosen where the present one was shown: a present one that only a newer version knows stays
    /// what it is unless another was chosen.
    pub fn tie_number(&self, relationship: RelationshipId, chosen: Tie) -> u32 {
        let described = self.relationships.get(&relationship).and_then(|record| record.described.as_ref());
        let newer =
            described.map(|described| described.value.1).filter(|tie| Tie::from_number(*tie).is_none());
        newer.filter(|_| chosen == Tie::Other).unwrap_or(chosen.number())
    }

    /// Whether a version is shown and taken along: it is about nobody, or about somebody in the lists. What is about a relationship that
    /// was laid aside stays with it.
    pub fn lists(&self, written: &Written) -> bool {
        let is_present = |about| self.relationships.get(&about).is_some_and(RelationshipRecord::is_present);
        written.about.is_none_or(is_present)
    }

    /// The newest version of an item that is shown.
    pub fn newest_listed(&self, item: ItemId) -> Option<(VersionId, &Version<Written>)> {
        self.items.get(&item)?.newest_where(|written| self.lists(written))
    }

    /// Links of a relationship that stand or may still stand.
    pub fn live_links(&self, relationship: RelationshipId) -> BTreeSet<LinkId> {
        self.links
            .iter()
            .filter(|(_, record)| record.ended.is_none())
            .filter(|(_, record)| {
                record.kept.as_ref().is_some_and(|kept| kept.value.relationship == relationship)
            })
            .map(|(link, _)| *link)
            .collect()
    }
}
