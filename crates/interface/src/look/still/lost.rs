//! What went from under somebody's eyes: its place is to be kept.

use model::ItemId;

use super::super::{Between, OwnItem, Page, TheirItem, Topic};

/// The things of which words went that stood there: their places are to be kept.
pub fn lost(shown: &Page, stays: &Page) -> Vec<ItemId> {
    // Of a page that gave way to another nothing went: it stands where it stood.
    if core::mem::discriminant(shown) != core::mem::discriminant(stays) {
        return Vec::new();
    }
    let left = words(stays);
    let of = |item: &ItemId, from: &[(ItemId, usize)]| {
        from.iter().filter(|(known, _)| known == item).map(|(_, words)| words).sum::<usize>()
    };
    let shown = words(shown);
    let fewer = shown.iter().filter(|(item, words)| of(item, &left) < *words);
    fewer.map(|(item, _)| *item).collect()
}

/// How much of others' words stands on a page, by what it belongs to.
fn words(page: &Page) -> Vec<(ItemId, usize)> {
    let theirs = |item: &TheirItem| (item.item, usize::from(item.content.is_some()));
    let replies = |item: &OwnItem| (item.item, item.replies.len());
    match page {
        Page::Today(today) => today.asked.iter().map(|asked| theirs(&asked.item)).collect(),
        Page::Between(lists) => {
            let of = |list: &Between| {
                let own = list.own.items.iter().map(replies);
                list.theirs.iter().map(theirs).chain(own).collect::<Vec<_>>()
            };
            lists.iter().flat_map(of).collect()
        }
        Page::Together(Some(together)) => {
            let said = together.said.iter().filter(|said| !said.is_own && said.content.is_some()).count();
            match &together.topic {
                Topic::Own(own) => vec![(own.item, said)],
                Topic::Theirs(item) => vec![(item.item, said + usize::from(item.content.is_some()))],
            }
        }
        Page::Own(lists) => lists.iter().flat_map(|list| list.items.iter().map(replies)).collect(),
        Page::Item(Some(item)) => vec![replies(item)],
        _ => Vec::new(),
    }
}
