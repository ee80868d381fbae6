//! What has come from others that this device has not shown yet.

use std::collections::BTreeSet;

use model::{
    Clock, ItemId, RelationshipId, WriterId,
    kinds::{GivenAnswer, Listed, Part},
    relationship::Grant,
};
use sync::{SpaceId, small::SmallMap};

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
    /// Whether all that was said about them stands there too, or of that answers only.
    with_said: bool,
}

impl Looking<'_> {
    /// What has come from somebody. Requests are left out where they stand on the page themselves.
    pub(super) fn news(&self, relationship: RelationshipId, but_requests: bool) -> Option<News> {
        let shared = self.shared(relationship)?;
        let mut arrived: SmallMap<(u32, Option<u32>), u32> = SmallMap::new();
        let mut up_to: SmallMap<WriterId, Clock> = SmallMap::new();
        for arrival in
            self.arrivals(&shared).iter().filter(|arrival| self.noticed.is_new(shared.space, arrival))
        {
            if but_requests && self.asks(arrival.kind) {
                continue;
            }
            *arrived.get_or_insert_with((arrival.kind, arrival.about), || 0) += 1;
            let newest = up_to.get_or_insert_with(arrival.stamp.writer, Clock::default);
            *newest = arrival.stamp.clock.max(*newest);
        }
        let mut arrived: Vec<Arrived> =
            arrived.into_iter().map(|((kind, about), count)| Arrived { kind, about, count }).collect();
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
        let shares = self.theirs(shared).into_iter().map(|grant| arrival(grant, None));
        let said = self.said_by_them(shared).into_iter();
        shares.chain(said.map(|(about, grant)| arrival(grant, Some(about)))).collect()
    }

    /// What somebody asks for and has no reply yet.
    pub(in crate::app) fn requests(&self) -> Vec<Request> {
        let mut waiting = Vec::new();
        for (relationship, ..) in self.spaces.vault().present_relationships() {
            let Some(shared) = self.shared(relationship) else { continue };
            let replies = self.replies(&shared, shared.mine);
            let asks = self.theirs(&shared).into_iter().filter(|grant| self.asks(grant.content.number()));
            let open = asks.filter(|grant| replies.newest_grant(grant).is_none());
            let space = shared.space;
            waiting.extend(open.map(|grant| Request { relationship, space, arrival: arrival(grant, None) }));
        }
        waiting
    }
}

fn arrival(grant: &Grant, about: Option<u32>) -> Arrival {
    let (item, kind) = (grant.item, grant.content.number());
    Arrival { item, kind, about, stamp: grant.stamp, origin: grant.origin }
}

/// What of others' stands on a page. `free` is how many of today's things have room for a request.
pub(in crate::app) fn standing(look: &Look, page: &Page, free: usize) -> Vec<Standing> {
    let own = |items: &mut dyn Iterator<Item = ItemId>| Standing {
        relationship: None,
        items: items.collect(),
        with_said: false,
    };
    let replied = |own: &&crate::look::OwnItem| !own.replies.is_empty();
    match (look, page) {
        (Look::Today, Page::Today(today)) => {
            let waiting = today.asked.iter().filter(|asked| asked.item.reply.is_none()).take(free);
            let standing = waiting.map(|asked| Standing {
                relationship: Some(asked.relationship),
                items: BTreeSet::from([asked.item.item]),
                with_said: false,
            });
            standing.collect()
        }
        (Look::Between { relationship, .. }, Page::Between(lists)) => {
            let theirs = lists.iter().flat_map(|between| &between.theirs);
            let owns = lists.iter().flat_map(|between| &between.own.items);
            vec![
                Standing {
                    relationship: Some(*relationship),
                    items: theirs.map(|theirs: &TheirItem| theirs.item).collect(),
                    with_said: false,
                },
                own(&mut owns.filter(replied).map(|own| own.item)),
            ]
        }
        (Look::Together { relationship, item, .. }, Page::Together(Some(_))) => vec![Standing {
            relationship: Some(*relationship),
            items: BTreeSet::from([*item]),
            with_said: true,
        }],
        (Look::Dyad { relationship }, Page::Dyad(dyad)) => vec![Standing {
            relationship: Some(*relationship),
            items: dyad.theirs.iter().map(|(item, _)| *item).collect(),
            with_said: false,
        }],
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

    /// Whether something that came stands there.
    pub(in crate::app) fn holds(&self, arrival: &Arrival) -> bool {
        let is_drawn = self.with_said || arrival.about.is_none() || arrival.kind == GivenAnswer::NUMBER;
        is_drawn && self.items.contains(&arrival.item)
    }
}

/// How many requests have room on Today, beside so many links that are being compared.
pub(in crate::app) fn room_on_today(comparing: usize) -> usize {
    TODAY_MAX.saturating_sub(comparing)
}
