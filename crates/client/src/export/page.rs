//! An export as one page of HTML to read and to print: no script, no request to anywhere, everything a person wrote escaped.
//!
//! The words of the page are an argument, because they stand in the language files of whoever shows it.

use model::{Answer, Kind, Need, RelationshipId, Taste};

use super::{Answered, Card, Export, Grant, Item, Moment, Relationship, Request, Shared, moment::Written};

mod style;
mod words;

pub use style::{POLICY, STYLE};
pub use words::PageWords;

/// The page, in UTF-8.
pub fn page(export: &Export, words: &PageWords) -> Vec<u8> {
    let mut page = Page { html: String::new(), export, words };
    page.head();
    page.people();
    for (taste, heading) in [(Taste::Like, &words.likes), (Taste::Dislike, &words.dislikes)] {
        let cards: Vec<_> = export.cards.iter().filter(|card| newest_taste(card) == Some(taste)).collect();
        page.section(heading, cards.is_empty(), |page| cards.iter().for_each(|card| page.card(card)));
    }
    page.section(&words.requests, export.requests.is_empty(), |page| {
        export.requests.iter().for_each(|request| page.request(request));
    });
    page.all_shared(&words.shared, &export.shared);
    if let Some(from_others) = &export.from_others {
        page.all_shared(&words.from_others, from_others);
    }
    page.html.push_str("</main>\n</body>\n</html>\n");
    page.html.into_bytes()
}

fn newest_taste(card: &Item<Card>) -> Option<Taste> {
    card.versions.first().map(|version| version.content.taste)
}

struct Page<'a> {
    html: String,
    export: &'a Export,
    words: &'a PageWords,
}

impl Page<'_> {
    fn head(&mut self) {
        let words = self.words;
        self.open("<!doctype html>\n<html lang=\"", &words.language, "\"");
        self.open(" dir=\"", &words.direction, "\">\n<head>\n<meta charset=\"utf-8\">\n");
        self.open("<meta http-equiv=\"Content-Security-Policy\" content=\"", POLICY, "\">\n");
        self.html.push_str("<meta name=\"referrer\" content=\"no-referrer\">\n");
        self.html.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        self.open("<title>", &words.title, "</title>\n<style>");
        self.html.push_str(STYLE);
        self.open("</style>\n</head>\n<body>\n<main>\n<h1>", &words.title, "</h1>\n");
        if let Some(name) = &self.export.name {
            self.open("<p class=\"name\" dir=\"auto\">", name, "</p>\n");
        }
        self.open("<p>", &words.who_reads, "</p>\n");
        self.small(&words.made_on, &Written(self.export.exported_on).to_string());
    }

    fn people(&mut self) {
        let (export, words) = (self.export, self.words);
        self.section(&words.people, export.relationships.is_empty(), |page| {
            for Relationship { name, kind, added, .. } in &export.relationships {
                page.open("<li><h3 dir=\"auto\">", name, "</h3>\n");
                page.open("<p>", word(&words.kinds, Kind::ALL, *kind), "</p>\n");
                page.small(&words.added, &day_of(*added));
                page.html.push_str("</li>\n");
            }
        });
    }

    fn card(&mut self, card: &Item<Card>) {
        self.html.push_str("<li>\n");
        for (index, version) in card.versions.iter().enumerate() {
            self.beside(index);
            self.text(&version.content.text);
            self.note(&version.content.note);
            self.small(&self.words.written, &day_of(version.written));
        }
        self.html.push_str("</li>\n");
    }

    fn request(&mut self, Request { relationship, request }: &Request) {
        self.html.push_str("<li>\n");
        let name = self.name_of(*relationship);
        self.open("<h3 dir=\"auto\">", &name, "</h3>\n");
        for (index, version) in request.versions.iter().enumerate() {
            self.beside(index);
            self.open("<p>", word(&self.words.needs, Need::ALL, version.content.need), "</p>\n");
            self.text(&version.content.text);
            self.small(&self.words.written, &day_of(version.written));
        }
        self.html.push_str("</li>\n");
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
            self.small(&words.linked_since, &Written(since).to_string());
        }
        for Grant { content: Card { taste, text, note }, since, .. } in &shared.cards {
            let taste = if *taste == Taste::Like { &words.likes } else { &words.dislikes };
            self.open("<h4>", taste, "</h4>\n");
            self.text(text);
            self.note(note);
            self.small(&words.since, &Written(*since).to_string());
        }
        for Grant { content, since, .. } in &shared.requests {
            self.open("<h4>", word(&words.needs, Need::ALL, content.need), "</h4>\n");
            self.text(&content.text);
            self.small(&words.since, &Written(*since).to_string());
        }
        if !shared.answers.is_empty() {
            self.open("<h4>", &words.answers, "</h4>\n");
        }
        for Answered { on, answer, words: own, .. } in &shared.answers {
            self.open("<p>", word(&words.answer_words, Answer::ALL, *answer), "</p>\n");
            self.note(own);
            self.small("", &Written(*on).to_string());
        }
        self.html.push_str("</li>\n");
    }

    /// A heading and a list, or a word that there is nothing.
    fn section(&mut self, heading: &str, is_empty: bool, list: impl FnOnce(&mut Self)) {
        self.open("<section>\n<h2>", heading, "</h2>\n");
        if is_empty {
            self.open("<p class=\"small\">", &self.words.nothing, "</p>\n");
        } else {
            self.html.push_str("<ul>\n");
            list(self);
            self.html.push_str("</ul>\n");
        }
        self.html.push_str("</section>\n");
    }

    fn beside(&mut self, index: usize) {
        if index > 0 {
            self.open("<h4>", &self.words.beside, "</h4>\n");
        }
    }

    fn text(&mut self, text: &str) {
        self.open("<p class=\"said\" dir=\"auto\">", text, "</p>\n");
    }

    fn note(&mut self, note: &str) {
        if !note.is_empty() {
            self.open("<p class=\"said note\" dir=\"auto\">", note, "</p>\n");
        }
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

fn day_of(moment: Moment) -> String {
    let text = moment.to_string();
    text.split_once('T').map(|(day, _)| day.to_owned()).unwrap_or(text)
}

fn word<'a, T: PartialEq>(words: &'a [String], all: &[T], one: T) -> &'a str {
    let index = all.iter().position(|known| *known == one);
    index.and_then(|index| words.get(index)).map_or("", String::as_str)
}
