//! An export as one page of HTML to read and to print: no script, no request to anywhere, everything a person wrote escaped.
//!
//! The words of the page are an argument, because they stand in the language files of whoever shows it; so is how far local time was ahead
//! of UTC, because its days are the person's.

use interface::moment::Date;
use model::{
    ClockUnit, Content, Offsets, RelationshipId, Tie,
    kinds::{Description, List},
};

use super::{Export, Item, Moment, Relationship, Said, Shared, said};

mod style;

pub use interface::file::PageWords;
pub use style::{POLICY, STYLE};

/// The page, in UTF-8.
pub fn page(export: &Export, kinds: &List, words: &PageWords, offsets: &Offsets) -> Vec<u8> {
    let mut page = Page { html: String::new(), export, kinds, words, offsets };
    page.head();
    page.people();
    for kind in kinds.all() {
        let items: Vec<_> = export.items.iter().filter(|item| number(item) == Some(kind.number)).collect();
        if !items.is_empty() {
            page.section(words.of(&kind.word_key()), false, |page| page.items(&items));
        }
    }
    let newer = |item: &&Item| number(item).is_none_or(|number| kinds.get(number).is_none());
    let newer: Vec<_> = export.items.iter().filter(newer).collect();
    if !newer.is_empty() {
        page.section(words.of("taken-newer"), false, |page| page.items(&newer));
    }
    page.all_shared(words.of("taken-shared"), &export.shared);
    if let Some(from_others) = &export.from_others {
        page.all_shared(words.of("taken-from-others"), from_others);
    }
    page.html.push_str("</main>\n</body>\n</html>\n");
    page.html.into_bytes()
}

/// The number of an item's kind: that of its newest version.
fn number(item: &Item) -> Option<u32> {
    item.versions.first().map(|version| version.content.number())
}

struct Page<'a> {
    html: String,
    export: &'a Export,
    kinds: &'a List,
    words: &'a PageWords,
    offsets: &'a Offsets,
}

