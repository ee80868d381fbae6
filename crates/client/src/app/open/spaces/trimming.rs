//! A relay removes the log that a verified checkpoint covers (decision 0017): comparing another device's checkpoint with what this
//! device folds itself, and starting from one when the log is gone.

use sync::{SpaceId, device::Verdict, replica::Checkpoint, small::SmallMap};

use super::{
    Spaces,
    logs::Purpose,
    space::{Fold, Folded},
};
use crate::{
    app::Doing,
    storage::{self, Record},
};

impl Spaces {
    /// A fresh device starts from another one's state.
    pub(in crate::app) fn start_from(
        &mut self,
        doing: &mut Doing<'_>,
        space: SpaceId,
        checkpoint: Checkpoint,
    ) {
        let Some(kept) = self.kept.get_mut(&space) else { return };
        self.changed.insert(space);
        if let Some(folded) = kept.folded.reading(&checkpoint.state) {
            kept.folded = folded;
            kept.edition += 1;
            // What counts may be folded anew one day, from here on.
            let base = minicbor::to_vec(&checkpoint).expect("writing to memory cannot fail");
            self.put(doing, &storage::base_key(space), base);
            self.save_state(doing, space, checkpoint.state);
        } else {
            // The log still is there, and what this version does not understand of it waits for an update.
            self.device.refuse_checkpoint(space, &mut doing.random);
        }
    }

    /// A checkpoint stands in the place of the log's beginning: what this device has of the log is read, to be folded onto it.
    pub(in crate::app) fn base_came(
        &mut self,
        doing: &mut Doing<'_>,
        space: SpaceId,
        checkpoint: Checkpoint,
    ) {
        self.read(doing, Purpose::Base(space, Box::new(checkpoint)), storage::cold_prefix(space));
    }

    /// A checkpoint is to be compared with the log that this device has read itself.
    pub(in crate::app) fn compare(&mut self, doing: &mut Doing<'_>, space: SpaceId, checkpoint: Checkpoint) {
        self.read(doing, Purpose::Verify(space, Box::new(checkpoint)), storage::cold_prefix(space));
    }

    /// Goes on from the checkpoint, with everything on top of it that this device has: operations commute and may be folded in
    /// twice. Its own state stays if that holds everything already; and if this device's log begins only after the checkpoint, for
    /// then nothing else holds what lies between.
    pub(super) fn take_base(
        &mut self,
        doing: &mut Doing<'_>,
        (space, checkpoint): (SpaceId, &Checkpoint),
        cold: &[Record],
    ) {
        let log = self.log_of(space, cold);
        let places = log.iter().map(|opened| (opened.writer, opened.sequence)).collect();
        let Some(replica) = self.device.replica(space) else { return };
        let standing = replica.standing_on(checkpoint, &places);
        let Some(kept) = self.kept.get_mut(&space) else { return };
        let Some(folded) = kept.folded.reading(&checkpoint.state) else {
            // A newer version of the app made it. What this device has stays as it is.
            kept.newer += 1;
            return;
        };
        if !self.device.take_base(space, checkpoint, standing, &mut doing.random) {
            return;
        }
        if standing.reaches {
            let value = minicbor::to_vec(checkpoint).expect("writing to memory cannot fail");
            self.put(doing, &storage::base_key(space), value);
        }
        if !standing.is_read
            && let Some(kept) = self.kept.get_mut(&space)
        {
            kept.folded = folded;
            kept.edition += 1;
            if let Some(replica) = self.device.replica(space) {
                for opened in &log {
                    kept.take(replica, opened, doing.now);
                }
            }
            self.save_checkpoint(doing, space);
        }
        self.changed.insert(space);
    }

    /// Says whether a checkpoint is what this device folds from the same entries. If it made that itself, its state is not what its log
    /// says, and is folded anew.
    pub(super) fn verify(
        &mut self,
        doing: &mut Doing<'_>,
        (space, checkpoint): (SpaceId, &Checkpoint),
        cold: &[Record],
    ) {
        let verdict = self.verdict(space, checkpoint, cold).filter(|_| self.unproven().is_empty());
        let verdict = verdict.unwrap_or(Verdict::Unclear);
        let is_own = self.device.replica(space).is_some_and(|replica| replica.is_own(checkpoint));
        if is_own && verdict == Verdict::Differs {
            self.recount(doing, space, cold);
        }
        if self.device.judge(space, checkpoint, verdict) {
            self.hand_in_checkpoint(doing, space, true);
        }
    }

    fn verdict(&self, space: SpaceId, checkpoint: &Checkpoint, cold: &[Record]) -> Option<Verdict> {
        let (kept, replica) = (self.kept.get(&space)?, self.device.replica(space)?);
        let base = self.stored_base(space, cold);
        let mut folded = kept.folded.empty();
        if let Some(base) = &base {
            folded.read(&base.state).ok()?;
        }
        let mut found = Vec::new();
        for opened in self.log_of(space, cold) {
            let place = (opened.writer, opened.sequence);
            // A checkpoint holds nothing that does not count.
            let counts = replica.counts(&opened);
            if !counts || !checkpoint.holds(place.0, place.1) {
                continue;
            }
            if matches!(folded.fold(&opened), Fold::Newer | Fold::Erased) {
                return None;
            }
            found.push((place, opened.hash));
        }
        let found: SmallMap<_, _> = found.into_iter().collect();
        if !checkpoint.is_made_of(&found, base.as_ref()) {
            return None;
        }
        if folded.to_bytes() == checkpoint.state {
            return Some(replica.compare_chains(checkpoint, &found, base.as_ref()));
        }
        let mut other = kept.folded.empty();
        other.read(&checkpoint.state).ok()?;
        // The same state in other bytes is of another version of the app.
        (folded != other).then_some(Verdict::Differs)
    }

    /// The checkpoint from which this device has started in the place of the log.
    pub(super) fn stored_base(&self, space: SpaceId, cold: &[Record]) -> Option<Checkpoint> {
        let key = storage::base_key(space);
        let record = cold.iter().find(|record| record.key == key)?;
        minicbor::decode(&self.keys.open(record).ok()?).ok()
    }
}

impl Folded {
    /// A state of the same sort that another device handed over. Nothing if a newer version of the app wrote it: what this one does
    /// not know of it would be gone.
    pub(super) fn reading(&self, bytes: &[u8]) -> Option<Self> {
        let mut read = self.empty();
        read.read(bytes).ok()?;
        (read.to_bytes().len() >= bytes.len()).then_some(read)
    }

    /// The same sort of space, with nothing in it.
    pub(super) fn empty(&self) -> Self {
        match self {
            Self::Vault(_) => Self::Vault(Box::default()),
            Self::Relationship(_) => Self::Relationship(Box::default()),
        }
    }
}

#[cfg(test)]
mod tests;
