//! Between the spaces and the relay: bytes in and out, and the boxes in which two devices meet.

use model::Now;
use sync::{
    Device, Entry, EntryId, Opened, Replica, SpaceId,
    device::{Brought, Event},
    link::{BoxMessage, Invite},
    parcel::Part,
};

use crypto::MemberSeed;

use super::Spaces;
use crate::app::Doing;

/// The boxes at the relay in which two devices meet before they share a space.
pub(in crate::app) struct Boxes<'a>(&'a mut Device);

impl<'a> Boxes<'a> {
    /// Those of a device that has no vault yet.
    pub(in crate::app) fn of(device: &'a mut Device) -> Self {
        Self(device)
    }

    /// Puts a message into an invite's box.
    pub(in crate::app) fn put(&mut self, invite: &Invite, message: BoxMessage) {
        self.0.put_box(invite.box_name(), message.slot, invite.kind.lifetime_ms(), message.message);
    }

    /// Puts everything into an invite's box that was put, because it may not have reached the relay, and watches it.
    pub(in crate::app) fn resume(&mut self, invite: &Invite, sent: &[BoxMessage]) {
        for message in sent {
            self.put(invite, message.clone());
        }
        self.0.watch_box(invite.box_name());
    }

    /// Looks again: a relay does not tell by itself that a box was closed.
    pub(in crate::app) fn look_again(&mut self, invite: &Invite) {
        self.0.watch_box_again(invite.box_name());
    }

    /// Lets go of an invite's box.
    pub(in crate::app) fn close(&mut self, invite: &Invite) {
        self.0.close_box(invite.box_name());
    }
}

/// The connection.
impl Spaces {
    pub(in crate::app) fn connected(&mut self, now: Now, audience: &str) {
        self.device.connected(now.unix_ms, audience);
    }

    pub(in crate::app) fn disconnected(&mut self) {
        self.device.disconnected();
    }

    /// Takes in a message of the relay.
    pub(in crate::app) fn take_message(&mut self, doing: &mut Doing<'_>, bytes: &[u8]) {
        self.device.handle_message(doing.now.unix_ms, bytes, &mut doing.random);
    }

    pub(in crate::app) fn tick(&mut self, now: Now) {
        self.device.handle_timeout(now.unix_ms);
    }

    /// When [`Self::tick`] is wanted next, in milliseconds since 1970.
    pub(in crate::app) fn next_wake_ms(&self) -> Option<u64> {
        self.device.poll_timeout()
    }

    /// Tries again what the relay refused.
    pub(in crate::app) fn retry(&mut self, doing: &mut Doing<'_>) {
        self.device.retry(&mut doing.random);
    }

    /// What the relay's messages have led to.
    pub(in crate::app) fn poll_event(&mut self) -> Option<Event> {
        self.device.poll_event()
    }

    /// What is to be sent.
    pub(in crate::app) fn poll_output(&mut self) -> Option<Vec<u8>> {
        self.device.poll_output()
    }

    /// Whether the relay has let this device in.
    pub(in crate::app) fn is_welcome(&self) -> bool {
        self.device.is_welcome()
    }

    /// Whether everything that the relay has is here, and the other way round. What waits until the person has decided is not under way.
    pub(in crate::app) fn is_caught_up(&self) -> bool {
        let is_undecided = self.is_undecided();
        self.device
            .spaces()
            .into_iter()
            .all(|space| self.device.is_caught_up(space) || (is_undecided && self.device.has_read_all(space)))
    }

    /// Every space that is exchanged.
    pub(in crate::app) fn replicas(&self) -> impl Iterator<Item = &Replica> {
        self.device.spaces().into_iter().filter_map(|space| self.device.replica(space))
    }

    /// Entries that the relay has not acknowledged.
    pub(in crate::app) fn waiting(&self) -> u32 {
        let waiting: usize = self.replicas().map(Replica::outbox_len).sum();
        u32::try_from(waiting).unwrap_or(u32::MAX)
    }

    pub(in crate::app) fn boxes(&mut self) -> Boxes<'_> {
        Boxes(&mut self.device)
    }
}

/// One space.
impl Spaces {
    /// Entries came, of which some are kept.
    pub(in crate::app) fn receive(
        &mut self,
        doing: &mut Doing<'_>,
        space: SpaceId,
        opened: &[Opened],
        kept: &[Entry],
    ) {
        for entry in kept {
            self.keep(doing, space, entry);
        }
        if let (Some(kept), Some(replica)) = (self.kept.get_mut(&space), self.device.replica(space)) {
            for opened in opened {
                kept.take(replica, opened, doing.now);
            }
        }
        self.strip_withdrawn(doing, space);
        self.changed.insert(space);
    }

    /// Something of a space is to be stored.
    pub(in crate::app) fn note_change(&mut self, space: SpaceId) {
        self.changed.insert(space);
    }

    /// Whether a relay that does not let this device into the vault may be given it.
    pub(in crate::app) fn let_vault_be_given(&mut self, may_be_given: bool) {
        self.device.let_found(self.vault, may_be_given);
    }

    /// Asks the relay to let a member into a space that this device does not keep yet.
    pub(in crate::app) fn enter(&mut self, space: SpaceId, seed: MemberSeed) {
        self.device.enter(space, seed);
    }

    pub(in crate::app) fn stop_entering(&mut self, space: SpaceId) {
        self.device.stop_entering(space);
    }

    /// Whether what is written into a space waits on this device.
    pub(in crate::app) fn hold(&mut self, doing: &mut Doing<'_>, space: SpaceId, held: bool) {
        self.device.hold(space, held, &mut doing.random);
    }

    /// Goes on in a space as another member of the same person.
    pub(in crate::app) fn change_member(&mut self, doing: &mut Doing<'_>, space: SpaceId, seed: MemberSeed) {
        self.device.change_member(space, seed, &mut doing.random);
        self.changed.insert(space);
    }

    /// Has the relay erase a whole space.
    pub(in crate::app) fn erase_space(&mut self, doing: &mut Doing<'_>, space: SpaceId) {
        self.device.erase_space(space, &mut doing.random);
    }

    pub(in crate::app) fn is_space_caught_up(&self, space: SpaceId) -> bool {
        self.device.is_caught_up(space)
    }

    /// Whether anything of a space may leave this device in a parcel.
    pub(in crate::app) fn may_carry(&self, space: SpaceId) -> bool {
        self.device.may_carry(space)
    }

    /// Entries of a space that the relay is still to erase.
    pub(in crate::app) fn erasing(&self, space: SpaceId) -> Vec<EntryId> {
        self.device.erasing(space)
    }

    /// Takes in what a parcel brings of one space.
    pub(in crate::app) fn carry(&mut self, doing: &mut Doing<'_>, part: &Part) -> Option<Brought> {
        self.device.carry(part, &mut doing.random)
    }
}
