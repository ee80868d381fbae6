//! The screens, and the worker behind them: one module for both, loaded by a page and by its worker.
//!
//! A screen shows the [`client::View`] that the worker sends, and sends [`client::Command`]s. It holds no state of the
//! domain: copies for view, and what is being typed.
//!
//! Screens are built with Leptos' builder and not with its macro, because the macro puts static markup in by `innerHTML`,
//! which the app's content security policy (Trusted Types) forbids.

mod components;
mod kinds;
mod pages;
mod places;
mod platform;
mod session;
mod words;

#[cfg(feature = "fixture")]
mod fixture;

use wasm_bindgen::prelude::*;

/// Starts the page.
#[wasm_bindgen]
pub fn start_screen(bootstrap: platform::Bootstrap) {
    console_error_panic_hook::set_once();
    pages::start(bootstrap);
}

/// Starts the worker. `early` holds the messages that arrived while the module was loading.
#[wasm_bindgen]
pub fn start_worker(early: &js_sys::Array) {
    console_error_panic_hook::set_once();
    platform::host::run(early);
}
