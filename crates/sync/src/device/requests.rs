//! What a device asks for, and when.

use crypto::CryptoRng;

use super::{Device, Event, Pending, Stage, Subscription, branches::Looking};
use crate::{
    ClientFrame, Entry, EntryId, SpaceId,
    frame::{AUTHENTICATE, ERASE_SPACE},
    limits,
    replica::Intent,
};

impl Device {
    /// Does whatever can be done for a space now. To be called after every change to its replica.
    pub fn proceed(&mut self, space: SpaceId, random: &mut impl CryptoRng) {
        let Some(challenge) = self.challenge else { return };
        let Some(slot) = self.slots.get_mut(&space) else { return };
        match slot.stage {
            Stage::Closed if slot.replica.is_on_relay() => {
                slot.stage = Stage::Opening;
                let signing = slot.replica.seed().signing_key();
                let key = signing.verifying_key();
                let signature = signing
                    .sign(AUTHENTICATE, &[self.audience.as_bytes(), challenge.as_bytes(), space.as_bytes()]);
                self.request(Pending::Open(space), |request| ClientFrame::Open {
                    request,
                    space,
                    key,
                    signature,
                });
            }
            Stage::Closed => {
                slot.stage = Stage::Creating;
                let record = slot.replica.records().first().cloned().unwrap_or_default();
                self.request(Pending::Create(space), |request| ClientFrame::Create { request, record });
            }
            Stage::Open => self.exchange(space, random),
            Stage::Opening | Stage::Creating | Stage::Denied => {}
        }
    }

    /// Everything that an open space needs: control first, then its log, then the rest.
    fn exchange(&mut self, space: SpaceId, random: &mut impl CryptoRng) {
        if self.ask_erase_space(space) {
            return;
        }
        self.settle_intent(space);
        let Some(slot) = self.slots.get_mut(&space) else { return };
        if slot.fetching_control || slot.controlling {
            return;
        }
        let renews_first = slot.renews_before_leaving();
        let is_time = match slot.replica.intent() {
            // Nothing can be handed in before.
            None => slot.replica.wants_renewal(),
            Some(Intent::Leave) => renews_first || slot.may_leave(),
            Some(intent) => intent.takes_out() || slot.replica.lacks_key() || slot.may_let_in(),
        };
        // Where content waits until the person has decided, nobody is handed a key meanwhile. Leaving is no matter of that.
        let is_own_to_decide = slot.replica.has_been_shared() && slot.content_held;
        let waits = is_own_to_decide && !matches!(slot.replica.intent(), Some(Intent::Leave));
        if is_time
            && !waits
            && !slot.control_stalled
            && let Some(record) =
                if renews_first { slot.replica.renewed(random) } else { slot.replica.propose(random) }
        {
            slot.controlling = true;
            let record = record.to_bytes();
            let kept = record.clone();
            self.request(Pending::Control(space, kept), |request| ClientFrame::Control {
                request,
                space,
                record,
            });
            return;
        }
        self.subscribe(space);
        self.append(space, random);
        self.erase_next(space);
    }

    fn settle_intent(&mut self, space: SpaceId) {
        if let Some(slot) = self.slots.get_mut(&space)
            && slot.replica.intent().is_some()
            && slot.replica.intent_is_settled()
        {
            slot.replica.intend(None);
            self.events.push_back(Event::Changed { space });
        }
    }

