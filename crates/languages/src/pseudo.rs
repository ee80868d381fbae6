//! Languages that are made of English by machine, for tests: as long as German, with an accent on every letter and brackets around
//! every sentence. Whatever shows up in one of them without an accent was written into the code by mistake; whatever lies where it
//! lay in the other was laid out for one direction alone.

use crate::message::{self, Message, Messages, Part};
use crate::pack::{About, Pack};

/// The language that is written from left to right, in BCP 47's range for private use.
pub const PSEUDO: &str = "en-x-pseudo";

/// The same words, each letter to the left of the one before it.
pub const PSEUDO_RIGHT_TO_LEFT: &str = "en-x-rtl";

/// Dates and the words between the things of a list come from a language without a plain Latin letter, and with the same two plural
/// forms: Greek.
const FORMATS: &str = "el";

/// From here on every letter stands to the left of the one before it (Unicode Standard Annex 9).
const RIGHT_TO_LEFT_OVERRIDE: char = '\u{202e}';
/// Where the first letter decides about the direction of a paragraph, this counts as one.
const RIGHT_TO_LEFT_MARK: char = '\u{200f}';
const POP_DIRECTION: char = '\u{202c}';

const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ACCENTED: &str = "áƀçđéƒğħíĵķłɱñóƥɋřšŧúṽŵẋýžÁƁÇĐÉƑĞĦÍĴĶŁṀÑÓƤɊŘŠŦÚṼŴẊÝŽ";

pub(crate) fn packs(english: &Messages) -> [Pack; 2] {
    let pack = |tag, is_right_to_left| {
        let messages =
            english.iter().map(|(name, message)| (name.clone(), pseudo(message, is_right_to_left))).collect();
        Pack::made(&About { tag, formats: FORMATS, is_right_to_left, is_pseudo: true }, english, &messages)
    };
    [pack(PSEUDO, false), pack(PSEUDO_RIGHT_TO_LEFT, true)]
}

fn pseudo(message: &Message, is_right_to_left: bool) -> Message {
    let mut parts = Vec::new();
    message::push(&mut parts, Part::Text("⟦".to_owned()));
    message.parts.iter().cloned().for_each(|part| message::push(&mut parts, part));
    message::push(&mut parts, Part::Text("⟧".to_owned()));
    Message { arguments: message.arguments.clone(), parts: changed(&parts, is_right_to_left) }
}

/// The same parts with other letters.
fn changed(parts: &[Part], is_right_to_left: bool) -> Vec<Part> {
    let change = |part: &Part| match part {
        Part::Text(text) if is_right_to_left => {
            let text = accented(text);
            Part::Text(format!("{RIGHT_TO_LEFT_MARK}{RIGHT_TO_LEFT_OVERRIDE}{text}{POP_DIRECTION}"))
        }
        Part::Text(text) => Part::Text(accented(text)),
        Part::Argument(name) => Part::Argument(name.clone()),
        Part::Choice { argument, wordings, other } => Part::Choice {
            argument: argument.clone(),
            wordings: wordings
                .iter()
                .map(|(case, parts)| (case.clone(), changed(parts, is_right_to_left)))
                .collect(),
            other: changed(other, is_right_to_left),
        },
    };
    parts.iter().map(change).collect()
}

/// The same text with an accent on every letter and every vowel twice: about as much longer as German is.
fn accented(text: &str) -> String {
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
