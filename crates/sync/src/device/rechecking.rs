//! After somebody went: whether whoever lacks the log can still start from what the relay has.
//!
//! A checkpoint that was right until then may hold more of them than counts. It is refused by everybody, and the log that it covers may
//! be gone. Who has read the log hands in another one, and who lacks it goes on from that, on the word of one device.

use super::{
    Device, Event,
    checkpoints::{CheckpointTraffic, Purpose},
};
use crate::{SpaceId, frame::CheckpointSummary};

impl Device {
    /// Looks whether whoever lacks the log can start from what the relay has: what was right until somebody went may hold more of them
    /// than counts. Only where this device has read such a thing, and only until it knows.
    pub(super) fn recheck_checkpoint(&mut self, space: SpaceId) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        let Some(trim) = slot.trim else { return };
        let newest = slot.remote_checkpoint.unwrap_or(trim.base);
        if slot.replica.needs_other_checkpoint(newest.checkpoint)
            && slot.rechecked != Some(newest.checkpoint)
            && matches!(slot.checkpoint, CheckpointTraffic::None)
            && slot.refetch.is_none()
            && slot.replica.outbox_len() == 0
            && !slot.replica.is_behind()
        {
            slot.rechecked = Some(newest.checkpoint);
            self.fetch_checkpoint(space, newest, Purpose::Recheck);
        }
    }

    pub(super) fn rechecked(&mut self, space: SpaceId, summary: CheckpointSummary, sealed: &[u8]) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        let is_base = slot.trim.is_some_and(|trim| trim.base.checkpoint == summary.checkpoint);
        let opened = if is_base {
            slot.replica.open_base(&summary, sealed)
        } else {
            slot.replica.open_checkpoint(summary.checkpoint, sealed)
        };
        if opened.is_ok() {
            let edition = slot.replica.counting_edition();
            slot.replica.has_other_checkpoint(summary.checkpoint, edition);
            self.events.push_back(Event::Changed { space });
        } else {
            // Nobody speaks for it any more.
            slot.replica.set_judged(summary.checkpoint, is_base);
            self.events.push_back(Event::CheckpointWanted { space });
        }
    }
}
