//! Every word that a person reads.
//!
//! The sentences stand in `languages/*.ftl`. The build makes one function of each, so that a missing word or a missing
//! argument does not compile, and a pack of each language, which the page loads before its first screen. What a function
//! calls is a place in the pack in use.

pub(crate) mod along;
pub(crate) mod carry;
pub(crate) mod choices;
pub(crate) mod notices;
mod pack;
pub(crate) mod pairing;
pub(crate) mod problems;

use std::cell::RefCell;

use interface::model::Day;

use crate::platform::formats::Join;
use crate::platform::json::Json;
use pack::Language;

/// What a sentence is called with.
pub(crate) enum Value<'a> {
    Text(&'a str),
    Number(u32),
}

mod generated {
    use super::{Value, say};
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

pub(crate) use generated::*;

/// The message of a key that was put together: of a kind of record, a field, a choice. Nothing if there is none.
pub(crate) fn keyed(key: &str) -> String {
    by_key(key, &[])
}

/// The same for a number of things.
pub(crate) fn counted(key: &str, count: u32) -> String {
    by_key(key, &[Value::Number(count)])
}

fn by_key(key: &str, values: &[Value<'_>]) -> String {
    let found = generated::KEYED.iter().find(|(known, _)| *known == key);
    found.map(|(_, index)| say(*index, values)).unwrap_or_default()
}

thread_local! {
    static LANGUAGE: RefCell<Option<Language>> = RefCell::new(first());
}

/// Nothing is said before the page has given a pack.
#[cfg(not(test))]
fn first() -> Option<Language> {
    None
}

/// Tests of this crate speak English.
#[cfg(test)]
fn first() -> Option<Language> {
    Language::of(&tests::pack("en"), generated::SHAPE)
}

/// Speaks the language of a pack from now on, if the pack is of this build; says whether it is.
pub(crate) fn speak(pack: &Json) -> bool {
    let language = Language::of(pack, generated::SHAPE);
    let is_taken = language.is_some();
    if is_taken {
        LANGUAGE.set(language);
    }
    is_taken
}

fn with<T: Default>(read: impl FnOnce(&Language) -> T) -> T {
    LANGUAGE.with_borrow(|language| language.as_ref().map(read).unwrap_or_default())
}

fn say(place: usize, values: &[Value<'_>]) -> String {
    with(|language| language.say(place, values))
}

/// The tag of the language in use.
pub(crate) fn tag() -> String {
    with(|language| language.tag.clone())
}

/// `rtl` or `ltr`, as the attribute `dir` wants it.
pub(crate) fn direction() -> &'static str {
    if with(|language| language.is_right_to_left) { "rtl" } else { "ltr" }
}

/// All of these, in one sentence.
pub(crate) fn all_of(things: &[String]) -> String {
    with(|language| language.list(things, Join::And))
}

/// One of these, in one sentence.
pub(crate) fn one_of(things: &[String]) -> String {
    with(|language| language.list(things, Join::Or))
}

/// A day in words, "3 June" or "3 June 2025" if it lies in another year than `today`; nothing if it lies beyond the browser's calendar.
pub(crate) fn day(day: Day, today: Day) -> String {
    with(|language| language.day(day, today))
}

/// The month and year that a day lies in, "June 2025".
pub(crate) fn month(day: Day) -> String {
    with(|language| language.month(day))
}

/// The day of the week that a day is, "Tuesday".
pub(crate) fn weekday(day: Day) -> String {
    with(|language| language.weekday(day))
}

/// A number in tenths, "4.2".
pub(crate) fn tenths(tenths: u32) -> String {
    with(|language| language.tenths(tenths))
}

/// A number of such parts of one, "−0.35".
pub(crate) fn parts(number: i32, of: i32) -> String {
    with(|language| language.parts(number, of))
}

/// A minute of the day, as a clock of the language shows it.
pub(crate) fn time(minute: u32) -> String {
    with(|language| language.time(minute))
}

#[cfg(test)]
mod wording;

#[cfg(test)]
mod tests {
    use super::*;

    /// The pack of a language, as a browser loads it.
    pub(super) fn pack(tag: &str) -> Json {
        let json = match tag {
            "en" => include_str!(concat!(env!("OUT_DIR"), "/en.json")),
            "en-x-pseudo" => include_str!(concat!(env!("OUT_DIR"), "/en-x-pseudo.json")),
            _ => include_str!(concat!(env!("OUT_DIR"), "/en-x-rtl.json")),
        };
        Json::parse(json)
    }

    #[test]
    fn pseudo_language_leaves_no_plain_letter() {
        assert!(speak(&pack("en-x-pseudo")));
        let sentence = leave_button();
        assert!(sentence.starts_with('⟦') && sentence.ends_with('⟧'), "{sentence}");
        assert!(!sentence.chars().any(|letter| letter.is_ascii_alphabetic()), "{sentence}");
        assert_eq!((tag().as_str(), direction()), ("en-x-pseudo", "ltr"));
    }

    #[test]
    fn what_a_person_wrote_is_not_accented() {
        assert!(speak(&pack("en-x-rtl")));
        assert!(today_greeting("Noor").contains("\u{2068}Noor\u{2069}"));
        assert_eq!((tag().as_str(), direction()), ("en-x-rtl", "rtl"));
    }

    #[test]
    fn a_name_of_another_direction_turns_nothing_around_it() {
        assert!(today_greeting("נור").contains("\u{2068}נור\u{2069}"));
        assert!(today_greeting("N\u{202e}oor").contains("\u{2068}Noor\u{2069}"));
        assert!(!today_greeting("Noor").contains('\u{2068}'));
    }

    #[test]
    fn a_pack_that_does_not_fit_leaves_the_language_as_it_was() {
        assert!(!speak(&Json::parse(r#"{"shape": "another", "tag": "de"}"#)));
        assert_eq!((tag().as_str(), leave_button().as_str()), ("en", "Leave"));
    }
}
