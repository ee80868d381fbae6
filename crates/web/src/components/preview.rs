//! Things that two people see, drawn on both sides by the same code: a preview is exactly what will be seen.

use crate::html;
use interface::look::Shown;
use leptos::prelude::*;

use super::{heading, soft, text};
use crate::kinds;
use crate::words;

/// The frame that a preview stands in.
pub(crate) fn framed(shown: &Shown) -> AnyView {
    html::div().class("preview").child(kinds::shown(shown)).into_any()
}

/// Versions that another device of the same person wrote at the same time; nothing where there is none.
pub(crate) fn beside(siblings: &[Shown]) -> AnyView {
    if siblings.is_empty() {
        return super::nothing();
    }
    let versions = siblings.iter().map(|version| html::li().child(kinds::shown(version))).collect_view();
    super::card(
        "",
        vec![
            heading(words::card_siblings_title()),
            soft(words::card_siblings_text()),
            html::ul().class("rows").child(versions).into_any(),
        ],
    )
}

/// What is sent besides: nothing.
pub(crate) fn nothing_else() -> AnyView {
    text(words::share_nothing_else())
}
