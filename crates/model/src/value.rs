//! Values of fields as they are seen from outside, the shapes they must have, and every limit that is checked: when a person
//! types, when a file is brought in, and when the other person's device sends something.

use std::borrow::Cow;

use crate::zone;

/// The value of a field.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value<'a> {
    /// Nothing stands there.
    Absent,
    /// A number, a day, a moment, a point of a scale, the number of a choice.
    Number(u64),
    /// Text.
    Text(Cow<'a, str>),
    /// Several values, in order.
    Several(Vec<Value<'a>>),
}

/// The choices that a field offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choices {
    /// What is chosen; the beginning of the keys of its words.
    pub name: &'static str,
    /// Every choice, in the order in which they are offered.
    pub all: &'static [Choice],
}

impl Choices {
    /// The choice of a number.
    pub fn numbered(&self, number: u64) -> Option<&'static Choice> {
        self.all.iter().find(|choice| u64::from(choice.number) == number)
    }

    /// The key of the words that a language has for the choice of a name: `⟨choices⟩-⟨choice⟩`.
    pub fn word_key(&self, choice: &str) -> String {
        format!("{}-{choice}", self.name)
    }

    /// The choice of a name.
    pub fn named(&self, name: &str) -> Option<&'static Choice> {
        self.all.iter().find(|choice| choice.name == name)
    }
}

/// One of the choices that a field offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// What is written in CBOR. Never used for another choice.
    pub number: u32,
    /// What is written in JSON, and the end of the key of its words.
    pub name: &'static str,
}

/// What may stand in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A line of text: something, and no line break.
    Line {
        /// The most characters (Unicode scalar values) that it has.
        characters_max: usize,
    },
    /// A text: something, with line breaks where the person made them.
    Text {
        /// The most characters (Unicode scalar values) that it has.
        characters_max: usize,
    },
    /// A point of a scale, from 1.
    Scale {
        /// The last point.
        points: u8,
    },
    /// One of these.
    Choice(&'static Choices),
    /// A day in the person's own time zone, as days since 1970-01-01.
    Day,
    /// A moment, in seconds since 1970-01-01 00:00 UTC.
    Moment,
    /// A time of day with its zone: minutes after midnight, and the zone's name in the IANA database.
    TimeOfDay,
    /// Nothing, or this.
    Optional(&'static Shape),
    /// Several of these, or none.
    Several {
        /// Of what.
        of: &'static Shape,
        /// The most of them.
        count_max: usize,
    },
}

/// Minutes of a day.
pub const MINUTES_PER_DAY: u64 = 24 * 60;

/// The last moment that can be written: the end of the year 9999, far within what a [`crate::Clock`] holds.
pub const MOMENT_MAX_S: u64 = 253_402_300_799;

/// Why a value does not fit a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// Nothing stands where something must.
    #[error("it is empty")]
    Empty,
    /// A text is too long.
    #[error("it has {found} characters, at most {max} are allowed")]
    TooLong {
        /// How many characters it has, counted up to far more than are allowed.
        found: usize,
        /// How many are allowed.
        max: usize,
    },
    /// A line has a line break or another control character in it.
    #[error("it has more than one line")]
    Lines,
    /// A number is not one of those that are allowed.
    #[error("the number is out of range")]
    OutOfRange,
    /// There are too many.
    #[error("there are {found}, at most {max} are allowed")]
    TooMany {
        /// How many there are.
        found: usize,
        /// How many are allowed.
        max: usize,
    },
    /// It is something else altogether: a number where a text belongs, for instance.
    #[error("it is of another sort")]
    Sort,
    /// A newer version of the app knows what this is.
    #[error("a newer version of the app knows it")]
    Newer,
}

/// Counting characters ends here: nobody wants to know by how many millions a text is too long.
const CHARACTERS_COUNTED_MAX: usize = 1_000_000;

impl Shape {
    /// Whether a value fits: the one place where limits are checked.
    ///
    /// # Errors
    /// [`Fault`], which says why not.
    pub fn check(&self, value: &Value<'_>) -> Result<(), Fault> {
        match (self, value) {
            (Self::Optional(_), Value::Absent) => Ok(()),
            (Self::Optional(shape), value) => shape.check(value),
            (_, Value::Absent) => Err(Fault::Empty),
            (Self::Line { characters_max }, Value::Text(text)) => {
                written(text, *characters_max)?;
                // Printable ASCII, as most of most texts is, needs no decoding.
                let is_plain = text.bytes().fold(true, |all, byte| all & matches!(byte, b' '..=b'~'));
                if !is_plain && text.chars().any(breaks_line) { Err(Fault::Lines) } else { Ok(()) }
            }
            (Self::Text { characters_max }, Value::Text(text)) => written(text, *characters_max),
            (Self::Scale { points }, Value::Number(number)) => within(*number, 1..=u64::from(*points)),
            (Self::Choice(choices), Value::Number(number)) => {
                if choices.numbered(*number).is_some() {
                    Ok(())
                } else {
                    Err(Fault::Newer)
                }
            }
            (Self::Day, Value::Number(number)) => within(*number, 0..=u64::from(u32::MAX)),
            (Self::Moment, Value::Number(number)) => within(*number, 0..=MOMENT_MAX_S),
            (Self::TimeOfDay, Value::Several(parts)) => match parts.as_slice() {
                [Value::Number(minutes), Value::Text(zone)] => {
                    within(*minutes, 0..=MINUTES_PER_DAY - 1)?;
                    if zone::is_name(zone) { Ok(()) } else { Err(Fault::OutOfRange) }
                }
                _ => Err(Fault::Sort),
            },
            (Self::Several { of, count_max }, Value::Several(values)) => {
                if values.len() > *count_max {
                    return Err(Fault::TooMany { found: values.len(), max: *count_max });
                }
                values.iter().try_for_each(|value| of.check(value))
            }
            _ => Err(Fault::Sort),
        }
    }
}

fn written(text: &str, characters_max: usize) -> Result<(), Fault> {
    // A text has no more characters than bytes: most are not counted at all.
    if text.len() > characters_max {
        let found = text.chars().take(CHARACTERS_COUNTED_MAX).count();
        if found > characters_max {
            return Err(Fault::TooLong { found, max: characters_max });
        }
    }
    if text.trim().is_empty() { Err(Fault::Empty) } else { Ok(()) }
}

/// What a person typed as a line, without white space around it and with spaces where they broke it.
pub(crate) fn one_line(typed: &str) -> String {
    let mut line = String::with_capacity(typed.len());
    for piece in typed.split(breaks_line).map(str::trim).filter(|piece| !piece.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(piece);
    }
    line
}

/// Control characters (line breaks and tabs among them) and Unicode's own separators of lines and paragraphs.
fn breaks_line(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}')
}

fn within(number: u64, range: core::ops::RangeInclusive<u64>) -> Result<(), Fault> {
    if range.contains(&number) { Ok(()) } else { Err(Fault::OutOfRange) }
}
