//! A link that is handed over: to be copied, or to be scanned.

use crate::html;
use leptos::prelude::*;

use super::button::{Look, button};
use super::qr_code::qr_code;
use super::{card, heading, row, soft, stack};
use crate::platform::browser;
use crate::reactive::RwSignal;
use crate::words;

/// The link of a text that stands after `marker` in this app's address, as a field with a button and as a QR code. `names` are
/// those of the link and of the code, and what the code is for.
pub(crate) fn handover(marker: &str, text: &str, names: [String; 3]) -> AnyView {
    let [link, code, how] = names;
    let address = format!("{}{marker}{text}", browser::page());
    let copied = address.clone();
    let said = RwSignal::new(String::new());
    let copy = button(Look::Primary, words::invite_copy(), move || {
        browser::copy(&copied, move |done| {
            said.set(if done { words::invite_copied() } else { words::invite_copy_refused() });
        });
    });
    let field = html::input()
        .class("input mono")
        .r#type("text")
        .attr("readonly", "")
        .attr("dir", "ltr")
        .attr("aria-label", link.clone())
        .prop("value", address.clone());
    let status = html::p().class("soft small").attr("role", "status").child(move || said.get());
    stack(vec![
        card("", vec![heading(link), field.into_any(), row(vec![copy]), status.into_any()]),
        card("", vec![heading(code.clone()), soft(how), qr_code(address, code)]),
    ])
}
