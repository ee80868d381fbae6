//! A pack: all that the app says in one language, as JSON, which a browser reads by itself.
//!
//! ```text
//!  "Save"                                              words
//!  ["Good day, ", 0]                                   with the first thing that the sentence is called with
//!  ["Show more (", 0, " left)"]
//!  [{"of": 0, "one": "A card", "other": [0, " cards"]}]   a wording, by the number that is the first thing
//! ```
//!
//! A wording's name is a plural category of the language, or `=` and the number that it is for.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::ENGLISH;
use crate::message::{Case, Kind, Message, Messages, Part};

/// Languages and scripts that are written from right to left.
const RIGHT_TO_LEFT: [&str; 15] =
    ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi", "Arab", "Hebr"];

/// English as it writes dates and numbers where the browser prefers no other English.
const ENGLISH_FORMATS: &str = "en-GB";

/// The language's name in itself: every language has its own.
const NAME: &str = "language-name";

/// Sentences of the page on which the app starts, which it finds by name: `crates/web/static/languages.js`.
const OF_THE_PAGE: [&str; 12] = [
    CANNOT_START,
    "keeper-another",
    "keeper-cannot",
    "keeper-carries",
    "keeper-sees",
    "leave-button",
    "leave-first",
    "welcome-begin",
    "welcome-have-device",
    "welcome-have-words",
    "welcome-text",
    "welcome-title",
];
const CANNOT_START: &str = "cannot-start";

/// How many bytes of the hash say what the shape is: enough that two builds never share one by accident.
const SHAPE_BYTES: usize = 8;

/// One language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pack {
    /// Which language, as a tag of BCP 47.
    pub tag: String,
    /// Its name in itself.
    pub name: String,
    /// `ltr` or `rtl`, as the attribute `dir` wants it.
    pub direction: &'static str,
    /// Whether it was made by machine, and is offered to nobody.
    pub is_pseudo: bool,
    /// The names of messages that it lacks, and that are said in English.
    #[serde(skip)]
    pub missing: Vec<String>,
    /// What stands in its file.
    #[serde(skip)]
    pub json: String,
}

/// How a pack is called, and what it is written like.
pub(crate) struct About<'a> {
    pub(crate) tag: &'a str,
    /// Whose dates, numbers, lists and plural forms it takes.
    pub(crate) formats: &'a str,
    pub(crate) is_right_to_left: bool,
    pub(crate) is_pseudo: bool,
}

impl Pack {
    /// The pack of a language for people.
    pub(crate) fn new(tag: &str, english: &Messages, messages: &Messages) -> Self {
        let formats = if tag == ENGLISH { ENGLISH_FORMATS } else { tag };
        let is_right_to_left = is_right_to_left(tag);
        Self::made(&About { tag, formats, is_right_to_left, is_pseudo: false }, english, messages)
    }

    pub(crate) fn made(about: &About<'_>, english: &Messages, messages: &Messages) -> Self {
        let missing: Vec<String> =
            english.keys().filter(|name| !messages.contains_key(*name)).cloned().collect();
        let is_english = |name: &String| missing.contains(name);
        let places = |wanted: &dyn Fn(&String) -> bool| -> Map<String, Value> {
            let all = english.keys().enumerate().filter(|(_, name)| wanted(name));
            all.map(|(place, name)| (name.clone(), json!(place))).collect()
        };
        let sentences: Vec<Value> = english
            .iter()
            .map(|(name, expected)| sentence(expected, messages.get(name).unwrap_or(expected)))
            .collect();
        let direction = if about.is_right_to_left { "rtl" } else { "ltr" };
        let json = json!({
            "shape": shape(english),
            "tag": about.tag,
            "direction": direction,
            "formats": about.formats,
            "english": places(&is_english).into_values().collect::<Vec<_>>(),
            "page": places(&|name| OF_THE_PAGE.contains(&name.as_str())),
            "sentences": sentences,
        });
        Self {
            tag: about.tag.to_owned(),
            name: messages.get(NAME).map_or_else(|| about.tag.to_owned(), words),
            direction,
            is_pseudo: about.is_pseudo,
            missing,
            json: json.to_string(),
        }
    }
}

/// Messages that no code of the screens asks for.
pub(crate) fn is_of_the_pack_alone(name: &str) -> bool {
    [NAME, CANNOT_START].contains(&name)
}

/// What the sentences are called with, and in which order they stand, as a hash: the screens read a pack only if it is theirs.
pub(crate) fn shape(english: &Messages) -> String {
    let mut hasher = blake3::Hasher::new();
    for (name, message) in english {
        hasher.update(format!("{name} {:?}\n", message.arguments).as_bytes());
    }
    let hash = hasher.finalize().to_hex();
    hash.chars().take(2 * SHAPE_BYTES).collect()
}

fn is_right_to_left(tag: &str) -> bool {
    let mut parts = tag.split('-');
    parts.any(|part| RIGHT_TO_LEFT.contains(&part))
}

/// The words of a message that is called with nothing.
fn words(message: &Message) -> String {
    let words = message.parts.iter().filter_map(|part| match part {
        Part::Text(text) => Some(text.as_str()),
        Part::Argument(_) | Part::Choice { .. } => None,
    });
    words.collect()
}

/// A sentence, with the places of its arguments in English.
fn sentence(expected: &Message, message: &Message) -> Value {
    let order: Vec<&str> =
        expected.arguments.iter().map(|(argument, _): &(String, Kind)| argument.as_str()).collect();
    wording(&message.parts, &order)
}

fn wording(parts: &[Part], order: &[&str]) -> Value {
    if let [] | [Part::Text(_)] = parts {
        let text = parts.iter().map(|part| if let Part::Text(text) = part { text.as_str() } else { "" });
        return Value::String(text.collect());
    }
    Value::Array(parts.iter().map(|part| piece(part, order)).collect())
}

fn piece(part: &Part, order: &[&str]) -> Value {
    let place = |name: &String| {
        order
            .iter()
            .position(|known| known == name)
            .expect("a message was compared with English when it was read")
    };
    match part {
        Part::Text(text) => Value::String(text.clone()),
        Part::Argument(name) => json!(place(name)),
        Part::Choice { argument, wordings, other } => {
            let mut choice = Map::from_iter([
                ("of".to_owned(), json!(place(argument))),
                ("other".to_owned(), wording(other, order)),
            ]);
            for (case, parts) in wordings {
                let name = match case {
                    Case::Exactly(number) => format!("={number}"),
                    Case::Category(category) => (*category).to_owned(),
                };
                choice.insert(name, wording(parts, order));
            }
            Value::Object(choice)
        }
    }
}
