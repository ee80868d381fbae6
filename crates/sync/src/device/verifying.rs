//! Speaking for a checkpoint: another device's, or, as the only device, its own.

use crypto::CryptoRng;

use super::{
    Device, Event, Pending, Verdict,
    checkpoints::{CheckpointTraffic, Purpose},
};
use crate::{
    ClientFrame, SpaceId, Trouble,
    frame::{CheckpointId, CheckpointSummary, Verification},
    replica::{Checkpoint, CheckpointError},
};

impl Device {
    /// Looks whether there is a checkpoint to speak for, and does what else can be done.
    pub(super) fn verify_and_proceed(&mut self, space: SpaceId, random: &mut impl CryptoRng) {
        self.recheck_checkpoint(space);
        self.fetch_to_verify(space);
        self.proceed(space, random);
    }

    /// Asks for a checkpoint that nobody has verified yet; before that for the one that stands in the place of the log, if nobody
    /// who belongs to the vault has spoken for it.
    fn fetch_to_verify(&mut self, space: SpaceId) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        let may_come = |checkpoint| slot.postponed != Some(checkpoint);
        let base = slot.trim.map(|trim| trim.base).filter(|base| slot.replica.may_adopt(base));
        let newest = slot.remote_checkpoint.filter(|newest| !slot.is_base(newest.checkpoint));
        let newest = newest.filter(|newest| slot.replica.may_verify(newest));
        let is_said = |pending: &Pending| matches!(pending, Pending::Verify(about, _) if *about == space);
        if let Some(summary) = base.or(newest).filter(|summary| may_come(summary.checkpoint))
            && matches!(slot.checkpoint, CheckpointTraffic::None)
            && slot.caught_up
            && slot.refetch.is_none()
            && slot.replica.undecided().is_none()
            && !self.pending.values().any(is_said)
        {
            self.fetch_checkpoint(space, summary, Purpose::Verify);
        }
    }

    pub(super) fn compare(&mut self, space: SpaceId, summary: CheckpointSummary, sealed: &[u8]) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        let is_base = slot.is_base(summary.checkpoint);
        let opened = if is_base {
            slot.replica.open_checkpoint_of_any(summary.checkpoint, sealed)
        } else {
            slot.replica.open_checkpoint(summary.checkpoint, sealed)
        };
        match opened {
            Ok(checkpoint) if checkpoint.covers != summary.covers => {
                slot.replica.note(Trouble::Altered);
                self.came_to_nothing(space, summary.checkpoint);
            }
            // With another device in the vault it is that one's to speak for, and who starts from it would ask for its word.
            Ok(checkpoint)
                if slot.replica.is_own(&checkpoint)
                    && (is_base || !checkpoint.made_alone || !slot.replica.is_only_device()) =>
            {
                self.judged(space, summary.checkpoint);
            }
            Ok(checkpoint) if slot.replica.has_read(&checkpoint) => {
                self.let_fold(space, summary, checkpoint, sealed, Purpose::Verify);
            }
            Ok(_) => slot.postponed = Some(summary.checkpoint),
            Err(error) => {
                // One that was right until somebody went is nobody's fault.
                if error != CheckpointError::OffBranch {
                    slot.replica.note(Trouble::Altered);
                }
                self.came_to_nothing(space, summary.checkpoint);
            }
        }
    }

    /// Says what came of [`Event::ToVerify`]. Only what is the same is signed. True if the keeper is to hand in its own checkpoint:
    /// that one differs, which this device has not said before. If it had made that itself, nobody else is concerned: its keeper folds
    /// its log anew.
    pub fn judge(&mut self, space: SpaceId, checkpoint: &Checkpoint, verdict: Verdict) -> bool {
        let Some(slot) = self.slots.get_mut(&space) else { return false };
        let Some((summary, _, hash)) = slot.take_folding(Purpose::Verify, checkpoint) else {
            return false;
        };
        let is_own = slot.replica.is_own(checkpoint);
        let CheckpointSummary { checkpoint, covers, .. } = summary;
        if verdict == Verdict::Same && slot.replica.undecided().is_none() {
            if slot.replica.agrees_again() {
                self.events.push_back(Event::Changed { space });
            }
            let Some(slot) = self.slots.get_mut(&space) else { return false };
            let key = slot.replica.seed().signing_key();
            let verification = Verification::sign(&key, space, checkpoint, covers, hash);
            self.request(Pending::Verify(space, checkpoint), |request| ClientFrame::VerifyCheckpoint {
                request,
                space,
                checkpoint,
                covers,
                verification,
            });
            return false;
        }
        let differs = verdict == Verdict::Differs;
        let is_news = differs && !is_own && slot.replica.note(Trouble::Differs);
        self.came_to_nothing(space, checkpoint);
        let is_first = self.replica(space).is_some_and(crate::Replica::is_first_in_vain);
        is_news || (differs && is_own && is_first)
    }

    /// The relay keeps this device's word. One that it gave for its own checkpoint it gives again, should it have been forgotten.
    pub(super) fn heeded(&mut self, space: SpaceId, checkpoint: CheckpointId) {
        match self.slots.get_mut(&space) {
            Some(slot) if slot.replica.is_only_device() && !slot.is_base(checkpoint) => {
                slot.replica.was_heeded(checkpoint);
                self.events.push_back(Event::Changed { space });
            }
            _ => self.judged(space, checkpoint),
        }
        self.fetch_to_verify(space);
    }

    /// This device cannot speak for a checkpoint, or is not listened to.
    pub(super) fn came_to_nothing(&mut self, space: SpaceId, checkpoint: CheckpointId) {
        if let Some(slot) = self.slots.get_mut(&space)
            && slot.replica.is_only_device()
            && !slot.is_base(checkpoint)
        {
            slot.replica.was_in_vain();
        }
        self.judged(space, checkpoint);
    }

    /// This device has nothing more to say about a checkpoint.
    fn judged(&mut self, space: SpaceId, checkpoint: CheckpointId) {
        if let Some(slot) = self.slots.get_mut(&space) {
            let is_base = slot.is_base(checkpoint);
            slot.replica.set_judged(checkpoint, is_base);
            self.events.push_back(Event::Changed { space });
        }
    }
}
