//! What has come from others that this device has not shown yet.

use std::collections::{BTreeMap, BTreeSet};

use model::{
    Clock, ItemId, RelationshipId, WriterId,
    kinds::{Ask, Listed, Part},
    relationship::Grant,
};
use sync::SpaceId;

use super::{Looking, shared::Shared};
use crate::{
    Look,
    app::open::noticed::{Arrival, Request},
    look::{Arrived, Frontier, News, Page, TODAY_MAX, TheirItem},
};

/// Whose things stand on a page.
pub(in crate::app) struct Standing {
    /// Of whom; everybody, where it is a thing of the person's own with what others replied.
    relationship: Option<RelationshipId>,
    items: BTreeSet<ItemId>,
}

impl Looking<'_> {
    /// What has come from somebody. Requests are left out where they stand on the page themselves.
    pub(super) fn news(&self, relationship: RelationshipId, but_requests: bool) -> Option<News> {
        let shared = self.shared(relationship)?;
        let mut arrived: BTreeMap<u32, u32> = BTreeMap::new();
        let mut up_to: BTreeMap<WriterId, Clock> = BTreeMap::new();
        for arrival in
            self.arrivals(&shared).iter().filter(|arrival| self.noticed.is_new(shared.space, arrival))
        {
            if but_requests && arrival.kind == Ask::NUMBER {
                continue;
            }
            *arrived.entry(arrival.kind).or_default() += 1;
            let newest = up_to.entry(arrival.stamp.writer).or_default();
            *newest = arrival.stamp.clock.max(*newest);
        }
        let mut arrived: Vec<Arrived> =
            arrived.into_iter().map(|(kind, count)| Arrived { kind, count }).collect();
        let is_reply = |kind| self.spaces.kinds().get(kind).is_some_and(|kind| kind.part == Part::Reply);
        arrived.sort_by_key(|arrived| !is_reply(arrived.kind));
        let up_to = Frontier(up_to.into_iter().collect());
        (!arrived.is_empty()).then_some(News { relationship, arrived, up_to })
    }

    /// What has come from everybody.
    pub(super) fn news_of_all(&self) -> Vec<News> {
        let present = self.spaces.vault().present_relationships().into_iter();
        present.filter_map(|(relationship, ..)| self.news(relationship, true)).collect()
    }

    /// What there is to be shown of somebody else's in a link.
    pub(in crate::app) fn arrivals_in(
        &self,
        relationship: RelationshipId,
    ) -> Option<(SpaceId, Vec<Arrival>)> {
        let shared = self.shared(relationship)?;
        Some((shared.space, self.arrivals(&shared)))
    }

    fn arrivals(&self, shared: &Shared<'_>) -> Vec<Arrival> {
        let replies = self.replies(shared, shared.mine.other());
        let mine = shared.state.visible(shared.mine);
        let replies = mine.iter().filter_map(|(_, grant)| replies.newest_grant(grant));
        self.theirs(shared).into_iter().chain(replies).map(arrival).collect()
    }

    /// What somebody asks for and has no reply yet.
    pub(in crate::app) fn requests(&self) -> Vec<Request> {
        let mut waiting = Vec::new();
        for (relationship, ..) in self.spaces.vault().present_relationships() {
            let Some(shared) = self.shared(relationship) else { continue };
            let replies = self.replies(&shared, shared.mine);
            let asks = self.theirs(&shared).into_iter().filter(|grant| grant.content.number() == Ask::NUMBER);
            let open = asks.filter(|grant| replies.newest_grant(grant).is_none());
            let space = shared.space;
            waiting.extend(open.map(|grant| Request { relationship, space, arrival: arrival(grant) }));
        }
        waiting
    }
}

fn arrival(grant: &Grant) -> Arrival {
    Arrival { item: grant.item, kind: grant.content.number(), stamp: grant.stamp, origin: grant.origin }
}

/// What of others' stands on a page. `free` is how many of today's things have room for a request.
pub(in crate::app) fn standing(look: &Look, page: &Page, free: usize) -> Vec<Standing> {
    let own =
        |items: &mut dyn Iterator<Item = ItemId>| Standing { relationship: None, items: items.collect() };
    let replied = |own: &&crate::look::OwnItem| !own.replies.is_empty();
    match (look, page) {
        (Look::Today, Page::Today(today)) => {
            let waiting = today.asked.iter().filter(|asked| asked.item.reply.is_none()).take(free);
            let standing = waiting.map(|asked| Standing {
                relationship: Some(asked.relationship),
                items: BTreeSet::from([asked.item.item]),
            });
            standing.collect()
        }
        (Look::Between { relationship, .. }, Page::Between(between)) => vec![
            Standing {
                relationship: Some(*relationship),
                items: between.theirs.iter().map(|theirs: &TheirItem| theirs.item).collect(),
            },
            own(&mut between.own.items.iter().filter(replied).map(|own| own.item)),
        ],
        (Look::Own { .. }, Page::Own(lists)) => {
            let items = lists.iter().flat_map(|list| &list.items);
            vec![own(&mut items.filter(replied).map(|own| own.item))]
        }
        (Look::Item { .. }, Page::Item(Some(item))) => vec![own(&mut core::iter::once(item.item))],
        _ => Vec::new(),
    }
}

impl Standing {
    /// Whether it is of somebody.
    pub(in crate::app) fn is_of(&self, relationship: RelationshipId) -> bool {
        self.relationship.is_none_or(|of| of == relationship)
    }

    /// Which things.
    pub(in crate::app) fn items(&self) -> &BTreeSet<ItemId> {
        &self.items
    }
}

/// How many requests have room on Today, beside so many links that are being compared.
pub(in crate::app) fn room_on_today(comparing: usize) -> usize {
    TODAY_MAX.saturating_sub(comparing)
}
