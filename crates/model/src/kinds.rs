//! Every kind of record, and with it what may pass between two people: the list below is the consent policy.
//!
//! A kind stands in one of three parts. What is `own` stays between a person's own devices; there is no way from it into a
//! relationship. What is `shareable` crosses one version at a time, after a preview. A `reply` is written to something that
//! crossed. A number is a kind's for ever, wherever in the list it stands.

use crate::{
    ItemId, RelationshipId, Written,
    content::{Content, ReplyContent, SharedContent},
    kind::{Kind, Slot, Unreadable},
    value::Value,
};

/// Makes the list out of its three parts.
macro_rules! kinds {
    (
        own { $($own_number:literal $own_file:ident::$own:ident $(=> $copy:ident)?),* $(,)? }
        shareable { $($shareable_number:literal $shareable_file:ident::$shareable:ident),* $(,)? }
        reply { $($reply_number:literal $reply_file:ident::$reply:ident),* $(,)? }
    ) => {
        /// The kinds of this version of the app.
        pub static LIST: List = List::of(&[
            $(description::<$own>($own_number, Part::Own),)*
            $(description::<$shareable>($shareable_number, Part::Shareable),)*
            $(description::<$reply>($reply_number, Part::Reply),)*
        ]);

        /// What of an own kind can be shared as a copy, by the one function in its file that makes it.
        static COPIES: &[(u32, fn(&List, &Content) -> Option<Content>)] = &[
            $($((<$own as Listed>::NUMBER, copied::<$own, $copy>),)?)*
        ];

        /// What the documentation says of each kind, in the order of the list: about itself, and about each of its fields.
        pub fn documentation() -> Vec<(&'static str, &'static [&'static str])> {
            vec![
                $((<$own as Kind>::ABOUT, <$own as Kind>::MEANINGS),)*
                $((<$shareable as Kind>::ABOUT, <$shareable as Kind>::MEANINGS),)*
                $((<$reply as Kind>::ABOUT, <$reply as Kind>::MEANINGS),)*
            ]
        }

        $(kinds!(listed $own_number $own_file $own Own);)*
        $(kinds!(listed $shareable_number $shareable_file $shareable Shareable);)*
        $(kinds!(listed $reply_number $reply_file $reply Reply);)*
    };
    (listed $number:literal $file:ident $kind:ident $part:ident) => {
        mod $file;
        pub use $file::$kind;

        impl Listed for $kind {
            const NUMBER: u32 = $number;
        }
        impl sealed::$part for $kind {}
        impl $part for $kind {}
    };
}

kinds! {
    own {}
    shareable {
        1 card::Card,
        2 ask::Ask,
    }
    reply {
        3 answer::SupportAnswer,
    }
}

/// What may be done with the records of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// They never leave the person's own devices.
    Own,
    /// One version at a time can be granted to somebody.
    Shareable,
    /// They are written to something that was granted.
    Reply,
}

/// A kind, as those see it who walk through records of every kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Description {
    /// Its number in CBOR, which stands in its line of the list.
    pub number: u32,
    /// Its name.
    pub name: &'static str,
    /// What may be done with it.
    pub part: Part,
    /// Whether each of its records is about a relationship.
    pub needs_relationship: bool,
    /// Whether there is one record of it for each day, and for each relationship that it may be about.
    pub each_day: bool,
    /// Its fields.
    pub slots: &'static [Slot],
}

/// An own kind of which a copy can be shared: another record, previewed whole, that one function makes of it. Whatever that leaves
/// out stays the person's own. A kind without one is never shared in any form:
///
/// ```compile_fail,E0277
/// fn copy<K: model::kinds::Copied>() {}
/// copy::<model::kinds::SupportAnswer>();
/// ```
pub trait Copied: Own {
    /// The kind of the copy.
    type Copy: Shareable;

    /// The copy that somebody would see.
    fn copy(&self) -> Self::Copy;
}

