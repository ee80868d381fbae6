//! A file to choose, drawn as the other controls are.

use crate::html;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::unique_id;
use crate::platform::files::{self, NotRead};
use crate::words;

const BYTES_PER_MEGABYTE: usize = 1024 * 1024;

/// A control that opens the browser's own choice of files, and says how large one may be. `accept` names endings; `done` gets name and bytes.
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
    let most_id = unique_id();
    let input = html::input()
        .r#type("file")
        .attr("accept", accept)
        .attr("aria-describedby", most_id.clone())
        .on(ev::change, chosen);
    let most = u32::try_from(bytes_max / BYTES_PER_MEGABYTE).unwrap_or(u32::MAX);
    let most = html::p().class("hint").id(most_id).child(words::file_most(most));
    let label = html::label().class("choice").child((input, html::span().child(label)));
    html::div().class("stack tight").child((label, most)).into_any()
}
