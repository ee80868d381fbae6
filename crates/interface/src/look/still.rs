//! What comes from others does not move what a person looks at. Pure functions from what stands there and what there is by now to
//! what stands there from now on; the rest waits until the person wants to see it or goes elsewhere.
//!
//! Three things do not wait: what the person did themselves, what was withdrawn (its words go at once, its place stays), and what
//! is said in a line that keeps its place, such as whether the relay has something.

use model::RelationshipId;

use super::{
    Arrived, Asked, Between, Counts, Dyad, News, OwnItem, OwnList, Page, SharedItem, SharedWith, TheirItem,
    TheySee, Today, Trial, WAITING_MAX,
};
pub use lost::lost;

use crate::view::{Frame, LinkView, Notice, RelationshipView, devices::DeviceView};

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
        (Page::Between(shown), Page::Between(newest)) if shown.len() == newest.len() => {
            let lists = shown.iter().zip(newest).map(|(shown, newest)| between(shown, newest, asked));
            Still::all(lists.collect()).map(Page::Between)
        }
        (Page::Together(Some(shown)), Page::Together(newest)) => {
            together::still(shown, newest.as_deref(), asked).map(|stays| Page::Together(stays.map(Box::new)))
        }
        (Page::Own(shown), Page::Own(newest)) if !asked && shown.len() == newest.len() => {
            let lists = shown.iter().zip(newest).map(|(shown, newest)| own(shown, newest)).collect();
            Still::of(Page::Own(lists), &Page::Own(newest.clone()))
        }
        (Page::Item(Some(shown)), Page::Item(newest)) if !asked => {
            let stays =
                newest.as_ref().map_or_else(|| shown.clone(), |newest| Box::new(own_item(shown, newest)));
            Still::of(Page::Item(Some(stays)), &Page::Item(newest.clone()))
        }
        // With the end of a link nothing is seen any more, and nothing must say so.
        (Page::TheySee(shown), Page::TheySee(newest)) if !asked && !newest.items.is_empty() => {
            Still::of(Page::TheySee(they_see(shown, newest)), &Page::TheySee(newest.clone()))
        }
        (Page::With(shown), Page::With(newest)) => {
            let news = still_there(shown.news.as_slice(), newest.news.as_slice()).pop();
            let counts = if asked { newest } else { shown };
            let stays = Counts { news, ..counts.clone() };
            Still::of(Page::With(stays), &Page::With(newest.clone()))
        }
        (Page::Shared(_), Page::Shared(_))
        | (Page::Late(_), Page::Late(_))
        | (Page::Picture(_), Page::Picture(_))
        | (Page::Trial(_), Page::Trial(Trial { item: Some(_), .. }))
            if !asked =>
        {
            Still::of(shown.clone(), newest)
        }
        // What was taken back or ended goes at once, and with it the figures; the days that one composes of stay as they are.
        (Page::Dyad(shown), Page::Dyad(newest)) if !asked => {
            let stays = Dyad { kept: shown.kept.clone(), ..newest.clone() };
            Still::of(Page::Dyad(stays), &Page::Dyad(newest.clone()))
        }
        _ => Still { stays: newest.clone(), waits: false },
    }
}

/// What of the frame a place draws: what it does not draw changes nothing there, and waits for nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Drawn {
    /// Who there is, and how far the link with them is.
    pub links: bool,
    /// Notices.
    pub notices: bool,
    /// What there is to be looked at.
    pub tasks: bool,
    /// The person's own devices.
    pub devices: bool,
    /// A person waits there for the other, or for another device of their own: how far that is is shown at once, with all that belongs to
    /// it.
    pub awaits: bool,
}

/// Holds still what stands around a page.
pub fn frame(shown: &Frame, newest: &Frame, drawn: Drawn) -> Still<Frame> {
    if drawn.awaits && ways(shown) != ways(newest) {
        return Still { stays: newest.clone(), waits: false };
    }
    let mut stays = newest.clone();
    if drawn.links {
        let names = |shown: &RelationshipView| {
            let newest = newest.relationships.iter().find(|newest| newest.id == shown.id);
            newest.filter(|newest| is_as_far(&shown.link, &newest.link)).unwrap_or(shown).clone()
        };
        stays.relationships = shown.relationships.iter().map(names).collect();
    }
    if drawn.notices {
        // That nothing can be stored is the answer to what the person does.
        let is_own = |notice: &&Notice| matches!(notice, Notice::StorageFull);
        let own = newest.notices.iter().filter(is_own);
        stays.notices = own.chain(shown.notices.iter().filter(|notice| !is_own(notice))).cloned().collect();
    }
    if drawn.tasks {
        (stays.recovery, stays.review_due) = (shown.recovery, shown.review_due);
    }
    if drawn.devices && !are_same(&shown.devices.devices, &newest.devices.devices) {
        stays.devices.devices.clone_from(&shown.devices.devices);
    }
    let waits = sorted(&stays) != sorted(newest);
    Still { stays, waits }
}

/// How far everything is that a person may wait for.
fn ways(frame: &Frame) -> (Vec<(RelationshipId, core::mem::Discriminant<LinkView>)>, [bool; 3]) {
    let links = frame.relationships.iter().map(|known| (known.id, core::mem::discriminant(&known.link)));
    let devices = &frame.devices;
    (links.collect(), [devices.offer.is_some(), devices.is_erasing, devices.words_wait])
}

fn are_same(shown: &[DeviceView], newest: &[DeviceView]) -> bool {
    shown.len() == newest.len() && shown.iter().all(|shown| newest.iter().any(|newest| newest.id == shown.id))
}

