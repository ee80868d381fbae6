//! The types that stand in records. Each holds its limits: a value of such a type fits.

use std::borrow::Cow;

use crate::{
    Day,
    kind::Field,
    seen::{can_be_seen, with_plain_lines},
    value::{Fault, Shape, Value, one_line},
};

/// The most characters in a line.
pub const LINE_CHARACTERS_MAX: usize = 160;

/// The most characters in what stands as a heading: two lines on a phone.
pub const HEADING_CHARACTERS_MAX: usize = 80;

/// The most characters in a name.
pub const NAME_CHARACTERS_MAX: usize = 60;

/// The most characters in a text, unless a field says otherwise.
pub const TEXT_CHARACTERS_MAX: usize = 4_000;

/// A few words that stand as a heading, on pages, in lists and in questions.
pub type Heading = Line<HEADING_CHARACTERS_MAX>;

/// What a person, a relationship or a device is called.
pub type Name = Line<NAME_CHARACTERS_MAX>;

/// A type that holds a text of a shape.
macro_rules! worded {
    ($(#[$meta:meta])* $name:ident, $shape:ident, $default:ident, $tidied:expr) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name<const CHARACTERS_MAX: usize = $default>(String);

        impl<const CHARACTERS_MAX: usize> $name<CHARACTERS_MAX> {
            /// What a person typed, without white space around it. A line is one line however it was typed.
            ///
            /// # Errors
            /// [`Fault`] if nothing of it can be seen, or it does not fit.
            pub fn typed(text: &str) -> Result<Self, Fault> {
                if !can_be_seen(text) {
                    return Err(Fault::Empty);
                }
                let tidied: fn(&str) -> Cow<'_, str> = $tidied;
                Self::read(Value::Text(tidied(text)))
            }

            /// The same where nothing may be typed as well.
            ///
            /// # Errors
            /// [`Fault`] if it does not fit.
            pub fn typed_optional(text: &str) -> Result<Option<Self>, Fault> {
                if !can_be_seen(text) { Ok(None) } else { Self::typed(text).map(Some) }
            }

            /// What it says.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// What it says.
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl<const CHARACTERS_MAX: usize> Field for $name<CHARACTERS_MAX> {
            const SHAPE: Shape = Shape::$shape { characters_max: CHARACTERS_MAX };

            fn value(&self) -> Value<'_> {
                Value::Text(Cow::Borrowed(&self.0))
            }

            fn of_fitting(value: Value<'_>) -> Result<Self, Fault> {
                match value {
                    // Of a line nothing is changed: it has no end within.
                    Value::Text(text) => Ok(Self(match with_plain_lines(&text) {
                        Cow::Owned(plain) => plain,
                        Cow::Borrowed(_) => text.into_owned(),
                    })),
                    _ => Err(Fault::Sort),
                }
            }
        }
    };
}

worded! {
    /// A line: something, without a line break.
    Line, Line, LINE_CHARACTERS_MAX, |text| Cow::Owned(one_line(text))
}

worded! {
    /// A text: something, of as many lines as the person made, each ended by U+000A however it was written.
    Text, Text, TEXT_CHARACTERS_MAX, |text| with_plain_lines(text.trim())
}

/// A point of a scale of `POINTS`, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scale<const POINTS: u8>(u8);

impl<const POINTS: u8> Scale<POINTS> {
    /// The point, if there is one of that number.
    ///
    /// ```
    /// use model::fields::Scale;
    ///
    /// assert_eq!(Scale::<7>::new(7).map(Scale::point), Some(7));
    /// assert_eq!((Scale::<7>::new(0), Scale::<7>::new(8)), (None, None));
    /// ```
    pub fn new(point: u8) -> Option<Self> {
        (1..=POINTS).contains(&point).then_some(Self(point))
    }

    /// Its number.
    pub fn point(self) -> u8 {
        self.0
    }
}

impl<const POINTS: u8> Field for Scale<POINTS> {
    const SHAPE: Shape = Shape::Scale { points: POINTS };

    fn value(&self) -> Value<'_> {
        Value::Number(self.0.into())
    }

    fn of_fitting(value: Value<'_>) -> Result<Self, Fault> {
        let point = number(&value)?.try_into().map_err(|_| Fault::OutOfRange)?;
        Self::new(point).ok_or(Fault::OutOfRange)
    }
}

