//! From the state to what the screen shows.

mod between;
mod items;

use model::{
    Content, Day, ItemId, Now, RelationshipId,
    kinds::{Ask, Card},
};
use sync::Trouble;

use super::open::{Open, is_removed, new_devices, words_are_checked};
use crate::view::{
    CardView, LinkView, MyAskView, Notice, OpenView, RecoveryView, RelationshipView, SharedContentView,
    SharedItemView, SharedWith,
};
use between::{Shared, optional};
use items::{Items, Seen, Standing};

/// After how many days a person is asked to look at what they share.
const REVIEW_AFTER_DAYS: u32 = 90;

/// No device that runs this version has a clock before this moment: 2026-11-01, in milliseconds since 1970.
const CLOCK_EARLIEST_MS: u64 = 1_793_491_200_000;

/// Nor, in all likelihood, one more than twenty years later.
const CLOCK_LATEST_MS: u64 = CLOCK_EARLIEST_MS + 20 * 31_556_952_000;

impl Open {
    /// Everything there is to show.
    pub(super) fn view(&self, now: Now, storage_failing: bool) -> OpenView {
        let vault = self.spaces.vault();
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
            name: self.spaces.own_name(),
            recovery: RecoveryView {
                checked: words_are_checked(&self.spaces, &self.here),
                viewed_on: vault.words_viewed_on,
                can_be_shown: self.here.words().is_some(),
            },
            relay: self.line.view(&self.spaces, &self.here),
            relationships,
            cards,
            more_cards: items.more_cards,
            notices: self.notices(now, storage_failing, &items),
            today: now.day(),
            lock: self.door.view(&self.here),
            devices: self.devices.view(&self.spaces, &self.here),
            review_due,
        }
    }

    /// Whether the person should look at what they share: something has been shared for a while, and they have not looked.
    fn review_is_due(&self, now: Now, they_see: &[&SharedItemView]) -> bool {
        let first = they_see.iter().filter(|item| !item.content.is_name()).map(|item| item.shared_on).min();
        let since = first.max(self.here.reviewed_on());
        first.is_some()
            && since.is_some_and(|Day(since)| now.day().0.saturating_sub(since) >= REVIEW_AFTER_DAYS)
    }

    fn shared(&self, relationship: RelationshipId) -> Option<Shared<'_>> {
        let space = self.spaces.live_link(relationship)?;
        let (state, mine) = self.spaces.link_state(space)?;
        Some(Shared { state, mine, space })
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
        if let Some(on_the_way) = self.links.view(id) {
            return on_the_way;
        }
        let links = &self.spaces.vault().links;
        if let Some(shared) = shared {
            let since = links.get(&model::LinkId(shared.space.0)).and_then(|link| link.since);
            return LinkView::Linked { since: since.unwrap_or(model::Day(0)) };
        }
        if self.spaces.has_ended(id) { LinkView::Ended } else { LinkView::Solo }
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
        let siblings =
            standing.versions.siblings_where(|written| self.spaces.vault().lists(written)).into_iter();
        siblings.map(|sibling| self.content_view(&sibling.value.content)).collect()
    }

    fn day_of(&self, stamp: model::Stamp) -> model::Day {
        let unix_ms = stamp.clock.unix_s(model::ClockUnit::Second).saturating_mul(1000);
        Now { unix_ms, utc_offset_minutes: 0 }.day()
    }

    /// What of which item each linked relationship sees.
    fn grants(&self) -> Vec<(RelationshipId, Seen<'_>)> {
        let present = self.spaces.vault().present_relationships().into_iter();
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
        let mut notices = self.line.notices().clone();
        for replica in self.spaces.replicas() {
            notices.extend(replica.troubles().iter().map(|trouble| match trouble {
                Trouble::Forgot => Notice::RelayForgot,
                Trouble::Forked | Trouble::Replayed | Trouble::Reordered => Notice::RelayForked,
                Trouble::Differs => Notice::DevicesDiffer,
                _ => Notice::RelayWithholds,
            }));
        }
        notices.extend(new_devices(&self.spaces, &self.here));
        notices.extend(is_removed(&self.spaces, &self.here).then_some(Notice::Removed));
        let unreadable: u32 = self.spaces.replicas().map(sync::Replica::unreadable).sum();
        let (not_shown, not_folded) = (self.not_shown(items), self.spaces.not_folded());
        let newer = not_shown.newer + not_folded.newer;
        let unreadable = unreadable + not_folded.malformed + not_shown.unfit;
        let unnoted = self.spaces.unnoted();
        let counted = [
            (unreadable > 0, Notice::Unreadable { entries: unreadable }),
            (newer > 0, Notice::NewerVersion { entries: newer }),
            (not_folded.aside > 0, Notice::SetAside { entries: not_folded.aside }),
            (!(CLOCK_EARLIEST_MS..CLOCK_LATEST_MS).contains(&now.unix_ms), Notice::ClockOff),
            (storage_failing, Notice::StorageFull),
            (unnoted > 0, Notice::Unnoted { times: unnoted }),
        ];
        notices.extend(counted.into_iter().filter(|(applies, _)| *applies).map(|(_, notice)| notice));
        notices.extend(self.links.notices());
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
