//! What comes from others does not move what a person looks at. Pure functions from what stands there and what there is by now to
//! what stands there from now on; the rest waits until the person wants to see it or goes elsewhere.
//!
//! Three things do not wait: what the person did themselves, what was withdrawn (its words go at once, its place stays), and what
//! is said in a line that keeps its place, such as whether the relay has something.

use super::{Asked, Between, OwnItem, OwnList, Page, SharedItem, TheirItem, TheySee, Today};
use crate::view::{Frame, LinkView, RelationshipView, devices::DeviceView};

/// What stands there from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Still<T> {
    /// That.
    pub stays: T,
    /// Whether there is more to show than that.
    pub waits: bool,
}

/// Holds a page still. `asked` is whether the person did what made it another.
pub fn page(shown: &Page, newest: &Page, asked: bool) -> Still<Page> {
    match (shown, newest) {
        (Page::Today(shown), Page::Today(newest)) => today(shown, newest, asked).map(Page::Today),
        (Page::Between(shown), Page::Between(newest)) => between(shown, newest, asked).map(Page::Between),
        (Page::Own(shown), Page::Own(newest)) if !asked && shown.len() == newest.len() => {
            let lists = shown.iter().zip(newest).map(|(shown, newest)| own(shown, newest)).collect();
            Still::of(Page::Own(lists), &Page::Own(newest.clone()))
        }
        (Page::Item(Some(shown)), Page::Item(newest)) if !asked => {
            let stays =
                newest.as_ref().map_or_else(|| shown.clone(), |newest| Box::new(own_item(shown, newest)));
            Still::of(Page::Item(Some(stays)), &Page::Item(newest.clone()))
        }
        (Page::TheySee(shown), Page::TheySee(newest)) if !asked => {
            Still::of(Page::TheySee(they_see(shown, newest)), &Page::TheySee(newest.clone()))
        }
        (Page::With(_), Page::With(_)) | (Page::Shared(_), Page::Shared(_)) if !asked => {
            Still::of(shown.clone(), newest)
        }
        _ => Still { stays: newest.clone(), waits: false },
    }
}

/// Holds still what stands around a page: notices, who there is and how far the link with them is, what there is to be looked at.
pub fn frame(shown: &Frame, newest: &Frame) -> Still<Frame> {
    let names = |shown: &RelationshipView| {
        let newest = newest.relationships.iter().find(|newest| newest.id == shown.id);
        newest.filter(|newest| is_as_far(&shown.link, &newest.link)).unwrap_or(shown).clone()
    };
    let stays = Frame {
        relationships: shown.relationships.iter().map(names).collect(),
        recovery: shown.recovery,
        review_due: shown.review_due,
        ..around(shown, newest)
    };
    Still::of(stays, newest)
}

/// The same for a page that shows nothing else. On some of these a person waits for what the other does, or another device of
/// their own: how far a link or a device is on its way is shown at once, with all that belongs to it.
pub fn frame_alone(shown: &Frame, newest: &Frame) -> Still<Frame> {
    let ways = |frame: &Frame| {
        frame
            .relationships
            .iter()
            .map(|known| (known.id, core::mem::discriminant(&known.link)))
            .collect::<Vec<_>>()
    };
    let is_on_its_way = ways(shown) != ways(newest)
        || (shown.devices.offer.is_some(), shown.devices.is_erasing, shown.devices.words_wait)
            != (newest.devices.offer.is_some(), newest.devices.is_erasing, newest.devices.words_wait);
    let stays = if is_on_its_way { newest.clone() } else { around(shown, newest) };
    Still::of(stays, newest)
}

/// The newest, with the notices and devices that stand there.
fn around(shown: &Frame, newest: &Frame) -> Frame {
    let mut stays = Frame { notices: shown.notices.clone(), ..newest.clone() };
    let is_there = |device: &DeviceView| newest.devices.devices.iter().any(|newest| newest.id == device.id);
    let is_same = shown.devices.devices.len() == newest.devices.devices.len();
    if !(is_same && shown.devices.devices.iter().all(is_there)) {
        stays.devices.devices.clone_from(&shown.devices.devices);
    }
    stays
}

/// Whether words went that stood there: their place is to be kept.
pub fn loses(shown: &Page, stays: &Page) -> bool {
    words(stays) < words(shown)
}

