//! What counts of those who were taken out: folded anew where more was folded, and set aside where it came too late.
//!
//! ```text
//!   a record takes somebody out ─► more of them is folded here than it counts? ─► the log is read, and folded anew without the rest
//!      ─► the rest is set aside ─► the person keeps it, written anew by this device, or lets it go
//! ```
//! What this device wrote itself, as a member that was exchanged meanwhile, is kept without asking; not what a copy of it wrote on. What cannot be written anew stays set
//! aside, and is asked about again.

use model::{Decoded, VaultOperation};
use sync::{Entry, EntryId, Opened, SpaceId, small::SmallMap};

use super::{Purpose, Spaces, late::Fate};
use crate::{
    Write,
    app::Doing,
    storage::{self, Record},
};

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
        let entries: SmallMap<EntryId, Entry> =
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
        let own =
            self.unsettled(space, kept).into_iter().filter(|late| replica.wrote(late.writer, late.sequence));
        let own: Vec<Opened> = own.cloned().collect();
        // What is not kept now is asked about.
        if !own.is_empty()
            && self.vault_replica().is_open()
            && self.settle(doing, space, own, |_| Fate::Keep).is_err()
        {
            self.count_unnoted();
        }
    }
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
