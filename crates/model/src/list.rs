//! What a version of the app knows of kinds: reading records, and what may be granted.

use std::borrow::Cow;

use crate::{
    Day, ItemId, RelationshipId, Written,
    content::{Content, ReplyContent, SharedContent},
    kind::{Slot, Unreadable},
    kinds::{COPIES, Description, Listed, Part},
    seen::with_plain_lines,
    value::Value,
};

/// Kinds that a version of the app knows. A later one knows more.
#[derive(Debug, Clone, Copy)]
pub struct List {
    kinds: &'static [Description],
}

/// Why something cannot be granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotGrantable {
    /// Its kind is not one for this.
    #[error("things of this kind are never shared")]
    Never,
    /// This version of the app does not understand all of it, so it can show no preview of it.
    #[error("it cannot be previewed")]
    Unreadable,
}

impl List {
    /// A list of these kinds. The app has one, [`LIST`](crate::kinds::LIST); others stand for other versions of it in tests.
    pub const fn of(kinds: &'static [Description]) -> Self {
        Self { kinds }
    }

    /// Every kind.
    pub fn all(&self) -> &'static [Description] {
        self.kinds
    }

    /// The kind of a number.
    pub fn get(&self, number: u32) -> Option<&'static Description> {
        self.kinds.iter().find(|kind| kind.number == number)
    }

    /// The kind of a name.
    pub fn named(&self, name: &str) -> Option<&'static Description> {
        self.kinds.iter().find(|kind| kind.name == name)
    }

    /// What a record says, field by field, each within its limits. Lines of a text end in [one way](with_plain_lines).
    ///
    /// # Errors
    /// [`Unreadable`] if this list does not know its kind, or a field does not fit.
    pub fn fields<'a>(&self, content: &'a Content) -> Result<Vec<(&'static Slot, Value<'a>)>, Unreadable> {
        let mut fields = self.fields_as_written(content)?;
        fields.iter_mut().for_each(|(_, value)| plain_lines(value));
        Ok(fields)
    }

    /// The same as it was written, to the letter: from these values the same record can be made again.
    ///
    /// # Errors
    /// As [`List::fields`].
    pub fn fields_as_written<'a>(
        &self,
        content: &'a Content,
    ) -> Result<Vec<(&'static Slot, Value<'a>)>, Unreadable> {
        let slots = self.slots(content)?;
        let mut fields = Vec::with_capacity(slots.len());
        content.each(slots, &mut |slot, value| fields.push((slot, value)))?;
        Ok(fields)
    }

    fn slots(&self, content: &Content) -> Result<&'static [Slot], Unreadable> {
        self.get(content.number()).map(|kind| kind.slots).ok_or(Unreadable::NEWER)
    }

    /// Whether every field of a record can be read, without keeping any.
    ///
    /// # Errors
    /// As [`List::fields`].
    pub fn check_fields(&self, content: &Content) -> Result<(), Unreadable> {
        content.each(self.slots(content)?, &mut |_, _| {})
    }

    /// Whether a version of an item is about a relationship, if its kind needs one: else it belongs nowhere, and cannot be shown.
    pub fn is_placed(&self, content: &Content, about: Option<RelationshipId>) -> bool {
        about.is_some() || self.get(content.number()).is_none_or(|kind| !kind.needs_relationship)
    }

    /// A record as its kind's type; nothing if it is of another kind.
    pub fn read<K: Listed>(&self, content: &Content) -> Option<Result<K, Unreadable>> {
        let kind = self.get(K::NUMBER).filter(|kind| kind.number == content.number())?;
        Some(content.values(kind.slots).and_then(K::of_values))
    }

    /// Exactly what somebody would see of a record that is shared with them: itself, or the copy that its kind makes.
    ///
    /// # Errors
    /// [`NotGrantable`].
    pub fn shareable(&self, content: Content) -> Result<SharedContent, NotGrantable> {
        let copied = COPIES.iter().find(|(number, _)| *number == content.number());
        let content = match copied {
            None => content,
            Some(_) if !self.is_whole(&content) => return Err(NotGrantable::Unreadable),
            Some((_, copy)) => copy(self, &content).ok_or(NotGrantable::Unreadable)?,
        };
        self.check(&content, Part::Shareable).map(|()| SharedContent(content))
    }

    /// The name of the thing that a record belongs to, if there is one for each day, or for each relationship.
    pub fn name_of_day(&self, written: &Written) -> Option<ItemId> {
        let Written { about, content } = written;
        let kind = self.get(content.number())?;
        if kind.one_each {
            return Some(name_of_one(kind.number, *about));
        }
        if !kind.each_day {
            return None;
        }
        let fields = content.values(kind.slots).ok()?;
        let Some(Value::Number(day)) = fields.first() else { return None };
        let day = u32::try_from(*day).ok()?;
        Some(name_of_day(kind.number, Day(day), *about))
    }

    /// A record that can be written to something granted.
    ///
    /// # Errors
    /// [`NotGrantable`].
    pub fn reply(&self, content: Content) -> Result<ReplyContent, NotGrantable> {
        self.check(&content, Part::Reply).map(|()| ReplyContent(content))
    }

    fn check(&self, content: &Content, part: Part) -> Result<(), NotGrantable> {
        let kind = self.get(content.number()).ok_or(NotGrantable::Unreadable)?;
        if kind.part != part {
            return Err(NotGrantable::Never);
        }
        if self.is_whole(content) { Ok(()) } else { Err(NotGrantable::Unreadable) }
    }

    /// What may be done with a record; nothing that this list knows of if it is of a kind that it does not know.
    pub fn part(&self, content: &Content) -> Option<Part> {
        self.get(content.number()).map(|kind| kind.part)
    }

    /// Whether this version understands every byte of a record: what it shows of it is all there is. Fields that an older version did not
    /// write yet are no hindrance.
    pub fn is_whole(&self, content: &Content) -> bool {
        let Some(kind) = self.get(content.number()) else { return false };
        let written = content.count();
        let is_same = |values: Vec<Value<'_>>| {
            values.get(..written).is_some_and(|written| Content::of_values(kind.number, written) == *content)
        };
        content.values(kind.slots).is_ok_and(is_same)
    }
}

fn plain_lines(value: &mut Value<'_>) {
    match value {
        Value::Text(text) => {
            if let Cow::Owned(plain) = with_plain_lines(text) {
                *text = Cow::Owned(plain);
            }
        }
        Value::Several(values) => values.iter_mut().for_each(plain_lines),
        Value::Number(_) | Value::Absent => {}
    }
}

/// The name of the one thing of a kind for a day, and for the relationship that it is about: the first 16 bytes of BLAKE3 of the kind's
/// number and the day (four bytes each, the lowest first) and of the relationship's name, if any, in a context of its own.
pub fn name_of_day(number: u32, day: Day, about: Option<RelationshipId>) -> ItemId {
    let mut hasher = blake3::Hasher::new_derive_key("counterpoint 1 model: one each day");
    hasher.update(&number.to_le_bytes());
    hasher.update(&day.0.to_le_bytes());
    hasher.update(about.as_ref().map(|about| about.0.as_slice()).unwrap_or_default());
    let mut name = [0; 16];
    hasher.finalize_xof().fill(&mut name);
    ItemId(name)
}

/// The name of the one thing of a kind for the relationship that it is about: that of its day 0.
pub fn name_of_one(number: u32, about: Option<RelationshipId>) -> ItemId {
    name_of_day(number, Day(0), about)
}
