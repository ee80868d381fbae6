//! Records drawn from a stream of numbers: samples of every kind for tests, fuzzing and made-up people, without naming a kind.

use std::borrow::Cow;

use crate::{
    content::Content,
    kinds::Description,
    value::{MINUTES_PER_DAY, MOMENT_MAX_S, Shape, Value},
};

/// Texts over which formats, pages and terminals trip.
pub const HARD_TEXTS: [&str; 12] = [
    "tea",
    "Käsekuchen",
    "走る",
    "a \"quote\" and a \\",
    "</style></p><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "&amp; &lt; &#60;",
    "' onmouseover='alert(1)",
    "\u{202e}backwards",
    "🙂\u{fe0f}\u{200d}",
    "-->]]><!--",
    "=1+1",
];

/// Where numbers come from: each call gives one below its argument.
pub type Below<'a> = &'a mut dyn FnMut(u64) -> u64;

/// A record of a kind, with every field within its limits.
pub fn content(kind: &Description, below: Below<'_>) -> Content {
    let values: Vec<_> = kind.slots.iter().map(|slot| value(&slot.shape, below)).collect();
    Content::of_values(kind.number, &values)
}

/// The same, with one field beyond its limits; nothing if no field of this kind has any.
pub fn beyond(kind: &Description, below: Below<'_>) -> Option<Content> {
    let mut values: Vec<_> = kind.slots.iter().map(|slot| value(&slot.shape, below)).collect();
    let limited: Vec<usize> = (0..values.len())
        .filter(|index| kind.slots.get(*index).is_some_and(|slot| too_much(&slot.shape).is_some()))
        .collect();
    let chosen = *limited.get(index(below, limited.len())?)?;
    *values.get_mut(chosen)? = too_much(&kind.slots.get(chosen)?.shape)?;
    Some(Content::of_values(kind.number, &values))
}

/// A few records that between them hold every choice of a kind, and in the last of them nothing that may be absent. Always the same.
pub fn samples(kind: &Description) -> Vec<Content> {
    let choices = kind.slots.iter().map(|slot| choices(&slot.shape)).max().unwrap_or_default();
    let sample = |round| {
        let values = kind.slots.iter().map(|slot| sample(&slot.shape, round, round == choices));
        Content::of_values(kind.number, &values.collect::<Vec<_>>())
    };
    (0..=choices).map(sample).collect()
}

fn sample(shape: &Shape, round: u64, is_last: bool) -> Value<'static> {
    match shape {
        Shape::Optional(_) if is_last => Value::Absent,
        Shape::Optional(shape) => sample(shape, round, is_last),
        shape => value(shape, &mut |bound| round % bound),
    }
}

/// Records that differ only in what was chosen, every choice once, with nothing in them that may be absent.
pub fn choices_only(kind: &Description) -> Vec<Content> {
    let choices = kind.slots.iter().map(|slot| choices(&slot.shape)).max().unwrap_or_default();
    let record = |round: u64| {
        let value = |shape: &Shape| match shape {
            Shape::Choice(_) | Shape::Scale { .. } => sample(shape, round, false),
            shape => sample(shape, 0, true),
        };
        Content::of_values(kind.number, &kind.slots.iter().map(|slot| value(&slot.shape)).collect::<Vec<_>>())
    };
    (0..choices).map(record).collect()
}

/// A value of a shape, within its limits. A text is one of [`HARD_TEXTS`], the longest that is allowed, or a plain one, each as often;
/// a day is of the years 2024 to 2027; a list has at most three values; what may be absent is there two times out of three.
pub fn value(shape: &Shape, below: Below<'_>) -> Value<'static> {
    match shape {
        Shape::Line { characters_max } => Value::Text(text(*characters_max, false, below)),
        Shape::Text { characters_max } => Value::Text(text(*characters_max, true, below)),
        Shape::Scale { points } => Value::Number(1 + below(u64::from(*points))),
        Shape::Choice(choices) => {
            let choice = index(below, choices.all.len()).and_then(|index| choices.all.get(index));
            choice.map_or(Value::Absent, |choice| Value::Number(choice.number.into()))
        }
        Shape::Day => Value::Number(20_000 + below(1_000)),
        Shape::Moment => Value::Number(below(MOMENT_MAX_S)),
        Shape::TimeOfDay => {
            let minutes = Value::Number(below(MINUTES_PER_DAY));
            let zones = ["Europe/Berlin", "America/Los_Angeles", "UTC"];
            let zone = index(below, zones.len()).and_then(|index| zones.get(index)).unwrap_or(&"UTC");
            Value::Several(vec![minutes, Value::Text(Cow::Borrowed(zone))])
        }
        Shape::Optional(shape) => {
            if below(3) == 0 {
                Value::Absent
            } else {
                value(shape, below)
            }
        }
        Shape::Several { of, count_max } => {
            let count = below(*count_max as u64 + 1).min(3);
            Value::Several((0..count).map(|_| value(of, below)).collect())
        }
    }
}

fn index(below: Below<'_>, count: usize) -> Option<usize> {
    if count == 0 { None } else { usize::try_from(below(count as u64)).ok() }
}

fn text(characters_max: usize, has_lines: bool, below: Below<'_>) -> Cow<'static, str> {
    let hard = || HARD_TEXTS.iter();
    let drawn = index(below, HARD_TEXTS.len() + 2).unwrap_or_default();
    let text: Cow<'static, str> = match (hard().nth(drawn), has_lines) {
        (Some(text), _) => Cow::Borrowed(text),
        // The longest that is allowed.
        (None, _) if drawn == HARD_TEXTS.len() => Cow::Owned("ä".repeat(characters_max)),
        (None, true) => Cow::Borrowed("one line\nand another\r\n\tand a third, with \u{0}\u{1f}\u{7f}"),
        (None, false) => Cow::Owned(format!("line {}", below(1_000))),
    };
    if text.chars().count() > characters_max { Cow::Owned("x".repeat(characters_max)) } else { text }
}

fn choices(shape: &Shape) -> u64 {
    match shape {
        Shape::Choice(choices) => choices.all.len() as u64,
        Shape::Scale { points } => u64::from(*points),
        Shape::Optional(shape) => choices(shape),
        _ => 1,
    }
}

fn too_much(shape: &Shape) -> Option<Value<'static>> {
    Some(match shape {
        Shape::Line { characters_max } | Shape::Text { characters_max } => {
            Value::Text(Cow::Owned("x".repeat(characters_max + 1)))
        }
        Shape::Scale { points } => Value::Number(u64::from(*points) + 1),
        Shape::Optional(shape) => return too_much(shape),
        Shape::Several { of, count_max } => {
            let one = match of {
                Shape::Line { .. } | Shape::Text { .. } => Value::Text(Cow::Borrowed("x")),
                _ => Value::Number(0),
            };
            Value::Several(vec![one; count_max + 1])
        }
        Shape::Choice(_) | Shape::Day | Shape::Moment | Shape::TimeOfDay => return None,
    })
}
