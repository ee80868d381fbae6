//! Pages that fill the whole window: first run, lock, another tab.

use crate::html;
use leptos::prelude::*;

use super::exits::exits;

/// A page without navigation. `top` keeps long content from being centred.
pub(crate) fn moment(top: bool, content: Vec<AnyView>) -> AnyView {
    html::div()
        .class(if top { "moment top" } else { "moment" })
        .child((html::div().class("corner").child(exits()), html::main().child(content)))
        .into_any()
}

/// The heading of such a page.
pub(crate) fn moment_heading(text: String) -> AnyView {
    html::h1().attr("tabindex", "-1").child(text).into_any()
}

/// Something with a sign before it.
pub(crate) fn points(class: &'static str, points: Vec<(super::icon::Icon, String)>) -> AnyView {
    let points = points
        .into_iter()
        .map(|(sign, text)| html::li().child((super::icon::icon(sign), html::span().child(text))))
        .collect_view();
    html::ul().class(format!("points {class}")).child(points).into_any()
}
