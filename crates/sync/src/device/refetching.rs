//! Fetching everything again: to find out what the relay lacks, what it left out, and which of two histories of a chain counts.

use std::collections::BTreeSet;

use crypto::CryptoRng;

use super::{Device, Event, Refetch, Subscription};
use crate::{Entry, EntryId, SpaceId};

impl Device {
    /// Fetches everything again and then hands in what the relay lacks.
    pub(super) fn refetch(&mut self, space: SpaceId) {
        if let Some(slot) = self.slots.get_mut(&space) {
            slot.replica.rewind();
            slot.refetch = Some(Refetch::default());
            slot.subscription = Subscription::None;
            slot.at_newest = false;
            self.events.push_back(Event::Changed { space });
        }
    }

    /// Hands in the whole log after [`Event::WantsLog`]: what the relay has not shown is brought to it, whoever wrote it.
    pub fn offer(&mut self, space: SpaceId, log: Vec<Entry>, random: &mut impl CryptoRng) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        if slot.refetch.is_some() && slot.replica.settle_chains(&log) {
            self.refetch(space);
            self.proceed(space, random);
            return;
        }
        let Some(refetch) = slot.refetch.take() else { return };
        let waiting: BTreeSet<EntryId> = slot.replica.outbox().map(|entry| entry.id).collect();
        let missing: Vec<_> = log
            .into_iter()
            .filter(|entry| !refetch.shown.contains(&entry.id) && !waiting.contains(&entry.id))
            .filter(|entry| !slot.replica.is_in(entry, &refetch.covered))
            .collect();
        slot.replica.hand_in_again(missing);
        slot.replica.finish_rewind();
        self.events.push_back(Event::Changed { space });
        self.proceed(space, random);
    }
}
