//! Questions that stand before everything else.

use leptos::prelude::*;
use leptos::{ev, html};

use super::button::{Look, button};
use super::exits::{exits, leave_button};
use super::{heading, row, unique_id};
use crate::platform::browser;
use crate::reactive::RwSignal;
use crate::words;

/// A dialog that is shown while `open` is true. Escape closes it. The ways out stand in it too: nothing outside can be reached while
/// it is open.
pub(crate) fn dialog(
    open: RwSignal<bool>,
    title: impl Fn() -> String + Send + Sync + 'static,
    content: impl Fn() -> Vec<AnyView> + Send + Sync + 'static,
) -> AnyView {
    drawn("", open, Box::new(title), Box::new(content), exits)
}

/// A wide one, for something to read, with a way back. Help is not offered above itself.
pub(crate) fn wide_dialog(
    open: RwSignal<bool>,
    title: impl Fn() -> String + Send + Sync + 'static,
    content: impl Fn() -> Vec<AnyView> + Send + Sync + 'static,
) -> AnyView {
    let content = move || {
        let mut content = content();
        content.push(row(vec![button(Look::Primary, words::help_close(), move || open.set(false))]));
        content
    };
    drawn("wide", open, Box::new(title), Box::new(content), || {
        html::div().class("exits").child(leave_button()).into_any()
    })
}

fn drawn(
    class: &'static str,
    open: RwSignal<bool>,
    title: Box<dyn Fn() -> String + Send + Sync>,
    content: Box<dyn Fn() -> Vec<AnyView> + Send + Sync>,
    exits: fn() -> AnyView,
) -> AnyView {
    let node = NodeRef::<html::Dialog>::new();
    let title_id = unique_id();
    let labelled = title_id.clone();
    Effect::new(move |_| {
        let is_open = open.get();
        if let Some(dialog) = node.get() {
            browser::set_dialog(&dialog, is_open);
        }
    });
    let inside = move || {
        open.get().then(|| {
            let heading = html::div()
                .id(title_id.clone())
                .attr("tabindex", "-1")
                .attr("autofocus", "")
                .child(heading(title()));
            let head = html::div().class("dialog-head").child((heading, exits()));
            html::div().class("stack").child((head, content()))
        })
    };
    html::dialog()
        .class(class)
        .node_ref(node)
        .attr("aria-labelledby", labelled)
        .on(ev::close, move |_| open.set(false))
        .child(inside)
        .into_any()
}
