//! Parts that pages are made of. Each returns a view of one type, which keeps the module small.

pub(crate) mod beside;
pub(crate) mod button;
pub(crate) mod choice;
pub(crate) mod connection;
pub(crate) mod dialog;
pub(crate) mod exits;
pub(crate) mod field;
pub(crate) mod file;
pub(crate) mod form;
pub(crate) mod frame;
pub(crate) mod handover;
pub(crate) mod icon;
pub(crate) mod language;
pub(crate) mod live;
pub(crate) mod moment;
pub(crate) mod notice;
pub(crate) mod passphrases;
pub(crate) mod preview;
pub(crate) mod qr_code;
pub(crate) mod rows;
pub(crate) mod scale;
pub(crate) mod share;
pub(crate) mod since;
pub(crate) mod voice;
pub(crate) mod word_grid;

use std::cell::Cell;

use crate::html;
use leptos::prelude::*;

/// A name for an element that no other element on the page has.
pub(crate) fn unique_id() -> String {
    thread_local! {
        static NEXT: Cell<u32> = const { Cell::new(0) };
    }
    let number = NEXT.get();
    NEXT.set(number.wrapping_add(1));
    format!("e{number}")
}

/// A paragraph of secondary text.
pub(crate) fn soft(text: String) -> AnyView {
    html::p().class("soft").child(text).into_any()
}

/// A paragraph of small secondary text.
pub(crate) fn small(text: String) -> AnyView {
    html::p().class("soft small").child(text).into_any()
}

/// A paragraph.
pub(crate) fn text(text: String) -> AnyView {
    html::p().child(text).into_any()
}

/// A sentence that becomes another by itself, in a place with room for each that it may become; all drawn by `look`.
pub(crate) fn room_for(
    role: Option<&'static str>,
    look: fn(String) -> AnyView,
    said: impl Fn() -> Option<String> + Send + 'static,
    others: impl Fn() -> Vec<String> + Send + 'static,
) -> AnyView {
    room_of(role, look, Box::new(said), Box::new(others))
}

fn room_of(
    role: Option<&'static str>,
    look: fn(String) -> AnyView,
    said: Box<dyn Fn() -> Option<String> + Send>,
    others: Box<dyn Fn() -> Vec<String> + Send>,
) -> AnyView {
    let said = move || said().map(look);
    let room = move || {
        let other = |words: String| html::div().attr("aria-hidden", "true").child(look(words));
        others().into_iter().map(other).collect_view()
    };
    html::div().class("room").child((html::div().attr("role", role).child(said), room)).into_any()
}

/// A paragraph that opens a page.
pub(crate) fn lead(text: String) -> AnyView {
    html::p().class("lead").child(text).into_any()
}

/// What a person wrote, line breaks kept; nothing when there is nothing.
pub(crate) fn said(text: String) -> AnyView {
    (!text.is_empty()).then(|| html::p().class("said").attr("dir", "auto").child(text)).into_any()
}

/// What a person wrote, in quotation marks; nothing when there is nothing.
pub(crate) fn quoted(text: String) -> AnyView {
    said(if text.is_empty() { text } else { crate::words::quoted(&text) })
}

/// A heading of the second rank.
pub(crate) fn heading(text: String) -> AnyView {
    html::h2().attr("dir", "auto").child(text).into_any()
}

/// The same of something that stands below a heading of the second rank.
pub(crate) fn heading_below(text: String) -> AnyView {
    html::h3().class("heading").attr("dir", "auto").child(text).into_any()
}

/// A card.
pub(crate) fn card(class: &'static str, children: Vec<AnyView>) -> AnyView {
    html::section().class(format!("card {class}")).child(children).into_any()
}

/// A row of buttons.
pub(crate) fn row(children: Vec<AnyView>) -> AnyView {
    html::div().class("row").child(children).into_any()
}

/// A column.
pub(crate) fn stack(children: Vec<AnyView>) -> AnyView {
    html::div().class("stack").child(children).into_any()
}

/// What a page holds of the list that stands beside it where there is room for both.
pub(crate) fn in_list(children: Vec<AnyView>) -> AnyView {
    html::div().class("stack in-list").child(children).into_any()
}

/// Things that stand in two columns where there is room, and below each other where there is not.
pub(crate) fn columns(children: Vec<AnyView>) -> AnyView {
    html::div().class("columns").child(children).into_any()
}

/// A column no wider than a form should be.
pub(crate) fn narrow(children: Vec<AnyView>) -> AnyView {
    html::div().class("stack narrow").child(children).into_any()
}

/// A place without content yet: what it is for, and one way to begin.
pub(crate) fn empty(children: Vec<AnyView>) -> AnyView {
    html::div().class("empty").child(children).into_any()
}

/// A word about the state of something.
pub(crate) fn tag(class: &'static str, text: String) -> AnyView {
    html::span().class(format!("tag {class}")).child(text).into_any()
}

/// What something is, small, and right below it what it says.
pub(crate) fn fact(label: String, what: AnyView) -> AnyView {
    html::div().class("fact").child((small(label), what)).into_any()
}

/// Nothing.
pub(crate) fn nothing() -> AnyView {
    ().into_any()
}