#[cfg_attr(not(test), expect(dead_code, reason = "the first kind that makes copies comes next"))]
fn copied<K: Copied<Copy = C>, C: Shareable>(list: &List, content: &Content) -> Option<Content> {
    list.get(C::NUMBER)?;
    Some(Content::of(&list.read::<K>(content)?.ok()?.copy()))
}

/// A kind that stands in the list.
pub trait Listed: Kind {
    /// Its number.
    const NUMBER: u32;
}

/// A kind that only the person's own devices see.
pub trait Own: Listed + sealed::Own {}

/// A kind of which a version can be granted. The list decides, and nobody else:
///
/// ```compile_fail,E0277
/// model::kind! {
///     /// What was thought at night.
///     pub struct Thought "thought" {
///         /// In own words.
///         pub text: model::fields::Text,
///     }
/// }
/// impl model::kinds::Listed for Thought {
///     const NUMBER: u32 = 999;
/// }
/// impl model::kinds::Shareable for Thought {}
/// ```
pub trait Shareable: Listed + sealed::Shareable {}

/// A kind that is written to something granted. The list decides, and nobody else:
///
/// ```compile_fail,E0277
/// model::kind! {
///     /// What was thought at night.
///     pub struct Thought "thought" {
///         /// In own words.
///         pub text: model::fields::Text,
///     }
/// }
/// impl model::kinds::Listed for Thought {
///     const NUMBER: u32 = 999;
/// }
/// impl model::kinds::Reply for Thought {}
/// ```
pub trait Reply: Listed + sealed::Reply {}

mod sealed {
    pub trait Own {}
    pub trait Shareable {}
    pub trait Reply {}
}

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
    /// A list of these kinds. The app has one, [`LIST`]; others stand for other versions of it in tests.
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

    /// What a record says, field by field, each within its limits.
    ///
    /// # Errors
    /// [`Unreadable`] if this list does not know its kind, or a field does not fit.
    pub fn fields<'a>(&self, content: &'a Content) -> Result<Vec<(&'static Slot, Value<'a>)>, Unreadable> {
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

    /// The name of the thing that a record belongs to, if there is one for each day: the first 16 bytes of BLAKE3 of its kind's number
    /// and its day (four bytes each, the lowest first) and of the relationship that it is about, if any, in a context of its own.
    pub fn name_of_day(&self, written: &Written) -> Option<ItemId> {
        let Written { about, content } = written;
        let kind = self.get(content.number()).filter(|kind| kind.each_day)?;
        let fields = content.values(kind.slots).ok()?;
        let Some(Value::Number(day)) = fields.first() else { return None };
        let day = u32::try_from(*day).ok()?;
        let mut hasher = blake3::Hasher::new_derive_key("counterpoint 1 model: one each day");
        hasher.update(&kind.number.to_le_bytes());
        hasher.update(&day.to_le_bytes());
        hasher.update(about.as_ref().map(|about| about.0.as_slice()).unwrap_or_default());
        let mut name = [0; 16];
        hasher.finalize_xof().fill(&mut name);
        Some(ItemId(name))
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

/// How a kind is described that has this number and stands in this part of a list.
pub const fn description<K: Kind>(number: u32, part: Part) -> Description {
    let (needs_relationship, each_day) = (K::NEEDS_RELATIONSHIP, K::EACH_DAY);
    Description { number, name: K::NAME, part, needs_relationship, each_day, slots: K::SLOTS }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn numbers_names_and_fields_are_each_given_once() {
        let numbers: BTreeSet<_> = LIST.all().iter().map(|kind| kind.number).collect();
        let names: BTreeSet<_> = LIST.all().iter().map(|kind| kind.name).collect();
        assert_eq!((numbers.len(), names.len()), (LIST.all().len(), LIST.all().len()));
        for kind in LIST.all() {
            let fields: BTreeSet<_> = kind.slots.iter().map(|slot| slot.name).collect();
            assert_eq!(fields.len(), kind.slots.len(), "{}", kind.name);
        }
    }
}
