//! Taking the content of withdrawn entries out of this device's own log. Their heads stay, so that the chain stays whole.

use crypto::ErasePreimage;
use model::{Decoded, RelationshipOperation, Side, Stamp, relationship::Origin};
use sync::{Body, Entry, EntryId, Party, Replica, SpaceId};

use super::{
    Spaces,
    logs::Purpose,
    space::{Folded, Space, side},
};
use crate::{app::Doing, storage};

impl Spaces {
    /// Strips whatever its author has withdrawn since the last time.
    pub(in crate::app) fn strip_withdrawn(&mut self, doing: &mut Doing<'_>, space: SpaceId) {
        let Some(kept) = self.kept.get_mut(&space) else { return };
        let Folded::Relationship(relationship) = &mut kept.folded else { return };
        let origins: Vec<EntryId> = [Side::Founder, Side::Invited]
            .into_iter()
            .flat_map(|side| relationship.take_orphans(side))
            .map(|origin| EntryId(origin.0))
            .collect();
        for entry in origins {
            self.strip_entry(doing, space, entry, None);
        }
    }

    fn strip_entry(
        &mut self,
        doing: &mut Doing<'_>,
        space: SpaceId,
        entry: EntryId,
        preimage: Option<ErasePreimage>,
    ) {
        let kept = self.kept.get(&space).and_then(|kept| kept.tail.0.get(&entry));
        match kept.map(|bytes| minicbor::decode::<Entry>(bytes)) {
            Some(Ok(entry)) => self.strip(doing, space, entry, preimage),
            Some(Err(_)) => {}
            None => self.read(doing, Purpose::Strip(space, preimage), storage::cold_key(space, entry)),
        }
    }

    pub(super) fn strip(
        &mut self,
        doing: &mut Doing<'_>,
        space: SpaceId,
        mut entry: Entry,
        preimage: Option<ErasePreimage>,
    ) {
        let fits = |preimage: &ErasePreimage| preimage.tag() == entry.erase_tag;
        if preimage.is_some_and(|preimage| fits(&preimage)) {
            self.fold_erasure(doing, space, &entry);
        }
        if self.is_carried(space, entry.id) {
            return;
        }
        let own = self.device.replica(space).and_then(|replica| replica.erase_preimages(entry.id).find(fits));
        let proof = preimage.filter(fits).or(own);
        entry.body = match proof {
            Some(proof) => Body::Erased(proof),
            None => Body::Sealed(Vec::new()),
        };
        self.rewrite(doing, space, &entry);
        if let Some(replica) = self.device.replica_mut(space) {
            replica.restate(&entry);
            self.changed.insert(space);
        }
    }

    /// The relay says that an author erased a body. Believed only with the proof that fits the entry.
    pub(in crate::app) fn erased(
        &mut self,
        doing: &mut Doing<'_>,
        space: SpaceId,
        entry: EntryId,
        preimage: ErasePreimage,
    ) {
        if self.kept.get(&space).and_then(Space::as_relationship).is_some() {
            self.strip_entry(doing, space, entry, Some(preimage));
        }
    }

    /// Whether something that is in force was shared with this entry.
    fn is_carried(&self, space: SpaceId, entry: EntryId) -> bool {
        self.kept.get(&space).and_then(Space::as_relationship).is_some_and(|relationship| {
            let carries = |party| relationship.carries(side(party), Origin(entry.0));
            carries(Party::Founder) || carries(Party::Invited)
        })
    }

    /// Only the author can have had a body erased: whatever it shared is withdrawn by that, also where the entry that says so has not come.
    /// Nobody keeps it from its author by leaving no room for that entry.
    fn fold_erasure(&mut self, doing: &mut Doing<'_>, space: SpaceId, entry: &Entry) {
        let (Some(replica), Some(kept)) = (self.device.replica(space), self.kept.get_mut(&space)) else {
            return;
        };
        let Folded::Relationship(relationship) = &mut kept.folded else { return };
        let Some(opened) = replica.reopen(entry) else { return };
        let Some(Ok(Decoded::Known(operation))) =
            opened.body.as_deref().map(RelationshipOperation::from_bytes)
        else {
            return;
        };
        let grant = match operation {
            RelationshipOperation::Shared { grant, .. } | RelationshipOperation::Replied { grant, .. } => {
                grant
            }
            _ => return,
        };
        let (side, origin) = (side(opened.party), Origin(entry.id.0));
        if !relationship.carries(side, origin) {
            return;
        }
        let stamp = Stamp { clock: model::Clock(opened.clock.0), writer: model::WriterId(opened.writer.0) };
        relationship.apply(side, stamp, origin, RelationshipOperation::Withdrawn { grants: vec![grant] });
        kept.edition += 1;
        // What is left of the entry does not say it any more.
        self.save_checkpoint(doing, space);
    }

    /// What this device has of a space's log, each entry as it may leave this device: without its content if its author has
    /// withdrawn that. `cold` is what the store has of the log.
    pub(in crate::app) fn log_to_carry(&self, space: SpaceId, cold: &[crate::Record]) -> Vec<Entry> {
        let (Some(kept), Some(replica)) = (self.kept.get(&space), self.device.replica(space)) else {
            return Vec::new();
        };
        self.entries_of(space, cold).map(|entry| without_withdrawn(kept, replica, entry)).collect()
    }
}

fn without_withdrawn(space: &Space, replica: &Replica, mut entry: Entry) -> Entry {
    let Some(relationship) = space.as_relationship() else { return entry };
    let Some(opened) = replica.reopen(&entry).filter(|_| !space.aside.contains_key(&entry.id)) else {
        return entry;
    };
    let operation = opened.body.as_deref().map(RelationshipOperation::from_bytes);
    let grants = matches!(
        operation,
        Some(Ok(Decoded::Known(
            RelationshipOperation::Shared { .. } | RelationshipOperation::Replied { .. }
        )))
    );
    if grants && !relationship.carries(side(opened.party), Origin(entry.id.0)) {
        let mut proofs = replica.erase_preimages(entry.id);
        let proof = proofs.find(|preimage| preimage.tag() == entry.erase_tag);
        entry.body = proof.map_or(Body::Sealed(Vec::new()), Body::Erased);
    }
    entry
}
