//! What counts of those who were taken out: folded anew where more was folded, and set aside where it came too late.
//!
//! ```text
//!   a record takes somebody out ─► more of them is folded here than it counts? ─► the log is read, and folded anew without the rest
//!      ─► the rest is set aside ─► the person keeps it, written anew by this device, or lets it go
//! ```
//! What this device wrote itself, as a member that was exchanged meanwhile, is kept without asking; not what a copy of it wrote on. What cannot be written anew stays set
//! aside, and is asked about again.

use std::collections::{BTreeMap, BTreeSet};

use crypto::{Sequence, WriterId};
use model::{Clock, Decoded, DeviceId, VaultOperation};
use sync::{Entry, EntryId, Opened, SpaceId};

use super::{Purpose, Spaces, space::Space};
use crate::{
    Problem, Write,
    app::Doing,
    storage::{self, Record},
};

/// What came too late of one of the person's devices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::app) struct Late {
    /// Which device; none of what was shared in a link, where all of a person's devices are one.
    pub(in crate::app) device: Option<DeviceId>,
    /// How many things.
    pub(in crate::app) things: u32,
}

impl Spaces {
    /// Folds anew, where more was folded of somebody who was taken out than counts.
    pub(in crate::app) fn recount_where_due(&mut self, doing: &mut Doing<'_>) {
        let spaces: Vec<SpaceId> = self.kept.keys().copied().collect();
        for space in spaces {
            let (Some(replica), Some(kept)) = (self.device.replica(space), self.kept.get_mut(&space)) else {
                continue;
            };
            let edition = u32::try_from(replica.counting_edition()).unwrap_or(u32::MAX);
            if edition <= kept.counted {
                continue;
            }
            if !replica.has_uncounted() {
                kept.counted = edition;
                self.changed.insert(space);
            } else if !self.reading.values().any(|purpose| purpose.is_recount(space)) {
                self.read(doing, Purpose::Recount(space), storage::cold_prefix(space));
            }
        }
    }

    /// Folds what counts of the whole log, onto what this device started from.
    pub(super) fn recount(&mut self, doing: &mut Doing<'_>, space: SpaceId, cold: &[Record]) {
        let base = self.stored_base(space, cold);
        let entries: BTreeMap<EntryId, Entry> =
            self.entries_of(space, cold).map(|entry| (entry.id, entry)).collect();
        let (Some(replica), Some(kept)) = (self.device.replica(space), self.kept.get_mut(&space)) else {
            return;
        };
        let edition = u32::try_from(replica.counting_edition()).unwrap_or(u32::MAX);
        kept.begin_anew();
        if let Some(base) = &base
            && kept.folded.read(&base.state).is_err()
        {
            // It was read when it came.
            kept.malformed += 1;
        }
        for opened in entries.values().filter_map(|entry| replica.reopen(entry)) {
            kept.take(replica, &opened, doing.now);
        }
        kept.counted = edition;
        // What is set aside is asked about until it is settled, also after a restart.
        let back: Vec<&Entry> = kept
            .late
            .keys()
            .filter(|entry| !kept.tail.0.contains_key(entry))
            .filter_map(|entry| entries.get(entry))
            .collect();
        for entry in back {
            let value = storage::entry_bytes(entry);
            kept.tail.0.insert(entry.id, value.clone());
            doing.writes.push(self.keys.seal(&storage::tail_key(space, entry.id), value, &mut doing.random));
            doing.writes.push(Write::Delete { key: storage::cold_key(space, entry.id) });
        }
        self.save_checkpoint(doing, space);
        self.changed.insert(space);
        self.keep_own(doing, space);
    }

    /// What this device wrote itself before another one of the person's exchanged its member is kept.
    fn keep_own(&mut self, doing: &mut Doing<'_>, space: SpaceId) {
        let (Some(replica), Some(kept)) = (self.device.replica(space), self.kept.get(&space)) else { return };
        let own = self.unsettled(space, kept).filter(|late| replica.wrote(late.writer, late.sequence));
        let own: Vec<Opened> = own.cloned().collect();
        // What is not kept now is asked about.
        if !own.is_empty() && self.vault_replica().is_open() && self.keep_late(doing, space, own).is_err() {
            self.count_unnoted();
        }
    }

    /// What came too late and is not settled, by device.
    pub(in crate::app) fn late(&self) -> Vec<Late> {
        let mut by_device: BTreeMap<Option<DeviceId>, u32> = BTreeMap::new();
        for (space, kept) in self.kept.iter() {
            for late in self.unsettled(*space, kept) {
                let device = (*space == self.vault).then_some(DeviceId(late.author.0));
                *by_device.entry(device).or_default() += 1;
            }
        }
        by_device.into_iter().map(|(device, things)| Late { device, things }).collect()
    }

