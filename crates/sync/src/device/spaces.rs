//! What happens to one space: opening, receiving, control, erasing, checkpoints, entering.

use crypto::{CryptoRng, Hash};

use super::{Device, Event, Stage, Subscription};
use crate::{
    EntryId, Position, SpaceId, StoredEntry, Trouble,
    frame::{CheckpointSummary, Trim},
};

impl Device {
    pub(super) fn opened(
        &mut self,
        space: SpaceId,
        newest: Position,
        control: (u64, Hash),
        (checkpoint, trim): (Option<CheckpointSummary>, Option<Trim>),
        random: &mut impl CryptoRng,
    ) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        slot.stage = Stage::Open;
        slot.newest = newest;
        slot.remote_checkpoint = checkpoint;
        slot.trim = trim;
        let forgot = slot.replica.is_ahead_of(newest);
        if forgot {
            slot.replica.note(Trouble::Forgot);
        }
        if forgot || (slot.refetch.is_none() && slot.replica.is_behind()) {
            self.refetch(space);
        }
        let Some(slot) = self.slots.get_mut(&space) else { return };
        let known = slot.replica.control_number();
        if control.0 > known {
            self.fetch_control(space);
            return;
        }
        if !slot.replica.has_control(control.0, control.1) {
            slot.replica.note(Trouble::Forked);
            self.events.push_back(Event::Changed { space });
            self.look_at_branch(space);
        } else if control.0 < known {
            if !slot.tried_creating {
                slot.replica.note(Trouble::Forgot);
                self.events.push_back(Event::Changed { space });
            }
            self.bring_control(space, control.0);
            return;
        }
        self.start_from_checkpoint(space);
        self.proceed(space, random);
    }

    pub(super) fn created(&mut self, space: SpaceId, random: &mut impl CryptoRng) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        slot.replica.set_on_relay(true);
        slot.stage = Stage::Closed;
        self.events.push_back(Event::Changed { space });
        self.proceed(space, random);
    }

    /// The relay does not know the space or does not know this device in it. A relay that never had the space is given it;
    /// one that has it says no a second time.
    pub(super) fn no_access(&mut self, space: SpaceId, random: &mut impl CryptoRng) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        if slot.erase_whole.is_some() {
            self.space_erased(space);
        } else if slot.replica.is_on_relay() && !slot.tried_creating && slot.may_found {
            slot.tried_creating = true;
            slot.replica.set_on_relay(false);
            slot.stage = Stage::Closed;
            self.refetch(space);
            self.proceed(space, random);
        } else if slot.may_found
            && slot.bringing.is_none()
            && slot.replica.is_member()
            && slot.replica.control_number() > 1
        {
            // Only a founder is let in by the first record alone.
            slot.bringing = Some(1);
            slot.stage = Stage::Creating;
            self.bring_next(space, random);
        } else {
            slot.bringing = Some(u64::MAX);
            slot.stage = Stage::Denied;
            slot.replica.set_on_relay(true);
            slot.replica.finish_rewind();
            slot.refetch = None;
            self.events.push_back(Event::Denied { space });
        }
    }

    /// Offers the next record of the chain to a relay that has not let this device in. Whatever becomes of it, the one after
    /// follows; then the space is opened once more.
    pub(super) fn bring_next(&mut self, space: SpaceId, random: &mut impl CryptoRng) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        let held = slot.bringing.unwrap_or(u64::MAX);
        if held < slot.replica.control_number() {
            slot.bringing = Some(held.saturating_add(1));
            self.bring_control(space, held);
        } else {
            slot.stage = Stage::Closed;
            slot.replica.set_on_relay(true);
            self.proceed(space, random);
        }
    }

    /// The relay has taken as many records as it takes at once. The rest is offered when it is asked again.
    pub(super) fn pause_bringing(&mut self, space: SpaceId) {
        if let Some(slot) = self.slots.get_mut(&space) {
            slot.controlling = false;
            slot.bringing = slot.bringing.map(|next| next.saturating_sub(1));
            slot.bringing_paused = true;
        }
    }

    /// Whether a chain is being offered to a relay that has not let this device in.
    pub(super) fn is_bringing(&self, space: SpaceId) -> bool {
        self.slots.get(&space).is_some_and(|slot| slot.bringing.is_some() && slot.stage == Stage::Creating)
    }

    /// Brings the control chain to a relay that has only its beginning.
    pub(super) fn bring_control(&mut self, space: SpaceId, held: u64) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        let index = usize::try_from(held).unwrap_or(usize::MAX);
        let Some(record) = slot.replica.records().get(index).cloned() else { return };
        slot.controlling = true;
        let kept = record.clone();
        self.request(super::Pending::Control(space, kept), |request| crate::ClientFrame::Control {
            request,
            space,
            record,
        });
    }

    pub(super) fn received(
        &mut self,
        space: SpaceId,
        after: Position,
        entries: Vec<StoredEntry>,
        (newest, trim): (Position, Option<Trim>),
        random: &mut impl CryptoRng,
    ) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        match slot.subscription {
            Subscription::None => return,
            Subscription::Asked(_, asked) if after != asked => return,
            Subscription::Asked(request, _) => {
                slot.subscription = Subscription::Live;
                self.pending.remove(&request);
            }
            Subscription::Live if after > slot.replica.cursor() => {
                slot.subscription = Subscription::None;
                self.proceed(space, random);
                return;
            }
            Subscription::Live => {}
        }
        slot.newest = newest;
        if let Some(trim) = trim {
            self.log_is_trimmed(space, after, trim, random);
            return;
        }
        // A page may have been read before the relay acknowledged this device's newest entries, so only the cursor counts.
        if newest < slot.replica.cursor() {
            self.forgot(space, random);
            return;
        }
        let before = slot.replica.cursor();
        let received = slot.replica.receive(entries);
        if let Some(refetch) = &mut slot.refetch {
            // Only what opens was shown: under the same name there may be something else.
            refetch.shown.extend(received.known.iter().copied());
            refetch.shown.extend(received.opened.iter().map(|opened| opened.id));
        }
        let expects_control = received.needs_control || slot.replica.expects_control();
        slot.at_newest = slot.replica.cursor() >= newest;
        let moved = slot.replica.cursor() != before;
        if !received.opened.is_empty() || !received.kept.is_empty() {
            let (opened, kept) = (received.opened, received.kept);
            self.events.push_back(Event::Received { space, opened, kept });
        }
        if !received.shown.is_empty() {
            self.events.push_back(Event::Acknowledged { space, entries: received.shown });
        }
        if moved {
            self.events.push_back(Event::Changed { space });
        }
        let Some(slot) = self.slots.get_mut(&space) else { return };
        if received.gap || received.needs_control || received.set_back {
            slot.subscription = Subscription::None;
        }
        if received.set_back {
            let crate::replica::Rewritten { gone, opened, kept } = slot.replica.begin_new_chain(random);
            self.events.push_back(Event::Rewritten { space, gone });
            self.events.push_back(Event::Received { space, opened, kept });
            self.events.push_back(Event::Changed { space });
        }
        if received.foreign {
            self.look_at_branch(space);
        }
        if received.forgot {
            self.forgot(space, random);
        } else if expects_control {
            // Whether something is withheld is judged once the relay was asked for its control records.
            self.fetch_control(space);
        } else {
            self.reached_newest(space, random);
            self.proceed(space, random);
        }
    }

    /// The relay lost what it had shown or acknowledged.
    fn forgot(&mut self, space: SpaceId, random: &mut impl CryptoRng) {
        if let Some(slot) = self.slots.get_mut(&space) {
            slot.replica.note(Trouble::Forgot);
        }
        self.refetch(space);
        self.proceed(space, random);
    }

    pub(super) fn reached_newest(&mut self, space: SpaceId, random: &mut impl CryptoRng) {
        let Some(slot) = self.slots.get_mut(&space).filter(|slot| slot.at_newest) else { return };
        if slot.refetch.is_none() && slot.replica.is_contested() {
            // Which history of a chain counts shows only once everything was read.
            self.refetch(space);
            return;
        }
        let first = !slot.caught_up;
        slot.caught_up = true;
        if slot.replica.caught_up() {
            self.events.push_back(Event::Changed { space });
        }
        let Some(slot) = self.slots.get_mut(&space) else { return };
        if slot.refetch.is_some() {
            self.events.push_back(Event::WantsLog { space });
        } else if first || slot.replica.outbox_len() == 0 {
            self.events.push_back(Event::CaughtUp { space });
        }
        self.verify_and_proceed(space, random);
    }

    pub(super) fn appended(
        &mut self,
        space: SpaceId,
        ids: Vec<EntryId>,
        positions: &[Position],
        random: &mut impl CryptoRng,
    ) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        slot.appending = false;
        slot.replica.acknowledge_at(&ids, positions);
        slot.replica.has_handed_in();
        let finished = slot.replica.outbox_len() == 0 && slot.caught_up;
        self.events.push_back(Event::Acknowledged { space, entries: ids });
        if finished {
            self.events.push_back(Event::CaughtUp { space });
            self.recheck_checkpoint(space);
        }
        self.proceed(space, random);
    }

    /// The relay does not accept the proof. An entry of a former member wants that one's; when none is left, it counts as erased.
    pub(super) fn erase_refused(&mut self, space: SpaceId, entry: EntryId, random: &mut impl CryptoRng) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        let proofs = slot.replica.erase_preimages(entry).count();
        let Some(erasing) = slot.erasing.iter_mut().find(|known| known.entry == entry) else { return };
        erasing.refused += 1;
        erasing.asked = false;
        if erasing.refused < proofs {
            self.proceed(space, random);
        } else {
            self.erase_done(space, entry, random);
        }
    }

    pub(super) fn erase_done(&mut self, space: SpaceId, entry: EntryId, random: &mut impl CryptoRng) {
        if let Some(slot) = self.slots.get_mut(&space) {
            slot.erasing.retain(|known| known.entry != entry);
            self.events.push_back(Event::Changed { space });
        }
        self.proceed(space, random);
    }
}
