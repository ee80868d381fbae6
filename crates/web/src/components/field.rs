//! Fields to write in.

use crate::html;
use interface::command::{PASSPHRASE_CHARACTERS_MIN, Problem};
use interface::model::Day;
use interface::model::fields::NAME_CHARACTERS_MAX;
use interface::moment::Date;
use leptos::ev;
use leptos::prelude::*;

use super::form::Form;
use super::unique_id;
use crate::platform::{browser, listening};
use crate::reactive::{Memo, RwSignal};
use crate::words;

/// How long nothing was typed before it is heard how much is left, in milliseconds.
const HEARD_AFTER_MS: f64 = 1_000.0;

/// What a field is for; browsers help with it accordingly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// One line of so many characters at the most.
    Line(usize),
    /// Several lines, of so many characters at the most.
    Lines(usize),
    /// One thing to a line. What limits each has, and how many there may be, is said in its hint.
    List,
    /// Room to write in, so many characters at the most.
    Writing(usize),
    /// A passphrase. It is taken as Unicode's composed form (NFC), whatever a keyboard sends for a letter with an accent.
    Passphrase,
    /// A new passphrase, taken in the same form.
    NewPassphrase,
    /// The same once more.
    PassphraseAgain,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// So many minutes.
    Minutes,
    /// An address.
    Address,
    /// Secret words: no suggestions, no corrections.
    SecretWord,
    /// Many secret words.
    SecretWords,
}

impl Purpose {
    /// What a person, a relationship or a device is called.
    pub(crate) const NAME: Self = Self::Line(NAME_CHARACTERS_MAX);

    /// The most characters that fit, where there is a most.
    fn characters_max(self) -> Option<usize> {
        match self {
            Self::Line(max) | Self::Lines(max) | Self::Writing(max) => Some(max),
            _ => None,
        }
    }
}

/// What is wrong with a field, in words; nothing while nothing is.
pub(crate) type Wrong = Signal<Option<String>>;