impl Field for Day {
    const SHAPE: Shape = Shape::Day;

    fn value(&self) -> Value<'_> {
        Value::Number(self.0.into())
    }

    fn of_fitting(value: Value<'_>) -> Result<Self, Fault> {
        number(&value)?.try_into().map(Self).map_err(|_| Fault::OutOfRange)
    }
}

/// A moment that its author chose to say: seconds since 1970-01-01 00:00 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub u64);

impl Field for Moment {
    const SHAPE: Shape = Shape::Moment;

    fn value(&self) -> Value<'_> {
        Value::Number(self.0)
    }

    fn of_fitting(value: Value<'_>) -> Result<Self, Fault> {
        number(&value).map(Self)
    }
}

/// A time of day where its author lives, with the zone that says where that is, so that it stays right when the clocks change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay {
    minutes: u16,
    zone: String,
}

impl TimeOfDay {
    /// So many minutes after midnight, in the zone of this name in the IANA database.
    ///
    /// # Errors
    /// [`Fault::OutOfRange`] if there is no such minute, or it cannot be the name of a zone.
    pub fn new(minutes: u16, zone: &str) -> Result<Self, Fault> {
        Self::read(Value::Several(vec![Value::Number(minutes.into()), Value::Text(Cow::Borrowed(zone))]))
    }

    /// Minutes after midnight.
    pub fn minutes(&self) -> u16 {
        self.minutes
    }

    /// The zone's name.
    pub fn zone(&self) -> &str {
        &self.zone
    }
}

impl Field for TimeOfDay {
    const SHAPE: Shape = Shape::TimeOfDay;

    fn value(&self) -> Value<'_> {
        Value::Several(vec![Value::Number(self.minutes.into()), Value::Text(Cow::Borrowed(&self.zone))])
    }

    fn of_fitting(value: Value<'_>) -> Result<Self, Fault> {
        match value {
            Value::Several(parts) => match <[Value<'_>; 2]>::try_from(parts) {
                Ok([minutes, Value::Text(zone)]) => Ok(Self {
                    minutes: number(&minutes)?.try_into().map_err(|_| Fault::OutOfRange)?,
                    zone: zone.into_owned(),
                }),
                _ => Err(Fault::Sort),
            },
            _ => Err(Fault::Sort),
        }
    }
}

impl<F: Field> Field for Option<F> {
    const SHAPE: Shape = Shape::Optional(&F::SHAPE);

    fn value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Absent, Field::value)
    }

    fn of_fitting(value: Value<'_>) -> Result<Self, Fault> {
        match value {
            Value::Absent => Ok(None),
            value => F::of_fitting(value).map(Some),
        }
    }
}

/// Up to `COUNT_MAX` of something, in order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Few<F, const COUNT_MAX: usize>(Vec<F>);

impl<F, const COUNT_MAX: usize> Default for Few<F, COUNT_MAX> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<F, const COUNT_MAX: usize> Few<F, COUNT_MAX> {
    /// These.
    ///
    /// # Errors
    /// [`Fault::TooMany`].
    pub fn new(few: Vec<F>) -> Result<Self, Fault> {
        let found = few.len();
        if found > COUNT_MAX { Err(Fault::TooMany { found, max: COUNT_MAX }) } else { Ok(Self(few)) }
    }

    /// All of them.
    pub fn as_slice(&self) -> &[F] {
        &self.0
    }
}

impl<F: Field, const COUNT_MAX: usize> Field for Few<F, COUNT_MAX> {
    const SHAPE: Shape = Shape::Several { of: &F::SHAPE, count_max: COUNT_MAX };

    fn value(&self) -> Value<'_> {
        Value::Several(self.0.iter().map(Field::value).collect())
    }

    fn of_fitting(value: Value<'_>) -> Result<Self, Fault> {
        match value {
            Value::Several(values) => {
                values.into_iter().map(F::of_fitting).collect::<Result<_, _>>().map(Self)
            }
            _ => Err(Fault::Sort),
        }
    }
}

/// The number that a value is.
pub(crate) fn number(value: &Value<'_>) -> Result<u64, Fault> {
    match value {
        Value::Number(number) => Ok(*number),
        _ => Err(Fault::Sort),
    }
}
