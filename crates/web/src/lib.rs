//! The screens. What holds a person's data and keys is a module of its own, in the page's worker.
//!
//! A screen shows the [`interface::View`] that the worker sends, and sends [`interface::Command`]s. It holds no state of the
//! domain: copies for view, and what is being typed.
//!
//! Screens are built with Leptos' builder and not with its macro, because the macro puts static markup in by `innerHTML`,
//! which the app's content security policy (Trusted Types) forbids.

mod components;
mod html;
mod kinds;
mod pages;
mod places;
mod platform;
mod reactive;
mod session;
mod words;

#[cfg(feature = "fixture")]
mod fixture;

use wasm_bindgen::prelude::*;

/// Lets the page speak the language of a pack, if the pack is of this build; says whether it is.
#[wasm_bindgen]
pub fn speak(pack: JsValue) -> bool {
    words::speak(&platform::json::Json::new(pack))
}

/// Starts the page, which [speaks](speak) a language by then.
#[wasm_bindgen]
pub fn start_screen(bootstrap: platform::Bootstrap) {
    console_error_panic_hook::set_once();
    pages::start(bootstrap);
}
