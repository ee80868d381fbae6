//! A relay removes the log that a verified checkpoint covers: who verifies, and what a device does that comes too late for the
//! log.
//!
//! ```text
//!   caught up ─► another device's checkpoint ─► fold the same entries oneself ─► equal: VerifyCheckpoint
//!                                                                            └─► not equal: nothing is signed, trouble
//!   behind the log's beginning ─► fetch the base ─► two members signed? ─► fold what this device has onto it ─► the tail
//!                                                                     └─► no: trouble, and what there is of the log is read
//!   it holds more of somebody who went than counts ─► who has the log hands in another one ─► who lacks it goes on from that
//! ```

use crypto::CryptoRng;

use super::{CheckpointTraffic, Device, Event, Slot, Subscription, checkpoints::Purpose};
use crate::{
    Position, SpaceId, Trouble,
    frame::{CheckpointId, CheckpointSummary, Trim},
    replica::{Checkpoint, CheckpointError, Standing},
};

/// What came of comparing another device's checkpoint with what this device folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is the same state.
    Same,
    /// It is another one.
    Differs,
    /// This device cannot say: it lacks part of the log, or understands part of it only with a newer version of the app.
    Unclear,
}

/// Starting where the log is gone.
impl Device {
    /// The relay has less of the log than was asked for.
    pub(super) fn log_is_trimmed(
        &mut self,
        space: SpaceId,
        asked: Position,
        trim: Trim,
        random: &mut impl CryptoRng,
    ) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        slot.subscription = Subscription::None;
        if trim.after <= asked {
            self.events.push_back(Event::Broken);
            return;
        }
        slot.trim = Some(trim);
        self.proceed(space, random);
    }

    /// Asks for the checkpoint that stands in the place of the log. Who came only to change the members, as recovery words do,
    /// needs neither.
    pub(super) fn fetch_base(&mut self, space: SpaceId) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        let busy = !matches!(slot.checkpoint, CheckpointTraffic::None);
        if let Some(trim) = slot.trim
            && !busy
            && !slot.replica.came_to_change_members()
        {
            self.fetch_checkpoint(space, trim.base, Purpose::Base);
        }
    }

    pub(super) fn base_came(&mut self, space: SpaceId, summary: CheckpointSummary, sealed: &[u8]) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        if slot.trim.is_some_and(|trim| summary.covers < trim.after) || summary.covers > slot.newest {
            // Between the two nothing would be left; or it covers more than the relay ever had.
            self.base_failed(space, summary.checkpoint, Trouble::Withheld);
            return;
        }
        let newest = slot.remote_checkpoint.filter(|newest| newest.checkpoint != summary.checkpoint);
        match (slot.replica.open_base(&summary, sealed), newest) {
            (Ok(checkpoint), _) => self.let_fold(space, summary, checkpoint, sealed, Purpose::Base),
            (Err(CheckpointError::OffBranch), Some(newest)) => {
                self.fetch_checkpoint(space, newest, Purpose::Instead);
            }
            (Err(CheckpointError::OffBranch), None) => {
                self.base_failed(space, summary.checkpoint, Trouble::Withheld);
            }
            (Err(_), _) => self.base_failed(space, summary.checkpoint, Trouble::Altered),
        }
    }

    /// What should stand for the log holds more of somebody who went than counts, and the relay has the checkpoint of a device that
    /// belongs to the space now. Nobody has verified it, and nothing else has what came before.
    pub(super) fn instead_came(&mut self, space: SpaceId, summary: CheckpointSummary, sealed: &[u8]) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        let reaches =
            slot.trim.is_none_or(|trim| summary.covers >= trim.after) && summary.covers <= slot.newest;
        match slot.replica.open_checkpoint(summary.checkpoint, sealed) {
            Ok(checkpoint) if reaches && checkpoint.covers == summary.covers => {
                self.let_fold(space, summary, checkpoint, sealed, Purpose::Instead);
            }
            _ => {
                let base = slot.trim.map_or(summary.checkpoint, |trim| trim.base.checkpoint);
                self.base_failed(space, base, Trouble::Withheld);
            }
        }
    }

    /// The relay does not have a checkpoint that was asked for. Its word for the log may have changed meanwhile: that shows when
    /// the space is opened again.
    pub(super) fn checkpoint_is_gone(&mut self, space: SpaceId, random: &mut impl CryptoRng) {
        let reopens = self.may_reopen(space);
        let Some(slot) = self.slots.get_mut(&space) else { return };
        let traffic = core::mem::take(&mut slot.checkpoint);
        let fetched = match traffic {
            CheckpointTraffic::Fetching { wanted, purpose, .. } => Some((wanted.checkpoint, purpose)),
            _ => None,
        };
        let reads = |purpose| !matches!(purpose, Purpose::Verify | Purpose::Recheck);
        if reopens && fetched.is_some_and(|(_, purpose)| reads(purpose)) {
            self.reopen(space, random);
            return;
        }
        if let Some((checkpoint, purpose @ (Purpose::Base | Purpose::Instead))) = fetched {
            let base = self.slots.get(&space).and_then(|slot| slot.trim).map(|trim| trim.base.checkpoint);
            let failed = if purpose == Purpose::Base { checkpoint } else { base.unwrap_or(checkpoint) };
            self.base_failed(space, failed, Trouble::Withheld);
        }
        self.proceed(space, random);
    }

    fn base_failed(&mut self, space: SpaceId, checkpoint: CheckpointId, trouble: Trouble) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        slot.failed_base = Some(checkpoint);
        slot.replica.note(trouble);
        if slot.is_behind_the_log() {
            slot.replica.miss_log();
            slot.replica.pass_over(slot.trim.map_or(Position(0), |trim| trim.after));
        }
        self.events.push_back(Event::Changed { space });
    }

    /// Goes on from the checkpoint of [`Event::Base`], which the keeper has compared with its log
    /// ([`crate::Replica::standing_on`]). What this device wrote and the checkpoint does not hold is handed in as ever. True if the
    /// keeper's state is to be that of the checkpoint with the keeper's log folded onto it, or its own if that [is
    /// read](Standing::is_read). False if everything stays: something would be lost, or the connection ended.
    pub fn take_base(
        &mut self,
        space: SpaceId,
        checkpoint: &Checkpoint,
        standing: Standing,
        random: &mut impl CryptoRng,
    ) -> bool {
        let Some(slot) = self.slots.get_mut(&space) else { return false };
        let proven = slot.take_folding(Purpose::Base, checkpoint);
        let is_proven = proven.is_some();
        let Some((summary, ..)) = proven.or_else(|| slot.take_folding(Purpose::Instead, checkpoint)) else {
            return false;
        };
        if !standing.is_safe() {
            let base = slot.trim.map_or(summary.checkpoint, |trim| trim.base.checkpoint);
            self.base_failed(space, base, Trouble::Withheld);
            self.proceed(space, random);
            return false;
        }
        let rebased = slot.replica.rebase(checkpoint, standing, random);
        if !is_proven && !standing.is_read {
            slot.replica.begin_unproven();
        }
        if slot.replica.is_rewound() {
            slot.refetch.get_or_insert_default().covered = checkpoint.frontier();
        }
        if !rebased.shown.is_empty() {
            self.events.push_back(Event::Acknowledged { space, entries: rebased.shown });
        }
        if let Some(crate::replica::Rewritten { gone, opened, kept }) = rebased.rewritten {
            self.events.push_back(Event::Rewritten { space, gone });
            self.events.push_back(Event::Received { space, opened, kept });
        }
        if !rebased.opened.is_empty() {
            self.events.push_back(Event::Received { space, opened: rebased.opened, kept: rebased.kept });
        }
        self.events.push_back(Event::Changed { space });
        self.proceed(space, random);
        true
    }
}

impl Slot {
    /// Whether a checkpoint stands in the place of the log.
    pub(super) fn is_base(&self, checkpoint: CheckpointId) -> bool {
        self.trim.is_some_and(|trim| trim.base.checkpoint == checkpoint)
    }

    /// Whether the relay's log begins after where this device stands.
    fn is_behind_the_log(&self) -> bool {
        self.trim.is_some_and(|trim| self.replica.cursor() < trim.after)
    }

    /// Whether a checkpoint has to be taken before the log can be read.
    pub(super) fn needs_base(&self) -> bool {
        let failed = self.trim.is_some_and(|trim| Some(trim.base.checkpoint) == self.failed_base);
        self.is_behind_the_log() && !failed
    }
}
