//! Where somebody writes on.

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

use super::browser::{document, focus_first, window};

/// Moves the focus to a field after it has been drawn, with the caret behind what stands there. Where several are found, the first has it.
pub(crate) fn write_on_later(selector: impl Into<String>) {
    let selector = selector.into();
    let focus = Closure::once_into_js(move || {
        focus_first(&selector);
        if let Some(active) = document().active_element() {
            caret_behind(&active);
        }
    });
    // A browser that draws nothing needs no focus.
    let _requested = window().request_animation_frame(focus.unchecked_ref());
}

/// The same in the first field of the page in which a text stands.
pub(crate) fn write_on_where_later(text: String) {
    let focus = Closure::once_into_js(move || {
        let Ok(fields) = document().query_selector_all("main form .input") else { return };
        let fields = (0..fields.length()).filter_map(|place| fields.get(place)?.dyn_into::<Element>().ok());
        let holds = |field: &Element| {
            let value = Reflect::get(field, &"value".into()).ok().and_then(|value| value.as_string());
            value.is_some_and(|value| value.contains(&text))
        };
        let found = fields.into_iter().find(holds);
        if let Some(field) = found.as_ref().and_then(|field| field.dyn_ref::<HtmlElement>()) {
            // A field that has just left the page takes no focus.
            let _focused = field.focus();
            caret_behind(field);
        }
    });
    // A browser that draws nothing needs no focus.
    let _requested = window().request_animation_frame(focus.unchecked_ref());
}

/// Puts the caret behind what stands in a field. One for a day or a number has none.
fn caret_behind(field: &Element) {
    let end = u32::MAX;
    if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        let _placed = area.set_selection_range(end, end);
    } else if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        let _placed = input.set_selection_range(end, end);
    }
}