impl Page<'_> {
    fn head(&mut self) {
        let words = self.words;
        self.open("<!doctype html>\n<html lang=\"", &words.language, "\"");
        self.open(" dir=\"", &words.direction, "\">\n<head>\n<meta charset=\"utf-8\">\n");
        self.open("<meta http-equiv=\"Content-Security-Policy\" content=\"", POLICY, "\">\n");
        self.html.push_str("<meta name=\"referrer\" content=\"no-referrer\">\n");
        self.html.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        self.open("<title>", words.of("taken-title"), "</title>\n<style>");
        self.html.push_str(STYLE);
        self.open("</style>\n</head>\n<body>\n<main>\n<h1>", words.of("taken-title"), "</h1>\n");
        if let Some(name) = &self.export.name {
            self.open("<p class=\"name\" dir=\"auto\">", name, "</p>\n");
        }
        self.open("<p>", words.of("taken-who-reads"), "</p>\n");
        self.small(words.of("taken-made-on"), &Date(self.export.exported_on).to_string());
    }

    fn people(&mut self) {
        let (export, words) = (self.export, self.words);
        self.section(words.of("taken-people"), export.relationships.is_empty(), |page| {
            for Relationship { name, tie, added, .. } in &export.relationships {
                let tie = Tie::from_number(tie.0).unwrap_or(Tie::Other);
                page.open("<li><h3 dir=\"auto\">", name, "</h3>\n");
                page.open("<p>", words.of(&tie.word_key()), "</p>\n");
                let added = page.day_of(*added);
                page.small(words.of("taken-added"), &added);
                page.html.push_str("</li>\n");
            }
        });
    }

    fn items(&mut self, items: &[&Item]) {
        for item in items {
            self.html.push_str("<li>\n");
            for (index, version) in item.versions.iter().enumerate() {
                if index > 0 {
                    self.open("<h4>", self.words.of("taken-beside"), "</h4>\n");
                }
                if let Some(about) = version.about {
                    let name = self.name_of(about);
                    self.open("<h3 dir=\"auto\">", &name, "</h3>\n");
                }
                self.record(&version.content);
                self.small(self.words.of("taken-written"), &self.day_of(version.written));
            }
            self.html.push_str("</li>\n");
        }
    }

    /// The person's own day on which a moment fell.
    fn day_of(&self, Moment(clock): Moment) -> String {
        Date(self.offsets.day_at(clock.unix_s(ClockUnit::Second))).to_string()
    }

    /// What a record says, whatever its kind.
    fn record(&mut self, content: &Content) {
        let words = self.words;
        let lines = match said(content, self.kinds) {
            Ok(lines) => lines,
            Err(unreadable) => {
                let key = if unreadable.is_newer() { "taken-newer" } else { "taken-unfit" };
                return self.open("<p class=\"small\">", words.of(key), "</p>\n");
            }
        };
        for line in lines {
            match line {
                Said::Chosen(key) => self.open("<p>", words.of(&key), "</p>\n"),
                Said::Title(text) => self.open("<p class=\"said\" dir=\"auto\">", &text, "</p>\n"),
                Said::Text(key, text) => {
                    self.open("<h4>", words.of(&key), "</h4>\n");
                    self.open("<p class=\"said note\" dir=\"auto\">", &text, "</p>\n");
                }
                Said::Fact(key, fact) => {
                    self.open("<h4>", words.of(&key), "</h4>\n");
                    self.open("<p>", &fact, "</p>\n");
                }
                Said::More => self.open("<p class=\"small\">", words.of("taken-newer"), "</p>\n"),
            }
        }
    }

    /// What is shared over all links, by one side of each.
    fn all_shared(&mut self, heading: &str, shared: &[Shared]) {
        self.section(heading, shared.is_empty(), |page| shared.iter().for_each(|shared| page.shared(shared)));
    }

    fn shared(&mut self, shared: &Shared) {
        let words = self.words;
        let name = self.name_of(shared.relationship);
        self.open("<li><h3 dir=\"auto\">", &name, "</h3>\n");
        if let Some(since) = shared.linked_since {
            self.small(words.of("taken-linked-since"), &Date(since).to_string());
        }
        for grant in &shared.grants {
            let kind = self.kinds.get(grant.content.number()).map(Description::word_key);
            self.open("<h4>", words.of(kind.as_deref().unwrap_or("taken-newer")), "</h4>\n");
            self.record(&grant.content);
            self.small(words.of("taken-since"), &Date(grant.since).to_string());
        }
        self.html.push_str("</li>\n");
    }

    /// A heading and a list, or a word that there is nothing.
    fn section(&mut self, heading: &str, is_empty: bool, list: impl FnOnce(&mut Self)) {
        self.open("<section>\n<h2>", heading, "</h2>\n");
        if is_empty {
            self.open("<p class=\"small\">", self.words.of("taken-nothing"), "</p>\n");
        } else {
            self.html.push_str("<ul>\n");
            list(self);
            self.html.push_str("</ul>\n");
        }
        self.html.push_str("</section>\n");
    }

    fn small(&mut self, label: &str, day: &str) {
        self.open("<p class=\"small\">", label, " ");
        self.open("<time>", day, "</time></p>\n");
    }

    fn name_of(&self, id: RelationshipId) -> String {
        let known = self.export.relationships.iter().find(|relationship| relationship.id == id);
        known.map(|relationship| relationship.name.clone()).unwrap_or_default()
    }

    /// The only way in which a text comes onto the page: escaped, between two pieces of markup.
    fn open(&mut self, before: &'static str, text: &str, after: &'static str) {
        self.html.push_str(before);
        for letter in text.chars() {
            match letter {
                '&' => self.html.push_str("&amp;"),
                '<' => self.html.push_str("&lt;"),
                '>' => self.html.push_str("&gt;"),
                '"' => self.html.push_str("&quot;"),
                '\'' => self.html.push_str("&#39;"),
                '\n' | '\t' => self.html.push(letter),
                // HTML knows no other control characters.
                letter if letter.is_control() => self.html.push(char::REPLACEMENT_CHARACTER),
                letter => self.html.push(letter),
            }
        }
        self.html.push_str(after);
    }
}
