//! A file to choose, drawn as the other controls are.

use leptos::prelude::*;
use leptos::{ev, html};
use wasm_bindgen::JsCast;

use crate::platform::files::{self, NotRead};

/// A control that opens the browser's own choice of files. `accept` names endings; `done` gets name and bytes.
pub(crate) fn file(
    label: String,
    accept: &'static str,
    bytes_max: usize,
    done: impl Fn(Result<(String, Vec<u8>), NotRead>) + Clone + 'static,
) -> AnyView {
    let chosen = move |event: web_sys::Event| {
        let input = event.target().and_then(|target| target.dyn_into().ok());
        if let Some(input) = input {
            files::read(&input, bytes_max, done.clone());
        }
    };
    let input = html::input().r#type("file").attr("accept", accept).on(ev::change, chosen);
    html::div().child(html::label().class("choice").child((input, html::span().child(label)))).into_any()
}
