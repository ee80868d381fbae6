//! The rest of a long list.

use crate::html;
use leptos::prelude::*;

use crate::components::button::{Look, live_button};
use crate::components::live::live;
use crate::components::{nothing, row, unique_id};
use crate::platform::browser;
use crate::reactive::Memo;
use crate::session::Session;
use crate::words;

/// A way to what a list does not show yet, where there is more.
pub(in crate::pages) fn more(session: Session, hidden: impl Fn() -> u32 + Send + Sync + 'static) -> AnyView {
    let hidden = Memo::new(move |_| hidden());
    let was_pressed = StoredValue::new(false);
    live(
        move || hidden.get() > 0,
        move |is_more| {
            if is_more {
                let label = move || words::more_left(hidden.get().max(1));
                return row(vec![live_button(Look::Quiet, label, move || {
                    was_pressed.set_value(true);
                    session.show_more();
                })]);
            }
            if !was_pressed.get_value() {
                return nothing();
            }
            // The button is gone that had the focus.
            let id = unique_id();
            browser::focus_later(format!("[id=\"{id}\"]"));
            html::p().id(id).class("soft small").attr("tabindex", "-1").child(words::more_none()).into_any()
        },
    )
}
