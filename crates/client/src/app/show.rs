//! From the state to what the screen shows.

mod between;
mod items;

use model::{
    Content, ItemId, Now, RelationshipId,
    kinds::{Ask, Card},
};
use sync::Trouble;

use super::{
    open::{Linking, Open},
    spaces::side,
};
use crate::view::{
    CardView, LinkView, MyAskView, Notice, OpenView, RecoveryView, RelationshipView, RelayView,
    SharedContentView, SharedWith,
};
use between::{Shared, optional};
use items::{Items, Seen, Standing};

/// No device that runs this version has a clock before this moment: 2026-11-01, in milliseconds since 1970.
const CLOCK_EARLIEST_MS: u64 = 1_793_491_200_000;

/// Nor, in all likelihood, one more than twenty years later.
const CLOCK_LATEST_MS: u64 = CLOCK_EARLIEST_MS + 20 * 31_556_952_000;

impl Open {
    /// Everything there is to show.
    pub(super) fn view(&self, now: Now, storage_failing: bool) -> OpenView {
        let vault = self.vault();
        let items = self.items();
        let relationships: Vec<RelationshipView> = vault
            .present_relationships()
            .into_iter()
            .map(|(id, name, tie)| self.relationship_view(&items, id, name.to_owned(), tie))
            .collect();
        let cards = self.card_views(&items);
        let they_see: Vec<_> = relationships.iter().flat_map(|known| &known.they_see).collect();
        let review_due = self.review_is_due(now, &they_see);
        OpenView {
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
            relationships,
            cards,
            more_cards: items.more_cards,
            notices: self.notices(now, storage_failing, &items),
            today: now.day(),
            lock: self.lock_view(),
            devices: self.devices_view(),
            review_due,
        }
    }

    fn shared(&self, relationship: RelationshipId) -> Option<Shared<'_>> {
        let space = self.live_link(relationship)?;
        let replica = self.device.replica(space)?;
        let state = self.spaces.get(&space)?.as_relationship()?;
        Some(Shared { state, mine: side(replica.party()), space })
    }

    fn relationship_view(
        &self,
        items: &Items<'_>,
        id: RelationshipId,
        name: String,
        tie: model::Tie,
    ) -> RelationshipView {
        let shared = self.shared(id);
        RelationshipView {
            id,
            name,
            tie,
            link: self.link_view(id, shared.as_ref()),
            their_name: shared.as_ref().map(Shared::their_name).unwrap_or_default(),
            their_cards: shared.as_ref().map(|shared| self.their_cards(shared)).unwrap_or_default(),
            their_asks: shared.as_ref().map(|shared| self.their_asks(shared)).unwrap_or_default(),
            my_asks: self.my_asks(items, id, shared.as_ref()),
            they_see: shared.as_ref().map(|shared| self.they_see(shared)).unwrap_or_default(),
        }
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

    /// The newest cards.
    fn card_views(&self, items: &Items<'_>) -> Vec<CardView> {
        let grants = self.grants();
        items.cards.iter().filter_map(|card| self.card_view(card, &grants)).collect()
    }

    fn card_view(&self, standing: &Standing<'_>, grants: &[(RelationshipId, Seen<'_>)]) -> Option<CardView> {
        let card: Card = self.read(standing.content())?;
        Some(CardView {
            id: standing.item,
            version: standing.version,
            taste: card.taste,
            text: card.text.into_string(),
            note: optional(card.note),
            written_on: self.day_of(standing.stamp),
            shared: shared_with(grants, standing.item, |seen| seen == standing.content()),
            siblings: self.siblings(standing),
        })
    }

    /// What a new version would replace beside the one that is shown.
    fn siblings(&self, standing: &Standing<'_>) -> Vec<SharedContentView> {
        let siblings = standing.versions.siblings_where(|written| self.vault().lists(written)).into_iter();
        siblings.map(|sibling| self.content_view(&sibling.value.content)).collect()
    }

    fn day_of(&self, stamp: model::Stamp) -> model::Day {
        let unix_ms = stamp.clock.unix_s(model::ClockUnit::Second).saturating_mul(1000);
        Now { unix_ms, utc_offset_minutes: 0 }.day()
    }

    /// What of which item each linked relationship sees.
    fn grants(&self) -> Vec<(RelationshipId, Seen<'_>)> {
        let present = self.vault().present_relationships().into_iter();
        present
            .filter_map(|(relationship, ..)| {
                let shared = self.shared(relationship)?;
                Some((relationship, Seen::by(&shared)))
            })
            .collect()
    }

    fn my_asks(
        &self,
        items: &Items<'_>,
        relationship: RelationshipId,
        shared: Option<&Shared<'_>>,
    ) -> Vec<MyAskView> {
        let granted = shared.map(Seen::by).unwrap_or_default();
        let of_relationship = items.asks.iter().filter(|ask| ask.newest.value.about == Some(relationship));
        let mut asks: Vec<_> = of_relationship
            .filter_map(|standing| {
                let ask: Ask = self.read(standing.content())?;
                let seen = granted.get(standing.item);
                let newest = |seen: &Content| SharedWith { relationship, newest: seen == standing.content() };
                let view = MyAskView {
                    item: standing.item,
                    version: standing.version,
                    need: ask.need,
                    text: ask.text.into_string(),
                    written_on: self.day_of(standing.stamp),
                    shared: seen.map(newest),
                    answer: shared.and_then(|shared| self.answer(shared, shared.mine.other(), standing.item)),
                    siblings: self.siblings(standing),
                };
                Some((standing.stamp, view))
            })
            .collect();
        asks.sort_by_key(|(stamp, _)| core::cmp::Reverse(*stamp));
        asks.into_iter().map(|(_, view)| view).collect()
    }

    fn notices(&self, now: Now, storage_failing: bool, items: &Items<'_>) -> Vec<Notice> {
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
        let not_shown = self.not_shown(items);
        let malformed: u32 = self.spaces.values().map(|space| space.malformed).sum();
        let newer: u32 = not_shown.newer + self.spaces.values().map(|space| space.newer).sum::<u32>();
        let unreadable = unreadable + malformed + not_shown.unfit;
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

fn shared_with(
    grants: &[(RelationshipId, Seen<'_>)],
    item: ItemId,
    is_newest: impl Fn(&Content) -> bool,
) -> Vec<SharedWith> {
    let seen = grants.iter().filter_map(|(relationship, contents)| Some((relationship, contents.get(item)?)));
    seen.map(|(relationship, seen)| SharedWith { relationship: *relationship, newest: is_newest(seen) })
        .collect()
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
