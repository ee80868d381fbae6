//! What a relay's answers lead to.

use crypto::CryptoRng;

use super::{CheckpointTraffic, Device, Event, Pending, Stage, Subscription, branches::Looking};
use crate::{Refusal, RelayFrame, RequestId, SpaceId, frame::PROTOCOL_VERSION};

impl Device {
    pub(super) fn handle_frame(&mut self, frame: RelayFrame, random: &mut impl CryptoRng) {
        match frame {
            RelayFrame::Welcome { protocol, challenge, now_s } => {
                if protocol != PROTOCOL_VERSION {
                    self.events.push_back(Event::Refused { space: None, refusal: Refusal::Version });
                    return;
                }
                self.challenge = Some(challenge);
                self.events.extend(now_s.map(Event::Greeted));
                self.begin(random);
            }
            RelayFrame::Entries { space, after, entries, newest, trim } => {
                self.received(space, after, entries, (newest, trim), random);
            }
            RelayFrame::Lagging { space } => {
                if let Some(slot) = self.slots.get_mut(&space)
                    && slot.subscription == Subscription::Live
                {
                    slot.subscription = Subscription::None;
                }
                self.proceed(space, random);
            }
            RelayFrame::ControlChanged { space, number } => {
                let behind = self.replica(space).is_some_and(|replica| replica.control_number() < number);
                if behind {
                    self.fetch_control(space);
                }
            }
            RelayFrame::Erased { space, entry, preimage } => {
                if self.slots.contains_key(&space) {
                    self.events.push_back(Event::Erased { space, entry, preimage });
                }
            }
            RelayFrame::BoxMessage { name, slot, message } => {
                if self.boxes.contains_key(&name) {
                    self.events.push_back(Event::BoxMessage { name, slot, message });
                }
            }
            RelayFrame::Refused { request: None, refusal } => {
                self.events.push_back(Event::Refused { space: None, refusal });
            }
            RelayFrame::Pong => {}
            RelayFrame::Opened { request, .. }
            | RelayFrame::Done { request }
            | RelayFrame::Appended { request, .. }
            | RelayFrame::Page { request, .. }
            | RelayFrame::Controlled { request }
            | RelayFrame::ControlConflict { request, .. }
            | RelayFrame::ControlPage { request, .. }
            | RelayFrame::CheckpointPiece { request, .. }
            | RelayFrame::Located { request, .. }
            | RelayFrame::BoxWatched { request }
            | RelayFrame::Refused { request: Some(request), .. } => self.answered(request, frame, random),
        }
    }

    /// After the greeting: everything that waits is asked for.
    fn begin(&mut self, random: &mut impl CryptoRng) {
        for space in self.spaces() {
            self.proceed(space, random);
        }
        let entering: Vec<_> = self.entering.keys().copied().collect();
        for space in entering {
            self.ask_enter(space);
        }
        self.ask_locate();
        self.look_on();
        let boxes: Vec<_> = self.boxes.keys().copied().collect();
        for name in boxes {
            self.proceed_box(name);
        }
    }

    fn answered(&mut self, request: RequestId, frame: RelayFrame, random: &mut impl CryptoRng) {
        let Some(pending) = self.pending.remove(&request) else { return };
        if let RelayFrame::Refused { refusal, .. } = frame {
            self.refused(pending, refusal, random);
            return;
        }
        match (pending, frame) {
            (
                Pending::Open(space),
                RelayFrame::Opened { newest, control_number, control_head, checkpoint, trim, .. },
            ) => {
                self.opened(space, newest, (control_number, control_head), (checkpoint, trim), random);
            }
            (Pending::Create(space), RelayFrame::Done { .. }) => self.created(space, random),
            (Pending::Append(space, ids), RelayFrame::Appended { positions, .. }) => {
                self.appended(space, ids, &positions, random);
            }
            (Pending::FetchControl(space), RelayFrame::ControlPage { records, newest, .. }) => {
                let records = records.into_iter().map(Into::into).collect();
                self.control_came(space, records, newest, random);
            }
            (Pending::FetchBranch(space), RelayFrame::ControlPage { records, newest, .. }) => {
                let records: Vec<Vec<u8>> = records.into_iter().map(Into::into).collect();
                self.branch_came(space, &records, newest, random);
            }
            (Pending::Control(space, record), RelayFrame::Controlled { .. }) => {
                self.controlled(space, &record, random);
            }
            (Pending::Control(space, _), RelayFrame::ControlConflict { .. }) => {
                if let Some(slot) = self.slots.get_mut(&space) {
                    slot.controlling = false;
                    slot.control_stalled = true;
                }
                self.fetch_control(space);
            }
            (Pending::EraseSpace(space), RelayFrame::Done { .. }) => self.space_erased(space),
            (Pending::Erase(space, entry), RelayFrame::Done { .. }) => self.erase_done(space, entry, random),
            (Pending::PutCheckpoint(space, last), RelayFrame::Done { .. }) => self.piece_stored(space, last),
            (Pending::Verify(space, checkpoint), RelayFrame::Done { .. }) => self.heeded(space, checkpoint),
            (Pending::FetchCheckpoint(space), RelayFrame::CheckpointPiece { summary, piece, bytes, .. }) => {
                self.piece_came(space, summary, piece, &bytes, random)
            }
            (Pending::Locate, RelayFrame::Located { spaces, .. }) => self.located(spaces),
            (Pending::EnterOpen(space), RelayFrame::Opened { .. }) => self.fetch_entering_control(space),
            (Pending::EnterControl(space), RelayFrame::ControlPage { records, newest, .. }) => {
                self.entering_control(space, records.into_iter().map(Into::into).collect(), newest);
            }
            (Pending::PutBox(name, slot), RelayFrame::Done { .. }) => self.box_done(name, Some(slot)),
            (Pending::CloseBox(name), RelayFrame::Done { .. }) => self.box_done(name, None),
            (Pending::WatchBox(_), RelayFrame::BoxWatched { .. }) => {}
            _ => self.events.push_back(Event::Broken),
        }
    }

