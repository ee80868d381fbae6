//! A language as its pack has it, and how a sentence is put together from it. The form of a pack: `crates/languages/src/pack.rs`.

use std::borrow::Cow;

use interface::model::Day;
use interface::model::seen::isolated;

use super::Value;
use crate::platform::formats::{Formats, Join};
use crate::platform::json::Json;

/// The language whose sentences stand in for those that a language lacks.
const ENGLISH: &str = "en";

/// From here on words stand from left to right, up to the end of the isolate (Unicode Standard Annex 9).
const LEFT_TO_RIGHT_ISOLATE: char = '\u{2066}';
const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_ISOLATE: char = '\u{2069}';
const LEFT_TO_RIGHT_MARK: char = '\u{200e}';
const RIGHT_TO_LEFT_MARK: char = '\u{200f}';

/// A language in use.
pub(super) struct Language {
    pub(super) tag: String,
    pub(super) is_right_to_left: bool,
    sentences: Json,
    /// The places of sentences that the language lacks.
    english: Vec<usize>,
    formats: Formats,
    english_formats: Formats,
}

impl Language {
    /// Takes a pack, if its sentences are of this shape.
    pub(super) fn of(pack: &Json, shape: &str) -> Option<Self> {
        let text = |name| pack.field(name).and_then(|value| value.text());
        if text("shape")? != shape {
            return None;
        }
        Some(Self {
            tag: text("tag")?,
            is_right_to_left: text("direction")? == "rtl",
            sentences: pack.field("sentences")?,
            english: pack.field("english")?.all().iter().filter_map(Json::place).collect(),
            formats: Formats::new(&text("formats")?),
            english_formats: Formats::new(ENGLISH),
        })
    }

    /// A sentence by its place.
    pub(super) fn say(&self, place: usize, values: &[Value<'_>]) -> String {
        let Some(wording) = self.sentences.at(place) else { return String::new() };
        let is_english = self.english.contains(&place) && self.tag != ENGLISH;
        let is_right_to_left = self.is_right_to_left && !is_english;
        let formats = if is_english { &self.english_formats } else { &self.formats };
        let mut sentence = Sentence { formats, is_right_to_left, values, said: String::new() };
        sentence.put(&wording);
        if is_english && self.is_right_to_left {
            return format!("{LEFT_TO_RIGHT_ISOLATE}{}{POP_ISOLATE}", sentence.said);
        }
        sentence.said
    }

    /// Several things in one sentence.
    pub(super) fn list(&self, things: &[String], join: Join) -> String {
        let things: Vec<String> =
            things.iter().map(|thing| set_apart(thing, self.is_right_to_left).into_owned()).collect();
        self.formats.list(&things, join)
    }

    /// The month and year that a day lies in.
    pub(super) fn month(&self, day: Day) -> String {
        self.formats.month(day)
    }

    /// The day of the week that a day is.
    pub(super) fn weekday(&self, day: Day) -> String {
        self.formats.weekday(day)
    }

    /// A number in tenths.
    pub(super) fn tenths(&self, tenths: u32) -> String {
        self.formats.tenths(tenths)
    }

    /// A number of such parts of one.
    pub(super) fn parts(&self, number: i32, of: i32) -> String {
        self.formats.parts(number, of)
    }

    /// A minute of the day.
    pub(super) fn time(&self, minute: u32) -> String {
        self.formats.time(minute)
    }

    /// A day, without its year if it lies in the same as `today`.
    pub(super) fn day(&self, day: Day, today: Day) -> String {
        self.formats.day(day, day.civil().0 != today.civil().0)
    }
}

/// A sentence while it is put together.
struct Sentence<'a> {
    formats: &'a Formats,
    is_right_to_left: bool,
    values: &'a [Value<'a>],
    said: String,
}

