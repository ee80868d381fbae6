//! The two ways out that stand on every screen and in every question: help, and leaving at once.

use crate::html;
use leptos::ev;
use leptos::prelude::*;

use super::button::{Look, button};
use super::dialog::wide_dialog;
use crate::reactive::RwSignal;
use crate::words;

/// Whether help is shown, above whatever else there is: nothing of that is lost by looking for help.
#[derive(Clone, Copy)]
struct Helping(RwSignal<bool>);

/// Both ways out.
pub(crate) fn exits() -> AnyView {
    let help = use_context::<Helping>().map(|Helping(is_open)| {
        html::button()
            .r#type("button")
            .class("quiet-link")
            .attr("aria-haspopup", "dialog")
            .on(ev::click, move |_| is_open.set(true))
            .child(words::help_short())
    });
    html::div().class("exits").child((help, leave_button())).into_any()
}

/// Shows help above what there is.
pub(crate) fn help_button(look: Look) -> AnyView {
    let helping = use_context::<Helping>();
    button(look, words::nav_help(), move || {
        if let Some(Helping(is_open)) = helping {
            is_open.set(true);
        }
    })
}

/// Room for both ways out, which float: what stands beside them ends there, however long their words are.
pub(crate) fn exits_room() -> AnyView {
    let words = (html::span().child(words::help_short()), html::span().child(words::leave_button()));
    html::div().class("exits-room").attr("aria-hidden", "true").child(words).into_any()
}

/// Draws `page` with help above it, when that is wanted.
pub(crate) fn with_help(
    help: impl Fn() -> Vec<AnyView> + Send + Sync + 'static,
    page: impl FnOnce() -> AnyView,
) -> AnyView {
    let is_open = RwSignal::new(false);
    let above = wide_dialog(is_open, words::nav_help, help);
    provide_context(Helping(is_open));
    (page(), above).into_any()
}

/// Leaves at once. `leave.js` hears it, even where the app does not answer any more.
pub(crate) fn leave_button() -> AnyView {
    html::button()
        .r#type("button")
        .class("leave")
        .attr("data-leave", "")
        .child(words::leave_button())
        .into_any()
}
