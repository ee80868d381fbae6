//! What two people have shared with each other, for the screen.

use model::{
    Content, ItemId, Relationship, Side,
    fields::{Line, Name, Text},
    kinds::{Ask, Card, List, Listed, Part, SupportAnswer},
};
use sync::{EntryId, SpaceId};

use super::{Open, items::Items};
use crate::view::{AnswerView, SharedCardView, SharedContentView, SharedItemView, TheirAskView};

/// One side of a link's state, as seen from this person.
pub(super) struct Shared<'a> {
    pub(super) state: &'a Relationship,
    pub(super) mine: Side,
    pub(super) space: SpaceId,
}

impl Shared<'_> {
    /// What the other calls themselves, if that is a name.
    pub(super) fn their_name(&self) -> String {
        let part = self.state.part(self.mine.other());
        let name = part.name.as_ref().and_then(|name| Name::typed(&name.value).ok());
        name.map(Line::into_string).unwrap_or_default()
    }
}

impl Open {
    /// A record of a kind; nothing if this version of the app cannot read it.
    pub(super) fn read<K: Listed>(&self, content: &Content) -> Option<K> {
        self.spaces.kinds().read(content)?.ok()
    }

    /// Exactly what the other sees: every version and reply in force, newest first, and the name.
    pub(super) fn they_see(&self, shared: &Shared<'_>) -> Vec<SharedItemView> {
        let replica = self.spaces.replica(shared.space);
        let delivered = |origin: model::relationship::Origin| {
            replica.is_none_or(|replica| !replica.outbox().any(|entry| entry.id == EntryId(origin.0)))
        };
        let replies = shared.state.part(shared.mine).grants().filter(|(_, grant)| grant.is_reply());
        let mut all: Vec<_> = shared.state.visible(shared.mine).into_iter().chain(replies).collect();
        all.sort_by_key(|(_, grant)| core::cmp::Reverse(grant.stamp));
        let seen = all.into_iter().map(|(_, grant)| SharedItemView {
            item: Some(grant.item),
            content: self.content_view(&grant.content),
            shared_on: grant.on,
            delivered: delivered(grant.origin),
        });
        seen.chain(self.name_they_see(shared)).collect()
    }

    pub(super) fn content_view(&self, content: &Content) -> SharedContentView {
        let card = self.read(content).map(|Card { taste, text, note }| SharedContentView::Card {
            taste,
            text: text.into_string(),
            note: optional(note),
        });
        let ask = || {
            let Ask { need, text } = self.read(content)?;
            Some(SharedContentView::Ask { need, text: text.into_string() })
        };
        let answer = || {
            let SupportAnswer { answer, words } = self.read(content)?;
            Some(SharedContentView::Answer { answer, words: optional(words) })
        };
        card.or_else(ask).or_else(answer).unwrap_or(SharedContentView::Newer)
    }

    fn name_they_see(&self, shared: &Shared<'_>) -> Option<SharedItemView> {
        let name = shared.state.part(shared.mine).name.as_ref()?;
        let since = self.spaces.vault().links.get(&model::LinkId(shared.space.0)).and_then(|link| link.since);
        Some(SharedItemView {
            item: None,
            content: SharedContentView::Name(name.value.clone()),
            shared_on: since.unwrap_or(model::Day(0)),
            delivered: true,
        })
    }

    pub(super) fn their_cards(&self, shared: &Shared<'_>) -> Vec<SharedCardView> {
        let theirs = shared.state.visible(shared.mine.other()).into_iter();
        theirs
            .filter_map(|(_, grant)| {
                let card: Card = self.read(&grant.content)?;
                Some(SharedCardView {
                    taste: card.taste,
                    text: card.text.into_string(),
                    note: optional(card.note),
                    shared_on: grant.on,
                    item: grant.item,
                })
            })
            .collect()
    }

    pub(super) fn their_asks(&self, shared: &Shared<'_>) -> Vec<TheirAskView> {
        let theirs = shared.state.visible(shared.mine.other()).into_iter();
        theirs
            .filter_map(|(_, grant)| {
                let ask: Ask = self.read(&grant.content)?;
                let item = grant.item;
                Some(TheirAskView {
                    item,
                    need: ask.need,
                    text: ask.text.into_string(),
                    shared_on: grant.on,
                    answer: self.answer(shared, shared.mine, item),
                })
            })
            .collect()
    }

    /// The newest answer that one side gave to a request of the other, as that stands now.
    pub(super) fn answer(&self, shared: &Shared<'_>, by: Side, ask: ItemId) -> Option<AnswerView> {
        let replies = shared.state.replies(by, ask).into_iter();
        replies
            .filter_map(|(_, grant)| {
                let SupportAnswer { answer, words } = self.read(&grant.content)?;
                Some(AnswerView { answer, words: optional(words), on: grant.on })
            })
            .next()
    }

    /// How much of what stands here cannot be shown: what only a newer version of the app knows, and what does not fit, the other
    /// person's first of all. Of their own cards those count that would be on the screen.
    pub(super) fn not_shown(&self, items: &Items<'_>) -> NotShown {
        let mut not_shown = NotShown { newer: items.newer, unfit: items.unfit };
        let own = items.cards.iter().chain(&items.asks);
        own.for_each(|standing| not_shown.count(self.spaces.kinds(), standing.content()));
        for (relationship, ..) in self.spaces.vault().present_relationships() {
            let Some(shared) = self.shared(relationship) else { continue };
            for (_, grant) in shared.state.part(shared.mine.other()).grants() {
                let part = if grant.is_reply() { Part::Reply } else { Part::Shareable };
                if self.spaces.kinds().part(&grant.content).is_some_and(|is| is != part) {
                    not_shown.unfit += 1;
                } else {
                    not_shown.count(self.spaces.kinds(), &grant.content);
                }
            }
        }
        not_shown
    }
}

/// How many things cannot be shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct NotShown {
    pub(super) newer: u32,
    pub(super) unfit: u32,
}

impl NotShown {
    fn count(&mut self, kinds: &List, content: &Content) {
        match kinds.check_fields(content) {
            Ok(()) => {}
            Err(unreadable) if unreadable.is_newer() => self.newer += 1,
            Err(_) => self.unfit += 1,
        }
    }
}

/// A text that may be missing.
pub(super) fn optional(text: Option<Text>) -> String {
    text.map(Text::into_string).unwrap_or_default()
}