/// A field with its label. `hint` may be empty; what limits the field has is said behind it. `wrong` marks it, and stands at it.
pub(crate) fn field(
    purpose: Purpose,
    label: String,
    hint: String,
    value: RwSignal<String>,
    wrong: Wrong,
) -> AnyView {
    let id = unique_id();
    let hint_id = format!("{id}-hint");
    let wrong_id = format!("{id}-wrong");
    let said = said_wrong(wrong_id.clone(), wrong);
    let limit = limit(purpose, value);
    let is_described = !hint.is_empty() || limit.is_some();
    let described = if is_described { format!("{wrong_id} {hint_id}") } else { wrong_id };
    let hint = is_described.then(|| {
        let space = (!hint.is_empty() && limit.is_some()).then_some(" ");
        html::p().class("hint").id(hint_id).child((hint, space, limit))
    });
    let input = match purpose {
        Purpose::Lines(_) | Purpose::List | Purpose::Writing(_) | Purpose::SecretWords => {
            area(purpose, &id, described, value, wrong)
        }
        _ => line(purpose, &id, described, value, wrong),
    };
    html::div().class("field").child((html::label().r#for(id).child(label), hint, said, input)).into_any()
}

fn line(purpose: Purpose, id: &str, described: String, value: RwSignal<String>, wrong: Wrong) -> AnyView {
    let (kind, autocomplete) = match purpose {
        Purpose::Passphrase => ("password", "current-password"),
        Purpose::NewPassphrase | Purpose::PassphraseAgain => ("password", "new-password"),
        Purpose::Address => ("text", "url"),
        Purpose::Date => ("date", "off"),
        Purpose::Time => ("time", "off"),
        _ => ("text", "off"),
    };
    let plain = !matches!(purpose, Purpose::Line(_));
    html::input()
        .class("input")
        .id(id.to_owned())
        .r#type(kind)
        .attr("autocomplete", autocomplete)
        .attr("autocapitalize", plain.then_some("none"))
        .attr("spellcheck", plain.then_some("false"))
        .attr(
            "inputmode",
            match purpose {
                Purpose::Address => Some("url"),
                Purpose::Minutes => Some("numeric"),
                _ => None,
            },
        )
        .attr("dir", "auto")
        .attr("aria-describedby", described)
        .attr("aria-invalid", move || wrong.with(Option::is_some).then_some("true"))
        .prop("value", move || value.get())
        .on(ev::input, move |event| {
            let typed = event_target_value(&event);
            let secret =
                matches!(purpose, Purpose::Passphrase | Purpose::NewPassphrase | Purpose::PassphraseAgain);
            value.set(if secret { browser::composed(&typed) } else { typed });
        })
        .into_any()
}

fn area(purpose: Purpose, id: &str, described: String, value: RwSignal<String>, wrong: Wrong) -> AnyView {
    let secret = purpose == Purpose::SecretWords;
    html::textarea()
        .class(if matches!(purpose, Purpose::Writing(_)) { "input writing" } else { "input" })
        .id(id.to_owned())
        .attr("autocomplete", "off")
        .attr("autocapitalize", secret.then_some("none"))
        .attr("spellcheck", secret.then_some("false"))
        .attr("dir", "auto")
        .attr("aria-describedby", described)
        .attr("aria-invalid", move || wrong.with(Option::is_some).then_some("true"))
        .prop("value", move || value.get())
        .on(ev::input, move |event| value.set(event_target_value(&event)))
        .into_any()
}

/// What limits a field has, said before one fails. Near the end it is said how much is left instead, in the same place.
fn limit(purpose: Purpose, value: RwSignal<String>) -> Option<AnyView> {
    if purpose == Purpose::NewPassphrase {
        return Some(words::passphrase_least(PASSPHRASE_CHARACTERS_MIN.into()).into_any());
    }
    let max = purpose.characters_max()?;
    let left = Memo::new(move |_| left(max, value.with(|typed| typed.trim().chars().count())));
    let words = move || left.with(|left| left_words(max, *left));
    // Whoever hears the page is told when they pause, and not at every letter.
    let heard = RwSignal::new(String::new());
    Effect::new(move |_| {
        let now = left.get();
        listening::after(HEARD_AFTER_MS, move || {
            if left.try_get_untracked() == Some(now) {
                heard.set(now.map(|now| left_words(max, Some(now))).unwrap_or_default());
            }
        });
    });
    // The longest of what may stand there keeps the room.
    let room = [None, Some(Left::Characters(near(max))), Some(Left::TooMany(near(max)))];
    let room = room.map(|left| html::span().attr("aria-hidden", "true").child(left_words(max, left)));
    let said =
        html::span().class(("over", move || matches!(left.get(), Some(Left::TooMany(_))))).child(words);
    let heard = html::span().class("unseen").attr("role", "status").child(move || heard.get());
    Some((html::span().class("limit").child((said, room)), heard).into_any())
}

/// How far the end is, when it is near.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Left {
    /// So many characters fit still.
    Characters(usize),
    /// There are so many too many.
    TooMany(usize),
}

/// From here on the end is near.
fn near(max: usize) -> usize {
    (max / 10).clamp(12, 100)
}

fn left(max: usize, typed: usize) -> Option<Left> {
    if typed > max {
        return Some(Left::TooMany(typed - max));
    }
    Some(max - typed).filter(|left| *left <= near(max)).map(Left::Characters)
}

fn left_words(max: usize, left: Option<Left>) -> String {
    let narrow = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    match left {
        None => words::limit_most(narrow(max)),
        Some(Left::Characters(left)) => words::limit_left(narrow(left)),
        Some(Left::TooMany(more)) => words::limit_over(narrow(more)),
    }
}

/// What is wrong, at what it is about. Once it is mended its room stays: nothing moves under a finger.
pub(super) fn said_wrong(id: String, wrong: Wrong) -> AnyView {
    let last =
        Memo::new(move |last: Option<&Option<String>>| wrong.get().or_else(|| last.cloned().flatten()));
    let is_mended = move || wrong.with(Option::is_none);
    html::p().class("wrong").class(("kept", is_mended)).id(id).child(move || last.get()).into_any()
}

/// Where several fields may be too long, the one that is says so.
pub(crate) fn too_long(form: Form, text: RwSignal<String>, max: usize) -> Wrong {
    let problem =
        form.is(move |problem| matches!(problem, Problem::TooLong { max: of, .. } if *of as usize == max));
    Signal::derive(move || {
        let is_it = text.with(|text| text.trim().chars().count() > max);
        problem.get().filter(|_| is_it)
    })
}

/// The day that a field for one holds, as `2026-12-03`. A year of more digits is a slip of the finger.
pub(crate) fn day_of(date: &str) -> Option<Day> {
    const LETTERS: usize = "2026-12-03".len();
    let date = Some(date).filter(|date| date.len() == LETTERS)?;
    date.parse().ok().map(|Date(day)| day)
}

/// The minute of the day that a field for a time holds, as `18:40`.
pub(crate) fn minutes_of(time: &str) -> Option<u16> {
    let (hour, minute) = time.split_once(':')?;
    let minute = minute.split(':').next()?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// For a field with which one of two things may be wrong.
pub(crate) fn either(first: Wrong, second: Wrong) -> Wrong {
    Signal::derive(move || first.get().or_else(|| second.get()))
}

/// For a field that is never wrong by itself.
pub(crate) fn never() -> Wrong {
    Signal::derive(|| None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_fields_hold_it() {
        assert_eq!(minutes_of("18:40"), Some(1_120));
        assert_eq!(minutes_of("00:00"), Some(0));
        assert_eq!(minutes_of("23:59:30"), Some(1_439));
        for none in ["", "24:00", "12:60", "noon", "12", "-1:20"] {
            assert_eq!(minutes_of(none), None, "{none}");
        }
    }

    #[test]
    fn a_day_is_read_as_fields_hold_it() {
        assert_eq!(day_of("2026-11-22"), Some(Day(20_779)));
        for none in ["", "2026-02-30", "2026", "1969-12-31", "12026-11-22"] {
            assert_eq!(day_of(none), None, "{none}");
        }
    }

    #[test]
    fn how_much_is_left_is_said_near_the_end_only() {
        assert_eq!((near(60), near(80), near(4_000)), (12, 12, 100));
        assert_eq!(left(80, 0), None);
        assert_eq!(left(80, 67), None);
        assert_eq!(left(80, 68), Some(Left::Characters(12)));
        assert_eq!(left(80, 80), Some(Left::Characters(0)));
        assert_eq!(left(80, 81), Some(Left::TooMany(1)));
    }
}
