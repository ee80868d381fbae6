//! Where things stand on the page, and keeping them there.

use interface::model::ItemId;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use super::browser::{document, focus_first, focus_heading_now, focus_if_lost, window};

/// How far the page is scrolled.
pub(crate) fn scrolled() -> i32 {
    document().query_selector(".pane").ok().flatten().map_or(0, |pane| pane.scroll_top())
}

/// Scrolls the page to where it was once it has been drawn, and gives the link that it was left by the focus, or its heading.
pub(crate) fn return_to(scrolled: i32, link: Option<String>) {
    let back = Closure::once_into_js(move || {
        focus_heading_now();
        if let Ok(Some(pane)) = document().query_selector(".pane") {
            pane.set_scroll_top(scrolled);
        }
        let Some(link) = link else { return };
        // Where the list beside the page is shown, it has the link, and the page is not scrolled for it.
        focus_first(&format!(".beside a[href=\"{link}\"]"));
        if document().active_element().is_none_or(|active| active.tag_name() != "A") {
            focus_first(&format!("main a[href=\"{link}\"]"));
        }
    });
    // A browser that draws nothing needs no focus.
    let _requested = window().request_animation_frame(back.unchecked_ref());
}

/// What stands on the page for these things keeps at least the height that it has, whatever goes away in it. If the focus is in one, it is
/// on what is left there afterwards.
pub(crate) fn pin(items: &[ItemId]) {
    let parts =
        parts(&items.iter().map(|item| format!("[data-item=\"{item}\"]")).collect::<Vec<_>>().join(","));
    let active = document().active_element();
    // All are measured before the first is set, which would have each measured anew.
    let heights: Vec<js_sys::Number> =
        parts.iter().map(|part| part.get_bounding_client_rect().height().into()).collect();
    for (part, height) in parts.iter().zip(heights) {
        // A height is always one that a style takes.
        let _set = part.style().set_property("min-height", &pixels(&height));
        if part.contains(active.as_deref()) {
            let place = part.get_attribute("data-item").unwrap_or_default();
            focus_if_lost(format!("[data-item=\"{place}\"] .gone"));
        }
    }
}

/// A length. The browser writes the number: what writes fractions here would come with the first screen.
fn pixels(length: &js_sys::Number) -> String {
    let digits = length.to_string_with_radix(10).map(String::from).unwrap_or_default();
    format!("{digits}px")
}

/// Lets go of these heights.
pub(crate) fn unpin() {
    for part in parts("[data-item]") {
        // What is not set is not removed.
        let _removed = part.style().remove_property("min-height");
    }
}

fn parts(selector: &str) -> Vec<HtmlElement> {
    let found = document().query_selector_all(selector);
    let nodes =
        found.ok().into_iter().flat_map(|found| (0..found.length()).filter_map(move |n| found.get(n)));
    nodes.filter_map(|node| node.dyn_into().ok()).collect()
}
