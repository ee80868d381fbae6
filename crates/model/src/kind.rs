//! What a kind of record is: a name, and fields of known shapes, one after another.
//!
//! A kind is declared once, with [`kind!`](crate::kind!). Everything that walks through records (CBOR, JSON, pages, plain text,
//! samples, descriptions) is written once over [`Slot`]s and [`Value`]s, and never names a kind:
//!
//! ```text
//!            kind! { Card "card" { taste: Taste, text: Line, … } }
//!              │ values            ▲ of_values
//!              ▼                   │
//!  Content ◄── [Value, Value, …] ──┴─► JSON, a page, text, …        each value checked against its Slot's Shape
//! ```
//! A field's place is its number in CBOR, so fields are only ever added at the end, as `Option`s; its name is its field in JSON
//! and part of the key of its words.

use crate::value::{Fault, Shape, Value};

/// A kind of record.
pub trait Kind: Sized + Clone + core::fmt::Debug + PartialEq {
    /// Its name in JSON, and the beginning of the keys of its words.
    const NAME: &'static str;

    /// What it is, as its documentation says.
    const ABOUT: &'static str;

    /// What each of its fields means, as their documentation says.
    const MEANINGS: &'static [&'static str];

    /// Whether a record of it says something only about a relationship. One that is about none fits nowhere.
    const NEEDS_RELATIONSHIP: bool;

    /// Whether there is one record of it for each day, and for each relationship that it may be about: its first field is the day. Two
    /// devices that write of the same day write the same thing.
    const EACH_DAY: bool;

    /// Whether there is one record of it for each relationship that it may be about. Two devices that write one write the same thing.
    const ONE_EACH: bool;

    /// Whether a record of it asks the other person for an answer: yes, not now, or something else.
    const ASKS: bool;

    /// Whether the other person may answer one, asked or not.
    const TAKES_ANSWER: bool;

    /// Its fields, in the order of their numbers.
    const SLOTS: &'static [Slot];

    /// The values of its fields, in the same order.
    fn values(&self) -> Vec<Value<'_>>;

    /// The record that has these values.
    ///
    /// # Errors
    /// [`Unreadable`] if there are too few of them, or one does not fit its field.
    fn of_values(values: Vec<Value<'_>>) -> Result<Self, Unreadable>;
}

/// What can stand in a field: a type with a shape, in which its limits are.
pub trait Field: Sized {
    /// What it looks like from outside.
    const SHAPE: Shape;

    /// The value that is written for it.
    fn value(&self) -> Value<'_>;

    /// What a value means that fits [`Self::SHAPE`]. Called through [`Self::read`].
    ///
    /// # Errors
    /// [`Fault`] if it means nothing.
    fn of_fitting(value: Value<'_>) -> Result<Self, Fault>;

    /// What a value means, whoever wrote it.
    ///
    /// # Errors
    /// [`Fault`] if it does not fit.
    fn read(value: Value<'_>) -> Result<Self, Fault> {
        Self::SHAPE.check(&value)?;
        Self::of_fitting(value)
    }
}

/// A field of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// Its name.
    pub name: &'static str,
    /// What may stand in it.
    pub shape: Shape,
}

/// A record cannot be read by this version of the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the field {} cannot be read: {fault}", field.unwrap_or("(none)"))]
pub struct Unreadable {
    /// Which field, if it is one.
    pub field: Option<&'static str>,
    /// What is wrong with it.
    pub fault: Fault,
}

impl Unreadable {
    /// Of a kind, or with a choice, that only a newer version knows.
    pub const NEWER: Self = Self { field: None, fault: Fault::Newer };

    /// Whether a newer version of the app may read it.
    pub fn is_newer(&self) -> bool {
        self.fault == Fault::Newer
    }
}

