//! Spaces that this device does not keep yet: looking for those of a member, and entering one.

use std::collections::VecDeque;

use super::{Device, Entering, Event, Locating, Pending};
use crate::{
    ClientFrame, ControlRecord, SpaceId,
    frame::{AUTHENTICATE, LOCATE},
};

impl Device {
    /// Looks for the spaces that `seed` is a member of; answered by [`Event::Located`].
    pub fn locate(&mut self, seed: crypto::MemberSeed) {
        self.locating = Some(Locating { seed, left: None, present: None });
        self.ask_locate();
    }

    pub(super) fn ask_locate(&mut self) {
        let (Some(challenge), Some(locating)) = (self.challenge, &self.locating) else { return };
        if locating.left.is_some() || self.pending.values().any(|pending| matches!(pending, Pending::Locate))
        {
            return;
        }
        let signing = locating.seed.signing_key();
        let key = signing.verifying_key();
        let signature = signing.sign(LOCATE, &[self.audience.as_bytes(), challenge.as_bytes()]);
        self.request(Pending::Locate, |request| ClientFrame::Locate { request, key, signature });
    }

    /// Tries to enter a space as the member `seed`; answered by [`Event::Entered`] once another member has added it.
    pub fn enter(&mut self, space: SpaceId, seed: crypto::MemberSeed) {
        self.entering.insert(space, Entering { seed, records: Vec::new(), newest: None, asked: false });
        self.ask_enter(space);
    }

    /// Gives up entering a space.
    pub fn stop_entering(&mut self, space: SpaceId) {
        self.entering.remove(&space);
    }

    /// Asks again for a space that could not be entered before.
    pub fn ask_enter(&mut self, space: SpaceId) {
        let Some(challenge) = self.challenge else { return };
        let Some(entering) = self.entering.get_mut(&space).filter(|entering| !entering.asked) else { return };
        entering.ask_anew();
        entering.asked = true;
        let signing = entering.seed.signing_key();
        let key = signing.verifying_key();
        let signature =
            signing.sign(AUTHENTICATE, &[self.audience.as_bytes(), challenge.as_bytes(), space.as_bytes()]);
        self.request(Pending::EnterOpen(space), |request| ClientFrame::Open {
            request,
            space,
            key,
            signature,
        });
    }

    pub(super) fn fetch_entering_control(&mut self, space: SpaceId) {
        let after = self.entering.get(&space).map_or(0, |entering| entering.records.len() as u64);
        self.request(Pending::EnterControl(space), |request| ClientFrame::FetchControl {
            request,
            space,
            after,
        });
    }

    pub(super) fn located(&mut self, spaces: Vec<SpaceId>) {
        if let Some(locating) = &mut self.locating {
            locating.left = Some(spaces.into());
            self.look_at_next();
        }
    }

    /// Goes on looking at spaces where the relay had refused it for a while.
    pub(super) fn look_on(&mut self) {
        let waits = |locating: &super::Locating| locating.left.is_some() && locating.present.is_none();
        if self.locating.as_ref().is_some_and(waits) {
            self.look_at_next();
        }
    }

    /// Looks at the next of the spaces that the relay has named, one at a time: it may name many, and lets nobody open many at once.
    fn look_at_next(&mut self) {
        let Some(locating) = &mut self.locating else { return };
        locating.present = locating.left.as_mut().and_then(VecDeque::pop_front);
        match locating.present {
            Some(space) => {
                let seed = locating.seed.clone();
                self.enter(space, seed);
            }
            None => {
                self.locating = None;
                self.events.push_back(Event::Located { records: None });
            }
        }
    }

    pub(super) fn entering_control(&mut self, space: SpaceId, records: Vec<Vec<u8>>, newest: u64) {
        let Some(entering) = self.entering.get_mut(&space) else { return };
        let came = records.len();
        for record in records {
            if !entering.take(space, record) {
                self.send(&crate::ClientFrame::Close { space });
                self.not_entered(space, None);
                return;
            }
        }
        if came > 0 && (entering.records.len() as u64) < newest {
            self.fetch_entering_control(space);
            return;
        }
        let Some(entering) = self.entering.remove(&space) else { return };
        self.send(&crate::ClientFrame::Close { space });
        let Some(locating) = self.locating.as_ref().filter(|locating| locating.present == Some(space)) else {
            self.events.push_back(Event::Entered { records: entering.records });
            return;
        };
        // The chain was verified, so whoever is a member by it has signed that.
        let id = locating.seed.keys().id();
        if entering.newest.is_some_and(|newest| newest.member(id).is_some()) {
            self.locating = None;
            self.events.push_back(Event::Located { records: Some(entering.records) });
        } else {
            self.look_at_next();
        }
    }

    pub(super) fn not_entered(&mut self, space: SpaceId, refusal: Option<crate::Refusal>) {
        if self.locating.as_ref().is_some_and(|locating| locating.present == Some(space)) {
            self.entering.remove(&space);
            if refusal == Some(crate::Refusal::TooMany) {
                // It may be the right one.
                if let Some(locating) = &mut self.locating {
                    locating.left.get_or_insert_default().push_front(space);
                    locating.present = None;
                }
                self.events.push_back(Event::Refused { space: None, refusal: crate::Refusal::TooMany });
            } else {
                self.look_at_next();
            }
        } else if let Some(entering) = self.entering.get_mut(&space) {
            entering.ask_anew();
            self.events.push_back(Event::NotEntered { space, refusal });
        }
    }
}

impl Entering {
    /// Takes one record of the space's control chain, if it follows those before it.
    fn take(&mut self, space: SpaceId, bytes: Vec<u8>) -> bool {
        let Ok(record) = ControlRecord::from_bytes(&bytes) else { return false };
        let follows = match &self.newest {
            None => record.space == space && record.verify_first().is_ok(),
            Some(newest) => newest.verify_successor(&record).is_ok(),
        };
        if follows {
            self.records.push(bytes);
            self.newest = Some(record);
        }
        follows
    }
}

impl Entering {
    pub(super) fn ask_anew(&mut self) {
        self.asked = false;
        self.records.clear();
        self.newest = None;
    }
}
