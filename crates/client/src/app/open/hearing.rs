//! What the relay tells, passed on to whose business it is.

use sync::{
    SpaceId,
    device::{BoxFailure, Event},
    frame::BoxId,
    link::BoxMessage,
};

use super::{Open, devices, is_removed, links};
use crate::{
    app::{Doing, Effect},
    view::Notice,
};

impl Open {
    /// Takes in whatever the relay, or a parcel, has led to.
    pub(super) fn hear(&mut self, doing: &mut Doing<'_>, effects: &mut Vec<Effect>) {
        while let Some(event) = self.spaces.poll_event() {
            self.heard(doing, effects, event);
        }
    }

    fn heard(&mut self, doing: &mut Doing<'_>, effects: &mut Vec<Effect>, event: Event) {
        match event {
            Event::Greeted(relay_s) => self.line.greeted(relay_s, doing.now),
            Event::Received { space, opened, kept } => self.spaces.receive(doing, space, &opened, &kept),
            Event::Acknowledged { space, .. } => {
                self.line.remove_notice(&Notice::RelayFull);
                self.spaces.note_change(space);
            }
            Event::CaughtUp { space } => self.caught_up(doing, space),
            Event::Changed { space } => {
                self.spaces.note_change(space);
                if space != self.spaces.vault_space() {
                    self.links.look_at_members(&mut self.spaces, doing, space);
                }
            }
            Event::Rewritten { space, gone } => self.spaces.forget_entries(doing, space, &gone),
            Event::WantsLog { space } => self.spaces.want_log(doing, space),
            Event::Erased { space, entry, preimage } => self.spaces.erased(doing, space, entry, preimage),
            Event::Denied { space } => self.denied(doing, space),
            Event::SpaceErased { space } => self.space_erased(doing, space),
            Event::NotEntered { space, .. } => self.not_entered(doing, space),
            Event::Refused { refusal, .. } => self.line.refused(refusal, doing.now),
            Event::Entered { records } => self.links.entered(&mut self.spaces, doing, &records),
            Event::Checkpoint { space, checkpoint } => self.spaces.start_from(doing, space, checkpoint),
            Event::Base { space, checkpoint } => self.spaces.base_came(doing, space, checkpoint),
            Event::CheckpointWanted { space } => self.spaces.hand_in_checkpoint(doing, space, true),
            Event::ToVerify { space, checkpoint } => self.spaces.compare(doing, space, checkpoint),
            Event::BoxMessage { name, slot, message } => {
                self.box_message(doing, name, &BoxMessage { slot, message });
            }
            Event::BoxFailed { name, failure } => self.box_failed(doing, name, failure),
            Event::Broken => {
                self.line.lost(&mut self.spaces, doing);
                effects.push(Effect::Disconnect);
            }
            _ => {}
        }
        for space in self.links.take_made() {
            self.noticed.begin_link(space);
        }
    }

    fn caught_up(&mut self, doing: &mut Doing<'_>, space: SpaceId) {
        self.line.remove_notice(&Notice::RelayWithholds);
        self.spaces.note_change(space);
        if space == self.spaces.vault_space() {
            self.devices.set_removed(&mut self.spaces, &mut self.here, doing, false);
            devices::say_that_i_am_here(&mut self.spaces, &mut self.here, doing);
        }
        self.notice_caught_up(space);
        self.spaces.hand_in_checkpoint(doing, space, false);
    }

    fn box_message(&mut self, doing: &mut Doing<'_>, name: BoxId, message: &BoxMessage) {
        if !self.links.box_message(&mut self.spaces, doing, name, message) {
            self.devices.box_message(&mut self.spaces, doing, name, message);
        }
    }

    fn box_failed(&mut self, doing: &mut Doing<'_>, name: BoxId, failure: BoxFailure) {
        if !self.links.box_failed(&mut self.spaces, doing, name, failure) {
            self.devices.box_failed(&mut self.spaces, doing, name, failure);
        }
    }

    /// The relay does not let a kept link be entered with the seed that was tried.
    fn not_entered(&mut self, doing: &Doing<'_>, space: SpaceId) {
        if self.links.try_next_seed(&mut self.spaces, space) {
            self.line.retry_later(doing.now);
        }
    }

    /// The relay says that this device does not belong to a space, and knows the space.
    fn denied(&mut self, doing: &mut Doing<'_>, space: SpaceId) {
        if space == self.spaces.vault_space() {
            self.devices.set_removed(&mut self.spaces, &mut self.here, doing, true);
            self.line.remove_notice(&Notice::RelayWithholds);
        } else if !is_removed(&self.spaces, &self.here) {
            if self.links.try_successor(&mut self.spaces, doing, space) {
                return;
            }
            if self.spaces.has_link_ended(space) {
                // Another device of this person has done what was left to do.
                self.spaces.drop_space(doing, space);
                return self.line.remove_notice(&Notice::RelayWithholds);
            }
            self.line.add_notice(Notice::RelayWithholds);
        }
        self.line.retry_later(doing.now);
    }

    /// The relay holds nothing of a space any more.
    fn space_erased(&mut self, doing: &mut Doing<'_>, space: SpaceId) {
        if space == self.spaces.vault_space() {
            self.here.end_erasing(&self.spaces, doing);
            self.line.use_another_relay(&mut self.spaces, &self.here, doing.now);
        } else {
            links::note_end(&mut self.spaces, doing, space);
            self.spaces.drop_space(doing, space);
        }
    }
}
