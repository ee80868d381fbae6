//! Buttons, and links that look like buttons.

use crate::html;
use leptos::ev;
use leptos::prelude::*;

use crate::places::Place;
use crate::reactive::RwSignal;

/// How much a button stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// The way forward, in one's own voice.
    Primary,
    /// Gives something to the other, in the bond's voice.
    Share,
    /// One of several equal ways.
    Quiet,
    /// Ends or erases something.
    Firm,
    /// A quiet way aside.
    Plain,
}

impl Look {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "btn primary",
            Self::Share => "btn share",
            Self::Quiet => "btn quiet",
            Self::Firm => "btn firm",
            Self::Plain => "btn plain",
        }
    }
}

/// A button.
pub(crate) fn button(look: Look, label: String, act: impl Fn() + 'static) -> AnyView {
    drawn(look, None, label.into_any(), Box::new(act))
}

/// A button whose label may become another.
pub(crate) fn live_button(
    look: Look,
    label: impl Fn() -> String + Send + 'static,
    act: impl Fn() + 'static,
) -> AnyView {
    drawn(look, None, live_words(Box::new(label)), Box::new(act))
}

/// A button whose label alone does not say what it acts on; `name` does, for those who hear the page.
pub(crate) fn named_button(
    look: Look,
    label: String,
    name: impl Fn() -> String + Send + 'static,
    act: impl Fn() + 'static,
) -> AnyView {
    drawn(look, Some(Box::new(name)), label.into_any(), Box::new(act))
}

type Act = Box<dyn Fn()>;
type Words = Box<dyn Fn() -> String + Send>;

fn live_words(label: Words) -> AnyView {
    (move || label()).into_any()
}

/// One for all buttons and not for each, which keeps the module small.
fn drawn(look: Look, name: Option<Words>, label: AnyView, act: Act) -> AnyView {
    let button = html::button().r#type("button").class(look.class());
    let button = match name {
        Some(name) => button.attr("aria-label", name),
        None => button,
    };
    button.on(ev::click, move |_| act()).child(label).into_any()
}

/// A button that sends a form. It stays where it is while the form is on its way, so that the focus is not lost.
pub(crate) fn submit(look: Look, label: String, busy: RwSignal<bool>) -> AnyView {
    html::button()
        .r#type("submit")
        .class(look.class())
        .attr("aria-disabled", move || busy.get().then_some("true"))
        .child(label)
        .into_any()
}

/// A link that looks like a button.
pub(crate) fn link(look: Look, label: String, place: Place) -> AnyView {
    html::a().class(look.class()).href(place.address()).child(label).into_any()
}
