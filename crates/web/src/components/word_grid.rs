//! Recovery words and safety words.

use crate::html;
use leptos::prelude::*;

/// Numbered words, in the order in which they are to be written down.
pub(crate) fn recovery_words(words: &[String]) -> AnyView {
    html::ol().class("words").attr("lang", "en").attr("dir", "ltr").child(numbered(words)).into_any()
}

/// Words that stand for a history, numbered too: they are compared one by one.
pub(crate) fn history_words(words: &[String], label: String) -> AnyView {
    html::ol()
        .class("words history")
        .attr("lang", "en")
        .attr("dir", "ltr")
        .attr("aria-label", label)
        .child(numbered(words))
        .into_any()
}

fn numbered(words: &[String]) -> AnyView {
    let words = words.iter().enumerate().map(|(index, word)| {
        let number = html::span().class("number").child((index + 1).to_string());
        html::li().child((number, html::span().attr("translate", "no").child(word.clone())))
    });
    words.collect_view().into_any()
}

/// Words that two people compare aloud.
pub(crate) fn safety_words(words: &[String], label: String) -> AnyView {
    let words = words.iter().map(|word| html::li().attr("translate", "no").child(word.clone()));
    html::ol()
        .class("safety")
        .attr("lang", "en")
        .attr("dir", "ltr")
        .attr("aria-label", label)
        .child(words.collect_view())
        .into_any()
}
