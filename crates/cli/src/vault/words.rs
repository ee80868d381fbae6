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
    ("record-contrasts", "Five contrasts"),
    ("record-contrasts-on", "Day"),
    ("record-contrasts-boundaries", "Boundaries"),
    ("record-contrasts-honesty", "Honest closeness"),
    ("record-contrasts-communication", "Communication"),
    ("record-contrasts-understanding", "Understanding"),
    ("record-contrasts-worth", "Worth"),
    ("record-signs", "Signs"),
    ("record-signs-on", "Day"),
    ("record-signs-tie", "Who they were"),
    ("record-signs-from-them", "Received"),
    ("record-signs-from-me", "Given"),
    ("record-rehearsal", "Rehearsals"),
    ("record-rehearsal-title", "Title"),
    ("record-rehearsal-describe", "Describe"),
    ("record-rehearsal-express", "Express"),
    ("record-rehearsal-specify", "Specify"),
    ("record-rehearsal-consequence", "What becomes possible"),
    ("record-pause", "Pauses"),
    ("record-pause-until", "Until"),
    ("record-said", "A yes, or a no"),
    ("record-said-on", "Day"),
    ("record-said-said", "Said"),
    ("record-said-meaning", "How it was meant"),
    ("record-said-words", "In own words"),
    ("record-tiny_no", "Tiny noes"),
    ("record-tiny_no-on", "Day"),
    ("record-tiny_no-step", "What it was"),
    ("record-tiny_no-feared", "What I feared"),
    ("record-tiny_no-happened", "What happened"),
    ("record-look_back", "Weeks looked back on"),
    ("record-look_back-week", "Week from"),
    ("record-look_back-own", "A moment that felt like mine"),
    ("record-look_back-between", "A moment between us"),
    ("record-look_back-keep", "To keep"),
    ("record-look_back-leave-out", "To leave out"),
    ("record-prompt", "Questions of my own"),
    ("record-prompt-text", "Question"),
    ("record-contact", "People to turn to"),
    ("record-contact-name", "Who"),
    ("record-contact-reach", "How to reach them"),
    ("frequency-never", "Never"),
    ("frequency-seldom", "Seldom"),
    ("frequency-sometimes", "Sometimes"),
    ("frequency-often", "Often"),
    ("frequency-very-often", "Very often"),
    ("frequency-did-not-come-up", "It did not come up"),
    ("presence-seldom", "Seldom"),
    ("presence-at-times", "At times"),
    ("presence-often", "Often"),
    ("presence-cannot-say", "I cannot say"),
    ("yes-or-no-yes", "Yes"),
    ("yes-or-no-no", "No"),
    ("meaning-meant", "Meant"),
    ("meaning-to-please", "To please"),
    ("meaning-to-stay-safe", "To stay safe"),
    ("meaning-unsure", "Unsure"),
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
