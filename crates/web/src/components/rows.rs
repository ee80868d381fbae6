//! Lists of ways onward.

use crate::html;
use leptos::prelude::*;

use super::icon::chevron;
use crate::places::Place;

/// One way onward: a name, a line about it, where it leads.
pub(crate) fn way(name: String, about: String, place: Place) -> AnyView {
    live_way(move || name.clone(), move || about.clone(), place)
}

/// A way onward whose name and line may become others.
pub(crate) fn live_way(
    name: impl Fn() -> String + Send + 'static,
    about: impl Fn() -> String + Send + 'static,
    place: Place,
) -> AnyView {
    drawn(Box::new(name), Box::new(about), place)
}

type Words = Box<dyn Fn() -> String + Send>;

fn drawn(name: Words, about: Words, place: Place) -> AnyView {
    let (name, about) = (move || name(), move || about());
    let words = html::span()
        .class("grow")
        .child((html::b().attr("dir", "auto").child(name), html::small().child(about)));
    html::li().child(html::a().class("go").href(place.address()).child((words, chevron()))).into_any()
}

/// A card that holds ways onward.
pub(crate) fn ways(ways: Vec<AnyView>) -> AnyView {
    html::div().class("card of-rows").child(html::ul().class("rows").child(ways)).into_any()
}
