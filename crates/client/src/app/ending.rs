//! A link that has ended, finished at the relay by whichever of the person's devices comes to it.
//!
//! ```text
//! ended, says the vault ─► what waits here is not sent ─► everything shared is withdrawn, if that is wanted ─► left
//! ```
//! The device that ended it may never meet the relay again: the others do all of it themselves.

use model::LinkId;
use sync::{SpaceId, replica::Intent};

use super::{Doing, open::Open};

impl Open {
    /// Whether the vault says that a link is over, of which this device has not yet begun to tell the relay.
    pub(super) fn awaits_end(&self, space: SpaceId) -> bool {
        let has_ended = self.vault().links.get(&LinkId(space.0)).is_some_and(|link| link.ended.is_some());
        has_ended
            && !self.settings.is_erasing()
            && self.device.replica(space).is_some_and(|replica| {
                replica.is_open()
                    && replica.has_been_shared()
                    && !matches!(replica.intent(), Some(Intent::Leave))
            })
    }

    /// Does whatever is next for links that have ended.
    pub(super) fn end_links(&mut self, doing: &mut Doing<'_>) {
        let spaces: Vec<SpaceId> = self.spaces.keys().copied().collect();
        let ended: Vec<SpaceId> = spaces.into_iter().filter(|space| self.awaits_end(*space)).collect();
        for space in ended {
            self.leave_ended(doing, space);
        }
    }

    fn leave_ended(&mut self, doing: &mut Doing<'_>, space: SpaceId) {
        let unsent = self.device.replica_mut(space).map(|replica| replica.discard_unsent(&mut doing.random));
        self.forget_entries(doing.writes, space, &unsent.unwrap_or_default());
        self.device.hold(space, true, &mut doing.random);
        self.changed.insert(space);
        let link = self.vault().links.get(&LinkId(space.0));
        if link.is_some_and(|link| link.withdraws == Some(true)) {
            // Another device may have shared something of which this one has not heard.
            if !self.device.is_caught_up(space) {
                return;
            }
            let granted = self.granted(space, |_| true);
            let withdrawn = self.withdraw_grants(doing, space, granted);
            debug_assert!(withdrawn.is_ok(), "a space that is open takes what is short");
        }
        self.intend(&mut doing.random, space, Intent::Leave);
    }
}
