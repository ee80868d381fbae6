//! From the state to what the screen shows: the frame, and the page that was asked for.

mod between;
mod overview;
mod own;
mod shared;
mod they_see;
mod today;
mod with;

use model::{Now, RelationshipId};
use sync::{SpaceId, Trouble};

use super::{
    open::{Linking, Open},
    spaces::side,
};
use crate::{
    Look,
    look::Page,
    view::{Frame, LinkView, Notice, RecoveryView, RelationshipView, RelayView},
};
use shared::Shared;

pub(super) use overview::Latest;

/// No device that runs this version has a clock before this moment: 2026-11-01, in milliseconds since 1970.
const CLOCK_EARLIEST_MS: u64 = 1_793_491_200_000;

/// Nor, in all likelihood, one more than twenty years later.
const CLOCK_LATEST_MS: u64 = CLOCK_EARLIEST_MS + 20 * 31_556_952_000;

impl Open {
    /// What stands around every page.
    pub(super) fn frame(&self, now: Now, storage_failing: bool) -> Frame {
        let vault = self.vault();
        let present = vault.present_relationships().into_iter();
        let relationships = present.map(|(id, name, tie)| {
            let shared = self.shared(id);
            RelationshipView {
                id,
                name: name.to_owned(),
                tie,
                link: self.link_view(id, shared.as_ref()),
                their_name: shared.as_ref().map(Shared::their_name).unwrap_or_default(),
            }
        });
        Frame {
            name: self.own_name(),
            recovery: RecoveryView {
                checked: self.words_are_checked(),
                viewed_on: vault.words_viewed_on,
                can_be_shown: self.settings.words().is_some(),
            },
            relay: RelayView {
                address: self.settings.relay.clone(),
                state: self.relay_state(),
                waiting: self.waiting(),
            },
            relationships: relationships.collect(),
            notices: self.notices(now, storage_failing),
            today: now.day(),
            lock: self.lock_view(),
            devices: self.devices_view(),
            review_due: self.review_is_due(now, self.overview(0).shared_since),
        }
    }

    /// What a page shows beside the frame.
    pub(super) fn page(&self, look: &Look) -> Page {
        match look {
            Look::Frame => Page::Frame,
            Look::Today => Page::Today(self.look_today()),
            Look::Own { kinds, up_to } => {
                Page::Own(kinds.iter().map(|kind| self.look_own(*kind, None, *up_to)).collect())
            }
            Look::Item { item } => Page::Item(self.look_item(*item).map(Box::new)),
            Look::With { relationship } => {
                let first = || self.vault().present_relationships().first().map(|(first, ..)| *first);
                Page::With(relationship.or_else(first).map(|with| self.look_with(with)).unwrap_or_default())
            }
            Look::Between { relationship, kind, up_to } => {
                Page::Between(self.look_between(*relationship, *kind, *up_to))
            }
            Look::TheySee { relationship, up_to } => Page::TheySee(self.look_they_see(*relationship, *up_to)),
            Look::Shared => Page::Shared(self.look_shared()),
        }
    }

    fn shared(&self, relationship: RelationshipId) -> Option<Shared<'_>> {
        let space = self.live_link(relationship)?;
        let replica = self.device.replica(space)?;
        let state = self.spaces.get(&space)?.as_relationship()?;
        Some(Shared { state, mine: side(replica.party()), space })
    }

    /// Whether what is said in a space reaches somebody.
    fn reaches_somebody(&self, space: SpaceId) -> bool {
        self.device.replica(space).is_some_and(|replica| replica.is_shared() && replica.is_open())
    }

    fn link_view(&self, id: RelationshipId, shared: Option<&Shared<'_>>) -> LinkView {
        if let Some(linking) = self.linking.get(&id) {
            return linking_view(linking);
        }
        let links = &self.vault().links;
        if let Some(shared) = shared {
            let since = links.get(&model::LinkId(shared.space.0)).and_then(|link| link.since);
            return LinkView::Linked { since: since.unwrap_or(model::Day(0)) };
        }
        if self.has_ended(id) { LinkView::Ended } else { LinkView::Solo }
    }

    fn notices(&self, now: Now, storage_failing: bool) -> Vec<Notice> {
        let mut notices = self.refusals.clone();
        for id in self.device.spaces() {
            let Some(replica) = self.device.replica(id) else { continue };
            notices.extend(replica.troubles().iter().map(|trouble| match trouble {
                Trouble::Forgot => Notice::RelayForgot,
                Trouble::Forked | Trouble::Replayed | Trouble::Reordered => Notice::RelayForked,
                Trouble::Differs => Notice::DevicesDiffer,
                _ => Notice::RelayWithholds,
            }));
        }
        notices.extend(self.new_devices());
        notices.extend(self.is_removed().then_some(Notice::Removed));
        let narrow = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let unreadable: u32 = self
            .device
            .spaces()
            .into_iter()
            .filter_map(|space| self.device.replica(space))
            .map(sync::Replica::unreadable)
            .sum();
        let overview = self.overview(0);
        let malformed: u32 = self.spaces.values().map(|space| space.malformed).sum();
        let newer: u32 = overview.newer + self.spaces.values().map(|space| space.newer).sum::<u32>();
        let unreadable = unreadable + malformed + overview.unfit;
        let aside: usize = self.spaces.values().map(|space| space.aside.len()).sum();
        let counted = [
            (unreadable > 0, Notice::Unreadable { entries: unreadable }),
            (newer > 0, Notice::NewerVersion { entries: newer }),
            (aside > 0, Notice::SetAside { entries: narrow(aside) }),
            (!(CLOCK_EARLIEST_MS..CLOCK_LATEST_MS).contains(&now.unix_ms), Notice::ClockOff),
            (storage_failing, Notice::StorageFull),
        ];
        notices.extend(counted.into_iter().filter(|(applies, _)| *applies).map(|(_, notice)| notice));
        let failed = self.failed_links.iter();
        notices.extend(failed.map(|(relationship, problem)| Notice::LinkFailed {
            relationship: *relationship,
            problem: *problem,
        }));
        notices.into_iter().collect()
    }
}

fn linking_view(linking: &Linking) -> LinkView {
    let (words, their_name, confirmed) = match linking {
        Linking::Inviting(inviting) => (inviting.words(), inviting.their_name(), inviting.is_confirmed()),
        Linking::Joining(joining) => (joining.words(), joining.their_name(), joining.is_confirmed()),
    };
    match (words, linking) {
        (Some(words), _) => LinkView::Comparing {
            words: words.0.iter().map(|word| (*word).to_owned()).collect(),
            their_name: their_name.unwrap_or_default(),
            confirmed,
        },
        (None, Linking::Inviting(inviting)) => LinkView::Invited {
            invite: inviting.invite.to_text(),
            expires_at_ms: inviting.invite.expires_at_ms,
        },
        (None, Linking::Joining(_)) => LinkView::Joining,
    }
}
