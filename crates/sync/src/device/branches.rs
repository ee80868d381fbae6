//! The relay shows another history of who belongs to a space: where both part is found, and what comes of it.

use crypto::CryptoRng;

use super::{Device, Event, Pending};
use crate::{
    ClientFrame, ControlRecord, Entry, SpaceId,
    replica::{BRANCH_RECORDS_MAX, Checkpoint, GoneOver, Met, Rewritten},
};

/// How far the relay's records are gone back through on one connection.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Looking {
    /// Nothing contradicts what is known.
    #[default]
    No,
    /// Records after a number were asked for. Nothing is handed in meanwhile.
    After {
        /// Which number.
        after: u64,
        /// How far it is before the newest known one.
        back: u64,
        /// What has come of them.
        found: Vec<ControlRecord>,
    },
    /// They were seen.
    Seen,
}

impl Device {
    /// The relay has other records than this device: they are looked at, once on a connection.
    pub(super) fn look_at_branch(&mut self, space: SpaceId) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        if slot.looking == Looking::No {
            self.look_back(space, 1);
        }
    }

    fn look_back(&mut self, space: SpaceId, back: u64) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        let after = slot.replica.control_number().saturating_sub(back);
        slot.looking = Looking::After { after, back, found: Vec::new() };
        self.fetch_branch(space, after);
    }

    fn fetch_branch(&mut self, space: SpaceId, after: u64) {
        self.request(Pending::FetchBranch(space), |request| ClientFrame::FetchControl {
            request,
            space,
            after,
        });
    }

    pub(super) fn branch_came(
        &mut self,
        space: SpaceId,
        records: &[Vec<u8>],
        newest: u64,
        random: &mut impl CryptoRng,
    ) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        let Looking::After { after, back, mut found } = core::mem::take(&mut slot.looking) else { return };
        let records: Result<Vec<_>, _> =
            records.iter().map(|record| ControlRecord::from_bytes(record)).collect();
        let asked = found.last().map_or(after, |record| record.number);
        found.extend(records.unwrap_or_default());
        // A relay may show the same over and over.
        let last = found.last().map_or(after, |record| record.number);
        let goes_on = last > asked;
        let known = found.iter().take_while(|one| slot.replica.has_control(one.number, one.hash())).count();
        // Where a page ends within what both have, or within the other branch, the next one follows.
        if goes_on
            && last < newest
            && found.len() < known.saturating_add(BRANCH_RECORDS_MAX)
            && (known > 0 || slot.replica.follows(after, &found))
        {
            found.drain(..known);
            slot.looking = Looking::After { after: after.saturating_add(known as u64), back, found };
            self.fetch_branch(space, last);
            return;
        }
        let met = slot.replica.meet(after, found);
        // Not by how far the pages have come since: a relay may go on from what both have with what does not follow, or not at all.
        let from = slot.replica.control_number().saturating_sub(back);
        if met == Met::FurtherBack && from > 1 {
            self.look_back(space, back.saturating_mul(2));
            return;
        }
        slot.looking = Looking::Seen;
        if met == Met::Same && newest <= slot.replica.control_number() {
            // What was refused was refused because somebody else was quicker.
            slot.control_stalled = false;
        }
        self.events.push_back(Event::Changed { space });
        self.proceed(space, random);
    }

    /// The person says that this device's history of a space is right, and the other one is not.
    pub fn keep_branch(&mut self, space: SpaceId, random: &mut impl CryptoRng) {
        if let Some(slot) = self.slots.get_mut(&space) {
            slot.replica.keep_branch();
            self.events.push_back(Event::Changed { space });
            self.proceed(space, random);
        }
    }

    /// The person says that the other history of a space is right: this device goes over to it, with `log`, everything that it has of
    /// the space's log on top of `base`. What it wrote is written anew, and the relay's log is fetched again. Nothing if it cannot.
    pub fn go_over(
        &mut self,
        space: SpaceId,
        log: &[Entry],
        base: Option<&Checkpoint>,
        keeps: impl Fn(&[u8]) -> bool,
        random: &mut impl CryptoRng,
    ) -> Option<GoneOver> {
        let welcome = self.is_welcome();
        let slot = self.slots.get_mut(&space)?;
        let over = slot.replica.go_over(log, base, keeps, random)?;
        slot.reset();
        slot.refetch = Some(super::Refetch::default());
        self.pending.retain(|_, pending| pending.space() != Some(space));
        if welcome {
            self.send(&ClientFrame::Close { space });
        }
        let Rewritten { opened, kept, .. } = over.rewritten.clone();
        self.events.push_back(Event::Received { space, opened, kept });
        self.events.push_back(Event::Changed { space });
        self.proceed(space, random);
        Some(over)
    }
}
