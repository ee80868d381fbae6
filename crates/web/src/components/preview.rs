//! Things that two people see, drawn on both sides by the same code: a preview is exactly what will be seen.

use client::view::SharedContentView;
use leptos::html;
use leptos::prelude::*;

use super::{heading, said, soft, text};
use crate::words;
use crate::words::choices;

/// The content of something shared.
pub(crate) fn content(content: &SharedContentView) -> AnyView {
    match content {
        SharedContentView::Card { taste, text, note } => {
            written(choices::taste(*taste), text.clone(), said(note.clone()))
        }
        SharedContentView::Ask { need, text } => {
            titled(words::preview_ask(), choices::need_title(*need), said(text.clone()))
        }
        SharedContentView::Answer { answer, words } => {
            titled(words::preview_answer(), choices::answer(*answer), said(words.clone()))
        }
        SharedContentView::Name(name) => written(words::preview_name(), name.clone(), super::nothing()),
        SharedContentView::Newer => (
            html::p().class("thing").child(words::preview_newer()),
            html::p().class("soft small").child(words::preview_newer_text()),
        )
            .into_any(),
    }
}

/// The frame that a preview stands in.
pub(crate) fn framed(shown: &SharedContentView) -> AnyView {
    html::div().class("preview").child(content(shown)).into_any()
}

/// Versions that another device of the same person wrote at the same time; nothing where there is none.
pub(crate) fn beside(siblings: &[SharedContentView]) -> AnyView {
    if siblings.is_empty() {
        return super::nothing();
    }
    let versions = siblings.iter().map(|version| html::li().child(content(version))).collect_view();
    super::card(
        "",
        vec![
            heading(words::card_siblings_title()),
            soft(words::card_siblings_text()),
            html::ul().class("rows").child(versions).into_any(),
        ],
    )
}

/// A heading that a person wrote, what it is, and more.
fn written(kind: String, title: String, more: AnyView) -> AnyView {
    (
        html::p().class("thing").attr("dir", "auto").child(title),
        html::p().class("soft small").child(kind),
        more,
    )
        .into_any()
}

/// A heading that the app wrote, what it is, and a person's words.
fn titled(kind: String, title: String, more: AnyView) -> AnyView {
    (html::p().class("soft small").child(kind), html::p().class("thing").child(title), more).into_any()
}

/// What is sent besides: nothing.
pub(crate) fn nothing_else() -> AnyView {
    text(words::share_nothing_else())
}