fn sorted(frame: &Frame) -> Frame {
    let mut frame = frame.clone();
    frame.notices.sort_unstable();
    frame
}

impl<T: PartialEq> Still<T> {
    fn of(stays: T, newest: &T) -> Self {
        let waits = stays != *newest;
        Self { stays, waits }
    }

    fn all(parts: Vec<Self>) -> Still<Vec<T>> {
        let waits = parts.iter().any(|part| part.waits);
        Still { stays: parts.into_iter().map(|part| part.stays).collect(), waits }
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
        // Of what has a reply only the newest stand there, of the rest so many: the others are not gone.
        let waiting = newest.asked.iter().filter(|newest| newest.relationship == shown.relationship);
        let is_full = waiting.filter(|newest| newest.item.reply.is_none()).count() >= WAITING_MAX;
        let may_stand = shown.item.reply.is_some() || is_full;
        let found = find(shown).or_else(|| may_stand.then_some(shown));
        let item = their_item(&shown.item, found.map(|found| &found.item), asked);
        Asked { relationship: shown.relationship, item }
    });
    let own = if asked { newest } else { shown };
    let stays = Today {
        asked: items.collect(),
        written: own.written.clone(),
        of_today: own.of_today.clone(),
        news: still_there(&shown.news, &newest.news),
        pauses: own.pauses.clone(),
        trials: own.trials.clone(),
        reflected: own.reflected.clone(),
    };
    let there = stays.asked.iter().filter(|asked| find(asked).is_some());
    let of_own = |today: &Today| {
        let Today { written, of_today, pauses, trials, reflected, .. } = today.clone();
        (written, of_today, pauses, trials, reflected)
    };
    let is_same = of_own(own) == of_own(newest);
    let waits = !there.eq(newest.asked.iter()) || !is_same || stays.news != newest.news;
    Still { stays, waits }
}

fn between(shown: &Between, newest: &Between, asked: bool) -> Still<Between> {
    let find = |shown: &TheirItem| newest.theirs.iter().find(|newest| newest.item == shown.item);
    // What stands behind the last that fits on the page now is not gone, if there is more than fits.
    let last = newest.theirs.last().filter(|_| newest.more_theirs > 0);
    let last = last.map(|last| shown.theirs.iter().position(|item| item.item == last.item));
    let theirs = shown.theirs.iter().enumerate().map(|(place, item)| {
        // Where none of the newest was there before, all that was there may stand behind.
        let is_behind = last.is_some_and(|last| last.is_none_or(|last| place > last));
        their_item(item, find(item).or_else(|| is_behind.then_some(item)), asked)
    });
    let theirs: Vec<TheirItem> = theirs.collect();
    let own = if asked { newest.own.clone() } else { own(&shown.own, &newest.own) };
    let there = theirs.iter().filter(|item| find(item).is_some());
    let standings = if asked { &newest.standings } else { &shown.standings };
    let waits = !there.eq(newest.theirs.iter()) || own != newest.own || *standings != newest.standings;
    let (kind, standings) = (shown.kind, standings.clone());
    Still { stays: Between { kind, standings, theirs, more_theirs: shown.more_theirs, own }, waits }
}

/// The news that stand there without what was withdrawn, or seen elsewhere, since they were said. What came since waits.
fn still_there(shown: &[News], newest: &[News]) -> Vec<News> {
    let of_one = |shown: &News| {
        let newest = newest.iter().find(|newest| newest.relationship == shown.relationship)?;
        let left = |arrived: &Arrived| {
            let is_it = |newest: &&Arrived| (newest.kind, newest.about) == (arrived.kind, arrived.about);
            let newest = newest.arrived.iter().find(is_it)?;
            Some(Arrived { count: newest.count.min(arrived.count), ..*arrived })
        };
        let arrived: Vec<Arrived> = shown.arrived.iter().filter_map(left).collect();
        // With nothing but this there, putting it away is to reach as far as what is there.
        let is_all = arrived == newest.arrived;
        (!arrived.is_empty()).then(|| if is_all { newest.clone() } else { News { arrived, ..shown.clone() } })
    };
    shown.iter().filter_map(of_one).collect()
}

/// Something of the other's as it stands there, without its words when it was withdrawn.
fn their_item(shown: &TheirItem, newest: Option<&TheirItem>, asked: bool) -> TheirItem {
    match newest {
        // Who shares a newer version withdraws the older one first: its words come back to their place.
        Some(newest) if shown.content.is_none() => newest.clone(),
        Some(newest) if asked && newest.content == shown.content => {
            TheirItem { reply: newest.reply.clone(), ..shown.clone() }
        }
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
    // Whether the relay has it is said in its line, as of what the other sees.
    for shared in &mut stays.shared {
        let whose = |of: &SharedWith| (of.relationship, of.newest);
        let newest = newest.shared.iter().find(|newest| whose(newest) == whose(shared));
        shared.delivered = newest.map_or(shared.delivered, |newest| newest.delivered);
    }
    stays
}

/// What the other sees, as it stands there; whether the relay has it already is said in its line.
fn they_see(shown: &TheySee, newest: &TheySee) -> TheySee {
    let item = |shown: &SharedItem| {
        let is_it = |newest: &&SharedItem| newest.grant == shown.grant && newest.content == shown.content;
        let Some(newest) = newest.items.iter().find(is_it) else { return shown.clone() };
        // Other words of what it was said about wait; words that were withdrawn go.
        let about = shown.about.clone().filter(|_| newest.about.is_some());
        SharedItem { about, ..newest.clone() }
    };
    TheySee { items: shown.items.iter().map(item).collect(), more: shown.more }
}

mod lost;
mod together;

#[cfg(test)]
mod tests;