/// How much of others' words stands on a page.
fn words(page: &Page) -> usize {
    let theirs =
        |items: &mut dyn Iterator<Item = &TheirItem>| items.filter(|item| item.content.is_some()).count();
    let replies = |items: &[OwnItem]| items.iter().map(|item| item.replies.len()).sum::<usize>();
    match page {
        Page::Today(today) => theirs(&mut today.asked.iter().map(|asked| &asked.item)),
        Page::Between(between) => theirs(&mut between.theirs.iter()) + replies(&between.own.items),
        Page::Own(lists) => lists.iter().map(|list| replies(&list.items)).sum(),
        Page::Item(Some(item)) => item.replies.len(),
        _ => 0,
    }
}

impl<T: PartialEq> Still<T> {
    fn of(stays: T, newest: &T) -> Self {
        let waits = stays != *newest;
        Self { stays, waits }
    }

    fn map<U>(self, into: impl FnOnce(T) -> U) -> Still<U> {
        Still { stays: into(self.stays), waits: self.waits }
    }
}

fn is_as_far(shown: &LinkView, newest: &LinkView) -> bool {
    core::mem::discriminant(shown) == core::mem::discriminant(newest)
}

fn today(shown: &Today, newest: &Today, asked: bool) -> Still<Today> {
    let name = |asked: &Asked| (asked.relationship, asked.item.item);
    let find = |shown: &Asked| newest.asked.iter().find(|newest| name(newest) == name(shown));
    let items = shown.asked.iter().map(|shown| {
        // Of what has a reply only the newest stand there: the others are not gone.
        let found = find(shown).or_else(|| shown.item.reply.as_ref().map(|_| shown));
        let item = their_item(&shown.item, found.map(|found| &found.item), asked);
        Asked { relationship: shown.relationship, item }
    });
    let own = if asked { newest } else { shown };
    let stays =
        Today { asked: items.collect(), written: own.written.clone(), of_today: own.of_today.clone() };
    let there = stays.asked.iter().filter(|asked| find(asked).is_some());
    let waits =
        !there.eq(newest.asked.iter()) || own.written != newest.written || own.of_today != newest.of_today;
    Still { stays, waits }
}

fn between(shown: &Between, newest: &Between, asked: bool) -> Still<Between> {
    let find = |shown: &TheirItem| newest.theirs.iter().find(|newest| newest.item == shown.item);
    // What stands behind the last that fits on the page now is not gone, if there is more than fits.
    let last = newest.theirs.last().filter(|_| newest.more_theirs > 0);
    let last = last.and_then(|last| shown.theirs.iter().position(|item| item.item == last.item));
    let theirs = shown.theirs.iter().enumerate().map(|(place, item)| {
        let is_behind = last.is_some_and(|last| place > last);
        their_item(item, find(item).or_else(|| is_behind.then_some(item)), asked)
    });
    let theirs: Vec<TheirItem> = theirs.collect();
    let own = if asked { newest.own.clone() } else { own(&shown.own, &newest.own) };
    let there = theirs.iter().filter(|item| find(item).is_some());
    let waits = !there.eq(newest.theirs.iter()) || own != newest.own;
    Still { stays: Between { theirs, more_theirs: shown.more_theirs, own }, waits }
}

/// Something of the other's as it stands there, without its words when it was withdrawn.
fn their_item(shown: &TheirItem, newest: Option<&TheirItem>, asked: bool) -> TheirItem {
    match newest {
        Some(newest) if asked => TheirItem { reply: newest.reply.clone(), ..shown.clone() },
        Some(_) => shown.clone(),
        None => TheirItem { content: None, ..shown.clone() },
    }
}

fn own(shown: &OwnList, newest: &OwnList) -> OwnList {
    let item = |shown: &OwnItem| {
        let newest = newest.items.iter().find(|newest| newest.item == shown.item);
        newest.map_or_else(|| shown.clone(), |newest| own_item(shown, newest))
    };
    OwnList { items: shown.items.iter().map(item).collect(), ..*shown }
}

/// Something of the person's own as it stands there, without the replies that were withdrawn.
fn own_item(shown: &OwnItem, newest: &OwnItem) -> OwnItem {
    let mut stays = shown.clone();
    stays.replies.retain(|from| newest.replies.iter().any(|newest| newest.relationship == from.relationship));
    stays
}

/// What the other sees, as it stands there; whether the relay has it already is said in its line.
fn they_see(shown: &TheySee, newest: &TheySee) -> TheySee {
    let item = |shown: &SharedItem| {
        let is_it = |newest: &&SharedItem| newest.item == shown.item && newest.content == shown.content;
        newest.items.iter().find(is_it).unwrap_or(shown).clone()
    };
    TheySee { items: shown.items.iter().map(item).collect(), more: shown.more }
}

#[cfg(test)]
mod tests;