    fn subscribe(&mut self, space: SpaceId) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        if slot.subscription != Subscription::None || slot.checkpoint.comes_before_the_log() {
            return;
        }
        if slot.needs_base() {
            self.fetch_base(space);
            return;
        }
        slot.at_newest = false;
        let log_after = slot.trim.map_or(crate::Position(0), |trim| trim.after);
        let after = slot.replica.subscribe_after().max(log_after);
        let request = self.request(Pending::Subscribe(space), |request| ClientFrame::Subscribe {
            request,
            space,
            after,
        });
        if let Some(slot) = self.slots.get_mut(&space) {
            slot.subscription = Subscription::Asked(request, after);
        }
    }

    /// Hands in the oldest entries of the outbox, one batch at a time, so that a writer's order is the relay's. After a restart
    /// the relay's log is read to its end first: only then it is certain that this device's store was not set back.
    fn append(&mut self, space: SpaceId, random: &mut impl CryptoRng) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        // What a checkpoint holds that stands in the place of the log, the relay would not know again.
        let has_base = !slot.needs_base() && !slot.checkpoint.comes_before_the_log();
        // What was written under an earlier key would be sealed for those who went since.
        let knows_key = !slot.replica.lacks_key() && slot.replica.undecided().is_none();
        let ready = slot.replica.may_hand_in() && knows_key && slot.refetch.is_none() && has_base;
        let looks = matches!(slot.looking, Looking::After { .. });
        if slot.appending || slot.held || slot.replica.outbox_len() == 0 || looks || !ready {
            return;
        }
        let rewritten = if slot.is_urgent_only() { slot.replica.put_urgent_first(random) } else { None };
        self.rewritten(space, rewritten);
        let Some(slot) = self.slots.get_mut(&space) else { return };
        let count =
            if slot.is_urgent_only() { slot.replica.urgent().count() } else { slot.replica.outbox_len() };
        let urgent = slot.replica.urgent().count() == count;
        if count == 0 {
            return;
        }
        slot.appending = true;
        let mut size_bytes = 0;
        let entries: Vec<Entry> = slot
            .replica
            .outbox()
            .take(count.min(limits::BATCH_ENTRIES_MAX))
            .take_while(|entry| {
                size_bytes += entry.sealed_bytes();
                size_bytes <= limits::BATCH_BYTES_MAX
            })
            .cloned()
            .collect();
        let ids = entries.iter().map(|entry| entry.id).collect();
        self.request(Pending::Append(space, ids), |request| ClientFrame::Append {
            request,
            space,
            entries,
            urgent,
        });
    }

    /// Tells the keeper that what waits was written anew.
    pub(super) fn rewritten(&mut self, space: SpaceId, rewritten: Option<crate::replica::Rewritten>) {
        if let Some(crate::replica::Rewritten { gone, opened, kept }) = rewritten {
            self.events.push_back(Event::Rewritten { space, gone });
            self.events.push_back(Event::Received { space, opened, kept });
            self.events.push_back(Event::Changed { space });
        }
    }

    /// Has the relay remove everything of a space in which no second person ever was; answered by [`Event::SpaceErased`]. It is
    /// tried on every connection until it is done.
    pub fn erase_space(&mut self, space: SpaceId, random: &mut impl CryptoRng) {
        if let Some(slot) = self.slots.get_mut(&space)
            && slot.erase_whole.is_none()
        {
            slot.erase_whole = Some(false);
            self.proceed(space, random);
        }
    }

    /// Asks for an open space to be erased, if that is wanted. Then nothing else is done with it.
    fn ask_erase_space(&mut self, space: SpaceId) -> bool {
        let Some(challenge) = self.challenge else { return false };
        let Some(slot) = self.slots.get_mut(&space) else { return false };
        let Some(asked) = slot.erase_whole else { return false };
        if !asked {
            slot.erase_whole = Some(true);
            let signing = slot.replica.seed().signing_key();
            let signature = signing
                .sign(ERASE_SPACE, &[self.audience.as_bytes(), challenge.as_bytes(), space.as_bytes()]);
            self.request(Pending::EraseSpace(space), |request| ClientFrame::EraseSpace {
                request,
                space,
                signature,
            });
        }
        true
    }

    /// The relay has erased a space, or does not have it any more.
    pub(super) fn space_erased(&mut self, space: SpaceId) {
        self.pending.retain(|_, pending| pending.space() != Some(space));
        if let Some(slot) = self.slots.get_mut(&space) {
            slot.reset();
            slot.erase_whole = None;
            slot.stage = Stage::Denied;
        }
        self.events.push_back(Event::SpaceErased { space });
    }

    /// Whether a relay that does not let this device into a space may be given it. Not by a device that was told that it belongs
    /// to the space no more: it would bring back what others have erased.
    pub fn let_found(&mut self, space: SpaceId, may_found: bool) {
        if let Some(slot) = self.slots.get_mut(&space) {
            slot.may_found = may_found;
        }
    }

    /// The person wants the rest of what another one has handed over: the log is read again, and as much again is taken.
    pub fn take_more(&mut self, space: SpaceId, random: &mut impl CryptoRng) {
        if let Some(slot) = self.slots.get_mut(&space)
            && slot.replica.more_waits()
        {
            slot.replica.take_more();
            slot.control_stalled = false;
            slot.fetching_control = false;
            self.refetch(space);
            if self.is_welcome() {
                self.fetch_control(space);
            }
            self.proceed(space, random);
        }
    }

    /// Has the relay erase the body of an entry that this device wrote. Tried until it is done; whatever is not yet handed in is
    /// handed in first.
    pub fn erase(&mut self, space: SpaceId, entry: EntryId, random: &mut impl CryptoRng) {
        if let Some(slot) = self.slots.get_mut(&space)
            && !slot.erasing.iter().any(|known| known.entry == entry)
        {
            slot.erasing.push_back(super::Erasing { entry, asked: false, refused: 0 });
        }
        self.proceed(space, random);
    }

    fn erase_next(&mut self, space: SpaceId) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        // Waits for nothing but the entry itself: whoever fills the space must not keep anybody from taking back what is theirs.
        let waits = |entry| slot.replica.outbox().any(|waiting| waiting.id == entry);
        let next = slot.erasing.iter_mut().find(|erasing| !erasing.asked && !waits(erasing.entry));
        let Some(erasing) = next else { return };
        erasing.asked = true;
        let entry = erasing.entry;
        let Some(preimage) = slot.replica.erase_preimages(entry).nth(erasing.refused) else { return };
        self.request(Pending::Erase(space, entry), |request| ClientFrame::Erase {
            request,
            space,
            entry,
            preimage,
        });
    }

    /// The entries that this device still wants erased on the relay, to be kept across restarts.
    pub fn erasing(&self, space: SpaceId) -> Vec<EntryId> {
        self.slots
            .get(&space)
            .map(|slot| slot.erasing.iter().map(|erasing| erasing.entry).collect())
            .unwrap_or_default()
    }

    pub(super) fn fetch_control(&mut self, space: SpaceId) {
        let Some(slot) = self.slots.get_mut(&space) else { return };
        if slot.fetching_control {
            return;
        }
        slot.fetching_control = true;
        let after = slot.replica.control_number();
        self.request(Pending::FetchControl(space), |request| ClientFrame::FetchControl {
            request,
            space,
            after,
        });
    }
}
