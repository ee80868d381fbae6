//! Questions that stand before everything else.

use leptos::prelude::*;
use leptos::{ev, html};

use super::{heading, unique_id};
use crate::platform::browser;

/// A dialog that is shown while `open` is true. Escape closes it.
pub(crate) fn dialog(
    open: RwSignal<bool>,
    title: impl Fn() -> String + Send + Sync + 'static,
    content: impl Fn() -> Vec<AnyView> + Send + Sync + 'static,
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
            html::div().class("stack").child((heading, content()))
        })
    };
    html::dialog()
        .node_ref(node)
        .attr("aria-labelledby", labelled)
        .on(ev::close, move |_| open.set(false))
        .child(inside)
        .into_any()
}
