//! Control records that the relay shows, and those that it takes.

use crypto::CryptoRng;

use super::{Device, Event};
use crate::{Entry, SpaceId, Trouble, control::ControlError};

impl Device {
    pub(super) fn control_came(
        &mut self,
        space: SpaceId,
        records: Vec<Vec<u8>>,
        newest: u64,
        random: &mut impl CryptoRng,
    ) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        slot.fetching_control = false;
        let before = slot.replica.control_number();
        let was_there = slot.caught_up;
        let mut contradicts = slot.control_stalled && records.is_empty();
        for record in &records {
            if slot.replica.leaves_record_waiting(record) {
                break;
            }
            let trouble = match slot.replica.follow(record) {
                Ok(_) => continue,
                Err(ControlError::OutOfPlace) => Trouble::Forked,
                Err(_) => Trouble::Altered,
            };
            slot.replica.note(trouble);
            contradicts |= trouble == Trouble::Forked;
            break;
        }
        if was_there {
            slot.replica.was_there_since(before);
        } else {
            slot.replica.was_away_since(before);
        }
        let now = slot.replica.control_number();
        let resealed = if now > before { slot.replica.reseal_outbox(random) } else { Vec::new() };
        if now > before {
            slot.control_stalled = false;
        } else if newest > now {
            // The relay speaks of records and does not show them, or not such as can follow.
            slot.control_stalled = true;
            if !slot.replica.more_waits() {
                slot.replica.note(Trouble::Withheld);
            }
        }
        self.resealed(space, resealed);
        self.events.push_back(Event::Changed { space });
        if contradicts {
            self.look_at_branch(space);
        }
        if now > before && now < newest {
            self.fetch_control(space);
            return;
        }
        self.reached_newest(space, random);
        self.proceed(space, random);
    }

    /// What waits was sealed anew, and is to be stored so.
    fn resealed(&mut self, space: SpaceId, kept: Vec<Entry>) {
        if !kept.is_empty() {
            self.events.push_back(Event::Received { space, opened: Vec::new(), kept });
        }
    }

    pub(super) fn controlled(&mut self, space: SpaceId, record: &[u8], random: &mut impl CryptoRng) {
        let is_bringing = self.is_bringing(space);
        let Some(slot) = self.slots.get_mut(&space) else { return };
        slot.controlling = false;
        if is_bringing {
            self.bring_next(space, random);
            return;
        }
        let renews = matches!(slot.replica.intent(), Some(crate::replica::Intent::Renew));
        let news = slot.replica.follow(record).unwrap_or(false);
        let resealed = if news { slot.replica.reseal_outbox(random) } else { Vec::new() };
        // Any other change shows by the members, also where something else was wanted meanwhile.
        if news && renews {
            slot.replica.intend(None);
        }
        self.resealed(space, resealed);
        self.events.push_back(Event::Changed { space });
        if !news {
            let held =
                crate::ControlRecord::from_bytes(record).map(|record| record.number).unwrap_or_default();
            if held < self.replica(space).map_or(0, crate::Replica::control_number) {
                self.bring_control(space, held);
                return;
            }
        }
        self.verify_and_proceed(space, random);
    }
}
