//! What stands around every page.

use model::{
    ClockUnit, Day, Now, RelationshipId, Stamp,
    clock::AHEAD_MAX_S,
    kinds::{Contact, Listed},
};
use sync::Trouble;

use super::{Looking, overview::Overview, shared::Shared};
use crate::{
    app::open::{
        devices::{self, Devices},
        door::Door,
        here::Here,
        line::{Clocks, Line},
        links::Links,
    },
    view::{ContactView, Frame, LinkView, Notice, RecoveryView, RelationshipView},
};

/// So many people to turn to stand under Help.
const CONTACTS_MAX: u32 = 20;

/// After how many days a person is asked to look at what they share.
const REVIEW_AFTER_DAYS: u32 = 90;

/// No device that runs this version has a clock before this moment: 2026-11-01, in milliseconds since 1970.
const CLOCK_EARLIEST_MS: u64 = 1_793_491_200_000;

/// Nor, in all likelihood, one more than twenty years later.
const CLOCK_LATEST_MS: u64 = CLOCK_EARLIEST_MS + 20 * 31_556_952_000;

const SECONDS_PER_DAY: u64 = 24 * 60 * 60;

/// What the frame is made of.
#[derive(Debug, Clone, Copy)]
pub(in crate::app) struct Around<'a> {
    /// What pages are made of, too.
    pub(in crate::app) looking: Looking<'a>,
    pub(in crate::app) here: &'a Here,
    pub(in crate::app) door: &'a Door,
    pub(in crate::app) sealing_anew: Option<u8>,
    pub(in crate::app) line: &'a Line,
    pub(in crate::app) links: &'a Links,
    pub(in crate::app) devices: &'a Devices,
}

