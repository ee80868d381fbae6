//! The focus is never nowhere: where what has it goes, the heading above gets it, and nothing moves. Never a button: whoever is about to press
//! Enter would do something that they have not read.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Element, FocusOptions, HtmlElement, MutationObserver, MutationObserverInit};

use super::browser::document;
use super::listening;

/// Whoever takes something away may say where the focus goes; after so many milliseconds it was not said.
const SAID_WITHIN_MS: f64 = 60.0;
/// What says where one is.
const HEADINGS: &str = "h1, h2, h3, h4";

/// What stays while something in it goes.
const AROUND: &str = "main, dialog[open]";

/// Where the focus is, from the inside to the outside.
type Nest = Rc<RefCell<Vec<Element>>>;

/// From now on.
pub(crate) fn keep() {
    let nest = Nest::default();
    let seen = nest.clone();
    let moved = Closure::<dyn Fn()>::new(move || {
        let parents = core::iter::successors(document().active_element(), |element| element.parent_element());
        seen.replace(parents.collect());
    });
    // A page can always be listened to.
    let _listening =
        document().add_event_listener_with_callback("focusin", moved.into_js_value().unchecked_ref());
    let changed = Closure::<dyn Fn()>::new(move || {
        let is_gone = nest.borrow().first().is_some_and(|focused| !focused.is_connected());
        if is_gone {
            let nest = nest.take();
            listening::after(SAID_WITHIN_MS, move || bring_back(&nest));
        }
    });
    let (Ok(observer), Some(body)) =
        (MutationObserver::new(changed.into_js_value().unchecked_ref()), document().body())
    else {
        return;
    };
    let options = MutationObserverInit::new();
    options.set_child_list(true);
    options.set_subtree(true);
    // A body can always be observed.
    let _observing = observer.observe_with_options(&body, &options);
    core::mem::forget(observer);
}

fn bring_back(nest: &[Element]) {
    let is_nowhere = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
    if !is_nowhere {
        return;
    }
    // Where a page or a question gives way to another screen, or has no heading, the screen's own it is.
    let is_around =
        |element: &&Element| element.is_connected() && element.closest(AROUND).ok().flatten().is_some();
    let around = nest.iter().filter(is_around);
    let above = around.filter_map(|element| element.query_selector(HEADINGS).ok().flatten()).next();
    let found = above.or_else(|| document().query_selector("h1").ok().flatten());
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        if !element.has_attribute("tabindex") {
            element.set_tab_index(-1);
        }
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        // An element that cannot take the focus leaves it where it is.
        let _focused = element.focus_with_options(&options);
    }
}
