//! Parcels of the spaces that this device has.

use crypto::CryptoRng;

use super::{Device, Event};
use crate::{SpaceId, parcel::Part, replica::Intent};

/// What a part of a parcel has brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Brought {
    /// Entries that are new here.
    pub new: usize,
    /// Entries that were here already.
    pub known: usize,
    /// Entries, or changes of who belongs, that could not be read.
    pub unreadable: usize,
    /// Entries that are new here and of a device that was removed, or of recovery words that are void: they were left out.
    pub former: usize,
    /// Whether something begins after what is here: a parcel of everything helps.
    pub missing: bool,
}

impl Device {
    /// Whether what waits in a space may leave this device in a parcel. While somebody is to be taken out who still has the key,
    /// it is held back from the relay, and from a parcel just so.
    pub fn may_carry(&self, space: SpaceId) -> bool {
        self.slots.get(&space).is_some_and(|slot| {
            let is_held = slot.held || (slot.content_held && slot.replica.has_been_shared());
            slot.replica.is_open() && !is_held && !slot.replica.intent().is_some_and(Intent::takes_out)
        })
    }

    /// Takes in what a parcel holds of a space; what is new follows as events. `None` if this device does not have the space, or
    /// it has ended.
    pub fn carry(&mut self, part: &Part, random: &mut impl CryptoRng) -> Option<Brought> {
        let space = part.space;
        let slot = self.slots.get_mut(&space).filter(|slot| slot.replica.is_open())?;
        let records = slot.replica.follow_carried(&part.records);
        let resealed = if records.new > 0 { slot.replica.reseal_outbox(random) } else { Vec::new() };
        let mut carried = slot.replica.receive_carried(&part.entries);
        let mut rewritten = None;
        if carried.set_back {
            rewritten = Some(slot.replica.begin_new_chain(random));
            carried = slot.replica.receive_carried(&part.entries);
        }
        let brought = Brought {
            new: carried.opened.len(),
            known: carried.known,
            unreadable: carried.unreadable + usize::from(records.unreadable),
            former: carried.former,
            missing: records.missing || carried.missing > 0,
        };
        if !resealed.is_empty() {
            self.events.push_back(Event::Received { space, opened: Vec::new(), kept: resealed });
        }
        if let Some(crate::replica::Rewritten { gone, opened, kept }) = rewritten {
            self.events.push_back(Event::Rewritten { space, gone });
            self.events.push_back(Event::Received { space, opened, kept });
        }
        self.events.push_back(Event::Received { space, opened: carried.opened, kept: carried.kept });
        let erased = carried.erased.into_iter();
        self.events.extend(erased.map(|(entry, preimage)| Event::Erased { space, entry, preimage }));
        self.events.push_back(Event::Changed { space });
        self.proceed(space, random);
        Some(brought)
    }
}
