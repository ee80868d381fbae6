//! What is written and waits on this device although the relay is there: until somebody is out who has the key, until this device
//! itself goes on as another member, or until its person has decided.

use crypto::CryptoRng;

use super::{Device, Slot};
use crate::{SpaceId, replica::Intent};

impl Device {
    /// Keeps back what was written in a space, or lets it go: while somebody is to be taken out who still has its key.
    pub fn hold(&mut self, space: SpaceId, held: bool, random: &mut impl CryptoRng) {
        if let Some(slot) = self.slots.get_mut(&space)
            && slot.held != held
        {
            slot.held = held;
            self.proceed(space, random);
        }
    }

    /// Keeps back what was written in a space, all but what must not wait, or lets it go: while this device itself goes on as another
    /// member there, or while its person has not said which of two histories of the vault is right.
    pub fn hold_content(&mut self, space: SpaceId, held: bool, random: &mut impl CryptoRng) {
        if let Some(slot) = self.slots.get_mut(&space)
            && slot.content_held != held
        {
            slot.content_held = held;
            self.proceed(space, random);
        }
    }

    /// Whether a space is fully exchanged on this connection.
    pub fn is_caught_up(&self, space: SpaceId) -> bool {
        self.slots.get(&space).is_some_and(|slot| slot.caught_up && slot.replica.outbox_len() == 0)
    }

    /// Whether the log that the relay shows of a space was read to its end on this connection.
    pub fn has_read_all(&self, space: SpaceId) -> bool {
        self.slots.get(&space).is_some_and(|slot| slot.caught_up)
    }

    /// Whether something of a space still waits that goes before everything else, and the relay takes it.
    pub fn hands_in_urgent(&self, space: SpaceId) -> bool {
        self.slots.get(&space).is_some_and(|slot| slot.appending || (!slot.full && slot.replica.has_urgent()))
    }
}

impl Slot {
    /// Whether only what must not wait is handed in.
    pub(super) fn is_urgent_only(&self) -> bool {
        self.full || self.content_held
    }

    /// Whether a new epoch comes before this person's party leaves: there is something to hand in first, and this device was handed a
    /// wrong key to seal it with. So nobody who hands out such keys keeps anybody from leaving.
    pub(super) fn renews_before_leaving(&self) -> bool {
        matches!(self.replica.intent(), Some(Intent::Leave))
            && self.replica.outbox_len() > 0
            && !self.is_urgent_only()
            && self.replica.wants_renewal()
    }

    /// Whether a member may be let in now: whoever comes is handed a new key, and what was written before goes first.
    pub(super) fn may_let_in(&self) -> bool {
        let waits_for_nothing = self.replica.outbox_len() == 0 && self.erasing.is_empty();
        // Where content waits for exactly this, only what must not wait goes first.
        waits_for_nothing || (self.content_held && (self.full || !self.replica.has_urgent()))
    }
}
