//! Rendezvous boxes: a few sealed messages between two people who are about to link.

use super::{Device, Event, Pending};
use crate::{
    ClientFrame, Refusal,
    frame::BoxId,
    small::{SmallMap, SmallSet},
};

/// Why a rendezvous box cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoxFailure {
    /// It expired, was closed, or never was.
    Gone,
    /// Somebody else has put a message where this device's should stand.
    Taken,
}

/// What a device wants of a box.
#[derive(Debug, Default)]
pub(super) struct Rendezvous {
    /// Messages to put, with the box's lifetime, until they are acknowledged.
    to_put: SmallMap<u8, (u64, Vec<u8>)>,
    asked: SmallSet<u8>,
    watch: bool,
    watched: bool,
    close: bool,
    closing: bool,
}

impl Rendezvous {
    pub(super) fn reset(&mut self) {
        self.asked.clear();
        self.watched = false;
        self.closing = false;
    }
}

impl Device {
    /// Puts a message into a box; it is repeated on every connection until the relay has it.
    pub fn put_box(&mut self, name: BoxId, slot: u8, lifetime_ms: u64, message: Vec<u8>) {
        self.boxes.get_or_insert_with(name, Rendezvous::default).to_put.insert(slot, (lifetime_ms, message));
        self.proceed_box(name);
    }

    /// Asks for a box's messages, old and new, on this connection and every later one.
    pub fn watch_box(&mut self, name: BoxId) {
        self.boxes.get_or_insert_with(name, Rendezvous::default).watch = true;
        self.proceed_box(name);
    }

    /// Asks once more for the messages of a box that is watched: so it shows when it was closed, of which a relay does not tell.
    pub fn watch_box_again(&mut self, name: BoxId) {
        if let Some(rendezvous) = self.boxes.get_mut(&name) {
            rendezvous.watched = false;
        }
        self.watch_box(name);
    }

    /// Closes a box for good.
    pub fn close_box(&mut self, name: BoxId) {
        let rendezvous = self.boxes.get_or_insert_with(name, Rendezvous::default);
        rendezvous.close = true;
        rendezvous.watch = false;
        self.proceed_box(name);
    }

    /// Forgets a box, without closing it.
    pub fn forget_box(&mut self, name: BoxId) {
        self.boxes.remove(&name);
    }

    pub(super) fn proceed_box(&mut self, name: BoxId) {
        if !self.is_welcome() {
            return;
        }
        let Some(rendezvous) = self.boxes.get_mut(&name) else { return };
        let to_put: Vec<_> = rendezvous
            .to_put
            .iter()
            .filter(|(slot, _)| !rendezvous.asked.contains(slot))
            .map(|(slot, (lifetime_ms, message))| (*slot, *lifetime_ms, message.clone()))
            .collect();
        rendezvous.asked.extend(to_put.iter().map(|(slot, _, _)| *slot));
        let puts = !rendezvous.to_put.is_empty();
        let watch = rendezvous.watch && !rendezvous.watched && !puts;
        let close = rendezvous.close && !rendezvous.closing && !puts;
        rendezvous.watched |= watch;
        rendezvous.closing |= close;
        for (slot, lifetime_ms, message) in to_put {
            self.request(Pending::PutBox(name, slot), |request| ClientFrame::PutBox {
                request,
                name,
                slot,
                lifetime_ms,
                message,
            });
        }
        if watch {
            self.request(Pending::WatchBox(name), |request| ClientFrame::WatchBox { request, name });
        }
        if close {
            self.request(Pending::CloseBox(name), |request| ClientFrame::CloseBox { request, name });
        }
    }

    pub(super) fn box_done(&mut self, name: BoxId, slot: Option<u8>) {
        match (slot, self.boxes.get_mut(&name)) {
            (Some(slot), Some(rendezvous)) => {
                rendezvous.to_put.remove(&slot);
                self.proceed_box(name);
            }
            (None, _) => {
                self.boxes.remove(&name);
            }
            (Some(_), None) => {}
        }
    }

    pub(super) fn box_refused(&mut self, name: BoxId, slot: Option<u8>, refusal: Refusal) {
        let failure = match refusal {
            Refusal::SlotTaken => BoxFailure::Taken,
            Refusal::BoxGone => BoxFailure::Gone,
            other => {
                // It was not refused for good: [`Device::retry`] asks again.
                if let Some(rendezvous) = self.boxes.get_mut(&name) {
                    match slot {
                        Some(slot) => {
                            rendezvous.asked.remove(&slot);
                        }
                        None => (rendezvous.watched, rendezvous.closing) = (false, false),
                    }
                }
                self.events.push_back(Event::Refused { space: None, refusal: other });
                return;
            }
        };
        if self.boxes.remove(&name).is_some_and(|rendezvous| !rendezvous.close) {
            self.events.push_back(Event::BoxFailed { name, failure });
        }
    }
}
