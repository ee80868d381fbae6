//! The words of the page, in the command's language.

use client::export::page::PageWords;

/// In English: each key with its words.
const WORDS: &[(&str, &str)] = &[
    ("taken-title", "What is mine"),
    ("taken-who-reads", "Anybody who has this file can read everything in it."),
    ("taken-made-on", "Made on"),
    ("taken-people", "People"),
    ("taken-shared", "What others see of me"),
    ("taken-from-others", "What others shared with me"),
    ("taken-added", "Added on"),
    ("taken-written", "Written on"),
    ("taken-since", "Shared since"),
    ("taken-linked-since", "Linked since"),
    ("taken-beside", "Written at the same time"),
    ("taken-nothing", "Nothing here."),
    ("taken-newer", "From a newer version of the app"),
    ("taken-unfit", "Something that does not fit here"),
    ("tie-partner", "Partner"),
    ("tie-parent", "Parent"),
    ("tie-adult-child", "Grown child"),
    ("tie-sibling", "Sibling"),
    ("tie-friend", "Friend"),
    ("tie-other", "Somebody else close"),
    ("taste-like", "Likes"),
    ("taste-dislike", "Dislikes"),
    ("need-listening", "Listening"),
    ("need-ideas", "Ideas"),
    ("need-hands", "A helping hand"),
    ("need-company", "Company"),
    ("need-just-know", "Just that they know"),
    ("answer-yes", "Yes"),
    ("answer-not-now", "Not now"),
    ("answer-something-else", "Something else"),
    ("record-card", "Likes and dislikes"),
    ("record-card-taste", "Which"),
    ("record-card-text", "What"),
    ("record-card-note", "More"),
    ("record-ask", "Requests for support"),
    ("record-ask-need", "What would help"),
    ("record-ask-text", "In own words"),
    ("record-answer", "Answers"),
    ("record-answer-answer", "Answer"),
    ("record-answer-words", "In own words"),
    ("closeness-more", "More closeness"),
    ("closeness-less", "Less closeness"),
    ("closeness-cannot-say", "Cannot say"),
    ("record-check_in", "Check-ins"),
    ("record-check_in-day", "Day"),
    ("record-check_in-fit", "How it was, from 1 to 7"),
    ("record-check_in-wish", "What would have suited better"),
    ("record-check_in-words", "In own words"),
    ("record-journal", "Journal"),
    ("record-journal-on", "Day"),
    ("record-journal-prompt", "Question"),
    ("record-journal-text", "In own words"),
    ("record-journal_copy", "Pages from a journal"),
    ("record-journal_copy-prompt", "Question"),
    ("record-journal_copy-text", "In own words"),
];

pub(super) fn page_words() -> PageWords {
    PageWords::new("en", "ltr", |key| {
        let found = WORDS.iter().find(|(known, _)| *known == key);
        found.map(|(_, words)| (*words).to_owned()).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_words_for_everything_and_no_more() {
        let mut keys = PageWords::keys();
        for key in &keys {
            assert_ne!(page_words().of(key), "", "{key}");
        }
        keys.sort();
        let mut known: Vec<_> = WORDS.iter().map(|(key, _)| *key).collect();
        known.sort_unstable();
        assert_eq!(known, keys);
    }
}