/// Declares a kind: a struct whose fields have types that are [`Field`]s.
///
/// ```
/// use model::fields::{Line, Scale};
///
/// model::kind! {
///     /// A cup of tea.
///     pub struct Tea "tea" {
///         /// Which.
///         pub sort: Line,
///         /// How strong it was.
///         pub strength: Option<Scale<5>>,
///     }
/// }
/// let names: Vec<_> = <Tea as model::Kind>::SLOTS.iter().map(|slot| slot.name).collect();
/// assert_eq!(names, ["sort", "strength"]);
/// ```
///
/// One whose records say something only about a relationship says so behind its name:
///
/// ```
/// model::kind! {
///     /// A cup of tea that was drunk together.
///     pub struct TeaTogether "tea-together" about relationship {
///         /// Which.
///         pub sort: model::fields::Line,
///     }
/// }
/// assert!(<TeaTogether as model::Kind>::NEEDS_RELATIONSHIP);
/// ```
///
/// One of which there is one record for each day has the day as its first field, and says so as well:
///
/// ```
/// model::kind! {
///     /// The tea of a day.
///     pub struct DailyTea "daily-tea" each day {
///         /// Which day.
///         pub day: model::Day,
///         /// Which tea.
///         pub sort: model::fields::Line,
///     }
/// }
/// assert!(<DailyTea as model::Kind>::EACH_DAY);
/// ```
///
/// So does one of which there is one for each relationship, with `one each`.
///
/// One that the other person answers with yes, not now or something else says that it `asks answer`; one that they may answer, and need
/// not, that it `takes answer`:
///
/// ```
/// model::kind! {
///     /// An invitation to tea.
///     pub struct TeaInvitation "tea-invitation" about relationship asks answer {
///         /// Which.
///         pub sort: model::fields::Line,
///     }
/// }
/// assert!(<TeaInvitation as model::Kind>::ASKS && <TeaInvitation as model::Kind>::TAKES_ANSWER);
/// ```
///
/// A type without limits of its own cannot stand in one:
///
/// ```compile_fail,E0277
/// model::kind! {
///     /// A cup of tea.
///     pub struct Tea "tea" {
///         /// Any text of any length.
///         pub sort: String,
///     }
/// }
/// ```
#[macro_export]
macro_rules! kind {
    ($(#[doc = $about:literal])+ pub struct $kind:ident $name:literal $(about $whom:ident)? $(each $when:ident)? $(one $one:ident)? $(asks $what:ident)? $(takes $taken:ident)? {
        $($(#[doc = $means:literal])+ pub $field:ident: $type:ty),* $(,)?
    }) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $kind {
            $($(#[doc = $means])+ pub $field: $type,)*
        }

        impl $crate::Kind for $kind {
            const NAME: &'static str = $name;

            const ABOUT: &'static str = concat!($($about),+);

            const MEANINGS: &'static [&'static str] = &[$(concat!($($means),+)),*];

            const NEEDS_RELATIONSHIP: bool = !stringify!($($whom)?).is_empty();

            const EACH_DAY: bool = !stringify!($($when)?).is_empty();

            const ONE_EACH: bool = !stringify!($($one)?).is_empty();

            const ASKS: bool = !stringify!($($what)?).is_empty();

            const TAKES_ANSWER: bool = Self::ASKS || !stringify!($($taken)?).is_empty();

            const SLOTS: &'static [$crate::Slot] = &[
                $($crate::Slot { name: stringify!($field), shape: <$type as $crate::Field>::SHAPE },)*
            ];

            fn values(&self) -> Vec<$crate::Value<'_>> {
                vec![$($crate::Field::value(&self.$field)),*]
            }

            fn of_values(values: Vec<$crate::Value<'_>>) -> Result<Self, $crate::Unreadable> {
                let mut values = values.into_iter();
                $(let $field = $crate::kind::field(stringify!($field), values.next())?;)*
                Ok(Self { $($field),* })
            }
        }
    };
}

/// The next field of a record. One that an older version did not write is absent.
///
/// # Errors
/// [`Unreadable`], with the field's name.
pub fn field<F: Field>(name: &'static str, value: Option<Value<'_>>) -> Result<F, Unreadable> {
    F::read(value.unwrap_or(Value::Absent)).map_err(|fault| Unreadable { field: Some(name), fault })
}