impl Sentence<'_> {
    fn put(&mut self, wording: &Json) {
        if let Some(words) = wording.text() {
            self.said.push_str(&words);
            return;
        }
        let pieces = wording.all();
        for piece in &pieces {
            if let Some(words) = piece.text() {
                self.said.push_str(&words);
            } else if let Some(place) = piece.place() {
                self.put_value(place, pieces.len() > 1);
            } else if let Some(chosen) = self.chosen(piece) {
                self.put(&chosen);
            }
        }
    }

    /// What begins with somebody's words is of the direction of the sentence nevertheless, also where the first letter decides about it.
    fn put_value(&mut self, place: usize, is_among_others: bool) {
        match self.values.get(place) {
            Some(Value::Text(text)) => {
                let apart = set_apart(text, self.is_right_to_left);
                let is_turned = apart.starts_with(FIRST_STRONG_ISOLATE);
                if is_turned && is_among_others && self.said.is_empty() {
                    let mark = if self.is_right_to_left { RIGHT_TO_LEFT_MARK } else { LEFT_TO_RIGHT_MARK };
                    self.said.push(mark);
                }
                self.said.push_str(&apart);
            }
            Some(Value::Number(number)) => self.said.push_str(&self.formats.number(*number)),
            None => {}
        }
    }

    fn chosen(&self, choice: &Json) -> Option<Json> {
        let place = choice.field("of")?.place()?;
        let Some(Value::Number(number)) = self.values.get(place) else { return None };
        let exactly = || choice.field(&format!("={number}"));
        let of_category = || choice.field(&self.formats.category(*number));
        exactly().or_else(of_category).or_else(|| choice.field("other"))
    }
}

/// What a person wrote, so that what stands around it stays where it was. Among words that are written from right to left everything is
/// set apart, because the point behind a name would else end up before it.
fn set_apart(text: &str, is_right_to_left: bool) -> Cow<'_, str> {
    match isolated(text) {
        Cow::Borrowed(text) if is_right_to_left => {
            Cow::Owned(format!("{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"))
        }
        apart => apart,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHAPE: &str = "shape";

    fn language(direction: &str, english: &str, sentences: &str) -> Language {
        let pack = format!(
            r#"{{"shape": "{SHAPE}", "tag": "xx", "direction": "{direction}", "formats": "xx", "english": {english}, "sentences": {sentences}}}"#
        );
        Language::of(&Json::parse(&pack), SHAPE).unwrap()
    }

    #[test]
    fn a_pack_of_another_shape_is_not_taken() {
        let pack = r#"{"shape": "of another build", "tag": "en", "direction": "ltr", "formats": "en", "english": [], "sentences": []}"#;
        assert!(Language::of(&Json::parse(pack), "of another build").is_some());
        assert!(Language::of(&Json::parse(pack), SHAPE).is_none());
        assert!(Language::of(&Json::parse("[]"), SHAPE).is_none());
    }

    #[test]
    fn a_wording_is_chosen_by_the_number_itself_then_by_the_plural_category() {
        let sentences = r#"[[{"of": 0, "=1": "just one", "few": ["few: ", 0], "other": ["many: ", 0]}]]"#;
        let language = language("ltr", "[]", sentences);
        let said = |number| language.say(0, &[Value::Number(number)]);
        // The stand-in for tests has the categories of Czech: one, few from two to four, other.
        assert_eq!([said(1), said(3), said(5)], ["just one", "few: 3", "many: 5"]);
    }

    #[test]
    fn a_sentence_that_a_language_lacks_has_the_plural_forms_of_english_and_keeps_its_direction() {
        let sentences = r#"[[{"of": 0, "one": [0, " thing"], "few": "never", "other": [0, " things"]}]]"#;
        let said = |direction, english| language(direction, english, sentences).say(0, &[Value::Number(3)]);
        assert_eq!(said("ltr", "[]"), "never");
        assert_eq!(said("ltr", "[0]"), "3 things");
        assert_eq!(said("rtl", "[0]"), "\u{2066}3 things\u{2069}");
    }

    #[test]
    fn what_a_person_wrote_never_turns_the_sentence_around() {
        let sentences = r#"[[0, " wrote."], ["By ", 0, "."], [0]]"#;
        let said =
            |direction, place, name| language(direction, "[]", sentences).say(place, &[Value::Text(name)]);
        assert_eq!(said("ltr", 0, "Noor"), "Noor wrote.");
        assert_eq!(said("ltr", 0, "נור"), "\u{200e}\u{2068}נור\u{2069} wrote.");
        assert_eq!(said("ltr", 1, "נור"), "By \u{2068}נור\u{2069}.");
        assert_eq!(said("ltr", 2, "נור"), "\u{2068}נור\u{2069}");
        assert_eq!(said("rtl", 0, "Noor"), "\u{200f}\u{2068}Noor\u{2069} wrote.");
        assert_eq!(said("rtl", 1, "N\u{202e}oor"), "By \u{2068}Noor\u{2069}.");
    }
}
