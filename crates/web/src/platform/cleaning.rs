//! Leaving a device clean, as far as the page itself keeps something, and what is still there afterwards.

use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::Bootstrap;

/// What is still on this device although it was to be left clean. What was looked for and found is said, not what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Remains {
    /// The store: another tab or window holds it. Once that lets go, the page goes on by itself.
    HeldStore,
    /// The store: the browser has not removed it.
    Store,
    /// What the page keeps, while the store is gone.
    OfPage {
        /// Language, colours and the like.
        settings: bool,
        /// The app's own files, for opening it without a connection.
        copy: bool,
    },
}

/// Removes what the page keeps and leaves. `remains` hears what could not be removed; then the page stays.
pub(crate) fn clean_page(bootstrap: &Bootstrap, remains: impl FnOnce(Remains) + 'static) {
    let cleaned = JsFuture::from(bootstrap.clean_page());
    spawn_local(async move {
        // Whoever cannot look has not seen that it is gone.
        let found =
            cleaned.await.map_or(Some(Remains::OfPage { settings: true, copy: true }), |left| read(&left));
        if let Some(found) = found {
            remains(found);
        }
    });
}

/// What `bootstrap.js` found; nothing once it has left.
fn read(found: &JsValue) -> Option<Remains> {
    if found.is_null() || found.is_undefined() {
        return None;
    }
    let is = |name: &str| Reflect::get(found, &name.into()).is_ok_and(|value| value.is_truthy());
    let (settings, copy) = (is("settings"), is("copy"));
    Some(if is("store") { Remains::Store } else { Remains::OfPage { settings, copy } })
}
