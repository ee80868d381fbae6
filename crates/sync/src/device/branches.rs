//! The relay shows another history of who belongs to a space: where both part is found, and what comes of it.

use crypto::CryptoRng;

use super::{Device, Event, Pending};
use crate::{
    ClientFrame, ControlRecord, Entry, SpaceId,
    replica::{Checkpoint, GoneOver, Met, Rewritten},
};

/// How far the relay's records are gone back through on one connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Looking {
    /// Nothing contradicts what is known.
    #[default]
    No,
    /// Records after this number were asked for, so many before the newest known one. Nothing is handed in meanwhile.
    After(u64, u64),
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
        slot.looking = Looking::After(after, back);
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
        let Looking::After(after, back) = slot.looking else { return };
        let records = records.iter().map(|record| ControlRecord::from_bytes(record));
        let records: Result<Vec<_>, _> = records.collect();
        let met = records.map_or(Met::Nothing, |records| slot.replica.meet(after, records));
        if met == Met::FurtherBack {
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
        random: &mut impl CryptoRng,
    ) -> Option<GoneOver> {
        let welcome = self.is_welcome();
        let slot = self.slots.get_mut(&space)?;
        let over = slot.replica.go_over(log, base, random)?;
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
