//! The words of the page, in the command's language.

use client::export::page::PageWords;

/// In English. The orders are those of `Kind::ALL`, `Need::ALL` and `Answer::ALL`.
pub(super) fn page_words() -> PageWords {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    PageWords {
        language: "en".to_owned(),
        direction: "ltr".to_owned(),
        title: "What is mine".to_owned(),
        who_reads: "Anybody who has this file can read everything in it.".to_owned(),
        made_on: "Made on".to_owned(),
        people: "People".to_owned(),
        likes: "Likes".to_owned(),
        dislikes: "Dislikes".to_owned(),
        requests: "Requests for support".to_owned(),
        shared: "What others see of me".to_owned(),
        from_others: "What others shared with me".to_owned(),
        answers: "Answers".to_owned(),
        added: "Added on".to_owned(),
        written: "Written on".to_owned(),
        since: "Shared since".to_owned(),
        linked_since: "Linked since".to_owned(),
        beside: "Written at the same time".to_owned(),
        nothing: "Nothing here.".to_owned(),
        kinds: words(&["Partner", "Parent", "Grown child", "Sibling", "Friend", "Somebody else close"]),
        needs: words(&["Listening", "Ideas", "A helping hand", "Company", "Just that they know"]),
        answer_words: words(&["Yes", "Not now", "Something else"]),
    }
}
