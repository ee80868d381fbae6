//! What a person's own items are, for the screen.

use core::cmp::Reverse;

use model::{
    Content, ItemId, Stamp, VersionId, Written,
    kinds::{Ask, Card, Listed},
    versions::Version,
};

use super::{Open, between::Shared};

/// An item that stands, by the newest of the versions that are shown.
pub(super) struct Standing<'a> {
    /// When that was written: beside the rest, so that sorting many follows no references.
    pub(super) stamp: Stamp,
    pub(super) item: ItemId,
    pub(super) version: VersionId,
    pub(super) newest: &'a Version<Written>,
    pub(super) versions: &'a model::Item,
}

/// What stands in the vault, as far as it is shown.
pub(super) struct Items<'a> {
    /// As many cards as are shown at once, newest first.
    pub(super) cards: Vec<Standing<'a>>,
    /// How many there are beside them.
    pub(super) more_cards: u32,
    /// Every request for support.
    pub(super) asks: Vec<Standing<'a>>,
    /// How many things there are of kinds that this version of the app does not know.
    pub(super) newer: u32,
    /// How many there are that should be about a relationship, and are about none.
    pub(super) unfit: u32,
}

/// What somebody sees of the person's items, in order of these.
#[derive(Default)]
pub(super) struct Seen<'a>(Vec<(ItemId, &'a Content)>);

impl<'a> Seen<'a> {
    pub(super) fn by(shared: &Shared<'a>) -> Self {
        let visible = shared.state.visible(shared.mine).into_iter();
        let mut seen: Vec<_> = visible.map(|(_, grant)| (grant.item, &grant.content)).collect();
        seen.sort_unstable_by_key(|(item, _)| *item);
        Self(seen)
    }

    pub(super) fn get(&self, item: ItemId) -> Option<&'a Content> {
        let index = self.0.binary_search_by_key(&item, |(item, _)| *item).ok()?;
        self.0.get(index).map(|(_, content)| *content)
    }
}

impl Standing<'_> {
    /// Newest first.
    pub(super) fn place(&self) -> (Reverse<Stamp>, ItemId) {
        (Reverse(self.stamp), self.item)
    }

    pub(super) fn content(&self) -> &Content {
        &self.newest.value.content
    }
}

impl Open {
    /// What stands in the vault, in one pass over it.
    pub(super) fn items(&self) -> Items<'_> {
        let (mut cards, mut asks) = (Vec::new(), Vec::new());
        let (mut all_cards, mut newer, mut unfit) = (0, 0, 0);
        let vault = self.spaces.vault();
        for (item, versions) in &vault.items {
            let listed = versions.newest_where(|written| vault.lists(written));
            let Some((version, newest)) = listed else { continue };
            let standing = Standing { stamp: newest.stamp, item: *item, version, newest, versions };
            match newest.value.content.number() {
                number if self.spaces.kinds().get(number).is_none() => newer += 1,
                _ if !self.spaces.kinds().is_placed(&newest.value.content, newest.value.about) => unfit += 1,
                Card::NUMBER => {
                    all_cards += 1;
                    cards.push(standing);
                    if cards.len() >= self.cards_shown.saturating_mul(SORTED_AT_ONCE) {
                        keep_newest(&mut cards, self.cards_shown);
                    }
                }
                Ask::NUMBER => asks.push(standing),
                _ => {}
            }
        }
        keep_newest(&mut cards, self.cards_shown);
        cards.sort_by_key(Standing::place);
        let more_cards = all_cards - cards.len();
        Items { cards, more_cards: u32::try_from(more_cards).unwrap_or(u32::MAX), asks, newer, unfit }
    }
}

/// How many times as many cards as are shown lie side by side before the oldest are let go.
const SORTED_AT_ONCE: usize = 8;

fn keep_newest(cards: &mut Vec<Standing<'_>>, shown: usize) {
    if cards.len() > shown {
        cards.select_nth_unstable_by_key(shown, Standing::place);
        cards.truncate(shown);
    }
}
