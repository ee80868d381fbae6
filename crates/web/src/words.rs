//! Every word that a person reads.
//!
//! The sentences stand in `languages/*.ftl`. The build makes one function of each, so that a missing word or a missing
//! argument does not compile. For tests there is a language made by machine, [`PSEUDO`]: longer, accented and in brackets.
//! Whatever shows up in it without an accent was written into the code by mistake.

pub(crate) mod along;
pub(crate) mod carry;
pub(crate) mod choices;
pub(crate) mod notices;
pub(crate) mod pairing;
pub(crate) mod problems;

use std::cell::Cell;

use interface::model::seen::isolated;

/// The tag of the language that tests read, in BCP 47's range for private use.
pub(crate) const PSEUDO: &str = "en-x-pseudo";

/// The same, as it is written into an address.
const PSEUDO_SHORT: &str = "pseudo";

/// A piece of a sentence.
pub(crate) enum Part {
    /// Words.
    Text(&'static str),
    /// What the sentence is called with, by its place.
    Value(usize),
    /// One of several wordings, by a number.
    Choice { argument: usize, cases: &'static [(Case, &'static [Part])], other: &'static [Part] },
}

/// When a wording fits.
pub(crate) enum Case {
    /// This very number.
    Exactly(u32),
    /// The language's singular.
    One,
}

/// What a sentence is called with.
pub(crate) enum Value<'a> {
    Text(&'a str),
    Number(u32),
}

mod generated {
    use super::{Case, Part, Value, say};
    include!(concat!(env!("OUT_DIR"), "/words.rs"));

    pub(super) fn table(language: usize) -> (&'static str, &'static [&'static [Part]]) {
        LANGUAGES.get(language).map_or(("en", &[]), |(tag, messages)| (*tag, messages))
    }

    pub(super) fn count() -> usize {
        LANGUAGES.len()
    }
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
    static LANGUAGE: Cell<usize> = const { Cell::new(0) };
    static IS_PSEUDO: Cell<bool> = const { Cell::new(false) };
}

/// Chooses the language by its tag; an unknown tag leaves English.
pub(crate) fn choose(tag: &str) {
    IS_PSEUDO.set(tag == PSEUDO || tag == PSEUDO_SHORT);
    let primary = tag.split('-').next().unwrap_or_default();
    let known = (0..generated::count()).find(|index| generated::table(*index).0 == tag);
    let related = || (0..generated::count()).find(|index| generated::table(*index).0 == primary);
    LANGUAGE.set(known.or_else(related).unwrap_or_default());
}

/// The tag of the language in use.
pub(crate) fn tag() -> &'static str {
    if IS_PSEUDO.get() { PSEUDO } else { generated::table(LANGUAGE.get()).0 }
}

/// `rtl` or `ltr`, as the attribute `dir` wants it.
pub(crate) fn direction() -> &'static str {
    match tag().split('-').next() {
        Some("ar" | "fa" | "he" | "ur") => "rtl",
        _ => "ltr",
    }
}

/// What a machine wrote for people, a date for example, as the chosen language shows it.
pub(crate) fn foreign(text: String) -> String {
    if IS_PSEUDO.get() { bracketed(&accented(&text)) } else { text }
}

fn say(index: usize, values: &[Value<'_>]) -> String {
    let (_, messages) = generated::table(LANGUAGE.get());
    let mut sentence = String::new();
    if let Some(parts) = messages.get(index) {
        put(parts, values, &mut sentence);
    }
    if IS_PSEUDO.get() { bracketed(&sentence) } else { sentence }
}

fn put(parts: &[Part], values: &[Value<'_>], sentence: &mut String) {
    for part in parts {
        match part {
            Part::Text(text) if IS_PSEUDO.get() => sentence.push_str(&accented(text)),
            Part::Text(text) => sentence.push_str(text),
            Part::Value(place) => match values.get(*place) {
                Some(Value::Text(text)) => sentence.push_str(&isolated(text)),
                Some(Value::Number(number)) => sentence.push_str(&number.to_string()),
                None => {}
            },
            Part::Choice { argument, cases, other } => {
                let Some(Value::Number(number)) = values.get(*argument) else { continue };
                let fits = |case: &Case| match case {
                    Case::Exactly(exactly) => exactly == number,
                    Case::One => *number == 1,
                };
                let chosen = cases.iter().find(|(case, _)| fits(case)).map_or(*other, |(_, parts)| *parts);
                put(chosen, values, sentence);
            }
        }
    }
}

fn bracketed(text: &str) -> String {
    format!("⟦{text}⟧")
}

/// The same text with an accent on every letter and every vowel twice: about as much longer as German is.
fn accented(text: &str) -> String {
    const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const ACCENTED: &str = "áƀçđéƒğħíĵķłɱñóƥɋřšŧúṽŵẋýžÁƁÇĐÉƑĞĦÍĴĶŁṀÑÓƤɊŘŠŦÚṼŴẊÝŽ";
    let mut longer = String::new();
    for letter in text.chars() {
        let place = PLAIN.chars().position(|plain| plain == letter);
        let accented = place.and_then(|place| ACCENTED.chars().nth(place)).unwrap_or(letter);
        longer.push(accented);
        if "aeiou".contains(letter) {
            longer.push(accented);
        }
    }
    longer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pseudo_language_leaves_no_plain_letter() {
        choose(PSEUDO);
        let sentence = leave_button();
        assert!(sentence.starts_with('⟦') && sentence.ends_with('⟧'), "{sentence}");
        assert!(!sentence.chars().any(|letter| letter.is_ascii_alphabetic()), "{sentence}");
        choose("en");
    }

    #[test]
    fn what_a_person_wrote_is_not_accented() {
        choose(PSEUDO);
        assert!(today_greeting("Noor").contains("Noor"));
        choose("en");
    }

    #[test]
    fn a_name_of_another_direction_turns_nothing_around_it() {
        choose("en");
        assert!(today_greeting("נור").contains("\u{2068}נור\u{2069}"));
        assert!(today_greeting("N\u{202e}oor").contains("\u{2068}Noor\u{2069}"));
        assert!(!today_greeting("Noor").contains('\u{2068}'));
    }

    #[test]
    fn unknown_language_falls_back_to_english() {
        choose("tlh");
        assert_eq!(tag(), "en");
        choose("en-GB");
        assert_eq!((tag(), direction()), ("en", "ltr"));
    }

    #[test]
    fn every_sentence_of_every_language_has_words() {
        for language in 0..generated::count() {
            let (tag, messages) = generated::table(language);
            for (index, parts) in messages.iter().enumerate() {
                assert!(!parts.is_empty(), "message {index} of {tag} is empty");
            }
        }
    }
}
