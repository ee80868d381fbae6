//! From the state to what the screen shows.

use std::collections::BTreeMap;

use model::{Content, ItemId, Now, Relationship, RelationshipId, Side};
use sync::{EntryId, SpaceId, Trouble};

use super::{
    open::{Linking, Open},
    spaces::side,
};
use crate::view::{
    AnswerView, CardView, LinkView, MyAskView, Notice, OpenView, RecoveryView, RelationshipView, RelayView,
    SharedCardView, SharedContentView, SharedItemView, SharedWith, TheirAskView,
};

/// No device that runs this version has a clock before this moment: 2026-11-01, in milliseconds since 1970.
const CLOCK_EARLIEST_MS: u64 = 1_793_491_200_000;

/// Nor, in all likelihood, one more than twenty years later.
const CLOCK_LATEST_MS: u64 = CLOCK_EARLIEST_MS + 20 * 31_556_952_000;

/// One side of a link's state, as seen from this person.
struct Shared<'a> {
    state: &'a Relationship,
    mine: Side,
    space: SpaceId,
}

impl Open {
    /// Everything there is to show.
    pub(super) fn view(&self, now: Now, storage_failing: bool) -> OpenView {
        let vault = self.vault();
        let relationships: Vec<RelationshipView> = vault
            .present_relationships()
            .into_iter()
            .map(|(id, name, kind)| self.relationship_view(id, name.to_owned(), kind))
            .collect();
        let (cards, more_cards) = self.card_views();
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
            more_cards,
            notices: self.notices(now, storage_failing),
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

    fn relationship_view(&self, id: RelationshipId, name: String, kind: model::Kind) -> RelationshipView {
        let shared = self.shared(id);
        RelationshipView {
            id,
            name,
            kind,
            link: self.link_view(id, shared.as_ref()),
            their_name: shared.as_ref().map(Shared::their_name).unwrap_or_default(),
            their_cards: shared.as_ref().map(Shared::their_cards).unwrap_or_default(),
            their_asks: shared.as_ref().map(Shared::their_asks).unwrap_or_default(),
            my_asks: self.my_asks(id, shared.as_ref()),
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

    /// The newest cards, and how many there are beside them.
    fn card_views(&self) -> (Vec<CardView>, u32) {
        let grants = self.grants();
        let mut newest: Vec<_> = self
            .vault()
            .cards
            .iter()
            .filter_map(|(item, versions)| {
                let (version, newest) = versions.newest()?;
                Some((core::cmp::Reverse(newest.stamp), *item, version, newest, versions))
            })
            .collect();
        let shown = self.cards_shown.min(newest.len());
        let more = u32::try_from(newest.len() - shown).unwrap_or(u32::MAX);
        if more > 0 {
            newest.select_nth_unstable_by_key(shown, |(stamp, item, ..)| (*stamp, *item));
            newest.truncate(shown);
        }
        newest.sort_by_key(|(stamp, item, ..)| (*stamp, *item));
        let views = newest.into_iter().map(|(_, item, version, newest, versions)| CardView {
            id: item,
            version,
            taste: newest.value.taste,
            text: newest.value.text.clone(),
            note: newest.value.note.clone(),
            written_on: self.day_of(newest.stamp),
            shared: shared_with(
                &grants,
                item,
                |seen| matches!(seen, Content::Card(card) if *card == newest.value),
            ),
            siblings: versions.siblings().iter().map(|sibling| sibling.value.text.clone()).collect(),
        });
        (views.collect(), more)
    }

    fn day_of(&self, stamp: model::Stamp) -> model::Day {
        let unix_ms = stamp.clock.unix_s(model::ClockUnit::Second).saturating_mul(1000);
        Now { unix_ms, utc_offset_minutes: 0 }.day()
    }

    /// What of which item each linked relationship sees.
    fn grants(&self) -> Vec<(RelationshipId, BTreeMap<ItemId, &Content>)> {
        let present = self.vault().present_relationships().into_iter();
        present
            .filter_map(|(relationship, ..)| {
                let shared = self.shared(relationship)?;
                let visible = shared.state.visible(shared.mine).into_iter();
                Some((relationship, visible.map(|(_, share)| (share.item, &share.content)).collect()))
            })
            .collect()
    }

    fn my_asks(&self, relationship: RelationshipId, shared: Option<&Shared<'_>>) -> Vec<MyAskView> {
        let visible = shared.map(|shared| shared.state.visible(shared.mine)).unwrap_or_default();
        let granted: BTreeMap<ItemId, &Content> =
            visible.into_iter().map(|(_, share)| (share.item, &share.content)).collect();
        let mut asks: Vec<_> = self
            .vault()
            .asks
            .iter()
            .filter(|(_, ask)| ask.relationship.as_ref().is_some_and(|meant| meant.value == relationship))
            .filter_map(|(item, ask)| {
                let (version, newest) = ask.versions.newest()?;
                let now = Content::Ask(newest.value.clone());
                let view = MyAskView {
                    item: *item,
                    version,
                    need: newest.value.need,
                    text: newest.value.text.clone(),
                    written_on: self.day_of(newest.stamp),
                    shared: granted.get(item).map(|seen| SharedWith { relationship, newest: **seen == now }),
                    answer: shared.and_then(|shared| shared.answer(shared.mine.other(), *item)),
                };
                Some((newest.stamp, view))
            })
            .collect();
        asks.sort_by_key(|(stamp, _)| core::cmp::Reverse(*stamp));
        asks.into_iter().map(|(_, view)| view).collect()
    }

    /// Exactly what the other sees: every grant and answer in force, newest first, and the name.
    fn they_see(&self, shared: &Shared<'_>) -> Vec<SharedItemView> {
        let replica = self.device.replica(shared.space);
        let delivered = |origin: model::relationship::Origin| {
            replica.is_none_or(|replica| !replica.outbox().any(|entry| entry.id == EntryId(origin.0)))
        };
        let shares = shared.state.visible(shared.mine).into_iter().map(|(_, share)| {
            let content = content_view(&share.content);
            let view = SharedItemView {
                item: share.item,
                content,
                shared_on: share.on,
                delivered: delivered(share.origin),
            };
            (share.stamp, view)
        });
        let part = shared.state.part(shared.mine);
        let answers = part.answers.values().map(|answer| {
            let content = SharedContentView::Answer { answer: answer.answer, words: answer.words.clone() };
            let view = SharedItemView {
                item: answer.ask,
                content,
                shared_on: answer.on,
                delivered: delivered(answer.origin),
            };
            (answer.stamp, view)
        });
        let mut all: Vec<_> = shares.chain(answers).collect();
        all.sort_by_key(|(stamp, _)| core::cmp::Reverse(*stamp));
        all.into_iter().map(|(_, view)| view).chain(self.name_they_see(shared)).collect()
    }

    fn name_they_see(&self, shared: &Shared<'_>) -> Option<SharedItemView> {
        let name = shared.state.part(shared.mine).name.as_ref()?;
        let since = self.vault().links.get(&model::LinkId(shared.space.0)).and_then(|link| link.since);
        Some(SharedItemView {
            // A name is no item: it belongs to the link itself.
            item: ItemId([0; 16]),
            content: SharedContentView::Name(name.value.clone()),
            shared_on: since.unwrap_or(model::Day(0)),
            delivered: true,
        })
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
        let malformed: u32 = self.spaces.values().map(|space| space.malformed).sum();
        let newer: u32 = self.spaces.values().map(|space| space.newer).sum();
        let aside: usize = self.spaces.values().map(|space| space.aside.len()).sum();
        let counted = [
            (unreadable + malformed > 0, Notice::Unreadable { entries: unreadable + malformed }),
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
    grants: &[(RelationshipId, BTreeMap<ItemId, &Content>)],
    item: ItemId,
    is_newest: impl Fn(&Content) -> bool,
) -> Vec<SharedWith> {
    let seen =
        grants.iter().filter_map(|(relationship, contents)| Some((relationship, contents.get(&item)?)));
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

fn content_view(content: &Content) -> SharedContentView {
    match content {
        Content::Card(card) => {
            SharedContentView::Card { taste: card.taste, text: card.text.clone(), note: card.note.clone() }
        }
        Content::Ask(ask) => SharedContentView::Ask { need: ask.need, text: ask.text.clone() },
    }
}

impl Shared<'_> {
    fn their_name(&self) -> String {
        let part = self.state.part(self.mine.other());
        part.name.as_ref().map(|name| name.value.clone()).unwrap_or_default()
    }

    fn their_cards(&self) -> Vec<SharedCardView> {
        let theirs = self.state.visible(self.mine.other()).into_iter();
        theirs
            .filter_map(|(_, share)| match &share.content {
                Content::Card(card) => Some(SharedCardView {
                    taste: card.taste,
                    text: card.text.clone(),
                    note: card.note.clone(),
                    shared_on: share.on,
                    item: share.item,
                }),
                Content::Ask(_) => None,
            })
            .collect()
    }

    fn their_asks(&self) -> Vec<TheirAskView> {
        let theirs = self.state.visible(self.mine.other()).into_iter();
        theirs
            .filter_map(|(_, share)| match &share.content {
                Content::Ask(ask) => Some(TheirAskView {
                    item: share.item,
                    need: ask.need,
                    text: ask.text.clone(),
                    shared_on: share.on,
                    answer: self.answer(self.mine, share.item),
                }),
                Content::Card(_) => None,
            })
            .collect()
    }

    fn answer(&self, by: Side, ask: ItemId) -> Option<AnswerView> {
        let (_, answer) = self.state.answer(by, ask)?;
        Some(AnswerView { answer: answer.answer, words: answer.words.clone(), on: answer.on })
    }
}