    fn unsettled<'s>(&'s self, space: SpaceId, kept: &'s Space) -> impl Iterator<Item = &'s Opened> {
        let party = self.device.replica(space).map(sync::Replica::party);
        let settled = &self.vault().settled;
        let is_open = move |late: &&Opened| {
            let writer = model::WriterId(late.writer.0);
            Some(late.party) == party
                && late.body.as_deref().is_some_and(|body| is_content(space == self.vault, body))
                && settled.get(&writer).is_none_or(|up_to| late.sequence.0 > *up_to)
        };
        kept.late.values().filter(is_open)
    }

    /// Keeps what came too late of a device, or lets it go: here and on every other device.
    ///
    /// # Errors
    /// As [`Self::record`]; [`Problem::NotAllKept`] where something could not be written anew: that stays set aside.
    pub(in crate::app) fn settle_late(
        &mut self,
        doing: &mut Doing<'_>,
        device: Option<DeviceId>,
        keep: bool,
    ) -> Result<(), Problem> {
        let spaces: Vec<SpaceId> = self.kept.keys().copied().collect();
        let mut left = 0;
        for space in spaces {
            let Some(kept) = self.kept.get(&space) else { continue };
            let of_device = |late: &&Opened| match device {
                Some(device) => space == self.vault && late.author.0 == device.0,
                None => space != self.vault,
            };
            let late: Vec<Opened> = self.unsettled(space, kept).filter(of_device).cloned().collect();
            if !keep {
                self.note_settled(doing, late.iter().map(|late| (late.writer, late.sequence)))?;
            } else if self.vault_replica().is_open() {
                left += self.keep_late(doing, space, late)?;
            } else {
                // That it was kept could not be noted: it would be asked about, and kept, once more.
                left += count(late.len());
            }
        }
        if left == 0 { Ok(()) } else { Err(Problem::NotAllKept { things: left }) }
    }

    /// Writes content that did not count once more, as this device, at the moments at which it was written; no decision, and no key. Notes
    /// what was written as settled, and says how much was not. Of a chain in which something cannot be written the rest stays
    /// as well: a chain is settled up to a place.
    fn keep_late(
        &mut self,
        doing: &mut Doing<'_>,
        space: SpaceId,
        mut late: Vec<Opened>,
    ) -> Result<u32, Problem> {
        late.sort_by_key(|late| (late.writer, late.sequence));
        let (mut written, mut left, mut stuck) = (Vec::new(), 0, BTreeSet::new());
        for late in late {
            let Some(body) = &late.body else { continue };
            if stuck.contains(&late.writer) || self.write_at(doing, space, Clock(late.clock.0), body).is_err()
            {
                stuck.insert(late.writer);
                left += 1;
                continue;
            }
            written.push((late.writer, late.sequence));
        }
        self.note_settled(doing, written)?;
        Ok(left)
    }

    /// Notes in the vault up to where chains are settled, for every device.
    fn note_settled(
        &mut self,
        doing: &mut Doing<'_>,
        places: impl IntoIterator<Item = (WriterId, Sequence)>,
    ) -> Result<(), Problem> {
        let mut up_to: BTreeMap<WriterId, u64> = BTreeMap::new();
        for (writer, sequence) in places {
            let newest = up_to.entry(writer).or_default();
            *newest = sequence.0.max(*newest);
        }
        for (writer, sequence) in up_to {
            let writer = model::WriterId(writer.0);
            self.record(doing, &VaultOperation::LateSettled { writer, sequence })?;
        }
        Ok(())
    }
}

fn count(things: usize) -> u32 {
    u32::try_from(things).unwrap_or(u32::MAX)
}

/// Whether an operation is something that a person wrote: nothing that says who belongs to the vault, which keys count or what stands
/// between two people.
pub(super) fn is_content(is_vault: bool, body: &[u8]) -> bool {
    use VaultOperation as Is;
    if !is_vault {
        return true;
    }
    matches!(
        VaultOperation::from_bytes(body),
        Ok(Decoded::Known(
            Is::PersonNamed { .. }
                | Is::RelationshipWritten { .. }
                | Is::RelationshipRemoved { .. }
                | Is::ItemWritten { .. }
                | Is::ItemRemoved { .. }
        ))
    )
}

#[cfg(test)]
mod tests;