impl Around<'_> {
    /// What stands around every page.
    pub(in crate::app) fn frame(self, now: Now, storage_failing: bool) -> Frame {
        let spaces = self.looking.spaces;
        let vault = spaces.vault();
        let overview = self.looking.overview(0);
        let present = vault.present_relationships().into_iter();
        let relationships = present.map(|(id, name, tie)| {
            let shared = self.looking.shared(id);
            RelationshipView {
                id,
                name: name.to_owned(),
                tie,
                link: self.link_view(id, shared.as_ref()),
                their_name: shared.as_ref().map(Shared::their_name).unwrap_or_default(),
            }
        });
        Frame {
            name: spaces.own_name(),
            recovery: RecoveryView {
                checked: devices::words_are_checked(spaces, self.here),
                viewed_on: vault.words_viewed_on,
                can_be_shown: devices::words_held(spaces, self.here).is_some(),
            },
            relay: self.line.view(spaces, self.here),
            relationships: relationships.collect(),
            notices: self.notices(&overview, now, storage_failing),
            today: now.day(),
            lock: self.door.view(self.here, self.sealing_anew, now),
            devices: self.devices.view(spaces, self.here),
            review_due: self.review_is_due(now, overview.shared_since),
            contacts: self.contacts(),
        }
    }

    /// The newest of the people to turn to, the first added first.
    fn contacts(self) -> Vec<ContactView> {
        let mut contacts: Vec<ContactView> = Vec::new();
        for own in self.looking.look_own(Contact::NUMBER, None, CONTACTS_MAX).items {
            if let Some(Ok(Contact { name, reach, good_for })) =
                self.looking.spaces.kinds().read::<Contact>(&own.content)
            {
                contacts.push(ContactView {
                    item: own.item,
                    name: name.into_string(),
                    reach: reach.into_string(),
                    good_for: good_for.map(|line| line.into_string()).unwrap_or_default(),
                });
            }
        }
        contacts.reverse();
        contacts
    }

    /// Whether the person should look at what they share: something has been shared for a while, and they have not looked.
    fn review_is_due(self, now: Now, first: Option<Day>) -> bool {
        let since = first.max(self.here.reviewed_on());
        first.is_some()
            && since.is_some_and(|Day(since)| now.day().0.saturating_sub(since) >= REVIEW_AFTER_DAYS)
    }

    fn link_view(self, id: RelationshipId, shared: Option<&Shared<'_>>) -> LinkView {
        if let Some(on_the_way) = self.links.view(id) {
            return on_the_way;
        }
        let spaces = self.looking.spaces;
        if let Some(shared) = shared {
            let since = spaces.link(shared.space).and_then(|link| link.since);
            return LinkView::Linked { since: since.unwrap_or(Day(0)) };
        }
        if spaces.has_ended(id) { LinkView::Ended } else { LinkView::Solo }
    }

    /// What is to be said if this device's clock and the relay's differ by a day or more, or if something bears a date that is far in
    /// the future: other devices do not show it yet.
    fn clocks_differ(self, overview: &Overview, now: Now) -> Option<Notice> {
        let clocks = self.line.clocks();
        let ahead_s = clocks.map_or(0, Clocks::ahead_s);
        let days = u32::try_from(ahead_s.unsigned_abs() / SECONDS_PER_DAY).unwrap_or(u32::MAX);
        let true_ms = clocks.filter(|_| days > 0).map_or(now.unix_ms, |clocks| clocks.relay_ms(now));
        let (things, until_s) = self.dated_ahead(overview, true_ms);
        let notice = Notice::ClocksDiffer { ahead: ahead_s > 0, days, things, until_s };
        (days > 0 || things > 0).then_some(notice)
    }

    /// How many of the person's own things bear a date far ahead of a moment, and until when the last of them waits, in seconds since 1970.
    fn dated_ahead(self, overview: &Overview, unix_ms: u64) -> (u32, u64) {
        let is_ahead = |stamp: Stamp| stamp.clock.is_far_ahead(ClockUnit::Second, unix_ms);
        if !overview.last().is_some_and(is_ahead) {
            return (0, 0);
        }
        let vault = self.looking.spaces.vault();
        let newest = vault.items.keys().filter_map(|item| vault.newest_listed(*item));
        let (mut things, mut last_s) = (0_u32, 0);
        for stamp in newest.map(|(_, newest)| newest.stamp).filter(|stamp| is_ahead(*stamp)) {
            things = things.saturating_add(1);
            last_s = last_s.max(stamp.clock.unix_s(ClockUnit::Second));
        }
        (things, last_s.saturating_sub(AHEAD_MAX_S))
    }

    fn notices(self, overview: &Overview, now: Now, storage_failing: bool) -> Vec<Notice> {
        let spaces = self.looking.spaces;
        let mut notices = self.line.notices().clone();
        for replica in spaces.replicas() {
            notices.extend(replica.troubles().iter().map(|trouble| match trouble {
                Trouble::Forgot => Notice::RelayForgot,
                Trouble::Forked | Trouble::Replayed | Trouble::Reordered => Notice::RelayForked,
                Trouble::Differs => Notice::DevicesDiffer,
                _ => Notice::RelayWithholds,
            }));
        }
        if let Some(branch) = spaces.vault_replica().other_branch() {
            // The same is said with what can be done about it.
            notices.remove(&Notice::RelayForked);
            notices.insert(Notice::TwoHistories { waits: branch.stops });
        }
        notices.extend(devices::new_devices(spaces, self.here));
        notices.extend(devices::is_removed(spaces, self.here).then_some(Notice::Removed));
        notices.extend(devices::notices(spaces, self.here, now));
        notices.extend(spaces.bad_keys());
        notices.extend(spaces.more_waits());
        let not_folded = spaces.not_folded();
        let unreadable: u32 = spaces.replicas().map(sync::Replica::unreadable).sum();
        let unreadable = unreadable + not_folded.malformed + overview.unfit;
        let newer = overview.newer + not_folded.newer;
        let unnoted = spaces.unnoted();
        let clocks = self.clocks_differ(overview, now);
        let is_off = clocks.is_none() && !(CLOCK_EARLIEST_MS..CLOCK_LATEST_MS).contains(&now.unix_ms);
        notices.extend(clocks);
        let counted = [
            (unreadable > 0, Notice::Unreadable { entries: unreadable }),
            (newer > 0, Notice::NewerVersion { entries: newer }),
            (
                not_folded.aside > 0,
                Notice::SetAside { entries: not_folded.aside, until_s: not_folded.aside_until_s },
            ),
            (is_off, Notice::ClockOff),
            (storage_failing, Notice::StorageFull),
            (unnoted > 0, Notice::Unnoted { times: unnoted }),
        ];
        notices.extend(counted.into_iter().filter(|(applies, _)| *applies).map(|(_, notice)| notice));
        notices.extend(self.links.notices());
        notices.into_iter().collect()
    }
}
