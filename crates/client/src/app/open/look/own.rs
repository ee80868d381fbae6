//! The person's own things.

use model::{ClockUnit, Content, Day, ItemId, RelationshipId, Shape, Value, kind::Slot};

use super::{Looking, overview::Overview};
use crate::look::{Only, OwnItem, OwnList, ReplyFrom, SharedWith};

const SECONDS_PER_DAY: u64 = 24 * 60 * 60;

/// What is looked for, made ready to be compared.
enum Sought {
    Days(Day, Day),
    Saying(Vec<String>),
}

/// The day that a field holds, if it holds one.
fn day_of(shape: &Shape, value: &Value<'_>) -> Option<Day> {
    match (shape, value) {
        (Shape::Optional(shape), value) => day_of(shape, value),
        (Shape::Day, Value::Number(day)) => u32::try_from(*day).ok().map(Day),
        _ => None,
    }
}

/// The first day that a record says it is about.
fn first_day(fields: &[(&Slot, Value<'_>)]) -> Option<Day> {
    fields.iter().find_map(|(slot, value)| day_of(&slot.shape, value))
}

/// What is written in a field, without capital letters.
fn folded(value: &Value<'_>) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.to_lowercase()),
        _ => None,
    }
}

impl Looking<'_> {
    /// The newest of a kind: those about one relationship, or all.
    pub(super) fn look_own(&self, kind: u32, about: Option<RelationshipId>, up_to: u32) -> OwnList {
        let overview = self.overview(up_to);
        let (newest, count) = overview.newest(kind, about, up_to as usize);
        let more = u32::try_from(count - newest.len()).unwrap_or(u32::MAX);
        let items = newest.into_iter().filter_map(|item| self.own_item(&overview, item)).collect();
        OwnList { kind, items, more }
    }

    /// The newest of a kind, and nothing of what others have to do with them.
    pub(super) fn look_alone(&self, kind: u32, up_to: u32) -> OwnList {
        let mut own = self.look_own(kind, None, up_to);
        for item in &mut own.items {
            item.shared.clear();
            item.replies.clear();
        }
        own
    }

    /// The newest of a kind that are looked for.
    pub(super) fn look_only(&self, kind: u32, only: &Only, up_to: u32) -> OwnList {
        let sought = match only {
            Only::About { relationship } => return self.look_own(kind, Some(*relationship), up_to),
            Only::NewestAboutEach => {
                let present = self.spaces.vault().present_relationships().into_iter();
                let newest = present.flat_map(|(with, ..)| self.look_own(kind, Some(with), 1).items);
                return OwnList { kind, items: newest.collect(), more: 0 };
            }
            Only::Days { from, to } => Sought::Days(*from, *to),
            Only::Saying { words } => {
                Sought::Saying(words.split_whitespace().map(str::to_lowercase).collect())
            }
        };
        let overview = self.overview(u32::MAX);
        let (all, _) = overview.newest(kind, None, usize::MAX);
        let found: Vec<ItemId> = all.into_iter().filter(|item| self.is_sought(*item, &sought)).collect();
        let (shown, rest) = found.split_at(found.len().min(up_to as usize));
        let items = shown.iter().filter_map(|item| self.own_item(&overview, *item)).collect();
        OwnList { kind, items, more: u32::try_from(rest.len()).unwrap_or(u32::MAX) }
    }

    /// The first day that a record says it is about.
    pub(super) fn first_day(&self, content: &Content) -> Option<Day> {
        first_day(&self.spaces.kinds().fields(content).ok()?)
    }

    fn is_sought(&self, item: ItemId, sought: &Sought) -> bool {
        let Some((_, written)) = self.spaces.vault().newest_listed(item) else { return false };
        let Ok(fields) = self.spaces.kinds().fields(&written.value.content) else { return false };
        match sought {
            Sought::Days(from, to) => {
                let said = first_day(&fields);
                // Records without a day of their own come from before there was one in them; where they were written is not known any more.
                let written_day = || written.stamp.clock.unix_s(ClockUnit::Second) / SECONDS_PER_DAY;
                let day = said.or_else(|| u32::try_from(written_day()).ok().map(Day));
                day.is_some_and(|day| (*from..=*to).contains(&day))
            }
            Sought::Saying(words) => {
                let text: Vec<String> = fields.iter().filter_map(|(_, value)| folded(value)).collect();
                words.iter().all(|word| text.iter().any(|text| text.contains(word.as_str())))
            }
        }
    }

    /// One thing, if it is there.
    pub(super) fn look_item(&self, item: ItemId) -> Option<OwnItem> {
        self.own_item(&self.overview(0), item)
    }

    fn own_item(&self, overview: &Overview, item: ItemId) -> Option<OwnItem> {
        let vault = self.spaces.vault();
        let versions = vault.items.get(&item)?;
        let (version, newest) = versions.newest_where(|written| vault.lists(written))?;
        let (content, about) = (&newest.value.content, newest.value.about);
        if !self.reads(content) || !self.spaces.kinds().is_placed(content, about) {
            return None;
        }
        let siblings = versions.siblings_where(|written| vault.lists(written)).into_iter();
        Some(OwnItem {
            item,
            version,
            content: content.clone(),
            about,
            written_s: newest.stamp.clock.unix_s(ClockUnit::Second),
            shared: overview
                .seen(item)
                .map(|(relationship, seen)| SharedWith {
                    relationship,
                    newest: seen.is_newest,
                    delivered: self
                        .spaces
                        .live_link(relationship)
                        .is_none_or(|space| self.is_delivered(space, seen.origin)),
                })
                .collect(),
            replies: overview
                .seen(item)
                .filter_map(|(relationship, seen)| {
                    Some(ReplyFrom { relationship, reply: seen.reply.clone()? })
                })
                .collect(),
            siblings: siblings.map(|sibling| self.shown(&sibling.value.content)).collect(),
        })
    }
}
