//! A record of a kind without a face of its own: its lines, with the words that the language files have for it.

use crate::html;
use interface::model::Content;
use interface::model::kinds::LIST;
use interface::{Said, said};
use leptos::prelude::*;

use super::{titled, written};
use crate::components::{nothing, quoted};
use crate::words;

pub(super) fn drawn(content: &Content) -> AnyView {
    let name = kind_name(content);
    let lines = said(content, &LIST).unwrap_or_default();
    let mut title = None;
    let mut rows = Vec::new();
    let mut last = None;
    for line in lines {
        match line {
            Said::Title(text) => title = Some(text.into_owned()),
            Said::Chosen(key) => rows.push(html::p().child(words::keyed(&key)).into_any()),
            Said::Text(key, text) => rows.push(under(&mut last, key, quoted(text.into_owned()))),
            Said::Fact(key, fact) => rows.push(under(&mut last, key, html::p().child(fact).into_any())),
            Said::More => {
                rows.push(html::p().class("soft small").child(words::preview_newer_text()).into_any())
            }
        }
    }
    let rows = if rows.is_empty() { nothing() } else { rows.into_any() };
    match title {
        Some(title) => written(name, title, rows),
        None => titled(words::preview_kind(), name, rows),
    }
}

pub(super) fn title(content: &Content) -> String {
    let lines = said(content, &LIST).unwrap_or_default();
    let title = lines.into_iter().find_map(|line| match line {
        Said::Title(text) => Some(text.into_owned()),
        _ => None,
    });
    title.unwrap_or_else(|| kind_name(content))
}

fn kind_name(content: &Content) -> String {
    LIST.get(content.number()).map(|kind| words::keyed(&kind.word_key())).unwrap_or_default()
}

/// Several of one name stand below it once.
fn under(last: &mut Option<String>, key: String, what: AnyView) -> AnyView {
    if last.as_ref() == Some(&key) {
        return what;
    }
    let name = html::p().class("soft small").child(words::keyed(&key));
    *last = Some(key);
    (name, what).into_any()
}
