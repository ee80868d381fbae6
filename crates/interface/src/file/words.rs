//! The words of the page.

use model::kinds::LIST;

/// The keys of the words that the page has beside those of records.
const KEYS: [&str; 14] = [
    "taken-title",
    "taken-who-reads",
    "taken-made-on",
    "taken-people",
    "taken-shared",
    "taken-from-others",
    "taken-added",
    "taken-written",
    "taken-since",
    "taken-linked-since",
    "taken-beside",
    "taken-nothing",
    "taken-newer",
    "taken-unfit",
];

/// The words of the page, each under its key in the language files.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct PageWords {
    /// The language's tag, as the attribute `lang` wants it.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    words: Vec<(String, String)>,
}

impl PageWords {
    /// The words of a language; `of` tells those of a key.
    pub fn new(language: &str, direction: &str, of: impl Fn(&str) -> String) -> Self {
        let with_words = |key: String| {
            let words = of(&key);
            (key, words)
        };
        let words = Self::keys().into_iter().map(with_words).collect();
        Self { language: language.to_owned(), direction: direction.to_owned(), words }
    }

    /// Every key for which the page may need words.
    pub fn keys() -> Vec<String> {
        // Those that count belong to the app's own screens.
        let records = LIST.word_keys().into_iter().filter(|key| !key.starts_with("records-"));
        KEYS.iter().map(|key| (*key).to_owned()).chain(records).collect()
    }

    /// The words of a key.
    pub fn of(&self, key: &str) -> &str {
        self.words.iter().find(|(known, _)| known == key).map_or("", |(_, words)| words.as_str())
    }
}