    fn refused(&mut self, pending: Pending, refusal: Refusal, random: &mut impl CryptoRng) {
        let space = match pending {
            Pending::Open(space) if refusal == Refusal::NoAccess => {
                self.no_access(space, random);
                return;
            }
            Pending::EnterOpen(space) | Pending::EnterControl(space) => {
                self.not_entered(space, Some(refusal));
                return;
            }
            Pending::PutBox(name, slot) => {
                self.box_refused(name, Some(slot), refusal);
                return;
            }
            Pending::WatchBox(name) | Pending::CloseBox(name) => {
                self.box_refused(name, None, refusal);
                return;
            }
            Pending::Erase(space, entry) if refusal == Refusal::BadErase => {
                self.erase_refused(space, entry, random);
                return;
            }
            Pending::Control(space, _) if refusal == Refusal::TooMany && self.is_bringing(space) => {
                self.pause_bringing(space);
                Some(space)
            }
            Pending::Control(space, _) if refusal == Refusal::NotOpen && self.is_bringing(space) => {
                self.stop(space, |slot| slot.controlling = false);
                self.bring_next(space, random);
                return;
            }
            Pending::FetchControl(space) | Pending::Control(space, _) | Pending::Append(space, _)
                if matches!(refusal, Refusal::NotOpen | Refusal::NoAccess) && self.may_reopen(space) =>
            {
                self.reopen(space, random);
                return;
            }
            Pending::Locate => None,
            Pending::Append(space, _) => {
                let is_full = matches!(refusal, Refusal::QuotaFull);
                let was_full = self.slots.get(&space).is_some_and(|slot| slot.full);
                self.stop(space, |slot| {
                    slot.appending = false;
                    slot.full |= is_full;
                });
                if is_full && !was_full {
                    // What must not wait may still find room.
                    self.events.push_back(Event::Refused { space: Some(space), refusal });
                    self.proceed(space, random);
                    return;
                }
                Some(space)
            }
            Pending::Control(space, _) => {
                self.stop(space, |slot| slot.controlling = false);
                Some(space)
            }
            Pending::FetchBranch(space) => {
                self.stop(space, |slot| slot.looking = Looking::Seen);
                Some(space)
            }
            Pending::FetchControl(space) => {
                self.stop(space, |slot| slot.fetching_control = false);
                Some(space)
            }
            Pending::FetchCheckpoint(space) if refusal == Refusal::NoCheckpoint => {
                self.checkpoint_is_gone(space, random);
                return;
            }
            Pending::Verify(space, checkpoint)
                if matches!(refusal, Refusal::NoAccess | Refusal::NoCheckpoint) =>
            {
                self.came_to_nothing(space, checkpoint);
                return;
            }
            Pending::PutCheckpoint(space, _) => {
                self.stop(space, |slot| {
                    slot.checkpoint = CheckpointTraffic::None;
                    slot.replica.refuse_checkpoints(true);
                });
                Some(space)
            }
            Pending::FetchCheckpoint(space) => {
                self.stop(space, |slot| slot.checkpoint = CheckpointTraffic::None);
                Some(space)
            }
            Pending::Verify(space, checkpoint) => {
                self.stop(space, |slot| slot.postponed = Some(checkpoint));
                Some(space)
            }
            Pending::Open(space) | Pending::Create(space) => {
                self.stop(space, |slot| slot.stage = Stage::Closed);
                Some(space)
            }
            Pending::EraseSpace(space) => {
                self.stop(space, |slot| slot.erase_whole = Some(false));
                Some(space)
            }
            Pending::Subscribe(space) => {
                self.stop(space, |slot| slot.subscription = Subscription::None);
                Some(space)
            }
            Pending::Erase(space, entry) => {
                self.stop(space, |slot| {
                    for known in &mut slot.erasing {
                        known.asked &= known.entry != entry;
                    }
                });
                Some(space)
            }
        };
        self.events.push_back(Event::Refused { space, refusal });
    }

    pub(super) fn may_reopen(&self, space: SpaceId) -> bool {
        self.slots.get(&space).is_some_and(|slot| !slot.reopened)
    }

    /// The relay took this connection's access to a space away: whether this device still belongs shows when it opens it again.
    pub(super) fn reopen(&mut self, space: SpaceId, random: &mut impl CryptoRng) {
        self.pending.retain(|_, pending| pending.space() != Some(space));
        self.stop(space, |slot| {
            slot.reset();
            slot.reopened = true;
        });
        self.proceed(space, random);
    }

    fn stop(&mut self, space: SpaceId, change: impl FnOnce(&mut super::Slot)) {
        if let Some(slot) = self.slots.get_mut(&space) {
            change(slot);
        }
    }

    /// Tries again what a relay refused a while ago.
    pub fn retry(&mut self, random: &mut impl CryptoRng) {
        if self.is_welcome() {
            for slot in self.slots.values_mut() {
                slot.full = false;
                if slot.stage == Stage::Denied {
                    slot.stage = Stage::Closed;
                }
            }
            let paused: Vec<SpaceId> =
                self.spaces().into_iter().filter(|space| self.unpause(*space)).collect();
            for space in paused {
                self.bring_next(space, random);
            }
            self.begin(random);
        }
    }

    fn unpause(&mut self, space: SpaceId) -> bool {
        self.slots.get_mut(&space).is_some_and(|slot| core::mem::take(&mut slot.bringing_paused))
    }
}
