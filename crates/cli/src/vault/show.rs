//! An export as plain text.

use std::fmt::Write as _;

use client::{
    export::{Export, Said, page::PageWords, said},
    model::{Content, Tie, kinds::LIST, seen::isolated},
};

/// How much of what there is.
pub(super) fn counts(export: &Export, words: &PageWords) -> String {
    let mut counts = format!("{}: {}\n", words.of("taken-people"), export.relationships.len());
    let number = |item: &client::export::Item| item.versions.first().map(|version| version.content.number());
    for kind in LIST.all() {
        let count = export.items.iter().filter(|item| number(item) == Some(kind.number)).count();
        if count > 0 {
            // Writing to memory cannot fail.
            let _ = writeln!(counts, "{}: {count}", words.of(&kind.word_key()));
        }
    }
    let is_newer =
        |item: &&client::export::Item| number(item).is_some_and(|number| LIST.get(number).is_none());
    let newer = export.items.iter().filter(is_newer).count();
    if newer > 0 {
        let _ = writeln!(counts, "{}: {newer}", words.of("taken-newer"));
    }
    let shared = export.shared.iter().chain(export.from_others.iter().flatten());
    let told: usize = shared.map(|shared| shared.grants.len()).sum();
    let _ = writeln!(counts, "shared things that it tells of: {told}");
    counts
}

/// Everything that the person wrote, in the order of the file.
pub(super) fn text(export: &Export, words: &PageWords) -> String {
    let mut lines = Lines { text: String::new(), words };
    lines.say(0, export.name.as_deref().unwrap_or_default());
    lines.say(0, words.of("taken-people"));
    for relationship in &export.relationships {
        let tie = Tie::from_number(relationship.tie.0).unwrap_or(Tie::Other);
        lines.say(1, &format!("{} ({})", isolated(&relationship.name), words.of(&tie.word_key())));
    }
    for kind in LIST.all() {
        lines.items(export, words.of(&kind.word_key()), |number| number == kind.number);
    }
    lines.items(export, words.of("taken-newer"), |number| LIST.get(number).is_none());
    lines.text
}

struct Lines<'a> {
    text: String,
    words: &'a PageWords,
}

impl Lines<'_> {
    fn say(&mut self, depth: usize, said: &str) {
        for said in said.lines() {
            // Writing to memory cannot fail.
            let _ = writeln!(self.text, "{:1$}{2}", "", 2 * depth, printable(said));
        }
    }

    /// The items of a kind, under its heading, if there are any.
    fn items(&mut self, export: &Export, heading: &str, is_wanted: impl Fn(u32) -> bool) {
        let versions = export.items.iter().flat_map(|item| &item.versions);
        let mut wanted = versions.filter(|version| is_wanted(version.content.number())).peekable();
        if wanted.peek().is_none() {
            return;
        }
        self.say(0, heading);
        for version in wanted {
            if let Some(about) = version.about {
                let known = export.relationships.iter().find(|known| known.id == about);
                self.say(1, &format!("{}:", known.map(|known| isolated(&known.name)).unwrap_or_default()));
            }
            self.record(&version.content);
        }
    }

    fn record(&mut self, content: &Content) {
        let words = self.words;
        let lines = match said(content, &LIST) {
            Ok(lines) => lines,
            Err(unreadable) => {
                return self
                    .say(1, words.of(if unreadable.is_newer() { "taken-newer" } else { "taken-unfit" }));
            }
        };
        for (index, line) in lines.into_iter().enumerate() {
            let depth = if index == 0 { 1 } else { 2 };
            match line {
                Said::Chosen(key) => self.say(depth, words.of(&key)),
                Said::Title(text) => self.say(depth, &text),
                Said::Text(key, text) => {
                    self.say(depth, &format!("{}:", words.of(&key)));
                    self.say(depth + 1, &text);
                }
                Said::More => self.say(depth, words.of("taken-newer")),
                Said::Fact(key, fact) => self.say(depth, &format!("{}: {fact}", words.of(&key))),
            }
        }
    }
}

/// What a file holds must not steer a terminal.
fn printable(text: &str) -> String {
    let shown = |letter: char| if letter.is_control() { char::REPLACEMENT_CHARACTER } else { letter };
    text.chars().map(shown).collect()
}
